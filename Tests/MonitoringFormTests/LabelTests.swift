import MonitoringForm
import TestSupport
import Testing

/// Labels with all that is written around them.
@Suite("Labels") struct LabelTests {
    private let form: FormDefinition
    private let matcher: LabelMatcher

    init() throws {
        form = try FormDefinition.builtIn.get()
        matcher = LabelMatcher(form)
    }

    @Test("Every label and variant of the form is known as its row")
    func allKnown() {
        for (index, indicator) in form.indicators.enumerated() {
            for text in indicator.label.all {
                #expect(matcher.match(text).termSet.indicator == index)
            }
        }
        for (index, work) in form.construction.works.enumerated() {
            for text in work.label.all { #expect(matcher.match(text).termSet.row == .work(index)) }
        }
    }

    @Test(
        "Numbering, spaces, breaks, marks and units change nothing",
        arguments: [
            "1.研发人员数", "1、研发人员数", "（7）研发人员数", "⑦研发人员数", "㉗研发人员数", "七、研发人员数", "7 研发人员数", "研 发 人 员 数",
            "研发人\n员数", "研发人员数*", "研发人员数：", "　研发人员数 ", "研发人员数（人）", "研发人员数/人", "研发人员数(人)", "其中：研发人员数",
        ])
    func noise(text: String) {
        #expect(matcher.match(text).termSet.indicator == 6)
        #expect(!matcher.match(text).isInexact)
    }

    @Test(
        "县（市、区） is written in all orders",
        arguments: ["县（区、市）", "县(市,区)", "市（县、区）", "县市区", "区（县、市）", "县（市/区）", "县、市、区"])
    func counties(text: String) {
        #expect(matcher.match("产业集群研发投入占\(text)研发投入比重").termSet.indicator == 5)
        #expect(matcher.match("产业集群增加值占\(text)生产总值比重").termSet.indicator == 2)
    }

    @Test("R&D in any dress", arguments: ["R & D经费支出", "Ｒ＆Ｄ经费支出", "r&d经费支出", "R&amp;D经费支出"])
    func research(text: String) { #expect(matcher.match(text).termSet.indicator == 18) }

    @Test("Joined labels mean what their parts mean")
    func joined() {
        #expect(matcher.match("本季度同比增长").terms == [.quarter, .growth])
        let label = matcher.match("产业集群营业收入（亿元）-本季度数据")
        #expect(label.terms == [.indicator(0), .quarter])
        #expect(label.text.unit == "亿元")
        #expect(
            matcher.match("实际拨付金额\n省级资金（万元）").terms == [.disbursed, .fundingLevel(.provincial)])
    }

    @Test("Quarters and months in headers are measures")
    func periods() {
        #expect(matcher.match("2020年三季度").terms == [.quarter])
        #expect(matcher.match("1-9月").terms == [.cumulative])
        #expect(matcher.match("2019年三季度").text.year == 2019)
        #expect(matcher.match("单位：万元").terms.isEmpty)
    }

    @Test(
        "A reworded label is found by likeness",
        arguments: [("引进大院名校的共建载体", 7), ("产业集群内营业收入", 0), ("解决了企业技术难题数", 16)])
    func likeness(text: String, index: Int) {
        #expect(matcher.likeness(of: text, works: false, excluding: []) == index)
    }

    @Test(
        "What only looks alike is not taken",
        arguments: [
            "新增产业集群企业数", "产业集群利润总额", "专利授权数", "女研发人员数", "省级研发机构数", "出口额", "高新技术产品数",
            "科技型中小企业入库数", "企业研发费用加计扣除户数", "当年创新券发放额", "产学研合作项目合同金额", "征集企业技术难题数",
        ])
    func strangers(text: String) {
        #expect(matcher.match(text).termSet.indicator == nil)
        #expect(matcher.likeness(of: text, works: false, excluding: []) == nil)
    }

    @Test("A label whose figures have a unit that the indicator cannot have is another")
    func otherUnit() {
        let text = "产学研的合作项目"
        #expect(matcher.likeness(of: text, works: false, excluding: [], unit: "项") == 17)
        #expect(matcher.likeness(of: text, works: false, excluding: [], unit: "万元") == nil)
    }
}

/// Rewordings that a person would still recognise, and strangers that must not be taken for a row.
import MonitoringForm
import TestSupport
import Testing

@Suite("Likeness of labels") struct LabelLikenessTests {
    private let form: FormDefinition
    private let matcher: LabelMatcher

    init() throws {
        form = try FormDefinition.builtIn.get()
        matcher = LabelMatcher(form)
    }

    /// What a row's label is taken for: by its words, else by likeness.
    private func reading(_ text: String) -> Int? {
        let match = matcher.match(text)
        if match.hasKey { return match.termSet.indicator }
        return matcher.likeness(of: text, works: false, excluding: [])
    }

    @Test(
        "A reworded indicator is found",
        arguments: [
            ("研发人员总人数量", "rdPersonnel"), ("产业集群企业的总数", "clusterEnterprises"),
            ("引进的大院名校共建载体数", "jointInstitutes"), ("集聚的服务机构数", "serviceInstitutions"),
            ("解决企业的技术难题数", "technicalProblemsSolved"), ("产学研的合作项目数", "industryUniversityProjects"),
            ("产业集群的营业收入", "clusterRevenue"), ("当年企业研发费用的加计扣除额", "rdSuperDeduction"),
            ("当年创新券的使用额", "innovationVouchersUsed"), ("本级的财政科技支出", "localFiscalTechExpenditure"),
            ("产业集群研发投入总额", "clusterRDInvestment"),
            ("新增的国家高新技术企业数", "newNationalHighTechEnterprises"),
            ("省的科技型中小企业数", "provincialTechSMEs"), ("单位从业人员的营业收入", "revenuePerEmployee"),
        ])
    func reworded(text: String, id: String) throws {
        let index = try #require(reading(text), "\(text)")
        #expect(form.indicators[index].id == id)
    }

    @Test("A label with one character changed is taken for itself or for nothing")
    func misspelt() {
        var count = 0
        for seed in UInt64(1)...400 {
            var random = SeededRandom(seed: seed)
            let index = Int.random(in: 0..<form.indicators.count, using: &random)
            let label = form.indicators[index].label.text
            var characters = Array(label)
            characters[Int.random(in: 0..<label.count, using: &random)] = "某"
            let text = String(characters)
            // Without 新增 or 投入 it would be another label, not a misspelt one.
            let isTold = form.words.distinguishing.allSatisfy {
                !label.contains($0) || text.contains($0)
            }
            guard isTold, let found = reading(text) else { continue }
            count += 1
            let name = form.indicators[found].id
            #expect(found == index, "seed \(seed): \(text) is taken for \(name)")
        }
        #expect(count > 100)
    }

    @Test(
        "What measures something else is no row of the form",
        arguments: [
            "新增产业集群企业数", "产业集群利润", "产业集群利润总额", "产业集群税收", "产业集群增加值", "产业集群总产值", "产业集群出口额",
            "产业集群亩均增加值", "专利授权数", "发明专利数", "女研发人员数", "博士研发人员数", "省级研发机构数",
            "新增服务企业数", "新增规上企业数", "规上企业数", "国家专精特新企业数", "解决就业人数", "上年创新券使用额",
            "服务收入", "产学研合作经费支出", "全社会GDP", "研发人员平均工资", "县级财政科技支出", "退出国家高新技术企业数",
        ])
    func strangers(text: String) throws {
        let index = reading(text)
        #expect(index == nil, "taken for \(index.map { form.indicators[$0].id } ?? "")")
    }

    @Test("New enterprises and all enterprises are told apart, both ways")
    func newAndAll() throws {
        for (text, id) in [
            ("新增国家高新技术企业数", "newNationalHighTechEnterprises"),
            ("国家高新技术企业数", "nationalHighTechEnterprises"),
            ("新增省科技型中小企业数", "newProvincialTechSMEs"), ("省科技型中小企业数", "provincialTechSMEs"),
        ] {
            let index = try #require(reading(text))
            #expect(form.indicators[index].id == id)
        }
    }

    @Test(
        "A reworded work is found among the works",
        arguments: [
            ("健全的工作机制建设", 0), ("完整的创建工作团队", 1), ("具体的工作推进方案", 2), ("明显大气的综合体标志名牌", 3),
        ])
    func works(text: String, index: Int) {
        let match = matcher.match(text)
        #expect(
            match.termSet.row == .work(index)
                || matcher.likeness(of: text, works: true, excluding: []) == index)
    }

    @Test("Prose and short words are like nothing", arguments: ["数", "企业", "", "，。", "说明"])
    func short(text: String) {
        #expect(matcher.likeness(of: text, works: false, excluding: []) == nil)
        let prose = String(repeating: "本表由各综合体建设依托单位填报", count: 40)
        #expect(matcher.match(prose).terms.isEmpty)
        #expect(matcher.likeness(of: prose, works: false, excluding: []) == nil)
    }
}

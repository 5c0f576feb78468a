/// Units that a workbook states in its unit column, labels, headers and notes: understood, or told.
import FormSheets
import MonitoringForm
import TestSupport
import Testing

@Suite("Stated units") struct StatedUnitTests {
    private let form: FormDefinition

    init() throws { form = try FormDefinition.builtIn.get() }

    private func convert(_ cells: [[String]]) -> ConvertedDocument {
        DocumentConverter(form).convert(GridWorkbook([.init("表", cells)]).build(), name: "a.xlsx")
            .document
    }

    /// Codes of the findings of one cell, without those that say how it was typed.
    private func codes(_ document: ConvertedDocument, _ cell: String) -> [String] {
        document.findings.filter { $0.cell == cell }.map(\.code.rawValue)
    }

    private let headers = ["二级指标", "计量单位", "本季度数据", "同比增长", "累计", "同比增长"]

    @Test(
        "A unit column is understood however it is dressed",
        arguments: [
            ("（万元）", "1.234"), ("(万元)", "1.234"), ("【万元】", "1.234"), ("（元）", "0.0001234"),
            ("万元、%", "1.234"), ("万元/%", "1.234"), ("万元(含税)", "1.234"), ("万元（人民币）", "1.234"),
            ("人民币（万元）", "1.234"), ("RMB万元", "1.234"), ("￥万元", "1.234"), ("百元", "0.01234"),
            ("10万元", "12.34"), ("萬元", "1.234"), ("单位：亿元", "12340"), ("亿元、%", "12340"),
            ("以万元计", "1.234"), ("万 元", "1.234"), ("—", "12340"), ("", "12340"),
        ])
    func column(unit: String, wanted: String) throws {
        let document = convert([
            headers, ["产业集群营业收入", unit, "12340", "8.5", "12340", "8.5"],
            ["研发人员数", "人", "5", "8.5", "5", "8.5"],
        ])
        let item = try #require(document.returns.first).indicators[0]
        #expect(item.quarter?.description == wanted)
        #expect(item.quarterGrowth?.description == "8.5")
        #expect(codes(document, "C2") == (wanted == "12340" ? [] : ["value.unitConverted"]))
    }

    @Test(
        "A row without a unit is in the form's, and told where the unit column has others of its kind"
    )
    func blankUnit() throws {
        let document = convert([
            headers, ["产业集群研发投入额", "元", "5000000", "8.5", "5000000", "8.5"],
            ["R&D经费支出", "", "7000000", "8.5", "7000000", "8.5"],
            ["研发人员数", "", "5", "8.5", "5", "8.5"],
            ["当年创新券使用额", "", "3元", "8.5", "3万元", "8.5"],
        ])
        let found = try #require(document.returns.first).indicators
        #expect(found[18].quarter?.description == "7000000")
        #expect(codes(document, "C3") == ["value.scaleSuspect"])
        #expect(codes(document, "D3").isEmpty)
        #expect(codes(document, "C4").isEmpty)
        #expect(codes(document, "E5") == ["value.textNumber"])
    }

    @Test(
        "Counts take the multiples of their words, and any word",
        arguments: [
            ("（万人）", "50000", "value.unitConverted"), ("千人、%", "5000", "value.unitConverted"),
            ("个/家", "5", nil), ("家（次）", "5", nil), ("条", "5", nil),
            ("班次", "5", "value.scaleSuspect"),
            ("万班次", nil, "value.notNumeric"), ("（%）", nil, "value.notNumeric"),
            ("人月", nil, "value.notNumeric"),
        ] as [(String, String?, String?)])
    func counts(unit: String, wanted: String?, code: String?) throws {
        let document = convert([
            headers, ["产业集群营业收入", "亿元", "1", "8.5", "1", "8.5"],
            ["研发人员数", unit, "5", "8.5", "5", "8.5"],
        ])
        let item = try #require(document.returns.first).indicators[6]
        #expect(item.quarter?.description == wanted)
        #expect(codes(document, "C3") == (code.map { [$0] } ?? []))
    }

    @Test(
        "A figure in a unit that the form cannot have, or that nobody knows, is not read",
        arguments: ["万美元", "美元", "吨", "万元/公顷", "万新元", "元、万元", "%"])
    func strangers(unit: String) throws {
        let document = convert([
            headers, ["产业集群营业收入", unit, "12340", "8.5", "12340", "8.5"],
            ["研发人员数", "人", "5", "8.5", "5", "8.5"],
        ])
        #expect(try #require(document.returns.first).indicators[0].quarter == nil)
        let finding = try #require(document.findings.first { $0.cell == "C2" })
        #expect(finding.code == .notNumeric && finding.detail.reason == "unit")
        #expect(finding.detail.quoted == "12340 \(unit)")
    }

    @Test("The offices of a column headed 单位 are no units")
    func offices() throws {
        let document = convert([
            ["二级指标", "单位", "本季度数据", "同比增长", "累计", "同比增长"],
            ["产业集群营业收入", "统计局", "12340", "8.5", "12340", "8.5"],
            ["研发人员数", "科技局", "5", "8.5", "5", "8.5"],
        ])
        let item = try #require(document.returns.first)
        #expect(item.indicators[0].quarter?.description == "12340")
        #expect(item.indicators[6].quarter?.description == "5")
    }

    // MARK: Headers of money

    private func funds(_ header: String, above: String? = nil) -> ConvertedDocument {
        convert(
            [
                above.map { [$0] } ?? [], ["资金来源", header, "实际使用支出金额（万元）"],
                ["省级资金", "5000000", "1"], ["市级资金", "2000000", "1"],
                ["县（市、区）资金", "3000000", "1"],
            ])
    }

    @Test(
        "The unit of a header of money is understood wherever it stands",
        arguments: [
            "实际拨付金额（单位：人民币元）", "实际拨付金额（人民币元）", "实际拨付金额（元，含税）", "实际拨付金额（以元计）",
            "实际拨付金额（截至9月底，元）", "实际拨付金额\n元", "实际拨付金额元", "实际拨付金额，元", "实际拨付金额、元", "实际拨付金额：元",
            "实际拨付金额-元", "实际拨付金额/元", "实际拨付金额 元", "实际拨付金额单位：元", "实际拨付金额\n单位：元",
            "实际拨付金额【元】", "实际拨付金额\n（据实填写）\n单位：元", "实际拨付金额（人民币，元）",
        ])
    func header(text: String) throws {
        let document = funds(text)
        let item = try #require(document.returns.first)
        #expect(item.disbursed.provincial?.description == "500")
        #expect(item.disbursed.county?.description == "300")
        #expect(codes(document, "B3") == ["value.unitConverted"])
        #expect(item.spent.provincial?.description == "1")
    }

    @Test(
        "Money in a header's foreign or unknown unit is not read",
        arguments: ["实际拨付金额（美元）", "实际拨付金额（万新元）", "实际拨付金额（%）", "实际拨付金额（元/人）"])
    func foreignHeader(text: String) throws {
        let document = funds(text)
        let item = try #require(document.returns.first)
        #expect(item.disbursed.provincial == nil)
        #expect(codes(document, "B3") == ["value.notNumeric"])
        #expect(item.spent.provincial?.description == "1")
    }

    @Test(
        "A note above the table is understood with and without brackets",
        arguments: [
            "季度监测表   单位：元", "季度监测表（单位：元）", "单位：人民币元", "单位:元", "金额单位：元  填报人：张三", "（元）", "单位：元。",
            "计量单位：人民币（元）", "填报单位：平湖市科技局   单位：元",
        ])
    func note(text: String) throws {
        let document = funds("实际拨付金额", above: text)
        let item = try #require(document.returns.first)
        #expect(item.disbursed.provincial?.description == "500")
        #expect(item.spent.provincial?.description == "1")
    }

    @Test("A note of a foreign unit concerns the money that states no unit itself")
    func foreignNote() throws {
        for text in ["单位：万美元", "金额单位：万新元"] {
            let item = try #require(funds("实际拨付金额", above: text).returns.first)
            #expect(item.disbursed.provincial == nil)
            #expect(item.spent.provincial?.description == "1")
        }
        for text in ["填报单位：平湖市科技局", "依托单位：某公司"] {
            let item = try #require(funds("实际拨付金额", above: text).returns.first)
            #expect(item.disbursed.provincial?.description == "5000000")
        }
    }

    // MARK: Labels and growth

    @Test(
        "A label's unit counts without brackets too",
        arguments: [
            "产业集群营业收入万元", "产业集群营业收入 万元", "产业集群营业收入：万元", "产业集群营业收入、万元", "产业集群营业收入\n万元",
            "产业集群营业收入（万元，当季）", "产业集群营业收入（单位：万元）", "产业集群营业收入（人民币万元）",
        ])
    func label(text: String) throws {
        let document = convert([
            headers, [text, "", "12340", "8.5", "12340", "8.5"],
            ["研发人员数", "人", "5", "8.5", "5", "8.5"],
        ])
        let item = try #require(document.returns.first).indicators[0]
        #expect(item.quarter?.description == "1.234")
        #expect(codes(document, "C2") == ["value.unitConverted"])
    }

    @Test("Of several units that a note lists, each figure is in its own")
    func severalUnits() throws {
        for note in ["单位：亿元、万元、%", "单位：亿元，万元", "计量单位：个、亿元、万元/人、万元"] {
            let document = convert([
                [note], ["二级指标", "本季度数据", "同比增长", "累计", "同比增长"],
                ["产业集群营业收入", "12", "8.5", "12340", "8.5"],
                ["产业集群研发投入额", "34", "8.5", "12340", "8.5"], ["研发人员数", "5", "8.5", "5", "8.5"],
            ])
            let item = try #require(document.returns.first)
            #expect(item.indicators[0].quarter?.description == "12")
            #expect(item.indicators[4].quarter?.description == "34")
            #expect(codes(document, "B3").isEmpty)
        }
    }

    @Test("In a roll-up the unit of an indicator is not that of its growth")
    func rollUp() throws {
        let document = convert([
            ["综合体名称", "研发人员数（千人）", "", "产业集群研发投入占县（市、区）研发投入比重（‰）", ""],
            ["", "本季度数据", "同比增长", "本季度数据", "同比增长"],
            ["平湖光机电产业创新服务综合体", "5", "8.5", "25", "8.5"],
            ["海宁时尚产业创新服务综合体", "6", "9.5", "26", "9.5"],
        ])
        let item = try #require(document.returns.first)
        #expect(item.indicators[6].quarter?.description == "5000")
        #expect(item.indicators[6].quarterGrowth?.description == "8.5")
        #expect(item.indicators[5].quarter?.description == "2.5")
        #expect(item.indicators[5].quarterGrowth?.description == "8.5")
    }

    @Test(
        "The unit of a table of money is understood above its labels, in its section and in a column of its own",
        arguments: [
            [["资金支持（元）", "实际拨付金额", "", "", "实际使用支出金额"], ["", "省级资金", "市级资金", "县（市、区）资金", "合计"]],
            [
                ["资金支持（元）"], ["项目", "实际拨付金额", "", "", "实际使用支出金额"],
                ["", "省级资金", "市级资金", "县（市、区）资金", "合计"],
            ],
            [
                ["资金支持", "", "单位：元"], ["项目", "实际拨付金额", "", "", "实际使用支出金额"],
                ["", "省级资金", "市级资金", "县（市、区）资金", "合计"],
            ],
            [["项目", "实际拨付金额（元）", "", "", "实际使用支出金额（元）"], ["", "省级资金", "市级资金", "县（市、区）资金", "合计"]],
        ])
    func moneyAcross(headers: [[String]]) throws {
        let document = convert(
            headers + [["省、市、县（市、区）财政专项资金到位、使用支出情况", "5000000", "2000000", "3000000", "6400000"]])
        let item = try #require(document.returns.first)
        let amounts = FundingLevel.allCases.map { item.disbursed[$0]?.description }
        #expect(amounts == ["500", "200", "300"])
        #expect(item.spent.total?.description == "640")
    }

    @Test("A column of units beside money across, and one that lost its header")
    func unitColumns() throws {
        let across = convert([
            ["资金支持", "计量单位", "实际拨付金额", "", "", "实际使用支出金额"],
            ["", "", "省级资金", "市级资金", "县（市、区）资金", "合计"],
            ["省、市、县（市、区）财政专项资金到位、使用支出情况", "元", "5000000", "2000000", "3000000", "6400000"],
        ])
        #expect(across.returns.first?.disbursed.provincial?.description == "500")
        #expect(across.returns.first?.spent.total?.description == "640")
        let bare = convert([
            ["二级指标", "", "本季度数据", "同比增长"], ["产业集群营业收入", "万元", "12340", "8.5"],
            ["研发人员数", "百人", "12", "8.5"], ["产业集群研发投入额", "〃", "12", "8.5"],
        ])
        #expect(bare.returns.first?.indicators[0].quarter?.description == "1.234")
        #expect(bare.returns.first?.indicators[6].quarter?.description == "1200")
    }

    @Test("〃 and 同上 are the unit above")
    func ditto() throws {
        let document = convert([
            headers, ["产业集群研发投入额", "元", "5000000", "1", "1", "1"],
            ["R&D经费支出", "〃", "6000000", "1", "1", "1"],
            ["当年创新券使用额", "同上", "7000000", "1", "1", "1"],
        ])
        let item = try #require(document.returns.first)
        #expect(item.indicators[4].quarter?.description == "500")
        #expect(item.indicators[18].quarter?.description == "600")
        #expect(item.indicators[22].quarter?.description == "700")
    }

    @Test("Units that disagree are told, and the surest one is used")
    func disagreement() throws {
        let document = convert([
            headers, ["产业集群营业收入（万元）", "亿元", "10.5", "1", "1", "1"],
            ["研发人员数（人）", "人", "5", "1", "1", "1"],
        ])
        #expect(document.returns.first?.indicators[0].quarter?.description == "10.5")
        #expect(codes(document, "C2") == ["value.scaleSuspect"])
        #expect(codes(document, "C3").isEmpty)
    }

    @Test("Tables side by side have each its own note")
    func sideBySide() throws {
        let document = convert([
            ["单位：元", "", "", "", "单位：万元"], ["二级指标", "本季度数据", "同比增长", "", "二级指标", "本季度数据", "同比增长"],
            ["产业集群研发投入额", "5000000", "8.5", "", "R&D经费支出", "600", "3"],
            ["研发人员数", "5", "8.5", "", "当年创新券使用额", "60", "3"],
        ])
        let item = try #require(document.returns.first)
        #expect(item.indicators[4].quarter?.description == "500")
        #expect(item.indicators[18].quarter?.description == "600")
    }

    @Test(
        "A note is understood in other words, and below the table where it is the only one",
        arguments: [
            "本表金额单位均为元", "（金额单位为元）", "金额以元计", "单位 元", "季度监测表（元）", "监测表（金额：元）", "单位：个/元", "单位：元 个",
        ])
    func wordedNote(text: String) throws {
        let above = try #require(funds("实际拨付金额", above: text).returns.first)
        #expect(above.disbursed.provincial?.description == "500")
        let below = convert([
            ["资金来源", "实际拨付金额", "实际使用支出金额（万元）"], ["省级资金", "5000000", "1"], ["市级资金", "2000000", "1"],
            ["县（市、区）资金", "3000000", "1"], [], ["注：金额单位：元"],
        ])
        #expect(below.returns.first?.disbursed.provincial?.description == "500")
    }

    @Test(
        "The currency, and offices whose names end like a unit, are no units",
        arguments: [
            "单位：万元 币种：人民币", "单位：万元，币种：人民币", "单位：人民币", "填报单位：平湖汇元",
            "填报单位：浙江多元 填报人：张三", "填报单位（盖章）：嘉兴市众元", "单位：万元、万元/人", "单位：家/万元",
        ])
    func noUnit(text: String) throws {
        let item = try #require(funds("实际拨付金额", above: text).returns.first)
        #expect(item.disbursed.provincial?.description == "5000000")
        let label = convert([
            headers, ["产业集群营业收入（人民币）", "亿元", "10.5", "1", "1", "1"],
            ["R&D经费支出（企业、院、所）", "", "5", "1", "1", "1"],
        ])
        #expect(label.returns.first?.indicators[0].quarter?.description == "10.5")
        #expect(label.returns.first?.indicators[18].quarter?.description == "5")
    }

    @Test("A second column of units is that of the growth behind it")
    func growthColumn() throws {
        let document = convert([
            ["二级指标", "单位", "本季度数据", "单位", "同比增长"], ["产业集群营业收入", "亿元", "10.5", "‰", "85"],
            ["研发人员数", "人", "5", "%", "8.5"],
        ])
        let item = try #require(document.returns.first)
        #expect(item.indicators[0].quarterGrowth?.description == "8.5")
        #expect(item.indicators[6].quarterGrowth?.description == "8.5")
    }

    @Test("A label whose brackets send the reader elsewhere for the unit states none")
    func elsewhere() throws {
        for text in ["产业集群营业收入（单位：见右）", "产业集群营业收入（单位见右列）", "产业集群营业收入（计量单位同上）"] {
            let document = convert([
                headers, [text, "万元", "12340", "8.5", "12340", "8.5"],
                ["研发人员数", "人", "5", "8.5", "5", "8.5"],
            ])
            let item = try #require(document.returns.first).indicators[0]
            #expect(item.quarter?.description == "1.234", "\(text)")
        }
    }

    @Test(
        "Growth is in the unit of its own header",
        arguments: [
            ("同比增长（‰）", "0.85"), ("同比增长(%)", "8.5"), ("同比增长（倍）", "850"), ("同比增长", "8.5"),
            ("同比增长（上年同期=100）", nil), ("同比增长（万元）", nil), ("同比增长‰", "0.85"),
        ] as [(String, String?)])
    func growth(header: String, wanted: String?) throws {
        let document = convert([
            ["二级指标", "计量单位", "本季度数据", header, "累计", header],
            ["产业集群营业收入", "亿元", "12340", "8.5", "12340", "8.5"],
            ["研发人员数", "人", "5", "8.5", "5", "8.5"],
        ])
        let item = try #require(document.returns.first).indicators[0]
        #expect(item.quarterGrowth?.description == wanted)
        #expect(item.quarter?.description == "12340")
        if wanted == nil {
            #expect(document.findings.contains { $0.code == .indicatorMissing })
        }
    }
}

/// Returns whose parts stand apart, and names and amounts in unusual places: each layout was misread once.
import FormSheets
import MonitoringForm
import TestSupport
import Testing

@Suite("Parts of returns") struct PartsOfReturnsTests {
    private static let identity = [
        "综合体名称", "平湖光机电产业创新服务综合体", "报送季度", "2020年第三季度",
    ]
    private static let header = ["二级指标", "本季度数据", "同比增长", "累计", "同比增长"]

    private func convert(_ sheets: GridWorkbook.Sheet...) throws -> ConvertedDocument {
        try GridWorkbook(sheets).converted()
    }

    private func figures(_ item: Return, _ indicator: Int) -> [String?] {
        Measure.allCases.map { item.indicators[indicator][$0]?.description }
    }

    @Test(
        "Indicators on several sheets are one return, with its name on each or on the first",
        arguments: [true, false])
    func sectionsOnSheets(isNamed: Bool) throws {
        let document = try convert(
            .init("质量", [Self.identity, Self.header, ["产业集群营业收入", "1", "2", "3", "4"]]),
            .init(
                "能力",
                [isNamed ? Self.identity : ["创新能力"], Self.header, ["研发人员数", "5", "6", "7", "8"]]))
        let item = try #require(document.returns.first)
        #expect(document.returns.count == 1)
        #expect(figures(item, 0) == ["1", "2", "3", "4"])
        #expect(figures(item, 6) == ["5", "6", "7", "8"])
    }

    @Test(
        "The quarter's figures and the cumulative ones may stand on two sheets, or below each other"
    )
    func measuresApart() throws {
        let quarter = [
            ["二级指标", "本季度数据", "同比增长"], ["产业集群营业收入", "1", "2"], ["研发人员数", "5", "6"],
        ]
        let cumulative = [
            ["二级指标", "累计数据", "同比增长"], ["产业集群营业收入", "3", "4"], ["研发人员数", "7", "8"],
        ]
        let documents = [
            try convert(
                .init("一", [Self.identity] + quarter), .init("二", [Self.identity] + cumulative)),
            try convert(.init("表", [Self.identity] + quarter + [[]] + cumulative)),
        ]
        for document in documents {
            #expect(document.returns.map { figures($0, 0) } == [["1", "2", "3", "4"]])
        }
    }

    @Test("Two quarters of a complex are two returns")
    func quarters() throws {
        var earlier = Self.identity
        earlier[3] = "2020年第二季度"
        let document = try convert(
            .init("三季度", [Self.identity, Self.header, ["产业集群营业收入", "1", "2", "3", "4"]]),
            .init("二季度", [earlier, Self.header, ["研发人员数", "5", "6", "7", "8"]]))
        #expect(document.returns.count == 2)
    }

    @Test("A page that goes on repeats whose return it is")
    func continuedPage() throws {
        let document = try convert(
            .init(
                "表",
                [Self.identity, Self.header, ["产业集群营业收入", "1", "2", "3", "4"], [], ["（续）"]]
                    + [Self.identity, Self.header, ["研发人员数", "5", "6", "7", "8"]]))
        #expect(document.returns.count == 1)
        #expect(document.returns.map { figures($0, 6) } == [["5", "6", "7", "8"]])
    }

    @Test("Sheets of 累计 hold sums, though their headers say 数据")
    func sheetOfSums() throws {
        let rows = [
            ["综合体名称", "产业集群营业收入", "", "研发人员数", ""], ["", "数据", "同比增长", "数据", "同比增长"],
            ["平湖光机电产业创新服务综合体", "1", "2", "3", "4"], ["平湖童车产业创新服务综合体", "5", "6", "7", "8"],
        ]
        let merges = ["A1:A2", "B1:C1", "D1:E1"]
        let document = try convert(
            .init("本季度", rows, merges: merges), .init("累计", rows, merges: merges))
        #expect(
            document.returns.map { figures($0, 0) } == [
                ["1", "2", "1", "2"], ["5", "6", "5", "6"],
            ])
    }

    @Test("Roll-ups below each other, one for each section, are read as one")
    func stackedRollUps() throws {
        func block(_ first: String, _ second: String) -> [[String]] {
            [
                ["综合体名称", first, "", "", "", second, "", "", ""],
                ["", "本季度", "同比增长", "累计", "同比增长", "本季度", "同比增长", "累计", "同比增长"],
                ["平湖光机电产业创新服务综合体", "1", "2", "3", "4", "5", "6", "7", "8"],
                ["平湖童车产业创新服务综合体", "1", "2", "3", "4", "5", "6", "7", "8"], [],
            ]
        }
        let rows =
            block("产业集群营业收入", "单位从业人员营业收入") + block("产业集群研发投入额", "研发人员数")
            + block("产业集群企业数", "国家高新技术企业数") + block("服务企业数", "集聚服务机构数")
        let merges = stride(from: 1, through: 16, by: 5).flatMap {
            ["A\($0):A\($0 + 1)", "B\($0):E\($0)", "F\($0):I\($0)"]
        }
        let document = try convert(.init("汇总", rows, merges: merges))
        #expect(document.returns.count == 2)
        for item in document.returns {
            #expect(item.indicators.count { $0.cumulative != nil } == 8)
            #expect(figures(item, 6) == ["5", "6", "7", "8"])
        }
    }

    @Test("A row for the quarter and one for the sum, and measures above the names")
    func lanes() throws {
        let periods = try convert(
            .init(
                "汇总",
                [
                    ["综合体名称", "期间", "产业集群营业收入", "", "研发人员数", ""],
                    ["", "", "数据", "同比增长", "数据", "同比增长"],
                    ["平湖光机电产业创新服务综合体", "本季度", "1", "2", "5", "6"], ["", "累计", "3", "4", "7", "8"],
                    ["平湖童车产业创新服务综合体", "本季度", "1", "2", "5", "6"], ["", "累计", "3", "4", "7", "8"],
                ], merges: ["A1:A2", "B1:B2", "C1:D1", "E1:F1", "A3:A4", "A5:A6"]))
        #expect(
            periods.returns.map { figures($0, 6) } == [
                ["5", "6", "7", "8"], ["5", "6", "7", "8"],
            ])
        let names = ["平湖光机电产业创新服务综合体", "平湖童车产业创新服务综合体"]
        let turned = try convert(
            .init(
                "一览",
                [
                    ["二级指标", "本季度数据", "", "同比增长", "", "累计", "", "同比增长", ""],
                    [""] + names + names + names + names,
                    ["产业集群营业收入", "1", "2", "3", "4", "5", "6", "7", "8"],
                    ["研发人员数", "1", "2", "3", "4", "5", "6", "7", "8"],
                ], merges: ["A1:A2", "B1:C1", "D1:E1", "F1:G1", "H1:I1"]))
        #expect(
            turned.returns.map { figures($0, 0) } == [["1", "3", "5", "7"], ["2", "4", "6", "8"]])
    }

    @Test(
        "Units in a row of their own convert, and one figure for each complex is the quarter's, told"
    )
    func unitRow() throws {
        let rollUp = try convert(
            .init(
                "汇总",
                [
                    ["综合体名称", "产业集群营业收入", "", "单位从业人员营业收入", ""], ["", "万元", "", "万元/人", ""],
                    ["", "本季度", "累计", "本季度", "累计"], ["平湖光机电产业创新服务综合体", "10000", "20000", "3", "4"],
                    ["平湖童车产业创新服务综合体", "10000", "20000", "3", "4"],
                ], merges: ["A1:A3", "B1:C1", "D1:E1", "B2:C2", "D2:E2"]))
        #expect(rollUp.returns.map { $0.indicators[0].quarter?.description } == ["1", "1"])
        #expect(rollUp.returns.map { $0.indicators[1].cumulative?.description } == ["4", "4"])
        let single = try convert(
            .init(
                "一览",
                [
                    ["二级指标", "计量单位", "平湖光机电产业创新服务综合体", "平湖童车产业创新服务综合体"],
                    ["产业集群营业收入", "亿元", "1", "2"], ["研发人员数", "人", "3", "4"],
                ]))
        #expect(single.returns.map { $0.indicators[0].quarter?.description } == ["1", "2"])
        #expect(single.findings.contains { $0.code == .labelFuzzy })
    }

    @Test("Funds right below the works or the identity, with units in a column")
    func funds() throws {
        let works = [["二级指标", "完成情况", "填写说明"], ["视频", "完成", ""]]
        let across = try convert(
            .init(
                "表",
                [Self.identity] + works + [
                    ["项目", "省级资金", "市级资金", "县（市、区）资金"], ["实际拨付金额（万元）", "500", "210", "305"],
                    ["实际使用支出金额（万元）", "300", "140", "200"],
                ]))
        #expect(across.returns.count == 1)
        #expect(across.returns.first?.disbursed.provincial == ExactDecimal(500))
        #expect(across.returns.first?.works[5].status == .complete)
        let down = try convert(
            .init(
                "表",
                [Self.identity] + works + [
                    ["省级资金实际拨付金额", "元", "5000000"], ["市级资金实际拨付金额", "万元", "210"],
                    ["实际使用支出金额", "万元", "640"],
                ]))
        #expect(down.returns.first?.disbursed.provincial == ExactDecimal(500))
        #expect(down.returns.first?.disbursed.municipal == ExactDecimal(210))
        let below = try convert(
            .init(
                "表",
                [
                    ["综合体名称", "平湖光机电产业创新服务综合体", "级别", "省级", ""],
                    ["建设依托单位", "平湖管委会", "报送季度", "2020年第三季度", ""],
                    ["一级指标", "实际拨付金额/万元", "", "", "实际使用支出金额/万元"],
                    ["", "省级资金", "市级资金", "县（市、区）资金", ""], ["资金支持", "500", "210", "305", "640"],
                    ["联系电话", "0573-1", "级别", "省级", ""],
                ], merges: ["B3:D3", "A3:A4", "E3:E4"]))
        let item = try #require(below.returns.first)
        #expect(item.complex.operator == "平湖管委会")
        #expect(item.period?.description == "2020Q3")
        #expect(item.disbursed.county == ExactDecimal(305))
        #expect(!below.findings.contains { $0.code == .notNumeric })
    }

    @Test("Marks in both columns agree, boxes are ticked, and a note's bracket may stand apart")
    func works() throws {
        let document = try convert(
            .init(
                "表",
                [
                    Self.identity, ["二级指标", "完成", "未完成"], ["健全的工作机制", "√", "×"],
                    ["完整的创建团队", "×", "√"], [], ["二级指标", "完成情况", "填写说明"],
                    ["具体的推进方案", "☑完成 □未完成", ""], ["综合体名牌", "□完成 ☑未完成", "在做"],
                    ["展厅", "未完成 （展厅在建）", ""],
                ]))
        let works = try #require(document.returns.first).works
        #expect(
            works.map(\.status) == [
                .complete, .incomplete, .complete, .incomplete, .incomplete, nil,
            ])
        #expect(works[4].note == "展厅在建")
        #expect(!document.findings.contains { $0.code == .indicatorDuplicate })
    }

    @Test("Names without the numbers, lines and sums around them")
    func names() throws {
        let document = try convert(
            .init(
                "表",
                [
                    ["综合体名称：__平湖光机电产业创新服务综合体__"], ["主管领导：李局    审核：姚志强"], Self.header,
                    ["产业集群营业收入", "1", "2", "3", "4"],
                ]))
        #expect(document.returns.first?.complex.name == "平湖光机电产业创新服务综合体")
        #expect(document.returns.first?.reporting.reviewedBy == "姚志强")
        let own = try convert(
            .init(
                "表",
                [
                    ["综合体名称", "_x005F_x0041_综合体"], ["填报人", "_x005F_x000D_"], Self.header,
                    ["产业集群营业收入", "1", "2", "3", "4"],
                ]))
        #expect(own.returns.first?.complex.name == "_x0041_综合体")
        #expect(own.returns.first?.reporting.preparedBy == "_x000D_")
        let turned = try convert(
            .init(
                "一览",
                [
                    ["二级指标", "平湖光机电产业创新服务综合体", "", "平湖童车产业创新服务综合体", "", "全市合计", ""],
                    ["", "本季度", "累计", "本季度", "累计", "本季度", "累计"],
                    ["产业集群营业收入", "1", "2", "3", "4", "4", "6"],
                    ["研发人员数", "1", "2", "3", "4", "4", "6"],
                ], merges: ["A1:A2", "B1:C1", "D1:E1", "F1:G1"]))
        #expect(turned.returns.count == 2)
    }

    @Test("A form left blank beside a filled one is nobody's return")
    func blankForm() throws {
        let document = try convert(
            .init("空表", [["综合体名称", ""], Self.header, ["产业集群营业收入", "", "", "", ""]]),
            .init("填好", [Self.identity, Self.header, ["产业集群营业收入", "1", "2", "3", "4"]]))
        #expect(document.returns.map(\.sheet) == ["填好"])
    }

    @Test("A list that names the complex beside each row has a return for each")
    func list() throws {
        let names = ["平湖光机电产业创新服务综合体", "平湖童车产业创新服务综合体"]
        let document = try convert(
            .init(
                "明细",
                [
                    ["综合体名称", "级别", "二级指标", "计量单位", "本季度数据", "同比增长", "累计", "同比增长"],
                    [names[0], "省级", "产业集群营业收入", "亿元", "1", "2", "3", "4"],
                    ["", "", "研发人员数", "人", "5", "6", "7", "8"],
                    [names[1], "市级", "产业集群营业收入", "亿元", "1", "2", "3", "4"],
                    [names[1], "市级", "研发人员数", "人", "5", "6", "7", "8"],
                ], merges: ["A2:A3"]))
        #expect(document.returns.map(\.complex.name) == names)
        #expect(document.returns.map(\.complex.level) == [.provincial, .municipal])
        #expect(
            document.returns.map { figures($0, 6) } == [
                ["5", "6", "7", "8"], ["5", "6", "7", "8"],
            ])
    }

    @Test("其中：新增 below an indicator is the new ones of it, and is told")
    func newOnes() throws {
        let document = try convert(
            .init(
                "表",
                [
                    Self.identity, Self.header, ["产业集群营业收入", "1", "2", "3", "4"],
                    ["国家高新技术企业数", "1", "2", "3", "4"], ["其中：新增", "5", "6", "7", "8"],
                ]))
        let item = try #require(document.returns.first)
        #expect(figures(item, 11) == ["5", "6", "7", "8"])
        #expect(document.findings.contains { $0.code == .labelFuzzy && $0.cell == "A5" })
    }

    @Test(
        "The year may stand apart from the quarter",
        arguments: [
            ["年度", "2020", "季度", "3"], ["报送季度", "第三季度", "2020年度", ""], ["季度", "2020年Ⅲ季度", "", ""],
        ])
    func period(row: [String]) throws {
        let document = try convert(
            .init(
                "表", [row, ["一级指标"] + Self.header, ["产业质量", "产业集群营业收入", "1", "2", "3", "4"]]))
        #expect(document.returns.map { $0.period?.description } == ["2020Q3"])
    }

    @Test("Works may run across between indicators that run down and funds")
    func worksAcross() throws {
        let document = try convert(
            .init(
                "表",
                [
                    Self.identity, ["一级指标"] + Self.header,
                    ["产业质量", "产业集群营业收入", "1", "2", "3", "4"],
                    ["创新能力", "研发人员数", "1", "2", "3", "4"],
                    ["建设推进", "健全的工作机制", "完整的创建团队", "具体的推进方案", "明显、大气的综合体名牌", "展厅"],
                    ["完成情况", "完成", "完成", "完成", "完成", "未完成"], ["填写说明", "", "", "", "", "在建"],
                    ["一级指标", "二级指标", "实际拨付金额/万元", "", "", "实际使用支出金额/万元"],
                    ["", "", "省级资金", "市级资金", "县（市、区）资金", ""], ["资金支持", "到位情况", "5", "6", "7", "8"],
                ], merges: ["C8:E8", "A8:A9", "B8:B9", "F8:F9"]))
        let item = try #require(document.returns.first)
        #expect(document.returns.count == 1)
        #expect(item.works[4] == Return.Work(status: .incomplete, note: "在建"))
        #expect(item.works.count { $0.status == .complete } == 4)
        #expect(item.disbursed.county == ExactDecimal(7))
        #expect(item.complex.name == "平湖光机电产业创新服务综合体")
    }
}

/// Tables that hold one indicator each, under a heading that names it, and lists that go by indicator.
import FormSheets
import MonitoringForm
import TestSupport
import Testing

@Suite("Tables of one indicator") struct IndicatorTablesTests {
    private static let names = ["平湖市光机电产业创新服务综合体", "海宁市经编产业创新服务综合体"]
    private static let header = ["综合体名称", "本季度", "同比%", "累计", "同比%"]

    private func table(_ heading: String, from first: Int, reversed: Bool = false) -> [[String]] {
        let rows = Self.names.enumerated().map { number, name in
            [name] + (0..<4).map { "\(first + number * 10 + $0)" }
        }
        return [[heading], Self.header] + (reversed ? rows.reversed() : rows)
    }

    private func beside(_ left: [[String]], _ right: [[String]], gap: Int) -> [[String]] {
        zip(left, right).map { left, right in
            left + Array(repeating: "", count: 5 + gap - left.count) + right
        }
    }

    private func figures(_ document: ConvertedDocument, _ id: String) throws -> [String] {
        let form = try FormDefinition.builtIn.get()
        let index = try #require(form.indicators.firstIndex { $0.id == id })
        return document.returns.map { entry in
            Measure.allCases.map { entry.indicators[index][$0]?.description ?? "-" }
                .joined(separator: " ")
        }
    }

    private func expectBoth(_ document: ConvertedDocument) throws {
        #expect(document.returns.map(\.complex.name) == Self.names)
        #expect(try figures(document, "clusterRevenue") == ["1 2 3 4", "11 12 13 14"])
        #expect(try figures(document, "rdPersonnel") == ["31 32 33 34", "41 42 43 44"])
        #expect(document.told(.indicatorUnknown) == [])
        #expect(document.returns.allSatisfy { $0.period?.description == "2020Q3" })
    }

    @Test(
        "Stacked under their headings they are read, however these are written",
        arguments: [
            ("产业集群营业收入（亿元）", "研发人员数（人）"), ("表1  产业集群营业收入  单位：亿元", "表2 研发人员数 单位：人"),
            ("（1）产业集群营业收入情况（单位：亿元）", "（2）研发人员数情况（单位：人）"),
            ("全市产业集群营业收入统计表", "各综合体研发人员数一览表"),
            ("2020年第三季度产业集群营业收入（亿元）情况表", "2020年第三季度研发人员数（人）情况表"),
        ])
    func stacked(first: String, second: String) throws {
        for gap in [[], [[]]] as [[[String]]] {
            let title = [["2020年第三季度产业创新服务综合体监测情况"]]
            let rows = title + table(first, from: 1) + gap + table(second, from: 31)
            try expectBoth(try GridWorkbook([.init("汇总", rows)]).converted())
        }
    }

    @Test("The quarter that a heading names is that of its table, and no two are of one return")
    func quartersInHeadings() throws {
        let rows =
            table("2020年第二季度产业集群营业收入（亿元）", from: 1) + [[]]
            + table("2020年第三季度研发人员数（人）", from: 31)
        let document = try GridWorkbook([.init("汇总", rows)]).converted()
        let read = document.returns.map {
            "\($0.complex.name ?? "-") \($0.period?.description ?? "-")"
        }
        #expect(
            read
                == ["2020Q2", "2020Q3"].flatMap { quarter in Self.names.map { "\($0) \(quarter)" } }
        )
        #expect(try figures(document, "clusterRevenue").prefix(2) == ["1 2 3 4", "11 12 13 14"])
        #expect(try figures(document, "rdPersonnel").suffix(2) == ["31 32 33 34", "41 42 43 44"])
    }

    @Test("Of two tables side by side each is of the quarter of its own heading")
    func quartersSideBySide() throws {
        let rows = beside(
            table("2020年第三季度研发人员数（人）", from: 1), table("2019年第三季度研发人员数（人）", from: 31), gap: 1)
        let document = try GridWorkbook([.init("汇总", rows, merges: ["A1:E1", "G1:K1"])]).converted()
        let read = document.returns.map {
            "\($0.complex.name ?? "-") \($0.period?.description ?? "-")"
        }
        #expect(
            Set(read)
                == Set(
                    ["2020Q3", "2019Q3"].flatMap { quarter in Self.names.map { "\($0) \(quarter)" }
                    }))
        let ofLastYear = zip(document.returns, try figures(document, "rdPersonnel"))
            .filter { $0.0.period?.description == "2019Q3" }.map(\.1)
        #expect(ofLastYear == ["31 32 33 34", "41 42 43 44"])
    }

    @Test(
        "The only column of figures may be headed by what is counted", arguments: ["人数", "人", "数量"])
    func headedByWhatIsCounted(header: String) throws {
        let rows =
            [["2020年第三季度产业创新服务综合体监测情况"]] + table("产业集群营业收入（亿元）", from: 1)
            + [
                [], ["研发人员数（人）"], ["综合体名称", header], [Self.names[0], "31"], [Self.names[1], "41"],
            ]
        let document = try GridWorkbook([.init("汇总", rows)]).converted()
        #expect(try figures(document, "rdPersonnel") == ["31 - - -", "41 - - -"])
        #expect(document.told(.labelFuzzy) == ["B8"])
    }

    @Test("A heading of another quarter than the one stated beside 报送季度 is told")
    func quarterAgainstHeading() throws {
        let rows =
            [["报送季度", "2020年第三季度"], []] + table("2020年第二季度研发人员数（人）", from: 31)
        let document = try GridWorkbook([.init("汇总", rows)]).converted()
        #expect(document.returns.map { $0.period?.description } == ["2020Q3", "2020Q3"])
        #expect(document.told(.periodMissing).contains("A3"))
    }

    @Test("Side by side each figure is of the complex that its own table names", arguments: [0, 1])
    func sideBySide(gap: Int) throws {
        let title = [["2020年第三季度产业创新服务综合体监测情况"]]
        let rows =
            title
            + beside(
                table("产业集群营业收入（亿元）", from: 1), table("研发人员数（人）", from: 31, reversed: true),
                gap: gap)
        let second = gap == 0 ? "F2:J2" : "G2:K2"
        try expectBoth(
            try GridWorkbook([.init("汇总", rows, merges: ["A2:E2", second])]).converted())
    }

    @Test("A sheet for each is read by its title, or by its name where it has none")
    func sheets() throws {
        let first = table("2020年第三季度产业集群营业收入（亿元）情况表", from: 1)
        let second = table("2020年第三季度", from: 31)
        try expectBoth(
            try GridWorkbook([.init("1", first), .init("2研发人员数", second)]).converted())
    }

    @Test("Counties and sums among their records are none of them, and counties beside names count")
    func countiesAndSums() throws {
        let rows = [
            ["研发人员数（人）"], ["序号", "县（市、区）", "综合体名称", "本季度", "同比%", "累计", "同比%"],
            ["1", "平湖市", "光机电", "1", "2", "3", "4"], ["2", "海宁市", "经编", "11", "12", "13", "14"],
            ["", "", "合计", "12", "", "16", ""], ["填表人：张三"],
        ]
        let document = try GridWorkbook([.init("汇总", rows)]).converted()
        #expect(document.returns.map(\.complex.name) == ["光机电", "经编"])
        #expect(document.returns.map(\.complex.county) == ["平湖市", "海宁市"])
        #expect(document.returns.map(\.staff) == ["1 2 3 4", "11 12 13 14"])
    }

    @Test(
        "Under a heading that says more than an indicator, or another thing, a table is told, not read",
        arguments: ["规上研发人员数（人）", "企业利润（亿元）", "研发人员数（亿元）", "上年研发人员数", "研发人员数目标"])
    func otherHeadings(heading: String) throws {
        let rows = table("产业集群营业收入（亿元）", from: 1) + table(heading, from: 31)
        let document = try GridWorkbook([.init("汇总", rows)]).converted()
        #expect(try figures(document, "clusterRevenue") == ["1 2 3 4", "11 12 13 14"])
        #expect(try figures(document, "rdPersonnel") == ["- - - -", "- - - -"])
        #expect(document.told(.indicatorUnknown) == ["A6"])
    }

    @Test("Notes on an indicator in a heading are told")
    func notes() throws {
        let rows = table("研发人员数（不含外籍）", from: 1)
        let document = try GridWorkbook([.init("汇总", rows)]).converted()
        #expect(document.returns.map(\.staff) == ["1 2 3 4", "11 12 13 14"])
        #expect(document.told(.labelFuzzy).contains("A1"))
        let dated = table("研发人员数情况表（2020年第三季度）（单位：人）", from: 1)
        #expect(try GridWorkbook([.init("汇总", dated)]).converted().told(.labelFuzzy) == [])
    }

    @Test("The name of a sheet says nothing against its title")
    func nameAgainstTitle() throws {
        let document = try GridWorkbook([
            .init("产业集群营业收入", table("产业集群营业收入（亿元）", from: 1)),
            .init("研发人员数", table("规上研发人员数（人）", from: 31)),
        ]).converted()
        #expect(try figures(document, "rdPersonnel") == ["- - - -", "- - - -"])
        #expect(document.told(.indicatorUnknown) == ["A2"])
    }

    @Test("What a roll-up has already is told, not read again")
    func repeated() throws {
        let header = ["综合体名称", "研发人员数", "", "", "", "服务企业数", "", "", ""]
        let rows =
            [header, [""] + Array(repeating: Self.header.dropFirst(), count: 2).flatMap(\.self)]
            + Self.names.map { [$0] + (1...8).map(String.init) }
        let document = try GridWorkbook([
            .init("汇总", rows, merges: ["B1:E1", "F1:I1"]),
            .init("研发", table("研发人员数", from: 31)),
        ]).converted()
        #expect(document.returns.map(\.staff) == ["1 2 3 4", "1 2 3 4"])
        #expect(document.told(.indicatorUnknown) == ["A2"])
    }

    @Test(
        "A roll-up of money ends where a table of one indicator begins below it", arguments: [0, 1])
    func belowMoney(gap: Int) throws {
        let header = ["综合体名称", "省级资金到位", "市级资金到位", "县级资金到位", "使用支出"]
        let money = [header] + Self.names.map { [$0, "100", "200", "300", "400"] }
        let blanks: [[String]] = Array(repeating: [], count: gap)
        for heading in ["研发人员数（人）", "企业利润（亿元）"] {
            let rows = money + blanks + table(heading, from: 31)
            let document = try GridWorkbook([.init("汇总", rows)]).converted()
            #expect(
                document.returns.map { $0.money } == Array(repeating: "100 200 300 400", count: 2))
            let isKnown = heading.hasPrefix("研发")
            #expect(
                try figures(document, "rdPersonnel")
                    == (isKnown ? ["31 32 33 34", "41 42 43 44"] : ["- - - -", "- - - -"]))
            #expect(document.told(.indicatorUnknown).count == (isKnown ? 0 : 1))
        }
    }

    @Test(
        "The unit stands between the heading and the header, beside the heading, or below the header"
    )
    func units() throws {
        let rows = table("产业集群营业收入", from: 10_000)
        let between = [rows[0], ["", "", "", "单位：万元"]] + rows[1...]
        let beside = [rows[0] + ["", "", "", "单位：万元"]] + rows[1...]
        let below = Array(rows[..<2]) + [["", "万元", "%", "万元", "%"]] + rows[2...]
        for rows in [between, beside, below] {
            let title = [["2020年第三季度产业创新服务综合体监测情况"]]
            let document = try GridWorkbook([.init("汇总", title + rows)]).converted()
            #expect(try figures(document, "clusterRevenue").first == "1 10001 1.0002 10003")
            #expect(document.told(.unitConverted).count == 4)
        }
    }

    @Test("Targets, and rows that are of no complex, are told, not read")
    func otherRows() throws {
        let parts = [
            ["光机电", "1", "2", "3", "4"], ["其中：规上企业", "9", "9", "9", "9"], ["", "9", "9", "9", "9"],
            ["第二批"], [], ["经编", "11", "12", "13", "14"],
        ]
        let rows = [["研发人员数（人）"], Self.header] + parts
        let document = try GridWorkbook([.init("汇总", rows)]).converted()
        #expect(document.returns.map { $0.staff } == ["1 2 3 4", "11 12 13 14"])
        #expect(document.told(.indicatorUnknown) == ["A4", "B5"])
        let targets = table("2021年目标任务分解表", from: 31)
        let others = try GridWorkbook([
            .init("1", table("产业集群营业收入", from: 1)), .init("研发人员数", targets),
        ]).converted()
        #expect(try figures(others, "rdPersonnel") == ["- - - -", "- - - -"])
    }

    @Test("In a list by indicator each figure is of the complex on its own row")
    func listByIndicator() throws {
        let rows = [
            ["2020年第三季度产业创新服务综合体监测数据"],
            ["一级指标", "二级指标", "计量单位", "综合体名称", "本季度数据", "同比增长（%）", "截止本季度累计数据", "同比增长（%）"],
            ["产业质量", "产业集群营业收入", "亿元", Self.names[0], "1", "2", "3", "4"],
            ["", "", "", Self.names[1], "11", "12", "13", "14"],
            ["创新能力", "研发人员数", "人", Self.names[0], "31", "32", "33", "34"],
            ["", "", "", Self.names[1], "41", "42", "43", "44"],
        ]
        let merges = ["A3:A4", "B3:B4", "C3:C4", "A5:A6", "B5:B6", "C5:C6"]
        try expectBoth(try GridWorkbook([.init("导出", rows, merges: merges)]).converted())
    }
}

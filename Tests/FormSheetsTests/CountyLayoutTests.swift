/// Layouts of county offices that were read wrongly once: pages with repeated headers, halves beside each other, rows
/// and columns of other times, sums among the complexes.
import FormSheets
import MonitoringForm
import TestSupport
import Testing

@Suite("Layouts of counties") struct CountyLayoutTests {
    private static let first = "平湖光机电产业创新服务综合体"
    private static let second = "海宁经编产业创新服务综合体"
    private static let third = "桐乡毛衫产业创新服务综合体"
    private static let identity = ["综合体名称", first, "", "报送季度", "2020年第三季度"]
    private static let headers = ["二级指标", "计量单位", "本季度数据", "同比增长", "截止本季度累计数据", "同比增长"]
    private static let works = FormLabels.works

    private func convert(
        _ sheets: [GridWorkbook.Sheet]
    ) throws -> ConvertedDocument {
        try GridWorkbook(sheets).converted()
    }

    private func convert(_ cells: [[String]], merges: [String] = []) throws -> ConvertedDocument {
        try convert([.init("表", cells, merges: merges)])
    }

    /// For each return its name and the figures of 研发人员数, `-` for none.
    private func staff(_ document: ConvertedDocument) -> [String] {
        document.returns.map { item in
            "\(item.complex.name?.prefix(5) ?? "?") \(item.staff)"
        }
    }

    private func statuses(_ document: ConvertedDocument) -> String {
        document.returns.map(\.statuses).joined(separator: " ")
    }

    private func money(_ document: ConvertedDocument) -> String {
        document.returns.map(\.money).joined(separator: " | ")
    }

    // MARK: Roll-ups

    @Test("A roll-up whose header is repeated on each page is read whole", arguments: [1, 2, 3])
    func repeatedHeader(rows: Int) throws {
        let header = ["综合体名称", "研发人员数（人）", "产业集群企业数（个）"]
        var cells = [["2020年第三季度汇总（本季度数据）"]]
        var names: [String] = []
        for page in 0..<3 {
            cells.append(header)
            for row in 0..<rows {
                let name = "平湖第\(page)\(row)号产业创新服务综合体"
                names.append(name)
                cells.append([name, "\(page)\(row)1", "9"])
            }
        }
        #expect(try convert(cells).returns.map(\.complex.name) == names)
    }

    @Test("Two header rows may be repeated as well")
    func repeatedHeaders() throws {
        let header = [["综合体名称", "研发人员数", "", "产业集群企业数", ""], ["", "本季度", "累计", "本季度", "累计"]]
        let document = try convert(
            [["2020年第三季度汇总"]] + header + [[Self.first, "1", "2", "9", "9"]] + header
                + [[Self.second, "3", "4", "9", "9"], [Self.third, "5", "6", "9", "9"]])
        #expect(staff(document) == ["平湖光机电 1 - 2 -", "海宁经编产 3 - 4 -", "桐乡毛衫产 5 - 6 -"])
    }

    @Test(
        "Sums over places and levels are no returns, and are told",
        arguments: ["平湖市", "平湖市（2家）", "全市", "嘉兴市", "省级综合体", "其中：省级"])
    func sums(name: String) throws {
        let document = try convert([
            ["2020年第三季度汇总（本季度数据）"], ["综合体名称", "研发人员数", "产业集群企业数"], [name, "99", "99"],
            [Self.first, "1", "2"], [Self.second, "3", "4"],
        ])
        #expect(staff(document) == ["平湖光机电 1 - - -", "海宁经编产 3 - - -"])
        #expect(document.told(.indicatorUnknown) == ["A3"])
    }

    @Test("Where all names are places, each is one of them")
    func placesOnly() throws {
        let document = try convert([
            ["2020年第三季度汇总（本季度数据）"], ["综合体名称", "研发人员数", "产业集群企业数"], ["平湖市", "1", "2"],
            ["海宁市", "3", "4"],
        ])
        #expect(document.returns.count == 2)
    }

    @Test(
        "Rows of other figures below a complex are not returns",
        arguments: ["去年同期", "增长（%）", "目标值", "累计"])
    func otherFigures(name: String) throws {
        let document = try convert([
            ["2020年第三季度汇总（本季度数据）"], ["综合体名称", "研发人员数", "产业集群企业数"],
            [Self.first, "1", "2"], [name, "99", "99"], [Self.second, "3", "4"],
        ])
        #expect(staff(document) == ["平湖光机电 1 - - -", "海宁经编产 3 - - -"])
    }

    @Test(
        "The quarter and the cumulative rows of a complex are one return, whatever heads them",
        arguments: ["期别", "时间", "项目", "口径"])
    func measureRows(header: String) throws {
        let document = try convert([
            ["2020年第三季度汇总"], ["综合体名称", header, "研发人员数", "产业集群企业数"],
            [Self.first, "本季度", "1", "9"], [Self.first, "累计", "2", "9"],
            [Self.second, "本季度", "3", "9"], [Self.second, "累计", "4", "9"],
        ])
        #expect(staff(document) == ["平湖光机电 1 - 2 -", "海宁经编产 3 - 4 -"])
    }

    @Test("Of the rows of several years the newest is read", arguments: [false, true])
    func yearRows(isMerged: Bool) throws {
        let again = { (name: String) in isMerged ? "" : name }
        let document = try convert(
            [
                ["2020年第三季度汇总（本季度数据）"], ["综合体名称", "年份", "研发人员数", "产业集群企业数"],
                [Self.first, "2019年", "99", "9"], [again(Self.first), "2020年", "1", "9"],
                [Self.second, "2019年", "99", "9"], [again(Self.second), "2020年", "3", "9"],
            ], merges: isMerged ? ["A3:A4", "A5:A6"] : [])
        #expect(staff(document) == ["平湖光机电 1 - - -", "海宁经编产 3 - - -"])
    }

    @Test(
        "A label alone is the figure before its growth and its sum",
        arguments: [(["同比%"], "1 2 - -"), (["同比增长", "累计", "同比增长"], "1 2 3 4")])
    func bareLabels(others: [String], wanted: String) throws {
        let figures = (0...others.count).map { "\($0 + 1)" }
        let document = try convert([
            ["2020年第三季度汇总"], ["综合体名称", "研发人员数（人）"] + others + ["产业集群企业数（个）"] + others,
            [Self.first] + figures + figures, [Self.second] + figures + figures,
        ])
        #expect(staff(document) == ["平湖光机电 \(wanted)", "海宁经编产 \(wanted)"])
        #expect(document.told(.unitConverted).isEmpty)
    }

    @Test("Names below their counties head the columns of a turned table")
    func countiesAbove() throws {
        let measures = ["本季度", "累计", "本季度", "累计"]
        let document = try convert(
            [
                ["2020年第三季度"], ["二级指标", "平湖市", "", "海宁市", ""],
                ["", Self.first, "", Self.second, ""], [""] + measures,
                ["研发人员数", "1", "2", "3", "4"], ["产业集群企业数", "9", "9", "9", "9"],
            ], merges: ["B2:C2", "D2:E2", "B3:C3", "D3:E3"])
        #expect(staff(document) == ["平湖光机电 1 - 2 -", "海宁经编产 3 - 4 -"])
    }

    // MARK: Forms of one complex

    @Test("Label and value pairs right above a table are its identity")
    func pairsAbove() throws {
        let document = try convert([
            ["综合体名称", Self.first], ["所属县（市、区）", "平湖市"], ["报送季度", "2020年第三季度"], Self.headers,
            ["研发人员数", "人", "1", "2", "3", "4"], ["产业集群企业数", "个", "9", "9", "9", "9"],
        ])
        #expect(staff(document) == ["平湖光机电 1 2 3 4"])
        #expect(document.returns.first?.period?.description == "2020Q3")
        #expect(document.returns.first?.complex.county == "平湖市")
    }

    @Test(
        "A line of hints or units between header and figures does not matter",
        arguments: [
            ["", "", "填写本季度发生数", "%"], ["", "", "", "%", "", "%"], ["（必填）"], ["甲", "乙", "1", "2"],
            ["A", "B", "(1)", "(2)"], ["说明：保留两位小数"],
        ])
    func hints(line: [String]) throws {
        let document = try convert([
            Self.identity, Self.headers, line, ["研发人员数", "人", "1", "2", "3", "4"],
            ["产业集群企业数", "个", "9", "9", "9", "9"],
        ])
        #expect(staff(document) == ["平湖光机电 1 2 3 4"])
    }

    @Test(
        "Rows of targets, plans and earlier years are not the form's",
        arguments: ["研发人员数目标", "研发人员数计划数", "研发人员数增量", "研发人员数 上年同期", "研发人员数完成率"])
    func targetRows(label: String) throws {
        let document = try convert([
            Self.identity, Self.headers, [label, "人", "99", "99", "99", "99"],
            ["研发人员数", "人", "1", "2", "3", "4"], ["产业集群企业数", "个", "9", "9", "9", "9"],
        ])
        #expect(staff(document) == ["平湖光机电 1 2 3 4"])
    }

    @Test(
        "Of two rows of an indicator a column of its own tells which is meant",
        arguments: [("计划", "实际"), ("2019年", "2020年"), ("目标", "完成数"), ("上季度", "本季度")],
        [false, true])
    func kindsOfRows(kinds: (other: String, own: String), isMerged: Bool) throws {
        let document = try convert(
            [
                Self.identity, ["二级指标", "类别", "本季度数据", "同比增长"], ["研发人员数", kinds.other, "99", "99"],
                ["", kinds.own, "1", "2"], ["产业集群企业数", kinds.other, "99", "99"],
                ["", kinds.own, "9", "9"],
            ], merges: isMerged ? ["A3:A4", "A5:A6"] : [])
        #expect(staff(document) == ["平湖光机电 1 2 - -"])
    }

    @Test("A year in the label of the only row is told")
    func yearInLabel() throws {
        let document = try convert([
            Self.identity, Self.headers, ["2019年研发人员数", "人", "1", "2", "3", "4"],
            ["产业集群企业数", "个", "9", "9", "9", "9"],
        ])
        #expect(document.told(.labelFuzzy) == ["A3"])
    }

    @Test(
        "Of columns of several quarters the one that the sheet is of is read",
        arguments: [
            (["一季度", "二季度", "三季度", "四季度"], 3), (["三季度", "四季度"], 1),
            (["2020年三季度", "2020年二季度"], 1),
        ])
    func quarters(quarters: [String], wanted: Int) throws {
        let figures = quarters.indices.map { "\($0 + 1)" }
        let document = try convert([
            Self.identity, ["二级指标"] + quarters, ["研发人员数"] + figures, ["产业集群企业数"] + figures,
        ])
        #expect(staff(document) == ["平湖光机电 \(wanted) - - -"])
        #expect(document.told(.labelFuzzy).isEmpty)
    }

    @Test("Where the sheet is of none of several quarters, the newest is read and told")
    func quartersOfNone() throws {
        let document = try convert([
            ["综合体名称", Self.first], ["二级指标", "一季度", "二季度"], ["研发人员数", "1", "2"],
            ["产业集群企业数", "9", "9"],
        ])
        #expect(staff(document) == ["平湖光机电 2 - - -"])
        #expect(document.told(.labelFuzzy) == ["C2"])
    }

    @Test(
        "Two groups of all measures: the newer one, with both growths",
        arguments: [("2020年第二季度", "2020年第三季度"), ("2019年", "2020年"), ("上季度", "本季度")])
    func groups(earlier: String, newer: String) throws {
        let measures = ["本季度数据", "同比增长", "累计", "同比增长"]
        let document = try convert(
            [
                Self.identity, ["二级指标", earlier, "", "", "", newer, "", "", ""],
                [""] + measures + measures,
                ["研发人员数", "99", "99", "99", "99", "1", "2", "3", "4"],
                ["产业集群企业数", "9", "9", "9", "9", "9", "9", "9", "9"],
            ], merges: ["A2:A3", "B2:E2", "F2:I2"])
        #expect(staff(document) == ["平湖光机电 1 2 3 4"])
    }

    @Test("The quarter that all headers name is the return's where nothing else tells")
    func quarterOfHeaders() throws {
        let document = try convert(
            [
                ["综合体名称", Self.first], ["二级指标", "2020年第三季度", "", "2020年第二季度", ""],
                ["", "本季度数据", "累计", "本季度数据", "累计"], ["研发人员数", "1", "3", "99", "99"],
                ["产业集群企业数", "9", "9", "9", "9"],
            ], merges: ["A2:A3", "B2:C2", "D2:E2"])
        #expect(staff(document) == ["平湖光机电 1 - 3 -"])
        #expect(document.returns.first?.period?.description == "2020Q3")
    }

    @Test(
        "Groups of figures of one complex are no complexes, and those that are not read are told",
        arguments: [("全县", "产业集群", 3, "B2"), ("初报", "核定", 1, "D2")])
    func groupsOfOne(left: String, right: String, wanted: Int, cell: String) throws {
        let document = try convert(
            [
                Self.identity, ["二级指标", left, "", right, ""],
                ["", "本季度数据", "累计", "本季度数据", "累计"],
                ["研发人员数", "1", "2", "3", "4"], ["产业集群企业数", "9", "9", "9", "9"],
            ], merges: ["A2:A3", "B2:C2", "D2:E2"])
        #expect(staff(document) == ["平湖光机电 \(wanted) - \(wanted + 1) -"])
        #expect(document.told(.indicatorUnknown) == [cell])
    }

    @Test("Hidden columns count only where no column that is shown says the same")
    func hiddenColumns() throws {
        let headers = ["二级指标", "本季度数据", "同比增长", "本季度数据", "同比增长", "累计", "同比增长"]
        let cells = [
            Self.identity, headers, ["研发人员数", "91", "92", "1", "2", "3", "4"],
            ["产业集群企业数", "9", "9", "9", "9", "9", "9"],
        ]
        let old = try convert([.init("表", cells, hidden: 2...3)])
        #expect(staff(old) == ["平湖光机电 1 2 3 4"])
        #expect(old.told(.labelFuzzy).isEmpty)
        let few = [Self.identity] + cells.dropFirst().map { [$0[0]] + $0.dropFirst(3) }
        let sums = try convert([.init("表", few, hidden: 4...5)])
        #expect(staff(sums) == ["平湖光机电 1 2 3 4"])
    }

    @Test("Hidden columns of a roll-up count only where no column that is shown says the same")
    func hiddenHeads() throws {
        let cells = [
            ["2020年第三季度汇总"], ["综合体名称", "研发人员数", "", "", "产业集群企业数", ""],
            ["", "本季度", "本季度", "累计", "本季度", "累计"], [Self.first, "91", "1", "3", "9", "9"],
            [Self.second, "91", "2", "4", "9", "9"],
        ]
        let document = try convert([
            .init("表", cells, merges: ["A2:A3", "B2:D2", "E2:F2"], hidden: 2...2)
        ])
        #expect(staff(document) == ["平湖光机电 1 - 3 -", "海宁经编产 2 - 4 -"])
    }

    @Test("Quarter and sum of an indicator may stand beside each other, each with its own label")
    func measuresInPairs() throws {
        let document = try convert([
            Self.identity, ["指标", "数值", "指标", "数值"],
            ["研发人员数（本季度，人）", "1", "研发人员数（累计，人）", "3"],
            ["产业集群企业数（本季度，个）", "9", "产业集群企业数（累计，个）", "9"],
        ])
        #expect(staff(document) == ["平湖光机电 1 - 3 -"])
    }

    @Test("A turned form right below its quarter keeps both")
    func turnedBelowQuarter() throws {
        let document = try convert([
            Self.identity, ["指标", "研发人员数", "产业集群企业数"], ["本季度数据", "1", "9"], ["同比增长", "2", "9"],
            ["截止本季度累计数据", "3", "9"], ["累计同比增长", "4", "9"],
        ])
        #expect(staff(document) == ["平湖光机电 1 2 3 4"])
        #expect(document.returns.first?.period?.description == "2020Q3")
    }

    @Test(
        "A date of the quarter's last month tells the quarter",
        arguments: [("44104", true), ("44119", false)])
    func dateAsQuarter(serial: String, isTold: Bool) throws {
        let document = try convert([
            ["综合体名称", Self.first, "", "报送季度", serial], Self.headers,
            ["研发人员数", "人", "1", "2", "3", "4"], ["产业集群企业数", "个", "9", "9", "9", "9"],
        ])
        #expect(document.returns.first?.period?.description == (isTold ? "2020Q3" : nil))
        #expect(document.told(.periodMissing).isEmpty == isTold)
    }

    // MARK: Works

    @Test("Works two to a row have their own statuses", arguments: [false, true])
    func worksInPairs(hasIndicators: Bool) throws {
        var cells = [Self.identity]
        if hasIndicators {
            cells += [
                Self.headers, ["研发人员数", "人", "1", "2", "3", "4"],
                ["产业集群企业数", "个", "9", "9", "9", "9"],
            ]
        }
        for row in 0..<3 {
            let status = row == 1 ? "未完成" : "完成"
            cells.append([Self.works[2 * row], status, "", Self.works[2 * row + 1], "完成"])
        }
        let document = try convert(cells)
        #expect(statuses(document) == "++-+++")
        if hasIndicators { #expect(staff(document) == ["平湖光机电 1 2 3 4"]) }
    }

    @Test(
        "A mark says what its column says",
        arguments: [
            ["已完成", "正在推进", "未启动"], ["是", "否"], ["已建成", "未建成"], ["完成", "在建"], ["完成情况", "未完成"],
            ["完成", "基本完成"],
        ])
    func marks(columns: [String]) throws {
        var rows: [[String]] = []
        var wanted = ""
        for (index, work) in Self.works.enumerated() {
            let column = index % columns.count
            rows.append([work] + columns.indices.map { $0 == column ? "√" : "" })
            wanted += column == 0 ? "+" : "-"
        }
        let document = try convert([Self.identity, ["二级指标"] + columns] + rows)
        #expect(statuses(document) == wanted)
    }

    @Test("A mark that stands under no column of statuses is told")
    func strayMark() throws {
        let rows = Self.works.map { $0 == "展厅" ? [$0, "", "", "√"] : [$0, "√"] }
        let document = try convert(
            [Self.identity, ["二级指标", "完成", "未完成", "另行安排"]] + rows)
        #expect(statuses(document) == "++++?+")
        #expect(document.told(.indicatorUnknown).count == 1)
    }

    @Test("Works that run across right above amounts are read from their own line")
    func worksAbove() throws {
        let document = try convert([
            Self.identity, ["建设推进"] + Self.works, ["完成情况", "完成", "完成", "未完成", "完成", "未完成", "完成"],
            ["资金支持", "实际拨付金额/万元", "", "", "实际使用支出金额/万元"], ["", "省级资金", "市级资金", "县（市、区）资金"],
            ["财政专项资金到位、使用支出情况", "1", "2", "3", "4"],
        ])
        #expect(statuses(document) == "++-+-+")
        #expect(money(document) == "1 2 3 4")
    }

    @Test("A remark such as 展厅在建 is a note, not a label")
    func remark() throws {
        let rows = Self.works.map { $0 == "展厅" ? [$0, "未完成", "展厅在建"] : [$0, "完成", ""] }
        let document = try convert([Self.identity, ["二级指标", "完成情况", "填写说明"]] + rows)
        #expect(document.returns.first?.works[4].note == "展厅在建")
    }

    // MARK: Amounts

    @Test(
        "Of several lines of amounts the form's own, the total or this quarter's is read",
        arguments: [
            ("上季度到位情况", "本季度到位情况", "11 12 13 14", ["A4"]),
            ("上季度到位、使用支出情况", "本季度到位、使用支出情况", "11 12 13 14", ["A4"]),
            ("财政专项资金到位、使用支出情况", "其中：上季度到位、使用支出情况", "1 2 3 4", []), ("第一批", "合计", "11 12 13 14", []),
            ("其中：设备购置", "财政专项资金到位、使用支出情况", "11 12 13 14", []),
            ("合计", "其中：设备购置", "1 2 3 4", []), ("本季度", "累计", "1 2 3 4", ["A5"]),
            ("2019年及以前", "2020年", "11 12 13 14", ["A4"]),
        ] as [(String, String, String, [String])])
    func amountLines(upper: String, lower: String, wanted: String, cells: [String]) throws {
        let document = try convert(
            [
                Self.identity, ["资金支持", "实际拨付金额/万元", "", "", "实际使用支出金额/万元"],
                ["", "省级资金", "市级资金", "县（市、区）资金", ""], [upper, "1", "2", "3", "4"],
                [lower, "11", "12", "13", "14"],
            ], merges: ["A2:A3", "B2:D2", "E2:E3"])
        #expect(money(document) == wanted)
        #expect(document.told(.indicatorUnknown) == cells)
    }

    // MARK: Sheets

    @Test("Funds of a sheet that is named after another time are told, not joined")
    func sheetsOfOtherTimes() throws {
        func funds(_ first: Int) -> [[String]] {
            [
                ["资金支持", "实际拨付金额/万元", "", "", "实际使用支出金额/万元"],
                ["", "省级资金", "市级资金", "县（市、区）资金", ""],
                ["财政专项资金到位、使用支出情况"] + (0..<4).map { "\(first + $0)" },
            ]
        }
        let indicators = [
            Self.identity, Self.headers, ["研发人员数", "人", "1", "2", "3", "4"],
            ["产业集群企业数", "个", "9", "9", "9", "9"],
        ]
        for (other, own) in [("二季度资金", "三季度资金"), ("资金（上季度）", "资金（本季度）")] {
            let document = try convert([
                .init("指标", indicators), .init(other, funds(91)), .init(own, funds(1)),
            ])
            #expect(money(document) == "1 2 3 4")
            #expect(document.told(.indicatorUnknown) == ["B1"])
        }
    }
}

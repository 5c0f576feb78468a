/// Forms of one complex as counties have changed them: works in other words, funds under other headers, columns of
/// offices and telephones, lines of identity with fields that the form does not know, tables that are no return.
import FormSheets
import MonitoringForm
import TestSupport
import Testing

@Suite("Forms as counties have changed them") struct CountyFormTests {
    private static let name = "平湖光机电产业创新服务综合体"
    private static let full = "平湖市光机电产业创新服务综合体"
    private static let identity = ["综合体名称", name, "", "报送季度", "2020年第三季度"]
    private static let headers = ["二级指标", "计量单位", "本季度数据", "同比增长", "截止本季度累计数据", "同比增长"]
    private static let staffRow = ["研发人员数", "人", "1", "2", "3", "4"]
    private static let otherRow = ["产业集群企业数", "个", "9", "9", "9", "9"]
    private static let indicators = [headers, staffRow, otherRow]
    private static let works = FormLabels.works
    private static let funds = [
        ["资金支持", "实际拨付金额/万元", "", "", "实际使用支出金额/万元"],
        ["", "省级资金", "市级资金", "县（市、区）资金", ""],
    ]

    private func convert(_ sheets: GridWorkbook.Sheet...) throws -> ConvertedDocument {
        try GridWorkbook(sheets).converted()
    }

    private func convert(_ cells: [[String]], merges: [String] = []) throws -> ConvertedDocument {
        try convert(.init("表", cells, merges: merges))
    }

    private func only(_ document: ConvertedDocument) throws -> Return {
        #expect(document.returns.count == 1)
        return try #require(document.returns.first)
    }

    // MARK: Works

    @Test(
        "A work in words of its own is known by what it speaks of, and told",
        arguments: ["建成综合体的展厅", "全面展示综合体概况，强化宣传引导的展厅", "一个综合体展厅（已布展）"])
    func freelyWorded(label: String) throws {
        var labels = Self.works
        labels[4] = label
        labels[5] = "全面宣传产业创新服务综合体，体现产业链的视频"
        let document = try convert(
            [Self.identity, ["二级指标", "完成情况"]] + labels.map { [$0, "完成"] }
                + Self.funds + [["财政专项资金到位、使用支出情况", "1", "2", "3", "4"]])
        let item = try only(document)
        #expect(item.statuses == "++++++")
        #expect(item.money == "1 2 3 4")
        #expect(document.told(.labelFuzzy) == ["A7", "A8"])
    }

    @Test("A row that speaks of a work which stands there already is none")
    func secondOfAWork() throws {
        let document = try convert(
            [Self.identity, ["二级指标", "完成情况"]] + Self.works.map { [$0, "完成"] }
                + [["专家团队建设", "未完成"]])
        #expect(try only(document).statuses == "++++++")
        #expect(document.told(.indicatorDuplicate).isEmpty)
    }

    @Test(
        "Columns of offices, people and telephones among the works are nobody's identity",
        arguments: ["联系电话", "负责人", "日期", "依托单位", "级别"])
    func columnsAmongWorks(header: String) throws {
        let document = try convert(
            [Self.identity, ["一级指标", "二级指标", header, "完成情况", "填写说明"]]
                + Self.works.map { ["建设推进", $0, "某", "未完成", "在建"] }
                + [["审核人", "沈勇", "联系电话", "0573-85385596"]])
        let item = try only(document)
        #expect(item.statuses == "------")
        #expect(item.works.allSatisfy { $0.note == "在建" })
        #expect(item.reporting.phone == "0573-85385596")
        #expect(item.reporting.reviewedBy == "沈勇")
        #expect(item.complex.operator == nil)
    }

    @Test("Of the statuses of two quarters the sheet's counts")
    func statusesOfQuarters() throws {
        let document = try convert(
            [Self.identity, ["二级指标", "二季度完成情况", "三季度完成情况"]]
                + Self.works.map { [$0, "未完成", "完成"] })
        #expect(try only(document).statuses == "++++++")
    }

    @Test("A status that is merged over all works is of each")
    func mergedStatus() throws {
        let document = try convert(
            [Self.identity, ["二级指标", "完成情况"]]
                + Self.works.enumerated().map { [$1, $0 == 0 ? "已完成" : ""] }, merges: ["B3:B8"])
        #expect(try only(document).statuses == "++++++")
    }

    // MARK: Funds

    @Test("Levels under 级别 are the money's, and leave the complex its own")
    func levelsOfMoney() throws {
        let document = try convert([
            Self.identity + ["级别", "市级"], ["一级指标", "级别", "实际拨付金额（万元）", "实际使用支出金额（万元）"],
            ["资金支持", "省级", "300", "47"], ["", "市级", "100", "39.9"], ["", "县级", "150", "21.1"],
        ])
        let item = try only(document)
        #expect(item.complex.level == .municipal)
        #expect(item.money == "300 100 150 108")
        let across = try convert([
            Self.identity + ["级别", "市级"], ["资金支持", "级别", "省级", "市级", "县级"],
            ["", "实际拨付金额（万元）", "300", "100", "150"], ["", "实际使用支出金额（万元）", "47", "39.9", "21.1"],
        ])
        #expect(try only(across).complex.level == .municipal)
        #expect(try only(across).money == "300 100 150 108")
    }

    @Test("Amounts may stand on one line, each behind its label")
    func pairs() throws {
        let document = try convert(
            [Self.identity, ["二级指标", "完成情况", "", "", "", "填写说明"]]
                + Self.works.map { [$0, "未完成", "", "", "", "在建"] }
                + [
                    ["省级资金到位（万元）", "1", "市级资金到位（万元）", "2", "县级资金到位（万元）", "3"], ["实际使用支出（万元）", "4"],
                ])
        let item = try only(document)
        #expect(item.money == "1 2 3 4")
        #expect(item.statuses == "------")
        #expect(item.works.allSatisfy { $0.note == "在建" })
    }

    @Test(
        "Of amounts of several times those of the sheet's are read",
        arguments: [("二季度", "三季度"), ("2019年", "2020年"), ("截至上季度末", "截至本季度末")])
    func amountsOfTimes(other: String, own: String) throws {
        let labels = ["省级资金到位", "市级资金到位", "县级资金到位", "使用支出"]
        let document = try convert(
            [
                Self.identity, ["一级指标", other, "", "", "", own, "", "", ""],
                [""] + labels + labels,
                ["资金支持（万元）"] + ["11", "12", "13", "14"] + ["1", "2", "3", "4"],
            ], merges: ["B2:E2", "F2:I2"])
        #expect(try only(document).money == "1 2 3 4")
    }

    @Test("Money spent has no total where the words for a level are not known")
    func unknownLevel() throws {
        let document = try convert([
            Self.identity,
            ["一级指标", "省级到位", "市级到位", "县级到位", "省级支出", "市级支出", "乡镇支出"],
            ["资金支持（万元）", "1", "2", "3", "5", "6", "7"],
        ])
        let item = try only(document)
        #expect(item.money == "1 2 3 -")
        #expect(
            document.findings.contains {
                $0.pointer?.description.hasSuffix("/spent/total") ?? false
            })
    }

    @Test("Of 计划 and 实际 the amounts that were paid are read")
    func plannedAmounts() throws {
        let labels = ["省级资金到位", "市级资金到位", "县级资金到位", "使用支出"]
        let document = try convert(
            [
                Self.identity, ["一级指标", "计划", "", "", "", "实际", "", "", ""],
                [""] + labels + labels,
                ["资金支持（万元）"] + ["11", "12", "13", "14"] + ["1", "2", "3", "4"],
            ], merges: ["B2:E2", "F2:I2"])
        #expect(try only(document).money == "1 2 3 4")
    }

    @Test("A line of 时间 says when money was paid, not which quarter the return is of")
    func timesOfMoney() throws {
        let document = try convert(
            [
                Self.identity, ["一级指标", "时间", "实际拨付金额/万元", "", "", "实际使用支出金额/万元"],
                ["", "", "省级资金", "市级资金", "县（市、区）资金", ""],
                ["资金支持", "2020年1-6月", "11", "12", "13", "14"],
                ["", "2020年1-9月", "1", "2", "3", "4"],
            ], merges: ["A2:A3", "B2:B3", "C2:E2", "F2:F3", "A4:A5"])
        let item = try only(document)
        #expect(item.period?.description == "2020Q3")
        #expect(item.money == "1 2 3 4")
        #expect(document.told(.indicatorUnknown) == ["B4"])
    }

    @Test("Funds above the indicators lend them no unit")
    func fundsAbove() throws {
        let document = try convert(
            [Self.identity] + Self.funds + [["财政专项资金到位、使用支出情况", "1", "2", "3", "4"]]
                + [
                    ["二级指标", "本季度数据", "同比增长", "截止本季度累计数据", "同比增长"],
                    ["产业集群营业收入", "169.06", "2", "3", "4"],
                ])
        #expect(try only(document).indicators[0][.quarter]?.description == "169.06")
        #expect(document.told(.unitConverted).isEmpty)
    }

    @Test("A note of a unit right above the funds is not the indicators'")
    func noteAboveFunds() throws {
        let document = try convert(
            [
                Self.identity, ["二级指标", "本季度数据", "同比增长", "截止本季度累计数据", "同比增长"],
                ["产业集群营业收入", "162.22", "2", "3", "4"], ["", "", "", "", "单位：万元"],
            ] + Self.funds + [["财政专项资金到位、使用支出情况", "1", "2", "3", "4"]])
        #expect(try only(document).indicators[0][.quarter]?.description == "162.22")
    }

    // MARK: Indicators

    @Test("Rows that the form does not know may come first", arguments: [2, 3, 6])
    func unknownRowsFirst(count: Int) throws {
        let others = (0..<count).map { ["工业总产值之\($0)", "亿元", "5", "6", "7", "8"] }
        let document = try convert([Self.identity, Self.headers] + others + [Self.staffRow])
        #expect(try only(document).staff == "1 2 3 4")
        #expect(document.told(.indicatorUnknown).count == count)
    }

    @Test("An unknown row may come first beside its section")
    func unknownRowOfSection() throws {
        let rows = [["产业质量", "工业总产值", "亿元", "5", "6", "7", "8"], [""] + Self.staffRow]
        let document = try convert([Self.identity, [""] + Self.headers] + rows, merges: ["A3:A4"])
        #expect(try only(document).staff == "1 2 3 4")
        #expect(document.told(.indicatorUnknown) == ["B3"])
    }

    @Test("A quarter behind 立项时间 right above the header is no header")
    func datesAboveHeader() throws {
        let document = try convert(
            [Self.identity, ["立项时间", "2019年一季度", "", "", "备注", "无"]] + Self.indicators)
        #expect(try only(document).staff == "1 2 3 4")
        #expect(document.told(.indicatorMissing).contains("A2") == false)
    }

    @Test("Headers may be merged over two columns of the grid")
    func wideHeaders() throws {
        let wide = { (row: [String]) in row.flatMap { [$0, ""] } }
        let rows = [Self.headers, Self.staffRow, Self.otherRow].map(wide)
        let merges = (2...4).flatMap { row in
            ["A", "C", "E", "G", "I", "K"].map { start in
                let next = start.unicodeScalars.first.map {
                    String(UnicodeScalar(UInt8($0.value) + 1))
                }
                return "\(start)\(row):\(next ?? "")\(row)"
            }
        }
        let document = try convert([Self.identity] + rows, merges: merges)
        #expect(try only(document).staff == "1 2 3 4")
        #expect(document.told(.labelFuzzy).isEmpty)
    }

    @Test("Of rows of several quarters those of the sheet's are read")
    func rowsOfQuarters() throws {
        let document = try convert(
            [
                Self.identity, ["二级指标", "计量单位", "时期", "数值", "同比增长（%）"],
                ["研发人员数", "人", "二季度", "11", "12"], ["", "", "三季度", "1", "2"],
                ["", "", "1-9月", "3", "4"], ["产业集群企业数", "个", "二季度", "9", "9"],
                ["", "", "三季度", "8", "8"], ["", "", "1-9月", "7", "7"],
            ], merges: ["A3:A5", "B3:B5", "A6:A8", "B6:B8"])
        #expect(try only(document).staff == "1 2 3 4")
        #expect(document.told(.indicatorDuplicate).isEmpty)
    }

    @Test("Growth may have a row of its own below its figure", arguments: ["同比增长", "研发人员数同比增长"])
    func growthBelow(label: String) throws {
        let document = try convert([
            Self.identity, ["二级指标", "计量单位", "本季度", "累计"], ["研发人员数", "人", "1", "3"],
            [label, "%", "2", "4"], ["产业集群企业数", "个", "9", "9"],
        ])
        #expect(try only(document).staff == "1 2 3 4")
    }

    @Test("Beside 本季度 the growth of 1-3月 is the sum's", arguments: [false, true])
    func firstQuarter(isSumFirst: Bool) throws {
        let groups = isSumFirst ? ["1-3月", "本季度数据"] : ["本季度数据", "1-3月"]
        let figures = isSumFirst ? ["3", "4", "1", "2"] : ["1", "2", "3", "4"]
        let document = try convert(
            [
                ["综合体名称", Self.name, "", "报送季度", "2021年第一季度"],
                ["二级指标", groups[0], "", groups[1], ""], ["", "数据", "同比增长", "数据", "同比增长"],
                ["研发人员数"] + figures, ["产业集群企业数", "9", "9", "9", "9"],
            ], merges: ["A2:A3", "B2:C2", "D2:E2"])
        #expect(try only(document).staff == "1 2 3 4")
    }

    // MARK: Identity

    @Test(
        "An unknown label ends the value before it",
        arguments: [
            "综合体名称：\(name)    主导产业：皮革    报送季度：2020年第三季度", "综合体名称：\(name) 制定机关：某局 报送季度：2020年第三季度",
            "综合体名称：\(name)    创建时间：2018年第四季度    报送季度：2020年第三季度",
            "综合体名称：\(name)          2020年第三季度          单位：万元、个、%",
        ])
    func unknownLabels(line: String) throws {
        let item = try only(try convert([[line]] + Self.indicators))
        #expect(item.complex.name == Self.name)
        #expect(item.period?.description == "2020Q3")
    }

    @Test(
        "Who made a return and the telephone behind the name are two",
        arguments: [
            "填报人：吴建华（0573-84216514）   审核人：沈勇", "填报人：吴建华/0573-84216514   审核人：沈勇",
            "填报人：吴建华   填报人电话：0573-84216514   审核人：沈勇   审核人电话：0573-11111111",
            "填报人：吴建华   审定人：沈勇   联系电话（手机）：0573-84216514",
        ])
    func telephones(line: String) throws {
        let item = try only(try convert([Self.identity] + Self.indicators + [[line]]))
        #expect(item.reporting.preparedBy == "吴建华")
        #expect(item.reporting.reviewedBy == "沈勇")
        #expect(item.reporting.phone == "0573-84216514")
    }

    @Test(
        "What stands before a complex in a title is none of its name",
        arguments: [
            "关于报送\(full)2020年第三季度监测数据的表", "平湖市光机电行业协会\(full)2020年三季度监测表",
            "嘉兴市\(full)季度监测表", "平湖市\(full)季度监测表",
        ])
    func titles(title: String) throws {
        let item = try only(try convert([[title]] + Self.indicators))
        #expect(item.complex.name == Self.full)
    }

    @Test("A work that speaks of the complex names none")
    func workIsNoName() throws {
        let labels = Array(Self.works.prefix(3)) + ["悬挂综合体名牌", "建设综合体展厅", "拍摄综合体宣传视频"]
        let document = try convert(
            [Self.identity, ["二级指标", "完成情况"]] + labels.map { [$0, "完成"] })
        #expect(try only(document).complex.name == Self.name)
        #expect(try only(document).statuses == "++++++")
    }

    @Test("A level and a seal in brackets are no part of a name")
    func brackets() throws {
        let item = try only(
            try convert(
                [
                    ["综合体名称", "\(Self.name)（省级）", "", "建设依托单位", "某研究院（盖章）"]
                ] + Self.indicators))
        #expect(item.complex.name == Self.name)
        #expect(item.complex.level == .provincial)
        #expect(item.complex.operator == "某研究院")
    }

    @Test(
        "The year and the quarter may stand apart",
        arguments: [
            ["2020年产业创新服务综合体监测表", "报送季度", "□一季度 □二季度 ☑三季度 □四季度"],
            ["季度监测表", "年份：2020", "季度：三"], ["2020年度监测表（三季度）", "", ""],
            ["监测表", "报送季度", "2020年9月"], ["监测表", "数据截止时间", "2020年9月30日"],
        ])
    func yearAndQuarter(line: [String]) throws {
        let item = try only(try convert([["综合体名称", Self.name], line] + Self.indicators))
        #expect(item.period?.description == "2020Q3")
    }

    @Test("A sheet that is named after a quarter has its year from the title")
    func quarterOfSheet() throws {
        let cells = [["2020年监测表"], ["综合体名称", Self.name]] + Self.indicators
        #expect(try only(try convert(.init("三季度", cells))).period?.description == "2020Q3")
    }

    @Test("A title that names another quarter than the return is told")
    func otherQuarterInTitle() throws {
        func told(_ title: String) throws -> [String] {
            let document = try convert([[title], Self.identity] + Self.indicators)
            #expect(try only(document).period?.description == "2020Q3")
            return document.told(.periodMissing)
        }
        #expect(try told("2020年第二季度产业创新服务综合体监测表") == ["E2"])
        #expect(try told("2020年第三季度产业创新服务综合体监测表").isEmpty)
    }

    // MARK: What is no return

    @Test("A nameless table that repeats a block of the return is told, not read")
    func sideTable() throws {
        let form =
            [Self.identity] + Self.indicators + [["二级指标", "完成情况"]]
            + Self.works.map { [$0, "完成"] }
        let list = [["序号", "企业名称", "研发人员数", "产业集群企业数"], ["1", "某厂", "71", "72"]]
        let document = try convert(.init("企业明细", list), .init("监测表", form))
        #expect(try only(document).staff == "1 2 3 4")
        let finding = document.findings.first { $0.code == .indicatorUnknown }
        #expect(finding?.sheet == "企业明细")
    }

    @Test("Lists of projects and of payments are no return together")
    func lists() throws {
        let form =
            [Self.identity] + Self.indicators + [["产学研合作项目数", "个", "1", "2", "3", "4"]] + Self.funds
            + [["财政专项资金到位、使用支出情况", "1", "2", "3", "4"]]
        let projects = [["序号", "产学研合作项目", "金额（万元）", "进展"], ["1", "某项目", "100", "完成"]]
        let payments = [
            ["日期", "资金来源", "拨付金额（万元）", "支出金额（万元）"], ["1月", "省级资金", "100", "50"],
            ["2月", "市级资金", "100", "50"], ["3月", "县级资金", "100", "50"],
        ]
        let document = try convert(
            .init("监测表", form), .init("项目清单", projects), .init("资金明细", payments))
        #expect(try only(document).money == "1 2 3 4")
    }

    @Test(
        "A form of last year on a sheet of its own is a return where it says which quarter it is of"
    )
    func lastYear() throws {
        func form(_ period: String) -> [[String]] {
            [["综合体名称", Self.name, "", "报送季度", period]] + Self.indicators
                + [["二级指标", "完成情况"]] + Self.works.map { [$0, "完成"] }
        }
        let document = try convert(
            .init("三季度", form("2020年第三季度")), .init("去年同期", form("2019年第三季度")))
        #expect(document.returns.map(\.period?.description) == ["2020Q3", "2019Q3"])
    }

    @Test("A sample counts only where nothing else does")
    func sample() throws {
        let sample = [["综合体名称", "某某产业创新服务综合体", "", "报送季度", "2020年第三季度"]] + Self.indicators
        let both = try convert(
            .init("填报示例", sample), .init("监测表", [Self.identity] + Self.indicators))
        #expect(try only(both).complex.name == Self.name)
        #expect(try convert(.init("填报示例", sample)).returns.count == 1)
    }

    @Test("Names of a roll-up may stand under any header", arguments: ["名称", "单位名称", "项目", ""])
    func namesOfRollUp(header: String) throws {
        let second = "海宁经编产业创新服务综合体"
        let document = try convert([
            ["2020年第三季度汇总（本季度数据）"], ["序号", header, "研发人员数", "产业集群企业数"],
            ["1", Self.name, "1", "2"], ["2", second, "3", "4"],
        ])
        #expect(document.returns.map(\.complex.name) == [Self.name, second])
        #expect(document.returns.map(\.complex.county) == ["平湖市", "海宁市"])
    }

    @Test("A quarter under 立项时间 is of no figure of a roll-up")
    func datesOfRollUp() throws {
        let document = try convert(
            [
                ["2020年第三季度汇总"], ["综合体名称", "立项时间", "研发人员数", "", "", ""],
                ["", "", "本季度", "同比", "累计", "同比"], [Self.name, "2019年一季度", "1", "2", "3", "4"],
            ], merges: ["A2:A3", "B2:B3", "C2:F2"])
        #expect(try only(document).staff == "1 2 3 4")
    }
}

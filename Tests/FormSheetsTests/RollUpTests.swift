/// Roll-ups that name their complexes in words of their own: by industry, by county alone, in short on one sheet and in
/// full on another.
import FormSheets
import MonitoringForm
import TestSupport
import Testing

@Suite("Roll-ups with names of their own") struct RollUpTests {
    private static let title = ["2020年第三季度产业创新服务综合体监测汇总表"]

    private static let works = FormLabels.works

    private func convert(_ sheets: GridWorkbook.Sheet...) throws -> ConvertedDocument {
        try GridWorkbook(sheets).converted()
    }

    private func rows(_ header: [String], _ lead: [[String]]) -> [[String]] {
        let heads = header.map { _ in "" } + ["本季度", "同比", "累计", "同比"]
        return [Self.title, header + ["研发人员数", "", "", ""], heads]
            + lead.enumerated().map { number, lead in
                lead + (1...4).map { "\(number * 10 + $0)" }
            }
    }

    @Test(
        "Without names the complexes are known by their industries",
        arguments: ["产业", "产业集群", "所属平台"])
    func industries(header: String) throws {
        let document = try convert(
            .init(
                "汇总",
                rows(
                    ["序号", "县（市、区）", header],
                    [["1", "平湖市", "羽绒制品"], ["2", "平湖市", "光机电"], ["3", "海宁市", "经编"]]),
                merges: ["D2:G2"]))
        #expect(document.returns.map(\.complex.name) == ["羽绒制品", "光机电", "经编"])
        #expect(document.returns.map(\.complex.county) == ["平湖市", "平湖市", "海宁市"])
        #expect(document.returns.map(\.staff) == ["1 2 3 4", "11 12 13 14", "21 22 23 24"])
    }

    @Test("Rows that only their counties tell apart are returns without names")
    func counties() throws {
        let document = try convert(
            .init(
                "汇总", rows(["序号", "县（市、区）"], [["1", "平湖市"], ["2", "海宁市"]]),
                merges: ["C2:F2"]))
        #expect(document.returns.map(\.complex.county) == ["平湖市", "海宁市"])
        #expect(document.returns.map(\.staff) == ["1 2 3 4", "11 12 13 14"])
        #expect(document.findings.count { $0.code == .complexMissing } == 2)
    }

    @Test("A row of figures that nothing tells apart from the one before is told")
    func nameless() throws {
        let document = try convert(
            .init("汇总", rows(["序号"], [["1"], ["2"]]), merges: ["B2:E2"]))
        #expect(document.returns.map(\.staff) == ["1 2 3 4"])
        let told = document.findings.filter { $0.code == .indicatorUnknown }
        #expect(told.map(\.cell) == ["B5"])
    }

    @Test(
        "Figures that the form does not know are told once, wherever they stand, and lend nobody a measure"
    )
    func strangers() throws {
        let document = try convert(
            .init(
                "汇总",
                [
                    Self.title,
                    [
                        "综合体名称", "工业总产值（亿元）", "", "研发人员数", "", "利润（亿元）", "", "产业集群企业数", "",
                    ], ["", "本季度", "累计", "本季度", "同比", "本季度", "累计", "本季度", "同比"],
                    ["平湖市光机电产业创新服务综合体", "91", "92", "1", "2", "81", "82", "9", "9"],
                    ["海宁市经编产业创新服务综合体", "91", "92", "3", "4", "81", "82", "9", "9"],
                ], merges: ["A2:A3", "B2:C2", "D2:E2", "F2:G2", "H2:I2"]))
        #expect(document.returns.map(\.staff) == ["1 2 - -", "3 4 - -"])
        let told = document.findings.filter { $0.code == .indicatorUnknown }
        #expect(told.map(\.cell) == ["B2", "F2"])
    }

    @Test("A name in short on one sheet and in full on another is one complex")
    func namesakes() throws {
        let document = try convert(
            .init(
                "指标",
                rows(
                    ["综合体名称", "县（市、区）"],
                    [["平湖市光机电产业创新服务综合体", "平湖市"], ["海宁市光机电产业创新服务综合体", "海宁市"]]),
                merges: ["C2:F2"]),
            .init(
                "资金",
                [
                    ["专项资金情况"], ["综合体名称", "县（市、区）", "到位资金（万元）", "", "", "支出资金（万元）"],
                    ["", "", "省级", "市级", "县级", ""], ["光机电综合体", "海宁市", "7", "1", "2", "8"],
                    ["光机电综合体", "平湖市", "5", "3", "4", "6"],
                ], merges: ["C2:E2"]))
        #expect(document.returns.count == 2)
        #expect(document.returns.map(\.staff) == ["1 2 3 4", "11 12 13 14"])
        #expect(document.returns.map { $0.disbursed[.provincial]?.description } == ["5", "7"])
    }

    @Test("Of names in short and in full the return has the full one, wherever it stands")
    func fullNames() throws {
        let full = ["平湖市光机电产业创新服务综合体", "海宁市经编产业创新服务综合体"]
        let funds = [
            ["综合体名称", "省级资金到位（万元）", "市级资金到位（万元）", "县级资金到位（万元）", "使用支出（万元）"],
            ["光机电", "7", "1", "2", "8"], ["经编", "5", "3", "4", "6"],
        ]
        let rollUp = GridWorkbook.Sheet(
            "指标", rows(["综合体名称"], full.map { [$0] }), merges: ["B2:E2"])
        let form: (String) -> GridWorkbook.Sheet = { name in
            .init(
                String(name.prefix(5)),
                [
                    ["综合体名称", name], ["二级指标", "本季度数据", "同比增长", "累计", "同比增长"],
                    ["产业集群营业收入", "1", "2", "3", "4"], ["研发人员数", "1", "2", "3", "4"],
                    ["服务企业数", "1", "2", "3", "4"],
                ])
        }
        for sheets in [[.init("资金", funds), rollUp], [.init("资金", funds)] + full.map(form)] {
            let document = try GridWorkbook(sheets).converted()
            #expect(document.returns.map(\.complex.name) == full)
            #expect(document.returns.map { $0.disbursed[.provincial]?.description } == ["7", "5"])
            #expect(document.returns.compactMap { $0.indicators[6][.quarter] }.count == 2)
        }
    }

    @Test("A name in short takes in no complex of a second county")
    func oneCounty() throws {
        func sheet(_ title: String, _ indicator: String, _ names: [String]) -> GridWorkbook.Sheet {
            .init(
                title,
                [[indicator], ["综合体名称", "本季度", "累计"]] + names.map { [$0, "1", "2"] })
        }
        let full = ["平湖市新材料产业创新服务综合体", "海盐县新材料产业创新服务综合体"]
        let apart = try convert(
            sheet("1", "研发人员数", ["新材料"]), sheet("2", "服务企业数", [full[0]]),
            sheet("3", "集聚服务机构数", [full[1]]))
        #expect(apart.returns.map { $0.complex.name } == full)
        let together = try convert(
            sheet("1", "研发人员数", ["新材料"]), sheet("2", "服务企业数", full))
        #expect(together.returns.map { $0.complex.name } == ["新材料"] + full)
    }

    @Test("Names in full of another complex leave a table's short name alone")
    func otherName() throws {
        let cells =
            [["平湖市光机电产业创新服务综合体监测数据"]]
            + rows(["综合体名称"], [["经编"], ["羽绒制品"]]).dropFirst()
        let document = try convert(.init("数据", Array(cells), merges: ["B2:E2"]))
        #expect(document.returns.map(\.complex.name) == ["经编", "羽绒制品"])
    }

    @Test("A short name that may be of two counties is nobody's")
    func ambiguousNamesake() throws {
        let document = try convert(
            .init(
                "指标",
                rows(["综合体名称"], [["平湖市光机电产业创新服务综合体"], ["海宁市光机电产业创新服务综合体"]]),
                merges: ["B2:E2"]),
            .init(
                "资金",
                [
                    ["综合体名称", "到位资金（万元）", "", "", "支出资金（万元）"], ["", "省级", "市级", "县级", ""],
                    ["光机电综合体", "7", "1", "2", "8"],
                ], merges: ["B1:D1"]))
        #expect(document.returns.count == 3)
    }

    @Test("The same name in two counties is two complexes, in whatever order the sheets list them")
    func sameNames() throws {
        let funds = [
            ["综合体名称", "县（市、区）", "省级资金到位（万元）", "市级资金到位（万元）", "县级资金到位（万元）", "使用支出（万元）"],
            ["智能制造", "海宁市", "7", "1", "2", "8"], ["智能制造", "平湖市", "5", "3", "4", "6"],
        ]
        let document = try convert(
            .init(
                "指标", rows(["综合体名称", "县（市、区）"], [["智能制造", "平湖市"], ["智能制造", "海宁市"]]),
                merges: ["C2:F2"]),
            .init("资金", funds))
        #expect(document.returns.map(\.complex.county) == ["平湖市", "海宁市"])
        #expect(document.returns.map { $0.disbursed[.provincial]?.description } == ["5", "7"])
    }

    @Test(
        "The one line of texts that differ names the complexes under any header",
        arguments: ["对象", "综合体简称"])
    func anyHeader(header: String) throws {
        let document = try convert(
            .init(
                "建设",
                [
                    Self.title, ["县（市、区）", header] + Self.works,
                    ["平湖市", "羽绒制品"] + Self.works.map { _ in "完成" },
                    ["平湖市", "光机电"] + Self.works.map { _ in "未完成" },
                ]))
        #expect(document.returns.map(\.complex.name) == ["羽绒制品", "光机电"])
        #expect(document.returns.map { $0.works[0].status } == [.complete, .incomplete])
    }

    @Test("Names of complexes may stand under 填报单位")
    func offices() throws {
        let names = ["平湖市光机电产业创新服务综合体", "平湖市羽绒制品产业创新服务综合体"]
        let document = try convert(
            .init("汇总", rows(["序号", "填报单位"], names.map { ["1", $0] }), merges: ["C2:F2"]))
        #expect(document.returns.map(\.complex.name) == names)
        #expect(document.returns.map(\.staff) == ["1 2 3 4", "11 12 13 14"])
    }

    @Test("Lines of one complex are of the quarters that they name", arguments: ["季度", "期间", "期次"])
    func quarters(header: String) throws {
        let cells =
            [["海宁市经编产业创新服务综合体监测数据"]]
            + rows(
                [header], [["2020年第一季度"], ["2020年第二季度"]]
            ).dropFirst()
        let document = try convert(.init("数据", Array(cells), merges: ["B2:E2"]))
        #expect(document.returns.map(\.period?.description) == ["2020Q1", "2020Q2"])
        #expect(document.returns.allSatisfy { $0.complex.name == "海宁市经编产业创新服务综合体" })
        #expect(document.returns.map(\.staff) == ["1 2 3 4", "11 12 13 14"])
    }

    @Test("Quarters on rows of their own are those of the complexes below them")
    func quartersOnRows() throws {
        let names = [["平湖市光机电产业创新服务综合体"], ["海宁市经编产业创新服务综合体"]]
        var cells = rows(["综合体名称"], names + names)
        cells[0] = ["产业创新服务综合体监测汇总表"]
        cells.insert(["2020年第二季度"], at: 3)
        cells.insert(["2020年第三季度"], at: 6)
        let document = try convert(
            .init("汇总", cells, merges: ["B2:E2", "A4:E4", "A7:E7"]))
        #expect(
            document.returns.map(\.period?.description) == ["2020Q2", "2020Q2", "2020Q3", "2020Q3"])
        #expect(document.returns.map(\.complex.name) == (names + names).flatMap(\.self))
        #expect(
            document.returns.map(\.staff)
                == ["1 2 3 4", "11 12 13 14", "21 22 23 24", "31 32 33 34"])
        #expect(!document.findings.contains { $0.code == .indicatorUnknown })
    }

    @Test(
        "One header may serve several complexes, each under a row with its name",
        arguments: ["", "综合体名称："])
    func namesOnRows(label: String) throws {
        let names = ["平湖市光机电产业创新服务综合体", "海宁市经编产业创新服务综合体"]
        let header = ["二级指标", "计量单位", "本季度数据", "同比增长", "截止本季度累计数据", "同比增长"]
        let blocks = names.enumerated().flatMap { number, name in
            [
                [label + name], ["研发人员数", "人"] + (1...4).map { "\(number)\($0)" },
                ["产业集群企业数", "个", "9", "9", "9", "9"],
            ]
        }
        let document = try convert(.init("汇总", [Self.title, header] + blocks))
        #expect(document.returns.map(\.complex.name) == names)
        #expect(document.returns.map(\.staff) == ["1 2 3 4", "11 12 13 14"])
    }

    @Test("A table on its side below a roll-up is none of its records", arguments: [false, true])
    func tableBelow(isOfMoney: Bool) throws {
        let names = ["平湖市光机电产业创新服务综合体", "海宁市经编产业创新服务综合体"]
        let labels =
            isOfMoney ? ["省级资金实际拨付金额", "市级资金实际拨付金额", "县级资金实际拨付金额", "实际使用支出金额"] : Self.works
        let below =
            [["二级指标"] + names] + labels.map { [$0] + (isOfMoney ? ["300", "100"] : ["完成", "完成"]) }
        let cells = rows(["序号", "综合体名称"], names.map { ["1", $0] }) + [["综合体情况表"]] + below
        let document = try convert(.init("汇总", cells, merges: ["C2:F2", "A6:F6"]))
        #expect(document.returns.map(\.complex.name) == names)
        #expect(document.returns.map(\.staff) == ["1 2 3 4", "11 12 13 14"])
    }

    @Test("A roll-up goes on behind many figures that the form does not know")
    func manyStrangers() throws {
        let strangers = (1...6).flatMap { ["其他指标之\($0)", "", "", ""] }
        let measures = ["本季度", "同比", "累计", "同比"]
        let document = try convert(
            .init(
                "汇总",
                [
                    Self.title, ["综合体名称", "产业集群企业数", "", "", ""] + strangers + ["研发人员数"],
                    [""] + (1...8).flatMap { _ in measures },
                    ["平湖市光机电产业创新服务综合体"] + (1...28).map { _ in "7" } + ["1", "2", "3", "4"],
                    ["海宁市经编产业创新服务综合体"] + (1...28).map { _ in "7" } + ["5", "6", "7", "8"],
                ]))
        #expect(document.returns.map(\.staff) == ["1 2 3 4", "5 6 7 8"])
    }

    @Test("Two tables side by side whose names are in another order go together by their names")
    func otherOrder() throws {
        let names = ["平湖市光机电产业创新服务综合体", "海宁市经编产业创新服务综合体"]
        let money = ["综合体名称", "省级资金到位", "市级资金到位", "县级资金到位", "使用支出"]
        let document = try convert(
            .init(
                "汇总",
                [
                    Self.title, ["综合体名称"] + Self.works + money,
                    [names[0]] + Self.works.map { _ in "完成" } + [names[1], "7", "1", "2", "8"],
                    [names[1]] + Self.works.map { _ in "未完成" } + [names[0], "5", "3", "4", "6"],
                ]))
        #expect(document.returns.map(\.complex.name) == names)
        #expect(document.returns.map { $0.works[0].status } == [.complete, .incomplete])
        #expect(document.returns.map { $0.disbursed[.provincial]?.description } == ["5", "7"])
    }

    @Test(
        "Works of complexes side by side may have units, and any words in the corner",
        arguments: ["推进事项", ""])
    func worksAcross(corner: String) throws {
        let names = ["平湖市光机电产业创新服务综合体", "海宁市经编产业创新服务综合体"]
        let document = try convert(
            .init(
                "建设",
                [Self.title, [corner, "计量单位"] + names]
                    + Self.works.map { [$0, "—", "完成", "未完成"] }))
        #expect(document.returns.map(\.complex.name) == names)
        #expect(document.returns.map { $0.works[5].status } == [.complete, .incomplete])
    }

    @Test("Statuses of several complexes that nothing names are told")
    func unread() throws {
        let document = try convert(
            .init(
                "建设",
                [Self.title, ["建设内容", "羽绒制品", "光机电"]] + Self.works.map { [$0, "完成", "完成"] }))
        let told = document.findings.filter { $0.code == .indicatorUnknown }
        #expect(told.map(\.cell) == ["C2"])
    }

    @Test("A complex is of the county that its own name says, and numbered names have no number")
    func countiesOfNames() throws {
        let document = try convert(
            .init(
                "资金",
                [
                    ["2020年第三季度资金情况（平湖市）"],
                    ["序号", "名称", "省级资金到位", "市级资金到位", "县级资金到位", "使用支出"],
                    ["1", "1.平湖市光机电产业创新服务综合体", "5", "3", "4", "6"],
                    ["2", "2、海宁市经编产业创新服务综合体", "7", "1", "2", "8"],
                ]))
        #expect(document.returns.map(\.complex.name) == ["平湖市光机电产业创新服务综合体", "海宁市经编产业创新服务综合体"])
        #expect(document.returns.map(\.complex.county) == ["平湖市", "海宁市"])
    }

    @Test("What a sheet's title says of its figures counts where their labels do not say it")
    func measuresOfSheets() throws {
        func sheet(_ title: String, _ figure: String) -> GridWorkbook.Sheet {
            .init(
                title,
                [
                    ["2020年第三季度监测指标：\(title)（%）"], ["综合体名称", "研发人员数", "产业集群企业数"],
                    ["平湖市光机电产业创新服务综合体", figure, "9"],
                ])
        }
        let document = try convert(
            sheet("本季度数据", "1"), sheet("本季度数据同比增长", "2"), sheet("截止本季度累计数据", "3"),
            sheet("累计数据同比增长", "4"))
        #expect(document.returns.map(\.staff) == ["1 2 3 4"])
        #expect(document.findings.allSatisfy { $0.code != .labelFuzzy })
    }

    @Test(
        "Targets of complexes with a return are told, not read", arguments: ["年度目标", "去年同期", "得分"])
    func otherFigures(name: String) throws {
        let names = ["平湖市光机电产业创新服务综合体", "海宁市经编产业创新服务综合体"]
        let targets = [["综合体名称", "研发人员数", "产业集群企业数"]] + names.map { [$0, "500", "500"] }
        let document = try convert(
            .init(name, targets),
            .init("汇总", rows(["序号", "综合体名称"], names.map { ["1", $0] }), merges: ["C2:F2"]))
        #expect(document.returns.map(\.staff) == ["1 2 3 4", "11 12 13 14"])
        let told = document.findings.filter { $0.code == .indicatorUnknown }
        #expect(told.map(\.sheet) == [name])
    }

    @Test(
        "Levels of money under 资金支持 that say neither are disbursed where 支出 has its own column",
        arguments: [["省级资金", "市级资金", "县级资金", "使用支出"], ["省", "市", "县", "支出合计"]])
    func levelsAlone(labels: [String]) throws {
        let header = ["综合体名称", "研发人员数", "", "", "", "资金支持（万元）", "", "", ""]
        let document = try convert(
            .init(
                "汇总",
                [
                    Self.title, header, ["", "本季度", "同比", "累计", "同比"] + labels,
                    ["平湖市光机电产业创新服务综合体", "1", "2", "3", "4", "300", "100", "150", "180.4"],
                    ["海宁市经编产业创新服务综合体", "5", "6", "7", "8", "30", "10", "15", "18"],
                ], merges: ["B2:E2", "F2:I2"]))
        #expect(document.returns.map(\.staff) == ["1 2 3 4", "5 6 7 8"])
        #expect(document.returns.map(\.money) == ["300 100 150 180.4", "30 10 15 18"])
    }

    @Test("Works in words of their own among indicators are known by their 完成 and 未完成")
    func worksOfTheirOwn() throws {
        let document = try convert(
            .init(
                "汇总",
                [
                    Self.title,
                    [
                        "综合体名称", "研发人员数", "", "", "", "是否健全工作机制", "是否组建创建团队", "宣传综合体的视频", "企业利润",
                    ], ["", "本季度", "同比", "累计", "同比", "", "", "", ""],
                    ["平湖市光机电产业创新服务综合体", "1", "2", "3", "4", "完成", "未完成", "完成", "9"],
                    ["海宁市经编产业创新服务综合体", "5", "6", "7", "8", "未完成", "完成", "完成", "9"],
                ], merges: ["B2:E2"]))
        #expect(document.returns.map(\.statuses) == ["+-???+", "-+???+"])
        // One for each of the returns.
        #expect(document.findings.count { $0.code == .labelFuzzy } == 2 * 3)
        #expect(document.findings.filter { $0.code == .indicatorUnknown }.map(\.cell) == ["I2"])
    }
}

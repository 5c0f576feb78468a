import FormSheets
import MonitoringForm
import TestSupport
import Testing

/// Layouts that were once misread, each as small as it can be.
@Suite struct LayoutTests {
    private static let header = ["一级指标", "二级指标", "计量单位", "本季度数据", "同比增长", "累计", "同比增长"]

    private func convert(_ sheets: GridWorkbook.Sheet...) throws -> ConvertedDocument {
        try GridWorkbook(sheets).converted()
    }

    @Test("A level written as a value is no heading of money")
    func levelAsValue() throws {
        let document = try convert(
            .init(
                "表",
                [
                    ["综合体名称", "级别"], ["平湖光机电产业创新服务综合体", "省级"], Self.header,
                    ["产业质量", "产业集群营业收入", "亿元", "1.5", "2", "3", "4"],
                    ["", "研发人员数", "人", "10", "1", "20", "2"],
                ]))
        let item = try #require(document.returns.first)
        #expect(item.complex.level == .provincial)
        #expect(item.complex.name == "平湖光机电产业创新服务综合体")
        #expect(item.indicators[0].cumulativeGrowth == ExactDecimal(4))
    }

    @Test("A title that names a quarter is no header of a roll-up's columns")
    func titleOverRollUp() throws {
        let document = try convert(
            .init(
                "汇总",
                [
                    ["2020年第三季度监测数据"],
                    ["综合体名称", "产业集群营业收入（万元）", "", "", "", "研发人员数", "", "", ""],
                    [
                        "", "本季度", "同比增长", "累计", "同比增长", "本季度", "同比增长", "累计", "同比增长",
                    ],
                    ["平湖光机电产业创新服务综合体", "15000", "1", "30000", "2", "5", "3", "6", "4"],
                ], merges: ["A1:E1"]))
        let item = try #require(document.returns.first)
        #expect(item.indicators[0].quarter == ExactDecimal("1.5"))
        #expect(item.indicators[0].cumulativeGrowth == ExactDecimal(2))
        #expect(document.findings.filter { $0.code == .unitConverted }.count == 2)
    }

    @Test("Last year's column beside this year's is not read")
    func twoYears() throws {
        let document = try convert(
            .init(
                "表",
                [
                    ["综合体名称", "平湖光机电产业创新服务综合体", "报送季度", "2020年3季度"],
                    ["二级指标", "计量单位", "2019年三季度", "2020年三季度", "同比增长", "上年同期累计", "累计", "同比"],
                    ["产业集群营业收入", "亿元", "9", "1", "2", "8", "3", "4"],
                    ["研发人员数", "人", "9", "5", "6", "8", "7", "8"],
                ]))
        let figures = try #require(document.returns.first).indicators[0]
        #expect(figures.quarter == ExactDecimal(1))
        #expect(figures.quarterGrowth == ExactDecimal(2))
        #expect(figures.cumulative == ExactDecimal(3))
        #expect(figures.cumulativeGrowth == ExactDecimal(4))
        #expect(!document.findings.contains { $0.code == .labelFuzzy })
    }

    @Test("A hidden sheet with an old return is not read beside a visible one")
    func hiddenSheet() throws {
        let rows = [
            ["综合体名称", "平湖光机电产业创新服务综合体"], Self.header,
            ["", "产业集群营业收入", "亿元", "1", "2", "3", "4"], ["", "研发人员数", "人", "1", "2", "3", "4"],
        ]
        let both = try convert(.init("旧", rows, state: "hidden"), .init("新", rows))
        #expect(both.returns.map(\.sheet) == ["新"])
        let alone = try convert(.init("旧", rows, state: "veryHidden"), .init("空", []))
        #expect(alone.returns.map(\.sheet) == ["旧"])
    }

    @Test("An unknown row, a repeated row and a reworded one are told at their labels")
    func rowsThatAreTold() throws {
        let document = try convert(
            .init(
                "表",
                [
                    ["综合体名称", "平湖光机电产业创新服务综合体"], Self.header,
                    ["", "产业集群营业收入", "亿元", "1", "2", "3", "4"],
                    ["", "专利授权数", "件", "1", "2", "3", "4"],
                    ["", "研发人员数", "人", "1", "2", "3", "4"],
                    ["", "研发人员数", "人", "9", "2", "3", "4"],
                    ["", "引进大院名校的共建载体", "个", "7", "2", "3", "4"],
                ]))
        let told = document.findings.filter { $0.code.rawValue.hasPrefix("indicator.") }
            .filter { $0.cell != nil }
        #expect(told.map(\.cell) == ["B4", "B6"])
        #expect(told.map(\.code) == [.indicatorUnknown, .indicatorDuplicate])
        #expect(document.findings.first { $0.code == .labelFuzzy }?.cell == "B7")
        let item = try #require(document.returns.first)
        #expect(item.indicators[6].quarter == ExactDecimal(1))
        #expect(item.indicators[7].quarter == ExactDecimal(7))
    }

    @Test("Pages of prose and lists of indicators hold no return")
    func noReturn() throws {
        let prose = try convert(
            .init("说明", [["1.产业质量：产业集群营业收入（亿元）等四项。"], ["产业集群营业收入", "指企业营业收入之和"]]))
        #expect(prose.returns.isEmpty)
        #expect(prose.findings.map(\.code) == [.formNotFound])
    }

    @Test(
        "Money is read with levels across or down, with a header or without",
        arguments: [
            [
                ["三、资金（单位：元）"], ["", "省级", "市级", "县（市、区）", "合计"],
                ["实际拨付金额", "5000000", "2000000", "1000000", "8000000"],
                ["实际使用支出金额", "3000000", "1000000", "500000", "4500000"],
            ],
            [
                ["资金支持", "", "金额（万元）"], ["实际拨付", "省级", "500"], ["", "市级", "200"],
                ["", "县级", "100"], ["实际使用支出", "省级", "300"], ["", "市级", "100"],
                ["", "县级", "50"],
            ],
            [
                ["资金来源", "实际拨付", "实际使用"], ["省级", "500", "300"], ["市级", "200", "100"],
                ["县级", "100", "50"],
            ],
            [
                ["省级资金拨付金额（万元）", "500"], ["市级资金拨付金额（万元）", "200"],
                ["县（市、区）资金拨付金额（万元）", "100"], ["实际使用支出金额（万元）", "450"],
            ],
        ])
    func funds(rows: [[String]]) throws {
        let above = [
            ["综合体名称", "平湖光机电产业创新服务综合体"], Self.header,
            ["", "产业集群营业收入", "亿元", "1", "2", "3", "4"], ["", "研发人员数", "人", "1", "2", "3", "4"],
        ]
        let item = try #require(try convert(.init("表", above + rows)).returns.first)
        #expect(item.disbursed.provincial == ExactDecimal(500))
        #expect(item.disbursed.municipal == ExactDecimal(200))
        #expect(item.disbursed.county == ExactDecimal(100))
        #expect(item.spent.total == ExactDecimal(450))
    }

    @Test("Returns that follow each other without a blank row keep their money apart")
    func denseReturns() throws {
        func block(_ number: Int) -> [[String]] {
            [
                ["综合体名称", "平湖\(number)号产业创新服务综合体", "", "报送季度", "2020年第三季度"], Self.header,
                ["", "产业集群营业收入", "亿元", "\(number)", "2", "3", "4"],
                ["", "研发人员数", "人", "1", "2", "3", "4"],
                ["一级指标", "二级指标", "实际拨付金额/万元", "", "", "实际使用支出金额/万元"],
                ["", "", "省级资金", "市级资金", "县（市、区）资金", ""],
                ["资金支持", "财政专项资金到位、使用支出情况", "\(number)", "2", "3", "4"], ["填报人：张三"],
            ]
        }
        let rows = (1...30).flatMap(block)
        let document = try convert(.init("表", rows))
        #expect(document.returns.map(\.disbursed.provincial) == (1...30).map { ExactDecimal($0) })
        #expect(document.returns.map(\.complex.name) == (1...30).map { "平湖\($0)号产业创新服务综合体" })
    }

    @Test("A note 单位：元 is of money only, and of rows that state no unit themselves")
    func unitNote() throws {
        let rows = [
            ["综合体名称", "平湖光机电产业创新服务综合体"], ["", "", "单位：元"],
            ["二级指标", "计量单位", "本季度数据", "同比增长", "累计", "同比增长"],
            ["产业集群研发投入额", "", "20000", "2", "30000", "4"],
            ["单位从业人员营业收入", "", "5", "2", "6", "4"], ["研发人员数", "", "7", "2", "8", "4"],
            ["R&D经费支出", "万元", "9", "2", "10", "4"],
        ]
        let figures = try #require(try convert(.init("表", rows)).returns.first).indicators
        #expect(figures[4].quarter == ExactDecimal(2))
        #expect(figures[4].quarterGrowth == ExactDecimal(2))
        #expect(figures[1].quarter == ExactDecimal(5))
        #expect(figures[6].quarter == ExactDecimal(7))
        #expect(figures[18].quarter == ExactDecimal(9))
    }

    @Test("Works and funds beside the indicators are read under their own headers")
    func blocksBeside() throws {
        let rows = [
            ["综合体名称", "平湖光机电产业创新服务综合体"], Self.header + ["", "建设内容", "完成情况", "未完成说明"],
            ["", "产业集群营业收入", "亿元", "1", "2", "3", "4", "", "具体的推进方案", "未完成", "选址"],
            ["", "研发人员数", "人", "1", "2", "3", "4", "", "展厅", "完成", ""],
            ["", "服务企业数", "家次", "1", "2", "3", "4", "", "资金来源", "拨付金额（万元）", "使用金额（万元）"],
            ["", "R&D经费支出", "万元", "1", "2", "3", "4", "", "省级", "10", "1"],
            ["", "产业集群企业数", "个", "1", "2", "3", "4", "", "市级", "20", "2"],
            ["", "产业集群亩均税收", "万元", "1", "2", "3", "4", "", "县级", "30", "3"],
        ]
        let item = try #require(try convert(.init("表", rows)).returns.first)
        #expect(item.works[2] == Return.Work(status: .incomplete, note: "选址"))
        #expect(item.works[4].status == .complete)
        #expect(item.disbursed.county == ExactDecimal(30))
        #expect(item.spent.total == ExactDecimal(6))
        #expect(item.indicators[3].cumulativeGrowth == ExactDecimal(4))
    }

    @Test("A column of figures under a header that the form does not know is told")
    func unknownColumn() throws {
        let rows = [
            ["综合体名称", "平湖光机电产业创新服务综合体"], ["二级指标", "本季度数据", "同比增长", "修正系数", "累计", "同比增长"],
            ["产业集群营业收入", "1", "2", "9", "3", "4"], ["研发人员数", "1", "2", "9", "3", "4"],
            ["服务企业数", "1", "2", "9", "3", "4"],
        ]
        let document = try convert(.init("表", rows))
        #expect(document.findings.first { $0.code == .indicatorUnknown }?.cell == "D2")
        #expect(document.returns.first?.indicators[0].cumulative == ExactDecimal(3))
    }

    @Test("Merged ranges outside of the used cells are no reason to stop")
    func farMerges() throws {
        let document = try convert(
            .init("表", [["", ""], ["", "产业集群营业收入"]], merges: ["A1:A1", "Z90:AB99", "A5:B9"]))
        #expect(document.findings.map(\.code) == [.formNotFound])
    }

    private static let works = ["健全的工作机制", "完整的创建团队"]

    /// The notes of the works by complex, first two works.
    private func notes(_ sheets: GridWorkbook.Sheet...) throws -> [[String?]] {
        try GridWorkbook(sheets).converted().returns.map { $0.works.prefix(2).map(\.note) }
    }

    @Test(
        "Of complexes beside each other each has the notes of its own column",
        arguments: [["B1:C1", "D1:E1"], []], ["填写说明", "备注"])
    func notesBesideEachOther(merges: [String], header: String) throws {
        let names = ["", "桐乡市毛衫时尚产业创新服务综合体", "", "桐乡市前沿材料产业创新服务综合体", ""]
        let found = try notes(
            .init(
                "表",
                [names, ["建设情况", "完成情况", header, "完成情况", header]]
                    + Self.works.map { [$0, "未完成", "甲" + $0, "未完成", "乙" + $0] },
                merges: merges))
        #expect(found == ["甲", "乙"].map { name in Self.works.map { name + $0 } })
    }

    @Test("Where a table of works has no column for notes, its remarks are the notes")
    func remarksAsNotes() throws {
        let rows = [
            ["综合体名称", "桐乡市毛衫时尚产业创新服务综合体"], ["二级指标", "完成情况", "备注"], [Self.works[0], "未完成", "在写"],
        ]
        #expect(try notes(.init("表", rows)).first?.first == "在写")
        var others = rows
        others[1][2] = "责任单位"
        #expect(try notes(.init("表", others)).first?.first == .some(nil))
        let both = [["综合体名称", "桐乡市毛衫时尚产业创新服务综合体"], ["二级指标", "完成情况", "备注", "填写说明"]]
        let row = [Self.works[0], "未完成", "见附件二", "在写"]
        #expect(try notes(.init("表", both + [row])).first?.first == "在写")
    }

    @Test(
        "Sections of many complexes on other sheets find their own, in time that grows as they do")
    func manySections() throws {
        func seconds(_ count: Int) throws -> Double {
            let names = (0..<count).map { "桐乡市第\($0)产业创新服务综合体" }
            return try threadSeconds {
                let returns = try convert(
                    .init(
                        "指标",
                        [["综合体名称", "集聚服务机构数（个）", "服务企业数（家次）", "解决企业技术难题数（个）"]]
                            + names.enumerated().map { [$0.element, "\($0.offset)", "2", "3"] }),
                    .init(
                        "建设",
                        [["综合体名称"] + Self.works] + names.reversed().map { [$0, "完成", "完成"] })
                ).returns
                #expect(returns.map(\.complex.name) == names)
                #expect(returns.allSatisfy { $0.works[0].status == .complete })
            }
        }
        // Sixteen times if each looked at all others; memory that fills caches costs some of the way there.
        let growth = try seconds(1_600) / seconds(400)
        #expect(growth < 9)
    }

    @Test("Corrupt bytes end as a finding, whatever they are", arguments: [0, 1, 2, 3])
    func badInput(kind: Int) throws {
        let sound = GridWorkbook([.init("表", [["a"]])]).build()
        let bytes: [UInt8] =
            switch kind {
            case 0: []
            case 1: Array("产业集群营业收入".utf8)
            case 2: Array(sound.prefix(sound.count / 2))
            default:
                [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600)
            }
        let conversion = DocumentConverter(try FormDefinition.builtIn.get())
            .convert(bytes, name: "a")
        #expect(conversion.isUnreadable)
        let wanted: FindingCode = kind == 2 ? .corrupt : .notWorkbook
        #expect(conversion.document.findings.map(\.code) == [wanted])
    }
}

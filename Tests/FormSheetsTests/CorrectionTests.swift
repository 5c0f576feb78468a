import MonitoringForm
import Spreadsheet
import TestSupport
import Testing

@testable import FormSheets

/// Corrections go to the cells that were read, in those cells' own terms, or nothing is written.
@Suite("Corrections") struct CorrectionTests {
    private let form: FormDefinition
    private let name = "平湖光机电产业创新服务综合体"

    init() throws { form = try FormDefinition.builtIn.get() }

    /// A small stacked form as a county could send it: 元 for 万元, growth as percent, marks for statuses.
    private func workbook() -> [UInt8] {
        GridWorkbook([
            GridWorkbook.Sheet(
                "表",
                [
                    ["综合体名称", name, "报送季度", "2020年第三季度"],
                    ["二级指标", "计量单位", "本季度数据", "同比增长", "截止本季度累计数据", "同比增长"],
                    ["产业集群营业收入", "亿元", "12.5", "8.5", "30", "7"],
                    ["产业集群研发投入额", "元", "1000000", "1", "2500000", "2"],
                    ["二级指标", "完成情况", "填写说明"],
                    ["健全的工作机制", "√", ""], ["完整的创建团队", "×（章程未定）", ""], ["具体的推进方案", "×", "在写"],
                ])
        ]).build()
    }

    private func convert(_ bytes: [UInt8]) -> ConvertedDocument {
        DocumentConverter(form).convert(bytes, name: "a.xlsx").document
    }

    private func correct(_ patch: String) throws -> ConvertedDocument {
        let outcome = try Correction(form).apply(
            Array(patch.utf8), to: workbook(), name: "a.xlsx", marking: nil)
        return convert(outcome.bytes)
    }

    private func replace(_ path: String, _ value: String) -> String {
        "[{\"op\":\"replace\",\"path\":\"/returns/0\(path)\",\"value\":\(value)}]"
    }

    @Test("Nothing to correct gives the same bytes", arguments: ["[]", "document"])
    func empty(corrections: String) throws {
        let bytes = workbook()
        let coding = DocumentCoding(
            style: .compact, form: form, messages: MessageCatalogue(.chinese, form: form))
        let text =
            corrections == "[]" ? Array("[]".utf8) : coding.bytes(of: convert(bytes))
        let outcome = try Correction(form).apply(text, to: bytes, name: "a.xlsx", marking: nil)
        #expect(outcome.bytes == bytes)
    }

    @Test("One value changes one leaf, in the unit of the sheet")
    func oneFigure() throws {
        var wanted = convert(workbook()).returns[0]
        wanted.indicators[4].quarter = ExactDecimal("123.45")
        let found = try correct(replace("/indicators/clusterRDInvestment/quarter", "123.45"))
        #expect(found.returns == [wanted])
        wanted = convert(workbook()).returns[0]
        wanted.indicators[0].cumulativeGrowth = nil
        #expect(
            try correct(replace("/indicators/clusterRevenue/cumulativeGrowth", "null")).returns
                == [wanted])
    }

    @Test("Statuses are written in the county's words, notes where they stand")
    func works() throws {
        let before = convert(workbook()).returns[0].works
        var found = try correct(replace("/construction/workingMechanism/status", "\"incomplete\""))
        #expect(found.returns[0].works[0] == Return.Work(status: .incomplete))
        #expect(found.returns[0].works.dropFirst() == before.dropFirst())
        found = try correct(replace("/construction/foundingTeam/note", "\"章程已报批\""))
        #expect(
            found.returns[0].works[1] == Return.Work(status: .incomplete, note: "章程已报批"))
        found = try correct(replace("/construction/implementationPlan/note", "null"))
        #expect(found.returns[0].works[2] == Return.Work(status: .incomplete))
    }

    @Test("A quarter keeps its spelling, a name is replaced")
    func identity() throws {
        let found = try correct(replace("/period", "\"2020Q4\""))
        #expect(found.returns[0].period == Period("2020Q4"))
        #expect(
            try correct(replace("/complex/name", "\"平湖经编综合体\"")).returns[0].complex.name
                == "平湖经编综合体")
    }

    @Test("What has no cell is refused by name, and a failing test writes nothing")
    func refusals() throws {
        #expect {
            _ = try correct(replace("/indicators/taxPerMu/quarter", "3"))
        } throws: { error in
            guard case Correction.Failure.uncorrectable(let leaves)? = error as? Correction.Failure
            else { return false }
            return leaves.map(\.reason) == [.noCell]
        }
        let path = "/returns/0/indicators/clusterRevenue/quarter"
        #expect {
            _ = try correct(
                "[{\"op\":\"replace\",\"path\":\"\(path)\",\"value\":1},{\"op\":\"test\",\"path\":\"\(path)\",\"value\":2}]"
            )
        } throws: { error in
            guard case Correction.Failure.patch(.testFailed)? = error as? Correction.Failure else {
                return false
            }
            return true
        }
    }

    @Test("Marked cells have a colour and tell old and new")
    func marking() throws {
        let day = try #require(CivilDate(iso8601: "2020-11-02"))
        var item = Return(form: form, sheet: "表")
        item.complex.name = name
        item.complex.county = "平湖市"
        item.period = Period("2020Q3")
        item.indicators[0].quarter = ExactDecimal("12.5")
        item.spent.total = ExactDecimal("3")
        item.spent.county = ExactDecimal("3")
        let sink = MemorySink()
        try TemplateWorkbook(form).write([item], names: ["表"], to: sink)
        let patch =
            "[{\"op\":\"replace\",\"path\":\"/returns/0/indicators/clusterRevenue/quarter\",\"value\":13},"
            + "{\"op\":\"replace\",\"path\":\"/returns/0/funding/spent/total\",\"value\":4}]"
        let outcome = try Correction(form).apply(
            Array(patch.utf8), to: sink.bytes, name: "a.xlsx",
            marking: Correction.Marking(
                date: day, messages: MessageCatalogue(.chinese, form: form)))
        let book = try WorkbookReader().open(outcome.bytes)
        let comments = try book.comments(of: try #require(book.sheets.first))
        let cell = try #require(CellReference("D5"))
        #expect(comments[cell] == "更正（2020-11-02）\n产业集群营业收入·本季度数据\n原值：12.5 亿元\n现值：13 亿元")
        // The comment that tells the levels of the money spent stays, with the remark behind it.
        item.indicators[0].quarter = ExactDecimal("13")
        item.spent.total = ExactDecimal("4")
        #expect(convert(outcome.bytes).returns == [item])
    }
}

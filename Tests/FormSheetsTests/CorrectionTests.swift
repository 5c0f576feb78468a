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

    /// A return of one figure.
    private var revenue: [[String]] {
        [
            ["综合体名称", name, "报送季度", "2020年第三季度"],
            ["二级指标", "计量单位", "本季度数据", "同比增长", "截止本季度累计数据", "同比增长"],
            ["产业集群营业收入", "亿元", "12.5", "8.5", "30", "7"],
        ]
    }

    /// A small stacked form as a county could send it: 元 for 万元, growth as percent, marks for statuses.
    private func workbook() -> [UInt8] {
        GridWorkbook([
            GridWorkbook.Sheet(
                "表",
                revenue + [
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

    /// Two sheets: the return, and one that says nothing.
    private func withData(_ cells: [[String]]) -> [UInt8] {
        GridWorkbook([
            GridWorkbook.Sheet(
                "表",
                revenue), GridWorkbook.Sheet("数据", cells),
        ]).build()
    }

    @Test("A sheet that said nothing is passed over afterwards only while it is the same")
    func silentSheets() throws {
        let plain = withData([["1", "2"], ["'甲", "3"]])
        let converter = DocumentConverter(form, tracing: .terms)
        let earlier = converter.convert(plain, name: "a.xlsx")
        #expect(earlier.silentSheets.map(\.name) == ["数据"])
        // Something on the sheet became another one: the unit note and the return on it are seen.
        for cells in [
            [["单位：万元", "2"], ["'甲", "3"]],
            [
                ["综合体名称", "海盐集成家居产业创新服务综合体"], ["二级指标", "计量单位", "本季度数据"],
                ["产业集群营业收入", "亿元", "12.5"],
            ],
        ] {
            let edited = withData(cells)
            let again = converter.convert(
                edited, name: "a.xlsx", editedFrom: plain, earlier)
            #expect(again.silentSheets.isEmpty)
            let anew = converter.convert(edited, name: "a.xlsx")
            #expect(again.document.returns == anew.document.returns)
            #expect(again.document.findings == anew.document.findings)
        }
        let corrected = try Correction(form).apply(
            Array(replace("/indicators/clusterRevenue/quarter", "77.5").utf8), to: plain,
            name: "a.xlsx", marking: nil)
        let after = convert(corrected.bytes)
        #expect(after.returns.first?.indicators[0].quarter == ExactDecimal("77.5"))
    }

    @Test("A status cannot go while its note stands behind it, and the status is told")
    func statusUnderNote() throws {
        let failure = #expect(throws: Correction.Failure.self) {
            try correct(replace("/construction/foundingTeam/status", "null"))
        }
        guard case .uncorrectable(let leaves) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(leaves.map(\.leaf) == [.status(work: 1)])
        #expect(leaves.map(\.reason) == [.noPlaceForNote])
    }

    @Test("A total cannot be blank while cells state its levels")
    func totalOfLevels() throws {
        let workbook = GridWorkbook([
            GridWorkbook.Sheet(
                "表",
                revenue + [
                    ["一级指标", "二级指标", "实际拨付金额（万元）", "", "", "实际使用支出金额（万元）"],
                    ["", "", "省级资金", "市级资金", "县（市、区）资金", "省级资金", "市级资金", "县（市、区）资金", "合计"],
                    ["资金支持", "省、市、县（市、区）财政专项资金到位、使用支出情况", "3", "1", "8", "5", "0", "5.5", "10.5"],
                ], merges: ["C4:E4", "F4:I4", "A4:A5", "B4:B5"]
            )
        ]).build()
        let before = convert(workbook).returns.first
        // The layout is read as meant, or the test says nothing.
        try #require(before?.spent[.provincial] != nil && before?.spent.total != nil)
        let failure = #expect(throws: Correction.Failure.self) {
            try Correction(form).apply(
                Array(replace("/funding/spent/total", "null").utf8), to: workbook, name: "a.xlsx",
                marking: nil)
        }
        guard case .uncorrectable(let leaves) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(leaves.map(\.reason) == [.isSum])
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

    @Test("One of several returns is corrected, and what is wrong with a patch is told where it is")
    func oneOfSeveral() throws {
        let sheets = ["平湖光机电", "海盐集成家居", "桐乡毛衫"].map { complex in
            GridWorkbook.Sheet(
                complex,
                [["综合体名称", complex + "产业创新服务综合体", "报送季度", "2020年第三季度"]] + revenue.dropFirst())
        }
        let workbook = GridWorkbook(sheets).build()
        func correct(_ operation: String, _ path: String, _ value: String) throws -> [Return] {
            let patch = "[{\"op\":\"\(operation)\",\"path\":\"\(path)\",\"value\":\(value)}]"
            let outcome = try Correction(form).apply(
                Array(patch.utf8), to: workbook, name: "a.xlsx", marking: nil)
            return convert(outcome.bytes).returns
        }
        let before = convert(workbook).returns
        let path = "/returns/1/indicators/\(form.indicators[0].id)/quarter"
        var wanted = before
        wanted[1].indicators[0].quarter = 13
        #expect(try correct("replace", path, "13") == wanted)
        #expect(try correct("test", "/schemaVersion", "\"1.0\"") == before)
        do {
            _ = try correct("replace", path, "true")
            Issue.record("A figure cannot be true")
        } catch Correction.Failure.document(.mismatches(let mismatches)) {
            #expect(mismatches.map(\.pointer.description) == [path])
        }
        do {
            _ = try correct("test", path, "1")
            Issue.record("The figure is another one")
        } catch Correction.Failure.patch(.testFailed(_, let pointer, _)) {
            #expect(pointer.description == path)
        }
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

    // MARK: Several leaves of one cell, formulas, and what is no correction

    @Test("Items that stand in one line of text are corrected together")
    func sharedLine() throws {
        let line = "综合体名称：\(name)  级别：省级  填报人：张三"
        let workbook = GridWorkbook([.init("表", [[line]] + revenue.dropFirst())]).build()
        let patch = """
            [{"op":"replace","path":"/returns/0/complex/level","value":"municipal"},
             {"op":"replace","path":"/returns/0/reporting/preparedBy","value":"李四"}]
            """
        let outcome = try Correction(form).apply(
            Array(patch.utf8), to: workbook, name: "a.xlsx", marking: nil)
        let item = try #require(convert(outcome.bytes).returns.first)
        #expect(item.complex.level == .municipal && item.reporting.preparedBy == "李四")
        #expect(item.complex.name == name)
        #expect(outcome.corrections.count == 2)
    }

    @Test(
        "A figure whose formula depends on a corrected cell follows it, or waits for a program, and is told",
        arguments: [("C3+17.5", "30.5"), ("ROUND(PI()*C3,0)", nil)] as [(String, String?)])
    func dependentFormula(formula: String, result: String?) throws {
        let sink = MemorySink()
        let book = try WorkbookWriter(to: sink)
        let sheet = try book.beginSheet(SheetSetup("表"))
        for (row, line) in revenue.enumerated() {
            try sheet.beginRow(row)
            for (column, text) in line.enumerated() where row < 2 || column < 2 {
                try sheet.text(column, text)
            }
        }
        try sheet.number(2, 12.5)
        try sheet.number(3, 8.5)
        try sheet.cell(4, .formula(formula, result: .number(30)))
        try sheet.finish()
        try book.finish()
        let patch = replace("/indicators/clusterRevenue/quarter", "13")
        let outcome = try Correction(form).apply(
            Array(patch.utf8), to: sink.bytes, name: "a.xlsx", marking: nil)
        let places = result == nil ? outcome.uncalculated : outcome.recalculated
        #expect(places.map { "\($0.sheet)!\($0.reference)" } == ["表!E3"])
        #expect(outcome.uncalculated.count + outcome.recalculated.count == 1)
        let lines = MessageCatalogue(.chinese, form: form).lines(for: outcome)
        #expect(lines.contains { $0.contains("表!E3") })
        let after = convert(outcome.bytes)
        #expect(after.returns.first?.indicators[0].quarter == ExactDecimal(13))
        #expect(after.returns.first?.indicators[0].cumulative?.description == result)
        let isTold = after.findings.contains { $0.code == .noCachedResult && $0.cell == "E3" }
        #expect(isTold == (result == nil))
    }

    @Test(
        "What no workbook tells, or no cell can hold, is no correction",
        arguments: [
            ("/sheet", "\"别的\""), ("/form", "\"x\""),
            ("/indicators/clusterRevenue/quarter", "1e400"),
        ])
    func noCorrection(path: String, value: String) {
        #expect(throws: Correction.Failure.self) { try correct(replace(path, value)) }
        let patch = "[{\"op\":\"replace\",\"path\":\"/findings/0/message\",\"value\":\"\"}]"
        let failure = #expect(throws: Correction.Failure.self) { try correct(patch) }
        #expect(failure?.isOfCorrections ?? false)
    }
}

/// What edits cost where a workbook says the same thing many times.
import TestSupport
import Testing

@testable import Spreadsheet

@Suite("Effort of editing", .timeLimit(.minutes(2)))
struct EditingEffortTests {
    // MARK: Formulas

    private static let scope = FormulaScope(
        sheets: ["a": 0, "b": 1],
        names: [
            "own": "$A$1:$A$9", "far": "b!$C$3,own", "moving": "A1", "self": "self+$A$1",
            "long": String(repeating: "$A$1,", count: 300_000) + "$A$2",
            "many": String(repeating: "$A$1,", count: 10_001) + "$A$2",
        ])

    private func dependencies(
        _ text: String, on sheet: Int, _ shared: inout FormulaDependencies.Shared
    ) -> FormulaDependencies {
        FormulaDependencies(text, on: sheet, in: EditingEffortTests.scope, shared: &shared)
    }

    @Test("A name that does not tell its sheet means the one where it is used")
    func names() {
        var shared = FormulaDependencies.Shared()
        for sheet in [0, 1] {
            let own = SheetRange(sheet: sheet, rows: 0...8, columns: 0...0)
            let far = SheetRange(sheet: 1, rows: 2...2, columns: 2...2)
            #expect(dependencies("own+1", on: sheet, &shared).ranges == [own])
            #expect(dependencies("SUM(far)", on: sheet, &shared).ranges == [far, own])
        }
    }

    @Test(
        "Names that move, hold themselves or are too long look at everything",
        arguments: ["moving", "self", "long", "many", "unknown"])
    func opaque(name: String) {
        var shared = FormulaDependencies.Shared()
        for sheet in 0..<300 {
            let found = dependencies("\(name)+B1", on: sheet, &shared)
            #expect(found.isOpaque && found.ranges.isEmpty && !found.isBeyondBudget)
        }
    }

    @Test("Beyond the ranges that are kept for all formulas a formula looks at everything")
    func budget() {
        var shared = FormulaDependencies.Shared(mostRanges: 5)
        #expect(!dependencies("A1+A2", on: 0, &shared).isOpaque)
        #expect(!dependencies("A1+A2", on: 1, &shared).isOpaque)
        #expect(!dependencies("INDIRECT(A1)+A2", on: 1, &shared).isBeyondBudget)
        let beyond = dependencies("A1+A2", on: 1, &shared)
        #expect(beyond.isOpaque && beyond.isBeyondBudget && beyond.ranges.isEmpty)
        #expect(dependencies("A1", on: 1, &shared).isBeyondBudget)
    }

    @Test("Texts of formulas beyond what is kept count as not known")
    func formulaTexts() throws {
        let rows = (1...20).map { row in
            "<row r='\(row)'><c r='A\(row)'><v>1</v></c>"
                + "<c r='B\(row)'><f>A\(row)+1+1+1+1+1</f><v>6</v></c></row>"
        }
        let file = PackageParts(rows: rows.joined()).file
        var limits = SpreadsheetLimits()
        limits.textSize = 100
        let edited = try EditedWorkbook(file, limits: limits) { editor in
            try editor.set(CellEdit("A1", .number("2")), on: editor.sheets[0])
        }
        #expect(edited.report.recomputed.map { "\($0.reference)" } == ["B1"])
        #expect(edited.report.invalidated.count > 10)
    }

    // MARK: Cells

    @Test("Cells of a range are found as in a plain set")
    func cells() throws {
        for seed in UInt64(1)...40 {
            var random = SeededRandom(seed: seed)
            let rows = [9, 70, 5_000, 1_048_576].randomElement(using: &random) ?? 9
            let columns = [3, 16_384].randomElement(using: &random) ?? 3
            func cell() throws -> CellReference {
                try #require(
                    CellReference(
                        row: .random(in: 0..<rows, using: &random),
                        column: .random(in: 0..<columns, using: &random)))
            }
            var blocks = CellBlocks()
            var set = Set<CellReference>()
            for _ in 0..<80 {
                let one = try cell()
                if Bool.random(using: &random) || set.isEmpty {
                    blocks.insert(one)
                    set.insert(one)
                } else if let other = set.randomElement(using: &random) {
                    blocks.remove(other)
                    set.remove(other)
                    blocks.remove(one)
                    set.remove(one)
                }
                #expect(blocks.contains(one) == set.contains(one))
                var range = CellRange(one, try cell())
                if Int.random(in: 0..<4, using: &random) == 0,
                    let first = CellReference(row: 0, column: range.first.column),
                    let last = CellReference(row: 1_048_575, column: range.last.column)
                {
                    range = CellRange(first, last)
                }
                let found = blocks.first(rows: range.rows, columns: range.columns)
                let isThere = set.contains { range.contains(row: $0.row, column: $0.column) }
                #expect((found != nil) == isThere)
                if let found {
                    #expect(set.contains(found))
                    #expect(range.contains(row: found.row, column: found.column))
                }
            }
        }
    }

    @Test("Whole columns are asked for as quickly as single cells")
    func wholeColumns() throws {
        var cells = CellSet()
        for row in 0..<20_000 {
            cells.insert(try #require(CellReference(row: row, column: 7)), sheet: 0)
        }
        let column = SheetRange(sheet: 0, rows: 0...1_048_575, columns: 25...25)
        #expect((0..<20_000).allSatisfy { _ in !cells.intersects(column) })
        #expect(cells.intersects(SheetRange(sheet: 0, rows: 0...1_048_575, columns: 7...7)))
    }

    // MARK: Columns and merged ranges

    @Test("Of two styles of a column the later one counts")
    func columns() {
        for seed in UInt64(1)...20 {
            var random = SeededRandom(seed: seed)
            var styles = ColumnStyles()
            var plain = Array(repeating: Int?.none, count: 40)
            #expect(styles[3] == nil)
            for style in 0..<12 {
                let first = Int.random(in: 1...40, using: &random)
                let last = Int.random(in: first...40, using: &random)
                styles.set(style, first: first, last: last)
                for column in first...last { plain[column - 1] = style }
            }
            #expect((0..<40).allSatisfy { styles[$0] == plain[$0] })
        }
        var all = ColumnStyles()
        all.set(4, first: .min, last: .max)
        all.set(5, first: 16_384, last: .max)
        all.set(6, first: 16_385, last: .max)
        #expect(all[0] == 4 && all[16_383] == 5 && all[16_384] == nil && all[-1] == nil)
    }

    @Test("Columns and merged ranges that are told over and over are looked at once each")
    func repeated() throws {
        let main = Flavour.transitional.main
        let columns = String(
            repeating: "<col min='1' max='16384' width='9' style='0'/>", count: 20_000)
        let merges = String(repeating: "<mergeCell ref='XFA1:XFD1048576'/>", count: 20_000)
        var parts = PackageParts()
        parts.parts = [
            (
                "xl/worksheets/sheet1.xml",
                "<worksheet xmlns='\(main)'><cols>\(columns)<col min='3' max='3' style='0'/></cols>"
                    + "<sheetData/><mergeCells><mergeCell ref='A1:B2'/>\(merges)"
                    + "<mergeCell ref='B2:C3'/></mergeCells></worksheet>"
            )
        ]
        let edited = try EditedWorkbook(parts.file) { editor in
            for row in 1...1_500 {
                try editor.set(CellEdit("D\(row)", .number("1")), on: editor.sheets[0])
            }
            // In two merged ranges: that of the first one; and the top left cell of the second one.
            try editor.set(CellEdit("B2", .number("7")), on: editor.sheets[0])
            try editor.set(CellEdit("C3", .number("8")), on: editor.sheets[0])
        }
        let data = try edited.sheetData()
        #expect(data.contains("<c r=\"A1\"><v>7</v></c>"))
        #expect(data.contains("<c r=\"B2\"><v>8</v></c>"))
    }
}

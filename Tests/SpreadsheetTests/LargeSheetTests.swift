/// Of a large sheet a grid keeps the rows that somebody may ask for, and none that others belong to is lost.
import Spreadsheet
import Testing

@Suite("Large sheets")
struct LargeSheetTests {
    private static let columns = 30

    /// Numbers, and a text in the first column of some rows (counted from 0).
    private func grid(
        rows: [Int], texts: [Int: String], columns: Int = LargeSheetTests.columns
    ) throws -> SheetGrid {
        var markup = ""
        for row in rows {
            markup += "<row r=\"\(row + 1)\">"
            for column in 0..<columns {
                let reference = CellReference.letters(ofColumn: column) + "\(row + 1)"
                if column == 0, let text = texts[row] {
                    markup += "<c r=\"\(reference)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
                } else {
                    markup += "<c r=\"\(reference)\"><v>\(row)</v></c>"
                }
            }
            markup += "</row>"
        }
        let workbook = try PackageParts(rows: markup).open()
        return try workbook.grid(of: try #require(workbook.sheets.first)) { text in
            switch text {
            case "near": .near
            case "head": .onward
            default: .none
            }
        }
    }

    private func rows(_ grid: SheetGrid) -> Set<Int> { Set(grid.usedRows) }

    @Test("Rows that are near no text of interest are let go; the used range stays")
    func near() throws {
        let grid = try grid(rows: Array(0..<9000), texts: [2000: "near", 1000: "other"])
        let kept = rows(grid)
        #expect(kept.isSuperset(of: 0...128))
        #expect(kept.isSuperset(of: (2000 - 128)...(2000 + 128)))
        #expect(kept.isDisjoint(with: 200..<1800))
        #expect(kept.isDisjoint(with: 2200..<3000))
        #expect(grid.usedRange == CellRange("A1:AD9000"))
        #expect(grid.cell(row: 2001, column: 3)?.value == .number("2001"))
        #expect(grid.cell(row: 1000, column: 3) == nil)
        for row in kept {
            let line = (0..<LargeSheetTests.columns).compactMap { grid.cell(row: row, column: $0) }
            #expect(line.count == LargeSheetTests.columns, "row \(row) is not whole")
        }
    }

    @Test(
        "All rows below the head of a table stay, and those just above it",
        arguments: [500, 3300, 4400])
    func head(row: Int) throws {
        let grid = try grid(rows: Array(0..<9000), texts: [row: "head"])
        let kept = rows(grid)
        #expect(kept.isSuperset(of: (row - 128)..<9000))
        #expect(kept.isDisjoint(with: 140..<(row - 140)))
    }

    @Test(
        "Where rows do not come in order all are kept",
        arguments: [
            // A row of the top, with a head in it, after others were let go; or all from the last to the first; or
            // one behind a head.
            (Array(0..<50) + Array(60..<7000) + [55], [55: "head"]),
            (Array((0..<5000).reversed()), [55: "head"]),
            (Array(0..<1000) + Array(1001..<9000) + [1000], [8000: "head", 1000: "near"]),
        ])
    func disorder(order: [Int], texts: [Int: String]) throws {
        let grid = try grid(rows: order, texts: texts)
        #expect(grid.usedRows == order.sorted())
        #expect(grid.cells.count == order.count * LargeSheetTests.columns)
    }

    @Test("A sheet of very many different texts is kept from there on")
    func manyTexts() throws {
        let texts = Dictionary(uniqueKeysWithValues: (60_000..<170_000).map { ($0, "text \($0)") })
        let kept = rows(try grid(rows: Array(0..<170_000), texts: texts, columns: 2))
        #expect(kept.isDisjoint(with: 200..<40_000))
        #expect(kept.isSuperset(of: 155_000..<170_000))
    }

    @Test("Small sheets are kept whole")
    func small() throws {
        #expect(try grid(rows: Array(0..<3300), texts: [:]).usedRows == Array(0..<3300))
    }
}

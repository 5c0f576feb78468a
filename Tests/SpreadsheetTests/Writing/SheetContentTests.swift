/// Sheets put together in memory, in any order.
import Spreadsheet
import TestSupport
import Testing

@Suite("Sheets in memory")
struct SheetContentTests {
    @Test("Cells put in any order are written in the right one; the last at a place counts")
    func anyOrder() throws {
        var random = SeededRandom(seed: 21)
        var content = SheetContent(SheetSetup("a"))
        var expected: [CellReference: CellValue] = [:]
        for round in 0..<2_000 {
            let cell = try #require(
                CellReference(
                    row: Int.random(in: 0..<40, using: &random),
                    column: Int.random(in: 0..<40, using: &random)))
            content.set(cell, .number(Double(round)))
            expected[cell] = .number("\(round)")
        }
        let book = try WrittenBook { try content.write(to: $0) }
        let cells = try book.grid().cells
        #expect(cells.map(\.reference) == cells.map(\.reference).sorted())
        let found = Dictionary(cells.map { ($0.reference, $0.value) }) { $1 }
        #expect(found == expected)
    }

    @Test("Merging styles every cell of the range, and a style keeps what cells hold")
    func merging() throws {
        let range = try CellRange.test("A1:B2")
        let book = try WrittenBook { book in
            var content = SheetContent(SheetSetup("a"))
            let ruled = try book.style(CellStyle(border: CellBorder(all: .thin)))
            let other = try book.style(CellStyle(border: CellBorder(all: .thick)))
            content.merge(range, .text("x"), ruled)
            content.setStyle(other, of: range)
            content.setRow(5, RowSetup(height: 20))
            try content.write(to: book)
        }
        let markup = try book.sheet()
        #expect(
            markup.contains(
                "<row r=\"1\"><c r=\"A1\" s=\"2\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"2\"/></row><row r=\"2\"><c r=\"A2\" s=\"2\"/><c r=\"B2\" s=\"2\"/></row><row r=\"6\" ht=\"20\" customHeight=\"1\"></row>"
            ))
        #expect(try book.grid().merges.ranges == [range])
    }
}

/// What edits cost where a workbook says the same thing many times.
import TestSupport
import Testing

@testable import Spreadsheet

@Suite("Effort of editing", .timeLimit(.minutes(2)))
struct EditingEffortTests {
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
}

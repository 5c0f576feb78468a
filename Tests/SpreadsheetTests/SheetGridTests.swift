/// The grid of a sheet: sparse or dense, in whatever order its cells come.
import Spreadsheet
import TestSupport
import Testing

@Suite("Sheet grids")
struct SheetGridTests {
    private func row(_ cells: [(String, Int)]) -> String {
        "<row>" + cells.map { "<c r=\"\($0.0)\"><v>\($0.1)</v></c>" }.joined() + "</row>"
    }

    @Test("The first and the last cell of a sheet cost no more than two cells")
    func sparse() throws {
        let grid = try PackageParts(rows: row([("A1", 1)]) + row([("XFD1048576", 2)])).grid()
        #expect(grid.cells.count == 2)
        #expect(grid.usedRange?.description == "A1:XFD1048576")
        #expect(grid.usedRows == [0, 1_048_575])
        #expect(grid.cell(row: 0, column: 0)?.value == .number("1"))
        #expect(grid.cell(row: 1_048_575, column: 16_383)?.value == .number("2"))
        for (row, column) in [(0, 1), (0, 16_383), (1_048_575, 0), (500, 500), (-1, 0), (0, -1)] {
            #expect(grid.index(row: row, column: column) == nil)
        }
        #expect(grid.cell(row: 1_048_576, column: 0) == nil)
        #expect(grid.cell(row: .max, column: .max) == nil)
    }

    @Test("A stated dimension is not believed")
    func dimension() throws {
        var parts = PackageParts(rows: row([("B2", 1)]))
        parts.tail = "<dimension ref=\"A1:XFD1048576\"/>"
        #expect(try parts.grid().usedRange?.description == "B2")
    }

    @Test("A sheet without cells has no used range")
    func empty() throws {
        let grid = try PackageParts(rows: "<row r=\"5\"/><row><c r=\"A9\" s=\"1\"/></row>").grid()
        #expect(grid.cells.isEmpty)
        #expect(grid.usedRange == nil)
        #expect(grid.usedRows.isEmpty)
        #expect(grid.cell(row: 0, column: 0) == nil)
    }

    @Test("Cells out of order are put in order")
    func outOfOrder() throws {
        let grid = try PackageParts(
            rows: row([("C3", 3), ("A3", 1)]) + row([("B1", 2), ("A1", 0)]) + row([("B3", 4)])
        ).grid()
        let references = grid.cells.map { "\($0.reference)" }
        #expect(references == ["A1", "B1", "A3", "B3", "C3"])
        #expect(grid.usedRows == [0, 2])
        #expect(grid.cell(row: 2, column: 1)?.value == .number("4"))
    }

    @Test(
        "Of several cells at one place the last one counts",
        arguments: [
            [("A1", 1), ("A1", 2)], [("B1", 9), ("A1", 1), ("B1", 7), ("A1", 2)],
            [("A1", 0), ("A1", 1), ("A1", 2)],
        ])
    func duplicates(cells: [(String, Int)]) throws {
        let grid = try PackageParts(rows: row(cells)).grid()
        #expect(grid.cell(row: 0, column: 0)?.value == .number("2"))
        #expect(grid.cells.count == Set(cells.map(\.0)).count)
    }

    @Test("Every place of a random sheet is found", arguments: 0..<8 as Range<UInt64>)
    func lookUp(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        // Small sheets are dense; those spread out are not.
        let spread = seed % 2 == 0 ? 20 : 150
        var expected: [CellReference: Int] = [:]
        var cells: [(String, Int)] = []
        for value in 0..<120 {
            let reference = try #require(
                CellReference(
                    row: Int.random(in: 3..<3 + spread, using: &random),
                    column: Int.random(in: 2..<2 + spread, using: &random)))
            expected[reference] = value
            cells.append((reference.description, value))
        }
        let grid = try PackageParts(rows: row(cells)).grid()
        #expect(grid.cells.map(\.reference) == expected.keys.sorted(), "seed \(seed)")
        #expect(grid.usedRows == Set(expected.keys.map(\.row)).sorted(), "seed \(seed)")
        var wrong: [CellReference] = []
        for row in 0..<spread + 5 {
            for column in 0..<spread + 5 {
                guard let reference = CellReference(row: row, column: column) else { continue }
                let value = expected[reference].map { CellValue.number("\($0)") }
                if grid.cell(row: row, column: column)?.value != value { wrong.append(reference) }
            }
        }
        #expect(wrong.isEmpty, "seed \(seed)")
    }

    @Test("Merged ranges are part of the grid")
    func merges() throws {
        var parts = PackageParts(rows: row([("A1", 1)]))
        parts.tail =
            "<mergeCells count=\"9\"><mergeCell ref=\"A2:C3\"/><mergeCell ref=\"B1:A1\"/></mergeCells>"
        let merges = try parts.grid().merges
        #expect(merges.ranges.map(\.description) == ["A1:B1", "A2:C3"])
        #expect(merges.range(containingRow: 2, column: 2)?.description == "A2:C3")
    }
}

/// Looking up merged ranges, held against a search through all of them.
import Spreadsheet
import TestSupport
import Testing

@Suite("Merged ranges")
struct MergedRangesTests {
    private func ranges(_ random: inout SeededRandom, count: Int) throws -> [CellRange] {
        try (0..<count).map { _ in
            let row = Int.random(in: 0..<40, using: &random)
            let column = Int.random(in: 0..<12, using: &random)
            let height = Int.random(in: 0...(Bool.random(using: &random) ? 30 : 1), using: &random)
            let width = Int.random(in: 0...4, using: &random)
            return CellRange(
                try #require(CellReference(row: row, column: column)),
                try #require(CellReference(row: row + height, column: column + width)))
        }
    }

    @Test(
        "The range of a cell is the one that a plain search finds",
        arguments: 0..<30 as Range<UInt64>)
    func bruteForce(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let count = Int.random(in: 0...(seed % 3 == 0 ? 400 : 40), using: &random)
        let ranges = try ranges(&random, count: count)
        let merged = MergedRanges(ranges)
        #expect(Set(merged.ranges) == Set(ranges), "seed \(seed)")
        let isOrdered = zip(merged.ranges, merged.ranges.dropFirst())
            .allSatisfy { $0.first <= $1.first }
        #expect(isOrdered, "seed \(seed)")
        var wrong: [String] = []
        for row in 0..<72 {
            for column in 0..<18 {
                let expected = merged.ranges.first { $0.contains(row: row, column: column) }
                let found = merged.range(containingRow: row, column: column)
                if found != expected { wrong.append("row \(row), column \(column)") }
            }
        }
        #expect(wrong.isEmpty, "seed \(seed)")
    }

    @Test("Without ranges no cell is merged")
    func none() {
        #expect(MergedRanges().range(containingRow: 0, column: 0) == nil)
    }

    @Test("A thousand ranges of one row are told apart")
    func oneRow() throws {
        let ranges = try (0..<1_000).map { index in
            CellRange(
                try #require(CellReference(row: 5, column: index * 2)),
                try #require(CellReference(row: 6, column: index * 2)))
        }
        let merged = MergedRanges(ranges.reversed())
        for index in 0..<1_000 {
            #expect(merged.range(containingRow: 6, column: index * 2) == ranges[index])
            #expect(merged.range(containingRow: 6, column: index * 2 + 1) == nil)
        }
    }
}

/// The merged ranges of a sheet, with a quick answer to "which one covers this cell?".
///
/// Ordered by first row and laid out as an implicit binary tree in which each node knows the lowest
/// row that its half reaches: a look-up costs the logarithm of the ranges plus those on the row.
package struct MergedRanges: Sendable {
    package let ranges: [CellRange]
    private let lowestRow: [Int]

    package init(_ ranges: [CellRange] = []) {
        let sorted = ranges.sorted { $0.first < $1.first }
        self.ranges = sorted
        var lowest = Array(repeating: 0, count: sorted.count)
        MergedRanges.fill(&lowest, sorted, 0..<sorted.count)
        lowestRow = lowest
    }

    @discardableResult
    private static func fill(
        _ lowest: inout [Int], _ ranges: [CellRange], _ slice: Range<Int>
    ) -> Int {
        guard !slice.isEmpty else { return -1 }
        let middle = slice.lowerBound + slice.count / 2
        let value = max(
            ranges[middle].last.row, fill(&lowest, ranges, slice.lowerBound..<middle),
            fill(&lowest, ranges, middle + 1..<slice.upperBound))
        lowest[middle] = value
        return value
    }

    /// The range that covers a cell, both counted from 0; of overlapping ones the first in order.
    package func range(containingRow row: Int, column: Int) -> CellRange? {
        find(row, column, 0..<ranges.count)
    }

    private func find(_ row: Int, _ column: Int, _ slice: Range<Int>) -> CellRange? {
        guard !slice.isEmpty else { return nil }
        let middle = slice.lowerBound + slice.count / 2
        guard lowestRow[middle] >= row else { return nil }
        if let left = find(row, column, slice.lowerBound..<middle) { return left }
        let range = ranges[middle]
        guard range.first.row <= row else { return nil }
        if range.contains(row: row, column: column) { return range }
        return find(row, column, middle + 1..<slice.upperBound)
    }
}

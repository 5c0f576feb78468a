import Spreadsheet

/// The rows or columns of a sheet in which anything stands, so that cells far apart cost no more than cells together.
struct UsedLines {
    /// In order.
    private let ordered: [Int]

    init(_ lines: some Sequence<Int>) { ordered = Set(lines).sorted() }

    init(all lines: ClosedRange<Int>) { ordered = Array(lines) }

    /// Those within a range.
    func within(_ range: ClosedRange<Int>) -> ArraySlice<Int> {
        let first = position(of: range.lowerBound)
        return ordered[first..<max(first, position(of: range.upperBound + 1))]
    }

    /// The position of the first line that is not before another.
    private func position(of line: Int) -> Int {
        var (low, high) = (0, ordered.count)
        while low < high {
            let middle = (low + high) / 2
            if ordered[middle] < line { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The used rows and columns of a sheet: all of its rectangle where cells fill a good part of that.
    static func of(
        _ grid: SheetGrid, blanks: [Bool], isCompact: Bool
    ) -> (rows: UsedLines, columns: UsedLines) {
        guard let used = grid.usedRange else { return (UsedLines([]), UsedLines([])) }
        if isCompact { return (UsedLines(all: used.rows), UsedLines(all: used.columns)) }
        var rows = Set<Int>()
        var columns = Set<Int>()
        for index in grid.cells.indices where !blanks[index] {
            rows.insert(grid.cells[index].reference.row)
            columns.insert(grid.cells[index].reference.column)
        }
        // What is merged with a used line is read through it; ranges over whole columns are not followed to their end.
        var budget = 4096 + 4 * grid.cells.count
        for range in grid.merges.ranges {
            budget -= range.rows.count + range.columns.count
            if budget < 0 { break }
            rows.formUnion(range.rows.clamped(to: used.rows))
            columns.formUnion(range.columns.clamped(to: used.columns))
        }
        return (UsedLines(rows), UsedLines(columns))
    }
}

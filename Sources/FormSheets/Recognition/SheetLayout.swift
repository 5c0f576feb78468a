import Spreadsheet

/// Which cell and which merged range stands at each place of a sheet's used rectangle, looked up in one step.
///
/// Only for sheets that fill a good part of their rectangle, as forms do; others are asked cell by cell.
struct SheetLayout {
    /// Whether cells fill a good part of the rectangle, with few merged ranges.
    let isCompact: Bool
    /// Whether places can be asked for here.
    let isIndexed: Bool
    private let top: Int
    private let left: Int
    private let width: Int
    private let height: Int
    /// Positions plus one; 0 is none.
    private var cells: [Int32] = []
    private var merges: [Int32] = []

    /// - Parameter blanks: for each cell of the grid whether it shows nothing and counts as none.
    init(_ grid: SheetGrid, blanks: [Bool]) {
        let used = grid.usedRange
        top = used?.first.row ?? 0
        left = used?.first.column ?? 0
        // One row and column more, where a merged range may begin without a value.
        width = (used?.columns.count ?? 0) + 1
        height = (used?.rows.count ?? 0) + 1
        let area = width * height
        let hasFewMerges = grid.merges.ranges.count < 4096
        // Many merged ranges are looked up here too, but not for few cells.
        var isIndexed = area <= max(4096, (hasFewMerges ? 16 : 8) * grid.cells.count)
        if isIndexed {
            cells = Array(repeating: 0, count: area)
            if !grid.merges.ranges.isEmpty { merges = Array(repeating: 0, count: area) }
            for index in grid.cells.indices where !blanks[index] {
                let reference = grid.cells[index].reference
                let place = (reference.row - top) * width + reference.column - left
                cells[place] = Int32(index + 1)
            }
            // Overlapping ranges could cover the rectangle many times over.
            var budget = area * 4
            for (index, range) in grid.merges.ranges.enumerated() where budget > 0 {
                let rows = SheetLayout.part(of: range.rows, from: top, count: height)
                let columns = SheetLayout.part(of: range.columns, from: left, count: width)
                guard !rows.isEmpty, !columns.isEmpty else { continue }
                budget -= rows.count * columns.count
                for row in rows {
                    for column in columns where merges[row * width + column] == 0 {
                        merges[row * width + column] = Int32(index + 1)
                    }
                }
            }
            if budget <= 0 { (isIndexed, cells, merges) = (false, [], []) }
        }
        self.isIndexed = isIndexed
        isCompact = isIndexed && hasFewMerges
    }

    /// The part of a range that lies in a window, counted from the window's start.
    private static func part(
        of range: ClosedRange<Int>, from start: Int, count: Int
    ) -> Range<Int> {
        let lower = max(0, range.lowerBound - start)
        let upper = min(count, range.upperBound - start + 1)
        return lower < upper ? lower..<upper : 0..<0
    }

    private func place(_ row: Int, _ column: Int) -> Int? {
        let (y, x) = (row - top, column - left)
        guard y >= 0, y < height, x >= 0, x < width else { return nil }
        return y * width + x
    }

    func cell(_ row: Int, _ column: Int) -> Int? {
        guard isIndexed, let place = place(row, column) else { return nil }
        let index = Int(cells[place])
        return index == 0 ? nil : index - 1
    }

    func isMerged(_ row: Int, _ column: Int, _ all: MergedRanges) -> Bool {
        guard let place = place(row, column) else {
            return mergedRange(row, column, all) != nil
        }
        return !merges.isEmpty && merges[place] != 0
    }

    func mergedRange(_ row: Int, _ column: Int, _ all: MergedRanges) -> CellRange? {
        guard let place = place(row, column) else {
            return all.ranges.isEmpty ? nil : all.range(containingRow: row, column: column)
        }
        if merges.isEmpty { return nil }
        let index = Int(merges[place])
        return index == 0 ? nil : all.ranges[index - 1]
    }
}

/// The cells of a sheet that hold something, and its merged ranges.
///
/// Sparse: what the sheet says of its own size is never believed. Cells are in reading order.
package struct SheetGrid: Sendable {
    package private(set) var cells: [Cell]
    package let merges: MergedRanges
    /// The texts of formulas by cell, where they were asked for.
    package let formulas: [CellReference: String]
    /// Columns that are not shown.
    package let hiddenColumns: [ClosedRange<Int>]

    /// Index of the first cell of each row that has one.
    private var rowStarts: [(row: Int, index: Int)] = []
    /// Positions in ``rowStarts`` plus one by the row from the first one on, where most rows have cells.
    private var rowPositions: [Int32] = []
    private var originRow = 0
    private var originColumn = 0
    private var width = 0
    private var height = 0

    /// - Parameters:
    ///   - cells: in any order; of two cells at one place the later one counts.
    ///   - extent: a rectangle that is used although not all of its cells are here.
    package init(
        cells: [Cell], merges: MergedRanges, formulas: [CellReference: String] = [:],
        extent: CellRange? = nil, hiddenColumns: [ClosedRange<Int>] = []
    ) {
        self.cells = cells
        self.merges = merges
        self.formulas = formulas
        self.hiddenColumns = hiddenColumns
        if !SheetGrid.isOrdered(cells) { self.cells = SheetGrid.ordered(cells) }
        index(extent)
    }

    private static func isOrdered(_ cells: [Cell]) -> Bool {
        var last = -1
        for index in cells.indices {
            let place = cells[index].reference
            let number = place.row * CellReference.columnCount + place.column
            if number <= last { return false }
            last = number
        }
        return true
    }

    private static func ordered(_ cells: [Cell]) -> [Cell] {
        let sorted = cells.enumerated().sorted {
            ($0.element.reference, $0.offset) < ($1.element.reference, $1.offset)
        }
        var result: [Cell] = []
        for (_, cell) in sorted {
            if result.last?.reference == cell.reference { result.removeLast() }
            result.append(cell)
        }
        return result
    }

    private mutating func index(_ extent: CellRange?) {
        guard let first = cells.first, let last = cells.last else { return }
        var leftmost = first.reference.column
        var rightmost = leftmost
        var row = -1
        for index in cells.indices {
            let place = cells[index].reference
            if place.row != row {
                row = place.row
                rowStarts.append((row, index))
            }
            leftmost = min(leftmost, place.column)
            rightmost = max(rightmost, place.column)
        }
        originRow = min(first.reference.row, extent?.first.row ?? .max)
        leftmost = min(leftmost, extent?.first.column ?? .max)
        rightmost = max(rightmost, extent?.last.column ?? 0)
        originColumn = leftmost
        height = max(last.reference.row, extent?.last.row ?? 0) - originRow + 1
        width = rightmost - leftmost + 1
        if height <= max(4096, 8 * rowStarts.count) {
            rowPositions = Array(repeating: 0, count: height)
            for (position, start) in rowStarts.enumerated() {
                rowPositions[start.row - originRow] = Int32(position + 1)
            }
        }
    }

    /// The smallest rectangle that holds all cells; nil for an empty sheet.
    package var usedRange: CellRange? {
        guard let from = CellReference(row: originRow, column: originColumn),
            let to = CellReference(row: originRow + height - 1, column: originColumn + width - 1)
        else { return nil }
        return CellRange(from, to)
    }

    /// Position in ``cells`` of the cell at a place counted from 0, or nil.
    package func index(row: Int, column: Int) -> Int? {
        let (y, x) = (row - originRow, column - originColumn)
        guard y >= 0, y < height, x >= 0, x < width else { return nil }
        let range = cells[indices(inRow: row)]
        guard let found = range.partitioningIndex(where: { $0.reference.column >= column }),
            cells[found].reference.column == column
        else { return nil }
        return found
    }

    /// Positions in ``cells`` of a row's cells.
    package func indices(inRow row: Int) -> Range<Int> {
        guard let line = line(ofRow: row) else { return 0..<0 }
        let end = line + 1 < rowStarts.count ? rowStarts[line + 1].index : cells.count
        return rowStarts[line].index..<end
    }

    /// The position of a row in ``rowStarts``.
    private func line(ofRow row: Int) -> Int? {
        if !rowPositions.isEmpty {
            guard rowPositions.indices.contains(row - originRow) else { return nil }
            let position = Int(rowPositions[row - originRow])
            return position == 0 ? nil : position - 1
        }
        guard let line = rowStarts.partitioningIndex(where: { $0.row >= row }),
            rowStarts[line].row == row
        else { return nil }
        return line
    }

    package func cell(row: Int, column: Int) -> Cell? {
        index(row: row, column: column).map { cells[$0] }
    }

    /// Rows that have a cell with content, in order.
    package var usedRows: [Int] { rowStarts.map(\.row) }
}

extension RandomAccessCollection {
    /// The first index from which on `predicate` holds, or nil; elements must be partitioned by it.
    func partitioningIndex(where predicate: (Element) -> Bool) -> Index? {
        var low = startIndex
        var count = self.count
        while count > 0 {
            let half = count / 2
            let middle = index(low, offsetBy: half)
            if predicate(self[middle]) {
                count = half
            } else {
                low = index(after: middle)
                count -= half + 1
            }
        }
        return low == endIndex ? nil : low
    }
}

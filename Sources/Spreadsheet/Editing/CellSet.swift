/// Cells of a workbook that can be asked whether a range holds one of them.
struct CellSet {
    private struct Sheet {
        var rows = LineBits()
        /// Those of each row, in order.
        var columns: [Int: [Int]] = [:]
        /// Ranges that are too large to be held by cells.
        var ranges: [SheetRange] = []
    }

    private var sheets: [Int: Sheet] = [:]

    mutating func insert(_ cell: CellReference, sheet: Int) {
        sheets[sheet, default: Sheet()].rows.insert(cell.row)
        CellSet.insert(
            cell.column, into: &sheets[sheet, default: Sheet()].columns[cell.row, default: []])
    }

    /// Of many large ranges the first ones are kept; for the others the whole sheet stands.
    private static let mostRanges = 64

    mutating func insert(_ range: SheetRange) {
        let count = sheets[range.sheet]?.ranges.count ?? 0
        if count < CellSet.mostRanges {
            sheets[range.sheet, default: Sheet()].ranges.append(range)
        } else if count == CellSet.mostRanges {
            sheets[range.sheet]?.ranges.append(
                SheetRange(
                    sheet: range.sheet, rows: 0...CellReference.rowCount - 1,
                    columns: 0...CellReference.columnCount - 1))
        }
    }

    func intersects(_ range: SheetRange) -> Bool {
        guard let sheet = sheets[range.sheet] else { return false }
        let isInRange = sheet.ranges.contains {
            $0.rows.overlaps(range.rows) && $0.columns.overlaps(range.columns)
        }
        if isInRange { return true }
        var row = range.rows.lowerBound
        while let next = sheet.rows.next(from: row), next <= range.rows.upperBound {
            let columns = sheet.columns[next] ?? []
            if let first = columns.partitioningIndex(where: { $0 >= range.columns.lowerBound }),
                columns[first] <= range.columns.upperBound
            {
                return true
            }
            row = next + 1
        }
        return false
    }

    private static func insert(_ value: Int, into values: inout [Int]) {
        let place = values.partitioningIndex { $0 >= value } ?? values.count
        if place < values.count, values[place] == value { return }
        values.insert(value, at: place)
    }
}

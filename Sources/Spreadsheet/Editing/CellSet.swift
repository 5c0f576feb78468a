/// Cells of a workbook that can be asked whether a range holds one of them.
struct CellSet {
    private struct Sheet {
        var cells = CellBlocks()
        /// Ranges that are too large to be held by cells.
        var ranges: [SheetRange] = []
    }

    private var sheets: [Int: Sheet] = [:]

    mutating func insert(_ cell: CellReference, sheet: Int) {
        sheets[sheet, default: Sheet()].cells.insert(cell)
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
        return isInRange || sheet.cells.first(rows: range.rows, columns: range.columns) != nil
    }
}

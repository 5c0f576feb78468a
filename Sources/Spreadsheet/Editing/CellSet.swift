/// Cells of a workbook that can be asked whether a range holds one of them.
struct CellSet {
    private struct Sheet {
        var rows: [Int] = []
        var columns: [Int: [Int]] = [:]
    }

    private var sheets: [Int: Sheet] = [:]

    mutating func insert(_ cell: CellReference, sheet: Int) {
        var columns = sheets[sheet, default: Sheet()].columns[cell.row] ?? []
        if columns.isEmpty { CellSet.insert(cell.row, into: &sheets[sheet, default: Sheet()].rows) }
        CellSet.insert(cell.column, into: &columns)
        sheets[sheet, default: Sheet()].columns[cell.row] = columns
    }

    func intersects(_ range: SheetRange) -> Bool {
        guard let sheet = sheets[range.sheet] else { return false }
        let rows = sheet.rows
        var index = rows.partitioningIndex { $0 >= range.rows.lowerBound } ?? rows.count
        while index < rows.count, rows[index] <= range.rows.upperBound {
            let columns = sheet.columns[rows[index]] ?? []
            if let first = columns.partitioningIndex(where: { $0 >= range.columns.lowerBound }),
                columns[first] <= range.columns.upperBound
            {
                return true
            }
            index += 1
        }
        return false
    }

    private static func insert(_ value: Int, into values: inout [Int]) {
        let place = values.partitioningIndex { $0 >= value } ?? values.count
        if place < values.count, values[place] == value { return }
        values.insert(value, at: place)
    }
}

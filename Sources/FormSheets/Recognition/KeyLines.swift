import MonitoringForm
import Spreadsheet

/// The different keys that stand in each row and in each column of a sheet.
struct KeyLines {
    /// The keys of one row or column.
    struct Line {
        fileprivate var rows = RowSet()
        fileprivate var kinds: TermKinds = []

        /// Indicators and works.
        var rowCount: Int { rows.count }
        var indicatorCount: Int { rows.indicatorCount }
        var workCount: Int { rows.workCount }

        func count(of kinds: TermKinds) -> Int {
            self.kinds.intersection(kinds).count
        }

        fileprivate mutating func add(_ terms: TermSet) {
            kinds.formUnion(terms.kinds)
            switch terms.row {
            case .indicator(let index): rows.insert(.indicator(index))
            case .work(let index): rows.insert(.work(index))
            default: break
            }
        }
    }

    private var rows: [Line] = []
    private var columns: [Line] = []
    /// The rows that have keys, in order.
    private var numbers: [Int] = []
    private var firstColumn = 0

    /// - Parameter keys: cells in reading order.
    init(_ sheet: SheetContents, _ keys: [Int]) {
        guard let range = sheet.grid.usedRange, !keys.isEmpty else { return }
        firstColumn = range.first.column
        columns = Array(repeating: Line(), count: range.columns.count)
        for key in keys {
            guard let terms = sheet.terms(key) else { continue }
            let place = sheet.grid.cells[key].reference
            if numbers.last != place.row {
                numbers.append(place.row)
                rows.append(Line())
            }
            rows[rows.count - 1].add(terms)
            columns[place.column - firstColumn].add(terms)
        }
    }

    func row(_ row: Int) -> Line {
        var (low, high) = (0, numbers.count)
        while low < high {
            let middle = (low + high) / 2
            if numbers[middle] < row { low = middle + 1 } else { high = middle }
        }
        return low < numbers.count && numbers[low] == row ? rows[low] : Line()
    }

    func column(_ column: Int) -> Line {
        columns.indices.contains(column - firstColumn) ? columns[column - firstColumn] : Line()
    }
}

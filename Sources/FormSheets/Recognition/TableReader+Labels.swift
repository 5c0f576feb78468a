import MonitoringForm
import Spreadsheet

/// The columns of a table, or the lines above its figures, in which its labels stand.
extension TableReader {
    /// The columns around the keys in which most texts are labels.
    func findLabelColumns() -> LineSet {
        var result = table.columns
        guard let first = result.first, let last = result.last else { return LineSet([]) }
        var next = last + 1
        for column in lines where column > last && column - last <= TableReader.labelReach {
            let isLabels = isLabelColumn(column)
            // The unit may stand between the labels and the kinds of data; sideways it is one of the labels.
            if view.isTransposed {
                guard column == next, isLabels || isUnitLine(column) else { break }
                next += 1
                result.append(column)
            } else if isLabels {
                result.append(column)
            }
        }
        var previous = first - 1
        for column in lines.reversed()
        where column < first && first - column <= TableReader.labelReach {
            let isLabels = isLabelColumn(column)
            // Sideways, only labels lie above the figures; upright, 序号 may stand further left.
            if view.isTransposed, !isLabels || column != previous { break }
            previous -= 1
            if isLabels { result.append(column) }
        }
        return LineSet(result)
    }

    /// Columns between the keys of a table and its other labels.
    private static let labelReach = 64

    /// Whether units, and nothing else, stand beside the keys.
    func isUnitLine(_ column: Int) -> Bool {
        let cells = sample.compactMap { view.anchor($0.row, column) }
        return cells.contains { sheet.label($0)?.unitName != nil }
            && cells.allSatisfy {
                sheet.label($0)?.unitName != nil
                    || sheet.text($0).map(UnitText.isDitto) ?? false
            }
    }

    private func isLabelColumn(_ column: Int) -> Bool {
        var labels = 0
        var others = 0
        for key in sample {
            guard let cell = view.anchor(key.row, column) else { continue }
            // What begins before the keys, as a merged title does, labels none of them.
            if view.isTransposed, view.place(of: cell).row < table.firstRow {
                others += 1
                continue
            }
            if view.isTransposed, isIdentityValue(cell) { return false }
            if sheet.has(rowTerms, cell) || hasMeasure(beside: key, column)
                || (!view.isTransposed && isYear(cell))
            {
                labels += 1
            } else if sheet.has(.identity, cell) {
                // 报送季度 and its 2020年第三季度 right above a table are none of its labels.
                return false
            } else {
                others += 1
            }
        }
        return labels > 0 && labels >= others
    }

    /// Whether a cell is what 报送季度 or the like to its left, or above it, asks for.
    private func isIdentityValue(_ cell: Int) -> Bool {
        let place = sheet.grid.cells[cell].reference
        func asks(_ row: Int, _ column: Int) -> Bool {
            guard row >= 0, column >= 0, let label = sheet.cell(row, column) else { return false }
            return sheet.has(.identity, label) && !sheet.has(.keys, label)
        }
        return asks(place.row, place.column - 1) || asks(place.row - 1, place.column)
    }

    /// Whether a cell says which year its row is of.
    func isYear(_ cell: Int) -> Bool {
        guard let label = sheet.label(cell) else { return false }
        return label.text.year != nil && label.termSet.isEmpty
    }

    /// Whether a measure stands in a column beside one of the rows that a key is merged over: the first of them
    /// may be last year's.
    private func hasMeasure(beside key: KeyTable.Key, _ column: Int) -> Bool {
        guard view.isTransposed, view.isMerged(key.row, key.column),
            let rows = view.span(key.row, key.column)?.rows, rows.count <= 16
        else { return false }
        return rows.contains { view.terms($0, column)?.has([.periods, .growth]) ?? false }
    }
}

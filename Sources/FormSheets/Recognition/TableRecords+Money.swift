import MonitoringForm
import Spreadsheet

/// Amounts with several lines of figures below them, of one return: instalments with their total, purposes, quarters.
extension TableRecords {
    /// A line of amounts with what its label makes of it.
    private struct MoneyLine {
        let column: TableReader.Column
        let label: Int?
        let weight: Weight
    }

    /// The more a line's label speaks for it, the more.
    private enum Weight: Int, Comparable {
        /// 其中：设备购置, 上季度.
        case part, plain
        case quarter
        case total
        /// The form's own label.
        case own

        static func < (left: Weight, right: Weight) -> Bool { left.rawValue < right.rawValue }
    }

    /// The one line that is the form's, where there are several, and the labels of those that could be it as well.
    func moneyLine(
        _ columns: [TableReader.Column]
    ) -> (column: TableReader.Column, others: [Int])? {
        guard view.isTransposed, !rows.contains(where: { $0.terms.has(.rows) }) else { return nil }
        let lines = moneyLines(columns)
        guard lines.count > 1, let first = lines.first else { return nil }
        let best = lines.dropFirst().reduce(first) { $1.weight > $0.weight ? $1 : $0 }
        // What a total is made of needs no word.
        let rivals = lines.filter { line in
            line.column !== best.column
                && (best.weight < .total || line.weight == best.weight)
        }
        return (best.column, rivals.compactMap(\.label))
    }

    /// The lines right below each other that hold amounts.
    private func moneyLines(_ columns: [TableReader.Column]) -> [MoneyLine] {
        var lines: [MoneyLine] = []
        for column in columns {
            let cells = rows.compactMap { row in
                row.terms.has(.keys) ? view.cell(row.row, column.column) : nil
            }
            let isAmounts =
                cells.contains { sheet.isFilledIn($0) }
                && !cells.contains { sheet.has([.keys, .measures, .headers, .identity], $0) }
            if let last = lines.last {
                guard isAmounts, column.column == last.column.column + 1 else { break }
            }
            guard isAmounts else { continue }
            let label = headers.rows.lazy.compactMap { self.view.anchor($0, column.column) }.last {
                sheet.text($0) != nil
            }
            lines.append(MoneyLine(column: column, label: label, weight: weight(of: label)))
        }
        return lines
    }

    private func weight(of label: Int?) -> Weight {
        guard let label, let text = sheet.text(label) else { return .plain }
        if sheet.has(.fundingRow, label) { return .own }
        if sheet.has(.ignoredMeasure, label) || reader.matcher.speaksOfAnotherTime(text)
            || TextFolding.starts(text, with: "其中")
        {
            return .part
        }
        if isTotal(label) { return .total }
        return sheet.has(.quarter, label) ? .quarter : .plain
    }
}

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
        let all = moneyLines(columns)
        let lines = ofOwnTime(all)
        guard all.count > 1, let first = lines.first else { return nil }
        let best = lines.dropFirst().reduce(first) { $1.weight > $0.weight ? $1 : $0 }
        // What a total is made of needs no word.
        let rivals = lines.filter { line in
            line.column !== best.column
                && (best.weight < .total || line.weight == best.weight)
        }
        // Amounts of several years may also be meant as one sum.
        let kept = LineSet(lines.map(\.column.column))
        let others = all.filter { !kept.contains($0.column.column) }
        return (best.column, (rivals + others).compactMap(\.label))
    }

    /// The lines that are of the sheet's quarter, or of the newest time where their labels name several.
    private func ofOwnTime(_ lines: [MoneyLine]) -> [MoneyLine] {
        let hints = lines.map { line in
            line.label.flatMap { sheet.label($0)?.measure } ?? MeasureHint()
        }
        let time = OwnTime(hints, stated: reader.stated.period)
        return zip(lines, hints).filter { time.counts($1) }.map(\.0)
    }

    /// Rows of a table on its side, by position, whose amounts are of another time than others of them: 二季度 beside
    /// 三季度, 2019年 beside 2020年, 截至上季度末.
    func amountsOfOtherTimes() -> Set<Int> {
        guard view.isTransposed else { return [] }
        let amounts = rows.indices.filter { position in
            let terms = rows[position].terms
            return terms.has([.levels, .purses]) && !terms.has(.rows)
        }
        // Amounts that stand once each are of one time.
        let targets = amounts.compactMap { FragmentBuilder.money(rows[$0].terms) }
        guard Set(targets).count < targets.count else { return [] }
        var passed = Set<Int>()
        func pass(_ isOther: (Int) -> Bool) {
            let others = amounts.filter { !passed.contains($0) && isOther($0) }
            if others.count < amounts.count - passed.count { passed.formUnion(others) }
        }
        let headings = amounts.reduce(into: [Int: Int]()) { headings, position in
            headings[position] = timeAbove(rows[position])
        }
        guard !headings.isEmpty else { return [] }
        func time(_ position: Int) -> LabelText? {
            headings[position].flatMap { sheet.label($0)?.text }
        }
        pass { headings[$0].map(isOfAnotherTime) ?? false }
        let year = amounts.compactMap { time($0)?.year }.max()
        pass { time($0)?.year.map { $0 != year } ?? false }
        if let quarter = reader.stated.period?.quarter,
            amounts.contains(where: { time($0)?.quarter == quarter })
        {
            pass { time($0)?.quarter.map { $0 != quarter } ?? false }
        }
        return passed
    }

    private func isOfAnotherTime(_ cell: Int) -> Bool {
        sheet.text(cell).map { reader.matcher.speaksOfAnotherTime($0) } ?? false
    }

    /// What heads the labels of an amount, where that names a time.
    private func timeAbove(_ row: TableReader.Row) -> Int? {
        guard let first = labelColumns.first else { return nil }
        let lines = max(view.columns.lowerBound, first - 3)...max(first, view.columns.lowerBound)
        return lines.reversed().lazy.compactMap { line in
            self.view.anchor(row.row, line)
        }.first { cell in
            let text = sheet.label(cell)?.text
            return text?.year != nil || text?.quarter != nil || isOfAnotherTime(cell)
        }
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

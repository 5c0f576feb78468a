import MonitoringForm
import Spreadsheet

/// The units that a table states: in a column of units, above its labels, in its headers, behind its amounts.
extension TableRecords {
    /// Numbers the units that rows and headers state, once for all records.
    func numberUnits(_ columns: [TableReader.Column], unitColumns: [TableReader.Column]) {
        let stated = unitColumns.map(\.column).filter(statesUnits)
        let ofTable = tableUnit()
        // 单位 | 本季度数据 | 单位 | 同比增长
        let ofGrowth = stated.dropFirst().first { unit in
            columns.contains { $0.column == unit + 1 && $0.terms.has(.growth) }
        }
        var last: String?
        for index in rows.indices {
            let row = rows[index].row
            let unit = columnUnit(row, stated.first, above: last)
            if let unit, last.map({ !TextFolding.isSame($0, unit) }) ?? true {
                last = unit
                units.note(inColumn: unit)
            }
            rows[index].lacksUnit = unit == nil && !stated.isEmpty
            rows[index].units = units.number(of: unit ?? looseUnit(rows[index]), rows[index].unit)
            rows[index].growthUnits = units.number(
                of: rows[index].growthUnit ?? columnUnit(row, ofGrowth, above: nil))
        }
        let unitLine = lineOfUnits()
        for column in columns {
            let general = column.terms.has([.purses, .levels]) ? ofTable.ofMoney : ofTable.any
            let ofLane = unitLine.flatMap { columnUnit($0, column.column, above: nil) }
            column.units = units.number(of: column.unit ?? ofLane ?? general)
            column.growthUnits = units.number(of: column.growthUnit)
        }
    }

    /// The unit that the headers above the labels state for the whole table: 资金支持（元）, 二级指标（单位：元）, or a
    /// cell 单位：元 among the headers.
    private func tableUnit() -> (any: String?, ofMoney: String?) {
        let table = reader.matcher.units
        // Sideways the section stands right before the labels.
        let first = labelColumns.first ?? 0
        let columns =
            view.isTransposed
            ? Array(max(0, first - 2)..<first) + labelColumns.ordered : reader.lines
        let sections: TermKinds = [.section, .fundingSection, .constructionSection]
        let found = headers.rows.lazy.flatMap { row in
            columns.lazy.compactMap { column -> String? in
                guard let cell = self.view.cell(row, column), let label = self.sheet.label(cell)
                else {
                    return nil
                }
                if label.terms.isEmpty {
                    return self.sheet.text(cell).flatMap { UnitNotes.unit(in: $0, table) }
                }
                let isOfLabels =
                    self.labelColumns.contains(column)
                    || (self.view.isTransposed && label.termSet.has(sections))
                return isOfLabels ? label.text.unit : nil
            }
        }.first
        let isOfMoney = found.map { table.concerns($0, reader.matcher.fundingUnit) } ?? false
        return (found, isOfMoney ? found : nil)
    }

    /// Sideways, the row before the keys that has a unit for each lane: 计量单位 above 元.
    private func lineOfUnits() -> Int? {
        guard view.isTransposed else { return nil }
        return headers.rows.last { row in
            labelColumns.ordered.contains {
                view.terms(row, $0)?.isOnly([.unitHeader]) ?? false
            }
        }
    }

    /// The unit in the row of an amount that does not keep to the table's columns.
    private func looseUnit(_ row: TableReader.Row) -> String? {
        guard !view.isTransposed, row.terms.has(.keys), !row.terms.has(.rows), let label = row.label
        else { return nil }
        let start = view.place(of: label).column
        let found = reader.lines.lazy.compactMap { column -> String? in
            guard column > start, let cell = self.view.cell(row.row, column) else { return nil }
            return self.sheet.label(cell)?.unitName
        }
        return found.first
    }

    /// What the unit column says of a row, understood or not; 〃 is what stands above.
    private func columnUnit(_ row: Int, _ unitColumn: Int?, above: String?) -> String? {
        guard let unitColumn, let cell = view.anchor(row, unitColumn), let text = sheet.text(cell)
        else { return nil }
        if let name = sheet.label(cell)?.unitName { return name }
        let name = UnitText.name(TextFolding.folded(text))
        if UnitText.isDitto(text) { return above ?? name }
        return name.contains(where: \.isLetter) ? name : nil
    }

    /// Whether a column is one of units: those of a list headed 单位 may be the offices that answer for it.
    private func statesUnits(_ column: Int) -> Bool {
        rows.contains { row in
            guard row.terms.has([.keys, .fundingRow, .fundingSection]),
                let cell = view.anchor(row.row, column)
            else { return false }
            return sheet.label(cell)?.unitName != nil
        }
    }
}

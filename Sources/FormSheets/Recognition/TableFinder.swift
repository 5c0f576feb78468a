import MonitoringForm
import Spreadsheet

/// A run of rows of a view whose labels name rows of the form.
struct KeyTable {
    typealias Key = (row: Int, column: Int, cell: Int)

    /// Row and column of each label cell that is a key, in order of rows.
    private(set) var keys: [Key] = []
    /// The column that most keys stand in.
    private(set) var keyColumn = 0
    private var counts: [Int: Int] = [:]

    init(_ key: Key) { append(key) }

    mutating func append(_ key: Key) {
        keys.append(key)
        let count = counts[key.column, default: 0] + 1
        counts[key.column] = count
        if count > counts[keyColumn] ?? 0 { keyColumn = key.column }
    }

    var firstRow: Int { keys.first?.row ?? 0 }
    var lastRow: Int { keys.last?.row ?? 0 }
}

/// Finds the tables of a sheet: labels of the form in columns (stacked) or in rows (roll-ups).
struct TableFinder {
    let sheet: SheetContents
    private let upright: TableView

    init(_ sheet: SheetContents) {
        self.sheet = sheet
        upright = TableView(sheet, transposed: false)
    }

    /// The tables of both orientations, each with the view to read it in.
    func tables() -> [(view: TableView, table: KeyTable)] {
        let keys = orientedKeys()
        let sideways = TableView(sheet, transposed: true)
        return group(keys.vertical, in: upright).map { (upright, $0) }
            + group(keys.horizontal, in: sideways).map { (sideways, $0) }
    }

    // MARK: Which way labels run

    private func orientedKeys() -> (vertical: [Int], horizontal: [Int]) {
        var rowTerms: [Int: Set<Term>] = [:]
        var columnTerms: [Int: Set<Term>] = [:]
        var candidates: [Int] = []
        for (index, label) in sheet.labels.enumerated() {
            guard let label, label.hasKey, isKeyCell(index, label) else { continue }
            candidates.append(index)
            let place = upright.place(of: index)
            for term in label.terms where term.isKey {
                rowTerms[place.row, default: []].insert(term)
                columnTerms[place.column, default: []].insert(term)
            }
        }
        var vertical: [Int] = []
        var horizontal: [Int] = []
        for index in candidates {
            guard let label = sheet.labels[index] else { continue }
            let place = upright.place(of: index)
            let inRow = rowTerms[place.row] ?? []
            let inColumn = columnTerms[place.column] ?? []
            let isRowLabel: Bool
            if label.indicator != nil || label.work != nil {
                isRowLabel = count(inColumn, isRow) >= count(inRow, isRow)
            } else if label.terms.contains(where: isLevel) {
                let (across, down) = (count(inRow, isLevel), count(inColumn, isLevel))
                isRowLabel = across == down ? !isCovered(place) : down > across
            } else {
                // 实际拨付金额 heads columns where levels run down, or has rows of its own.
                let (across, down) = (count(inRow, isPurse), count(inColumn, isPurse))
                if across == down {
                    isRowLabel = count(inColumn, isRow) > 0
                } else {
                    isRowLabel = down > across
                }
            }
            if isRowLabel { vertical.append(index) } else { horizontal.append(index) }
        }
        // Where the levels run down, the purses above them are headers, not keys.
        let hasLevels = { (indices: [Int]) in
            indices.contains { self.sheet.labels[$0]?.terms.contains(where: isLevel) ?? false }
        }
        if hasLevels(vertical), !hasLevels(horizontal) {
            horizontal.removeAll { index in
                guard let label = sheet.labels[index] else { return true }
                return !label.terms.contains(where: isRow)
            }
        }
        // And where they run across, purses down the side head the rows of figures.
        if hasLevels(horizontal), !hasLevels(vertical) {
            vertical.removeAll { index in
                guard let label = sheet.labels[index] else { return true }
                return !label.terms.contains(where: isRow)
            }
        }
        return (vertical, horizontal)
    }

    private func count(_ terms: Set<Term>, _ isCounted: (Term) -> Bool) -> Int {
        terms.count(where: isCounted)
    }

    /// 省级 is a level of money or of the complex, 县（市、区） money or a place: only near 拨付 or 使用支出
    /// are they money.
    private func isKeyCell(_ index: Int, _ label: LabelMatch) -> Bool {
        guard label.terms.contains(where: isLevel), label.indicator == nil, label.work == nil,
            !label.terms.contains(where: isPurse)
        else { return true }
        let place = upright.place(of: index)
        for row in stride(from: place.row - 1, through: max(0, place.row - 12), by: -1) {
            guard let above = upright.label(row, place.column) else { continue }
            if above.identity != nil && !above.terms.contains(where: isLevel) { return false }
            if above.terms.contains(where: isPurse) || above.terms.contains(.fundSourceHeader) {
                return true
            }
            if above.hasHeader && !above.terms.contains(.indicatorHeader) { break }
        }
        return isCovered(place) || isBesidePurse(place)
    }

    /// Whether 实际拨付金额 or 实际使用支出金额 stands above, merged or not, within three rows.
    private func isCovered(_ place: (row: Int, column: Int)) -> Bool {
        for row in max(0, place.row - 3)..<max(0, place.row) {
            for column in stride(from: place.column, through: max(0, place.column - 4), by: -1) {
                guard let label = upright.label(row, column) else {
                    if upright.anchor(row, column) == nil { continue }
                    break
                }
                if label.terms.contains(where: isPurse) { return true }
                break
            }
        }
        return false
    }

    /// Whether the row, or a header row above it, speaks of money paid or spent.
    private func isBesidePurse(_ place: (row: Int, column: Int)) -> Bool {
        // Rows of 拨付 and 支出 may also stand below the levels, to their left.
        for row in (place.row + 1)...(place.row + 3) {
            for column in max(0, place.column - 4)..<max(1, place.column) {
                if upright.label(row, column)?.terms.contains(where: isPurse) ?? false {
                    return true
                }
            }
        }
        for row in max(0, place.row - 8)...place.row {
            for column in max(0, place.column - 3)...(place.column + 4) {
                guard let label = upright.label(row, column) else { continue }
                if label.terms.contains(where: isPurse) || label.terms.contains(.fundingSection) {
                    return row == place.row || column >= place.column - 1
                }
            }
        }
        return false
    }

    // MARK: Runs of keys

    private func group(_ cells: [Int], in view: TableView) -> [KeyTable] {
        let keys = cells.map { cell in
            let place = view.place(of: cell)
            return (row: place.row, column: place.column, cell: cell)
        }.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
        var tables: [KeyTable] = []
        // Tables that a key may still join, so that a sheet of thousands costs no more per key.
        var open: [Int] = []
        for key in keys {
            open.removeAll { key.row - tables[$0].lastRow > 20 }
            let found = open.last { index in
                abs(tables[index].keyColumn - key.column) <= 3
                    && !isBroken(tables[index], before: key, in: view)
            }
            if let found {
                tables[found].append(key)
            } else {
                open.append(tables.count)
                tables.append(KeyTable(key))
            }
        }
        return tables
    }

    /// Whether a header or a new name stands between a table and the next key.
    private func isBroken(
        _ table: KeyTable, before key: KeyTable.Key, in view: TableView
    ) -> Bool {
        guard key.row > table.lastRow + 1 else { return false }
        let first = max(view.columns.lowerBound, min(table.keyColumn, key.column) - 3)
        let columns = first...max(first, key.column + 6)
        for row in (table.lastRow + 1)..<key.row {
            var measures = 0
            for column in columns {
                guard let cell = view.cell(row, column), let label = sheet.labels[cell] else {
                    continue
                }
                // One measure may label its row; several head columns.
                if label.hasMeasure { measures += 1 }
                if measures > 1, !view.isTransposed { return true }
                let isHeader = label.terms.contains { term in
                    switch term {
                    case .indicatorHeader, .sectionHeader, .fundingRow: true
                    case .unitHeader, .statusHeader, .disbursed, .spent, .identity(.complexName):
                        // A roll-up has its measures and identity columns between its keys.
                        !view.isTransposed
                    default: false
                    }
                }
                if isHeader { return true }
            }
        }
        return false
    }
}

private func isLevel(_ term: Term) -> Bool {
    if case .fundingLevel = term { true } else { false }
}

private func isPurse(_ term: Term) -> Bool { term == .disbursed || term == .spent }

private func isRow(_ term: Term) -> Bool {
    switch term {
    case .indicator, .work: true
    default: false
    }
}

import MonitoringForm
import Spreadsheet

/// Reads one table: which rows and columns are labels, which columns are whose figures.
///
/// Works in the sense of its view: rows carry the rows of the form, columns their figures. Sideways, that
/// is a roll-up, whose columns are the complexes.
final class TableReader {
    let view: TableView
    let table: KeyTable
    let matcher: LabelMatcher
    /// Columns that belong to this table, its neighbours left out.
    let extent: ClosedRange<Int>
    /// Those of them in which anything stands.
    let lines: [Int]
    /// Other tables in the same view, which end this one.
    let neighbours: NeighbouringTables

    let names: ComplexName
    /// Records that are read; whoever asks refuses a table that has so many.
    let mostRecords: Int
    let stated: SheetStatement
    /// Lines behind the keys that are looked through for what belongs to the table.
    let reach: Int

    /// Whether no indicator and no work is among the keys.
    let isOfMoney: Bool

    /// What a header says where figures (or statuses, or notes) stand below it.
    let columnTerms: TermKinds
    /// What makes a cell among the rows a label rather than a figure.
    let rowTerms: TermKinds

    var sheet: SheetContents { view.sheet }

    init(
        view: TableView, table: KeyTable, matcher: LabelMatcher, extent: ClosedRange<Int>,
        neighbours: NeighbouringTables, names: ComplexName, mostRecords: Int,
        stated: SheetStatement, tables: Int
    ) {
        self.view = view
        self.table = table
        self.matcher = matcher
        self.extent = extent
        let worth = TableReader.worth(of: view.sheet) / max(1, tables)
        lines = TableReader.lines(of: table, extent, view, worth)
        reach = max(64, worth / 16)
        self.neighbours = neighbours
        self.names = names
        self.mostRecords = mostRecords
        self.stated = stated
        let always: TermKinds = [
            .rows, .section, .constructionSection, .fundingSection, .fundingRow, .periods, .growth,
            .value, .purses, .levels, .total, .ignoredMeasure,
        ]
        isOfMoney = !table.keys.contains { view.sheet.has(.rows, $0.cell) }
        // What labels an amount of money is neither a work nor a period above it.
        let foreign: TermKinds = isOfMoney ? [.rows, .periods, .growth, .value] : []
        if view.isTransposed {
            // In a roll-up the others stand in the record's own cells.
            columnTerms = [.purses, .statusHeader]
            rowTerms = always.union([.statusHeader, .noteHeader]).subtracting(foreign)
        } else {
            columnTerms = [
                .purses, .statusHeader, .periods, .growth, .value, .completeMark, .incompleteMark,
                .levels,
            ]
            rowTerms = always.subtracting(foreign)
        }
    }

    /// Places of a sheet that its tables may be looked for in, all together.
    private static func worth(of sheet: SheetContents) -> Int {
        max(1 << 20, 16 * sheet.grid.cells.count)
    }

    /// How far from its keys a table reaches: where the rows and columns of all tables cross in a multiple of the sheet's
    /// cells, most of that is blank or another table's, and what is far from the keys is not theirs.
    private static func lines(
        of table: KeyTable, _ extent: ClosedRange<Int>, _ view: TableView, _ worth: Int
    ) -> [Int] {
        let used = view.usedColumns(extent)
        let rows = max(1, table.lastRow - table.firstRow)
        let most = max(64, worth / rows)
        guard used.count > most else { return Array(used) }
        let before = used.count { $0 < table.keyColumn }
        let first = max(0, min(before - most / 8, used.count - most))
        return Array(used.dropFirst(first).prefix(most))
    }

    /// For each header the column that was asked for last, and the filled one before it.
    private var filledColumns: [Int: (asked: Int, found: Int?)] = [:]

    /// Whether any key is a level of money.
    private(set) lazy var hasLevels = table.keys.contains { sheet.has(.levels, $0.cell) }

    /// Whether all keys are works.
    private(set) lazy var isOfWorks = table.keys.allSatisfy { sheet.has(.work, $0.cell) }

    /// Enough of the keys to tell what stands beside them.
    private(set) lazy var sample: [KeyTable.Key] = {
        let step = table.keys.count / 512 + 1
        return step == 1
            ? table.keys : stride(from: 0, to: table.keys.count, by: step).map { table.keys[$0] }
    }()

    // MARK: Structure

    /// A row of the table with what its labels say. One thread reads a table: access need not be checked.
    final class Row {
        let row: Int
        @exclusivity(unchecked) var terms = TermSet()
        /// The cell that names the row: the key's, or the last label.
        var label: Int?
        var unit: String?
        /// The unit of the label that says it is a growth: 同比增长（‰）.
        var growthUnit: String?
        var hint = MeasureHint()
        /// What its label and the unit column say, among the units of the table.
        var units = UnitLists.none
        var growthUnits = UnitLists.none
        /// Whether the unit column is blank here.
        var lacksUnit = false

        init(row: Int) { self.row = row }
    }

    /// A column that may hold figures, with what stands above it.
    final class Column {
        let column: Int
        @exclusivity(unchecked) fileprivate(set) var terms = TermSet()
        fileprivate(set) var labels: [Int] = []
        /// Header texts that are no terms: names of complexes.
        fileprivate(set) var headings: [Int] = []
        fileprivate(set) var unit: String?
        /// The unit of the label that says it is a growth: 同比增长（‰）.
        fileprivate(set) var growthUnit: String?
        fileprivate(set) var hint = MeasureHint()
        /// Whether figures that nobody can name stand right before it.
        var followsStranger = false
        /// The unit of the header, among the units of the table.
        var units = UnitLists.none
        var growthUnits = UnitLists.none

        init(column: Int) { self.column = column }

        /// What stands above the column names nobody.
        func forgetHeadings() { headings = [] }
    }

    func fragments() -> [Fragment] {
        let labelColumns = findLabelColumns()
        guard let lastLabel = labelColumns.last else { return [] }
        let headers = headerRows(labelColumns: labelColumns)
        let rows = tableRows(labelColumns: labelColumns, headers: headers)
        // Upright, a unit or the figures may stand left of the labels; sideways, what lies above the
        // labels is another table or a title.
        let columns = lines.prefix { $0 <= lastLabel || !beginsWithLabel($0) }.filter {
            !labelColumns.contains($0) && !(view.isTransposed && $0 < lastLabel)
                && !continuesColumn($0, headers.rows)
        }.map { column($0, headers: headers.rows) }
        if let lists = listed(rows, columns, headers, labelColumns) { return lists }
        let records = TableRecords(
            reader: self, rows: rows, headers: headers, labelColumns: labelColumns)
        if columns.contains(where: { $0.terms.has(columnTerms) }) {
            return records.measured(columns)
        }
        return records.lanes(columns.filter { $0.column > lastLabel })
    }

    /// Whether a line of a roll-up begins with an indicator, a work or an amount: a form stands on its side below.
    private func beginsWithLabel(_ lane: Int) -> Bool {
        guard view.isTransposed, !isOfMoney else { return false }
        // Of a roll-up only what it is known by stands before its figures.
        let lead = max(view.rows.lowerBound, table.firstRow - 64)..<max(0, table.firstRow)
        return lead.contains { row in
            view.cell(row, lane).map { sheet.has([.rows, .purses, .indicatorHeader], $0) } ?? false
        }
    }

    /// Whether a column is only the rest of merged cells: under a header two columns wide it is no figure of its own.
    private func continuesColumn(_ column: Int, _ headers: [Int]) -> Bool {
        guard !view.isTransposed,
            headers.contains(where: { view.cell($0, column) == nil && view.isMerged($0, column) })
        else { return false }
        return !headers.contains { view.cell($0, column) != nil }
            && !table.keys.contains { view.cell($0.row, column) != nil }
    }

    // MARK: Rows

    private func tableRows(labelColumns: LineSet, headers: Headers) -> [Row] {
        var rows: [Row] = []
        let keyRows = LineSet(table.keys.map(\.row))
        let first =
            view.isTransposed ? table.firstRow : (headers.rows.last ?? table.firstRow - 1) + 1
        var previous: Row?
        let from = max(first, view.rows.lowerBound)
        for row in headers.unknown + view.usedRows(from...max(from, lastRow(labelColumns))) {
            if headers.identity.contains(where: { $0.row == row }) { continue }
            if !view.isTransposed, !keyRows.contains(row), isColumnNumbers(row) { continue }
            let described = describe(row, labelColumns.ordered)
            // What follows the label of another figure is no further measure of the indicator before.
            if isOfStranger(row), !described.terms.has(.keys) { previous = nil }
            if !keyRows.contains(row), !described.terms.has(.keys) {
                inherit(from: previous, into: described)
            } else if described.terms.has([.levels, .total]), !described.terms.has(.purses),
                let purse = previous?.terms.purse, hasMergeLost(row, labelColumns)
            {
                described.terms.insert(purse)
                described.unit = described.unit ?? previous?.unit
            }
            rows.append(described)
            if described.terms.has(.keys) { previous = described }
        }
        takeLevelsAsDisbursed(rows)
        for row in rows { takePart(row, labelColumns) }
        return rows
    }

    private func hasMergeLost(_ row: Int, _ labelColumns: LineSet) -> Bool {
        labelColumns.ordered.contains { view.anchor(row, $0) == nil }
    }

    /// Whether a label that the form does not know stands among the keys.
    func isOfStranger(_ row: Int) -> Bool {
        guard let cell = view.anchor(row, table.keyColumn), sheet.text(cell) != nil else {
            return false
        }
        return sheet.terms(cell)?.isEmpty ?? false
    }

    /// A row that says only which measure it is belongs to the indicator above (its merge was lost).
    private func inherit(from previous: Row?, into row: Row) {
        guard let previous, row.terms.has(.measures), !row.terms.has(.total),
            let key = previous.terms.key
        else { return }
        row.terms.insert(key)
        row.unit = row.unit ?? previous.unit
    }

    /// The last row that still belongs to the table: unknown rows may follow the last key.
    private func lastRow(_ labelColumns: LineSet) -> Int {
        var last = table.lastRow
        if let span = view.span(last, table.keyColumn) { last = max(last, span.rows.upperBound) }
        let isOfIndicators = table.keys.contains { sheet.has(.indicator, $0.cell) }
        last = max(last, trailingLabels(from: last, labelColumns))
        guard isOfIndicators else { return lastWork(from: last) }
        if view.isTransposed {
            let end = max(last, (neighbours.firstRow(below: last) ?? .max) - 1)
                .clamped(to: view.rows)
            return view.usedRows(last...max(last, end)).prefix(reach).last ?? last
        }
        // Thousands of rows that the form does not know, across thousands of columns, are another list.
        let mostUnknown = max(256, TableReader.worth(of: sheet) / max(1, lines.count))
        let end = min(view.rows.upperBound, last + mostUnknown)
        var row = last + 1
        while row <= end, !neighbours.haveKey(inRow: row) {
            guard let cell = view.cell(row, table.keyColumn), let terms = sheet.terms(cell),
                !terms.has([.headers, .identity]), hasFigures(row, labelColumns)
            else { break }
            let isOther = lines.contains { column in
                view.terms(row, column)?.has([.identity, .purses]) ?? false
            }
            if isOther { break }
            last = row
            row += 1
        }
        return last
    }

    /// The last of the rows below that speak of works in words of their own.
    private func lastWork(from last: Int) -> Int {
        guard !view.isTransposed, isOfWorks else { return last }
        var row = last
        while row - last < 12, !neighbours.haveKey(inRow: row + 1),
            let cell = view.cell(row + 1, table.keyColumn), sheet.terms(cell)?.isEmpty ?? false,
            let text = sheet.text(cell), matcher.work(spokenOfIn: text) != nil
        {
            row += 1
        }
        return row
    }

    /// Rows below the last key that are its further measures, or the sum of the levels of money.
    private func trailingLabels(from last: Int, _ labelColumns: LineSet) -> Int {
        var row = last + 1
        while row <= view.rows.upperBound, row - last <= 4, !neighbours.haveKey(inRow: row) {
            let labels = labelColumns.ordered.compactMap { view.cell(row, $0) }
            guard !labels.isEmpty,
                labels.allSatisfy({ sheet.has([.measures, .total, .noteHeader], $0) })
                    || isBelowPurse(row, labelColumns)
            else { break }
            row += 1
        }
        return row - 1
    }

    private func hasFigures(_ row: Int, _ labelColumns: LineSet) -> Bool {
        lines.contains { column in
            guard column > table.keyColumn, !labelColumns.contains(column),
                let cell = view.cell(row, column)
            else { return false }
            return sheet.isNumber(cell)
        }
    }

    private func describe(_ row: Int, _ labelColumns: [Int]) -> Row {
        let result = Row(row: row)
        var last: Int?
        for column in labelColumns {
            guard let cell = view.anchor(row, column), sheet.terms(cell) != nil else { continue }
            last = cell
            guard let label = sheet.label(cell) else { continue }
            result.terms.formUnion(label.termSet)
            if let unit = (label.terms.isEmpty ? label.unitName : nil) ?? label.text.unit {
                // 同比% states the unit of the growth alone.
                if label.hasKey || !label.termSet.has(.growth) { result.unit = unit }
                if label.termSet.has(.growth) { result.growthUnit = unit }
            }
            result.hint.add(label.measure)
            if label.hasKey { result.label = cell }
        }
        if result.label == nil { result.label = last ?? view.anchor(row, table.keyColumn) }
        return result
    }

    // MARK: Columns

    func column(_ column: Int, headers: [Int]) -> Column {
        let result = Column(column: column)
        // Above what says which kind of figure stands below, a blank header goes on with the one to its left.
        let lowest = headers.last { row in
            view.terms(row, column)?.has([.measures, .total, .levels]) ?? false
        }
        for row in headers {
            guard
                let cell = view.anchor(row, column)
                    ?? (row < lowest ?? 0 ? filledFromLeft(row, column) : nil)
            else { continue }
            if result.labels.contains(cell) || result.headings.contains(cell) { continue }
            guard let label = sheet.label(cell), !label.termSet.isEmpty else {
                if !view.isTransposed, let unit = sheet.label(cell)?.unitName {
                    // A row of units below the header.
                    if result.terms.has(.growth) {
                        result.growthUnit = unit
                    } else {
                        result.unit = result.unit ?? unit
                    }
                    continue
                }
                if view.isTransposed, isYear(cell), let label = sheet.label(cell) {
                    result.hint.add(label.measure)
                }
                if sheet.text(cell) != nil { result.headings.append(cell) }
                continue
            }
            result.labels.append(cell)
            result.terms.formUnion(label.termSet)
            if let unit = label.text.unit {
                result.unit = unit
                if label.termSet.has(.growth) { result.growthUnit = unit }
            }
            result.hint.add(label.measure)
        }
        return result
    }

    /// The header to the left that a blank one continues, where its merge was lost: there is a label of a
    /// lower level below the blank.
    private func filledFromLeft(_ row: Int, _ column: Int) -> Int? {
        guard !view.isMerged(row, column) else { return nil }
        // No group of the form is wider than all of its measures.
        let nearest = max(extent.lowerBound, column - 256)
        if let left = filledColumn(row, before: column), left >= nearest {
            guard let cell = view.anchor(row, left) else { return nil }
            // A merged header says itself how far it goes.
            guard !view.isMerged(row, left), let terms = sheet.terms(cell) else { return nil }
            let isGroup = terms.isOnly([.periods, .group, .purses, .section, .indicator])
            return isGroup ? cell : nil
        }
        return nil
    }

    /// The last column before another, of those that a group may be wide, in which anything stands in a row. What was
    /// found for a column to the left is gone on from, or each of thousands would look through the blanks of all.
    private func filledColumn(_ row: Int, before column: Int) -> Int? {
        let known = filledColumns[row].flatMap { $0.asked <= column ? $0 : nil }
        let nearest = max(extent.lowerBound, column - 256, known?.asked ?? 0)
        var found = known?.found
        for left in stride(from: column - 1, through: nearest, by: -1)
        where view.anchor(row, left) != nil {
            found = left
            break
        }
        filledColumns[row] = (column, found)
        return found
    }
}

extension Int {
    fileprivate func clamped(to range: ClosedRange<Int>) -> Int {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}

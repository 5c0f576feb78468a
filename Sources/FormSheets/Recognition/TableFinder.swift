import MonitoringForm
import Spreadsheet

/// A run of rows of a view whose labels name rows of the form.
struct KeyTable {
    typealias Key = (row: Int, column: Int, cell: Int)

    /// Columns by which the keys of a table may be apart.
    static let spread = 3

    /// Row and column of each label cell that is a key, in order of rows.
    private(set) var keys: [Key] = []
    /// The column that most keys stand in.
    private(set) var keyColumn = 0
    /// How many keys stand in each column that has any.
    private var counts: [(column: Int, keys: Int)] = []
    private var highest = 0
    /// Whether each key has its number right beside it, and no header above.
    private(set) var isOfPairs = false

    private(set) var firstRow: Int
    private(set) var lastRow: Int

    init(_ key: Key, isOfPairs: Bool = false) {
        self.isOfPairs = isOfPairs
        (firstRow, lastRow) = (key.row, key.row)
        append(key)
    }

    mutating func append(_ key: Key) {
        keys.append(key)
        lastRow = key.row
        let known = counts.firstIndex { $0.column == key.column }
        if known == nil { counts.append((key.column, 0)) }
        let index = known ?? counts.count - 1
        counts[index].keys += 1
        if counts[index].keys > highest {
            highest = counts[index].keys
            keyColumn = key.column
        }
    }

    /// The table without its keys from a row on, and those.
    func cut(from row: Int) -> (above: KeyTable, below: KeyTable)? {
        let position = position(of: row)
        guard position > 0, position < keys.count else { return nil }
        var above = KeyTable(keys[0])
        for key in keys[1..<position] { above.append(key) }
        var below = KeyTable(keys[position])
        for key in keys[(position + 1)...] { below.append(key) }
        return (above, below)
    }

    /// Columns that keys stand in, from left to right.
    var columns: [Int] { counts.map(\.column).sorted() }

    /// The first row with a key from a row on.
    func firstRow(from row: Int) -> Int? {
        let index = position(of: row)
        return index < keys.count ? keys[index].row : nil
    }

    /// The last row with a key before a row.
    func lastRow(before row: Int) -> Int? {
        let index = position(of: row)
        return index > 0 ? keys[index - 1].row : nil
    }

    /// The position of the first key that does not stand above a row.
    private func position(of row: Int) -> Int {
        var (low, high) = (0, keys.count)
        while low < high {
            let middle = (low + high) / 2
            if keys[middle].row < row { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Where a table stands among others, without its keys: each is held against dozens of them.
struct TableOutline {
    let firstRow: Int
    let lastRow: Int
    let keyColumn: Int
    /// The first row that its headers may stand in: they reach a few rows above the first key.
    let top: Int

    init(_ table: KeyTable) {
        (firstRow, lastRow, keyColumn) = (table.firstRow, table.lastRow, table.keyColumn)
        top = max(0, table.firstRow - (table.isOfPairs ? 0 : 4))
    }
}

/// Finds the tables of a sheet: labels of the form in columns (stacked) or in rows (roll-ups).
struct TableFinder {
    let sheet: SheetContents
    let upright: TableView
    /// Cells that are labels of the form but head whole tables.
    private let headings: Set<Int>

    init(_ sheet: SheetContents, headings: Set<Int> = []) {
        self.sheet = sheet
        self.headings = headings
        upright = TableView(sheet, transposed: false)
    }

    /// The tables of both orientations, each with the view to read it in.
    func tables() -> [(view: TableView, table: KeyTable)] {
        let keys = orientedKeys()
        let sideways = TableView(sheet, transposed: true)
        return group(keys.vertical, in: upright, pairRows: keys.pairRows).map { (upright, $0) }
            + group(keys.horizontal, in: sideways, pairRows: []).map { (sideways, $0) }
    }

    // MARK: Which way labels run

    private func orientedKeys() -> (vertical: [Int], horizontal: [Int], pairRows: Set<Int>) {
        var candidates: [Int] = []
        /// For each column the last row with a level of money: lists of them are longer than what a header is looked for in.
        var lastLevels: [Int: Int] = [:]
        for cell in sheet.grid.cells.indices
        where sheet.has(.keys, cell) && !headings.contains(cell) {
            guard let terms = sheet.terms(cell) else { continue }
            let place = upright.place(of: cell)
            let isListed =
                terms.has(.levels) && lastLevels[place.column].map { place.row - $0 <= 3 } ?? false
            guard isKeyCell(cell, terms, goesOn: isListed) else { continue }
            candidates.append(cell)
            if terms.has(.levels) { lastLevels[place.column] = place.row }
        }
        let lines = KeyLines(sheet, candidates)
        let pairRows = pairRows(among: candidates)
        var vertical: [Int] = []
        var horizontal: [Int] = []
        for index in candidates {
            guard let terms = sheet.terms(index) else { continue }
            let place = upright.place(of: index)
            let inRow = lines.row(place.row)
            let inColumn = lines.column(place.column)
            let isRowLabel: Bool
            if terms.has(.rows) {
                // Works may run across below indicators that run down.
                let isDown =
                    terms.has(.indicator)
                    ? inColumn.indicatorCount >= inRow.indicatorCount
                    : inColumn.workCount >= inRow.workCount
                isRowLabel = isDown && !headsMeasures(place)
            } else if pairRows.contains(place.row), isAmount(index) {
                isRowLabel = true
            } else if terms.has(.levels) {
                let (across, down) = (inRow.count(of: .levels), inColumn.count(of: .levels))
                isRowLabel = across == down ? !isCovered(place) : down > across
            } else {
                // 实际拨付金额 heads columns where levels run down, or has rows of its own.
                let (across, down) = (inRow.count(of: .purses), inColumn.count(of: .purses))
                if across == down {
                    isRowLabel = inColumn.rowCount > 0
                } else {
                    isRowLabel = down > across
                }
            }
            if isRowLabel { vertical.append(index) } else { horizontal.append(index) }
        }
        // Where the levels run down, the purses above them are headers, not keys.
        let levelsRunDown = vertical.contains { sheet.has(.levels, $0) }
        let levelsRunAcross = horizontal.contains { sheet.has(.levels, $0) }
        if levelsRunDown, !levelsRunAcross { horizontal.removeAll { !sheet.has(.rows, $0) } }
        // And where they run across, purses down the side head the rows of figures.
        if levelsRunAcross, !levelsRunDown { vertical.removeAll { !sheet.has(.rows, $0) } }
        return (vertical, horizontal, pairRows)
    }

    /// Whether a label says by itself which amount of money it names: 省级资金到位, 实际使用支出.
    private func isAmount(_ index: Int) -> Bool {
        guard let terms = sheet.terms(index), !terms.has(.rows) else { return false }
        return FragmentBuilder.money(terms) != nil
    }

    /// Rows in which several amounts stand, each with its number behind it: 省级资金到位 | 500 | 市级资金到位 | 200.
    private func pairRows(among candidates: [Int]) -> Set<Int> {
        var counts: [Int: Int] = [:]
        for cell in candidates where isPaired(cell) {
            counts[upright.place(of: cell).row, default: 0] += 1
        }
        return Set(counts.filter { $0.value > 1 }.keys)
    }

    /// Whether a number stands right beside the label of an amount.
    private func isPaired(_ index: Int) -> Bool {
        guard isAmount(index) else { return false }
        let place = upright.place(of: index)
        let last = upright.span(place.row, place.column)?.columns.upperBound ?? place.column
        return upright.cell(place.row, last + 1).map(sheet.isNumber) ?? false
    }

    /// Whether measures stand right below a label, which heads columns then, however many labels are further down.
    private func headsMeasures(_ place: (row: Int, column: Int)) -> Bool {
        guard let span = upright.span(place.row, place.column), span.columns.count > 1 else {
            return false
        }
        let below = span.rows.upperBound + 1
        return (below...below + 1).contains { row in
            // No group of the form is wider than all of its measures.
            span.columns.prefix(256).contains { column in
                guard let cell = upright.cell(row, column) else { return false }
                return sheet.has([.periods, .growth], cell) && !sheet.has(.keys, cell)
            }
        }
    }

    // MARK: Runs of keys

    private func group(
        _ cells: [Int], in view: TableView, pairRows: Set<Int>
    ) -> [KeyTable] {
        var keys = cells.map { cell in
            let place = view.place(of: cell)
            return (row: place.row, column: place.column, cell: cell)
        }
        // Upright they are in order already, as cells are.
        if view.isTransposed { keys.sort { ($0.row, $0.column) < ($1.row, $1.column) } }
        var tables: [KeyTable] = []
        /// For each table whether it has indicators or works.
        var haveRows: [Bool] = []
        var open = OpenTables(ofRollUps: view.isTransposed)
        for key in keys {
            let hasRows = sheet.has(.rows, key.cell)
            let isPair = pairRows.contains(key.row)
            let found = open.nearest(to: key.column, above: key.row, in: tables) { index in
                // Works across and amounts below them are two tables; in a roll-up both head its columns.
                let isMixed = view.isTransposed && hasRows != haveRows[index]
                return abs(tables[index].keyColumn - key.column) <= (isMixed ? 2 : KeyTable.spread)
                    && !(hasRows && hasRow(tables[index], beside: key, in: view))
                    && !(isPair && (!tables[index].isOfPairs || tables[index].lastRow == key.row))
                    && !(view.isTransposed && hasRecords(tables[index], above: key, in: view))
                    && !isBroken(tables[index], before: key, in: view)
            }
            if let found {
                let column = tables[found].keyColumn
                tables[found].append(key)
                open.move(found, from: column, to: tables[found].keyColumn)
                haveRows[found] = haveRows[found] || hasRows
            } else {
                open.insert(tables.count, column: key.column)
                tables.append(KeyTable(key, isOfPairs: isPair))
                haveRows.append(hasRows)
            }
        }
        return view.isTransposed ? tables : withPairedWorks(tables).flatMap(withMoneyApart)
    }

    /// A table, cut in two where its works and its amounts can have no column in common: units stand behind the amounts
    /// and statuses behind the works, or the amounts are levels below 实际拨付金额 and the works have no header.
    private func withMoneyApart(_ table: KeyTable) -> [KeyTable] {
        guard let work = table.keys.first(where: { sheet.has(.work, $0.cell) }),
            let money = table.keys.first(where: { key in
                sheet.has([.levels, .purses], key.cell) && !sheet.has(.rows, key.cell)
            }),
            !sheet.has(.purses, money.cell) && money.row < work.row
                && money.column == work.column
                || isUnit(beside: money)
                    && table.keys.contains(where: {
                        sheet.has(.work, $0.cell) && isStatus(beside: $0)
                    }),
            let (above, below) = table.cut(from: max(work.row, money.row))
        else { return [table] }
        return [above, below]
    }

    private func isUnit(beside key: KeyTable.Key) -> Bool {
        upright.cell(key.row, key.column + 1).flatMap { sheet.label($0)?.unitName } != nil
    }

    /// 完成, or √ below it; a dash may stand where units do.
    private func isStatus(beside key: KeyTable.Key) -> Bool {
        guard let cell = upright.cell(key.row, key.column + 1) else { return false }
        return sheet.isFilledIn(cell) && !isUnit(beside: key)
    }

    /// The tables, with those cut in two that have indicators and, below them, works with others beside them.
    private func withPairedWorks(_ tables: [KeyTable]) -> [KeyTable] {
        let works = tables.filter { table in table.keys.allSatisfy { sheet.has(.work, $0.cell) } }
        guard !works.isEmpty, works.count < tables.count, tables.count <= 64 else { return tables }
        return tables.flatMap { table -> [KeyTable] in
            guard let start = table.keys.first(where: { sheet.has(.work, $0.cell) })?.row,
                start > table.firstRow,
                works.contains(where: { $0.firstRow >= start && $0.firstRow <= table.lastRow }),
                let (above, below) = table.cut(from: start)
            else { return [table] }
            return [above, below]
        }
    }

    /// Whether a table has a row of the form in the row of a key: then that begins a table of its own, beside it or, of a
    /// roll-up whose header is repeated, below it. Upright, one indicator twice in a row is two measures of it.
    private func hasRow(
        _ table: KeyTable, beside key: KeyTable.Key, in view: TableView
    ) -> Bool {
        table.keys.reversed().lazy.prefix { $0.row == key.row }.contains { other in
            guard other.column != key.column, let terms = sheet.terms(other.cell),
                terms.has(.rows)
            else { return false }
            return view.isTransposed || terms.row != sheet.terms(key.cell)?.row
        }
    }

    /// Whether what is filled in stands between the heads of a roll-up and a key below them, which heads another table.
    private func hasRecords(
        _ table: KeyTable, above key: KeyTable.Key, in view: TableView
    ) -> Bool {
        guard key.column > table.keyColumn + 1 else { return false }
        return table.keys.prefix(8).contains { head in
            (head.column + 1..<max(head.column + 1, key.column)).contains { line in
                guard let cell = view.cell(head.row, line) else { return false }
                return sheet.isFilledIn(cell) && !sheet.has([.keys, .measures], cell)
            }
        }
    }

    /// Whether the names below a header are others, line by line, than those before the keys of a roll-up: a table beside
    /// it, in an order of its own.
    private func hasOtherNames(_ header: Int, than table: KeyTable, in view: TableView) -> Bool {
        let place = view.place(of: header)
        let before = max(view.rows.lowerBound, table.firstRow - 12)..<table.firstRow
        let own = before.first { row in
            view.terms(row, place.column)?.has(.complexName) ?? false
        }
        guard let own else { return false }
        return (1...8).contains { distance in
            guard let one = view.cell(own, place.column + distance).flatMap({ sheet.text($0) }),
                let two = view.cell(place.row, place.column + distance).flatMap({ sheet.text($0) })
            else { return false }
            return !TextFolding.isSame(one, two)
        }
    }

    /// Whether a header or a new name stands between a table and the next key.
    private func isBroken(
        _ table: KeyTable, before key: KeyTable.Key, in view: TableView
    ) -> Bool {
        guard key.row > table.lastRow + 1 else { return false }
        let first = max(view.columns.lowerBound, min(table.keyColumn, key.column) - 3)
        let columns = first...max(first, key.column + 6)
        for row in view.usedRows(table.lastRow + 1...key.row - 1) {
            var measures = 0
            for column in columns {
                guard let cell = view.cell(row, column), let terms = sheet.terms(cell) else {
                    continue
                }
                if view.isTransposed, terms.has(.complexName), !terms.has(.keys),
                    hasOtherNames(cell, than: table, in: view)
                {
                    return true
                }
                // One measure may label its row; several head columns.
                if terms.has(.measures) { measures += 1 }
                if measures > 1, !view.isTransposed { return true }
                // A roll-up has its measures and identity columns between its keys.
                let isHeader =
                    terms.has([.indicatorHeader, .sectionHeader, .fundingRow])
                    || (!view.isTransposed
                        && terms.has([.unitHeader, .statusHeader, .purses, .complexName]))
                if isHeader { return true }
            }
        }
        return false
    }
}

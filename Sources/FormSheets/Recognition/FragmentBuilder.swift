import MonitoringForm
import Spreadsheet

/// Collects the entries of one complex from one table.
struct FragmentBuilder {
    private let reader: TableReader
    private let units: UnitLists
    private let labelColumns: LineSet
    private var entries: [Entry] = []
    /// Those with a blank place, once there are many entries.
    private var blankTargets = Set<Target>()
    private static let manyEntries = 1_024
    private var rowKeys = RowSet()
    private var lastKey: RowKey?
    private var fuzzy: [(cell: Int, key: RowKey)] = []
    /// The rows of the form that the cells of ``fuzzy`` were taken for.
    private var fuzzyKeys: [Int: RowKey] = [:]
    private var doubtfulHeaders: [Int] = []
    private var unknown: [Int] = []
    /// The cells of ``unknown``.
    private var unknownCells = Set<Int>()
    private var missingMeasures: [Measure] = []
    private(set) var hasIndicators = false
    private var lastIndicator: Int?

    private let view: TableView
    private let sheet: SheetContents

    /// Whether labels that the form does not know are told: once for all complexes of a roll-up.
    private let tellsStrangers: Bool

    init(
        reader: TableReader, labelColumns: LineSet, units: UnitLists, tellsStrangers: Bool = true
    ) {
        self.reader = reader
        self.tellsStrangers = tellsStrangers
        view = reader.view
        sheet = reader.view.sheet
        self.labelColumns = labelColumns
        self.units = units
    }

    /// Indicators that stand in the table under their own names: likeness looks among the others.
    private lazy var taken = Set(
        reader.table.keys.compactMap { sheet.terms($0.cell)?.indicator })

    /// Works that stand in the table under names that are known.
    private lazy var named = Set(reader.table.keys.compactMap { sheet.terms($0.cell)?.row })

    // MARK: Rows

    /// The row of the form that a row of the table is, found by likeness where its label is not known.
    mutating func key(of row: TableReader.Row, sequence: Int) -> RowKey? {
        switch row.terms.row {
        case .indicator(let index):
            if let label = row.label, isRival(label, of: index) {
                stranger(label)
                return nil
            }
            lastIndicator = index
            noteInexact(row, .indicator(index))
            hasIndicators = true
            return .indicator(index)
        case .work(let index):
            noteInexact(row, .work(index))
            return .work(index)
        default: break
        }
        if row.terms.has(.keys) {
            // 县（市、区） alone could be a place; with money beside it, it is money.
            return .funding(FragmentBuilder.money(row.terms) ?? .spentTotal)
        }
        if row.terms.has(.total), reader.hasLevels { return .funding(.spentTotal) }
        return unknownKey(row)
    }

    private mutating func noteInexact(_ row: TableReader.Row, _ key: RowKey) {
        guard let cell = row.label, sheet.label(cell)?.isInexact ?? false else { return }
        inexact(row, key)
    }

    /// Indicators that stand in the table under the form's own labels.
    private lazy var own = Set(
        reader.table.keys.compactMap { key in
            sheet.label(key.cell)?.isOwn ?? false ? sheet.terms(key.cell)?.indicator : nil
        })

    /// Whether a label is another word for an indicator that stands in the table under its own: 全社会R&D经费支出
    /// beside R&D经费支出 is not the form's.
    private mutating func isRival(_ cell: Int, of indicator: Int) -> Bool {
        guard let label = sheet.label(cell), label.termSet.has(.indicator), !label.isOwn,
            !label.hasMeasure
        else { return false }
        return own.contains(indicator)
    }

    /// Remembers that a row was taken for one of the form though its label says more.
    mutating func inexact(_ row: TableReader.Row, _ key: RowKey) {
        guard let cell = row.label else { return }
        take(cell, for: key)
    }

    private mutating func take(_ cell: Int, for key: RowKey) {
        guard fuzzyKeys[cell] == nil else { return }
        fuzzyKeys[cell] = key
        fuzzy.append((cell, key))
    }

    private mutating func unknownKey(_ row: TableReader.Row) -> RowKey? {
        guard let label = unknownLabel(row) else { return nil }
        if let known = fuzzyKeys[label] { return known }
        if unknownCells.contains(label) { return nil }
        // A table with hundreds of labels that nobody knows is not the form with its labels reworded.
        guard unknownCells.count < FragmentBuilder.mostUnknown else {
            stranger(label)
            return nil
        }
        let isWorks = reader.isOfWorks || holdsStatuses(row)
        guard let text = sheet.text(label) else { return nil }
        if let whole = lastIndicator, let part = reader.matcher.part(named: text, of: whole),
            !taken.contains(part)
        {
            taken.insert(part)
            take(label, for: .indicator(part))
            return .indicator(part)
        }
        var found = reader.matcher.likeness(
            of: text, works: isWorks, excluding: isWorks ? [] : taken,
            unit: units[row.units].first)
        if isWorks, found == nil, let work = reader.matcher.work(spokenOfIn: text),
            named.insert(.work(work)).inserted
        {
            found = work
        }
        if let found {
            let key = isWorks ? RowKey.work(found) : .indicator(found)
            take(label, for: key)
            if !isWorks {
                taken.insert(found)
                hasIndicators = true
            }
            return key
        }
        stranger(label)
        return nil
    }

    private static let mostUnknown = 300

    /// Whether the first value of a row is 完成 or 未完成: among indicators too, such a row is of a work.
    private func holdsStatuses(_ row: TableReader.Row) -> Bool {
        let first = reader.lines.lazy.filter { $0 > reader.table.keyColumn }
            .compactMap { view.cell(row.row, $0) }.first
        return first.map { sheet.has([.completeMark, .incompleteMark], $0) } ?? false
    }

    /// The label of a row that holds figures (or statuses) but none of the form's rows.
    private func unknownLabel(_ row: TableReader.Row) -> Int? {
        let harmless: TermKinds = [
            .total, .identity, .sequenceHeader, .extraHeader, .ignoredMeasure, .sectionHeader,
            .indicatorHeader, .unitHeader, .statusHeader, .noteHeader,
        ]
        guard !row.terms.has(harmless), let label = keyLabel(row.row),
            sheet.terms(label)?.isEmpty ?? false, let text = sheet.text(label),
            TextFolding.compact(text).contains(where: { $0.properties.isAlphabetic }),
            !["注", "说明", "备注", "填表", "填报"].contains(where: { text.hasPrefix($0) }),
            !["小计", "合计", "总计"].contains(where: { text.contains($0) })
        else { return nil }
        let hasFigures = reader.lines.contains { column in
            guard let cell = view.cell(row.row, column), cell != label else { return false }
            let isBelow = column > reader.table.keyColumn
            return isBelow && sheet.isFilledIn(cell)
        }
        return hasFigures ? label : nil
    }

    /// The label in the column of keys, or the one beside it where that is blank.
    private func keyLabel(_ row: Int) -> Int? {
        for column in reader.table.columns.reversed() {
            if let cell = view.anchor(row, column), sheet.text(cell) != nil {
                // A section's name merged over its rows is no label of a row.
                if let span = view.span(row, column), span.columns.count > 6 { return nil }
                return cell
            }
        }
        return nil
    }

    // MARK: Entries

    func hasCell(_ row: TableReader.Row, _ column: TableReader.Column) -> Bool {
        view.cell(row.row, column.column) != nil
    }

    mutating func add(
        _ target: Target, _ row: TableReader.Row, _ column: TableReader.Column,
        mark: WorkStatus? = nil
    ) {
        var place = view.reference(row.row, column.column)
        var cell = view.cell(row.row, column.column)
        if view.isMerged(row.row, column.column), let span = view.span(row.row, column.column),
            span.rows.lowerBound != row.row || span.columns.lowerBound != column.column
        {
            // The rest of a merged range shows nothing of its own, unless its value is of all that it spans.
            guard isShared(target, row: span.rows.lowerBound == row.row) else { return }
            cell = view.anchor(row.row, column.column)
            place = cell.map { sheet.grid.cells[$0].reference }
        }
        guard let place else { return }
        // Of the blank places of a leaf one is enough, where rows and columns cross by the thousand.
        if cell == nil, mark == nil, entries.count >= FragmentBuilder.manyEntries,
            !blankTargets.insert(target).inserted
        {
            return
        }
        register(target)
        var header = column.units
        if case .figure(_, let measure) = target, measure.isGrowth {
            header = row.growthUnits == UnitLists.none ? column.growthUnits : row.growthUnits
        }
        entries.append(
            Entry(
                target: target, cell: cell, place: place,
                units: row.units, headerUnit: header, label: row.label,
                lacksUnit: row.lacksUnit, mark: mark))
    }

    /// Whether a merged value counts for each row or record that it spans: 已完成 over several works, or a figure of the
    /// county over its complexes.
    ///
    /// - Parameter row: whether it begins in the row that is read, and in another record.
    private func isShared(_ target: Target, row isOfRow: Bool) -> Bool {
        switch target {
        case .status: !view.isTransposed && !isOfRow
        case .figure(let indicator, _):
            view.isTransposed && isOfRow && reader.matcher.isOfCounty(indicator)
        default: false
        }
    }

    /// A note may be merged over several works: it belongs to each of them that is not complete.
    mutating func addNote(_ work: Int, _ row: TableReader.Row, _ column: TableReader.Column) {
        guard let place = view.reference(row.row, column.column) else { return }
        let cell = view.anchor(row.row, column.column)
        if let cell, view.place(of: cell).column != column.column { return }
        entries.append(
            Entry(
                target: .note(work: work), cell: cell,
                place: cell.map { sheet.grid.cells[$0].reference } ?? place,
                units: UnitLists.none, headerUnit: UnitLists.none,
                label: row.label))
    }

    private mutating func register(_ target: Target) {
        let key: RowKey =
            switch target {
            case .figure(let indicator, _): .indicator(indicator)
            case .status(let work), .note(let work): .work(work)
            case .disbursed, .spent, .spentTotal: .funding(target)
            }
        // The entries of a row come one after the other.
        if key == lastKey { return }
        lastKey = key
        rowKeys.insert(key)
    }

    /// Remembers a label (or figure) that the form does not know.
    mutating func stranger(_ cell: Int) {
        if unknownCells.insert(cell).inserted, tellsStrangers { unknown.append(cell) }
    }

    mutating func doubtful(_ header: Int?) {
        if let header, !doubtfulHeaders.contains(header) { doubtfulHeaders.append(header) }
    }

    /// Remembers which measures have no column; nil: look at the entries.
    mutating func missing(_ present: MeasureSet?) {
        var found = present ?? MeasureSet()
        if present == nil {
            for entry in entries {
                if case .figure(_, let measure) = entry.target { found.insert(measure) }
            }
        }
        missingMeasures = Measure.allCases.filter { !found.contains($0) }
    }

    /// The amount that the labels of a row, and of a column, mean together.
    static func money(_ row: TermSet, _ column: TermSet = TermSet()) -> Target? {
        let isSpent = row.has(.spent) || column.has(.spent)
        let isDisbursed = row.has(.disbursed) || column.has(.disbursed)
        guard isSpent != isDisbursed else { return nil }
        if let level = row.level ?? column.level {
            return isSpent ? .spent(level) : .disbursed(level)
        }
        return isSpent ? .spentTotal : nil
    }

    // MARK: Result

    func fragment(
        _ identity: RecordIdentity, column: Int?, _ headers: TableReader.Headers,
        firstRow: Int? = nil
    ) -> Fragment {
        let top = min(headers.top, reader.table.firstRow)
        var bottom = reader.table.lastRow
        var right = reader.table.columns.last ?? 0
        for entry in entries {
            bottom = max(bottom, row(of: entry))
            right = max(right, self.column(of: entry))
        }
        // Sideways, what lies above the labels is not the table's.
        let firstKey = reader.table.columns.first ?? reader.table.keyColumn
        let left =
            view.isTransposed
            ? min(firstKey, labelColumns.first ?? firstKey)
            : min(reader.extent.lowerBound, firstKey)
        let first = view.reference(top, left) ?? fallback
        let last = view.reference(bottom, right) ?? fallback
        let lane =
            view.isTransposed
            ? column.flatMap { view.reference(top, $0) }
            : firstRow.flatMap { view.reference($0, left) }
        return Fragment(
            sheet: sheet, box: CellRange(first, last), order: lane ?? first, identity: identity,
            entries: entries, units: units, rows: rowKeys, fuzzy: fuzzy,
            doubtfulHeaders: doubtfulHeaders, unknown: unknown,
            missingMeasures: missingMeasures)
    }

    private var fallback: CellReference {
        sheet.grid.cells[reader.table.keys[0].cell].reference
    }

    private func row(of entry: Entry) -> Int {
        view.isTransposed ? entry.place.column : entry.place.row
    }

    private func column(of entry: Entry) -> Int {
        view.isTransposed ? entry.place.row : entry.place.column
    }
}

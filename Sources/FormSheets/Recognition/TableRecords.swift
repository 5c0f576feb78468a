import MonitoringForm
import Spreadsheet

/// Makes fragments of a table's rows and columns: one for each complex that the table tells of.
final class TableRecords {
    let reader: TableReader
    let rows: [TableReader.Row]
    let headers: TableReader.Headers
    let labelColumns: LineSet

    let view: TableView
    let sheet: SheetContents
    var units = UnitLists()
    /// Whose all the rows are, where the rows themselves say so.
    private let owner: RecordIdentity?
    private let tellsStrangers: Bool

    init(
        reader: TableReader, rows: [TableReader.Row], headers: TableReader.Headers,
        labelColumns: LineSet, owner: RecordIdentity? = nil, tellsStrangers: Bool = true
    ) {
        self.owner = owner
        self.tellsStrangers = tellsStrangers
        self.reader = reader
        self.rows = rows
        self.headers = headers
        self.labelColumns = labelColumns
        view = reader.view
        sheet = reader.view.sheet
    }

    /// The columns of one complex.
    struct Record {
        var identity = RecordIdentity()
        var columns: [TableReader.Column] = []

        /// The cell that names the complex.
        var name: Int? { identity.fields[.complexName] ?? identity.heading }
    }

    // MARK: Figures by column

    /// Fragments of a table whose headers say what stands below them.
    func measured(_ columns: [TableReader.Column]) -> [Fragment] {
        let data = columns.filter { column in
            column.terms.has(reader.columnTerms) && !isBesides(column)
        }
        guard !data.isEmpty else { return [] }
        // A column of units may have lost its header.
        numberUnits(
            columns,
            unitColumns: columns.filter {
                $0.terms.has(.unitHeader)
                    || ($0.terms.isEmpty && !view.isTransposed && reader.isUnitLine($0.column))
            })
        let read = LineSet(data.map(\.column))
        let strangers = unreadColumns(columns, read: read)
        for (column, next) in zip(columns, columns.dropFirst())
        where next.column == column.column + 1 && !read.contains(column.column)
            && !column.terms.has(TableRecords.besides) && figures(in: column).count > 2
        {
            next.followsStranger = true
        }
        let (kept, others) = withoutGroups(data)
        let records = records(of: kept)
        return zip(records, noteColumns(columns, of: records)).enumerated().map {
            fragment(
                $1.0, note: $1.1, strangers: $0 == 0 && tellsStrangers ? strangers + others : [])
        }
    }

    // MARK: Notes

    /// For each record the column in which the works have their notes. 备注 are notes where nothing else is.
    private func noteColumns(
        _ columns: [TableReader.Column], of records: [Record]
    ) -> [TableReader.Column?] {
        let notes = columns.filter { $0.terms.has(.noteHeader) }
        guard records.count > 1, notes.count > 1 else {
            return records.map { _ in TableRecords.best(notes) }
        }
        var named: [Int: Int] = [:]
        for (position, record) in records.enumerated() {
            if let name = record.name { named[name] = named[name] ?? position }
        }
        var owned: [Int: [TableReader.Column]] = [:]
        for note in notes {
            let name = identity(of: note.column)[.complexName]
            let owner =
                (name.map { [$0] } ?? note.headings).lazy.compactMap { named[$0] }.first
                // Under a name that is not merged over all of its columns.
                ?? records.lastIndex { ($0.columns.first?.column ?? .max) < note.column }
            if let owner { owned[owner, default: []].append(note) }
        }
        return records.indices.map { TableRecords.best(owned[$0] ?? []) }
    }

    private static func best(_ notes: [TableReader.Column]) -> TableReader.Column? {
        notes.first { !$0.terms.has(.extraHeader) } ?? notes.first
    }

    /// Columns of figures beside the labels whose headers say nothing: not read, but not passed over in
    /// silence. Each is told at its header, or at its first figure.
    private func unreadColumns(_ columns: [TableReader.Column], read: LineSet) -> [Int] {
        columns.compactMap { column in
            guard column.column > reader.table.keyColumn, !read.contains(column.column),
                !isBesides(column), !column.terms.has(.total)
            else { return nil }
            let figures = figures(in: column)
            // A single number is a slip of the pen, a column of them figures of something.
            return figures.count > 2 ? column.headings.last ?? figures.first : nil
        }
    }

    /// Numbers of a column beside labels of the form.
    private func figures(in column: TableReader.Column) -> [Int] {
        rows.compactMap { row -> Int? in
            guard row.terms.has(.keys),
                let cell = view.cell(row.row, column.column), sheet.isNumber(cell)
            else { return nil }
            return cell
        }
    }

    /// Columns of units, remarks and figures that the form does not ask for.
    private func isBesides(_ column: TableReader.Column) -> Bool {
        column.terms.has(TableRecords.besides) || isSum(column)
    }

    private static let besides: TermKinds = [
        .ignoredMeasure, .unitHeader, .noteHeader, .extraHeader, .sequenceHeader,
    ]

    /// Whether the figures of a column are sums over the complexes beside it.
    private func isSum(_ column: TableReader.Column) -> Bool {
        guard column.terms.has([.periods, .growth]) else { return false }
        return column.terms.has(.total) || column.headings.contains(where: isTotal)
    }

    /// Whether the same figures stand there again and again, for several complexes or groups of something else.
    private func isRepeated(_ columns: [TableReader.Column]) -> Bool {
        columns.count { $0.terms.has(.quarter) && !$0.terms.has(.growth) } > 1
            && Set(columns.compactMap(\.hint.year)).count <= 1
    }

    /// The columns of a table whose sheet names its one complex, without those under 全县 or 初报 beside the form's own:
    /// such groups are none of complexes. Which one is the form's cannot be told but for those of whole places: the
    /// first of the others counts, and the rest is told at its heading.
    private func withoutGroups(
        _ columns: [TableReader.Column]
    ) -> (kept: [TableReader.Column], headings: [Int]) {
        guard reader.stated.isNameStated, !view.isTransposed, isRepeated(columns),
            !headers.identity.contains(where: { $0.field == .complexName }),
            columns.allSatisfy({ column in
                !column.headings.contains { isComplex($0) }
            })
        else { return (columns, []) }
        var groups: [(heading: Int?, columns: [TableReader.Column])] = []
        for column in columns {
            let heading = column.headings.first
            if groups.isEmpty || groups[groups.count - 1].heading != heading {
                groups.append((heading, []))
            }
            groups[groups.count - 1].columns.append(column)
        }
        guard groups.count > 1 else { return (columns, []) }
        let own = groups.firstIndex { group in
            guard let text = group.heading.flatMap({ sheet.text($0) }) else { return true }
            return !reader.names.speaksOfAll(text)
        }
        let kept = groups[own ?? 0]
        for column in kept.columns { column.forgetHeadings() }
        return (kept.columns, groups.compactMap(\.heading).filter { $0 != kept.heading })
    }

    private func isComplex(_ cell: Int) -> Bool {
        sheet.text(cell).map { reader.names.find(in: $0) != nil } ?? false
    }

    private func records(of columns: [TableReader.Column]) -> [Record] {
        let isRepeated = isRepeated(columns)
        var records: [Record] = []
        var lastName: Int?
        var last = 0
        // Under 本季度数据 and 同比增长 the complexes stand again and again.
        var named: [String: Int] = [:]
        for column in columns {
            let fields = identity(of: column.column)
            // Of 平湖市 above 平湖光机电 the lower one is the complex.
            let heading =
                column.headings.first(where: isComplex)
                ?? (isRepeated
                    ? column.headings.first { cell in
                        sheet.text(cell).map { !reader.names.speaksOfAll($0) } ?? false
                    } ?? column.headings.first : nil)
            // A name stands in the first column of its complex only, unless it is merged over all.
            let name = fields[.complexName] ?? heading ?? lastName
            if records.isEmpty || name != lastName {
                lastName = name
                let key = name.flatMap { sheet.text($0) }.map(ComplexName.key)
                if let key, let known = named[key] {
                    last = known
                    records[last].columns.append(column)
                    continue
                }
                last = records.count
                if let key { named[key] = last }
                var record = Record()
                record.identity.fields = fields
                record.identity.heading = fields[.complexName] == nil ? name : nil
                records.append(record)
            }
            records[last].identity.fields.complete(with: fields)
            records[last].columns.append(column)
        }
        return records
    }

    /// What the identity rows say in one column.
    func identity(of column: Int) -> FieldTable<Int> {
        var fields = FieldTable<Int>()
        for (row, field) in headers.identity where fields[field] == nil {
            guard let cell = view.anchor(row, column), !sheet.has(.identity, cell) else { continue }
            fields[field] = cell
        }
        return fields
    }

    private func fragment(
        _ record: Record, note: TableReader.Column?, strangers: [Int]
    ) -> Fragment {
        let status = record.columns.filter { $0.terms.has(.statusHeader) }
        let forWorks = ofStatedQuarter(record.columns)
        let marks = record.columns.filter {
            $0.terms.has(.completeMark) || $0.terms.has(.incompleteMark)
        }
        let groups = groups(over: record.columns)
        let resolved = MeasureResolver.resolve(
            record.columns.map {
                MeasureResolver.Slot(
                    terms: groups.isEmpty ? $0.terms : terms(of: $0, without: groups),
                    hint: $0.hint,
                    followsStranger: $0.followsStranger)
            }, isCumulative: sheet.isCumulative, stated: reader.stated.period)
        let byRow = rowMeasures()
        let columnsTell = TableRecords.tell(record.columns, resolved)
        let outdated = columnsTell ? outdatedRows() : []
        // Indicators that have a row of their plain name.
        lazy var besides = Set(
            rows.lazy.filter { !$0.terms.has([.periods, .growth, .ignoredMeasure]) }.compactMap(
                \.terms.indicator))
        var builder = FragmentBuilder(reader: reader, labelColumns: labelColumns, units: units)
        for cell in strangers { builder.stranger(cell) }
        for (index, resolution) in resolved.enumerated() where resolution.isDoubtful {
            builder.doubtful(record.columns[index].labels.last)
        }
        for (position, row) in rows.enumerated() {
            guard let key = builder.key(of: row, sequence: position) else { continue }
            switch key {
            case .indicator(let indicator):
                // 研发人员数目标, 计划 beside 实际: no figure of the form, whatever column it stands in.
                if row.terms.has(.ignoredMeasure) || outdated.contains(position) { continue }
                if columnsTell {
                    // 2019年研发人员数, and no other: which year the columns are of, nobody can tell.
                    if row.label.flatMap({ sheet.label($0) })?.text.year != nil,
                        !row.terms.has([.periods, .growth])
                    {
                        builder.inexact(row, key)
                    }
                    // 累计服务企业数: the columns say what stands below them, whatever word the label has.
                    if row.terms.has([.periods, .growth]) {
                        if besides.contains(indicator) {
                            if let label = row.label { builder.stranger(label) }
                            continue
                        }
                        // Not where a column of its own says 三季度.
                        if row.label.map({ sheet.has([.periods, .growth], $0) }) ?? false {
                            builder.inexact(row, key)
                        }
                    }
                } else if let measure = byRow[position] {
                    let isPeriod = row.terms.has(.periods) && !row.terms.has(.growth)
                    if isPeriod, record.columns.contains(where: { $0.terms.has(.growth) }) {
                        // 本季度 and 累计 down the side, 数据 and 同比增长 across.
                        for column in record.columns where column.terms.has([.growth, .value]) {
                            builder.add(
                                .figure(
                                    indicator: indicator,
                                    column.terms.has(.growth) ? measure.itsGrowth : measure),
                                row, column)
                        }
                        continue
                    }
                    if let column = record.columns.first(where: { builder.hasCell(row, $0) })
                        ?? record.columns.first
                    {
                        builder.add(.figure(indicator: indicator, measure), row, column)
                    }
                    continue
                }
                for (column, resolution) in zip(record.columns, resolved) {
                    guard let measure = resolution.measure else { continue }
                    builder.add(.figure(indicator: indicator, measure), row, column)
                }
            case .work(let work):
                if marks.count > 1 || (!marks.isEmpty && !status.isEmpty) {
                    // 完成情况 | 未完成: a status, or a mark in the other column.
                    for column in status where !marks.contains(where: { $0 === column }) {
                        builder.add(.status(work: work), row, column)
                    }
                    for column in marks {
                        let isComplete = column.terms.has(.completeMark)
                        builder.add(
                            .status(work: work), row, column,
                            mark: isComplete ? .complete : .incomplete)
                    }
                } else if let column = status.first
                    ?? forWorks.first(where: { builder.hasCell(row, $0) })
                    ?? looseCell(in: row, where: { sheet.text($0) != nil })
                    ?? forWorks.first
                {
                    builder.add(.status(work: work), row, column)
                }
                if let mark = unreadMark(in: row, record.columns, note) { builder.stranger(mark) }
                if let note { builder.addNote(work, row, note) }
            case .funding:
                let isPlaced = record.columns.contains { column in
                    let cell = view.cell(row.row, column.column)
                    return cell.map { sheet.label($0)?.unitName == nil } ?? false
                }
                if !isPlaced, let target = FragmentBuilder.money(row.terms),
                    let column = looseCell(in: row, where: { sheet.isNumber($0) })
                {
                    builder.add(target, row, column)
                    continue
                }
                for column in record.columns {
                    guard let target = FragmentBuilder.money(row.terms, column.terms) else {
                        continue
                    }
                    builder.add(target, row, column)
                }
            }
        }
        if builder.hasIndicators, byRow.isEmpty {
            builder.missing(MeasureSet(resolved.compactMap(\.measure)))
        }
        var identity = owner ?? record.identity
        identity.period = TableRecords.period(of: record.columns, resolved)
        return builder.fragment(
            identity, column: record.columns.first?.column, headers,
            firstRow: owner == nil ? nil : rows.first?.row)
    }

    /// Positions of rows of an indicator that are of an earlier year than others of it.
    private func outdatedRows() -> Set<Int> {
        guard rows.contains(where: { $0.hint.year != nil }) else { return [] }
        var newest: [Int: Int] = [:]
        for row in rows {
            guard let indicator = row.terms.indicator else { continue }
            newest[indicator] = max(newest[indicator] ?? 0, row.hint.year ?? .max)
        }
        return Set(
            rows.indices.filter { position in
                guard let year = rows[position].hint.year,
                    let indicator = rows[position].terms.indicator
                else { return false }
                return year < newest[indicator] ?? 0
            })
    }

    /// Headers such as 2020年第三季度 above 本季度数据 and 累计: they are of both, and make no growth that of the quarter.
    private func groups(over columns: [TableReader.Column]) -> Set<Int> {
        var groups = Set<Int>()
        for column in columns where column.labels.count > 1 {
            guard let lowest = column.labels.last, sheet.has(.periods, lowest) else { continue }
            groups.formUnion(column.labels.dropLast().filter { sheet.has(.periods, $0) })
        }
        return groups
    }

    private func terms(of column: TableReader.Column, without groups: Set<Int>) -> TermSet {
        var terms = TermSet()
        for cell in column.labels where !groups.contains(cell) {
            if let label = sheet.label(cell) { terms.formUnion(label.termSet) }
        }
        return terms
    }

    /// The quarter that the headers of all columns that count name.
    private static func period(
        of columns: [TableReader.Column], _ resolved: [MeasureResolver.Resolution]
    ) -> Period? {
        var found: Period?
        for (column, resolution) in zip(columns, resolved) where resolution.measure != nil {
            guard let year = column.hint.year, let quarter = column.hint.quarter,
                let period = Period(year: year, quarter: quarter), period == found ?? period
            else { return nil }
            found = period
        }
        return found
    }

    /// Whether columns say by themselves which measures they hold.
    private static func tell(
        _ columns: [TableReader.Column], _ resolved: [MeasureResolver.Resolution]
    ) -> Bool {
        let hasPeriod = zip(columns, resolved).contains { column, resolution in
            resolution.measure != nil && column.terms.has(.periods)
        }
        return hasPeriod && Set(resolved.compactMap(\.measure)).count > 1
    }

    /// The column of the one cell behind a row's label, where the row does not keep to the table's columns.
    private func looseCell(
        in row: TableReader.Row, where isWanted: (Int) -> Bool
    ) -> TableReader.Column? {
        guard let label = row.label else { return nil }
        let start = view.place(of: label).column
        let found = reader.lines.filter { column in
            guard column > start, let cell = view.cell(row.row, column) else { return false }
            return isWanted(cell)
        }
        return found.count == 1 ? found.first.map { TableReader.Column(column: $0) } : nil
    }

    /// Of columns of several quarters those of the sheet's, with those that name none.
    private func ofStatedQuarter(_ columns: [TableReader.Column]) -> [TableReader.Column] {
        guard let quarter = reader.stated.period?.quarter,
            columns.contains(where: { $0.hint.quarter == quarter })
        else { return columns }
        return columns.filter { $0.hint.quarter.map { $0 == quarter } ?? true }
    }

    /// A √ in a row of works that stands under none of its columns, while these are blank.
    private func unreadMark(
        in row: TableReader.Row, _ columns: [TableReader.Column], _ note: TableReader.Column?
    ) -> Int? {
        guard let label = row.label, columns.allSatisfy({ view.cell(row.row, $0.column) == nil })
        else { return nil }
        let start = view.place(of: label).column
        return reader.lines.lazy.compactMap { column -> Int? in
            guard column > start, column != note?.column,
                let cell = self.view.cell(row.row, column),
                let text = self.sheet.text(cell)
            else { return nil }
            return TickedChoice.isMark(text) ? cell : nil
        }.first
    }

    // MARK: Figures by row

    /// Measures of the rows, by position, where the labels of rows tell them.
    func rowMeasures() -> [Int: Measure] {
        var result: [Int: Measure] = [:]
        guard rows.contains(where: { $0.terms.has(telling) }) else { return result }
        for group in indicatorGroups() {
            guard group.contains(where: { rows[$0].terms.has(telling) }) else {
                continue
            }
            let resolved = MeasureResolver.resolve(
                group.map { MeasureResolver.Slot(terms: rows[$0].terms, hint: rows[$0].hint) },
                isCumulative: sheet.isCumulative, stated: reader.stated.period)
            for (position, resolution) in zip(group, resolved) {
                result[position] = resolution.measure
            }
        }
        return result
    }

    /// What tells the measure of a row or a lane.
    let telling: TermKinds = [.periods, .growth, .value]

    /// Positions of rows that follow each other and belong to one indicator.
    private func indicatorGroups() -> [[Int]] {
        var groups: [[Int]] = []
        var last: Int?
        for (position, row) in rows.enumerated() {
            let indicator = row.terms.indicator
            if let indicator {
                if indicator == last {
                    groups[groups.count - 1].append(position)
                } else {
                    groups.append([position])
                }
            }
            last = indicator
        }
        return groups
    }
}

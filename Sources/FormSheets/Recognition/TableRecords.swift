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
    let owner: RecordIdentity?
    private let tellsStrangers: Bool
    /// Whether headers that are doubtful are told.
    let tellsDoubts: Bool
    private(set) lazy var labels = rowLabels()

    init(
        reader: TableReader, rows: [TableReader.Row], headers: TableReader.Headers,
        labelColumns: LineSet, owner: RecordIdentity? = nil, tellsStrangers: Bool = true,
        tellsDoubts: Bool = true
    ) {
        self.owner = owner
        self.tellsDoubts = tellsDoubts
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
                let place = fields[.county] ?? column.headings.first { $0 != name && isCounty($0) }
                let county = place.flatMap { sheet.text($0) } ?? ""
                let key = name.flatMap { sheet.text($0) }.map { ComplexName.key($0) + " " + county }
                if let key, let known = named[key] {
                    last = known
                    records[last].columns.append(column)
                    continue
                }
                last = records.count
                if let key { named[key] = last }
                var record = Record()
                record.identity.fields = fields
                record.identity.county = place
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
}

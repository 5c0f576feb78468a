import MonitoringForm
import Spreadsheet

/// Tables that hold one indicator of several complexes: 综合体名称 | 本季度 | 同比 | 累计 | 同比 below a heading such as
/// 产业集群营业收入（亿元）. The label stands over the whole table, or in the title or the name of its sheet, not over figures.
struct IndicatorTables {
    /// A table, before its records are read.
    private struct Table {
        let name: Int
        /// The header's rows, and the columns from those before the names to the last figure.
        let rows: ClosedRange<Int>
        let columns: ClosedRange<Int>
        let nameColumn: Int
        let heading: IndicatorHeading
        /// The cell that has the heading; nil where it is the sheet's name.
        let headingCell: Int?
        /// The row of the heading, or of the header.
        let top: Int
        /// The quarter that the heading names.
        var period: Period?
    }

    private let sheet: SheetContents
    private let names: ComplexName
    private let matcher: LabelMatcher
    private let stated: SheetStatement
    private var tables: [Table] = []
    /// Labels of the names of tables that are like these, but whose heading says nothing that the form knows.
    private(set) var unread: [Int] = []
    /// The headings, which are no labels of rows or of columns.
    private(set) var headings = Set<Int>()
    /// Where tables begin, read or not: those above end there.
    private(set) var tops: [(row: Int, columns: ClosedRange<Int>)] = []

    init(
        _ sheet: SheetContents, names: ComplexName, matcher: LabelMatcher, stated: SheetStatement
    ) {
        self.sheet = sheet
        self.names = names
        self.matcher = matcher
        self.stated = stated
        let labels = sheet.grid.cells.indices.filter { cell in
            sheet.terms(cell)?.identity == .complexName && !sheet.has(.keys, cell)
        }
        // A name beside 综合体名称 is that of a form: most sheets have no more than that to look at.
        for label in labels.prefix(IndicatorTables.most) {
            if let table = table(namedBy: label, isAlone: labels.count == 1) {
                tables.append(table)
                if let cell = table.headingCell { headings.insert(cell) }
                tops.append((table.top, table.columns))
            }
        }
    }

    /// Tables that are looked for on a sheet: several times as many as a form has indicators.
    private static let most = 512
    /// Columns that a table of one indicator may have before and behind its names.
    private static let reach = 16
    /// Rows between a heading and the header that it is of: units, and who made the table.
    private static let mostBetween = 4

    /// The rows of a roll-up up to where a table of one indicator begins below it.
    func cut(_ rows: ClosedRange<Int>, of table: KeyTable) -> ClosedRange<Int> {
        let columns = table.firstRow...max(table.firstRow, table.lastRow)
        let end = tops.lazy.filter { $0.row > table.keyColumn && $0.columns.overlaps(columns) }
            .map(\.row).min()
        guard let end, end > rows.lowerBound, end <= rows.upperBound else { return rows }
        return rows.lowerBound...max(table.keyColumn, end - 1)
    }

    // MARK: Headers

    private mutating func table(namedBy label: Int, isAlone: Bool) -> Table? {
        let place = sheet.grid.cells[label].reference
        let span = sheet.mergedRange(place.row, place.column)
        let rows = span?.rows ?? place.row...place.row
        guard rows.count <= IndicatorTables.mostBetween else { return nil }
        let first = (span?.columns.upperBound ?? place.column) + 1
        var last = place.column
        var hasFigures = false
        for column in first..<first + IndicatorTables.reach {
            let header = headers(column, rows)
            if header.isEmpty || header.contains(where: { isName($0) }) { break }
            // Labels of rows and columns of other tables.
            if header.contains(where: isOfOther) { return nil }
            hasFigures =
                hasFigures
                || header.contains { sheet.has([.periods, .value], $0) || isCount($0) }
            last = column
        }
        guard hasFigures else { return nil }
        let before = lead(before: place.column, rows)
        guard
            !(before..<place.column).contains(where: {
                headers($0, rows).contains(where: isOfOther)
            })
        else { return nil }
        let columns = before...last
        let found = heading(above: rows.lowerBound, columns, names: place.column)
        switch found {
        case .found(let heading, let cell):
            return Table(
                name: label, rows: rows, columns: columns, nameColumn: place.column,
                heading: heading, headingCell: cell, top: sheet.grid.cells[cell].reference.row,
                period: sheet.text(cell).flatMap { PeriodText.period(in: $0) })
        case .unknown, .none:
            if isAlone, !saysOther(found), let heading = matcher.heading(sheet.name) {
                return Table(
                    name: label, rows: rows, columns: columns, nameColumn: place.column,
                    heading: heading, headingCell: nil, top: rows.lowerBound)
            }
            guard heads(place.column, below: rows.upperBound) else { return nil }
            unread.append(label)
            tops.append((rows.lowerBound, columns))
            // 研发人员数目标 is no label of a row either.
            if case .unknown(let cell) = found { headings.insert(cell) }
            return nil
        case .other: return nil
        }
    }

    /// Whether a heading speaks of an indicator, or of plans and other times: then the sheet's name says nothing for it.
    private func saysOther(_ heading: Heading) -> Bool {
        guard case .unknown(let cell) = heading, let text = sheet.text(cell) else { return false }
        return matcher.mentionsIndicator(text) || matcher.speaksOfOtherFigures(text)
    }

    /// Whether a complex is named right below a label.
    private func heads(_ column: Int, below row: Int) -> Bool {
        (row + 1...row + 2).contains { row in
            sheet.cell(row, column).flatMap { sheet.text($0) }.flatMap { names.find(in: $0) } != nil
        }
    }

    private static let others: TermKinds = [
        .keys, .indicatorHeader, .statusHeader, .fundSourceHeader, .completeMark, .incompleteMark,
    ]

    /// Whether a label is of another kind of table; 县（市、区） may head counties, and money.
    private func isOfOther(_ cell: Int) -> Bool {
        sheet.has(IndicatorTables.others, cell) && !sheet.has(.identity, cell)
    }

    /// Whether a header says only what is counted, and the heading of what: 人数, 家次.
    private func isCount(_ cell: Int) -> Bool {
        guard sheet.terms(cell)?.isEmpty ?? true, let text = sheet.text(cell) else { return false }
        return sheet.label(cell)?.unitName != nil || (text.count == 2 && text.last == "数")
    }

    private func isName(_ cell: Int) -> Bool { sheet.terms(cell)?.identity == .complexName }

    /// What stands above a column, from top to bottom.
    private func headers(_ column: Int, _ rows: ClosedRange<Int>) -> [Int] {
        var cells: [Int] = []
        for row in rows {
            if let cell = anchor(row, column), !cells.contains(cell) { cells.append(cell) }
        }
        return cells
    }

    private func anchor(_ row: Int, _ column: Int) -> Int? {
        if let own = sheet.cell(row, column) { return own }
        return sheet.mergedRange(row, column).flatMap {
            sheet.cell($0.first.row, $0.first.column)
        }
    }

    /// The first of the columns before the names that are the table's: 序号, 县（市、区）.
    private func lead(before names: Int, _ rows: ClosedRange<Int>) -> Int {
        var first = names
        while first > 0, names - first < IndicatorTables.reach {
            let header = headers(first - 1, rows)
            if header.isEmpty || header.contains(where: { sheet.has(.measures, $0) }) { break }
            first -= 1
        }
        return first
    }

    private enum Heading { case found(IndicatorHeading, Int), unknown(Int), other, none }

    /// What stands over the names and all figures.
    private func heading(
        above row: Int, _ columns: ClosedRange<Int>, names: Int
    ) -> Heading {
        for row in stride(from: row - 1, through: max(0, row - IndicatorTables.mostBetween), by: -1)
        {
            for column in columns where column > names {
                guard let cell = anchor(row, column) else { continue }
                // The last row of another table.
                if sheet.isNumber(cell) { return .none }
                // Its own indicator over each of the figures: a roll-up.
                let isBehind = sheet.grid.cells[cell].reference.column > names
                if isBehind, sheet.has(.keys, cell) { return .other }
            }
            for column in columns.lowerBound...names {
                guard let cell = anchor(row, column), let text = sheet.text(cell) else { continue }
                if let heading = matcher.heading(text) { return .found(heading, cell) }
                guard mayStandBetween(text) else { return .unknown(cell) }
            }
        }
        return .none
    }

    /// Whether a text may stand between a heading and its table: 单位：亿元, 填报单位：平湖市科技局, 2020年第三季度.
    private func mayStandBetween(_ text: String) -> Bool {
        guard text.utf8.count <= 300, !matcher.speaksOfOtherFigures(text) else { return false }
        return text.contains(where: { $0 == ":" || $0 == "：" })
            || UnitNotes.unit(in: text, matcher.units) != nil || PeriodText.period(in: text) != nil
    }

    /// The quarters that headings name, each of which is of the table below it.
    var facts: [IdentityFact] {
        tables.compactMap { table in
            guard table.period != nil, let cell = table.headingCell, let text = sheet.text(cell)
            else { return nil }
            return IdentityFact(
                field: .period, text: text, cell: cell, place: sheet.grid.cells[cell].reference,
                isFromTitle: true)
        }
    }

    // MARK: Records

    /// A fragment for each complex of each table.
    func fragments(most: Int) -> [Fragment] {
        tables.flatMap { table -> [Fragment] in
            // A table ends where the next one in its columns begins.
            let next = tops.lazy.filter {
                $0.row > table.rows.upperBound && $0.columns.overlaps(table.columns)
            }.map(\.row).min()
            return fragments(of: table, before: next ?? .max, most: most)
        }
    }

    private struct Columns {
        var figures: [(column: Int, resolution: MeasureResolver.Resolution, unit: String?)] = []
        var fields: [(column: Int, field: IdentityField)] = []
        var headers: [Int: Int] = [:]
    }

    private func columns(of table: Table) -> Columns {
        var result = Columns()
        var slots: [(column: Int, slot: MeasureResolver.Slot, unit: String?)] = []
        var counts: [Int] = []
        for column in table.columns where column != table.nameColumn {
            var terms = TermSet()
            var hint = MeasureHint()
            var unit: String?
            for cell in headers(column, table.rows) {
                if column > table.nameColumn, isCount(cell) {
                    counts.append(column)
                    result.headers[column] = cell
                }
                guard let label = sheet.label(cell) else { continue }
                terms.formUnion(label.termSet)
                hint.add(label.measure)
                unit = label.text.unit ?? label.unitName ?? unit
                result.headers[column] = cell
            }
            if let field = terms.identity {
                result.fields.append((column, field))
            } else if column > table.nameColumn, terms.has(.measures) {
                let isHidden = sheet.isHidden(column: column)
                slots.append((column, .init(terms: terms, hint: hint, isHidden: isHidden), unit))
            }
        }
        // 人数 is the figure where no other column claims to be.
        if counts.count == 1, let column = counts.first,
            !slots.contains(where: { $0.slot.terms.has([.periods, .value]) })
        {
            let unit = result.headers[column].flatMap { sheet.label($0)?.unitName }
            let place = slots.firstIndex { $0.column > column } ?? slots.count
            slots.insert((column, .init(terms: TermSet([.value])), unit), at: place)
        }
        let resolved = MeasureResolver.resolve(
            slots.map(\.slot), implied: sheet.implied, stated: stated.period)
        result.figures = zip(slots, resolved).map { ($0.column, $1, $0.unit) }
        return result
    }

    private func fragments(of table: Table, before end: Int, most: Int) -> [Fragment] {
        let columns = columns(of: table)
        let measures = columns.figures.compactMap(\.resolution.measure)
        guard !measures.isEmpty else { return [] }
        var units = UnitLists()
        let unit = units.number(of: table.heading.unit ?? unitAbove(table))
        let ofColumns = columns.figures.map { figure in
            units.number(of: figure.unit ?? unitBelow(table, figure.column))
        }
        var county: Int?
        var records: [(row: Int, identity: RecordIdentity)] = []
        var unread: [Int] = []
        var blanks = 0
        rows: for row in table.rows.upperBound + 1..<min(end, table.rows.upperBound + most + 1) {
            let figures = columns.figures.compactMap { sheet.cell(row, $0.column) }
            guard let name = sheet.cell(row, table.nameColumn) ?? anchorOfLead(row, table) else {
                blanks = figures.isEmpty ? blanks + 1 : 0
                if blanks > 2 { break }
                // Figures that nobody is named for.
                if let figure = figures.first(where: sheet.isNumber), unread.count < 64 {
                    unread.append(figure)
                }
                continue
            }
            blanks = 0
            switch kind(of: name, hasFigures: !figures.isEmpty) {
            case .county: county = name
            case .summary: unread.append(name)
            case .total: continue
            case .end: break rows
            case .record:
                guard sheet.grid.cells[name].reference.column == table.nameColumn else {
                    unread.append(name)
                    continue
                }
                var identity = RecordIdentity()
                identity.fields[.complexName] = name
                identity.county = county
                identity.period = table.period
                for (column, field) in columns.fields {
                    identity.fields[field] = anchor(row, column)
                }
                records.append((row, identity))
            }
        }
        guard let last = records.last?.row, let box = box(of: table, last) else { return [] }
        let doubtful = columns.figures.filter(\.resolution.isDoubtful)
            .compactMap { columns.headers[$0.column] }
        var rows = RowSet()
        rows.insert(.indicator(table.heading.indicator))
        let missing = Measure.allCases.filter { !measures.contains($0) }
        let inexact = table.heading.isInexact ? table.headingCell : nil
        let fuzzy = inexact.map { [($0, RowKey.indicator(table.heading.indicator))] } ?? []
        return records.enumerated().compactMap { number, record in
            guard let order = CellReference(row: record.row, column: table.columns.lowerBound)
            else { return nil }
            var entries: [Entry] = []
            for (figure, ofColumn) in zip(columns.figures, ofColumns) {
                guard let measure = figure.resolution.measure,
                    let place = CellReference(row: record.row, column: figure.column)
                else { continue }
                entries.append(
                    Entry(
                        target: .figure(indicator: table.heading.indicator, measure),
                        cell: sheet.cell(record.row, figure.column), place: place, units: unit,
                        headerUnit: ofColumn, label: table.headingCell))
            }
            return Fragment(
                sheet: sheet, box: box, order: order, identity: record.identity, entries: entries,
                units: units, rows: rows, fuzzy: fuzzy,
                doubtfulHeaders: number == 0 ? doubtful : [],
                unknown: number == 0 ? unread : [], missingMeasures: missing)
        }
    }

    /// 单位：万元 between a heading and its header, or beside the heading.
    private func unitAbove(_ table: Table) -> String? {
        (table.top..<max(table.top, table.rows.lowerBound)).reversed().lazy.flatMap { row in
            table.columns.lazy.compactMap { self.sheet.cell(row, $0) }
        }.compactMap { cell in
            self.sheet.text(cell).flatMap { UnitNotes.unit(in: $0, self.matcher.units) }
        }.first
    }

    /// The unit in a line of units right below a header.
    private func unitBelow(_ table: Table, _ column: Int) -> String? {
        let row = table.rows.upperBound + 1
        guard sheet.cell(row, table.nameColumn) == nil else { return nil }
        return sheet.cell(row, column).flatMap { sheet.label($0)?.unitName }
    }

    /// The text before the names in a row without one: 合计, 平湖市.
    private func anchorOfLead(_ row: Int, _ table: Table) -> Int? {
        guard table.columns.lowerBound < table.nameColumn else { return nil }
        return (table.columns.lowerBound..<table.nameColumn).lazy
            .compactMap { self.sheet.cell(row, $0) }.first { self.sheet.text($0) != nil }
    }

    private enum RowKind { case record, county, summary, total, end }

    private func kind(of name: Int, hasFigures: Bool) -> RowKind {
        guard let text = sheet.text(name), !sheet.has([.identity, .headers], name) else {
            return .end
        }
        if sheet.isTotal(name) { return .total }
        if names.find(in: text) != nil { return .record }
        if text.count <= 12, names.area(in: text) != nil {
            return hasFigures ? .summary : .county
        }
        // 一、省级综合体, 第一批: nothing is lost with them.
        guard hasFigures else { return .total }
        let isPart = TextFolding.starts(text, with: "其中") || text.count < 2
        return isPart || names.speaksOfAll(text) || matcher.speaksOfOtherFigures(text)
            ? .summary : .record
    }

    /// The cells of a table, with its heading unless that is the title of the sheet.
    private func box(of table: Table, _ last: Int) -> CellRange? {
        let top =
            table.top > (sheet.grid.usedRange?.rows.lowerBound ?? 0)
            ? table.top : table.rows.lowerBound
        guard let first = CellReference(row: top, column: table.columns.lowerBound),
            let end = CellReference(row: last, column: table.columns.upperBound)
        else { return nil }
        return CellRange(first, end)
    }
}

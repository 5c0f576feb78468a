import MonitoringForm
import Spreadsheet

/// Upright tables of several complexes: lists with a column that says whose each row is, and tables under whose one header
/// each complex has its name on a row of its own.
extension TableReader {
    /// Fragments of a list that tells in a column of each row whose it is.
    func listed(
        _ rows: [Row], _ columns: [Column], _ headers: Headers, _ labelColumns: LineSet
    ) -> [Fragment]? {
        guard !view.isTransposed else { return nil }
        if let groups = groupsUnderNames(rows, labelColumns) {
            return fragments(of: groups, columns, headers, labelColumns)
        }
        guard
            let names = columns.first(where: { column in
                column.terms.has(.complexName) && column.headings.isEmpty
                    && !isOfFields(column, rows)
            })
                ?? columns.first(where: { isOfNames($0, rows) })
        else { return nil }
        // 省级 and 市级 below 级别 look like labels of money.
        let owners =
            columns.filter { $0.terms.has(.identity) && !$0.terms.has(columnTerms) }
            + labelColumns.ordered.map { column($0, headers: headers.rows) }.filter {
                $0.terms.has(.identity) && !$0.terms.has(.headers)
            }
        var groups: [Group] = []
        var last: String?
        for row in rows {
            let cell = view.anchor(row.row, names.column)
            if let text = cell.flatMap({ sheet.text($0) }), text != last {
                last = text
                var identity = RecordIdentity()
                for owner in owners {
                    guard let field = owner.terms.identity else { continue }
                    identity.fields[field] = view.anchor(row.row, owner.column)
                }
                // A title with a quarter may stand above 综合体名称, or another word in its place.
                identity.fields[.complexName] = cell
                groups.append((identity, []))
            }
            if !groups.isEmpty { groups[groups.count - 1].rows.append(row) }
        }
        guard !groups.isEmpty else { return nil }
        let others = columns.filter { column in
            column !== names && !owners.contains { $0 === column }
        }
        return fragments(of: groups, others, headers, labelColumns)
    }

    private typealias Group = (identity: RecordIdentity, rows: [Row])

    private func fragments(
        of groups: [Group], _ others: [Column], _ headers: Headers, _ labelColumns: LineSet
    ) -> [Fragment] {
        let rows = groups.reduce(1) { $0 + $1.rows.count }
        let read = Array(others.prefix(max(64, TableReader.mostListed / rows)))
        return groups.prefix(mostRecords).enumerated().flatMap { number, group in
            TableRecords(
                reader: self, rows: group.rows, headers: headers, labelColumns: labelColumns,
                owner: group.identity, tellsStrangers: number == 0,
                tellsDoubts: number * read.count < TableReader.mostDoubts
            ).measured(read)
        }
    }

    /// Places of a list that are read: where thousands of columns cross thousands of complexes, most of them are none
    /// of the form's.
    private static let mostListed = 1 << 18
    /// Doubts about the headers of a list, which are the same for each of its complexes.
    private static let mostDoubts = 4_096

    /// Whether labels of identity stand below 综合体名称, beside the table: fields of one complex, not names.
    private func isOfFields(_ column: Column, _ rows: [Row]) -> Bool {
        rows.prefix(TableReader.mostSampled).contains { row in
            guard let terms = view.terms(row.row, column.column) else { return false }
            return terms.has(.identity) && !terms.has([.complexName, .keys])
        }
    }

    /// Whether a column under any header, left of the labels, names complexes: each over the rows of its own.
    private func isOfNames(_ column: Column, _ rows: [Row]) -> Bool {
        guard column.column < table.keyColumn, !column.terms.has(columnTerms) else { return false }
        let cells = Set(
            rows.prefix(TableReader.mostSampled).compactMap { row in
                view.anchor(row.row, column.column)
            })
        return cells.count > 1
            && cells.allSatisfy { sheet.text($0).map { names.find(in: $0) != nil } ?? false }
    }

    /// The name of a complex on a row that holds nothing else; a number may stand before it, as one or as a text.
    private func nameAlone(on row: Int) -> Int? {
        var found: Int?
        for line in lines {
            guard let cell = view.cell(row, line) else { continue }
            guard let text = sheet.text(cell), Int(text) == nil else {
                // Figures behind the name are its own.
                if found != nil { return nil }
                continue
            }
            guard found == nil, names.find(in: text) != nil else { return nil }
            found = cell
        }
        return found
    }

    /// The rows of a table in which the name of each complex stands alone on a row above its own; nil for others.
    private func groupsUnderNames(_ rows: [Row], _ labelColumns: LineSet) -> [Group]? {
        guard !isOfMoney, let last = table.keys.last?.row else { return nil }
        var headings: [(row: Int, cell: Int)] = []
        let keyRows = LineSet(table.keys.map(\.row))
        let first = max(view.rows.lowerBound, table.firstRow - 1)
        for row in view.usedRows(first...max(first, last)) where !keyRows.contains(row) {
            if let cell = nameAlone(on: row) { headings.append((row, cell)) }
        }
        // One above all is the title's.
        guard headings.count > 1 else { return nil }
        var groups: [Group] = []
        for row in rows {
            let heading = headings.last { $0.row < row.row }
            guard let heading else { continue }
            if groups.last?.identity.heading != heading.cell {
                var identity = RecordIdentity()
                identity.heading = heading.cell
                groups.append((identity, []))
            }
            if row.row != heading.row { groups[groups.count - 1].rows.append(row) }
        }
        return groups
    }
}

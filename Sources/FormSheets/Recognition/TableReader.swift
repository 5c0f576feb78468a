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
    /// Rows of keys of other tables in the same view, which end this one.
    let foreignRows: Set<Int>

    let names: ComplexName

    private var sheet: SheetContents { view.sheet }

    init(
        view: TableView, table: KeyTable, matcher: LabelMatcher, extent: ClosedRange<Int>,
        foreignRows: Set<Int>, names: ComplexName
    ) {
        self.view = view
        self.table = table
        self.matcher = matcher
        self.extent = extent
        self.foreignRows = foreignRows
        self.names = names
    }

    // MARK: Structure

    /// A row of the table with what its labels say.
    struct Row {
        let row: Int
        var terms: [Term]
        /// The cell that names the row: the key's, or the last label.
        var label: Int?
        var unit: String?
        var year: Int?
        var fuzzy: RowKey?
    }

    /// A column that may hold figures, with what stands above it.
    struct Column {
        let column: Int
        var terms: [Term] = []
        var labels: [Int] = []
        /// Header texts that are no terms: names of complexes.
        var headings: [Int] = []
        var unit: String?
        var year: Int?
    }

    func fragments() -> [Fragment] {
        let labelColumns = findLabelColumns()
        guard let lastLabel = labelColumns.max() else { return [] }
        let headers = headerRows(labelColumns: labelColumns)
        let rows = tableRows(labelColumns: labelColumns, headers: headers)
        // Upright, a unit or the figures may stand left of the labels; sideways, what lies above the
        // labels is another table or a title.
        let columns = extent.filter {
            !labelColumns.contains($0) && !(view.isTransposed && $0 < lastLabel)
        }.map { column($0, headers: headers.rows) }
        let records = TableRecords(
            reader: self, rows: rows, headers: headers, labelColumns: labelColumns)
        if columns.contains(where: { $0.terms.contains(where: isColumnTerm) }) {
            return records.measured(columns)
        }
        return records.lanes(columns.filter { $0.column > lastLabel })
    }

    /// Whether a header says that figures (or statuses, or notes) stand below it.
    func isColumnTerm(_ term: Term) -> Bool {
        switch term {
        case .disbursed, .spent, .statusHeader: true
        // In a roll-up these stand in the record's own cells.
        case .quarter, .cumulative, .growth, .value, .completeMark, .incompleteMark, .fundingLevel:
            !view.isTransposed
        default: false
        }
    }

    /// Whether a cell among the rows is a label rather than a figure.
    private func isRowTerm(_ term: Term) -> Bool {
        switch term {
        case .indicator, .work, .section, .constructionSection, .fundingSection, .fundingRow,
            .quarter, .cumulative, .growth, .value, .disbursed, .spent, .fundingLevel, .total:
            true
        case .statusHeader, .noteHeader: view.isTransposed
        default: false
        }
    }

    // MARK: Label columns

    /// The columns around the keys in which most texts are labels.
    private func findLabelColumns() -> Set<Int> {
        var result = Set(table.keys.map(\.column))
        guard let first = result.min(), let last = result.max() else { return [] }
        var column = last + 1
        while column <= extent.upperBound {
            let isLabels = isLabelColumn(column)
            // Upright, the unit may stand between the labels and the kinds of data.
            if !isLabels && view.isTransposed { break }
            if isLabels { result.insert(column) }
            column += 1
        }
        column = first - 1
        while column >= extent.lowerBound {
            let isLabels = isLabelColumn(column)
            // Sideways, only labels lie above the figures; upright, 序号 may stand further left.
            if !isLabels && view.isTransposed { break }
            if isLabels { result.insert(column) }
            column -= 1
        }
        return result
    }

    private func isLabelColumn(_ column: Int) -> Bool {
        var labels = 0
        var others = 0
        for key in table.keys {
            guard let cell = view.anchor(key.row, column) else { continue }
            // What begins before the keys, as a merged title does, labels none of them.
            if view.isTransposed, view.place(of: cell).row < table.firstRow {
                others += 1
                continue
            }
            if let label = sheet.labels[cell], label.terms.contains(where: isRowTerm) {
                labels += 1
            } else {
                others += 1
            }
        }
        return labels > 0 && labels >= others
    }

    // MARK: Headers

    struct Headers {
        /// Rows that label columns, from top to bottom.
        var rows: [Int] = []
        /// Rows that give each record a field: 综合体名称, 所属县（市、区） …
        var identity: [(row: Int, field: IdentityField)] = []
        /// Rows without labels of the form that stand among the identity rows of a roll-up.
        var other: [Int] = []
        var top: Int
    }

    private func headerRows(labelColumns: Set<Int>) -> Headers {
        var headers = Headers(top: table.firstRow)
        let first = labelColumns.min() ?? 0
        if view.isTransposed {
            let keyRows = Set(table.keys.map(\.row))
            // Other tables of the same rows lie left and right of this one.
            let first = (foreignRows.filter { $0 < table.firstRow }.max() ?? -1) + 1
            let last = (foreignRows.filter { $0 > table.lastRow }.min() ?? .max) - 1
            for row in view.rows where row >= first && row <= last && !keyRows.contains(row) {
                if let field = field(ofRow: row, labelColumns) {
                    headers.identity.append((row, field))
                    headers.top = min(headers.top, row)
                } else if row < table.firstRow {
                    headers.rows.append(row)
                }
            }
            return headers
        }
        var blanks = 0
        var row = table.firstRow - 1
        while row >= view.rows.lowerBound, table.firstRow - row <= 14, !foreignRows.contains(row) {
            switch kind(ofRow: row, labelColumns, first) {
            case .labels:
                headers.rows.insert(row, at: 0)
                headers.top = row
            case .identity(let field):
                headers.identity.append((row, field))
                headers.top = row
            case .blank:
                blanks += 1
                if blanks > 1 { return headers }
            case .other: return headers
            }
            row -= 1
        }
        return headers
    }

    private enum RowKind { case labels, identity(IdentityField), blank, other }

    private func kind(ofRow row: Int, _ labelColumns: Set<Int>, _ first: Int) -> RowKind {
        var isBlank = true
        var hasLabels = false
        var levels = Set<FundingLevel>()
        var periods = 0
        var nameCount = 0
        var fields = 0
        for column in extent {
            guard let cell = view.cell(row, column) ?? mergedFromAbove(row, column) else {
                continue
            }
            isBlank = false
            guard let label = sheet.labels[cell] else { continue }
            for term in label.terms {
                // 省级 alone is the level of a complex; two levels are those of money.
                if case .fundingLevel(let level) = term {
                    levels.insert(level)
                } else if term.isMeasure, label.text.year != nil {
                    // 2020年3季度 is a period unless another column has one beside it.
                    periods += 1
                } else if term.isHeader || term.isMeasure || isRowTerm(term) {
                    hasLabels = true
                }
            }
            if label.identity != nil, !label.terms.contains(where: isRowTerm) { fields += 1 }
            if column > first, let text = sheet.text(cell), names.find(in: text) != nil {
                nameCount += 1
            }
        }
        if isBlank { return .blank }
        if let field = field(ofRow: row, labelColumns), fields == 1 { return .identity(field) }
        if fields > 0 { return .other }
        if hasLabels || levels.count > 1 || periods > 1 { return .labels }
        // A row of names only, above the columns they head.
        return nameCount > 0 && view.cell(row, extent.lowerBound) == nil ? .labels : .other
    }

    private func mergedFromAbove(_ row: Int, _ column: Int) -> Int? {
        guard let span = view.span(row, column), span.columns.lowerBound == column else {
            return nil
        }
        return view.cell(span.rows.lowerBound, column)
    }

    /// The field that a row gives to the records in its columns: its label stands among the labels, its
    /// values do not.
    private func field(ofRow row: Int, _ labelColumns: Set<Int>) -> IdentityField? {
        guard let lastLabel = labelColumns.max() else { return nil }
        var found: IdentityField?
        let leftmost = view.isTransposed ? (labelColumns.min() ?? 0) : extent.lowerBound
        for column in leftmost...lastLabel {
            guard let cell = view.anchor(row, column), let label = sheet.labels[cell],
                let field = label.identity
            else { continue }
            found = field
        }
        guard let found else { return nil }
        if view.isTransposed { return found }
        // Upright, the value right beside the label makes it an ordinary pair.
        for column in leftmost...lastLabel {
            if let cell = view.cell(row, column), sheet.labels[cell]?.identity == nil { return nil }
        }
        return found
    }

    // MARK: Rows

    private func tableRows(labelColumns: Set<Int>, headers: Headers) -> [Row] {
        var rows: [Row] = []
        let keyRows = Set(table.keys.map(\.row))
        let ordered = labelColumns.sorted()
        let first =
            view.isTransposed ? table.firstRow : (headers.rows.last ?? table.firstRow - 1) + 1
        var previous: Row?
        for row in max(first, view.rows.lowerBound)...lastRow(labelColumns) {
            if headers.identity.contains(where: { $0.row == row }) { continue }
            var described = describe(row, ordered)
            if !keyRows.contains(row), !described.terms.contains(where: \.isKey) {
                inherit(from: previous, into: &described)
            } else if described.terms.contains(where: isLevelTerm),
                !described.terms.contains(where: { $0 == .disbursed || $0 == .spent }),
                let purse = previous?.terms.first(where: { $0 == .disbursed || $0 == .spent }),
                hasMergeLost(row, labelColumns)
            {
                described.terms.append(purse)
            }
            rows.append(described)
            if described.terms.contains(where: \.isKey) { previous = described }
        }
        return rows
    }

    private func isLevelTerm(_ term: Term) -> Bool {
        if case .fundingLevel = term { true } else { term == .total }
    }

    private func hasMergeLost(_ row: Int, _ labelColumns: Set<Int>) -> Bool {
        labelColumns.contains { view.anchor(row, $0) == nil }
    }

    /// A row that says only which measure it is belongs to the indicator above (its merge was lost).
    private func inherit(from previous: Row?, into row: inout Row) {
        guard let previous, row.terms.contains(where: \.isMeasure),
            !row.terms.contains(where: { $0 == .total }),
            let key = previous.terms.first(where: \.isKey)
        else { return }
        row.terms.append(key)
        row.unit = row.unit ?? previous.unit
    }

    /// The last row that still belongs to the table: unknown rows may follow the last key.
    private func lastRow(_ labelColumns: Set<Int>) -> Int {
        var last = table.lastRow
        if let span = view.span(last, table.keyColumn) { last = max(last, span.rows.upperBound) }
        let isOfIndicators = table.keys.contains { sheet.labels[$0.cell]?.indicator != nil }
        last = max(last, trailingLabels(from: last, labelColumns))
        guard isOfIndicators else { return last }
        if view.isTransposed {
            return max(last, (foreignRows.filter { $0 > last }.min() ?? .max) - 1).clamped(
                to: view.rows)
        }
        var row = last + 1
        while row <= view.rows.upperBound, !foreignRows.contains(row) {
            guard let cell = view.cell(row, table.keyColumn), let label = sheet.labels[cell],
                sheet.text(cell) != nil, !label.hasHeader, label.identity == nil,
                hasFigures(row, labelColumns)
            else { break }
            let isOther = extent.contains { column in
                view.label(row, column).map {
                    $0.identity != nil
                        || $0.terms.contains(where: { $0 == .disbursed || $0 == .spent })
                } ?? false
            }
            if isOther { break }
            last = row
            row += 1
        }
        return last
    }

    /// Rows below the last key that are its further measures, or the sum of the levels of money.
    private func trailingLabels(from last: Int, _ labelColumns: Set<Int>) -> Int {
        var row = last + 1
        while row <= view.rows.upperBound, row - last <= 4, !foreignRows.contains(row) {
            let labels = labelColumns.compactMap { view.cell(row, $0) }
            guard !labels.isEmpty,
                labels.allSatisfy({ cell in
                    guard let label = sheet.labels[cell] else { return false }
                    return label.hasMeasure || label.contains(.total) || label.contains(.noteHeader)
                })
            else { break }
            row += 1
        }
        return row - 1
    }

    private func hasFigures(_ row: Int, _ labelColumns: Set<Int>) -> Bool {
        extent.contains { column in
            guard column > table.keyColumn, !labelColumns.contains(column),
                let cell = view.cell(row, column)
            else { return false }
            return sheet.isNumber(cell)
        }
    }

    private func describe(_ row: Int, _ labelColumns: [Int]) -> Row {
        var result = Row(row: row, terms: [])
        var last: Int?
        for column in labelColumns {
            guard let cell = view.anchor(row, column), let label = sheet.labels[cell] else {
                continue
            }
            if result.terms.isEmpty {
                result.terms = label.terms
            } else {
                for term in label.terms where !result.terms.contains(term) {
                    result.terms.append(term)
                }
            }
            if let unit = label.text.unit { result.unit = unit }
            if let year = label.text.year { result.year = year }
            if label.hasKey { result.label = cell }
            last = cell
        }
        if result.label == nil { result.label = last ?? view.anchor(row, table.keyColumn) }
        return result
    }

    // MARK: Columns

    private func column(_ column: Int, headers: [Int]) -> Column {
        var result = Column(column: column)
        for (index, row) in headers.enumerated() {
            guard
                let cell = view.anchor(row, column)
                    ?? filledFromLeft(row, column, lower: headers[(index + 1)...])
            else { continue }
            if result.labels.contains(cell) || result.headings.contains(cell) { continue }
            guard let label = sheet.labels[cell] else { continue }
            if label.terms.isEmpty {
                if sheet.text(cell) != nil { result.headings.append(cell) }
                continue
            }
            result.labels.append(cell)
            for term in label.terms where !result.terms.contains(term) || term == .growth {
                result.terms.append(term)
            }
            if let unit = label.text.unit { result.unit = unit }
            if let year = label.text.year { result.year = year }
        }
        return result
    }

    /// The header to the left that a blank one continues, where its merge was lost: there is a label of a
    /// lower level below the blank.
    private func filledFromLeft(_ row: Int, _ column: Int, lower: ArraySlice<Int>) -> Int? {
        guard view.span(row, column) == nil else { return nil }
        let hasLower = lower.contains { below in
            guard let label = view.label(below, column) else { return false }
            return label.terms.contains { term in
                term.isMeasure || term == .total || isLevelTerm(term)
            }
        }
        guard hasLower else { return nil }
        var left = column - 1
        while left >= extent.lowerBound {
            if let cell = view.anchor(row, left) {
                // A merged header says itself how far it goes.
                guard view.span(row, left) == nil, let label = sheet.labels[cell] else {
                    return nil
                }
                let isGroup = label.terms.allSatisfy { term in
                    switch term {
                    case .quarter, .cumulative, .group, .disbursed, .spent, .section, .indicator:
                        true
                    default: false
                    }
                }
                return isGroup ? cell : nil
            }
            left -= 1
        }
        return nil
    }
}

extension Int {
    fileprivate func clamped(to range: ClosedRange<Int>) -> Int {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}

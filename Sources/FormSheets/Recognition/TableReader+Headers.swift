import MonitoringForm
import Spreadsheet

/// The rows above a table, or the lines before its records, that say what its columns are.
extension TableReader {
    struct Headers {
        /// Rows that label columns, from top to bottom.
        var rows: [Int] = []
        /// Rows that give each record a field: 综合体名称, 所属县（市、区） …
        var identity: [(row: Int, field: IdentityField)] = []
        /// Lines of figures before those of a roll-up whose label the form does not know: 工业总产值.
        var unknown: [Int] = []
        var top: Int
    }

    func headerRows(labelColumns: LineSet) -> Headers {
        var headers = Headers(top: table.firstRow)
        if table.isOfPairs { return headers }
        let first = labelColumns.first ?? 0
        if view.isTransposed {
            let keyRows = LineSet(table.keys.map(\.row))
            // Other tables of the same rows lie left and right of this one.
            let first = max(
                view.rows.lowerBound, (neighbours.lastRow(above: table.firstRow) ?? -1) + 1)
            let last = min(
                view.rows.upperBound, (neighbours.firstRow(below: table.lastRow) ?? .max) - 1)
            let before = view.usedRows(first...max(first, table.firstRow - 1))
            let behind = view.usedRows(table.firstRow...max(table.firstRow, last))
                .prefix(table.lastRow - table.firstRow + reach)
            for row in before.suffix(TableReader.headerReach) + behind where !keyRows.contains(row)
            {
                if let field = field(ofRow: row, labelColumns), !holdsLabels(row, below: field) {
                    headers.top = min(headers.top, row)
                    if headers.identity.count(where: { $0.field == field }) < 4 {
                        headers.identity.append((row, field))
                    }
                } else if row < table.firstRow, isUnknownLine(row, labelColumns) {
                    headers.unknown.append(row)
                } else if row < table.firstRow, !isHeadedByTime(row, labelColumns) {
                    headers.rows.append(row)
                }
            }
            labelMoneyByTime(&headers)
            findNames(&headers, labelColumns)
            return headers
        }
        var blanks = 0
        var others = 0
        /// A line of units right below the header.
        var units: [Int] = []
        var row = table.firstRow - 1
        while row >= view.rows.lowerBound, table.firstRow - row <= 14,
            !neighbours.haveKey(inRow: row)
        {
            if isColumnNumbers(row) {
                row -= 1
                continue
            }
            switch kind(ofRow: row, labelColumns, first) {
            case .labels:
                headers.rows.insert(row, at: 0)
                if let line = units.popLast() { headers.rows.append(line) }
                headers.top = row
            case .identity(let field):
                headers.identity.append((row, field))
                headers.top = row
            case .blank:
                blanks += 1
                if blanks > 1 { return headers }
            // 工业总产值 above the first row that the form knows.
            case .figures: if !headers.rows.isEmpty { return headers }
            case .other:
                // 填写本季度发生数, 甲 乙 丙: a line of hints right below the header.
                others += 1
                if !headers.rows.isEmpty || others > 2 { return headers }
            case .units:
                others += 1
                if !headers.rows.isEmpty || others > 2 { return headers }
                units = [row]
            case .names: return headers
            }
            row -= 1
        }
        return headers
    }

    /// The names of a roll-up whose header calls them 名称, 单位, 项目, 产业, or nothing at all.
    private func findNames(_ headers: inout Headers, _ labelColumns: LineSet) {
        guard let last = labelColumns.last,
            !headers.identity.contains(where: { $0.field == .complexName })
        else { return }
        let records = lines.filter { $0 > last }.prefix(TableReader.mostSampled)
        func texts(_ row: Int) -> [String]? {
            var texts: [String] = []
            for line in records {
                guard let cell = view.cell(row, line), let text = sheet.text(cell) else { continue }
                // Labels, as 本季度数据 is one, name nobody.
                guard sheet.terms(cell)?.isEmpty ?? true else {
                    if sheet.has([.total, .identity], cell) { continue }
                    return nil
                }
                texts.append(text)
            }
            return texts
        }
        func isOfNames(_ row: Int) -> Bool {
            guard let texts = texts(row) else { return false }
            let named = texts.count { names.find(in: $0) != nil }
            if named > 0, named * 2 >= texts.count { return true }
            // 项目 beside money heads what it was paid for.
            if isOfMoney { return false }
            let isHeaded = labelColumns.ordered.contains { column in
                view.terms(row, column)?.has(.indicatorHeader) ?? false
            }
            return isHeaded && TableReader.tellApart(texts)
        }
        // 产业: what tells the complexes of a county apart where no name stands.
        func isOfIndustries(_ row: Int) -> Bool {
            if isOfMoney { return false }
            let isHeaded = labelColumns.ordered.contains { column in
                guard let cell = view.cell(row, column), sheet.terms(cell)?.isEmpty ?? false,
                    let text = sheet.text(cell)
                else { return false }
                return matcher.headsNames(text)
            }
            return isHeaded && texts(row).map(TableReader.tellApart) ?? false
        }
        // 填报单位 above the names of complexes.
        func isOfOffices(_ line: (row: Int, field: IdentityField)) -> Bool {
            guard line.field == .reportingUnit || line.field == .operatingUnit,
                let texts = texts(line.row)
            else { return false }
            return texts.count > 1 && texts.allSatisfy { names.find(in: $0) != nil }
        }
        guard
            let row = headers.rows.last(where: isOfNames)
                ?? headers.identity.first(where: isOfOffices)?.row
                ?? headers.rows.last(where: isOfIndustries)
                ?? onlyLine(headers, records, texts)
        else { return }
        headers.rows.removeAll { $0 == row }
        headers.identity.removeAll { $0.row == row }
        headers.identity.append((row, .complexName))
        headers.top = min(headers.top, row)
    }

    /// Whether each of several records has a text of its own.
    private static func tellApart(_ texts: [String]) -> Bool {
        texts.count > 1 && Set(texts).count == texts.count
    }

    /// Under a header that nobody knows, the only line with another text for each record names them.
    private func onlyLine(
        _ headers: Headers, _ records: some Sequence<Int>, _ texts: (Int) -> [String]?
    ) -> Int? {
        // A list of enterprises has a few columns that are called like the form's.
        let rows = Set(table.keys.prefix(512).compactMap { sheet.terms($0.cell)?.row })
        guard !isOfMoney, rows.count >= 6 else { return nil }
        let keys = table.keys.prefix(16)
        let filled = records.count { record in
            keys.contains { key in
                view.cell(key.row, record).map { sheet.isFilledIn($0) && !sheet.has(.keys, $0) }
                    ?? false
            }
        }
        let lines = headers.rows.filter { row in
            guard let texts = texts(row), texts.count * 10 >= filled * 9 else { return false }
            return TableReader.tellApart(texts)
        }
        return lines.count == 1 ? lines[0] : nil
    }

    /// Whether 立项时间 or the like heads a line of a roll-up: its quarters are of no figure.
    private func isHeadedByTime(_ row: Int, _ labelColumns: LineSet) -> Bool {
        labelColumns.ordered.contains { column in
            view.cell(row, column).map(isOfTime) ?? false
        }
    }

    private func isOfTime(_ cell: Int) -> Bool {
        // 年份 alone heads the years of records.
        guard let text = sheet.text(cell), !sheet.has([.identity, .measures], cell) else {
            return false
        }
        return TableReader.times.contains { TextFolding.ends(text, with: $0) } && text.count > 2
    }

    private static let times = ["时间", "日期", "年份"]

    /// Records by which a line of names is known.
    static let mostSampled = 256

    /// 时间 above lines of nobody's money says when each was paid, not which quarter a return is of.
    private func labelMoneyByTime(_ headers: inout Headers) {
        guard isOfMoney, !headers.identity.contains(where: { $0.field == .complexName }) else {
            return
        }
        func isTime(_ line: (row: Int, field: IdentityField)) -> Bool {
            line.field == .period && line.row < table.firstRow
        }
        headers.rows += headers.identity.filter(isTime).map(\.row)
        headers.rows.sort()
        headers.identity.removeAll(where: isTime)
    }

    /// Whether what could head the quarter or the level of each record stands above labels instead: 本季度 and 累计,
    /// or 实际拨付金额.
    private func holdsLabels(_ row: Int, below field: IdentityField) -> Bool {
        guard field == .period || field == .level else { return false }
        return lines.prefix(64).contains { column in
            guard let cell = view.cell(row, column), let label = sheet.label(cell) else {
                return false
            }
            if field == .level { return label.termSet.has(.purses) }
            // 二季度 is a quarter.
            return label.termSet.has(.periods) && label.text.year == nil
                && label.text.quarter == nil && !label.termSet.has(.identity)
        }
    }

    /// Lines before the records of a roll-up that may say what they are.
    private static let headerReach = 256

    /// Whether a row of the view only counts the columns.
    func isColumnNumbers(_ row: Int) -> Bool {
        ColumnNumbers.are(lines.lazy.compactMap { self.view.cell(row, $0) }, in: sheet)
    }

    /// Two of these in a row head a table, whatever else stands between them: 二级指标 | 责任人 | 联系电话 | 完成情况.
    private static let heads: TermKinds = [
        .sectionHeader, .indicatorHeader, .unitHeader, .statusHeader, .noteHeader,
    ]

    private enum RowKind {
        case labels, identity(IdentityField), names, units, figures, blank, other
    }

    private func kind(ofRow row: Int, _ labelColumns: LineSet, _ first: Int) -> RowKind {
        var isBlank = true
        var hasLabels = false
        var hasUnits = false
        var levels: TermKinds = []
        var periods = 0
        var measures = 0
        var fields = 0
        var purses = 0
        var heads = 0
        var hasMoney = false
        for column in lines {
            guard let cell = view.cell(row, column) ?? mergedFromAbove(row, column) else {
                continue
            }
            isBlank = false
            guard let label = sheet.label(cell) else { continue }
            let terms = label.termSet
            if terms.isEmpty, label.unitName != nil { hasUnits = true }
            if terms.has([.periods, .growth]), label.text.year == nil { measures += 1 }
            // 省级 alone is the level of a complex; two levels are those of money.
            levels.formUnion(terms.kinds.intersection(.levels))
            if terms.has(.measures), label.text.year != nil {
                // 2020年3季度 is a period unless another column has one beside it.
                periods += terms.kinds.intersection(.measures).count
            } else if terms.has(.measures) {
                hasLabels = true
            }
            if terms.has(rowTerms.union(.headers).subtracting([.levels, .measures])) {
                hasLabels = true
            }
            if terms.has(.purses) { purses += 1 }
            if terms.has([.purses, .fundingRow]) { hasMoney = true }
            if terms.has(TableReader.heads) { heads += 1 }
            if terms.has(.identity), !terms.has(rowTerms) { fields += 1 }
        }
        if isBlank { return .blank }
        if holdsDates(row) { return .other }
        // The funds above the indicators are a table of their own.
        if hasMoney, !isOfMoney { return .names }
        // 综合体名称 heads the column of names in a list.
        if fields > 0, measures > 1 || purses > 1 || heads > 1 { return .labels }
        if fields == 1, let field = field(ofRow: row, labelColumns) { return .identity(field) }
        if fields > 0 { return .names }
        // 产业质量 may stand before the first row, whose own label the form does not know.
        if isUnknownRow(row) { return .figures }
        if hasLabels || levels.count > 1 || periods > 1 { return .labels }
        if hasUnits { return .units }
        // A row of names only, above the columns they head.
        let named = countOfNames(row, first)
        let isBesideBlank = view.cell(row, extent.lowerBound) == nil
        return named > (isBesideBlank ? 0 : 1) ? .labels : .other
    }

    /// Whether a row has pairs such as 立项时间 | 2019年一季度, whose quarter heads no column.
    private func holdsDates(_ row: Int) -> Bool {
        var before: Int?
        for column in lines {
            guard let cell = view.cell(row, column) else { continue }
            if let before, sheet.label(cell)?.text.year != nil, isOfTime(before) { return true }
            before = cell
        }
        return false
    }

    /// Whether a label that the form does not know stands among the keys with numbers beside it.
    private func isUnknownRow(_ row: Int) -> Bool {
        guard let label = view.cell(row, table.keyColumn), sheet.text(label) != nil,
            sheet.terms(label)?.isEmpty ?? false
        else { return false }
        let numbers = lines.compactMap { column -> String? in
            guard column > table.keyColumn, let cell = view.cell(row, column),
                case .number(let digits) = sheet.grid.cells[cell].value
            else { return nil }
            return digits
        }
        // 2019 | 2020 head columns.
        return numbers.count > 1
            && !numbers.allSatisfy { (2000...2100).contains(Int($0) ?? 0) }
    }

    /// Whether a line before those of a roll-up holds figures under a label that the form does not know.
    private func isUnknownLine(_ row: Int, _ labelColumns: LineSet) -> Bool {
        guard let last = labelColumns.last, !isOfMoney, isOfStranger(row) else { return false }
        var (numbers, others) = (0, 0)
        for line in lines where line > last {
            guard let cell = view.cell(row, line) else { continue }
            if sheet.isNumber(cell) { numbers += 1 } else { others += 1 }
        }
        return numbers > others
    }

    /// Cells of a row, right of a column, that name a complex.
    private func countOfNames(_ row: Int, _ first: Int) -> Int {
        lines.count { column in
            guard column > first,
                let cell = view.cell(row, column) ?? mergedFromAbove(row, column),
                let text = sheet.text(cell)
            else { return false }
            return names.find(in: text) != nil
        }
    }

    private func mergedFromAbove(_ row: Int, _ column: Int) -> Int? {
        guard view.isMerged(row, column), let span = view.span(row, column),
            span.columns.lowerBound == column
        else {
            return nil
        }
        return view.cell(span.rows.lowerBound, column)
    }

    /// The field that a row gives to the records in its columns: its label stands among the labels, its
    /// values do not.
    private func field(ofRow row: Int, _ labelColumns: LineSet) -> IdentityField? {
        guard let lastLabel = labelColumns.last else { return nil }
        var found: IdentityField?
        let leftmost = view.isTransposed ? (labelColumns.first ?? 0) : extent.lowerBound
        for column in leftmost...lastLabel {
            if let field = view.terms(row, column)?.identity { found = field }
        }
        guard let found else { return nil }
        if view.isTransposed { return found }
        // Upright, the value right beside the label makes it an ordinary pair, and so does one that is alone.
        for column in leftmost...lastLabel {
            if let cell = view.cell(row, column), !sheet.has(.identity, cell) { return nil }
        }
        let values = lines.filter { $0 > lastLabel && view.cell(row, $0) != nil }
        return values.count == 1 && values[0] == lastLabel + 1 ? nil : found
    }
}

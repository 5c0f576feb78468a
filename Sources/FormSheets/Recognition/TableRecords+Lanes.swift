import MonitoringForm
import Spreadsheet

/// Tables whose rows say everything and whose columns are complexes: which columns are lanes, and of whom.
extension TableRecords {
    /// Fragments of such a table.
    func lanes(_ columns: [TableReader.Column]) -> [Fragment] {
        // Beside works the column of units has nothing but dashes.
        let unitColumns =
            view.isTransposed
            ? []
            : columns.filter { $0.terms.has(.unitHeader) || reader.isUnitLine($0.column) }
        numberUnits(columns, unitColumns: Array(unitColumns.prefix(1)))
        var records: [Record] = []
        var county: Int?
        var period: Int?
        let columns = columns.filter { column in !unitColumns.contains { $0 === column } }
        let isNamed = hasNames(columns)
        let hasComplexes =
            isNamed
            && columns.contains { column in
                name(of: column).map { summary($0) == nil && !isTotal($0) } ?? false
            }
        var summaries: [Int] = []
        let headsCounties = hasComplexes && startsWithCounty(columns)
        if !isNamed, let (column, others) = moneyLine(columns) {
            var record = Record(columns: [column])
            record.identity.fields = identity(of: column.column)
            return finish([record], others)
        }
        for (position, column) in columns.enumerated() {
            switch kind(of: column, named: isNamed, hasComplexes) {
            case .end: return finish(records, summaries)
            case .summary(let cell):
                summaries.append(cell)
                // Another place than the county before, whether it is known or not.
                if headsCounties { county = namesArea(cell) ? cell : nil }
            case .skip:
                if headsCounties, let cell = countyOfSums(column) { county = cell }
            case .county(let cell): county = cell
            case .period(let cell): period = cell
            case .continuation:
                if let last = records.indices.last, !replaces(column, in: &records[last]) {
                    records[last].columns.append(column)
                }
            case .record:
                var record = Record(columns: [column])
                record.identity.fields = identity(of: column.column)
                if record.identity.fields[.complexName] == nil {
                    record.identity.heading = name(of: column)
                }
                if record.identity.fields[.county] == nil {
                    record.identity.county =
                        headsCounties ? county : county ?? previousCounty(records)
                }
                if record.identity.fields[.period] == nil {
                    record.identity.fields[.period] = period
                }
                // Without names, a second lane could only be another figure of the same, or of another county.
                if !isNamed, let first = records.first?.columns.first,
                    !isToldApart(record, records)
                {
                    guard column.terms.has(.measures), first.terms.has(.measures),
                        records[0].columns.count < TableRecords.mostLanes,
                        records[0].columns.allSatisfy({ !repeats($0, column) })
                    else {
                        // Sideways, the lanes further on are those of other tables.
                        let most = view.isTransposed ? 1 : TableRecords.mostLanes
                        let rest = columns[position...].prefix(most)
                        return finish(records, summaries + rest.flatMap(unread))
                    }
                    records[0].columns.append(column)
                    continue
                }
                if let last = records.indices.last, isNamesake(record, records[last]),
                    replaces(column, in: &records[last])
                {
                    continue
                }
                records.append(record)
            }
        }
        return finish(records, summaries)
    }

    /// Whether the sums of each county of a roll-up stand before its complexes, rather than behind them.
    private func startsWithCounty(_ columns: [TableReader.Column]) -> Bool {
        guard view.isTransposed, let first = columns.first(where: holdsFigures),
            let last = columns.last(where: holdsFigures)
        else { return false }
        switch kind(of: first, named: true, true) {
        case .summary, .skip: return countyOfSums(first) != nil && countyOfSums(last) == nil
        default: return false
        }
    }

    private func namesArea(_ cell: Int) -> Bool {
        sheet.text(cell).map { $0.utf8.count <= 90 && reader.names.area(in: $0) != nil } ?? false
    }

    /// The county that a line of sums is of: 海宁市 in the place of a name, or of a number.
    private func countyOfSums(_ column: TableReader.Column) -> Int? {
        let heads = headers.identity.map(\.row) + headers.rows
        let cells = heads.compactMap { view.cell($0, column.column) }
        guard holdsFigures(column),
            !cells.contains(where: {
                sheet.text($0).map { reader.names.find(in: $0) != nil } ?? false
            })
        else { return nil }
        return cells.first(where: namesArea)
    }

    private func holdsFigures(_ column: TableReader.Column) -> Bool {
        rows.prefix(16).contains { row in
            row.terms.has(.keys)
                && (view.cell(row.row, column.column).map(sheet.isFilledIn) ?? false)
        }
    }

    /// Whether a lane of a roll-up without names is told apart from the one before it by its county, or its quarter.
    private func isToldApart(_ record: Record, _ others: [Record]) -> Bool {
        guard view.isTransposed, let last = others.last else { return false }
        return [.county, .period].contains { (field: IdentityField) in
            guard let cell = record.identity.fields[field],
                let other = last.identity.fields[field]
            else { return false }
            return other != cell && sheet.text(other) != sheet.text(cell)
        }
    }

    /// Where a lane is told that nobody reads, though it holds as many figures or statuses as a complex would: at its
    /// header, or at its first figure.
    private func unread(_ column: TableReader.Column) -> [Int] {
        let cells = rows.filter { $0.terms.has(.keys) }.map { row in
            self.view.cell(row.row, column.column)
        }
        let filled = cells.compactMap(\.self).filter(isFigureOrStatus)
        guard let first = filled.first, filled.count * 2 >= cells.count else { return [] }
        return [view.isTransposed ? first : column.headings.last ?? first]
    }

    private func isFigureOrStatus(_ cell: Int) -> Bool {
        guard let text = sheet.text(cell) else { return sheet.isNumber(cell) }
        return sheet.isFilledIn(cell) && text.contains("完成")
    }

    /// Whether two lanes in a row name the same complex.
    private func isNamesake(_ record: Record, _ other: Record) -> Bool {
        guard let name = record.name.flatMap({ sheet.text($0) }),
            let last = other.name.flatMap({ sheet.text($0) })
        else { return false }
        return TextFolding.isSame(name, last)
    }

    /// Of lanes of one complex that are of different years the newest is the form's; the others are let go.
    private func replaces(_ column: TableReader.Column, in record: inout Record) -> Bool {
        guard let year = column.hint.year, let other = record.columns.last?.hint.year,
            year != other
        else { return false }
        if year > other { record.columns = [column] }
        return true
    }

    /// Lanes of one return: its measures, of some quarters.
    private static let mostLanes = 64

    /// Whether two lanes claim the same period without growth, as those of two returns do.
    private func repeats(_ column: TableReader.Column, _ other: TableReader.Column) -> Bool {
        !column.terms.has(.growth) && !other.terms.has(.growth)
            && column.terms.period == other.terms.period && column.hint.year == other.hint.year
            && column.hint.quarter == other.hint.quarter
    }

    /// Whether the lanes are those of complexes with names. Without an identity row the first lane that holds
    /// anything tells: names further on may be those of the next return on the sheet.
    private func hasNames(_ columns: [TableReader.Column]) -> Bool {
        if headers.identity.contains(where: { $0.field == .complexName }) {
            return columns.contains { name(of: $0) != nil }
        }
        let heads = headers.rows
        let first = columns.first { column in
            let hasFigures = rows.contains { row in
                row.terms.has(.keys) && view.cell(row.row, column.column) != nil
            }
            return hasFigures || heads.contains { view.cell($0, column.column) != nil }
        }
        return first.flatMap(name(of:)) != nil
    }

    private enum LaneKind {
        case record, continuation, skip, end
        /// A cell across all lines of a roll-up that says which county, or which quarter, those below are of.
        case county(Int), period(Int)
        case summary(Int)
    }

    /// What a lane's name is instead of one: all complexes of a place, or other figures of the complex above.
    private enum Summary { case ofPlace, ofMeasure }

    private func summary(_ name: Int) -> Summary? {
        if sheet.has([.ignoredMeasure, .growth, .periods], name) { return .ofMeasure }
        return sheet.text(name).map(reader.names.speaksOfAll) ?? false ? .ofPlace : nil
    }

    private func kind(
        of column: TableReader.Column, named: Bool, _ hasComplexes: Bool
    ) -> LaneKind {
        let lane = column.column
        var hasFigures = false
        var isFilled = false
        var labels = 0
        var cells = 0
        for row in rows where row.terms.has(.keys) {
            guard let cell = view.cell(row.row, lane) else { continue }
            cells += 1
            if sheet.has([.keys, .measures], cell) { labels += 1 }
            if sheet.has(.identity, cell), !sheet.has(.keys, cell) { return .end }
            hasFigures = true
            isFilled = isFilled || sheet.isFilledIn(cell) || isPlaceholder(cell)
        }
        if cells > 0, labels * 2 > cells { return .skip }
        if view.isTransposed, sheet.countsColumns(inRow: lane) { return .skip }
        let heads = headers.identity.map(\.row) + headers.rows
        let headCells = heads.compactMap { view.anchor($0, lane) }
        for cell in headCells {
            guard sheet.terms(cell) != nil else { continue }
            let isField = sheet.has(.identity, cell) && !sheet.has(.keys, cell)
            // The labels of the identity columns themselves stand among the label columns.
            if isField && !labelColumns.contains(lane) { return hasFigures && named ? .skip : .end }
            if isTotal(cell) { return .skip }
        }
        if !named { return unnamedKind(lane, hasFigures: hasFigures, headCells: headCells) }
        if let name = name(of: column) {
            if isTotal(name) { return .skip }
            if hasComplexes, hasFigures, let summary = summary(name) {
                return summary == .ofPlace ? .summary(name) : .skip
            }
            let isListed = sheet.text(name).map { reader.names.find(in: $0) != nil } ?? false
            // 填写要求 | 保留两位 | 整数
            if hasComplexes, hasFigures, !isFilled, !isListed { return .summary(name) }
            if hasFigures || isListed { return isContinued(column, name) ? .continuation : .record }
            return heading(name)
        }
        if !hasFigures {
            guard Set(headCells).count == 1, let cell = headCells.first else { return .skip }
            return heading(cell)
        }
        // Figures without a name: a further measure of the complex above, or nothing that can be told.
        return column.terms.has(.measures) ? .continuation : .skip
    }

    /// 平湖市 or 2020年第三季度 alone on its row heads the complexes below it.
    private func heading(_ cell: Int) -> LaneKind {
        if isCounty(cell) { return .county(cell) }
        return isPeriod(cell) ? .period(cell) : .skip
    }

    /// Whether a cell says —, 无 or the like.
    private func isPlaceholder(_ cell: Int) -> Bool {
        guard let text = sheet.text(cell) else { return true }
        return text.count == 1 || !text.contains(where: \.isLetter)
    }

    private func unnamedKind(_ lane: Int, hasFigures: Bool, headCells: [Int]) -> LaneKind {
        guard let last = labelColumns.last else { return .end }
        if hasFigures {
            return isSelfExplaining || view.isTransposed || tellMeasures ? .record : .end
        }
        guard view.isTransposed else { return .skip }
        let hasLabel = headCells.contains {
            sheet.has([.fundingRow, .fundingSection, .constructionSection], $0)
        }
        if hasLabel { return .record }
        return lane - last <= 2 && headCells.isEmpty ? .skip : .end
    }

    /// Whether a cell says nothing but which county what stands below or beside it is of.
    func isCounty(_ cell: Int) -> Bool {
        guard let text = sheet.text(cell), text.utf8.count <= 12 || text.count <= 12 else {
            return false
        }
        return reader.names.area(in: text) != nil
    }

    /// Whether a cell says nothing but which quarter what stands below it is of.
    private func isPeriod(_ cell: Int) -> Bool {
        guard view.isTransposed, let text = sheet.text(cell), text.utf8.count <= 48 else {
            return false
        }
        // 注：2020年1-6月数据有调整 dates nothing.
        return PeriodText.period(in: text) != nil
            && text.unicodeScalars.allSatisfy {
                !$0.properties.isAlphabetic
                    || "年第一二三四季度月至到上下半Qq".unicodeScalars.contains($0)
            }
    }

    /// Whether the labels of indicators say which measure their rows hold.
    private var tellMeasures: Bool {
        rows.contains { $0.terms.has(.indicator) && $0.terms.has(telling) }
    }

    /// Whether the rows alone say what their figures are: amounts and works, no indicators.
    private var isSelfExplaining: Bool {
        rows.allSatisfy { !$0.terms.has(.indicator) }
    }

    func isTotal(_ cell: Int) -> Bool { sheet.isTotal(cell) }

    /// Whether a lane goes on with the complex of the one before it, as a merged name shows.
    private func isContinued(_ column: TableReader.Column, _ name: Int) -> Bool {
        let place = view.place(of: name)
        return place.column < column.column && !labelColumns.contains(place.column)
            && column.terms.has(.measures)
    }

    /// The cell that names a lane's complex.
    private func name(of column: TableReader.Column) -> Int? {
        if let row = headers.identity.first(where: { $0.field == .complexName })?.row {
            guard let cell = view.anchor(row, column.column),
                view.place(of: cell).row == row, !sheet.has(.identity, cell)
            else { return nil }
            return cell
        }
        return column.headings.first { cell in
            sheet.text(cell).map { reader.names.find(in: $0) != nil } ?? false
        }
    }

    /// A county that is written once for several complexes, its merge lost.
    private func previousCounty(_ records: [Record]) -> Int? {
        records.last.flatMap { $0.identity.fields[.county] ?? $0.identity.county }
    }

    /// - Parameter unread: labels of lanes that are passed over and told.
    private func finish(_ records: [Record], _ unread: [Int]) -> [Fragment] {
        // What the rows say is asked for each of thousands of tables, most of which may have no lane.
        if records.isEmpty { return [] }
        let byRow = labels.measures
        let unnamed = unnamedMeasures(byRow)
        let passed = amountsOfOtherTimes()
        return records.prefix(reader.mostRecords).enumerated().map { number, record in
            var builder = FragmentBuilder(
                reader: reader, labelColumns: labelColumns, units: units,
                tellsStrangers: number == 0)
            let byLane = MeasureResolver.resolve(
                record.columns.map { MeasureResolver.Slot(terms: $0.terms, hint: $0.hint) },
                implied: sheet.implied, stated: reader.stated.period)
            if number == 0 { for cell in unnamed.cells + unread { builder.stranger(cell) } }
            // 期间 beside the complex: each lane is a period, and the rows say figure or growth.
            let isByPeriod = zip(record.columns, byLane).allSatisfy { column, resolution in
                column.terms.has(.periods) && resolution.measure?.isGrowth == false
            }
            var isTold = false
            let isByLane = record.columns.contains { $0.terms.has(telling) }
            for (position, row) in rows.enumerated() {
                guard !passed.contains(position),
                    let key = builder.key(of: row, sequence: position),
                    let column = record.columns.first
                else { continue }
                switch key {
                case .indicator(let indicator):
                    if isByPeriod, !row.terms.has(.periods), !row.terms.has(.ignoredMeasure) {
                        for (lane, resolution) in zip(record.columns, byLane) {
                            guard let base = resolution.measure else { continue }
                            let measure = row.terms.has(.growth) ? base.itsGrowth : base
                            builder.add(.figure(indicator: indicator, measure), row, lane)
                        }
                    } else if let measure = byRow[position] {
                        builder.add(.figure(indicator: indicator, measure), row, column)
                    } else if unnamed.positions.contains(position) {
                        continue
                    } else if isByLane {
                        for (lane, resolution) in zip(record.columns, byLane) {
                            guard let measure = resolution.measure else { continue }
                            builder.add(.figure(indicator: indicator, measure), row, lane)
                        }
                    } else if !row.terms.has(.measures) {
                        builder.add(
                            .figure(indicator: indicator, sheet.implied.measure), row, column)
                        // Once for the table: no label of it names a measure.
                        if !isTold, !sheet.implied.isExact { builder.doubtful(row.label) }
                        isTold = true
                    }
                case .work(let work):
                    if row.terms.has(.noteHeader) || row.terms.has(.extraHeader) {
                        builder.addNote(work, row, column)
                    } else {
                        builder.add(.status(work: work), row, column)
                    }
                case .funding:
                    // 计划 beside 实际.
                    if let target = FragmentBuilder.money(row.terms),
                        !row.terms.has(.ignoredMeasure)
                    {
                        builder.add(target, row, column)
                    }
                }
            }
            if builder.hasIndicators { builder.missing(nil) }
            return builder.fragment(record.identity, column: record.columns.first?.column, headers)
        }
    }

    /// Rows of an indicator whose label names no measure of the form while others of it do: they hold something
    /// else. Each label is told once, however many indicators have it.
    private func unnamedMeasures(_ byRow: [Int: Measure]) -> (positions: Set<Int>, cells: [Int]) {
        let measured = Set(byRow.keys.compactMap { rows[$0].terms.indicator })
        var positions = Set<Int>()
        var cells: [Int] = []
        var texts = Set<String>()
        for (position, row) in rows.enumerated() where byRow[position] == nil {
            guard let indicator = row.terms.indicator, measured.contains(indicator) else {
                continue
            }
            positions.insert(position)
            // Last year's columns are known for what they are.
            guard !row.terms.has(.ignoredMeasure), row.hint.year == nil,
                let cell = labelColumns.ordered.lazy.compactMap({ self.view.cell(row.row, $0) })
                    .last,
                let text = sheet.text(cell), sheet.terms(cell)?.has(.keys) == false,
                texts.insert(text).inserted
            else { continue }
            cells.append(cell)
        }
        return (positions, cells)
    }
}

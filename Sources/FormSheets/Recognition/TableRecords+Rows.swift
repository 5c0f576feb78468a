import MonitoringForm
import Spreadsheet

/// The rows of one record, as entries: which cell of a row is which leaf of the return.
extension TableRecords {
    /// What the headers say of a record's columns, for all of its rows.
    private struct Columns {
        let all: [TableReader.Column]
        let resolved: [MeasureResolver.Resolution]
        /// Whether columns say by themselves which measures they hold.
        let tellMeasures: Bool
        /// Whether any of them holds growth.
        let haveGrowth: Bool
        let status: [TableReader.Column]
        /// Columns under 完成 and 未完成 and the like.
        let marks: [TableReader.Column]
        /// Those that statuses may stand in where no header says it.
        let ofWorks: [TableReader.Column]
        let note: TableReader.Column?
        /// Those that amounts may stand in: not 计划 beside 实际.
        let ofMoney: [TableReader.Column]
    }

    /// What the labels of rows say, for all records of the table.
    struct RowLabels {
        /// Measures by the position of the row.
        let measures: [Int: Measure]
        /// Positions of rows of earlier years.
        let outdated: Set<Int>
        /// Indicators that have a row of their plain name.
        let plain: Set<Int>
        /// Indicators with rows whose measure is known.
        let measured: Set<Int>
    }

    func fragment(
        _ record: Record, note: TableReader.Column?, strangers: [Int]
    ) -> Fragment {
        let columns = columns(of: record, note: note)
        var builder = FragmentBuilder(reader: reader, labelColumns: labelColumns, units: units)
        for cell in strangers { builder.stranger(cell) }
        for (column, resolution) in zip(columns.all, columns.resolved)
        where resolution.isDoubtful && tellsDoubts && !reader.isOfMoney {
            builder.doubtful(column.labels.last)
        }
        for (position, row) in rows.enumerated() {
            guard let key = builder.key(of: row, sequence: position) else { continue }
            switch key {
            case .indicator(let indicator):
                addFigures(of: indicator, key, position, columns, to: &builder)
            case .work(let work): addStatus(of: work, row, columns, to: &builder)
            case .funding: addAmounts(row, columns, to: &builder)
            }
        }
        let hasGrowthBelow = rows.contains { isGrowthBelow($0, columns) }
        if builder.hasIndicators, labels.measures.isEmpty || hasGrowthBelow {
            let measures = columns.resolved.compactMap(\.measure)
            builder.missing(
                MeasureSet(hasGrowthBelow ? measures + measures.map(\.itsGrowth) : measures))
        }
        var identity = owner ?? record.identity
        identity.period = TableRecords.period(of: columns)
        return builder.fragment(
            identity, column: record.columns.first?.column, headers,
            firstRow: owner == nil ? nil : rows.first?.row)
    }

    // MARK: Columns

    private func columns(of record: Record, note: TableReader.Column?) -> Columns {
        let all = record.columns
        let groups = groups(over: all)
        let resolved = MeasureResolver.resolve(
            all.map {
                MeasureResolver.Slot(
                    terms: groups.isEmpty ? $0.terms : terms(of: $0, without: groups),
                    hint: $0.hint, followsStranger: $0.followsStranger,
                    isHidden: view.isHidden(column: $0.column))
            }, implied: sheet.implied, stated: reader.stated.period)
        return Columns(
            all: all, resolved: resolved, tellMeasures: TableRecords.tell(all, resolved),
            haveGrowth: resolved.contains { $0.measure?.isGrowth ?? false },
            status: ofStatedQuarter(all.filter { $0.terms.has(.statusHeader) }),
            marks: all.filter { $0.terms.has(.completeMark) || $0.terms.has(.incompleteMark) },
            ofWorks: ofStatedQuarter(all), note: note,
            ofMoney: TableRecords.ofMoney(all))
    }

    /// Columns that may hold the form's amounts, which are sums since the complex was founded: 累计 beside 2018年 | 2019年.
    private static func ofMoney(_ columns: [TableReader.Column]) -> [TableReader.Column] {
        let counted = columns.filter { !$0.terms.has(.ignoredMeasure) }
        let undated = counted.filter { $0.hint.year == nil }
        let isSum = undated.count == 1 && undated[0].terms.has(.cumulative)
        return isSum && undated.count < counted.count ? undated : counted
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

    private static func tell(
        _ columns: [TableReader.Column], _ resolved: [MeasureResolver.Resolution]
    ) -> Bool {
        let hasPeriod = zip(columns, resolved).contains { column, resolution in
            resolution.measure != nil && column.terms.has(.periods)
        }
        return hasPeriod && Set(resolved.compactMap(\.measure)).count > 1
    }

    /// The quarter that the headers of all columns that count name.
    private static func period(of columns: Columns) -> Period? {
        var found: Period?
        for (column, resolution) in zip(columns.all, columns.resolved)
        where resolution.measure != nil {
            guard let year = column.hint.year, let quarter = column.hint.quarter,
                let period = Period(year: year, quarter: quarter), period == found ?? period
            else { return nil }
            found = period
        }
        return found
    }

    /// Of columns of several quarters those of the sheet's, with those that name none.
    private func ofStatedQuarter(_ columns: [TableReader.Column]) -> [TableReader.Column] {
        guard let quarter = reader.stated.period?.quarter,
            columns.contains(where: { $0.hint.quarter == quarter })
        else { return columns }
        return columns.filter { $0.hint.quarter.map { $0 == quarter } ?? true }
    }

    // MARK: Indicators

    private func addFigures(
        of indicator: Int, _ key: RowKey, _ position: Int, _ columns: Columns,
        to builder: inout FragmentBuilder
    ) {
        let row = rows[position]
        // 研发人员数目标, 计划 beside 实际: no figure of the form, whatever column it stands in.
        if row.terms.has(.ignoredMeasure) { return }
        if columns.tellMeasures {
            if labels.outdated.contains(position) { return }
            if isGrowthBelow(row, columns) {
                for (column, resolution) in zip(columns.all, columns.resolved) {
                    guard let measure = resolution.measure else { continue }
                    builder.add(.figure(indicator: indicator, measure.itsGrowth), row, column)
                }
                return
            }
            if row.terms.has([.periods, .growth]), labels.plain.contains(indicator) {
                if let label = row.label { builder.stranger(label) }
                return
            }
            if saysMore(row) { builder.inexact(row, key) }
        } else if let measure = labels.measures[position] {
            addFigures(of: indicator, measure, row, columns, to: &builder)
            return
        } else if row.terms.has(.periods), row.hint.quarter != nil,
            labels.measured.contains(indicator)
        {
            // 二季度 above 三季度: of another time. Which one the sheet is of may not be said.
            if reader.stated.period == nil { builder.doubtful(row.label) }
            return
        }
        for (column, resolution) in zip(columns.all, columns.resolved) {
            guard let measure = resolution.measure else { continue }
            builder.add(.figure(indicator: indicator, measure), row, column)
        }
    }

    /// Whether a row is the 同比增长 of the one above in columns that have none: 本季度 | 累计.
    private func isGrowthBelow(_ row: TableReader.Row, _ columns: Columns) -> Bool {
        // 同比增长, or 营业收入同比增长.
        row.terms.has(.growth) && !row.terms.has(.periods) && !columns.haveGrowth
    }

    /// The figures of a row whose label says which measure it is.
    private func addFigures(
        of indicator: Int, _ measure: Measure, _ row: TableReader.Row, _ columns: Columns,
        to builder: inout FragmentBuilder
    ) {
        let isPeriod = row.terms.has(.periods) && !row.terms.has(.growth)
        if isPeriod, columns.all.contains(where: { $0.terms.has(.growth) }) {
            // 本季度 and 累计 down the side, 数据 and 同比增长 across.
            for column in columns.all where column.terms.has([.growth, .value]) {
                let own = column.terms.has(.growth) ? measure.itsGrowth : measure
                builder.add(.figure(indicator: indicator, own), row, column)
            }
            return
        }
        let column = columns.all.first { builder.hasCell(row, $0) } ?? columns.all.first
        if let column { builder.add(.figure(indicator: indicator, measure), row, column) }
    }

    /// Whether a label says more than the indicator where the columns tell the measure: 累计服务企业数, 2019年研发人员数.
    /// Not where a column of its own says 三季度.
    private func saysMore(_ row: TableReader.Row) -> Bool {
        guard let label = row.label.flatMap({ sheet.label($0) }) else { return false }
        return label.termSet.has([.periods, .growth]) || label.text.year != nil
    }

    /// What the labels of rows say, found once.
    func rowLabels() -> RowLabels {
        let measures = rowMeasures()
        return RowLabels(
            measures: measures, outdated: outdatedRows(), plain: plainIndicators(),
            measured: Set(measures.keys.compactMap { rows[$0].terms.indicator }))
    }

    private func plainIndicators() -> Set<Int> {
        Set(
            rows.lazy.filter { !$0.terms.has([.periods, .growth, .ignoredMeasure]) }
                .compactMap(\.terms.indicator))
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

    // MARK: Works and amounts

    private func addStatus(
        of work: Int, _ row: TableReader.Row, _ columns: Columns,
        to builder: inout FragmentBuilder
    ) {
        let (status, marks) = (columns.status, columns.marks)
        if marks.count > 1 || (!marks.isEmpty && !status.isEmpty) {
            // 完成情况 | 未完成: a status, or a mark in the other column.
            for column in status where !marks.contains(where: { $0 === column }) {
                builder.add(.status(work: work), row, column)
            }
            for column in marks {
                let isComplete = column.terms.has(.completeMark)
                builder.add(
                    .status(work: work), row, column, mark: isComplete ? .complete : .incomplete)
            }
        } else if let column = status.first
            ?? columns.ofWorks.first(where: { builder.hasCell(row, $0) })
            ?? looseCell(in: row, where: { sheet.text($0) != nil })
            ?? columns.ofWorks.first
        {
            builder.add(.status(work: work), row, column)
        }
        if let mark = unreadMark(in: row, columns) { builder.stranger(mark) }
        if let note = columns.note { builder.addNote(work, row, note) }
    }

    private func addAmounts(
        _ row: TableReader.Row, _ columns: Columns, to builder: inout FragmentBuilder
    ) {
        let isPlaced = columns.all.contains { column in
            let cell = view.cell(row.row, column.column)
            return cell.map { sheet.label($0)?.unitName == nil } ?? false
        }
        if !isPlaced, let target = FragmentBuilder.money(row.terms),
            let column = looseCell(in: row, where: { sheet.isNumber($0) })
        {
            builder.add(target, row, column)
            return
        }
        for column in columns.ofMoney {
            guard let target = FragmentBuilder.money(row.terms, column.terms) else { continue }
            builder.add(target, row, column)
        }
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

    /// A √ in a row of works that stands under none of its columns, while these are blank.
    private func unreadMark(in row: TableReader.Row, _ columns: Columns) -> Int? {
        guard let label = row.label,
            columns.all.allSatisfy({ view.cell(row.row, $0.column) == nil })
        else { return nil }
        let start = view.place(of: label).column
        return reader.lines.lazy.compactMap { column -> Int? in
            guard column > start, column != columns.note?.column,
                let cell = self.view.cell(row.row, column), let text = self.sheet.text(cell)
            else { return nil }
            return TickedChoice.isTick(text) ? cell : nil
        }.first
    }

    // MARK: Figures by row

    /// Measures of the rows, by position, where the labels of rows tell them.
    private func rowMeasures() -> [Int: Measure] {
        var result: [Int: Measure] = [:]
        guard rows.contains(where: { $0.terms.has(telling) }) else { return result }
        for group in indicatorGroups() {
            guard group.contains(where: { rows[$0].terms.has(telling) }) else {
                continue
            }
            let resolved = MeasureResolver.resolve(
                group.enumerated().map { number, position in
                    var terms = rows[position].terms
                    // 产业集群营业收入 | 同比增长 | 累计: the label alone is the figure itself.
                    if number == 0, !terms.has(telling), isBareKey(rows[position]) {
                        terms.insert(.value)
                    }
                    return MeasureResolver.Slot(
                        terms: terms, hint: rows[position].hint,
                        isHidden: view.isHidden(row: rows[position].row))
                },
                implied: sheet.implied, stated: reader.stated.period)
            for (position, resolution) in zip(group, resolved) {
                result[position] = resolution.measure
            }
        }
        return result
    }

    /// Whether the label of a row is that of the form and no other stands beside it.
    private func isBareKey(_ row: TableReader.Row) -> Bool {
        let labels = labelColumns.ordered.compactMap { view.cell(row.row, $0) }
        return labels.last.map { sheet.has(.keys, $0) } ?? false
    }

    /// What tells the measure of a row or a lane.
    var telling: TermKinds { [.periods, .growth, .value] }

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

import MonitoringForm
import Spreadsheet

/// Finds the returns of a workbook and reads them. One object serves many workbooks of one form.
package final class ReturnRecogniser {
    package let definition: FormDefinition
    private let matcher: LabelMatcher
    private let values: ValueReader
    private let names: ComplexName
    private let identity: IdentityReader

    private let tracing: Tracing
    private let mostReturns: Int
    private let mostIdentity: Int

    /// - Parameters:
    ///   - mostReturns: of one workbook.
    ///   - mostIdentity: bytes of the names, offices and people of its returns.
    package init(
        _ definition: FormDefinition, tracing: Tracing = .nothing,
        mostReturns: Int = SpreadsheetLimits().returns,
        mostIdentity: Int = SpreadsheetLimits().identitySize
    ) {
        self.tracing = tracing
        self.mostReturns = mostReturns
        self.mostIdentity = mostIdentity
        self.definition = definition
        matcher = LabelMatcher(definition)
        values = ValueReader(definition)
        names = ComplexName(definition)
        identity = IdentityReader(definition, names: names)
    }

    /// - Parameter silent: sheets that are known to say nothing, and are not read.
    /// - Throws: ``SpreadsheetError`` for a part that cannot be read.
    package func recognise(
        _ workbook: Workbook, passingOver silent: Set<SheetEntry> = []
    ) throws(SpreadsheetError) -> Recognition {
        // Samples, then hidden sheets with lists and old quarters, count only where nothing else does.
        let visible = workbook.sheets.filter { $0.state == .visible }
        let samples = visible.filter { isSample($0.name) }
        let hidden = workbook.sheets.filter { $0.state != .visible }
        var found = try recognise(workbook, visible.filter { !isSample($0.name) }, silent)
        for sheets in [samples, hidden] where found.returns.isEmpty && !sheets.isEmpty {
            var behind = try recognise(workbook, sheets, silent)
            behind.silentSheets.formUnion(found.silentSheets)
            found = behind
        }
        return found
    }

    /// 填报示例, 样表
    private func isSample(_ name: String) -> Bool {
        definition.words.sampleSheets.contains { TextFolding.contains(name, $0) }
    }

    private func recognise(
        _ workbook: Workbook, _ sheets: [SheetEntry], _ silent: Set<SheetEntry>
    ) throws(SpreadsheetError) -> Recognition {
        var assembler = ReturnAssembler(definition.words, names: names)
        var notes = UnitNotes()
        var allFacts: [(facts: [IdentityFact], sheet: SheetContents)] = []
        var held: [SheetOfIndicators] = []
        var heldCount = 0
        var unread: [(sheet: SheetContents, label: Int)] = []
        let formats = try workbook.formats()
        var newlySilent: Set<SheetEntry> = []
        for (index, entry) in sheets.enumerated() where !silent.contains(entry) {
            let grid = try workbook.grid(of: entry) { [self] in interest(in: $0) }
            guard !grid.cells.isEmpty else {
                newlySilent.insert(entry)
                continue
            }
            guard !ReviewSheet.isOne(entry.name, grid) else {
                continue
            }
            let sheet = SheetContents(
                index: index, name: entry.name, grid: grid, formats: formats,
                uses1904: workbook.uses1904, comments: try workbook.comments(of: entry),
                matcher: matcher)
            let statement = SheetStatement(sheet, names: names)
            let singles = IndicatorTables(
                sheet, names: names, matcher: matcher, stated: statement)
            let ofOneIndicator = singles.fragments(most: mostReturns + 1)
            let fragments = try fragments(
                of: sheet, statement, beside: singles)
            let around = CoveredCells((fragments + ofOneIndicator).map(\.box))
                .cellsOutside(of: grid)
            let facts = identity.facts(of: sheet, around: around)
            let noteCount = notes.count
            notes.add(sheet, units: definition.units, around: around)
            if fragments.isEmpty, ofOneIndicator.isEmpty, facts.isEmpty, notes.count == noteCount {
                newlySilent.insert(entry)
                continue
            }
            assembler.add(fragments, facts: facts, on: sheet)
            try check(assembler.drafts.count <= mostReturns, sheet)
            if !ofOneIndicator.isEmpty {
                held.append((ofOneIndicator, singles.facts + facts, sheet))
            }
            heldCount += ofOneIndicator.count
            try check(heldCount <= mostReturns * definition.indicators.count, sheet)
            unread += singles.unread.filter(around.contains).map { (sheet, $0) }
            allFacts.append((facts, sheet))
        }
        let repeated = try add(held, to: &assembler)
        var drafts = assembler.drafts
        // A form that was left blank beside filled ones is nobody's return.
        if drafts.contains(where: { !$0.isBlank }) { drafts.removeAll(where: \.isBlank) }
        var sides = SideTables(among: &drafts, words: definition.words.otherSheets) { draft in
            draft.name != nil || names.find(in: draft.sheet.name) != nil
        }
        sides.add(repeated)
        sides.add(unread)
        complete(&drafts, with: allFacts, try workbook.customProperties())
        var recognition = try read(drafts, sides, notes)
        recognition.silentSheets = newlySilent
        return recognition
    }

    private typealias SheetOfIndicators = (
        tables: [Fragment], facts: [IdentityFact], sheet: SheetContents
    )

    /// Adds what tables of one indicator hold, where no other table of the workbook has that indicator.
    ///
    /// - Returns: those of indicators that others have: ranks, lists to compare with.
    private func add(
        _ held: [SheetOfIndicators], to assembler: inout ReturnAssembler
    ) throws(SpreadsheetError) -> [Fragment] {
        guard !held.isEmpty else { return [] }
        var known: [String: RowSet] = [:]
        for draft in assembler.drafts where !draft.isBlank {
            guard let name = draft.name else { continue }
            known[names.core(ofName: name), default: RowSet()].formUnion(draft.rows)
        }
        func isKnown(_ table: Fragment) -> Bool {
            guard let name = table.name.flatMap({ table.sheet.text($0) }),
                let rows = known[names.core(ofName: name)]
            else { return false }
            return !rows.isDisjoint(with: table.rows)
        }
        var repeated: [Fragment] = []
        for (tables, facts, sheet) in held {
            let own = tables.filter { !isKnown($0) }
            repeated += tables.filter(isKnown)
            guard !own.isEmpty else { continue }
            assembler.add(own, facts: facts, on: sheet)
            try check(assembler.drafts.count <= mostReturns, sheet)
        }
        return repeated
    }

    /// What a text says about the rows around it, where a sheet is too large to be kept for nothing.
    ///
    /// Tables begin with a row or a purse of the form, all else that is read of a table is near its first; and
    /// a sheet may say whose return it is, or in which unit.
    private func interest(in text: String) -> RowInterest {
        let label = matcher.match(text)
        if label.termSet.has([.rows, .purses, .fundSourceHeader, .fundingSection]) {
            return .onward
        }
        let isFact =
            label.identity != nil || !identity.facts(inText: text).isEmpty
            || (TextFolding.contains(text, "单位")
                && UnitNotes.unit(in: text, definition.units) != nil)
        return isFact ? .near : .none
    }

    // MARK: Tables

    private func check(
        _ isWithinLimit: Bool, _ sheet: SheetContents
    ) throws(SpreadsheetError) {
        guard isWithinLimit else {
            throw SpreadsheetError(.limitExceeded, reason: "returns", sheet: sheet.name)
        }
    }

    private func fragments(
        of sheet: SheetContents, _ statement: SheetStatement, beside singles: IndicatorTables
    ) throws(SpreadsheetError) -> [Fragment] {
        let tables = TableFinder(sheet, headings: singles.headings).tables()
        guard !tables.isEmpty else { return [] }
        let upright = tables.filter { !$0.view.isTransposed }
            .sorted { $0.table.firstRow < $1.table.firstRow }
        let sideways = tables.filter(\.view.isTransposed)
            .sorted { $0.table.keyColumn < $1.table.keyColumn }
        var found: [Fragment] = []
        for tables in [upright, sideways] {
            let outlines = tables.map { TableOutline($0.table) }
            for index in tables.indices {
                found += reader(of: index, among: tables, outlines, statement, singles).fragments()
                // Indicators, works and funds of each may stand apart.
                try check(found.count <= mostReturns * 4, sheet)
            }
        }
        return found
    }

    /// How many tables before and behind, in order of their place, can touch a table.
    private static let neighbourhood = 40

    private func reader(
        of index: Int, among tables: [(view: TableView, table: KeyTable)],
        _ outlines: [TableOutline], _ statement: SheetStatement, _ singles: IndicatorTables
    ) -> TableReader {
        let (view, table) = tables[index]
        let near =
            max(
                0, index - ReturnRecogniser.neighbourhood)..<min(
                tables.count, index + ReturnRecogniser.neighbourhood + 1)
        let widest = extent(of: index, near, among: tables, outlines)
        let extent = view.isTransposed ? singles.cut(widest, of: table) : widest
        let others = near.filter { $0 != index && extent.contains(outlines[$0].keyColumn) }
        return TableReader(
            view: view, table: table, matcher: matcher, extent: extent,
            neighbours: NeighbouringTables(others.map { tables[$0].table }),
            names: names, mostRecords: mostReturns + 1, stated: statement, tables: tables.count)
    }

    /// The columns of a table: up to where the tables beside it begin.
    ///
    /// - Parameter near: the positions of those that may touch it, and its own.
    private func extent(
        of index: Int, _ near: Range<Int>, among tables: [(view: TableView, table: KeyTable)],
        _ outlines: [TableOutline]
    ) -> ClosedRange<Int> {
        let (view, table) = tables[index]
        var left = view.columns.lowerBound
        var right = view.columns.upperBound
        let own = outlines[index]
        var before: Int?
        var behind: [Int] = []
        for position in near where position != index {
            let other = outlines[position]
            guard other.top <= own.lastRow, other.lastRow >= own.top else { continue }
            // Keys of stacked tables stand in one column or another; those of tables beside each other never meet.
            let isBeside = other.firstRow <= own.lastRow && other.lastRow >= own.firstRow
            let distance = isBeside ? 0 : 3
            if other.keyColumn > own.keyColumn + distance {
                behind.append(position)
            } else if other.keyColumn < own.keyColumn - distance {
                before = max(before ?? 0, other.keyColumn)
            }
        }
        // The nearest table decides, or one that may begin before it.
        if let before { left = max(left, start(of: table, after: before, view)) }
        behind.sort { outlines[$0].keyColumn < outlines[$1].keyColumn }
        for position in behind {
            let other = tables[position].table
            let earliest =
                view.isTransposed
                ? (other.columns.first ?? other.keyColumn) - 1
                : other.keyColumn - ReturnRecogniser.longestLead
            if earliest <= right {
                right = min(right, start(of: other, after: table.keyColumn, view) - 1)
            }
        }
        return min(left, table.keyColumn)...max(right, table.keyColumn)
    }

    /// Columns that may stand before the keys of a table: 序号, 一级指标 and the like.
    private static let longestLead = 16

    /// The column in which a table begins whose neighbour to the left has its keys in `after`: where its
    /// own 序号 or 一级指标 stands, or else its keys.
    private func start(of table: KeyTable, after: Int, _ view: TableView) -> Int {
        guard after < table.keyColumn else { return table.keyColumn }
        if view.isTransposed {
            let first = table.columns.first ?? table.keyColumn
            // The line above the keys may be their header, or the notes of the works before them.
            let rows = view.rows.lowerBound...max(view.rows.lowerBound, table.firstRow)
            let isNote = rows.prefix(16).contains {
                view.terms($0, first - 1)?.has([.statusHeader, .noteHeader]) ?? false
            }
            // A header that is repeated stands right below the records before it.
            let isRecord = table.keys.prefix(16).contains { key in
                view.cell(key.row, first - 1).map {
                    view.sheet.isFilledIn($0) && !view.sheet.has(.measures, $0)
                } ?? false
            }
            return max(after + 1, isNote || isRecord ? first : first - 1)
        }
        let first = max(after + 1, table.keyColumn - ReturnRecogniser.longestLead)
        for column in view.usedColumns(first...table.keyColumn) {
            for row in max(
                view.rows.lowerBound, table.firstRow - 4)..<max(
                    table.firstRow, view.rows.lowerBound + 1)
            {
                guard let cell = view.cell(row, column) else { continue }
                if view.sheet.has([.sequenceHeader, .sectionHeader, .indicatorHeader], cell) {
                    return column
                }
            }
            let first = view.anchor(table.firstRow, column) ?? table.keys[0].cell
            if view.sheet.has([.section, .constructionSection, .fundingSection], first) {
                return column
            }
        }
        return table.keyColumn
    }

    // MARK: What one sheet says for another

    /// Fills in what only another sheet, the sheet's name or the document's properties tell.
    private func complete(
        _ drafts: inout [DraftReturn],
        with facts: [(facts: [IdentityFact], sheet: SheetContents)], _ properties: [String: String]
    ) {
        let counts = Dictionary(grouping: drafts, by: { $0.sheet.index }).mapValues(\.count)
        for index in drafts.indices {
            let sheet = drafts[index].sheet
            let isAlone = counts[sheet.index] == 1
            guard let corner = sheet.grid.cells.first else { continue }
            let said = identity.titleFacts(sheet.name, 0, corner.reference)
            for fact in said where isAlone || fact.field == .period {
                drafts[index].note(fact, on: sheet)
            }
        }
        if drafts.count == 1 {
            for (facts, sheet) in facts { for fact in facts { drafts[0].note(fact, on: sheet) } }
            complete(&drafts[0], with: properties)
        }
        // A quarter that the whole workbook agrees on.
        let periods = facts.flatMap { entry in
            entry.facts.filter { $0.field == .period }.compactMap { fact in
                PeriodText.period(in: fact.text).map {
                    (period: $0, fact: fact, sheet: entry.sheet)
                }
            }
        }
        guard Set(periods.map(\.period)).count == 1, let only = periods.first else { return }
        for index in drafts.indices {
            // 二季度资金 is of another one.
            let named = PeriodText.quarter(in: drafts[index].sheet.name)
            if let named, named != only.period.quarter { continue }
            drafts[index].note(only.fact, on: only.sheet)
        }
    }

    /// Properties that templates carry, for returns whose visible identity was erased.
    private func complete(_ draft: inout DraftReturn, with properties: [String: String]) {
        guard let corner = draft.sheet.grid.cells.first else { return }
        for (name, field) in IdentityProperties.fields {
            guard let text = properties[name], !text.isEmpty else { continue }
            draft.note(
                IdentityFact(
                    field: field, text: text, cell: 0, place: corner.reference, isFromTitle: true),
                on: draft.sheet)
        }
    }

    // MARK: Values

    private func read(
        _ drafts: [DraftReturn], _ sides: SideTables, _ notes: UnitNotes
    ) throws(SpreadsheetError) -> Recognition {
        var recognition = Recognition()
        var identitySize = 0
        var findings: [PlacedFinding] = []
        for draft in drafts {
            let reader = ReturnReader(
                draft, index: recognition.returns.count, values: values, names: names,
                unitNotes: notes)
            reader.read()
            identitySize += reader.result.identitySize
            guard identitySize <= mostIdentity else {
                throw SpreadsheetError(
                    .limitExceeded, reason: "identitySize", sheet: draft.sheet.name)
            }
            recognition.returns.append(reader.result)
            if tracing != .nothing { recognition.traces.append(reader.trace(tracing)) }
            findings += reader.findings
        }
        if drafts.isEmpty {
            recognition.findings = [Finding(.formNotFound)]
            return recognition
        }
        findings += sides.findings(behind: recognition.returns.count)
        let ordered = FindingPlace.order(of: findings.map(\.place))
        recognition.findings = ordered.map { findings[$0].finding }
        if tracing != .nothing { recognition.places = ordered.map { findings[$0].place } }
        return recognition
    }
}

extension Return {
    /// Bytes of what it says of whose it is and who made it.
    fileprivate var identitySize: Int {
        [
            complex.name, complex.operator, reporting.preparedBy, reporting.reviewedBy,
            reporting.phone,
        ]
        .reduce(0) { $0 + ($1?.utf8.count ?? 0) }
    }
}

/// Names of the custom document properties that carry a template's identity.
package enum IdentityProperties {
    package static let fields: [(name: String, field: IdentityField)] = [
        ("jiance.complex", .complexName), ("jiance.county", .county), ("jiance.level", .level),
        ("jiance.operator", .operatingUnit), ("jiance.period", .period),
    ]
    package static let form = "jiance.form"
}

import MonitoringForm
import Spreadsheet

/// Reads the values of one draft into a return, with findings.
final class ReturnReader {
    let draft: DraftReturn
    private let index: Int
    private let values: ValueReader
    private let names: ComplexName
    private let unitNotes: UnitNotes
    let definition: FormDefinition

    private(set) var result: Return
    private(set) var findings: [PlacedFinding] = []
    private(set) var sources: [LeafSource] = []
    let pointer: JSONPointer
    /// Figures in percentage points without percent format, to be held against each other.
    private var percentages: [Percentage] = []

    private struct Percentage {
        let target: Target
        let place: CellReference
        let sheet: SheetContents
        let value: ExactDecimal
        let isGrowth: Bool
    }

    init(
        _ draft: DraftReturn, index: Int, values: ValueReader, names: ComplexName,
        unitNotes: UnitNotes
    ) {
        self.draft = draft
        self.index = index
        self.values = values
        definition = values.definition
        self.names = names
        self.unitNotes = unitNotes
        result = Return(form: values.definition, sheet: draft.sheet.name)
        pointer = JSONPointer("returns", String(index))
    }

    func read() {
        readIdentity()
        readEntries()
        suspectScales()
        completeFunding()
        tellLabels()
        tellMissing()
    }

    // MARK: Findings

    func tell(
        _ code: FindingCode, _ pointer: JSONPointer?, _ sheet: SheetContents,
        _ place: CellReference?, _ detail: Finding.Detail = Finding.Detail()
    ) {
        let cell = place.map { place in
            sheet.grid.merges.range(containingRow: place.row, column: place.column)?.first ?? place
        }
        findings.append(
            PlacedFinding(
                finding: Finding(
                    code, pointer: pointer, sheet: sheet.name, cell: cell?.description, detail),
                returnIndex: index, sheetIndex: sheet.index, place: cell))
    }

    // MARK: Identity

    private func readIdentity() {
        result.complex.name = text(.complexName).flatMap { TextFolding.name($0) }
        result.complex.operator =
            (text(.operatingUnit) ?? text(.reportingUnit)).flatMap { TextFolding.name($0) }
        if let stated = text(.level) { result.complex.level = values.level(stated) }
        readCounty()
        result.period = text(.period).flatMap { PeriodText.period(in: $0) }
        if result.period == nil, let title = draft.facts[.period]?.text {
            result.period = PeriodText.period(in: title)
        }
        result.reporting.preparedBy = text(.preparedBy).flatMap { TextFolding.name($0) }
        result.reporting.reviewedBy = text(.reviewedBy).flatMap { TextFolding.name($0) }
        result.reporting.phone = text(.phone).flatMap { TextFolding.tidy($0) }
        readDate()
        if result.complex.name == nil {
            tell(.complexMissing, pointer.appending("complex").appending("name"), draft.sheet, nil)
        }
        if result.period == nil {
            tell(.periodMissing, pointer.appending("period"), draft.sheet, nil)
        }
    }

    private func readCounty() {
        let stated = text(.county)
        result.complex.county = stated.flatMap { names.area(in: $0) }
        if result.complex.county == nil, let name = result.complex.name {
            result.complex.county = names.area(ofName: name)
        }
        guard result.complex.county == nil, let stated, let tidy = TextFolding.tidy(stated) else {
            return
        }
        let fact = fact(.county)
        tell(
            .complexMissing, pointer.appending("complex").appending("county"),
            fact?.sheet ?? draft.sheet, fact?.place,
            Finding.Detail(quoted: tidy, reason: "unknownArea"))
    }

    private func readDate() {
        guard let found = fact(.date) else { return }
        let value = IdentityFact(
            field: .date, text: text(.date) ?? "", cell: found.cell, place: found.place,
            isFromTitle: false)
        result.reporting.date = values.date(value, in: found.sheet)
        if result.reporting.date == nil, let quoted = TextFolding.tidy(value.text),
            !DateText.isOpen(quoted), values.numbers.read(quoted, growth: false) != .absent
        {
            tell(
                .notNumeric, pointer.appending("reporting").appending("date"), found.sheet,
                found.place, Finding.Detail(quoted: quoted, reason: "notDate"))
        }
    }

    /// Where a field was found: in the tables first, then around them.
    private func fact(
        _ field: IdentityField
    ) -> (cell: Int, place: CellReference, sheet: SheetContents)? {
        if let cell = tableCell(field) {
            return (cell.index, cell.sheet.grid.cells[cell.index].reference, cell.sheet)
        }
        guard let fact = draft.facts[field], let sheet = draft.factSheets[field] else { return nil }
        return (fact.cell, fact.place, sheet)
    }

    private func tableCell(_ field: IdentityField) -> (index: Int, sheet: SheetContents)? {
        for fragment in draft.fragments {
            let identity = fragment.identity
            let heading = field == .complexName ? identity.heading : nil
            let county = field == .county ? identity.county : nil
            if let cell = identity.fields[field] ?? heading ?? county {
                return (cell, fragment.sheet)
            }
        }
        return nil
    }

    private func text(_ field: IdentityField) -> String? {
        if let cell = tableCell(field) {
            switch cell.sheet.grid.cells[cell.index].value {
            case .text(let text): return text
            case .number(let digits): return digits
            default: return nil
            }
        }
        return draft.facts[field]?.text
    }

    // MARK: Entries

    private func readEntries() {
        for fragment in draft.fragments {
            // For each leaf the entry that counts, by position.
            var first = [Int?](repeating: nil, count: slotCount)
            var repeated: [Int] = []
            for (position, entry) in fragment.entries.enumerated() {
                let slot = slot(of: entry.target)
                guard let known = first[slot].map({ fragment.entries[$0] }) else {
                    first[slot] = position
                    continue
                }
                // 县（市、区）资金 over two columns, the amount in the second; marks under 完成 and 未完成.
                if known.cell == nil, entry.label == known.label || entry.cell == nil {
                    first[slot] = position
                } else if entry.cell != nil, entry.cell != known.cell {
                    repeated.append(position)
                }
            }
            for (position, entry) in fragment.entries.enumerated()
            where first[slot(of: entry.target)] == position {
                read(entry, fragment.sheet)
            }
            finishWorks(fragment, first)
            tellRepeated(repeated.map { fragment.entries[$0] }, fragment.sheet)
        }
    }

    /// The leaves of a return numbered through: what ``slot(of:)`` gives is below this.
    private var slotCount: Int {
        definition.indicators.count * 4 + definition.construction.works.count * 2 + 7
    }

    private func slot(of target: Target) -> Int {
        let works = definition.indicators.count * 4
        let funding = works + definition.construction.works.count * 2
        switch target {
        case .figure(let indicator, let measure):
            return indicator * 4 + measure.position
        case .status(let work): return works + work * 2
        case .note(let work): return works + work * 2 + 1
        case .disbursed(let level): return funding + level.position
        case .spent(let level): return funding + 3 + level.position
        case .spentTotal: return funding + 6
        }
    }

    func pointer(to target: Target) -> JSONPointer {
        let path =
            switch target {
            case .figure(let indicator, let measure): paths.figure(indicator, measure)
            case .status(let work): paths.status(work)
            case .note(let work): paths.note(work)
            case .disbursed(let level): paths.disbursed(level)
            case .spent(let level): paths.spent(level)
            case .spentTotal: paths.spentTotal
            }
        return pointer.appending(path: path)
    }

    func pointer(toWork work: Int) -> JSONPointer { pointer.appending(path: paths.work(work)) }

    func pointer(toIndicator indicator: Int) -> JSONPointer {
        pointer.appending(path: paths.indicator(indicator))
    }

    private var paths: ReturnPaths { values.paths }

    private func expectation(_ target: Target) -> ValueReader.Expectation {
        guard case .figure(let index, let measure) = target else { return values.ofFunding }
        return measure.isGrowth ? values.ofGrowth[index] : values.ofFigures[index]
    }

    /// The units stated for a cell: those of its row, and of the column's header and the note above the
    /// table where these measure the same.
    private func units(
        of entry: Entry, _ sheet: SheetContents, _ expectation: ValueReader.Expectation
    ) -> [String] {
        if entry.headerUnit == nil, unitNotes.isEmpty { return entry.units }
        let general =
            [entry.headerUnit].compactMap { $0 } + unitNotes.units(for: entry.place, on: sheet)
        return entry.units
            + general.filter { definition.units.power(from: $0, to: expectation.unit) != nil }
    }

    private func read(_ entry: Entry, _ sheet: SheetContents) {
        sources.append(
            LeafSource(
                target: entry.target, sheet: sheet.name, cell: entry.place, units: entry.units))
        guard let cell = entry.cell else { return }
        switch entry.target {
        case .status(let work):
            let reading = values.status(cell, in: sheet, mark: entry.mark)
            result.works[work].status = reading.status
            result.works[work].note = reading.note
            for (code, detail) in reading.findings {
                tell(code, pointer(to: entry.target), sheet, entry.place, detail)
            }
        case .note: break
        default:
            let expectation = expectation(entry.target)
            let reading = values.figure(
                cell, in: sheet, units: units(of: entry, sheet, expectation), expectation)
            for (code, detail) in reading.findings {
                tell(code, pointer(to: entry.target), sheet, entry.place, detail)
            }
            set(entry.target, reading.value)
            if reading.isPlainPercentage, let value = reading.value {
                percentages.append(
                    Percentage(
                        target: entry.target, place: entry.place, sheet: sheet, value: value,
                        isGrowth: expectation.isGrowth))
            }
        }
    }

    private func set(_ target: Target, _ value: ExactDecimal?) {
        switch target {
        case .figure(let indicator, let measure): result.indicators[indicator][measure] = value
        case .disbursed(let level): result.disbursed[level] = value
        case .spent(let level): result.spent[level] = value
        case .spentTotal: result.spent.total = value
        case .status, .note: break
        }
    }

    /// Notes come after all statuses: one note merged over several works is that of the incomplete ones.
    private func finishWorks(_ fragment: Fragment, _ first: [Int?]) {
        let sheet = fragment.sheet
        func entry(_ target: Target) -> Entry? {
            first[slot(of: target)].map { fragment.entries[$0] }
        }
        // One cell may be the note of all six.
        var texts: [Int: String?] = [:]
        func text(_ cell: Int) -> String? {
            if let known = texts[cell] { return known }
            let text = values.note(cell, in: sheet)
            texts[cell] = .some(text)
            return text
        }
        for work in definition.construction.works.indices {
            guard let status = entry(.status(work: work)) else { continue }
            if let note = entry(.note(work: work)), let cell = note.cell, let text = text(cell) {
                let isShared = definition.construction.works.indices.contains {
                    $0 != work && entry(.note(work: $0))?.cell == cell
                }
                if !isShared || result.works[work].status == .incomplete {
                    let own = result.works[work].note
                    result.works[work].note =
                        own.map { $0 == text ? text : "\($0)；\(text)" } ?? text
                }
            }
            if result.works[work].status == .incomplete, result.works[work].note == nil {
                tell(
                    .noteMissing, pointer(to: .note(work: work)), sheet, status.place)
            }
        }
    }

    /// Rows that stand twice: told once a row, where any figure differs.
    private func tellRepeated(_ entries: [Entry], _ sheet: SheetContents) {
        var told = Set<CellReference>()
        for entry in entries {
            guard let cell = entry.cell, isDifferent(entry, cell, sheet) else { continue }
            let label = entry.label.map { sheet.grid.cells[$0].reference }
            let place = label ?? entry.place
            guard told.insert(place).inserted else { continue }
            let row: JSONPointer =
                switch entry.target {
                case .figure(let indicator, _):
                    pointer(toIndicator: indicator)
                case .status(let work), .note(let work): pointer(toWork: work)
                default: pointer(to: entry.target)
                }
            tell(
                .indicatorDuplicate, row, sheet, place,
                Finding.Detail(quoted: entry.label.flatMap { sheet.text($0) }))
        }
    }

    private func isDifferent(_ entry: Entry, _ cell: Int, _ sheet: SheetContents) -> Bool {
        switch entry.target {
        case .status(let work):
            return values.status(cell, in: sheet, mark: entry.mark).status
                != result.works[work].status
        case .note: return false
        default:
            let value = values.figure(
                cell, in: sheet, units: units(of: entry, sheet, expectation(entry.target)),
                expectation(entry.target)
            ).value
            return value != self.value(of: entry.target)
        }
    }

    private func value(of target: Target) -> ExactDecimal? {
        switch target {
        case .figure(let indicator, let measure): result.indicators[indicator][measure]
        case .disbursed(let level): result.disbursed[level]
        case .spent(let level): result.spent[level]
        case .spentTotal: result.spent.total
        case .status, .note: nil
        }
    }

    // MARK: The whole return

    /// Fractions among percentages: below 1 and finer than the others, or a whole column below 1.
    private func suspectScales() {
        let one = ExactDecimal(1)
        for isGrowth in [true, false] {
            let all = percentages.filter { $0.isGrowth == isGrowth && $0.value != .zero }
            let large = all.filter { $0.value.magnitude >= one }
            let usual = large.map(\.value.fractionDigits).max() ?? 1
            for item in all where item.value.magnitude < one {
                let digits = item.value.fractionDigits
                let column = all.filter { isSameColumn($0, item) }
                let isWholeColumn =
                    column.count >= 4 && column.allSatisfy { $0.value.magnitude < one }
                if digits >= max(3, usual + 1) || isWholeColumn {
                    tell(
                        .scaleSuspect, pointer(to: item.target), item.sheet, item.place,
                        Finding.Detail(
                            quoted: item.value.description,
                            to: item.value.scaled(byPowerOfTen: 2).description))
                }
            }
        }
    }

    private func isSameColumn(_ left: Percentage, _ right: Percentage) -> Bool {
        if case .figure(_, let a) = left.target, case .figure(_, let b) = right.target {
            return a == b
        }
        return false
    }

    /// Levels of the money spent that only a comment on the total tells.
    private func readSpentComment() {
        guard FundingLevel.allCases.allSatisfy({ result.spent[$0] == nil }) else { return }
        for fragment in draft.fragments {
            for entry in fragment.entries where entry.target == .spentTotal {
                guard let comment = fragment.sheet.comments[entry.place],
                    let levels = SpentComment.levels(in: comment, values)
                else { continue }
                for (level, amount) in levels { result.spent[level] = amount }
                return
            }
        }
    }

    /// Money spent by level: the total is their sum unless the workbook states one.
    private func completeFunding() {
        readSpentComment()
        guard result.spent.total == nil else { return }
        let levels = FundingLevel.allCases.compactMap { result.spent[$0] }
        guard let first = levels.first else { return }
        result.spent.total = levels.dropFirst().reduce(first) { sum, level in
            sum?.adding(level)
        }
    }
}

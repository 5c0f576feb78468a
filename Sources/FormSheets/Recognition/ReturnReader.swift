import MonitoringForm
import Spreadsheet

/// Reads the values of one draft into a return, with findings.
final class ReturnReader {
    let draft: DraftReturn
    private let index: Int
    let values: ValueReader
    let names: ComplexName
    private let unitNotes: UnitNotes
    let definition: FormDefinition

    // One reader reads one draft on one thread: access need not be checked.
    @exclusivity(unchecked) var result: Return
    @exclusivity(unchecked) private(set) var findings: [PlacedFinding] = []
    let pointer: JSONPointer
    /// Figures in percentage points without percent format, to be held against each other.
    @exclusivity(unchecked) private var percentages: [Percentage] = []

    private struct Percentage {
        let indicator: Int
        let measure: Measure
        let place: CellReference
        /// Position among the draft's fragments.
        let fragment: Int
        let value: ExactDecimal
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
                place: FindingPlace(returnIndex: index, sheetIndex: sheet.index, place: cell)))
    }

    // MARK: Entries

    private func readEntries() {
        for (number, fragment) in draft.fragments.enumerated() {
            let entries = fragment.entries
            let (first, repeated) = counted(entries, fragment.sheet)
            for position in entries.indices
            where first[slot(of: entries[position].target)] == position {
                read(entries[position], fragment, number)
            }
            finishWorks(fragment, first)
            tellRepeated(repeated.map { entries[$0] }, fragment)
        }
    }

    /// For each leaf the position of the entry that counts, and those of rows that stand twice.
    private func counted(
        _ entries: [Entry], _ sheet: SheetContents
    ) -> (first: [Int32], repeated: [Int]) {
        var first = [Int32](repeating: ReturnReader.noEntry, count: slotCount)
        var repeated: [Int] = []
        for position in entries.indices {
            let slot = slot(of: entries[position].target)
            guard first[slot] != ReturnReader.noEntry else {
                first[slot] = Int32(position)
                continue
            }
            let (known, entry) = (entries[Int(first[slot])], entries[position])
            // 县（市、区）资金 over two columns, the amount in the second; marks under 完成 and 未完成.
            if known.cell == nil, entry.label == known.label || entry.cell == nil {
                first[slot] = Int32(position)
            } else if let mark = entry.mark, let other = known.mark, mark != other,
                affirms(entry, sheet) != affirms(known, sheet)
            {
                // √ in one column of marks and × in the other say the same.
                if affirms(entry, sheet) { first[slot] = Int32(position) }
            } else if entry.cell != nil, entry.cell != known.cell {
                repeated.append(position)
            }
        }
        return (first, repeated)
    }

    /// Whether the mark in a column of marks says what the column says.
    private func affirms(_ entry: Entry, _ sheet: SheetContents) -> Bool {
        guard let cell = entry.cell else { return false }
        return values.status(cell, in: sheet, mark: entry.mark).status != nil
    }

    /// The entries of a fragment that count.
    func countedEntries(of fragment: Fragment) -> [Entry] {
        let (first, _) = counted(fragment.entries, fragment.sheet)
        return fragment.entries.indices.filter {
            first[slot(of: fragment.entries[$0].target)] == $0
        }.map { fragment.entries[$0] }
    }

    private static let noEntry: Int32 = -1

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
            case .figure(let indicator, let measure): values.paths.figure(indicator, measure)
            case .status(let work): values.paths.status(work)
            case .note(let work): values.paths.note(work)
            case .disbursed(let level): values.paths.disbursed(level)
            case .spent(let level): values.paths.spent(level)
            case .spentTotal: values.paths.spentTotal
            }
        return pointer.appending(path: path)
    }

    func pointer(toWork work: Int) -> JSONPointer {
        pointer.appending(path: values.paths.work(work))
    }

    func pointer(toIndicator indicator: Int) -> JSONPointer {
        pointer.appending(path: values.paths.indicator(indicator))
    }

    func expectation(_ target: Target) -> ValueReader.Expectation {
        guard case .figure(let index, let measure) = target else { return values.ofFunding }
        return measure.isGrowth ? values.ofGrowth[index] : values.ofFigures[index]
    }

    /// The units stated for a cell: those of its row, and of the column's header and the note above the
    /// table where these concern it. Only the header of a growth tells the unit of one.
    func units(
        of entry: Entry, _ fragment: Fragment, _ expectation: ValueReader.Expectation
    ) -> [String] {
        let own = expectation.isGrowth ? [] : fragment.units[entry.units]
        let header = fragment.units[entry.headerUnit]
        if header.isEmpty, unitNotes.isEmpty { return own }
        // 实际拨付金额（%） is of money, and in no unit of it.
        if case .figure = entry.target {
            let general =
                header
                + unitNotes.units(
                    for: entry.place, in: fragment.box, on: fragment.sheet)
            return own + general.filter { definition.units.concerns($0, expectation.unit) }
        }
        let notes = unitNotes.units(for: entry.place, in: fragment.box, on: fragment.sheet)
        return own + header + notes.filter { definition.units.concerns($0, expectation.unit) }
    }

    /// The units that unit column, label and header state for one figure, where they are not the same. Notes give
    /// way to these, and are no contradiction.
    private func disagreement(
        _ entry: Entry, _ fragment: Fragment, _ expectation: ValueReader.Expectation
    ) -> String? {
        guard !expectation.isGrowth else { return nil }
        let own = fragment.units[entry.units]
        let header = fragment.units[entry.headerUnit]
        guard own.count + header.count > 1 else { return nil }
        var first: Int?
        for unit in own + header {
            guard let power = definition.units.power(from: unit, to: expectation.unit) else {
                continue
            }
            if let first, first != power { return (own + header).joined(separator: "、") }
            first = power
        }
        return nil
    }

    /// The units of the unit column, where they are others than the form's and the figure's own row has none.
    private func unitsAround(
        _ entry: Entry, _ fragment: Fragment, _ expectation: ValueReader.Expectation
    ) -> String? {
        guard entry.lacksUnit, !expectation.isGrowth else { return nil }
        let units = fragment.units.ofUnitColumn
        let isOther = units.contains { unit in
            definition.units.measureTheSame(unit, expectation.unit)
                && definition.units.power(from: unit, to: expectation.unit) != 0
        }
        return isOther ? units.joined(separator: "、") : nil
    }

    private func read(_ entry: Entry, _ fragment: Fragment, _ number: Int) {
        let sheet = fragment.sheet
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
            let units = units(of: entry, fragment, expectation)
            let reading = values.figure(cell, in: sheet, units: units, expectation)
            for (code, detail) in reading.findings {
                tell(code, pointer(to: entry.target), sheet, entry.place, detail)
            }
            set(entry.target, reading.value)
            if reading.value != nil, !reading.hasOwnUnit,
                let units = disagreement(entry, fragment, expectation)
            {
                tell(
                    .scaleSuspect, pointer(to: entry.target), sheet, entry.place,
                    Finding.Detail(quoted: units, reason: "unitsDisagree"))
            }
            if reading.value != nil, !reading.hasOwnUnit, units.isEmpty,
                let others = unitsAround(entry, fragment, expectation)
            {
                tell(
                    .scaleSuspect, pointer(to: entry.target), sheet, entry.place,
                    Finding.Detail(
                        quoted: others, subject: expectation.unit, reason: "unitMissing"))
            }
            if reading.isPlainPercentage, let value = reading.value, value != .zero,
                case .figure(let indicator, let measure) = entry.target
            {
                percentages.append(
                    Percentage(
                        indicator: indicator, measure: measure, place: entry.place,
                        fragment: number, value: value))
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
    private func finishWorks(_ fragment: Fragment, _ first: [Int32]) {
        let sheet = fragment.sheet
        func entry(_ target: Target) -> Entry? {
            let position = Int(first[slot(of: target)])
            return position < 0 ? nil : fragment.entries[position]
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
    private func tellRepeated(_ entries: [Entry], _ fragment: Fragment) {
        let sheet = fragment.sheet
        var told = Set<CellReference>()
        for entry in entries {
            guard let cell = entry.cell, isDifferent(entry, cell, fragment) else { continue }
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

    private func isDifferent(_ entry: Entry, _ cell: Int, _ fragment: Fragment) -> Bool {
        let sheet = fragment.sheet
        switch entry.target {
        case .status(let work):
            return values.status(cell, in: sheet, mark: entry.mark).status
                != result.works[work].status
        case .note: return false
        default:
            let value = values.figure(
                cell, in: sheet, units: units(of: entry, fragment, expectation(entry.target)),
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
        for isGrowth in [true, false] {
            // By measure: how many figures, and how many of them fractions.
            var counts = Array(repeating: (all: 0, fractions: 0), count: Measure.allCases.count)
            var usual: Int?
            for item in percentages where item.measure.isGrowth == isGrowth {
                counts[item.measure.position].all += 1
                if item.value.isBelowOne {
                    counts[item.measure.position].fractions += 1
                } else {
                    usual = max(usual ?? 0, item.value.fractionDigits)
                }
            }
            for item in percentages
            where item.measure.isGrowth == isGrowth && item.value.isBelowOne {
                // Of shares there are few: those of both columns together.
                let all = isGrowth ? [counts[item.measure.position]] : counts
                let isWholeColumn =
                    all.reduce(0) { $0 + $1.all } >= 4 && all.allSatisfy { $0.fractions == $0.all }
                if item.value.fractionDigits >= max(3, (usual ?? 1) + 1) || isWholeColumn {
                    tell(
                        .scaleSuspect,
                        pointer(to: .figure(indicator: item.indicator, item.measure)),
                        draft.fragments[item.fragment].sheet, item.place,
                        Finding.Detail(
                            quoted: item.value.description,
                            to: item.value.scaled(byPowerOfTen: 2).description))
                }
            }
        }
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
        guard !levels.isEmpty else { return }
        // A level that the tables have no place for may have been paid all the same.
        if let missing = FundingLevel.allCases.first(where: { level in
            result.spent[level] == nil && !draft.rows.contains(.funding(.spent(level)))
        }) {
            tell(
                .indicatorMissing, pointer(to: .spentTotal), draft.sheet, nil,
                Finding.Detail(
                    subject: definition.funding.spent.text + "·"
                        + (definition.funding.levels[missing]?.text ?? "")))
            return
        }
        result.spent.total = ExactDecimal.sum(levels)
    }
}

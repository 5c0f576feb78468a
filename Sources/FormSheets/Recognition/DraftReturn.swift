import MonitoringForm
import Spreadsheet

/// The fragments and facts that make up one return, before values are read.
struct DraftReturn {
    private(set) var fragments: [Fragment]
    /// The rows of the form that the fragments have.
    private(set) var rows: RowSet
    /// What the surroundings of the tables say, and where; a label's word before a title's.
    private(set) var facts = FieldTable<(fact: IdentityFact, sheet: SheetContents)>()

    /// The measures that the fragments have of indicators.
    private var measures: MeasureSet

    /// Cells of the first fragment's sheet that its tables cover: each fragment is held against the last returns.
    private var box: CellRange
    /// Whether the first table names whose it is.
    let isNamed: Bool

    init(_ fragment: Fragment) {
        fragments = [fragment]
        box = fragment.box
        isNamed = fragment.identity.isNamed
        rows = fragment.rows
        measures = fragment.measures
    }

    mutating func append(_ fragment: Fragment) {
        if fragment.sheet === sheet { box = DraftReturn.union(box, fragment.box) }
        fragments.append(fragment)
        rows.formUnion(fragment.rows)
        measures.formUnion(fragment.measures)
    }

    /// Whether the tables name nobody and hold nothing but their labels.
    var isBlank: Bool {
        name == nil
            && fragments.allSatisfy { fragment in
                fragment.entries.allSatisfy { entry in
                    if case .note = entry.target { true } else { entry.cell == nil }
                }
            }
    }

    /// Whether a table has nothing that the return has: other rows, or other measures of the same indicators.
    func lacks(_ fragment: Fragment) -> Bool {
        lacks(fragment.rows, fragment.sections, fragment.measures)
    }

    /// Whether another return has nothing that this one has.
    func lacks(_ other: DraftReturn) -> Bool { lacks(other.rows, other.sections, other.measures) }

    private func lacks(
        _ others: RowSet, _ otherSections: SectionSet, _ otherMeasures: MeasureSet
    ) -> Bool {
        if rows.isDisjoint(with: others) { return true }
        return !measures.isEmpty && !otherMeasures.isEmpty
            && measures.isDisjoint(with: otherMeasures)
            && sections.shares(only: .indicators, with: otherSections)
    }

    /// Whether the headers and headings of a table name no other quarter than those of its tables do.
    func mayBeOfQuarter(of fragment: Fragment) -> Bool {
        guard let other = fragment.identity.period else { return true }
        return fragments.allSatisfy { ($0.identity.period ?? other) == other }
    }

    /// The quarter that the surroundings of the tables tell. Read once, since each return is compared with hundreds.
    private(set) var period: Period?

    var sheet: SheetContents { fragments[0].sheet }
    var sections: SectionSet { rows.sections }

    /// Cells of the sheet that its tables cover.
    func box(on sheet: SheetContents) -> CellRange? {
        if sheet === self.sheet { return box }
        var union: CellRange?
        for fragment in fragments where fragment.sheet === sheet {
            union = union.map { DraftReturn.union($0, fragment.box) } ?? fragment.box
        }
        return union
    }

    private static func union(_ union: CellRange, _ box: CellRange) -> CellRange {
        let top = min(union.first.row, box.first.row)
        let left = min(union.first.column, box.first.column)
        let bottom = max(union.last.row, box.last.row)
        let right = max(union.last.column, box.last.column)
        guard let from = CellReference(row: top, column: left),
            let to = CellReference(row: bottom, column: right)
        else { return union }
        return CellRange(from, to)
    }

    /// The name that the tables or their surroundings give.
    var name: String? {
        for fragment in fragments {
            if let cell = fragment.name { return fragment.sheet.text(cell) }
        }
        return facts[.complexName]?.fact.text
    }

    /// The reporting area that the name begins with, or that stands beside it.
    func county(_ names: ComplexName) -> String? {
        if let name, let area = names.area(ofName: name) { return area }
        for fragment in fragments {
            // The name in short of one sheet may be in full on another.
            if fragment !== fragments[0], let cell = fragment.name,
                let text = fragment.sheet.text(cell),
                let area = names.area(ofName: text)
            {
                return area
            }
            if let county = fragment.county(names) { return county }
        }
        return facts[.county].flatMap { names.area(in: $0.fact.text) }
    }

    /// What the names of returns are compared by.
    var nameKey: String? { name.map { ComplexName.key(ComplexName.withoutNumber($0)) } }

    /// Whether a heading over a table gives the name.
    var hasHeading: Bool {
        let named = fragments.first { $0.name != nil }
        return named.map { $0.identity.fields[.complexName] == nil } ?? false
    }

    mutating func note(_ fact: IdentityFact, on sheet: SheetContents) {
        if let known = facts[fact.field], DraftReturn.rank(known.fact) <= DraftReturn.rank(fact) {
            return
        }
        if fact.field == .period {
            let stated = PeriodText.period(in: fact.text)
            // The title of the table beside it.
            if fact.isFromTitle, let own = fragments.lazy.compactMap(\.identity.period).first,
                let stated, stated != own
            {
                return
            }
            period = stated
        }
        facts[fact.field] = (fact, sheet)
    }

    /// The form's own label before other words for it, in their order, all before a title.
    static func rank(_ fact: IdentityFact) -> Int {
        fact.isFromTitle ? .max : fact.variant
    }
}

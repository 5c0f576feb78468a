import MonitoringForm
import Spreadsheet

/// The fragments and facts that make up one return, before values are read.
struct DraftReturn {
    private(set) var fragments: [Fragment]
    /// The rows of the form that the fragments have.
    private(set) var rows: RowSet
    /// What the surroundings of the tables say, and where; a label's word before a title's.
    private(set) var facts = FieldTable<(fact: IdentityFact, sheet: SheetContents)>()

    init(_ fragment: Fragment) {
        fragments = [fragment]
        rows = fragment.rows
    }

    mutating func append(_ fragment: Fragment) {
        fragments.append(fragment)
        rows.formUnion(fragment.rows)
    }

    var sheet: SheetContents { fragments[0].sheet }
    var sections: SectionSet { rows.sections }

    /// Cells of the sheet that its tables cover.
    func box(on sheet: SheetContents) -> CellRange? {
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

    var nameKey: String? { name.map(ComplexName.key) }

    mutating func note(_ fact: IdentityFact, on sheet: SheetContents) {
        if let known = facts[fact.field], DraftReturn.rank(known.fact) <= DraftReturn.rank(fact) {
            return
        }
        facts[fact.field] = (fact, sheet)
    }

    /// The form's own label before another word for it, both before a title.
    private static func rank(_ fact: IdentityFact) -> Int {
        fact.isFromTitle ? 2 : fact.isByVariant ? 1 : 0
    }
}

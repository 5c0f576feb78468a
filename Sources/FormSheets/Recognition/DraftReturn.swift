import MonitoringForm
import Spreadsheet

/// The fragments and facts that make up one return, before values are read.
struct DraftReturn {
    var fragments: [Fragment]
    /// What the surroundings of the tables say; a label's word before a title's.
    var facts: [IdentityField: IdentityFact] = [:]
    /// The sheet of each fact, by its index.
    var factSheets: [IdentityField: SheetContents] = [:]

    init(_ fragment: Fragment) { fragments = [fragment] }

    var sheet: SheetContents { fragments[0].sheet }
    var rows: RowSet { fragments.reduce(into: RowSet()) { $0.formUnion($1.rows) } }
    var sections: Set<SectionKind> { rows.sections }

    /// Cells of the sheet that its tables cover.
    func box(on sheet: SheetContents) -> CellRange? {
        let boxes = fragments.filter { $0.sheet === sheet }.map(\.box)
        guard let first = boxes.first else { return nil }
        return boxes.dropFirst().reduce(first) { union, box in
            let top = min(union.first.row, box.first.row)
            let left = min(union.first.column, box.first.column)
            let bottom = max(union.last.row, box.last.row)
            let right = max(union.last.column, box.last.column)
            guard let from = CellReference(row: top, column: left),
                let to = CellReference(row: bottom, column: right)
            else { return union }
            return CellRange(from, to)
        }
    }

    /// The name that the tables or their surroundings give.
    var name: String? {
        for fragment in fragments {
            if let cell = fragment.identity.fields[.complexName] ?? fragment.identity.heading {
                return fragment.sheet.text(cell)
            }
        }
        return facts[.complexName]?.text
    }

    var nameKey: String? { name.map(ComplexName.key) }

    mutating func note(_ fact: IdentityFact, on sheet: SheetContents) {
        if let known = facts[fact.field], DraftReturn.rank(known) <= DraftReturn.rank(fact) {
            return
        }
        facts[fact.field] = fact
        factSheets[fact.field] = sheet
    }

    /// The form's own label before another word for it, both before a title.
    private static func rank(_ fact: IdentityFact) -> Int {
        fact.isFromTitle ? 2 : fact.isByVariant ? 1 : 0
    }
}

/// Puts fragments together that belong to one return: on a sheet, and across the sheets of a workbook.
struct ReturnAssembler {
    private(set) var drafts: [DraftReturn] = []

    /// Adds what one sheet holds.
    mutating func add(_ fragments: [Fragment], facts: [IdentityFact], on sheet: SheetContents) {
        var local: [DraftReturn] = []
        let ordered = fragments.sorted { ($0.order, $0.box.first) < ($1.order, $1.box.first) }
        var named: [String: [Int]] = [:]
        for fragment in ordered {
            if let found = ReturnAssembler.home(for: fragment, among: local, named, facts) {
                local[found].fragments.append(fragment)
                continue
            }
            if let key = ReturnAssembler.key(of: fragment) {
                named[key, default: []].append(local.count)
            }
            local.append(DraftReturn(fragment))
        }
        ReturnAssembler.assign(facts, to: &local, on: sheet)
        for draft in local { join(draft) }
    }

    private static func key(of fragment: Fragment) -> String? {
        guard let cell = fragment.identity.fields[.complexName] ?? fragment.identity.heading,
            let text = fragment.sheet.text(cell)
        else { return nil }
        return ComplexName.key(text)
    }

    // MARK: On one sheet

    /// The return of the same sheet that a fragment continues.
    private static func home(
        for fragment: Fragment, among drafts: [DraftReturn], _ named: [String: [Int]],
        _ facts: [IdentityFact]
    ) -> Int? {
        if let key = key(of: fragment) {
            return named[key]?.first { index in
                drafts[index].rows.isDisjoint(with: fragment.rows)
                    && !drafts[index].fragments.contains { $0.box == fragment.box }
            }
        }
        // Only the newest returns can still be open: a return ends where the next of its kind begins.
        let recent = drafts.indices.suffix(24).filter { index in
            !drafts[index].fragments[0].identity.isNamed
                && drafts[index].rows.isDisjoint(with: fragment.rows)
                && !isSeparated(drafts[index], fragment, facts)
        }
        return recent.max { left, right in
            rank(drafts[left], fragment) < rank(drafts[right], fragment)
        }
    }

    /// Columns in common first, then nearness.
    private static func rank(_ draft: DraftReturn, _ fragment: Fragment) -> (Int, Int) {
        guard let box = draft.box(on: fragment.sheet) else { return (0, 0) }
        let shared =
            min(box.last.column, fragment.box.last.column)
            - max(box.first.column, fragment.box.first.column) + 1
        return (max(0, shared), box.last.row)
    }

    /// Whether another complex is named between a return and a fragment below it.
    private static func isSeparated(
        _ draft: DraftReturn, _ fragment: Fragment, _ facts: [IdentityFact]
    ) -> Bool {
        guard let box = draft.box(on: fragment.sheet) else { return false }
        return facts.contains { fact in
            fact.field == .complexName && fact.place.row > box.last.row
                && fact.place.row < fragment.box.first.row
        }
    }

    // MARK: Facts to returns

    private static func assign(
        _ facts: [IdentityFact], to drafts: inout [DraftReturn], on sheet: SheetContents
    ) {
        guard !drafts.isEmpty else { return }
        if drafts.count == 1 {
            for fact in facts { drafts[0].note(fact, on: sheet) }
            return
        }
        let boxes = drafts.map { $0.box(on: sheet) }
        let tops = Set(boxes.compactMap { $0?.first.row })
        for fact in facts {
            // A roll-up's title is about all its records.
            let isShared = tops.count == 1 && !isBeside(fact, boxes)
            if isShared {
                for index in drafts.indices
                where fact.field != .complexName && fact.field != .operatingUnit
                    && fact.field != .level
                {
                    drafts[index].note(fact, on: sheet)
                }
            } else if let index = owner(of: fact, boxes, facts) {
                drafts[index].note(fact, on: sheet)
            }
        }
    }

    /// Whether returns stand beside each other and a fact is in the columns of one of them.
    private static func isBeside(_ fact: IdentityFact, _ boxes: [CellRange?]) -> Bool {
        let holders = boxes.count { $0?.columns.contains(fact.place.column) ?? false }
        return holders == 1
    }

    private static func owner(
        of fact: IdentityFact, _ boxes: [CellRange?], _ facts: [IdentityFact]
    ) -> Int? {
        let row = fact.place.row
        func isInColumns(_ box: CellRange) -> Bool { box.columns.contains(fact.place.column) }
        let below = boxes.indices.filter { (boxes[$0]?.first.row ?? -1) > row }
            .min { left, right in
                guard let a = boxes[left], let b = boxes[right] else { return false }
                return (isInColumns(a) ? 0 : 1, a.first.row) < (isInColumns(b) ? 0 : 1, b.first.row)
            }
        let above = boxes.indices.filter { (boxes[$0]?.last.row ?? .max) < row }
            .max { left, right in
                guard let a = boxes[left], let b = boxes[right] else { return false }
                return (isInColumns(a) ? 1 : 0, a.last.row) < (isInColumns(b) ? 1 : 0, b.last.row)
            }
        let inside = boxes.indices.first { index in
            boxes[index].map { $0.rows.contains(row) && isInColumns($0) } ?? false
        }
        if let inside { return inside }
        guard fact.field.isReporting, let above, let box = boxes[above] else {
            return below ?? above
        }
        // 填报人 at the foot, unless the next return's name has come before it.
        let isNextHead = facts.contains {
            $0.field == .complexName && $0.place.row > box.last.row && $0.place.row <= row
        }
        return isNextHead ? below ?? above : above
    }

    // MARK: Across sheets

    /// Adds a return, or completes one of an earlier sheet that lacks just its sections.
    private mutating func join(_ draft: DraftReturn) {
        let candidates = drafts.indices.filter { index in
            let other = drafts[index]
            guard other.fragments.allSatisfy({ $0.sheet !== draft.sheet }),
                other.sections.isDisjoint(with: draft.sections)
            else { return false }
            if let mine = draft.nameKey, let theirs = other.nameKey { return mine == theirs }
            return true
        }
        let named = candidates.filter { drafts[$0].nameKey != nil && draft.nameKey != nil }
        let home = named.first ?? (candidates.count == 1 ? candidates.first : nil)
        guard let home else {
            drafts.append(draft)
            return
        }
        drafts[home].fragments += draft.fragments
        for (field, fact) in draft.facts {
            if let sheet = draft.factSheets[field] { drafts[home].note(fact, on: sheet) }
        }
    }
}

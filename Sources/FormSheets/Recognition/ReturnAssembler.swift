import MonitoringForm
import Spreadsheet

/// Puts fragments together that belong to one return: on a sheet, and across the sheets of a workbook.
struct ReturnAssembler {
    private(set) var drafts: [DraftReturn] = []
    private let words: FormDefinition.WordLists
    private let names: ComplexName

    init(_ words: FormDefinition.WordLists, names: ComplexName) {
        self.words = words
        self.names = names
    }

    /// What the names of the drafts are compared by, and the drafts with each; nil for those without a name.
    private var keys: [String?] = []
    private var named: [String?: [Int]] = [:]
    /// The drafts by what their names are without place and kind.
    private var byCore: [String: [Int]] = [:]

    /// Adds what one sheet holds.
    mutating func add(_ fragments: [Fragment], facts: [IdentityFact], on sheet: SheetContents) {
        var local: [DraftReturn] = []
        let nameRows = facts.filter { $0.field == .complexName }.map(\.place.row).sorted()
        let ordered = fragments.sorted { ($0.order, $0.box.first) < ($1.order, $1.box.first) }
        var named: [String: [Int]] = [:]
        for fragment in ordered {
            if let found = home(for: fragment, among: local, named, nameRows) {
                local[found].append(fragment)
                continue
            }
            if let key = ReturnAssembler.key(of: fragment) {
                named[key, default: []].append(local.count)
            }
            local.append(DraftReturn(fragment))
        }
        ReturnAssembler.assign(facts, nameRows, to: &local, on: sheet)
        noteTime(of: sheet)
        let earlier = drafts.count
        // 光机电 of an earlier sheet is neither of two that one sheet has of two counties.
        let cores = local.map { core(of: $0) }
        let counts = Dictionary(cores.map { ($0, 1) }, uniquingKeysWith: +)
        for (draft, core) in zip(local, cores) {
            join(draft, core, isOnlyOne: counts[core] == 1, earlier: earlier)
        }
    }

    private static func key(of fragment: Fragment) -> String? {
        guard let cell = fragment.name, let text = fragment.sheet.text(cell) else { return nil }
        return ComplexName.key(text)
    }

    // MARK: On one sheet

    /// The return of the same sheet that a fragment continues.
    private func home(
        for fragment: Fragment, among drafts: [DraftReturn], _ named: [String: [Int]],
        _ nameRows: [Int]
    ) -> Int? {
        if let key = ReturnAssembler.key(of: fragment) {
            // Those before them are whole, or lists of thousands would be looked through for each of their rows.
            return named[key]?.suffix(ReturnAssembler.recent).first { index in
                drafts[index].lacks(fragment)
                    && drafts[index].mayBeOfQuarter(of: fragment)
                    && !drafts[index].fragments.contains { $0.box == fragment.box }
                    && ReturnAssembler.mayBeSame(
                        drafts[index].county(names), fragment.county(names))
            }
        }
        // Only the newest returns can still be open: a return ends where the next of its kind begins.
        var best: (index: Int, rank: (Int, Int))?
        for index in drafts.indices.suffix(ReturnAssembler.recent)
        where !drafts[index].isNamed && drafts[index].lacks(fragment)
            && !ReturnAssembler.isSeparated(drafts[index], fragment, nameRows)
        {
            let rank = ReturnAssembler.rank(drafts[index], fragment)
            if best.map({ $0.rank < rank }) ?? true { best = (index, rank) }
        }
        return best?.index
    }

    /// Whether two counties, if both are known, are the same: 智能制造综合体 may be one in each of them.
    private static func mayBeSame(_ county: String?, _ other: String?) -> Bool {
        county == nil || other == nil || county == other
    }

    /// How many returns of a sheet, the newest ones, a fragment may continue.
    private static let recent = 24

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
        _ draft: DraftReturn, _ fragment: Fragment, _ nameRows: [Int]
    ) -> Bool {
        guard let box = draft.box(on: fragment.sheet) else { return false }
        return hasRow(nameRows, after: box.last.row, before: fragment.box.first.row)
    }

    /// Whether an ordered list of rows has one strictly between two others.
    private static func hasRow(_ rows: [Int], after first: Int, before last: Int) -> Bool {
        let position = firstPosition(in: rows.count) { rows[$0] > first }
        return position < rows.count && rows[position] < last
    }

    /// The first position from which on `isBehind` holds, of `count` positions partitioned by it.
    private static func firstPosition(in count: Int, where isBehind: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBehind(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    // MARK: Facts to returns

    private static func assign(
        _ facts: [IdentityFact], _ nameRows: [Int], to drafts: inout [DraftReturn],
        on sheet: SheetContents
    ) {
        guard !drafts.isEmpty else { return }
        if drafts.count == 1 {
            for fact in facts { drafts[0].note(fact, on: sheet) }
            return
        }
        // Quarters of one complex, which the title names.
        let isSeries = drafts.allSatisfy { draft in
            draft.name == nil && draft.fragments[0].identity.fields[.period] != nil
        }
        let boxes = drafts.map { $0.box(on: sheet) }
        let tops = Set(boxes.compactMap { $0?.first.row })
        let ordered = boxes.indices.sorted {
            (boxes[$0]?.first.row ?? 0) < (boxes[$1]?.first.row ?? 0)
        }
        let holders = ColumnCoverage(boxes.compactMap { $0?.columns })
        let sharing = Dictionary(grouping: boxes.indices) { boxes[$0]?.first }
        var shared = FieldTable<Int>()
        var noted = Set<TableFact>()
        for fact in facts {
            // A roll-up's title is about all its records; a fact in the columns of one of several is about that.
            let isShared = tops.count == 1 && holders[fact.place.column] != 1
            if isShared {
                // 填报单位 above several complexes is whoever made the list.
                let isOfList: [IdentityField] = [
                    .complexName, .operatingUnit, .reportingUnit, .level,
                ]
                if isOfList.contains(fact.field), !isSeries { continue }
                let rank = DraftReturn.rank(fact)
                if let best = shared[fact.field], best <= rank { continue }
                shared[fact.field] = rank
                for index in drafts.indices { drafts[index].note(fact, on: sheet) }
            } else if let index = owner(of: fact, boxes, ordered, nameRows) {
                // The quarter, or the county, above one of several roll-ups is of all its records.
                let isOfTable = fact.field == .period || fact.field == .county
                guard isOfTable, let corner = boxes[index]?.first, let owners = sharing[corner],
                    owners.count > 1
                else {
                    drafts[index].note(fact, on: sheet)
                    continue
                }
                let rank = DraftReturn.rank(fact)
                guard
                    noted.insert(TableFact(corner: corner, field: fact.field, rank: rank)).inserted
                else { continue }
                for owner in owners { drafts[owner].note(fact, on: sheet) }
            }
        }
    }

    /// What is said of a table above it, by how sure it is.
    private struct TableFact: Hashable {
        let corner: CellReference
        let field: IdentityField
        let rank: Int
    }

    /// How many of several ranges of columns cover each column.
    private struct ColumnCoverage {
        private var counts: [Int]

        init(_ ranges: [ClosedRange<Int>]) {
            counts = Array(repeating: 0, count: (ranges.map(\.upperBound).max() ?? -1) + 2)
            for range in ranges {
                counts[range.lowerBound] += 1
                counts[range.upperBound + 1] -= 1
            }
            for column in counts.indices.dropFirst() { counts[column] += counts[column - 1] }
        }

        subscript(column: Int) -> Int { counts.indices.contains(column) ? counts[column] : 0 }
    }

    private static func owner(
        of fact: IdentityFact, _ boxes: [CellRange?], _ ordered: [Int], _ nameRows: [Int]
    ) -> Int? {
        let row = fact.place.row
        // Only the returns around the fact can own it.
        let next = firstPosition(in: ordered.count) { (boxes[ordered[$0]]?.first.row ?? 0) > row }
        let near = ordered[max(0, next - 32)..<min(ordered.count, next + 32)]
        func isInColumns(_ box: CellRange) -> Bool { box.columns.contains(fact.place.column) }
        let below = near.filter { (boxes[$0]?.first.row ?? -1) > row }
            .min { left, right in
                guard let a = boxes[left], let b = boxes[right] else { return false }
                return (isInColumns(a) ? 0 : 1, a.first.row) < (isInColumns(b) ? 0 : 1, b.first.row)
            }
        let above = near.filter { (boxes[$0]?.last.row ?? .max) < row }
            .max { left, right in
                guard let a = boxes[left], let b = boxes[right] else { return false }
                return (isInColumns(a) ? 1 : 0, a.last.row) < (isInColumns(b) ? 1 : 0, b.last.row)
            }
        let inside = near.first { index in
            boxes[index].map { $0.rows.contains(row) && isInColumns($0) } ?? false
        }
        if let inside { return inside }
        guard fact.field.isReporting, let above, let box = boxes[above] else {
            return below ?? above
        }
        // 填报人 at the foot, unless the next return's name has come before it.
        let isNextHead = hasRow(nameRows, after: box.last.row, before: row + 1)
        return isNextHead ? below ?? above : above
    }

    // MARK: Across sheets

    /// Adds a return, or completes one of an earlier sheet that lacks just its sections.
    ///
    /// - Parameter isOnlyOne: whether no other of its sheet has a name that is the same without place and kind.
    /// - Parameter earlier: how many there are of earlier sheets.
    private mutating func join(
        _ draft: DraftReturn, _ core: String?, isOnlyOne: Bool, earlier: Int
    ) {
        let key = draft.nameKey
        guard let home = home(of: draft, key, core, isOnlyOne: isOnlyOne, earlier: earlier) else {
            named[key, default: []].append(drafts.count)
            if let core { byCore[core, default: []].append(drafts.count) }
            keys.append(key)
            drafts.append(draft)
            return
        }
        for fragment in draft.fragments { drafts[home].append(fragment) }
        for field in draft.facts.fields {
            if let (fact, sheet) = draft.facts[field] { drafts[home].note(fact, on: sheet) }
        }
        let newKey = drafts[home].nameKey
        guard newKey != keys[home] else { return }
        named[keys[home]]?.removeAll { $0 == home }
        named[newKey, default: []].append(home)
        named[newKey]?.sort()
        keys[home] = newKey
    }

    /// The first return of the same name that lacks what a draft has, or the only one that may be its own since one
    /// of the two has no name.
    private func home(
        of draft: DraftReturn, _ key: String?, _ core: String?, isOnlyOne: Bool, earlier: Int
    ) -> Int? {
        func lacks(_ index: Int) -> Bool {
            guard drafts[index].lacks(draft), areOfOneTime(drafts[index], draft) else {
                return false
            }
            guard let period = drafts[index].period, let other = draft.period else { return true }
            return period == other
        }
        func isOpen(_ index: Int) -> Bool {
            index < earlier && drafts[index].fragments.allSatisfy { $0.sheet !== draft.sheet }
                && lacks(index)
        }
        if let key {
            // On the same sheet as well: 续表 repeats whose return it is.
            let county = draft.county(names)
            let namesakes = (named[key] ?? []).suffix(8).filter(lacks)
                .map { (index: $0, county: drafts[$0].county(names)) }
                .filter { ReturnAssembler.mayBeSame($0.county, county) }
            if let home = namesakes.first(where: { $0.county == county }) ?? namesakes.first {
                return home.index
            }
            if let home = namesake(core, county, isOnlyOne, where: isOpen) { return home }
            let unnamed = (named[nil] ?? []).prefix(ReturnAssembler.most).lazy.filter(isOpen)
                .prefix(2)
            return unnamed.count == 1 ? unnamed.first : nil
        }
        guard earlier <= ReturnAssembler.most else { return nil }
        let open = (0..<earlier).lazy.filter(isOpen).prefix(2)
        return open.count == 1 ? open.first : nil
    }

    /// The return of another sheet whose name says the same in other words: 平湖市光机电产业创新服务综合体, and 光机电综合体
    /// beside 平湖市.
    private func namesake(
        _ core: String?, _ county: String?, _ isOnlyOne: Bool, where isOpen: (Int) -> Bool
    ) -> Int? {
        guard let core else { return nil }
        let found = (byCore[core] ?? []).suffix(8).filter { index in
            let other = drafts[index].county(names)
            return isOpen(index) && ReturnAssembler.mayBeSame(other, county)
                && (isOnlyOne || other == county)
        }
        return found.count == 1 ? found[0] : nil
    }

    /// What its name says without place and kind.
    private func core(of draft: DraftReturn) -> String? {
        guard let name = draft.name, name.utf8.count <= 300 else { return nil }
        let core = names.core(ofName: ComplexName.withoutNumber(name))
        return core.isEmpty ? nil : ComplexName.key(core)
    }

    /// What the name of a sheet says of its time.
    private struct SheetTime {
        let isEarlier: Bool
        let quarter: Int?
    }

    /// By the index of the sheet: thousands of returns are compared with those of hundreds of sheets.
    private var times: [Int: SheetTime] = [:]

    private mutating func noteTime(of sheet: SheetContents) {
        guard times[sheet.index] == nil else { return }
        times[sheet.index] = SheetTime(
            isEarlier: words.speakOfAnotherTime(in: sheet.name),
            quarter: PeriodText.quarter(in: sheet.name))
    }

    /// Whether the names of two sheets let what they hold be of one quarter: 二季度资金 goes with no return of the third.
    private func areOfOneTime(_ draft: DraftReturn, _ other: DraftReturn) -> Bool {
        guard draft.sheet !== other.sheet, let time = times[draft.sheet.index],
            let otherTime = times[other.sheet.index]
        else { return true }
        guard time.isEarlier == otherTime.isEarlier else { return false }
        guard let one = time.quarter ?? draft.period?.quarter,
            let two = otherTime.quarter ?? other.period?.quarter
        else { return true }
        return one == two
    }

    /// Among more returns than these a nameless one is nobody's part.
    private static let most = 256
}

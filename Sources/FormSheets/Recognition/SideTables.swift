import MonitoringForm
import Spreadsheet

/// Tables beside a return that hold one block of it again: lists of enterprises, last year's figures, sums that
/// somebody worked with. They are nobody's return, and are told rather than read.
struct SideTables {
    /// Tables of sheets, by their first cells, with the reason that they are not read for.
    private var tables: [(sheet: SheetContents, place: CellReference, reason: String)] = []

    /// Takes them out of the returns of a workbook.
    ///
    /// - Parameters:
    ///   - words: what says of a sheet that it holds targets, ranks, last year's figures.
    ///   - isNamed: whether anything names the complex of a return.
    init(
        among drafts: inout [DraftReturn], words: [String], isNamed: (DraftReturn) -> Bool
    ) {
        takeOtherFigures(among: &drafts, words)
        guard drafts.count > 1, drafts.contains(where: { $0.name == nil }) else { return }
        let named = drafts.lazy.filter { $0.name != nil && $0.sections.count > 1 }
            .prefix(SideTables.most)
        guard !named.isEmpty else { return }
        let wholes = Array(named)
        take(from: &drafts) { draft in
            (draft.sections.count == 1
                || draft.fragments.allSatisfy { $0.rows.count <= SideTables.few })
                && wholes.contains { whole in
                    !whole.sections.isDisjoint(with: draft.sections)
                        && !whole.rows.isDisjoint(with: draft.rows)
                } && !isNamed(draft)
        }
    }

    /// Adds tables of indicators that returns have from others.
    mutating func add(_ repeated: [Fragment]) {
        for fragment in repeated { add(fragment.sheet, fragment.box.first, "repeatedTable") }
    }

    /// Adds tables that do not say which indicator they are of, by a label of each.
    mutating func add(_ unread: [(sheet: SheetContents, label: Int)]) {
        for (sheet, label) in unread {
            add(sheet, sheet.grid.cells[label].reference, "tableWithoutIndicator")
        }
    }

    private mutating func add(_ sheet: SheetContents, _ place: CellReference, _ reason: String) {
        tables.append((sheet, place, reason))
    }

    private mutating func take(
        from drafts: inout [DraftReturn], where isSide: (DraftReturn) -> Bool
    ) {
        var kept: [DraftReturn] = []
        for draft in drafts {
            guard isSide(draft) else {
                kept.append(draft)
                continue
            }
            let first = draft.fragments.map(\.box.first).min {
                ($0.row, $0.column) < ($1.row, $1.column)
            }
            let reason = draft.name == nil ? "sideTable" : "repeatedTable"
            if let first { add(draft.sheet, first, reason) }
        }
        drafts = kept
    }

    /// Takes out what sheets such as 年度目标 and 去年同期 hold of complexes that have their return on another.
    private mutating func takeOtherFigures(among drafts: inout [DraftReturn], _ words: [String]) {
        var isOther: [Int: Bool] = [:]
        for draft in drafts where isOther[draft.sheet.index] == nil {
            isOther[draft.sheet.index] = SideTables.speaks(draft.sheet, words)
        }
        guard isOther.values.contains(true), isOther.values.contains(false) else { return }
        var own: [String: (rows: RowSet, periods: Set<Period?>)] = [:]
        for draft in drafts where isOther[draft.sheet.index] == false {
            guard let key = draft.nameKey else { continue }
            own[key, default: (RowSet(), [])].rows.formUnion(draft.rows)
            own[key, default: (RowSet(), [])].periods.insert(draft.period)
        }
        take(from: &drafts) { draft in
            guard isOther[draft.sheet.index] == true,
                draft.fragments.allSatisfy({ $0.sheet === draft.sheet }),
                let known = draft.nameKey.flatMap({ own[$0] })
            else { return false }
            // A return of last year that says which quarter it is of is one.
            if let period = draft.period, draft.sections.count > 1,
                !known.periods.contains(period)
            {
                return false
            }
            return !known.rows.isDisjoint(with: draft.rows)
        }
    }

    private static func speaks(_ sheet: SheetContents, _ words: [String]) -> Bool {
        let title = sheet.grid.cells.indices.prefix(3).lazy.compactMap { sheet.text($0) }.first
        return [sheet.name, title ?? ""].contains { text in
            text.utf8.count <= 300 && words.contains { TextFolding.contains(text, $0) }
        }
    }

    /// Rows of the form that a list of projects, or of payments, may have columns of.
    private static let few = 7
    /// Returns that tables are compared with.
    private static let most = 64

    /// A finding for each, at its first cell.
    ///
    /// - Parameter index: the position behind the document's last return.
    func findings(behind index: Int) -> [PlacedFinding] {
        // Once for the lines of one table.
        var told = Set<CellPlace>()
        return tables.compactMap { sheet, place, reason in
            guard told.insert(CellPlace(sheet: sheet.name, reference: place)).inserted else {
                return nil
            }
            return PlacedFinding(
                finding: Finding(
                    .indicatorUnknown, sheet: sheet.name, cell: place.description,
                    Finding.Detail(quoted: sheet.name, reason: reason)),
                place: FindingPlace(returnIndex: index, sheetIndex: sheet.index, place: place))
        }
    }
}

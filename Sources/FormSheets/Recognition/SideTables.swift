import MonitoringForm
import Spreadsheet

/// Nameless tables beside a return that hold one block of it again: lists of enterprises, last year's figures, sums that
/// somebody worked with. They are nobody's return, and are told rather than read.
struct SideTables {
    /// In the order of the sheets.
    private(set) var tables: [DraftReturn] = []

    /// Takes them out of the returns of a workbook.
    ///
    /// - Parameter isNamed: whether anything names the complex of a return.
    init(among drafts: inout [DraftReturn], isNamed: (DraftReturn) -> Bool) {
        guard drafts.count > 1, drafts.contains(where: { $0.name == nil }) else { return }
        let named = drafts.lazy.filter { $0.name != nil && $0.sections.count > 1 }
            .prefix(SideTables.most)
        guard !named.isEmpty else { return }
        let wholes = Array(named)
        var kept: [DraftReturn] = []
        for draft in drafts {
            let isSide =
                (draft.sections.count == 1
                    || draft.fragments.allSatisfy { $0.rows.count <= SideTables.few })
                && wholes.contains { whole in
                    !whole.sections.isDisjoint(with: draft.sections)
                        && !whole.rows.isDisjoint(with: draft.rows)
                } && !isNamed(draft)
            if isSide { tables.append(draft) } else { kept.append(draft) }
        }
        drafts = kept
    }

    /// Rows of the form that a list of projects, or of payments, may have columns of.
    private static let few = 7
    /// Returns that tables are compared with.
    private static let most = 64

    /// A finding for each, at its first cell.
    ///
    /// - Parameter index: the position behind the document's last return.
    func findings(behind index: Int) -> [PlacedFinding] {
        tables.map { table in
            let place = table.fragments.map(\.box.first).min {
                ($0.row, $0.column) < ($1.row, $1.column)
            }
            return PlacedFinding(
                finding: Finding(
                    .indicatorUnknown, sheet: table.sheet.name, cell: place?.description,
                    Finding.Detail(quoted: table.sheet.name, reason: "sideTable")),
                place: FindingPlace(
                    returnIndex: index, sheetIndex: table.sheet.index, place: place))
        }
    }
}

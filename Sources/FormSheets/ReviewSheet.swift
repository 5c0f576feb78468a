import Spreadsheet

/// The sheet that `jiance check --annotate` adds to the copy of a workbook; it is no part of any return.
package enum ReviewSheet {
    package static let name = "审核意见"
    /// What its first cell begins with, by which it is known whatever it is called.
    package static let mark = "审核意见 · Jiance"

    /// Whether a sheet is one that was added.
    static func isOne(_ name: String, _ grid: SheetGrid) -> Bool {
        guard name.hasPrefix(self.name), let first = grid.cells.first,
            first.reference.row == 0, first.reference.column == 0,
            case .text(let text) = first.value
        else { return false }
        return text.hasPrefix(mark)
    }

    /// The sheets of a workbook that were added by earlier annotations, with what they hold.
    package static func all(
        in workbook: [UInt8], limits: SpreadsheetLimits
    ) throws(SpreadsheetError) -> [(sheet: SheetEntry, grid: SheetGrid)] {
        let workbook = try WorkbookReader(limits: limits).open(workbook)
        var found: [(SheetEntry, SheetGrid)] = []
        for entry in workbook.sheets where entry.name.hasPrefix(name) {
            let grid = try workbook.grid(of: entry)
            if isOne(entry.name, grid) { found.append((entry, grid)) }
        }
        return found
    }
}

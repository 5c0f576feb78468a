import XMLStream
import ZipContainer

/// How large a workbook may be before it is refused; each layer obeys its own member.
package struct SpreadsheetLimits: Sendable {
    package var zip = ZipLimits()
    package var xml = XMLLimits()
    /// Sheets of a workbook.
    package var sheets = 2_000
    /// Cells with content on one sheet, as far as a ``SheetGrid`` holds them.
    package var cells = 3_000_000
    /// Merged ranges of one sheet.
    package var mergedRanges = 200_000
    /// Entries of the shared string table.
    package var sharedStrings = 3_000_000
    /// Bytes (UTF-8) of one string. Excel itself allows 32,767 characters.
    package var stringSize = 4 << 20
    /// Cell formats and number formats of the styles part.
    package var styles = 200_000
    /// Relationships of one part.
    package var relationships = 20_000

    /// Formulas of a workbook that an edit looks at for what depends on the edited cells.
    package var formulas = 200_000
    /// Cells that are read to compute the results of formulas anew.
    package var operands = 500_000

    package init() {}
}

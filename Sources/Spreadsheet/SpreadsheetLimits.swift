import XMLStream
import ZipContainer

/// How large a workbook may be before it is refused; each layer obeys its own member.
///
/// The defaults keep what a file costs below two seconds and 300 MiB. What is said of a workbook holds for all
/// sheets together, since they are held together.
package struct SpreadsheetLimits: Sendable {
    package var zip = ZipLimits()
    package var xml = XMLLimits()
    /// Bytes of the file.
    package var fileSize = 64 << 20
    /// Bytes of a part that is neither a worksheet nor the shared strings, of which little more is held
    /// than it says.
    package var partSize = 32 << 20
    /// Bytes that are not UTF-8, of a workbook: libxml2 takes several times as long for them.
    package var otherEncodings = 64 << 20
    /// Sheets of a workbook.
    package var sheets = 2_000
    /// Cells with content of a workbook, as far as ``SheetGrid``s hold them: a sheet of 100,000 × 20.
    package var cells = 1 << 21
    /// Merged ranges of a workbook.
    package var mergedRanges = 200_000
    /// Entries of the shared string table.
    package var sharedStrings = 2_000_000
    /// Bytes (UTF-8) of one string. Excel itself allows 32,767 characters.
    package var stringSize = 4 << 20
    /// Bytes (UTF-8) of the shared strings, and of the texts and formulas in the cells of a workbook; a shared
    /// string counts in each cell that shows it.
    package var textSize = 64 << 20
    /// Cell formats and number formats of the styles part.
    package var styles = 200_000
    /// Relationships of one part.
    package var relationships = 20_000
    /// Comments of one sheet.
    package var comments = 100_000

    /// Formulas of a workbook that are shown, or that an edit looks at for what depends on the edited cells.
    package var formulas = 200_000
    /// Returns that recognition takes a workbook apart into.
    package var returns = 6_000
    /// Bytes (UTF-8) of the names, offices and people of all returns of a workbook: one cell may tell them for thousands.
    package var identitySize = 8 << 20
    /// Cells that are read to compute the results of formulas anew.
    package var operands = 500_000

    package init() {}
}

import MonitoringForm
import Spreadsheet

/// How the cells of the official worksheet look, as styles of one workbook.
struct TemplateStyles {
    let title: StyleID
    /// Heads of columns.
    let header: StyleID
    /// Labels of rows, sections and units.
    let label: StyleID
    /// Cells for text that is filled in, centred.
    let text: StyleID
    /// Cells for longer text, from the left.
    let note: StyleID
    let date: StyleID

    private static let headerFill = CellColor(rgb: 0xDCE6F1)
    private static let labelFill = CellColor(rgb: 0xF3F6FA)
    private static let inputFill = CellColor(rgb: 0xFFFBE8)

    init(_ book: WorkbookWriter) throws(SpreadsheetError) {
        title = try book.style(
            CellStyle(
                font: CellFont("宋体", size: 18, isBold: true),
                alignment: CellAlignment(.center, .center, shrinks: true)))
        header = try book.style(
            TemplateStyles.ruled(
                TemplateStyles.headerFill, CellAlignment(.center, .center, wraps: true),
                isBold: true))
        label = try book.style(
            TemplateStyles.ruled(
                TemplateStyles.labelFill, CellAlignment(.center, .center, wraps: true)))
        text = try book.style(
            TemplateStyles.input(CellAlignment(.center, .center, wraps: true), format: "@"))
        note = try book.style(
            TemplateStyles.input(CellAlignment(.left, .center, wraps: true, indent: 1), format: "@")
        )
        date = try book.style(
            TemplateStyles.input(
                CellAlignment(.center, .center, shrinks: true), format: "yyyy\\-mm\\-dd"))
    }

    /// The style of a cell for a number.
    static func number(
        _ format: String, in book: WorkbookWriter
    ) throws(SpreadsheetError) -> StyleID {
        try book.style(
            input(CellAlignment(.right, .center, shrinks: true), format: format))
    }

    private static func ruled(
        _ fill: CellColor, _ alignment: CellAlignment, isBold: Bool = false
    ) -> CellStyle {
        CellStyle(
            font: isBold ? CellFont("宋体", size: 11, isBold: true) : nil, fill: fill,
            border: CellBorder(all: .thin), alignment: alignment)
    }

    private static func input(_ alignment: CellAlignment, format: String) -> CellStyle {
        CellStyle(
            fill: inputFill, border: CellBorder(all: .thin), alignment: alignment,
            numberFormat: format, isLocked: false)
    }
}

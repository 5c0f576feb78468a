import MonitoringForm
import Spreadsheet

/// What the cells of a workbook hold before they are corrected.
final class CorrectedCells {
    private let workbook: Workbook
    private var grids: [String: SheetGrid] = [:]
    private var blankStyles: [String: [CellReference: Int]] = [:]

    init(_ workbook: Workbook) { self.workbook = workbook }

    var uses1904: Bool { workbook.uses1904 }

    func sheet(_ name: String) -> SheetEntry? { workbook.sheets.first { $0.name == name } }

    func cell(_ reference: CellReference, on sheet: String) throws(SpreadsheetError) -> Cell? {
        try grid(sheet)?.cell(row: reference.row, column: reference.column)
    }

    /// The text of a cell as it stands there; nil for blank cells.
    func text(_ reference: CellReference, on sheet: String) throws(SpreadsheetError) -> String? {
        switch try cell(reference, on: sheet)?.value {
        case .text(let text): TextFolding.isBlank(text) ? nil : text
        case .number(let digits): digits
        case .boolean(let isTrue): isTrue ? "TRUE" : "FALSE"
        default: nil
        }
    }

    /// How a number in the cell is shown, whether one is there now or not.
    func format(
        _ reference: CellReference, on sheet: String
    ) throws(SpreadsheetError) -> NumberFormat {
        var style = try cell(reference, on: sheet)?.style
        if style == nil {
            if blankStyles[sheet] == nil, let entry = self.sheet(sheet) {
                let styles = BlankStyles()
                try workbook.read(entry, into: styles, blanks: true)
                blankStyles[sheet] = styles.styles
            }
            style = blankStyles[sheet]?[reference]
        }
        return try workbook.formats().format(ofStyle: style ?? 0) ?? .general
    }

    private func grid(_ sheet: String) throws(SpreadsheetError) -> SheetGrid? {
        if let grid = grids[sheet] { return grid }
        guard let entry = self.sheet(sheet) else { return nil }
        let grid = try workbook.grid(of: entry)
        grids[sheet] = grid
        return grid
    }
}

/// The styles of cells that hold nothing, as far as a sheet of a return has them.
private final class BlankStyles: CellSink {
    private(set) var styles: [CellReference: Int] = [:]
    /// Styled empties may reach to the end of the sheet: those far out hold no return.
    private static let limit = 200_000

    func cell(_ cell: Cell) throws {
        guard case .empty = cell.value, styles.count < BlankStyles.limit else { return }
        styles[cell.reference] = cell.style
    }

    func mergedRange(_ range: CellRange) throws {}
}

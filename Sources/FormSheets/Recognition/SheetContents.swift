import MonitoringForm
import Spreadsheet

/// A sheet as recognition sees it: its cells, and what the form knows of each text.
final class SheetContents {
    /// Position among the sheets of the workbook that are read.
    let index: Int
    let name: String
    let grid: SheetGrid
    let formats: CellFormats
    let uses1904: Bool
    /// The comments on cells.
    let comments: [CellReference: String]
    /// For each cell of the grid the label it is, nil for anything but text.
    let labels: [LabelMatch?]
    /// Cells that show nothing: empty ones without a formula, and text of spaces.
    private let blanks: [Bool]
    private let layout: SheetLayout

    init(
        index: Int, name: String, grid: SheetGrid, formats: CellFormats, uses1904: Bool,
        comments: [CellReference: String] = [:], matcher: LabelMatcher
    ) {
        self.index = index
        self.name = name
        self.grid = grid
        self.formats = formats
        self.uses1904 = uses1904
        self.comments = comments
        blanks = grid.cells.map { cell in
            switch cell.value {
            case .empty: !cell.hasFormula
            case .text(let text): TextFolding.isBlank(text)
            default: false
            }
        }
        labels = grid.cells.map { cell in
            guard case .text(let text) = cell.value else { return nil }
            return matcher.match(text)
        }
        layout = SheetLayout(grid)
    }

    /// The cell with content at a place, merged ranges aside.
    func cell(_ row: Int, _ column: Int) -> Int? {
        guard
            let index = layout.cell(row, column)
                ?? (layout.isCompact ? nil : grid.index(row: row, column: column)),
            !blanks[index]
        else { return nil }
        return index
    }

    /// The merged range that covers a place.
    func mergedRange(_ row: Int, _ column: Int) -> CellRange? {
        layout.isCompact
            ? layout.mergedRange(row, column, grid.merges)
            : grid.merges.range(containingRow: row, column: column)
    }

    /// The text of a cell, or nil for other values and for text that is blank.
    func text(_ index: Int) -> String? {
        guard !blanks[index], case .text(let text) = grid.cells[index].value else { return nil }
        return text
    }

    func isBlank(_ index: Int) -> Bool { blanks[index] }

    func isNumber(_ index: Int) -> Bool {
        if case .number = grid.cells[index].value { true } else { false }
    }
}

/// A sheet with rows and columns, or with both exchanged: a roll-up read sideways is a stacked form.
final class TableView {
    let sheet: SheetContents
    let isTransposed: Bool

    /// First and last used row and column, in the view's sense.
    let rows: ClosedRange<Int>
    let columns: ClosedRange<Int>

    init(_ sheet: SheetContents, transposed: Bool) {
        self.sheet = sheet
        isTransposed = transposed
        let range = sheet.grid.usedRange
        let rows = range?.rows ?? 0...0
        let columns = range?.columns ?? 0...0
        self.rows = transposed ? columns : rows
        self.columns = transposed ? rows : columns
    }

    /// The cell at a place, merged ranges aside; blank cells count as none.
    func cell(_ row: Int, _ column: Int) -> Int? {
        isTransposed ? sheet.cell(column, row) : sheet.cell(row, column)
    }

    /// The merged range that covers a place.
    func span(_ row: Int, _ column: Int) -> (rows: ClosedRange<Int>, columns: ClosedRange<Int>)? {
        let range = isTransposed ? sheet.mergedRange(column, row) : sheet.mergedRange(row, column)
        guard let range else { return nil }
        return isTransposed ? (range.columns, range.rows) : (range.rows, range.columns)
    }

    /// The cell that a reader sees at a place: the top-left one of a merged range.
    func anchor(_ row: Int, _ column: Int) -> Int? {
        if let own = cell(row, column) { return own }
        guard let span = span(row, column) else { return nil }
        return cell(span.rows.lowerBound, span.columns.lowerBound)
    }

    func label(_ row: Int, _ column: Int) -> LabelMatch? {
        anchor(row, column).flatMap { sheet.labels[$0] }
    }

    /// Row and column of a cell in the view's sense.
    func place(of index: Int) -> (row: Int, column: Int) {
        let reference = sheet.grid.cells[index].reference
        return isTransposed
            ? (reference.column, reference.row) : (reference.row, reference.column)
    }

    func reference(_ row: Int, _ column: Int) -> CellReference? {
        isTransposed
            ? CellReference(row: column, column: row) : CellReference(row: row, column: column)
    }
}

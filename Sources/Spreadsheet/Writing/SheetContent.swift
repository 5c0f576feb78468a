/// A worksheet in memory, whose cells are put in any order and written in the right one.
package struct SheetContent: Sendable {
    private struct Entry: Sendable {
        var content: CellContent
        var style: StyleID
    }

    package var setup: SheetSetup
    private var cells: [CellReference: Entry] = [:]
    private var rows: [Int: RowSetup] = [:]

    package init(_ setup: SheetSetup) { self.setup = setup }

    /// Puts a cell in place of what was there.
    package mutating func set(
        _ cell: CellReference, _ content: CellContent, _ style: StyleID = .normal
    ) {
        cells[cell] = Entry(content: content, style: style)
    }

    /// Gives a style to all cells of a range; what they hold stays. Borders of a merged range need it.
    package mutating func setStyle(_ style: StyleID, of range: CellRange) {
        for row in range.rows {
            for column in range.columns {
                guard let cell = CellReference(row: row, column: column) else { continue }
                cells[cell, default: Entry(content: .blank, style: style)].style = style
            }
        }
    }

    /// Puts a cell over a range, which is merged.
    package mutating func merge(
        _ range: CellRange, _ content: CellContent, _ style: StyleID = .normal
    ) {
        setStyle(style, of: range)
        set(range.first, content, style)
        setup.merges.append(range)
    }

    /// - Parameter row: counted from 0.
    package mutating func setRow(_ row: Int, _ setup: RowSetup) { rows[row] = setup }

    package func content(of cell: CellReference) -> CellContent? { cells[cell]?.content }

    /// Writes the sheet behind those the workbook has.
    ///
    /// - Throws: as ``WorkbookWriter/beginSheet(_:)`` and ``SheetWriter``.
    package func write(to book: WorkbookWriter) throws(SpreadsheetError) {
        let sheet = try book.beginSheet(setup)
        let ordered = cells.keys.sorted()
        let used = Set(ordered.map(\.row)).union(rows.keys).sorted()
        var next = 0
        for row in used {
            try sheet.beginRow(row, rows[row] ?? .standard)
            while next < ordered.count, ordered[next].row == row {
                if let entry = cells[ordered[next]] {
                    try sheet.cell(ordered[next].column, entry.content, entry.style)
                }
                next += 1
            }
        }
        try sheet.finish()
    }
}

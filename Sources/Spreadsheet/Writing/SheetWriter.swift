import XMLStream
import ZipContainer

/// Writes the cells of one worksheet, row by row, compressed on the way: memory does not grow with them.
///
/// Made by ``WorkbookWriter/beginSheet(_:)``. Rows come in order, and the cells of a row from left to
/// right. The first error ends the workbook.
package final class SheetWriter {
    /// What may be changed until the sheet is finished; see ``SheetSetup``.
    package var setup: SheetSetup

    /// Bytes of markup that are collected before they are compressed.
    static let flushSize = 1 << 16
    /// Rows whose heights are remembered for the boxes of comments.
    private static let rememberedHeights = 10_000

    private let book: WorkbookWriter
    private let index: Int
    private let name: String
    private let visibility: SheetSetup.Visibility
    // One writer is for one thread; see XMLScanner for why access is not checked.
    @exclusivity(unchecked) private var xml = XMLWriter(capacity: SheetWriter.flushSize + 8192)
    @exclusivity(unchecked) private var columnLabels: [ShortText] = []
    @exclusivity(unchecked) private var rowLabel = ShortText("")
    @exclusivity(unchecked) private var row = -1
    @exclusivity(unchecked) private var nextColumn = 0
    @exclusivity(unchecked) private var isOpen = true
    private var rowHeights: [Int: Double] = [:]

    private static let cellStart = ShortText("<c r=\"")

    init(_ setup: SheetSetup, index: Int, isSelected: Bool, in book: WorkbookWriter) {
        self.setup = setup
        self.index = index
        self.book = book
        name = setup.name
        visibility = setup.visibility
        SheetPart.writeHead(setup, isSelected: isSelected, to: &xml)
    }

    // MARK: Rows and cells

    /// Begins a row below the last one.
    ///
    /// - Parameter row: counted from 0.
    /// - Throws: ``SpreadsheetError``: `notWritable` with reason `rowOrder`, `rowOutside` or
    ///   `rowHeight`; `writeFailed`.
    package func beginRow(
        _ row: Int, _ setup: RowSetup = .standard
    ) throws(SpreadsheetError) {
        try ready()
        guard row > self.row else { throw fail("rowOrder", "row \(row + 1)") }
        guard row < CellReference.rowCount else { throw fail("rowOutside", "row \(row + 1)") }
        if self.row >= 0 { xml.markup("</row>") }
        if xml.count >= SheetWriter.flushSize { try flush() }
        self.row = row
        nextColumn = 0
        rowLabel = ShortText("\(row + 1)\"")
        xml.markup("<row r=\"")
        xml.markup(rowLabel)
        if setup != .standard { try writeAttributes(of: setup) }
        xml.markup(">")
    }

    private func writeAttributes(of setup: RowSetup) throws(SpreadsheetError) {
        if let style = setup.style {
            xml.attribute("s", style.index)
            xml.attribute("customFormat", true)
        }
        if let height = setup.height {
            guard height >= 0, height <= SheetLimits.rowHeight else {
                throw fail("rowHeight", "row \(row + 1)")
            }
            xml.attribute("ht", height)
            xml.attribute("customHeight", true)
            if rowHeights.count < SheetWriter.rememberedHeights { rowHeights[row] = height }
        }
        if setup.isHidden { xml.attribute("hidden", true) }
    }

    /// Writes a cell of the current row, to the right of the last one.
    ///
    /// - Parameter column: counted from 0.
    /// - Throws: ``SpreadsheetError`` with sheet and cell: `notWritable` with reason `cellOrder`,
    ///   `columnOutside`, `textTooLong`, `notFinite`, `numeral`, `date`, `formulaTooLong`; `writeFailed`.
    package func cell(
        _ column: Int, _ content: CellContent, _ style: StyleID = .normal
    ) throws(SpreadsheetError) {
        switch content {
        case .number(let value): try number(column, value, style)
        case .text(let text): try self.text(column, text, style)
        case .blank:
            try begin(column, style)
            xml.markup("/>")
        case .numeral(let digits):
            try checkNumeral(digits, column)
            try begin(column, style)
            xml.markup("><v>")
            xml.text(digits)
            xml.markup("</v></c>")
        case .boolean(let isTrue):
            try begin(column, style)
            xml.markup(isTrue ? " t=\"b\"><v>1</v></c>" : " t=\"b\"><v>0</v></c>")
        case .date(let year, let month, let day):
            guard year >= 1900, CivilDay.exists(year, month, day) else {
                throw fail("date", CivilDay.text(year, month, day), column)
            }
            let serial = SerialDate.serial(year: year, month: month, day: day, uses1904: false)
            try number(column, Double(serial), style)
        case .formula(let formula, let result):
            try self.formula(column, CellFormula.text(formula), result, style)
        }
    }

    /// Writes a number; see ``cell(_:_:_:)``.
    package func number(
        _ column: Int, _ value: Double, _ style: StyleID = .normal
    ) throws(SpreadsheetError) {
        guard value.isFinite else { throw fail("notFinite", "\(value)", column) }
        try begin(column, style)
        xml.markup("><v>")
        xml.number(value)
        xml.markup("</v></c>")
    }

    /// Writes a text; see ``cell(_:_:_:)``.
    package func text(
        _ column: Int, _ text: String, _ style: StyleID = .normal
    ) throws(SpreadsheetError) {
        try checkLength(text, column)
        try begin(column, style)
        var text = text
        text.withUTF8 { bytes in
            if let index = book.sharedIndex(of: bytes.span) {
                xml.markup(" t=\"s\"><v>")
                xml.integer(index)
                xml.markup("</v></c>")
                return
            }
            if XMLWriter.needsPreserving(utf8: bytes.span) {
                xml.markup(" t=\"inlineStr\"><is><t xml:space=\"preserve\">")
            } else {
                xml.markup(" t=\"inlineStr\"><is><t>")
            }
            xml.text(utf8: bytes.span)
            xml.markup("</t></is></c>")
        }
    }

    private func formula(
        _ column: Int, _ formula: String, _ result: FormulaResult?, _ style: StyleID
    ) throws(SpreadsheetError) {
        guard !formula.isEmpty, formula.utf16.count <= SheetLimits.formula else {
            throw fail("formulaTooLong", "\(formula.utf16.count)", column)
        }
        switch result {
        case .number(let value):
            guard value.isFinite else { throw fail("notFinite", "\(value)", column) }
        case .numeral(let digits): try checkNumeral(digits, column)
        case .text(let text): try checkLength(text, column)
        case .boolean, .error: break
        case nil: book.needsCalculation = true
        }
        try begin(column, style)
        switch result {
        case .text: xml.markup(" t=\"str\"")
        case .boolean: xml.markup(" t=\"b\"")
        case .error: xml.markup(" t=\"e\"")
        case .number, .numeral, nil: break
        }
        xml.markup(">")
        xml.element("f", text: formula)
        switch result {
        case .number(let value): xml.element("v") { $0.number(value) }
        case .numeral(let text), .text(let text), .error(let text): xml.element("v", text: text)
        case .boolean(let isTrue): xml.element("v") { $0.integer(isTrue ? 1 : 0) }
        case nil: break
        }
        xml.markup("</c>")
    }

    /// Writes the start of a cell up to its style.
    @inline(__always)
    private func begin(_ column: Int, _ style: StyleID) throws(SpreadsheetError) {
        guard isOpen, row >= 0, column >= nextColumn, column < CellReference.columnCount else {
            throw misplaced(column)
        }
        if column >= columnLabels.count { extendLabels(to: column) }
        nextColumn = column + 1
        xml.markup(SheetWriter.cellStart)
        xml.markup(columnLabels[column])
        xml.markup(rowLabel)
        if style != .normal { xml.attribute("s", style.index) }
    }

    private func extendLabels(to column: Int) {
        for next in columnLabels.count...column {
            columnLabels.append(ShortText(CellReference.letters(ofColumn: next)))
        }
    }

    // MARK: End

    /// Writes what stands behind the cells, and ends the sheet.
    ///
    /// - Throws: ``SpreadsheetError``: `notWritable` where ``setup`` breaks a limit; `writeFailed`.
    package func finish() throws(SpreadsheetError) {
        try ready()
        if row >= 0 { xml.markup("</row>") }
        // Checked when the sheet was begun.
        (setup.name, setup.visibility) = (name, visibility)
        do throws(SpreadsheetError) {
            try SheetPart.checkTail(setup)
        } catch {
            throw book.keep(error.on(sheet: name))
        }
        setup.comments.sort { $0.cell < $1.cell }
        var part = SheetPart(setup: setup, number: index + 1)
        part.writeTail(styles: &book.styles, to: &xml)
        try flush()
        isOpen = false
        let sizes = CellSizes(
            columns: setup.columns, defaultRowHeight: setup.defaultRowHeight ?? 15,
            rowHeights: rowHeights)
        try book.endSheet(part, sizes: sizes)
    }

    private func flush() throws(SpreadsheetError) {
        try book.send(&xml)
    }

    // MARK: Errors

    private func ready() throws(SpreadsheetError) {
        if let failure = book.failure { throw failure }
        guard isOpen else { throw fail("misuse", "sheet is finished") }
    }

    private func misplaced(_ column: Int) -> SpreadsheetError {
        if let failure = book.failure { return failure }
        if !isOpen || row < 0 { return fail("misuse", "no row was begun") }
        if column < 0 || column >= CellReference.columnCount {
            return fail("columnOutside", "column \(column + 1)")
        }
        return fail("cellOrder", "", column)
    }

    private func checkLength(_ text: String, _ column: Int) throws(SpreadsheetError) {
        if text.utf8.count <= SheetLimits.text { return }
        let length = text.utf16.count
        guard length <= SheetLimits.text else { throw fail("textTooLong", "\(length)", column) }
    }

    private func checkNumeral(_ digits: String, _ column: Int) throws(SpreadsheetError) {
        guard NumberLiteral.isValid(Array(digits.utf8)[...]), Double(digits)?.isFinite == true
        else { throw fail("numeral", digits, column) }
    }

    private func fail(_ reason: String, _ detail: String, _ column: Int? = nil) -> SpreadsheetError
    {
        isOpen = false
        let cell = column.flatMap { CellReference(row: row, column: $0) }
        return book.keep(
            SpreadsheetError(
                .notWritable, reason: reason, sheet: name, cell: cell.map { "\($0)" },
                detail: detail))
    }
}

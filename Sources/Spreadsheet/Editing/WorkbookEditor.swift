import ZipContainer

/// Changes a workbook by splicing: what is not changed stays as it is, to the byte.
///
/// Edits are collected, and made when the workbook is written. Before the first byte goes out, all parts
/// that change have been read and every edit is known to be possible.
///
///     let editor = try WorkbookEditor(bytes)
///     editor.set(CellEdit(cell, .number("12.50"), style: .changed(StyleChange(fill: "FFFFFF00"))),
///         on: sheet)
///     let report = try editor.write(to: sink)
package final class WorkbookEditor {
    /// The sheets of the workbook as it was.
    package let sheets: [SheetEntry]
    /// Leaves out comments at cells that have a conversation, which writing refuses otherwise.
    package var skipsConversations = false

    private let positions: [SheetEntry: Int]
    private let bytes: [UInt8]
    private let limits: SpreadsheetLimits
    private var cells: [Int: SheetEdits] = [:]
    private var comments: [Int: [CellComment]] = [:]
    private var links: [Int: [Hyperlink]] = [:]
    private var tints: [Int: [CellTint]] = [:]
    private var removesTints = false
    private var unwantedAuthors: [String] = []
    private var addedSheets: [AddedSheet] = []
    private var removedSheets: Set<Int> = []

    /// - Throws: ``SpreadsheetError``: what kind of file it is, where it is no workbook.
    package init(
        _ bytes: [UInt8], limits: SpreadsheetLimits = SpreadsheetLimits()
    ) throws(SpreadsheetError) {
        self.bytes = bytes
        self.limits = limits
        sheets = try WorkbookReader(limits: limits).open(bytes).sheets
        positions = Dictionary(zip(sheets, sheets.indices)) { first, _ in first }
    }

    /// Changes a cell. In a merged range the top left cell is meant.
    ///
    /// - Throws: `refusedEdit` where the workbook has no such sheet, or no cell can hold the content.
    package func set(_ edit: CellEdit, on sheet: SheetEntry) throws(SpreadsheetError) {
        try edit.check()
        cells[try index(of: sheet), default: SheetEdits()].add(edit)
    }

    /// Adds a comment to a cell. A cell that has one already gets the text behind it, once.
    ///
    /// - Throws: `refusedEdit` where the workbook has no such sheet. Writing refuses comments at cells that
    ///   have a conversation (threaded comments).
    package func add(_ comment: CellComment, on sheet: SheetEntry) throws(SpreadsheetError) {
        comments[try index(of: sheet), default: []].append(comment)
    }

    /// Takes out the comments of an author on all sheets, and what was put behind other people's comments
    /// where it begins with the author's name. Not to be mixed with adding comments in one go.
    package func removeComments(by author: String) { unwantedAuthors.append(author) }

    /// Lays a tint over cells; their styles stay.
    ///
    /// - Throws: `refusedEdit` where the workbook has no such sheet.
    package func add(_ tint: CellTint, on sheet: SheetEntry) throws(SpreadsheetError) {
        tints[try index(of: sheet), default: []].append(tint)
    }

    /// Takes all tints away, on all sheets.
    package func removeTints() { removesTints = true }

    /// Adds a link to a place in the workbook; a range that has a link keeps it.
    ///
    /// - Throws: `refusedEdit` where the workbook has no such sheet. Writing refuses links to elsewhere.
    package func add(_ link: Hyperlink, on sheet: SheetEntry) throws(SpreadsheetError) {
        try link.check()
        links[try index(of: sheet), default: []].append(link)
    }

    /// Adds a sheet behind the others. Writing refuses a name that another sheet has.
    package func add(_ sheet: AddedSheet) { addedSheets.append(sheet) }

    /// Removes a sheet that was added. Writing refuses sheets that hold formulas or have parts of their own.
    ///
    /// - Throws: `refusedEdit` where the workbook has no such sheet, or a second one is removed: what counts
    ///   sheets is put right for one.
    package func remove(_ sheet: SheetEntry) throws(SpreadsheetError) {
        removedSheets.insert(try index(of: sheet))
        guard removedSheets.count == 1 else {
            throw SpreadsheetError(.refusedEdit, reason: "severalSheets", sheet: sheet.name)
        }
    }

    /// Writes the workbook with all edits; to be called as often as wanted.
    ///
    /// - Throws: ``SpreadsheetError``: `refusedEdit` where an edit would damage the workbook, with part,
    ///   sheet and cell, before anything was written; what the reader throws; `writeFailed`.
    package func write(to sink: any ByteSink) throws(SpreadsheetError) -> EditReport {
        // Anew each time: the limits are for one reading.
        let session = EditSession(try WorkbookReader(limits: limits).open(bytes))
        try session.apply(cells)
        for (sheet, comments) in comments.sorted(by: { $0.key < $1.key }) {
            try session.add(comments, to: sheet, skippingConversations: skipsConversations)
        }
        for (sheet, links) in links.sorted(by: { $0.key < $1.key }) {
            try session.add(links, to: sheet)
        }
        for (sheet, tints) in tints.sorted(by: { $0.key < $1.key }) {
            try session.add(tints, to: sheet)
        }
        if removesTints {
            for sheet in sheets.indices where !removedSheets.contains(sheet) {
                try session.removeTints(from: sheet)
            }
        }
        for sheet in removedSheets { try session.removeSheet(at: sheet) }
        let kept = sheets.indices.filter { !removedSheets.contains($0) }
        var names = Set(kept.map { SheetName.key(sheets[$0].name) })
        for sheet in addedSheets { try session.add(sheet, taken: &names) }
        for author in unwantedAuthors {
            for sheet in sheets.indices { try session.removeComments(by: author, from: sheet) }
        }
        try session.finish()
        do {
            try PackageSplicer(session: session).write(to: sink)
        } catch {
            throw SpreadsheetError(writing: error)
        }
        return session.report
    }

    private func index(of sheet: SheetEntry) throws(SpreadsheetError) -> Int {
        guard let index = positions[sheet] else {
            throw SpreadsheetError(.refusedEdit, reason: "noSuchSheet", sheet: sheet.name)
        }
        return index
    }
}

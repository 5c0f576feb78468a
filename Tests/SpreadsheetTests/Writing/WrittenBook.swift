/// Workbooks that the writer wrote, for tests that look into them.
import Spreadsheet
import TestSupport
import Testing
import ZipContainer

/// A workbook in memory, and its parts as text.
struct WrittenBook {
    let bytes: [UInt8]

    /// The workbook that `write` fills.
    init(
        properties: DocumentProperties = DocumentProperties(),
        options: WorkbookOptions = WorkbookOptions(),
        _ write: (WorkbookWriter) throws -> Void
    ) throws {
        let sink = MemorySink()
        let book = try WorkbookWriter(to: sink, properties: properties, options: options)
        try write(book)
        try book.finish()
        bytes = sink.bytes
    }

    /// A workbook of one sheet called 表, with these cells.
    init(
        setup: (inout SheetSetup) -> Void = { _ in },
        options: WorkbookOptions = WorkbookOptions(),
        cells: (SheetWriter, WorkbookWriter) throws -> Void
    ) throws {
        var sheet = SheetSetup("表")
        setup(&sheet)
        try self.init(options: options) { book in
            let writer = try book.beginSheet(sheet)
            try cells(writer, book)
            try writer.finish()
        }
    }

    /// A workbook of one sheet called 表, without cells.
    static func empty(setup: (inout SheetSetup) -> Void = { _ in }) throws -> WrittenBook {
        try WrittenBook(setup: setup, cells: { _, _ in })
    }

    /// The names of the parts in their order.
    func names() throws -> [String] { try ArchiveReader(bytes).entries.map(\.name) }

    /// The markup of a part.
    func part(_ name: String) throws -> String {
        let archive = try ArchiveReader(bytes)
        let entry = try #require(archive.entries.first { $0.name == name }, "no part \(name)")
        var text: [UInt8] = []
        try archive.read(entry) { piece in
            for index in piece.indices { text.append(piece[index]) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The markup of the first sheet.
    func sheet() throws -> String { try part("xl/worksheets/sheet1.xml") }

    func open() throws -> Workbook { try WorkbookReader().open(bytes) }

    /// The cells of a sheet as our reader has them.
    func grid(_ index: Int = 0) throws -> SheetGrid {
        let book = try open()
        return try book.grid(of: book.sheets[index], formulas: true)
    }

    /// The values of the first column, row by row.
    func column() throws -> [CellValue] { try grid().cells.map(\.value) }
}

/// The error that a workbook ends with; none is a failure of the test.
func writingError(
    properties: DocumentProperties = DocumentProperties(),
    options: WorkbookOptions = WorkbookOptions(), _ write: (WorkbookWriter) throws -> Void
) throws -> SpreadsheetError {
    try #require(throws: SpreadsheetError.self) {
        _ = try WrittenBook(properties: properties, options: options, write)
    }
}

/// The error that a workbook of one sheet with these cells ends with.
func cellError(_ cells: (SheetWriter, WorkbookWriter) throws -> Void) throws -> SpreadsheetError {
    try #require(throws: SpreadsheetError.self) { _ = try WrittenBook(cells: cells) }
}

/// The error that a workbook of one sheet without cells ends with.
func sheetError(setup: (inout SheetSetup) -> Void) throws -> SpreadsheetError {
    try #require(throws: SpreadsheetError.self) { _ = try WrittenBook.empty(setup: setup) }
}

extension CellRange {
    /// A range that the test spells right.
    static func test(_ text: String) throws -> CellRange { try #require(CellRange(text)) }
}

extension CellReference {
    static func test(_ text: String) throws -> CellReference { try #require(CellReference(text)) }
}

/// What Excel would not open, or would repair, is refused with its place.
import Spreadsheet
import TestSupport
import Testing
import ZipContainer

@Suite("Limits of what is written")
struct WriterLimitTests {
    @Test(
        "Names of sheets follow Excel's rules",
        arguments: [
            ("", "sheetNameEmpty"), (String(repeating: "a", count: 32), "sheetNameTooLong"),
            (String(repeating: "😀", count: 16), "sheetNameTooLong"), ("a/b", "sheetNameCharacter"),
            ("a[1]", "sheetNameCharacter"), ("a:b", "sheetNameCharacter"),
            ("a?*", "sheetNameCharacter"), ("a\\b", "sheetNameCharacter"),
            ("a\u{1}", "sheetNameCharacter"), ("'a", "sheetNameApostrophe"),
            ("a'", "sheetNameApostrophe"), ("history", "sheetNameReserved"),
        ])
    func sheetNames(name: String, reason: String) throws {
        let error = try sheetError(setup: { $0.name = name })
        #expect(error.code == .notWritable)
        #expect(error.reason == reason)
        #expect(error.sheet == name)
    }

    @Test("Names that only look odd are allowed, and read back")
    func oddNames() throws {
        let names = [
            String(repeating: "长", count: 31), "a'b", "<&>\"", " ", "_x0041_", "History 2",
            "1-2 (3)!",
        ]
        let book = try WrittenBook { book in
            for name in names { try book.beginSheet(SheetSetup(name)).finish() }
        }
        #expect(try book.open().sheets.map(\.name) == names)
    }

    @Test("Two sheets may not differ in case only")
    func duplicates() throws {
        let error = try writingError { book in
            try book.beginSheet(SheetSetup("Äb")).finish()
            try book.beginSheet(SheetSetup("äB")).finish()
        }
        #expect(error.reason == "sheetNameDuplicate")
        #expect(error.sheet == "äB")
    }

    @Test("At least one sheet is visible, and the active one is")
    func visibility() throws {
        #expect(try writingError { _ in }.reason == "noVisibleSheet")
        #expect(try sheetError(setup: { $0.visibility = .hidden }).reason == "noVisibleSheet")
        var options = WorkbookOptions()
        options.activeSheet = 1
        let error = try writingError(options: options) { book in
            try book.beginSheet(SheetSetup("a")).finish()
            var hidden = SheetSetup("b")
            hidden.visibility = .veryHidden
            try book.beginSheet(hidden).finish()
        }
        #expect(error.reason == "activeSheet")
    }

    @Test(
        "A cell that cannot be written is named",
        arguments: [
            (.text(String(repeating: "长", count: 32_768)), "textTooLong"),
            (.text(String(repeating: "😀", count: 16_384)), "textTooLong"),
            (.number(.nan), "notFinite"), (.number(-.infinity), "notFinite"),
            (.numeral("1e999"), "numeral"), (.numeral("1,5"), "numeral"), (.numeral(""), "numeral"),
            (.numeral(" 1"), "numeral"), (.numeral("0x10"), "numeral"),
            (.numeral("nan"), "numeral"),
            (.date(year: 1899, month: 12, day: 31), "date"),
            (.date(year: 2021, month: 2, day: 29), "date"),
            (.date(year: 10_000, month: 1, day: 1), "date"),
            (.formula("", result: nil), "formulaTooLong"),
            (.formula("=", result: nil), "formulaTooLong"),
            (.formula(String(repeating: "1", count: 8_193), result: nil), "formulaTooLong"),
            (.formula("1", result: .number(.infinity)), "notFinite"),
            (.formula("1", result: .text(String(repeating: "a", count: 32_768))), "textTooLong"),
        ] as [(CellContent, String)])
    func cells(content: CellContent, reason: String) throws {
        let error = try cellError { sheet, _ in
            try sheet.beginRow(6)
            try sheet.cell(2, content)
        }
        #expect(error.code == .notWritable)
        #expect(error.reason == reason)
        #expect(error.sheet == "表")
        #expect(error.cell == "C7")
    }

    @Test("The longest text and formula are written and read back")
    func longest() throws {
        let texts = [
            String(repeating: "长", count: 32_767), String(repeating: "😀", count: 16_383),
            String(repeating: "\u{1}", count: 32_767),
        ]
        let book = try WrittenBook { sheet, _ in
            for (row, text) in texts.enumerated() {
                try sheet.beginRow(row)
                try sheet.text(0, text)
            }
        }
        #expect(try book.column() == texts.map { .text($0) })
    }

    @Test("Rows and cells come in order and within the sheet")
    func order() throws {
        let cases: [(String, (SheetWriter) throws -> Void)] = [
            ("rowOrder", { try $0.beginRow(4) }), ("rowOrder", { try $0.beginRow(5) }),
            ("rowOrder", { try $0.beginRow(-1) }),
            ("rowOutside", { try $0.beginRow(CellReference.rowCount) }),
            ("rowHeight", { try $0.beginRow(9, RowSetup(height: 410)) }),
            ("rowHeight", { try $0.beginRow(9, RowSetup(height: .nan)) }),
            ("cellOrder", { try $0.number(3, 1) }), ("cellOrder", { try $0.number(2, 1) }),
            ("columnOutside", { try $0.number(-1, 1) }),
            ("columnOutside", { try $0.number(CellReference.columnCount, 1) }),
        ]
        for (reason, write) in cases {
            let error = try cellError { sheet, _ in
                try sheet.beginRow(5)
                try sheet.number(3, 1)
                try write(sheet)
            }
            #expect(error.reason == reason)
        }
        #expect(try cellError { sheet, _ in try sheet.number(0, 1) }.reason == "misuse")
    }

    @Test("Merged ranges may not overlap, nor be of one cell", arguments: 0..<40)
    func merges(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let ranges = (0..<Int.random(in: 1...6, using: &random)).compactMap { _ -> CellRange? in
            let row = Int.random(in: 0...12, using: &random)
            let column = Int.random(in: 0...12, using: &random)
            guard let first = CellReference(row: row, column: column),
                let last = CellReference(
                    row: row + Int.random(in: 0...3, using: &random),
                    column: column + Int.random(in: 1...3, using: &random))
            else { return nil }
            return CellRange(first, last)
        }
        let overlaps = ranges.indices.contains { index in
            ranges[..<index].contains {
                $0.rows.overlaps(ranges[index].rows) && $0.columns.overlaps(ranges[index].columns)
            }
        }
        if overlaps {
            let error = try sheetError(setup: { $0.merges = ranges })
            #expect(error.reason == "overlappingMerges", "seed \(seed): \(ranges)")
        } else {
            let book = try WrittenBook.empty(setup: { $0.merges = ranges })
            #expect(
                try Set(book.grid().merges.ranges) == Set(ranges), "seed \(seed): \(ranges)")
        }
    }

    @Test("A merged range of one cell is refused")
    func mergeOfOne() throws {
        let range = try CellRange.test("B2")
        let error = try sheetError(setup: { $0.merges = [range] })
        #expect(error.reason == "mergeOfOneCell")
        #expect(error.cell == "B2")
    }

    @Test("Columns do not overlap and have a width that Excel knows")
    func columns() throws {
        let setups: [([ColumnSetup], String)] = [
            ([ColumnSetup(0...2, width: 9), ColumnSetup(2...3, width: 9)], "columns"),
            ([ColumnSetup(-1...2, width: 9)], "columns"),
            ([ColumnSetup(0...CellReference.columnCount, width: 9)], "columns"),
            ([ColumnSetup(0...0, width: 256)], "columnWidth"),
            ([ColumnSetup(0...0, width: .nan)], "columnWidth"),
        ]
        for (columns, reason) in setups {
            #expect(try sheetError(setup: { $0.columns = columns }).reason == reason)
        }
    }

    @Test("Views, pages and print titles keep to their ranges")
    func setups() throws {
        let far = CellReference.rowCount
        let cell = try CellReference.test("A1")
        let range = try CellRange.test("B2:C3")
        let changes: [(String, (inout SheetSetup) -> Void)] = [
            ("zoom", { $0.view.zoom = 9 }), ("zoom", { $0.view.zoom = 401 }),
            ("frozenPane", { $0.view.frozenRows = far }),
            ("frozenPane", { $0.view.frozenColumns = -1 }),
            (
                "selection",
                {
                    $0.view.activeCell = cell
                    $0.view.selection = [range]
                }
            ),
            ("margin", { $0.page.margins.left = -0.1 }), ("margin", { $0.page.margins.top = .nan }),
            ("scale", { $0.page.scaling = .percent(5) }),
            ("fit", { $0.page.scaling = .fit(width: 0, height: nil) }),
            ("headerTooLong", { $0.page.footer = String(repeating: "页", count: 256) }),
            ("printTitles", { $0.titleRows = 0...far }),
            ("rowHeight", { $0.defaultRowHeight = 0 }),
        ]
        for (reason, change) in changes {
            let error = try sheetError(setup: change)
            #expect(error.reason == reason)
            #expect(error.sheet == "表")
        }
    }

    @Test("The first error ends the workbook: later calls give it again")
    func firstError() throws {
        let book = try WorkbookWriter(to: MemorySink())
        let sheet = try book.beginSheet(SheetSetup("a"))
        try sheet.beginRow(0)
        var errors: [SpreadsheetError] = []
        let calls: [() throws -> Void] = [
            { try sheet.number(0, .nan) },
            { try sheet.number(1, 1) },
            { try sheet.beginRow(1) },
            { try sheet.finish() },
            { _ = try book.style(CellStyle()) },
            { try book.finish() },
        ]
        for call in calls {
            if let error = #expect(throws: SpreadsheetError.self, performing: call) {
                errors.append(error)
            }
        }
        #expect(errors.count == calls.count)
        #expect(Set(errors).count == 1)
        #expect(errors.first?.reason == "notFinite")
    }

    @Test("A sink that fails ends the workbook with its error")
    func failingSink() throws {
        for capacity in [0, 100, 2_000] {
            let error = try #require(throws: SpreadsheetError.self) {
                let book = try WorkbookWriter(to: ShortSink(capacity: capacity))
                let sheet = try book.beginSheet(SheetSetup("a"))
                for row in 0..<20_000 {
                    try sheet.beginRow(row)
                    try sheet.number(0, Double(row) / 7)
                }
                try sheet.finish()
                try book.finish()
            }
            #expect(error.code == .writeFailed, "capacity \(capacity)")
            #expect(error.detail == "errno 28")
        }
    }
}

/// A sink that is full after so many bytes.
private final class ShortSink: ByteSink {
    private var left: Int

    init(capacity: Int) { left = capacity }

    var canRewrite: Bool { true }

    func write(_ bytes: Span<UInt8>) throws {
        guard bytes.count <= left else { throw ZipError(.writeFailed, systemError: 28) }
        left -= bytes.count
    }

    func rewrite(_ bytes: Span<UInt8>, at offset: Int) {}
    func flush() {}
}

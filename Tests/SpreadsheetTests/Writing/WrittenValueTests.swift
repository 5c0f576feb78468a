/// Values that are written read back as they were.
import Spreadsheet
import TestSupport
import Testing
import ZipContainer

@Suite("Written values")
struct WrittenValueTests {
    private static let inline: WorkbookOptions = {
        var options = WorkbookOptions()
        options.strings = .inline
        return options
    }()

    private static func text(_ random: inout SeededRandom) -> String {
        let pieces = [
            "a", "_", "x", "0", "4", "1", "_x0041_", "_x00", "\u{1}", "\r", "\n", "\t", " ", "<",
            "&",
            "\"", "'", "]]>", "数", "𠀀", "😀", "\u{FFFE}", "\u{FFFF}", "\u{FFFD}", "e\u{301}", "é",
            "=", "+",
            "\u{0}", "F", "\u{200B}",
        ]
        return (0..<Int.random(in: 0...12, using: &random)).compactMap { _ in
            pieces.randomElement(using: &random)
        }.joined()
    }

    @Test("Every text reads back, shared and inline", arguments: 0..<20)
    func texts(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let texts = (0..<200).map { _ in WrittenValueTests.text(&random) }
        for options in [WorkbookOptions(), WrittenValueTests.inline] {
            let book = try WrittenBook(options: options) { sheet, _ in
                for (row, text) in texts.enumerated() {
                    try sheet.beginRow(row)
                    try sheet.text(0, text)
                }
            }
            let values = try book.column()
            for (value, text) in zip(values, texts) {
                guard case .text(let read) = value else {
                    Issue.record("seed \(seed): \(text.debugDescription) became \(value)")
                    continue
                }
                // Not as Swift compares, to which composed and decomposed letters are equal.
                #expect(
                    Array(read.utf8) == Array(text.utf8), "seed \(seed): \(text.debugDescription)")
            }
            #expect(values.count == texts.count)
        }
    }

    @Test("Numbers read back, doubles to the bit and numerals to the digit", arguments: 0..<10)
    func numbers(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let doubles = (0..<200).map { _ in Double(bitPattern: random.next()) }.filter(\.isFinite)
        let numerals = (0..<50).map { _ in
            let sign = Bool.random(using: &random) ? "-" : ""
            return "\(sign)\(random.next()).\(random.next())"
        }
        let book = try WrittenBook { sheet, _ in
            for (row, value) in doubles.enumerated() {
                try sheet.beginRow(row)
                try sheet.cell(0, .number(value))
            }
            for (row, digits) in numerals.enumerated() {
                try sheet.beginRow(1000 + row)
                try sheet.cell(0, .numeral(digits))
            }
        }
        let values = try book.column()
        for (value, double) in zip(values, doubles) {
            guard case .number(let digits) = value else {
                Issue.record("seed \(seed): \(value)")
                continue
            }
            #expect(Double(digits) == double, "seed \(seed)")
        }
        #expect(values.suffix(numerals.count) == numerals.map { CellValue.number($0) }[...])
    }

    @Test("Booleans, dates, formulas and blank cells are what they are")
    func kinds() throws {
        let book = try WrittenBook { sheet, book in
            let style = try book.style(CellStyle(isLocked: false))
            let contents: [CellContent] = [
                .boolean(true), .boolean(false), .date(year: 2020, month: 9, day: 30),
                .date(year: 1900, month: 2, day: 28), .formula("=1+1", result: .number(2)),
                .formula("\"<\"&A1", result: .text("<")), .formula("1=1", result: .boolean(true)),
                .formula("1/0", result: .error("#DIV/0!")),
                .formula("A1", result: .numeral("1.50")),
                .formula("NOW()", result: nil),
            ]
            try sheet.beginRow(0)
            for (column, content) in contents.enumerated() { try sheet.cell(column, content) }
            try sheet.cell(100, .blank, style)
        }
        let grid = try book.grid()
        let cells = grid.cells
        #expect(
            cells.map(\.value) == [
                .boolean(true), .boolean(false), .number("44104"), .number("59"), .number("2"),
                .text("<"), .boolean(true), .error("#DIV/0!"), .number("1.50"), .empty,
            ])
        #expect(grid.formulas[cells[4].reference] == "1+1")
        #expect(grid.formulas[cells[5].reference] == "\"<\"&A1")
        #expect(try book.sheet().contains("<c r=\"CW1\" s=\"1\"/>"))
    }

    @Test("Only a formula without a result asks for calculation when the workbook is opened")
    func calculation() throws {
        func markup(_ result: FormulaResult?) throws -> String {
            try WrittenBook { sheet, _ in
                try sheet.beginRow(0)
                try sheet.cell(0, .formula("1+1", result: result))
            }.part("xl/workbook.xml")
        }
        #expect(try markup(nil).contains("fullCalcOnLoad=\"1\""))
        #expect(try !markup(.number(2)).contains("fullCalcOnLoad"))
    }

    @Test("Cells may stand anywhere, up to the last one of the sheet")
    func places() throws {
        let book = try WrittenBook { sheet, _ in
            try sheet.beginRow(0)
            try sheet.cell(0, .number(1))
            try sheet.cell(26, .number(2))
            try sheet.beginRow(CellReference.rowCount - 1)
            try sheet.cell(CellReference.columnCount - 1, .number(3))
        }
        #expect(
            try book.grid().cells.map { "\($0.reference)" } == ["A1", "AA1", "XFD1048576"])
    }

    @Test("A full table of shared texts sends new texts to their cells, and both read back")
    func fullTable() throws {
        var options = WorkbookOptions()
        options.strings = .shared(limit: 40)
        let texts = (0..<50).map { "text \($0 % 20)" }
        let book = try WrittenBook(options: options) { sheet, _ in
            for (row, text) in texts.enumerated() {
                try sheet.beginRow(row)
                try sheet.text(0, text)
            }
        }
        #expect(try book.column() == texts.map { .text($0) })
        #expect(try book.sheet().contains("inlineStr"))
        #expect(try book.part("xl/sharedStrings.xml").contains("uniqueCount=\"6\""))
    }

    @Test("A large sheet is streamed: its parts hold everything, in any string mode")
    func large() throws {
        for options in [WorkbookOptions(), WrittenValueTests.inline] {
            let book = try WrittenBook(options: options) { sheet, _ in
                for row in 0..<3000 {
                    try sheet.beginRow(row)
                    for column in 0..<8 { try sheet.text(column, "cell \(row * column)") }
                }
            }
            let cells = try book.grid().cells
            #expect(cells.count == 24_000)
            for cell in cells {
                let (row, column) = (cell.reference.row, cell.reference.column)
                guard cell.value != .text("cell \(row * column)") else { continue }
                Issue.record("\(cell.reference) is \(cell.value)")
            }
        }
    }
}

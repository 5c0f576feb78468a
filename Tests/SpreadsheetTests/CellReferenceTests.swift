/// A1 notation of cells and ranges.
import Spreadsheet
import TestSupport
import Testing

@Suite("Cell references")
struct CellReferenceTests {
    @Test(
        "References are read as row and column counted from 0",
        arguments: [
            ("A1", 0, 0), ("B1", 0, 1), ("A2", 1, 0), ("Z9", 8, 25), ("AA10", 9, 26),
            ("AZ1", 0, 51), ("BA1", 0, 52), ("ZZ1", 0, 701), ("AAA1", 0, 702),
            ("XFD1048576", 1_048_575, 16_383),
        ])
    func parsing(text: String, row: Int, column: Int) throws {
        let reference = try #require(CellReference(text))
        #expect(reference.row == row)
        #expect(reference.column == column)
        #expect(reference.description == text)
        #expect(CellReference(text.lowercased()) == reference)
        #expect(CellReference(row: row, column: column) == reference)
    }

    @Test(
        "What is no reference is nil",
        arguments: [
            "", "A", "1", "A0", "A01", "XFE1", "AAAA1", "A1048577", "A9999999", "A10485760", "ZZZ1",
            "$A$1", "A$1", " A1", "A1 ", "A 1", "A-1", "A+1", "A1B", "A1:B2", "1A", "R1C1", "Ａ1",
            "A１", "A1.0", "é1", "@1", "[1", "A\0", "A1\0", "甲1",
        ])
    func invalid(text: String) {
        #expect(CellReference(text) == nil)
    }

    @Test(
        "Rows and columns outside of the sheet are nil",
        arguments: [(-1, 0), (0, -1), (1_048_576, 0), (0, 16_384), (.max, .max), (.min, .min)])
    func outside(row: Int, column: Int) {
        #expect(CellReference(row: row, column: column) == nil)
    }

    @Test("Each column's letters lead back to it")
    func columns() {
        let wrong = (0..<CellReference.columnCount).filter { column in
            CellReference(CellReference.letters(ofColumn: column) + "7")?.column != column
        }
        #expect(wrong.isEmpty)
    }

    @Test(
        "Text and numbers of a reference lead back to each other", arguments: 0..<4 as Range<UInt64>
    )
    func roundTrip(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for _ in 0..<1_000 {
            let reference = try #require(
                CellReference(
                    row: Int.random(in: 0..<CellReference.rowCount, using: &random),
                    column: Int.random(in: 0..<CellReference.columnCount, using: &random)))
            #expect(CellReference(reference.description) == reference, "seed \(seed)")
        }
    }

    @Test("Random bytes are nil or lead back to the same text")
    func randomBytes() {
        var random = SeededRandom(seed: 9)
        let letters = Array("ABXFDZaz0123456789$: @[".utf8)
        for _ in 0..<5_000 {
            let bytes = (0..<Int.random(in: 0...9, using: &random)).map { _ in
                letters.randomElement(using: &random) ?? 0
            }
            let text = String(decoding: bytes, as: UTF8.self)
            guard let reference = CellReference(bytes.span) else { continue }
            #expect(reference.description == text.uppercased(), "seed 9, \(text)")
        }
    }

    @Test("References are ordered row by row")
    func order() throws {
        let sorted = ["C1", "A2", "B2", "AA2", "A10"]
        let references = try sorted.map { try #require(CellReference($0)) }
        #expect(references.reversed().sorted() == references)
    }
}

@Suite("Cell ranges")
struct CellRangeTests {
    @Test(
        "Any two corners make the same range",
        arguments: ["B2:D5", "D5:B2", "B5:D2", "D2:B5", "b2:d5"])
    func corners(text: String) throws {
        let range = try #require(CellRange(text))
        #expect(range.description == "B2:D5")
        #expect(range.rows == 1...4)
        #expect(range.columns == 1...3)
    }

    @Test("One cell is a range", arguments: ["C3", "C3:C3"])
    func single(text: String) throws {
        let range = try #require(CellRange(text))
        #expect(range.description == "C3")
        #expect(range.first == range.last)
    }

    @Test(
        "What is no range is nil",
        arguments: ["", ":", "A1:", ":A1", "A1:B2:C3", "A1::B2", "A:B", "1:2", "A1 B2", "A1:XFE1"])
    func invalid(text: String) {
        #expect(CellRange(text) == nil)
    }

    @Test("A range contains its corners and nothing beside them")
    func contains() throws {
        let range = try #require(CellRange("B2:D5"))
        for row in 0..<8 {
            for column in 0..<8 {
                let isInside = row >= 1 && row <= 4 && column >= 1 && column <= 3
                #expect(range.contains(row: row, column: column) == isInside)
            }
        }
    }

    @Test("The whole sheet is a range")
    func wholeSheet() throws {
        let range = try #require(CellRange("A1:XFD1048576"))
        #expect(range.contains(row: 1_048_575, column: 16_383))
        #expect(!range.contains(row: 1_048_576, column: 0))
    }
}

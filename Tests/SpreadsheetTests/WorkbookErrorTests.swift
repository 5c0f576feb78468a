/// Workbooks that are broken somewhere, and errors that tell where.
import Spreadsheet
import TestSupport
import Testing

@Suite("Broken workbooks")
struct WorkbookErrorTests {
    private static let sheet = "xl/worksheets/sheet1.xml"

    @Test("A sheet whose part is missing is told with its name")
    func missingSheet() throws {
        var parts = PackageParts()
        parts.missing = [WorkbookErrorTests.sheet]
        let error = try parts.error()
        #expect(error.code == .corrupt)
        #expect(error.reason == "missingPart")
        #expect(error.part == WorkbookErrorTests.sheet)
        #expect(error.sheet == "Sheet1")
    }

    @Test(
        "A sheet without a relationship, or with one to the outside, misses its part",
        arguments: [
            ("rId2", nil), ("rId1", "External"), ("", nil),
        ] as [(String, String?)])
    func missingRelationship(id: String, mode: String?) throws {
        var parts = PackageParts()
        parts.sheets = "<sheet name='名' r:id='\(id)'/>"
        parts.links[0].mode = mode
        let error = try parts.error()
        #expect(error.code == .corrupt)
        #expect(error.reason == "missingPart")
        #expect(error.part == "xl/_rels/workbook.xml.rels")
        #expect(error.sheet == "名")
    }

    @Test(
        "A workbook part, shared strings or styles that are missing are told",
        arguments: [
            "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml",
        ])
    func missingParts(path: String) throws {
        var parts = PackageParts()
        parts.strings = ""
        parts.styles = ""
        parts.missing = [path]
        let error = try #require(throws: SpreadsheetError.self) {
            _ = try parts.grid()
            _ = try parts.open().formats()
        }
        #expect(error.code == .corrupt)
        #expect(error.reason == "missingPart")
        #expect(error.part == path)
        #expect(error.sheet == (path.contains("sharedStrings") ? "Sheet1" : nil))
    }

    @Test(
        "A part that is not well-formed is told with line and byte",
        arguments: [
            "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", sheet, "_rels/.rels",
            "xl/_rels/workbook.xml.rels",
        ])
    func brokenXML(path: String) throws {
        var parts = PackageParts()
        parts.strings = ""
        parts.styles = ""
        parts.parts = [(path, "<a>\n<b></a>")]
        let error = try #require(throws: SpreadsheetError.self) {
            _ = try parts.grid()
            _ = try parts.open().formats()
        }
        #expect(error.code == .corrupt)
        #expect(error.reason == "malformed")
        #expect(error.part == path)
        #expect(error.detail.hasPrefix("line 2, byte "))
        let isSheet = path == WorkbookErrorTests.sheet || path.contains("sharedStrings")
        #expect(error.sheet == (isSheet ? "Sheet1" : nil))
    }

    @Test("A document type is told")
    func documentType() throws {
        var parts = PackageParts()
        parts.parts = [(WorkbookErrorTests.sheet, "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")]
        let error = try parts.error()
        #expect(error.code == .corrupt)
        #expect(error.reason == "documentType")
        #expect(error.sheet == "Sheet1")
    }

    @Test("A part whose checksum does not hold is told")
    func checksum() throws {
        let entries = PackageParts().all.map { part in
            var entry = ZipBuilder.Entry(part.path, part.content)
            if part.path == WorkbookErrorTests.sheet { entry.crc32 = 1 }
            return entry
        }
        let workbook = try WorkbookReader().open(ZipBuilder(entries).build())
        let sheet = try #require(workbook.sheets.first)
        let error = try #require(throws: SpreadsheetError.self) { try workbook.grid(of: sheet) }
        #expect(error.code == .corrupt)
        #expect(error.reason == "checksumMismatch")
        #expect(error.part == WorkbookErrorTests.sheet)
        #expect(error.sheet == "Sheet1")
    }

    @Test(
        "References outside of the sheet are told with part and sheet",
        arguments: [
            ("<row><c r='XFE1'><v>1</v></c></row>", "cellReference"),
            ("<row><c r='$A$1'><v>1</v></c></row>", "cellReference"),
            ("<row><c r='XFD1'/><c><v>1</v></c></row>", "cellReference"),
            ("<row r='0'/>", "rowNumber"), ("<row r='x'/>", "rowNumber"),
            ("<row r='1048577'/>", "rowNumber"), ("<row r='1048576'/><row/>", "rowNumber"),
            ("<row r='99999999999999999999'/>", "rowNumber"),
        ])
    func references(rows: String, reason: String) throws {
        let error = try PackageParts(rows: rows).error()
        #expect(error.code == .corrupt)
        #expect(error.reason == reason)
        #expect(error.part == WorkbookErrorTests.sheet)
        #expect(error.sheet == "Sheet1")
    }

    @Test("The cell that is at fault is named")
    func cell() throws {
        #expect(try PackageParts(rows: "<row><c r='A0'/></row>").error().cell == "A0")
    }

    @Test(
        "A merged range that is none is told",
        arguments: ["", " ref=''", " ref='A1:B'", " ref='1'"])
    func mergedRange(attribute: String) throws {
        var parts = PackageParts()
        parts.tail = "<mergeCells><mergeCell\(attribute)/></mergeCells>"
        let error = try parts.error()
        #expect(error.code == .corrupt)
        #expect(error.reason == "mergedRange")
        #expect(error.sheet == "Sheet1")
    }

    @Test("A broken sheet leaves the others readable")
    func brokenNeighbour() throws {
        var parts = PackageParts(rows: "<row><c><v>1</v></c></row>")
        parts.sheets = "<sheet name='bad' r:id='bad'/><sheet name='good' r:id='rId1'/>"
        parts.links.append(Link(id: "bad", kind: "worksheet", target: "bad.xml"))
        parts.parts = [("xl/bad.xml", "<worksheet><")]
        let workbook = try parts.open()
        for _ in 0..<2 {
            let error = try #require(throws: SpreadsheetError.self) {
                try workbook.grid(of: workbook.sheets[0])
            }
            #expect(error.sheet == "bad")
            #expect(try workbook.grid(of: workbook.sheets[1]).cells.count == 1)
        }
    }

    @Test("An error of the receiver of cells comes out with part and sheet")
    func receiverFails() throws {
        final class Receiver: CellSink {
            func cell(_ cell: Cell) throws {
                throw SpreadsheetError(.corrupt, reason: "mine", cell: "\(cell.reference)")
            }
            func mergedRange(_ range: CellRange) throws {}
        }
        let workbook = try PackageParts(rows: "<row r='4'><c><v>1</v></c></row>").open()
        let sheet = try #require(workbook.sheets.first)
        let error = try #require(throws: SpreadsheetError.self) {
            try workbook.read(sheet, into: Receiver())
        }
        #expect(error.reason == "mine")
        #expect(error.cell == "A4")
        #expect(error.part == WorkbookErrorTests.sheet)
        #expect(error.sheet == "Sheet1")
    }

    @Test("Errors describe themselves")
    func description() {
        let error = SpreadsheetError(
            .corrupt, reason: "r", part: "p", sheet: "s", cell: "c", detail: "d")
        #expect(error.description == "p: s: c: r: d")
        #expect(SpreadsheetError(.corrupt, reason: "r").description == "r")
    }

    @Test(
        "A workbook with random bytes flipped is read or refused", arguments: 0..<4 as Range<UInt64>
    )
    func flippedBytes(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var parts = PackageParts(
            rows: "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' s='1'><v>1.5</v></c></row>")
        parts.strings = "<si><t>text</t></si>"
        parts.tail = "<mergeCells><mergeCell ref='A1:B1'/></mergeCells>"
        let reader = WorkbookReader()
        let path = WorkbookErrorTests.sheet
        let content = Array(try #require(parts.all.first { $0.path == path }).content.utf8)
        parts.missing = [path]
        for round in 0..<150 {
            // Behind the checksum: the archive is sound, the part is not.
            var bytes = content
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] =
                    UInt8.random(in: 0...255, using: &random)
            }
            let workbook = try reader.open(parts.file(adding: path, bytes))
            let sheet = try #require(workbook.sheets.first)
            do throws(SpreadsheetError) {
                _ = try workbook.grid(of: sheet)
            } catch {
                #expect(error.sheet == "Sheet1", "seed \(seed), round \(round)")
                #expect(error.part == path, "seed \(seed), round \(round)")
            }
        }
    }
}

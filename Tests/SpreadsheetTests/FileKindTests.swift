/// Files that are no workbooks, and what is said of each.
import Spreadsheet
import TestSupport
import Testing

@Suite("Kinds of files")
struct FileKindTests {
    private func error(_ file: [UInt8]) throws -> SpreadsheetError {
        try #require(throws: SpreadsheetError.self) { try WorkbookReader().open(file) }
    }

    /// A compound file ([MS-CFB]) whose directory has the given names.
    private func compoundFile(_ names: [String]) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: 512)
        header.replaceSubrange(0..<8, with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
        header[30] = 9
        // The directory starts in sector 1, the allocation table is sector 0.
        header[48] = 1
        var table = [UInt8](repeating: 0xFF, count: 512)
        var directory: [UInt8] = []
        for name in ["Root Entry"] + names {
            let units = name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            var entry = units + [UInt8](repeating: 0, count: 128 - units.count)
            entry[64] = UInt8(units.count + 2)
            directory += entry
        }
        directory += [UInt8](repeating: 0, count: (512 - directory.count % 512) % 512)
        let sectors = directory.count / 512
        table[0] = 0xFD
        for sector in 1...sectors {
            let next: [UInt8] =
                sector == sectors ? [0xFE, 0xFF, 0xFF, 0xFF] : [UInt8(sector + 1), 0, 0, 0]
            table.replaceSubrange(sector * 4..<sector * 4 + 4, with: next)
        }
        return header + table + directory
    }

    @Test(
        "A binary workbook of Excel 5 to 2003 is told",
        arguments: [
            ["Workbook"], ["Book"], ["\u{5}SummaryInformation", "a", "b", "c", "d", "Workbook"],
        ])
    func legacyCompound(names: [String]) throws {
        let error = try error(compoundFile(names))
        #expect(error.code == .legacyBinary)
        #expect(error.reason == "legacyBinary")
    }

    @Test(
        "A binary workbook of Excel 2 to 4 is told",
        arguments: [
            [0x09, 0x00, 0x04, 0x00], [0x09, 0x02, 0x06, 0x00], [0x09, 0x04, 0x06, 0x00],
            [0x09, 0x08, 0x10, 0x00],
        ] as [[UInt8]])
    func bareBIFF(start: [UInt8]) throws {
        let file = start + [UInt8](repeating: 0, count: 30)
        #expect(try error(file).code == .legacyBinary)
    }

    @Test(
        "A workbook with a password is told",
        arguments: [
            ["EncryptionInfo", "EncryptedPackage"],
            ["\u{6}DataSpaces", "a", "b", "c", "EncryptedPackage"],
        ])
    func password(names: [String]) throws {
        let error = try error(compoundFile(names))
        #expect(error.code == .encrypted)
        #expect(error.reason == "password")
    }

    @Test("Another compound file is no workbook", arguments: [["WordDocument"], []])
    func otherCompound(names: [String]) throws {
        let error = try error(compoundFile(names))
        #expect(error.code == .notWorkbook)
        #expect(error.reason == "notArchive")
    }

    @Test("Compound files cut off or overwritten anywhere never crash")
    func brokenCompound() throws {
        var random = SeededRandom(seed: 50)
        let file = compoundFile(["a", "b", "c", "d", "e", "Workbook"])
        for count in stride(from: 0, to: file.count, by: 7) {
            _ = try error(Array(file.prefix(count)))
        }
        for _ in 0..<300 {
            var damaged = file
            for _ in 0..<6 {
                damaged[Int.random(in: 8..<1_200, using: &random)] =
                    UInt8.random(in: 0...255, using: &random)
            }
            _ = try error(damaged)
        }
    }

    @Test(
        "Empty files, texts, pages and images are no workbooks",
        arguments: [
            "", " ", "a,b\n1,2\n", "<html><table><tr><td>1</td></tr></table></html>", "%PDF-1.7\n",
            "\u{FEFF}<?xml version=\"1.0\"?><Workbook/>", "PK", "{\\rtf1 text}",
            String(repeating: "x", count: 100_000),
        ])
    func others(text: String) throws {
        let error = try error(Array(text.utf8))
        #expect(error.code == .notWorkbook)
        #expect(error.reason == "notArchive")
    }

    @Test("A Word document is another document")
    func word() throws {
        var parts = PackageParts()
        parts.workbookPath = "word/document.xml"
        parts.workbookTarget = "word/document.xml"
        let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        parts.parts = [
            ("word/document.xml", "<w:document xmlns:w='\(main)'><w:body/></w:document>")
        ]
        let error = try parts.error()
        #expect(error.code == .notWorkbook)
        #expect(error.reason == "otherDocument")
        #expect(error.part == "word/document.xml")
    }

    @Test("A binary workbook of Excel 2007 is told")
    func xlsb() throws {
        var parts = PackageParts()
        parts.workbookPath = "xl/workbook.bin"
        parts.workbookTarget = "xl/workbook.bin"
        parts.missing = ["xl/workbook.bin"]
        let file = parts.file(adding: "xl/workbook.bin", [0x83, 0x01, 0x00, 0x80, 0x01])
        let error = try error(file)
        #expect(error.code == .notWorkbook)
        #expect(error.reason == "binaryWorkbook")
    }

    @Test("An archive without relationships is no workbook", arguments: [false, true])
    func plainArchive(hasEntries: Bool) throws {
        let entries = hasEntries ? [ZipBuilder.Entry("xl/workbook.xml", "<workbook/>")] : []
        let error = try error(ZipBuilder(entries).build())
        #expect(error.code == .notWorkbook)
        #expect(error.reason == "noWorkbookRelationship")
    }

    @Test("A workbook that is cut off is corrupt, not another kind of file")
    func cutOff() throws {
        let file = PackageParts().file
        for count in [30, file.count / 2, file.count - 1] {
            let error = try error(Array(file.prefix(count)))
            #expect(error.code == .corrupt)
            #expect(error.reason == "noDirectory")
        }
    }

    @Test("A workbook behind other bytes is read")
    func prefixed() throws {
        let parts = PackageParts().all
        var builder = ZipBuilder(parts.map { ZipBuilder.Entry($0.path, $0.content) })
        builder.prefix = Array("mail header\r\n\r\n".utf8)
        let workbook = try WorkbookReader().open(builder.build())
        #expect(workbook.sheets.map(\.name) == ["Sheet1"])
    }

    @Test("A workbook with an encrypted entry is told")
    func encryptedEntry() throws {
        let entries = PackageParts().all.map { part in
            var entry = ZipBuilder.Entry(part.path, part.content)
            entry.flags = part.path == "xl/workbook.xml" ? 1 : 0
            return entry
        }
        let error = try error(ZipBuilder(entries).build())
        #expect(error.code == .encrypted)
        #expect(error.part == "xl/workbook.xml")
    }
}

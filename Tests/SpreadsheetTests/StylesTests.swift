/// The number formats that cells point to.
import Spreadsheet
import TestSupport
import Testing

@Suite("Styles")
struct StylesTests {
    private func formats(_ styles: String?) throws -> CellFormats {
        var parts = PackageParts()
        parts.styles = styles
        return try parts.open().formats()
    }

    @Test("Cell formats are found by index: built in, defined, overridden and unknown ones")
    func cellFormats() throws {
        let formats = try formats(
            """
            <numFmts count="2"><numFmt numFmtId="164" formatCode="0.00&quot;亿元&quot;"/>\
            <numFmt numFmtId="14" formatCode="yyyy/m"/>\
            <numFmt numFmtId="165" formatCode="0_x005F_)"/></numFmts>
            <cellStyleXfs count="1"><xf numFmtId="9"/></cellStyleXfs>
            <cellXfs count="9"><xf numFmtId="0"/><xf numFmtId="164"><alignment/></xf>\
            <xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="999"/><xf/><xf numFmtId="x"/>\
            <xf numFmtId="165"/></cellXfs>
            <dxfs><dxf><numFmt numFmtId="10" formatCode="@"/></dxf></dxfs>
            """)
        let codes = (0..<8).map { formats.format(ofStyle: $0)?.code }
        let expected = [
            "General", "0.00\"亿元\"", "yyyy/m", "0.00%", "General", "General", "General", "0_)",
        ]
        #expect(codes == expected)
    }

    @Test("An index that the styles do not have has no format", arguments: [-1, 1, 2, .max, .min])
    func outOfRange(index: Int) throws {
        #expect(try formats("<cellXfs><xf numFmtId='9'/></cellXfs>").format(ofStyle: index) == nil)
        #expect(try formats(nil).format(ofStyle: index) == nil)
        #expect(try formats("").format(ofStyle: index) == nil)
    }

    @Test("A workbook without styles shows everything as it is")
    func noStyles() throws {
        #expect(try formats(nil).format(ofStyle: 0) == .general)
        #expect(try formats("").format(ofStyle: 0) == .general)
    }

    @Test("Cells whose style is out of range are read all the same")
    func cellsOutOfRange() throws {
        var parts = PackageParts(rows: "<row><c s='5'><v>1</v></c></row>")
        parts.styles = "<cellXfs><xf numFmtId='9'/></cellXfs>"
        #expect(try parts.values() == ["A1": .number("1")])
        let style = try #require(try parts.grid().cells.first?.style)
        #expect(try parts.open().formats().format(ofStyle: style) == nil)
    }

    @Test("A reader that knows a part by its checksum is not deceived by other bytes")
    func forgedChecksum() throws {
        let reader = WorkbookReader()
        func file(code: String, checksumOf original: String) -> [UInt8] {
            var parts = PackageParts()
            func styles(_ code: String) -> String {
                "<numFmts><numFmt numFmtId='164' formatCode='\(code)'/></numFmts>"
                    + "<cellXfs><xf numFmtId='164'/></cellXfs>"
            }
            parts.styles = styles(original)
            let sound = parts.all.first { $0.path == "xl/styles.xml" }?.content ?? ""
            parts.styles = styles(code)
            let entries = parts.all.map { part in
                var entry = ZipBuilder.Entry(part.path, part.content)
                entry.method = 0
                if part.path == "xl/styles.xml" {
                    entry.crc32 = ZipBuilder.checksum(Array(sound.utf8))
                }
                return entry
            }
            return ZipBuilder(entries).build()
        }
        for _ in 0..<2 {
            let sound = try reader.open(file(code: "0.00", checksumOf: "0.00"))
            #expect(try sound.formats().format(ofStyle: 0)?.code == "0.00")
            let forged = try reader.open(file(code: "0.0%", checksumOf: "0.00"))
            let error = try #require(throws: SpreadsheetError.self) { try forged.formats() }
            #expect(error.reason == "checksumMismatch")
            #expect(error.part == "xl/styles.xml")
        }
    }

    @Test("One reader tells the styles of many workbooks apart")
    func manyWorkbooks() throws {
        let reader = WorkbookReader()
        for round in 0..<150 {
            // The first workbooks again and again, and more than are remembered.
            let id = round % 3 == 0 ? 9 : round
            var parts = PackageParts()
            parts.styles =
                "<numFmts><numFmt numFmtId='164' formatCode='0\"\(id)\"'/></numFmts>"
                + "<cellXfs><xf numFmtId='164'/></cellXfs>"
            let formats = try reader.open(parts.file).formats()
            #expect(formats.format(ofStyle: 0)?.suffix == "\(id)")
        }
    }
}

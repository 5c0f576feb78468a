/// Strict documents, alternate content and extensions.
import Spreadsheet
import Testing

@Suite("Flavours and extensions")
struct CompatibilityTests {
    @Test("A Strict workbook is read like a Transitional one")
    func strict() throws {
        var parts = PackageParts(
            rows: "<row><c t='s'><v>0</v></c><c t='d' s='0'><v>2020-12-31</v></c></row>")
        parts.flavour = .strict
        parts.strings = "<si><t>text</t></si>"
        parts.styles = "<cellXfs><xf numFmtId='14'/></cellXfs>"
        #expect(try parts.values() == ["A1": .text("text"), "B1": .number("44196")])
        #expect(try parts.open().formats().format(ofStyle: 0)?.kind == .date)
    }

    @Test("Prefixed elements are read like unprefixed ones")
    func prefixes() throws {
        var parts = PackageParts()
        let main = parts.flavour.main
        let relationships = parts.flavour.relationships
        parts.parts = [
            (
                "xl/workbook.xml",
                "<x:workbook xmlns:x='\(main)' xmlns:rel='\(relationships)'><x:sheets>"
                    + "<x:sheet name='S' rel:id='rId1'/></x:sheets></x:workbook>"
            ),
            (
                "xl/worksheets/sheet1.xml",
                "<x:worksheet xmlns:x='\(main)'><x:sheetData><x:row><x:c r='B2'><x:v>1</x:v></x:c>"
                    + "</x:row></x:sheetData></x:worksheet>"
            ),
        ]
        #expect(try parts.values() == ["B2": .number("1")])
    }

    @Test("Of alternate content the fallback counts, wherever it stands")
    func alternateContent() throws {
        func alternate(_ choice: String, _ fallback: String) -> String {
            "<mc:AlternateContent><mc:Choice Requires='x14'>\(choice)</mc:Choice>"
                + "<mc:Choice Requires='x15'>\(choice)</mc:Choice>"
                + "<mc:Fallback>\(fallback)</mc:Fallback></mc:AlternateContent>"
        }
        let cell = { (reference: String, value: Int) in
            "<c r='\(reference)'><v>\(value)</v></c>"
        }
        var parts = PackageParts(
            rows: alternate("<row>\(cell("A1", 9))</row>", "<row>\(cell("A1", 1))</row>")
                + "<row r='2'>\(alternate(cell("A2", 9), cell("A2", 2)))\(cell("B2", 3))</row>"
                + "<row r='3'><c r='A3' t='s'><v>0</v></c></row>")
        parts.sheets = alternate(
            "<sheet name='no' r:id='rId9'/>", "<sheet name='yes' r:id='rId1'/>")
        parts.strings = alternate("<si><t>no</t></si>", "<si><t>yes</t></si>")
        parts.styles =
            "<cellXfs>" + alternate("<xf numFmtId='9'/>", "<xf numFmtId='14'/>") + "</cellXfs>"
        let expected: [String: CellValue] = [
            "A1": .number("1"), "A2": .number("2"), "B2": .number("3"), "A3": .text("yes"),
        ]
        #expect(try parts.values() == expected)
        #expect(try parts.open().sheets.map(\.name) == ["yes"])
        #expect(try parts.open().formats().format(ofStyle: 0)?.kind == .date)
    }

    @Test("Elements of other namespaces are passed over with all they hold")
    func foreignElements() throws {
        let foreign = "<z:c xmlns:z='urn:z' r='A1'><v>9</v><c r='A1'><v>9</v></c></z:c>"
        var parts = PackageParts(rows: "\(foreign)<row>\(foreign)<c><v>1</v>\(foreign)</c></row>")
        parts.tail =
            "<extLst><ext><sheetData><row><c r='Z9'><v>9</v></c></row></sheetData></ext></extLst>"
        parts.workbookProperties = foreign
        #expect(try parts.values() == ["A1": .number("1")])
    }

    @Test("Attributes of other namespaces do not stand for a cell's own")
    func foreignAttributes() throws {
        let parts = PackageParts(
            rows: "<row xmlns:z='urn:z' z:r='7'><c z:r='Z9' z:t='b' z:s='4'><v>1</v></c></row>")
        #expect(try parts.values() == ["A1": .number("1")])
    }

    @Test("A sheet in UTF-16 is read like one in UTF-8")
    func utf16() throws {
        var parts = PackageParts()
        parts.missing = ["xl/worksheets/sheet1.xml"]
        let text =
            "<?xml version='1.0' encoding='UTF-16'?><worksheet xmlns='\(parts.flavour.main)'>"
            + "<sheetData><row><c t='str'><v>中</v></c></row></sheetData></worksheet>"
        let mark: [UInt8] = [0xFF, 0xFE]
        let bytes = mark + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let workbook = try WorkbookReader().open(
            parts.file(adding: "xl/worksheets/sheet1.xml", bytes))
        let grid = try workbook.grid(of: try #require(workbook.sheets.first))
        #expect(grid.cells.map(\.value) == [.text("中")])
    }
}

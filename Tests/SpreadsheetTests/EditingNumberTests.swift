/// Numbers in parts that editing counts on from, where they are as high as numbers get.
import Spreadsheet
import Testing

@Suite("Editing where numbers are too high")
struct EditingNumberTests {
    private static let numbers = [
        "9223372036854775807", "-9223372036854775808", "4294967295", "2147483647", "65534",
    ]

    @Test("Tints lie under rules with any priority", arguments: numbers)
    func priority(number: String) throws {
        var parts = PackageParts(rows: "<row r='1'><c r='A1'><v>1</v></c></row>")
        parts.tail =
            "<conditionalFormatting sqref='H1'><cfRule type='cellIs' dxfId='0' priority='\(number)'>"
            + "<formula>1</formula></cfRule></conditionalFormatting>"
        let cell = try #require(CellRange("A1"))
        let edited = try EditedWorkbook(parts.file) { editor in
            try editor.add(CellTint([cell], fill: "FFFF0000"), on: editor.sheets[0])
        }
        let sheet = try edited.part("xl/worksheets/sheet1.xml")
        let stated = try #require(sheet.split(separator: "priority=\"").last?.prefix { $0 != "\"" })
        #expect(Int32(stated).map { $0 > 0 } == true)
    }

    @Test("Sheets that are added get a number that is free", arguments: numbers)
    func sheetNumber(number: String) throws {
        var parts = PackageParts()
        parts.sheets =
            "<sheet name=\"Sheet1\" sheetId=\"\(number)\" r:id=\"rId1\"/>"
        let edited = try EditedWorkbook(parts.file) { editor in
            editor.add(AddedSheet("B", rows: [[.init("x")]]))
            editor.add(AddedSheet("C", rows: [[.init("x")]]))
        }
        let workbook = try edited.part("xl/workbook.xml")
        #expect(workbook.contains("name=\"B\" sheetId=\"1\""))
        #expect(workbook.contains("name=\"C\" sheetId=\"2\""))
    }

    @Test("Styles are derived from tables that count too much", arguments: numbers)
    func styles(number: String) throws {
        var parts = PackageParts(rows: "<row r='1'><c r='A1'><v>1</v></c></row>")
        parts.styles =
            "<numFmts count='\(number)'><numFmt numFmtId='\(number)' formatCode='0.0'/></numFmts>"
            + "<fonts count='\(number)'><font/></fonts>"
            + "<fills count='\(number)'><fill/><fill/></fills>"
            + "<borders count='\(number)'><border/></borders>"
            + "<cellXfs count='\(number)'><xf/></cellXfs><dxfs count='\(number)'><dxf/></dxfs>"
        let change = StyleChange(fill: "FFFF0000", numberFormat: "0.000")
        let edited = try parts.edited(CellEdit("A1", style: .changed(change)))
        let styles = try edited.part("xl/styles.xml")
        let id = try #require(
            styles.split(separator: "numFmtId=\"").dropFirst().first?.prefix { $0 != "\"" })
        #expect(Int32(id).map { $0 >= 164 } == true)
        #expect(styles.contains(" numFmtId=\"\(id)\" applyNumberFormat=\"1\""))
    }

    @Test("Of formats with the same code the first one is used again")
    func sameFormat() throws {
        var parts = PackageParts(rows: "<row r='1'><c r='A1'><v>1</v></c></row>")
        parts.styles =
            "<numFmts><numFmt numFmtId='170' formatCode='0.0'/>"
            + "<numFmt numFmtId='171' formatCode='0.0'/></numFmts><cellXfs><xf/></cellXfs>"
        let known = try parts.edited(
            CellEdit("A1", style: .changed(StyleChange(numberFormat: "0.0"))))
        #expect(try known.part("xl/styles.xml").contains("<xf numFmtId=\"170\""))
        let new = try parts.edited(
            CellEdit("A1", style: .changed(StyleChange(numberFormat: "0.00"))))
        #expect(try new.part("xl/styles.xml").contains("<xf numFmtId=\"172\""))
    }

    @Test("Texts are appended to a table that counts too much", arguments: numbers)
    func strings(number: String) throws {
        var parts = PackageParts(rows: "<row r='1'><c r='A1' t='s'><v>0</v></c></row>")
        parts.links.append(Link(id: "rIdS", kind: "sharedStrings", target: "sharedStrings.xml"))
        parts.parts = [
            (
                "xl/sharedStrings.xml",
                "<sst xmlns='\(Flavour.transitional.main)' count='\(number)' uniqueCount='\(number)'>"
                    + "<si><t>a</t></si></sst>"
            )
        ]
        let edited = try parts.edited(CellEdit("A1", .text("x")), CellEdit("B1", .text("y")))
        #expect(try edited.values() == ["A1": .text("x"), "B1": .text("y")])
    }
}

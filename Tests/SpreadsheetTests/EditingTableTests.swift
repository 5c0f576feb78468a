/// What is appended to the shared strings and to the styles.
import Spreadsheet
import TestSupport
import Testing

@Suite("Editing strings and styles")
struct EditingTableTests {
    private func parts(strings: String, attributes: String = "") -> PackageParts {
        var parts = PackageParts(rows: "<row r='1'><c r='A1' t='s'><v>0</v></c></row>")
        parts.links.append(Link(id: "rIdS", kind: "sharedStrings", target: "sharedStrings.xml"))
        parts.parts = [
            (
                "xl/sharedStrings.xml",
                "<sst xmlns='\(Flavour.transitional.main)'\(attributes)>\(strings)</sst>"
            )
        ]
        return parts
    }

    @Test("A text that is new is appended, and the counts stay right")
    func appended() throws {
        let parts = parts(
            strings: "<si><t>a</t></si>", attributes: " count='1' uniqueCount=\"1\"")
        let edited = try parts.edited(
            CellEdit("A1", .text("x")), CellEdit("B1", .text(" y\n")), CellEdit("C1", .text("x")))
        #expect(
            try edited.part("xl/sharedStrings.xml").hasSuffix(
                " count='3' uniqueCount=\"3\"><si><t>a</t></si><si><t>x</t></si>"
                    + "<si><t xml:space=\"preserve\"> y\n</t></si></sst>"))
        #expect(
            try edited.values() == ["A1": .text("x"), "B1": .text(" y\n"), "C1": .text("x")])
    }

    @Test("Tables without counts get none")
    func uncounted() throws {
        let edited = try parts(strings: "<si><t>a</t></si>").edited(CellEdit("A1", .text("x")))
        #expect(try edited.part("xl/sharedStrings.xml").contains("main'><si><t>a</t></si><si><t>x"))
    }

    @Test("A text that is there is used again, and the table is not touched")
    func reused() throws {
        let parts = parts(
            strings: "<si><r><t>b</t></r></si><si><t>b</t></si><si><t>_x0041_</t></si>")
        let edited = try parts.edited(CellEdit("A1", .text("A")), CellEdit("B1", .text("b")))
        #expect(edited.report.splices.keys.sorted() == ["xl/worksheets/sheet1.xml"])
        #expect(
            try edited.sheetData().contains(
                "<c r='A1' t='s'><v>2</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"))
    }

    @Test("Sheets with inline strings get inline strings")
    func inline() throws {
        var parts = parts(strings: "<si><t>a</t></si>")
        parts.rows = "<row r='1'><c r='A1' t='inlineStr'><is><t>a</t></is></c></row>"
        let edited = try parts.edited(CellEdit("A1", .text("b")), CellEdit("B1", .text("c")))
        #expect(
            try edited.sheetData().contains(
                "<c r='A1' t='inlineStr'><is><t>b</t></is></c>"
                    + "<c r=\"B1\" t=\"inlineStr\"><is><t>c</t></is></c>"))
    }

    @Test(
        "Every text reads back as it was",
        arguments: [
            "a & b < c > \"d\" 'e'", "\r\n\t", "\u{0}\u{1}\u{FFFE}", "_x0041_", "_x005F_", "中文 𠮷",
            "", " ",
        ])
    func escapes(text: String) throws {
        let shared = try parts(strings: "").edited(CellEdit("A1", .text(text)))
        #expect(try shared.values()["A1"] == .text(text))
        let inline = try PackageParts().edited(CellEdit("A1", .text(text)))
        #expect(try inline.values()["A1"] == .text(text))
    }

    private static let styles =
        "<numFmts count='1'><numFmt numFmtId='164' formatCode='0.0'/></numFmts>"
        + "<fills count='2'><fill><patternFill/></fill><fill><patternFill patternType='gray125'/></fill></fills>"
        + "<cellXfs count='2'><xf numFmtId='0' fillId='0'/><xf numFmtId=\"9\" xfId='0'><alignment wrapText='1'/></xf>"
        + "</cellXfs>"

    @Test("A style is derived with another fill and number format, and nothing else changes")
    func derived() throws {
        var parts = PackageParts(
            rows: "<row r='1'><c r='A1' s='1'><v>1</v></c><c r='B1' s='1'/><c r='C1'/></row>")
        parts.styles = EditingTableTests.styles
        let mark = CellEdit.Style.changed(StyleChange(fill: "ffffff00"))
        let edited = try parts.edited(
            CellEdit("A1", .number("2"), style: mark), CellEdit("B1", style: mark),
            CellEdit(
                "C1", style: .changed(StyleChange(fill: "FFFFFF00", numberFormat: "0.00\"x\""))),
            CellEdit("D1", style: .changed(StyleChange(numberFormat: "0.0"))))
        #expect(
            try edited.sheetData()
                == "<sheetData><row r='1'><c r='A1' s='2'><v>2</v></c><c r='B1' s='2'/>"
                + "<c r='C1' s=\"3\"/><c r=\"D1\" s=\"4\"/></row></sheetData>")
        let styles = try edited.part("xl/styles.xml")
        #expect(
            styles.contains(
                "<cellXfs count='5'><xf numFmtId='0' fillId='0'/><xf numFmtId=\"9\" xfId='0'>"
                    + "<alignment wrapText='1'/></xf>"
                    + "<xf numFmtId=\"9\" xfId='0' fillId=\"2\" applyFill=\"1\"><alignment wrapText='1'/></xf>"
                    + "<xf numFmtId='165' fillId='2' applyFill=\"1\" applyNumberFormat=\"1\"/>"
                    + "<xf numFmtId='164' fillId='0' applyNumberFormat=\"1\"/></cellXfs>"))
        #expect(
            styles.contains(
                "<fills count='3'><fill><patternFill/></fill><fill><patternFill patternType='gray125'/>"
                    + "</fill><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFFFF00\"/>"
                    + "<bgColor indexed=\"64\"/></patternFill></fill></fills>"))
        #expect(
            styles.contains(
                "<numFmts count='2'><numFmt numFmtId='164' formatCode='0.0'/>"
                    + "<numFmt numFmtId=\"165\" formatCode=\"0.00&quot;x&quot;\"/></numFmts>"))
    }

    @Test("A workbook without styles gets a styles part")
    func newStyles() throws {
        let edited = try PackageParts().edited(
            CellEdit("A1", .number("1"), style: .changed(StyleChange(numberFormat: "0.00"))))
        #expect(edited.report.addedParts == ["xl/styles.xml"])
        #expect(try edited.part("[Content_Types].xml").contains("PartName=\"/xl/styles.xml\""))
        let workbook = try WorkbookReader().open(edited.after)
        let cell = try #require(workbook.grid(of: workbook.sheets[0]).cells.first)
        #expect(cell.style == 1)
        #expect(try workbook.formats().format(ofStyle: 1) != nil)
    }

    @Test(
        "Styles that are not there are refused",
        arguments: [
            (CellEdit.Style.index(2), "styleIndex"), (.changed(StyleChange(fill: "red")), "colour"),
        ])
    func refused(style: CellEdit.Style, reason: String) throws {
        var parts = PackageParts(rows: "<row r='1'><c r='A1'/></row>")
        parts.styles = EditingTableTests.styles
        #expect(try parts.refusal(CellEdit("A1", style: style)).reason == reason)
    }
}

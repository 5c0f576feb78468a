/// What becomes of the markup of cells, rows and sheets when cells are edited.
import Spreadsheet
import TestSupport
import Testing

@Suite("Editing cells")
struct EditingCellTests {
    @Test(
        "A cell that is there gets the content and keeps all else",
        arguments: [
            ("<c r='A1'><v>1</v></c>", .number("2.50"), "<c r='A1'><v>2.50</v></c>"),
            ("<c r='A1' s='1'/>", .number("2"), "<c r='A1' s='1'><v>2</v></c>"),
            ("<c r='A1'></c>", .number("2"), "<c r='A1'><v>2</v></c>"),
            ("<c r='A1' s='1' t='s'><v>0</v></c>", .number("2"), "<c r='A1' s='1'><v>2</v></c>"),
            ("<c t='s' r='A1'><v>0</v></c>", .number("2"), "<c r='A1'><v>2</v></c>"),
            ("<c r='A1' t='e'><v>#N/A</v></c>", .boolean(true), "<c r='A1' t='b'><v>1</v></c>"),
            ("<c r='A1'><v>1</v></c>", .boolean(false), "<c r='A1' t=\"b\"><v>0</v></c>"),
            ("<c r='A1' s='1'><v>1</v></c>", .blank, "<c r='A1' s='1'></c>"),
            ("<c r='A1' t='s'><v>0</v></c>", .blank, "<c r='A1'></c>"),
            ("<c r='A1'><f>1+1</f><v>2</v></c>", .number("3"), "<c r='A1'><v>3</v></c>"),
            ("<c r='A1'> <f>1+1</f> <v>2</v> </c>", .number("3"), "<c r='A1'> <v>3</v>  </c>"),
            (
                "<c r='A1' vm='1' cm=\"2\"><f t='array' ref='A1'>1+1</f><v>2</v></c>",
                .number("3"), "<c r='A1'><v>3</v></c>"
            ),
            (
                "<c r='A1'><v>1</v><extLst><ext uri='x'><v>2</v></ext></extLst></c>", .number("3"),
                "<c r='A1'><v>3</v><extLst><ext uri='x'><v>2</v></ext></extLst></c>"
            ),
            (
                "<!-- a --><c r='A1'><?x y?><v>1<![CDATA[2]]></v><!-- v --></c><!-- b -->",
                .number("3"), "<!-- a --><c r='A1'><?x y?><v>3</v><!-- v --></c><!-- b -->"
            ),
            ("<c r='A1' t='s'><v>0</v></c>", .text("one"), "<c r='A1' t='s'><v>1</v></c>"),
            ("<c r='A1'><v>0</v></c>", .text("zero"), "<c r='A1' t=\"s\"><v>0</v></c>"),
        ] as [(String, CellEdit.Content, String)])
    func existing(markup: String, content: CellEdit.Content, result: String) throws {
        var parts = PackageParts(rows: "<row r='1'>\(markup)</row>")
        parts.strings = "<si><t>zero</t></si><si><t>one</t></si>"
        parts.styles = "<cellXfs><xf/><xf/></cellXfs>"
        let edited = try parts.edited(CellEdit("A1", content))
        #expect(try edited.sheetData() == "<sheetData><row r='1'>\(result)</row></sheetData>")
    }

    @Test(
        "A cell or a row that is missing is inserted at its place",
        arguments: [
            ("", "B2", "<row r=\"2\"><c r=\"B2\"><v>7</v></c></row>"),
            ("<row r='2'/>", "B2", "<row r='2'><c r=\"B2\"><v>7</v></c></row>"),
            ("<row r='2'></row>", "B2", "<row r='2'><c r=\"B2\"><v>7</v></c></row>"),
            (
                "<row r='2'><c r='A2'/><c r='C2'/></row>", "B2",
                "<row r='2'><c r='A2'/><c r=\"B2\"><v>7</v></c><c r='C2'/></row>"
            ),
            (
                "<row r='2'><c r='A2'/></row>", "B2",
                "<row r='2'><c r='A2'/><c r=\"B2\"><v>7</v></c></row>"
            ),
            (
                "<row r='1'/><row r='3'/>", "B2",
                "<row r='1'/><row r=\"2\"><c r=\"B2\"><v>7</v></c></row><row r='3'/>"
            ),
            (
                "<row r='1'/> <!-- end -->", "B2",
                "<row r='1'/> <!-- end --><row r=\"2\"><c r=\"B2\"><v>7</v></c></row>"
            ),
            (
                "<row><c/></row><row><c><v>1</v></c></row><row/>", "B2",
                "<row><c/></row><row><c><v>1</v></c><c r=\"B2\"><v>7</v></c></row><row/>"
            ),
            (
                "<row><c><v>1</v></c><c><v>2</v></c></row>", "B1",
                "<row><c><v>1</v></c><c><v>7</v></c></row>"
            ),
            (
                "<row r='2' spans='1:2'><c r='A2'/></row>", "B2",
                "<row r='2' spans='1:2'><c r='A2'/><c r=\"B2\"><v>7</v></c></row>"
            ),
            (
                "<row r='2' spans='3:4 7:9' ht='20'><c r='C2'/></row>", "B2",
                "<row r='2' ht='20'><c r=\"B2\"><v>7</v></c><c r='C2'/></row>"
            ),
            (
                "<row r='2' s='1' customFormat='1'/>", "B2",
                "<row r='2' s='1' customFormat='1'><c r=\"B2\" s=\"1\"><v>7</v></c></row>"
            ),
        ])
    func missing(rows: String, cell: String, result: String) throws {
        let edited = try PackageParts(rows: rows).edited(CellEdit(cell, .number("7")))
        #expect(try edited.sheetData() == "<sheetData>\(result)</sheetData>")
        #expect(try edited.values()[cell] == .number("7"))
    }

    @Test("An empty sheetData element is opened")
    func emptySheet() throws {
        var parts = PackageParts()
        let main = Flavour.transitional.main
        parts.parts = [
            (
                "xl/worksheets/sheet1.xml",
                "<x:worksheet xmlns:x='\(main)'><x:dimension ref='A1'/><x:sheetData /></x:worksheet>"
            )
        ]
        let edited = try parts.edited(
            CellEdit("B2", .number("1")), CellEdit("D9", .text("a < b ")),
            CellEdit("A2", .boolean(true)))
        #expect(
            try edited.part("xl/worksheets/sheet1.xml")
                == "<x:worksheet xmlns:x='\(main)'><x:dimension ref='A1:D9'/><x:sheetData >"
                + "<x:row r=\"2\"><x:c r=\"A2\" t=\"b\"><x:v>1</x:v></x:c>"
                + "<x:c r=\"B2\"><x:v>1</x:v></x:c></x:row>"
                + "<x:row r=\"9\"><x:c r=\"D9\" t=\"inlineStr\"><x:is><x:t xml:space=\"preserve\">"
                + "a &lt; b </x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>")
    }

    @Test("Many edits at once go where they belong")
    func many() throws {
        let rows = "<row r='2'><c r='B2'><v>1</v></c><c r='D2'><v>2</v></c></row><row r='5'/>"
        let edited = try PackageParts(rows: rows).edited(
            CellEdit("E5", .number("9")), CellEdit("C2", .number("8")),
            CellEdit("A2", .number("6")), CellEdit("D2", .number("5")),
            CellEdit("A1", .number("1")), CellEdit("F5", .number("4")),
            CellEdit("B9", .number("3")), CellEdit("A9", .number("2")))
        #expect(
            try edited.sheetData()
                == "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r='2'>"
                + "<c r=\"A2\"><v>6</v></c><c r='B2'><v>1</v></c><c r=\"C2\"><v>8</v></c>"
                + "<c r='D2'><v>5</v></c></row><row r='5'><c r=\"E5\"><v>9</v></c>"
                + "<c r=\"F5\"><v>4</v></c></row><row r=\"9\"><c r=\"A9\"><v>2</v></c>"
                + "<c r=\"B9\"><v>3</v></c></row></sheetData>")
    }

    @Test(
        "What a cell holds already is not written again",
        arguments: [
            ("<c r='A1'><v> 1.50 </v></c>", .number("1.50")),
            ("<c r='A1' t='b'><v>true</v></c>", .boolean(true)),
            ("<c r='A1' t='s'><v>0</v></c>", .text("rich")),
            ("<c r='A1' t='s'><v>1</v></c>", .text("one")),
            ("<c r='A1' t='str'><v>_x0041_</v></c>", .text("A")),
            ("<c r='A1' t='inlineStr'><is><r><t>o</t></r><r><t>ne</t></r></is></c>", .text("one")),
            ("<c r='A1' s='1'/>", .blank), ("<c r='B1'/>", .blank), ("", .blank),
        ] as [(String, CellEdit.Content)])
    func unchanged(markup: String, content: CellEdit.Content) throws {
        var parts = PackageParts(rows: "<row r='1'>\(markup)</row>")
        parts.strings = "<si><r><t>ri</t></r><r><t>ch</t></r></si><si><t>one</t></si>"
        #expect(try parts.edited(CellEdit("A1", content)).report.isUnchanged)
    }

    @Test("A merged range is written at its top left cell")
    func merged() throws {
        var parts = PackageParts(rows: "<row r='2'><c r='B2'><v>1</v></c><c r='C2'/></row>")
        parts.tail = "<mergeCells count='1'><mergeCell ref='B2:C3'/></mergeCells>"
        let edited = try parts.edited(CellEdit("C3", .number("5")))
        #expect(
            try edited.sheetData()
                == "<sheetData><row r='2'><c r='B2'><v>5</v></c><c r='C2'/></row></sheetData>")
    }

    @Test("A new cell takes the style of its column, and in a styled row that of the row")
    func inherited() throws {
        var parts = PackageParts()
        let main = Flavour.transitional.main
        parts.parts = [
            (
                "xl/worksheets/sheet1.xml",
                "<worksheet xmlns='\(main)'><cols><col min='2' max='3' style='4'/></cols>"
                    + "<sheetData><row r='1'/><row r='2' s='5' customFormat='1'/></sheetData></worksheet>"
            )
        ]
        let edited = try parts.edited(
            CellEdit("B1", .number("1")), CellEdit("C2", .number("2")),
            CellEdit("D1", .number("3")),
            CellEdit("C3", .number("4")))
        #expect(
            try edited.sheetData()
                == "<sheetData><row r='1'><c r=\"B1\" s=\"4\"><v>1</v></c><c r=\"D1\"><v>3</v></c>"
                + "</row><row r='2' s='5' customFormat='1'><c r=\"C2\" s=\"5\"><v>2</v></c></row>"
                + "<row r=\"3\"><c r=\"C3\" s=\"4\"><v>4</v></c></row></sheetData>")
    }

    @Test("A byte-order mark, single quotes and Strict namespaces stay as they are")
    func dress() throws {
        var parts = PackageParts(rows: "")
        parts.flavour = .strict
        let sheet =
            "\u{FEFF}<?xml version='1.0'?>\r\n<s:worksheet xmlns:s='\(Flavour.strict.main)'>\r\n"
            + "<s:sheetData><s:row r='1'><s:c r='A1'><s:v>1</s:v></s:c></s:row></s:sheetData>"
            + "</s:worksheet>\r\n"
        parts.parts = [("xl/worksheets/sheet1.xml", sheet)]
        let edited = try parts.edited(CellEdit("A1", .number("2")), CellEdit("B1", .text("中")))
        let expected = sheet.replacing(
            "<s:v>1</s:v></s:c>",
            with: "<s:v>2</s:v></s:c><s:c r=\"B1\" t=\"inlineStr\"><s:is><s:t>中</s:t></s:is></s:c>")
        #expect(try edited.part("xl/worksheets/sheet1.xml") == expected)
    }

    @Test("An edit of nothing gives the same file")
    func nothing() throws {
        let parts = PackageParts(rows: "<row r='1'><c r='A1'><v>1</v></c></row>")
        #expect(try parts.edited().report.isUnchanged)
    }

    @Test(
        "What would damage the sheet is refused with its cell",
        arguments: [
            ("<row r='3'/><row r='1'/>", "A1", "rowOrder"),
            ("<row r='1'/><row r='1'><c r='A1'/></row>", "A1", "rowOrder"),
            ("<row r='1'><c r='B1'/><c r='A1'/></row>", "A1", "cellOrder"),
            ("<row r='1'><c r='A1'/><c r='A1'/></row>", "A1", "cellOrder"),
            ("<row r='1'><c r='A2'/></row>", "A1", "rowMismatch"),
            (
                "<mc:AlternateContent><mc:Fallback><row r='1'/></mc:Fallback></mc:AlternateContent>",
                "A1", "alternateContent"
            ),
            ("<row r='1'><c r='A1'><f t='array' ref='A1:A2'>1</f></c></row>", "A1", "arrayFormula"),
            ("<row r='1'><c r='A1'><f t='array' ref='A1:A2'>1</f></c></row>", "A2", "arrayFormula"),
            (
                "<row r='1'><c r='A1'><f t='dataTable' ref='A1:A2'/></c></row>", "A2", "dataTable"
            ),
        ])
    func refused(rows: String, cell: String, reason: String) throws {
        let error = try PackageParts(rows: rows).refusal(CellEdit(cell, .number("1")))
        #expect(error.code == .refusedEdit && error.reason == reason)
        #expect(error.part == "xl/worksheets/sheet1.xml" && error.sheet == "Sheet1")
        #expect(error.cell != nil || reason == "alternateContent")
    }

    @Test(
        "Contents that no cell can hold are refused",
        arguments: [
            (.number("1,5"), "malformedNumber"), (.number(""), "malformedNumber"),
            (.number("1<"), "malformedNumber"),
            (.text(String(repeating: "a", count: 32_768)), "textTooLong"),
        ] as [(CellEdit.Content, String)])
    func impossible(content: CellEdit.Content, reason: String) throws {
        #expect(try PackageParts().refusal(CellEdit("A1", content)).reason == reason)
    }

    @Test("A part in UTF-16 is refused, and the error names part and sheet")
    func otherEncoding() throws {
        let text =
            "<?xml version='1.0' encoding='UTF-16'?><worksheet xmlns='\(Flavour.transitional.main)'>"
            + "<sheetData><row r='1'><c r='A1'><v>1</v></c></row></sheetData></worksheet>"
        let units = text.utf16.flatMap { unit in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        let bytes: [UInt8] = [0xFF, 0xFE] + units
        var parts = PackageParts()
        parts.missing = ["xl/worksheets/sheet1.xml"]
        let file = parts.file(adding: "xl/worksheets/sheet1.xml", bytes)
        let workbook = try WorkbookReader().open(file)
        #expect(try workbook.grid(of: workbook.sheets[0]).cells.count == 1)
        let error = try #require(throws: SpreadsheetError.self) {
            try EditedWorkbook(file, [CellEdit("A1", .number("2"))])
        }
        #expect(error.reason == "encoding" && error.part == "xl/worksheets/sheet1.xml")
        #expect(error.sheet == "Sheet1")
    }

    @Test("A signature that no longer holds is reported")
    func signature() throws {
        var parts = PackageParts(rows: "<row r='1'><c r='A1'><v>1</v></c></row>")
        parts.packageLinks = [
            Link(
                id: "rIdG",
                kind:
                    "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin",
                target: "_xmlsignatures/origin.sigs")
        ]
        #expect(try parts.edited(CellEdit("A1", .number("2"))).report.breaksSignature)
        #expect(!(try parts.edited(CellEdit("A1", .number("1"))).report.breaksSignature))
    }
}

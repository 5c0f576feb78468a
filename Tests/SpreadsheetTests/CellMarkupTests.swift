/// How the markup of cells is read, each type and each way to leave something out.
import Spreadsheet
import Testing

@Suite("Cells")
struct CellMarkupTests {
    @Test(
        "A cell has the value that its type and markup say",
        arguments: [
            ("<c r='A1'><v>1.50</v></c>", .number("1.50")),
            ("<c r='A1' t='n'><v>-1.5E-7</v></c>", .number("-1.5E-7")),
            ("<c r='A1'><v> \n12 </v></c>", .number("12")),
            ("<c r='A1'><v>.5</v></c>", .number(".5")),
            (
                "<c r='A1'><v>12345678901234567890.123456789</v></c>",
                .number("12345678901234567890.123456789")
            ),
            ("<c r='A1'><v>1e400</v></c>", .number("1e400")),
            ("<c r='A1'><v>12<!-- c -->3</v></c>", .number("123")),
            ("<c r='A1'><v>abc</v></c>", .damaged(.malformedValue)),
            ("<c r='A1'><v>1,5</v></c>", .damaged(.malformedValue)),
            ("<c r='A1'><v>1 2</v></c>", .damaged(.malformedValue)),
            ("<c r='A1'><v>NaN</v></c>", .damaged(.malformedValue)),
            ("<c r='A1'><v>INF</v></c>", .damaged(.malformedValue)),
            ("<c r='A1'><v>1e</v></c>", .damaged(.malformedValue)),
            ("<c r='A1'><v>.</v></c>", .damaged(.malformedValue)),
            ("<c r='A1'><v>１２</v></c>", .damaged(.malformedValue)),
            ("<c r='A1' t='b'><v>1</v></c>", .boolean(true)),
            ("<c r='A1' t='b'><v>false</v></c>", .boolean(false)),
            ("<c r='A1' t='b'><v>2</v></c>", .damaged(.malformedValue)),
            ("<c r='A1' t='e'><v>#DIV/0!</v></c>", .error("#DIV/0!")),
            ("<c r='A1' t='e'><v>#N/A</v></c>", .error("#N/A")),
            ("<c r='A1' t='str'><v>中 _x0041_&amp;</v></c>", .text("中 A&")),
            ("<c r='A1' t='str'><v>  a </v></c>", .text("  a ")),
            ("<c r='A1' t='str'><v/></c>", .text("")),
            ("<c r='A1' t='d'><v>2020-12-31</v></c>", .number("44196")),
            ("<c r='A1' t='d'><v>2020-12-31T12:00:00Z</v></c>", .number("44196.5")),
            ("<c r='A1' t='d'><v>44196</v></c>", .number("44196")),
            ("<c r='A1' t='d'><v>yesterday</v></c>", .damaged(.malformedValue)),
            ("<c r='A1' t='s'><v>1</v></c>", .text("one")),
            ("<c r='A1' t='s'><v> 0 </v></c>", .text("zero")),
            ("<c r='A1' t='s'><v>2</v></c>", .damaged(.sharedStringIndex)),
            ("<c r='A1' t='s'><v>99999999999</v></c>", .damaged(.sharedStringIndex)),
            ("<c r='A1' t='s'><v>-1</v></c>", .damaged(.malformedValue)),
            ("<c r='A1' t='s'><v>1.0</v></c>", .damaged(.malformedValue)),
            ("<c r='A1' t='s'><v>99999999999999999999</v></c>", .damaged(.malformedValue)),
            ("<c r='A1' t='q'><v>1</v></c>", .damaged(.unknownType)),
            ("<c r='A1' t=''><v>1</v></c>", .number("1")),
            ("<c r='A1' t='inlineStr'><is><t>in</t></is></c>", .text("in")),
            ("<c r='A1' t='inlineStr'><is><t>  a&#10;b </t></is></c>", .text("  a\nb ")),
            (
                "<c r='A1' t='inlineStr'><is><r><rPr><b/></rPr><t>in</t></r><r><t>line</t></r></is></c>",
                .text("inline")
            ),
            (
                "<c r='A1' t='inlineStr'><is><t>中</t><rPh sb='0' eb='1'><t>zhong</t></rPh></is></c>",
                .text("中")
            ),
            ("<c r='A1' t='inlineStr'><is><t/></is></c>", .text("")),
            ("<c r='A1' t='inlineStr'><is><t><![CDATA[<x>]]></t></is></c>", .text("<x>")),
            ("<c r='A1'><is><t>untyped</t></is></c>", .text("untyped")),
            ("<c r='A1'><v>1</v><extLst><ext><v>2</v></ext></extLst></c>", .number("1")),
        ] as [(String, CellValue)])
    func values(markup: String, value: CellValue) throws {
        var parts = PackageParts(rows: "<row r='1'>\(markup)</row>")
        parts.strings = "<si><t>zero</t></si><si><t>one</t></si>"
        #expect(try parts.values() == ["A1": value])
    }

    @Test(
        "Cells without value and formula are not reported",
        arguments: [
            "<c r='A1'/>", "<c r='A1' s='3'/>", "<c r='A1' t='s'/>", "<c r='A1'><v/></c>",
            "<c r='A1' t='s'><v> </v></c>", "<c r='A1' t='inlineStr'/>",
            "<c r='A1' t='inlineStr'><is/></c>",
            "<c/>",
        ])
    func empty(markup: String) throws {
        #expect(try PackageParts(rows: "<row r='1'>\(markup)</row>").values().isEmpty)
    }

    @Test("Rows and cells that do not say where they are follow the one before")
    func missingReferences() throws {
        let rows = """
            <row><c><v>1</v></c><c/><c><v>2</v></c></row>
            <row r="5"><c r="D5"><v>3</v></c><c><v>4</v></c></row>
            <row><c r=""><v>5</v></c></row>
            <row r=""><c r="C7"><v>6</v></c><c t="b"><v>1</v></c></row>
            """
        let expected: [String: CellValue] = [
            "A1": .number("1"), "C1": .number("2"), "D5": .number("3"), "E5": .number("4"),
            "A6": .number("5"), "C7": .number("6"), "D7": .boolean(true),
        ]
        #expect(try PackageParts(rows: rows).values() == expected)
    }

    @Test("A cell's own reference counts, not that of its row")
    func contradictingRow() throws {
        let values = try PackageParts(rows: "<row r='2'><c r='b9'><v>1</v></c></row>").values()
        #expect(values == ["B9": .number("1")])
    }

    @Test("Formulas are reported with and without results, their text where it is asked for")
    func formulas() throws {
        let rows = """
            <row r="1"><c r="A1"><f>SUM(B1,C1)&amp;"x"</f><v>3</v></c><c r="B1"><f>C1</f></c>\
            <c r="C1"><f>D1</f><v></v></c><c r="D1" t="str"><f>E1</f><v>text</v></c>\
            <c r="E1" t="e"><f>1/0</f><v>#DIV/0!</v></c>\
            <c r="F1"><f t="shared" ref="F1:G1" si="0">A1</f><v>3</v></c>\
            <c r="G1"><f t="shared" si="0"/><v>4</v></c><c r="H1"><v>5</v></c></row>
            """
        let parts = PackageParts(rows: rows)
        let values: [CellValue] = [
            .number("3"), .empty, .empty, .text("text"), .error("#DIV/0!"), .number("3"),
            .number("4"), .number("5"),
        ]
        let plain = try parts.grid()
        let without = plain.cells
        #expect(without.map(\.value) == values)
        #expect(without.map(\.hasFormula) == Array(repeating: true, count: 7) + [false])
        #expect(plain.formulas.isEmpty)
        let grid = try parts.grid(formulas: true)
        let with = grid.cells
        #expect(with.map(\.value) == values)
        let texts = ["SUM(B1,C1)&\"x\"", "C1", "D1", "E1", "1/0", "A1", nil, nil]
        #expect(with.map { grid.formulas[$0.reference] } == texts)
    }

    @Test(
        "A style is an index, 0 where there is none and -1 where it is unreadable",
        arguments: [
            ("", 0), ("s=''", 0), ("s='0'", 0), ("s='17'", 17), ("s='999999999'", 999_999_999),
            ("s='x'", -1), ("s='-1'", -1), ("s='9999999999999999999'", -1),
        ])
    func styles(attribute: String, style: Int) throws {
        let cells = try PackageParts(rows: "<row><c \(attribute)><v>1</v></c></row>").grid().cells
        #expect(cells.map(\.style) == [style])
    }

    @Test("One damaged cell leaves the others as they are")
    func damagedNeighbour() throws {
        var parts = PackageParts(
            rows: "<row><c t='s'><v>0</v></c><c t='s'><v>7</v></c><c t='s'><v>0</v></c></row>")
        parts.strings = "<si><t>a</t></si>"
        let expected: [String: CellValue] = [
            "A1": .text("a"), "B1": .damaged(.sharedStringIndex), "C1": .text("a"),
        ]
        #expect(try parts.values() == expected)
    }

    @Test("Dates of a 1904 workbook count from 1904", arguments: ["1", "true"])
    func dates1904(value: String) throws {
        var parts = PackageParts(rows: "<row><c t='d'><v>2020-12-31</v></c></row>")
        parts.workbookProperties = "<workbookPr date1904='\(value)'/>"
        #expect(try parts.open().uses1904)
        #expect(try parts.values() == ["A1": .number("42734")])
    }

    @Test(
        "Other workbooks count from 1900",
        arguments: ["", "<workbookPr/>", "<workbookPr date1904='0'/>"])
    func dates1900(properties: String) throws {
        var parts = PackageParts()
        parts.workbookProperties = properties
        #expect(try !parts.open().uses1904)
    }
}

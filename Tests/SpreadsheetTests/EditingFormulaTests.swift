/// What becomes of formulas, their stored results and the calculation chain.
import Spreadsheet
import TestSupport
import Testing

@Suite("Editing around formulas")
struct EditingFormulaTests {
    @Test(
        "References move with a formula, and nothing else does",
        arguments: [
            ("A1+$A$1+A$1+$A1", "C4+$A$1+C$1+$A4"),
            ("SUM(A1:B2,Sheet1!C3)", "SUM(C4:D5,Sheet1!E6)"),
            ("'My A1'!B2&\"A1\"", "'My A1'!D5&\"A1\""), ("A:B+$C:D+1:2+$3:4", "C:D+$C:F+4:5+$3:7"),
            ("LOG10(A1)+A1B+TAX2020", "LOG10(C4)+A1B+TAZ2023"),
            ("Rate*Table1[A1]", "Rate*Table1[A1]"),
            ("[1]Sheet1!A1+'[2]x'!A1", "[1]Sheet1!C4+'[2]x'!C4"), ("1E+5+A1", "1E+5+C4"),
            ("IF(TRUE,#REF!,#N/A)", "IF(TRUE,#REF!,#N/A)"), ("A1:INDEX(B:B,3)", "C4:INDEX(D:D,3)"),
            ("Sheet1:Sheet3!A1", "Sheet1:Sheet3!C4"), ("a1", "C4"), ("A1%", "C4%"),
            ("\"it''s \"\"A1\"\"\"&A1", "\"it''s \"\"A1\"\"\"&C4"), ("中A1+A1", "中A1+C4"),
        ])
    func shifting(formula: String, shifted: String) {
        #expect(FormulaText(formula).shifted(rows: 3, columns: 2) == shifted)
    }

    @Test("A reference that would leave the sheet has no place to go")
    func offSheet() {
        #expect(FormulaText("A1").shifted(rows: -1, columns: 0) == nil)
        #expect(FormulaText("XFD$1").shifted(rows: 0, columns: 1) == nil)
    }

    private static func shared(_ cells: [(String, String)]) -> String {
        cells.map { row, markup in "<row r='\(row)'>\(markup)</row>" }.joined()
    }

    @Test("The next cell takes on a shared formula whose first cell gets a value")
    func sharedColumn() throws {
        let rows =
            "<row r='1'><c r='A1'><v>1</v></c>"
            + "<c r='B1'><f t='shared' ref='B1:B3' si='0'>A1*2&amp;\"\"</f><v>2</v></c></row>"
            + "<row r='2'><c r='A2'><v>2</v></c><c r='B2'><f t='shared' si='0'/><v>4</v></c></row>"
            + "<row r='3'><c r='A3'><v>3</v></c><c r='B3'><f t='shared' si='0'/><v>6</v></c></row>"
        let edited = try PackageParts(rows: rows).edited(CellEdit("B1", .number("7")))
        let data = try edited.sheetData()
        #expect(data.contains("<c r='B1'><v>7</v></c>"))
        #expect(
            data.contains(
                "<c r='B2'><f t=\"shared\" ref=\"B2:B3\" si=\"0\">A2*2&amp;\"\"</f><v>4</v></c>"))
        #expect(data.contains("<c r='B3'><f t='shared' si='0'/><v>6</v></c>"))
        #expect(edited.report.droppedFormulas.map { "\($0.reference)" } == ["B1"])
    }

    @Test("Two first cells of a shared formula can get values, and the last one too")
    func sharedTwo() throws {
        let rows =
            "<row r='1'><c r='B1'><f t='shared' ref='B1:D1' si='0'>B2</f><v>2</v></c>"
            + "<c r='C1'><f t='shared' si='0'/><v>4</v></c>"
            + "<c r='D1'><f t='shared' si='0'/><v>6</v></c></row>"
        let two = try PackageParts(rows: rows).edited(
            CellEdit("B1", .number("7")), CellEdit("C1", .number("8")))
        #expect(
            try two.sheetData().contains(
                "<f t=\"shared\" ref=\"D1\" si=\"0\">D2</f>"))
        let all = try PackageParts(rows: rows).edited(
            CellEdit("B1", .number("7")), CellEdit("C1", .number("8")), CellEdit("D1", .blank))
        #expect(!(try all.sheetData().contains("<f")))
        let last = try PackageParts(rows: rows).edited(CellEdit("D1", .number("1")))
        #expect(try last.sheetData().contains("<f t='shared' ref='B1:D1' si='0'>B2</f>"))
    }

    @Test("Cells of a shared formula over a rectangle get formulas of their own")
    func sharedRectangle() throws {
        let rows =
            "<row r='1'><c r='A1'><f t='shared' ref='A1:B2' si='3'>D1+$E$1</f></c>"
            + "<c r='B1'><f t='shared' si='3'/></c></row>"
            + "<row r='2'><c r='A2'><f t='shared' si='3' ca='1'/></c>"
            + "<c r='B2'><f t='shared' si='3'/></c></row>"
        let edited = try PackageParts(rows: rows).edited(CellEdit("A1", .number("7")))
        #expect(
            try edited.sheetData()
                == "<sheetData><row r='1'><c r='A1'><v>7</v></c><c r='B1'><f>E1+$E$1</f></c></row>"
                + "<row r='2'><c r='A2'><f ca=\"1\">D2+$E$1</f></c><c r='B2'><f>E2+$E$1</f></c></row>"
                + "</sheetData>")
    }

    @Test(
        "Formulas that depend on the cell get their result anew, or lose it where it is not known",
        arguments: [
            ("SUM(A1:A3)", "15"), ("A1+A2", "12"), ("Sheet1!A1*2-$A$2/4", "19.5"), ("-A1^2", nil),
            ("A1", "10"), ("AVERAGE(A1:A3)", "5"), ("A1%", "0.1"), ("ROUND(A1/3,2)", "3.33"),
            ("IF(A1>9,A2,A3)", "2"), ("IFERROR(A1/0,7)", "7"), ("A1/0", nil),
            ("VLOOKUP(A1,B:C,2)", nil),
            ("SUM(A:A)-A1", "5"), ("MAX(A1:A3,99)", "99"), ("INDIRECT(\"A1\")", nil),
            ("A1&\"x\"", nil), ("(A1-A2)/A2*100", "400"), ("COUNT(A1:A9,1/A9)", "3"),
            ("COUNT(A2,IF(A1>9,A9,1))", "1"),
            ("A1=10", nil), ("SUM(Sheet1!1:1)", "10"),
            ("Total+A1", nil), ("Base*2", "20"), ("ROUND(A1*0.2675,2)", "2.68"),
            ("0.1+0.2-0.3+A1*0", "0"),
        ] as [(String, String?)])
    func dependents(formula: String, result: String?) throws {
        var parts = PackageParts(
            rows: "<row r='1'><c r='A1'><v>1</v></c></row><row r='2'><c r='A2'><v>2</v></c></row>"
                + "<row r='3'><c r='A3'><v>3</v></c></row>"
                + "<row r='9'><c r='D9' t='str'><f>\(formula.replacing("&", with: "&amp;").replacing(">", with: "&gt;"))</f><v>stale</v></c>"
                + "<c r='E9'><f>A2</f><v>2</v></c></row>")
        parts.sheets =
            "<sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/>"
        let edited = try parts.edited(CellEdit("A1", .number("10")))
        let data = try edited.sheetData()
        #expect(data.contains("<c r='E9'><f>A2</f><v>2</v></c>"))
        if formula == "Base*2" { return }
        #expect(try edited.values()["D9"] == result.map { .number($0) } ?? .empty)
        #expect(edited.report.recomputed.count == (result == nil ? 0 : 1))
        #expect(edited.report.invalidated.count == (result == nil ? 1 : 0))
        #expect(try edited.part("xl/workbook.xml").contains("<calcPr fullCalcOnLoad=\"1\"/>"))
    }

    @Test("Dependents are followed over other formulas, other sheets and shared formulas")
    func chain() throws {
        var parts = PackageParts(
            rows: "<row r='1'><c r='A1'><f>Other!B2+1</f><v>0</v></c><c r='B1'><v>5</v></c>"
                + "<c r='C1'><f>B1*2</f><v>10</v></c></row>"
                + "<row r='2'><c r='A2'><f t='shared' ref='A2:A3' si='0'>A1*10</f><v>0</v></c></row>"
                + "<row r='3'><c r='A3'><f t='shared' si='0'/><v>0</v></c></row>")
        parts.sheets =
            "<sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/>"
            + "<sheet name=\"Other\" sheetId=\"2\" r:id=\"rId2\"/>"
        parts.links.append(Link(id: "rId2", kind: "worksheet", target: "worksheets/sheet2.xml"))
        parts.parts = [
            (
                "xl/worksheets/sheet2.xml",
                "<worksheet xmlns='\(Flavour.transitional.main)'><sheetData><row r='2'><c r='B2'>"
                    + "<f>Sheet1!C1</f><v>10</v></c><c r='C2'><f>7</f><v>7</v></c></row></sheetData></worksheet>"
            )
        ]
        let edited = try parts.edited(CellEdit("B1", .number("6")))
        let values = try edited.values()
        #expect(values["C1"] == .number("12") && values["A1"] == .number("13"))
        #expect(values["A2"] == .number("130") && values["A3"] == .number("1300"))
        #expect(try edited.values(1)["B2"] == .number("12"))
        #expect(edited.report.recomputed.count == 5)
        #expect(edited.report.splices["xl/worksheets/sheet2.xml"]?.count == 1)
    }

    /// A column of formulas below A1, each made from the number of its row.
    private static func column(_ count: Int, _ formula: (Int) -> String) -> String {
        "<row r='1'><c r='A1'><v>1</v></c></row>"
            + (2...count).map { row in
                "<row r='\(row)'><c r='A\(row)'><f>\(formula(row))</f><v>0</v></c></row>"
            }.joined()
    }

    @Test(
        "A chain of hundreds of formulas is computed, whichever way it runs",
        arguments: [false, true])
    func longChain(isReversed: Bool) throws {
        let count = 500
        let rows = EditingFormulaTests.column(count) { row in
            if !isReversed { return "A\(row - 1)+1" }
            return row == count ? "A1+1" : "A\(row + 1)+1"
        }
        let edited = try PackageParts(rows: rows).edited(CellEdit("A1", .number("10")))
        let last = isReversed ? 2 : count
        #expect(
            try edited.sheetData().contains("</f><v>509</v></c></row><row r='3'>") == isReversed)
        #expect(try edited.sheetData().contains("<c r='A\(last)'>"))
        #expect(try edited.sheetData().contains("<v>509</v>"))
    }

    @Test("Formulas in a circle of hundreds have no result, nor has what builds on them")
    func circle() throws {
        let rows = EditingFormulaTests.column(300) { $0 == 300 ? "A2+A1" : "A\($0 + 1)+A1" }
        let edited = try PackageParts(rows: rows).edited(CellEdit("A1", .number("10")))
        #expect(try edited.sheetData().components(separatedBy: "<v>").count == 2)
    }

    @Test("A formula of very many terms has no result", arguments: ["+1", "%", "*(A1)"])
    func longFormula(term: String) throws {
        let formula = "A1" + String(repeating: term, count: 100_000)
        let rows =
            "<row r='1'><c r='A1'><v>1</v></c><c r='B1'><f>\(formula)</f><v>0</v></c></row>"
        let edited = try PackageParts(rows: rows).edited(CellEdit("A1", .number("10")))
        #expect(try edited.sheetData().hasSuffix("</f></c></row></sheetData>"))
    }

    @Test("A workbook without formulas is not told to calculate")
    func noFormula() throws {
        let parts = PackageParts(rows: "<row r='1'><c r='A1'><v>1</v></c></row>")
        let edited = try parts.edited(CellEdit("A1", .number("2")))
        #expect(edited.report.splices.keys.sorted() == ["xl/worksheets/sheet1.xml"])
    }

    @Test(
        "calcPr stands at its place in the workbook",
        arguments: [
            ("<calcPr calcId='1'/>", "</sheets><calcPr calcId='1' fullCalcOnLoad=\"1\"/></w"),
            ("<calcPr fullCalcOnLoad='true'/>", "</sheets><calcPr fullCalcOnLoad='true'/></w"),
            (
                "<definedNames/><extLst/>",
                "</sheets><definedNames/><calcPr fullCalcOnLoad=\"1\"/><extLst/></w"
            ),
            (
                "<oleSize ref='A1'/>",
                "</sheets><calcPr fullCalcOnLoad=\"1\"/><oleSize ref='A1'/></w"
            ),
        ])
    func calcPr(tail: String, result: String) throws {
        let flavour = Flavour.transitional
        var parts = PackageParts(rows: "<row r='1'><c r='A1'/><c r='B1'><f>A1</f></c></row>")
        parts.parts = [
            (
                "xl/workbook.xml",
                "<workbook xmlns='\(flavour.main)' xmlns:r='\(flavour.relationships)'><sheets>"
                    + "<sheet name='Sheet1' sheetId='1' r:id='rId1'/></sheets>\(tail)</workbook>"
            )
        ]
        let edited = try parts.edited(CellEdit("A1", .number("2")))
        #expect(try edited.part("xl/workbook.xml").contains(result))
    }

    private func chained(_ chain: String) -> PackageParts {
        var parts = PackageParts(
            rows:
                "<row r='1'><c r='A1'><f>1</f></c><c r='B1'><f>2</f></c><c r='C1'><f>3</f></c></row>"
        )
        parts.links.append(Link(id: "rIdC", kind: "calcChain", target: "calcChain.xml"))
        parts.parts = [
            (
                "xl/calcChain.xml",
                "<calcChain xmlns='\(Flavour.transitional.main)'>\(chain)</calcChain>"
            ),
            (
                "[Content_Types].xml",
                "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
                    + "<Override PartName='/xl/calcChain.xml' ContentType='x'/></Types>"
            ),
        ]
        return parts
    }

    @Test(
        "Cells that lost their formula leave the calculation chain",
        arguments: [
            ("<c r='A1' i='1'/><c r='B1' i='1'/>", "<c r='B1' i='1'/>"),
            ("<c r='A1' i='1'/><c r='B1' l='1'/>", "<c r='B1' l='1' i=\"1\"/>"),
            ("<c r='B1' i='1'/><c r='A1'/><c r='C1'/>", "<c r='B1' i='1'/><c r='C1'/>"),
            (
                "<c r='B1' i='1'/><c r='A1' i='2'/><c r='A1' i='1'></c><c r='C1'/>",
                "<c r='B1' i='1'/><c r='A1' i='2'/><c r='C1' i=\"1\"/>"
            ),
        ])
    func calcChain(chain: String, result: String) throws {
        let edited = try chained(chain).edited(CellEdit("A1", .number("2")))
        #expect(try edited.part("xl/calcChain.xml").hasSuffix(">\(result)</calcChain>"))
    }

    @Test("A calculation chain without cells goes, with its relationship and its type")
    func emptyChain() throws {
        let edited = try chained("<c r='A1' i='1'/>").edited(CellEdit("A1", .blank))
        #expect(edited.report.removedParts == ["xl/calcChain.xml"])
        #expect(!(try edited.part("[Content_Types].xml").contains("calcChain")))
        #expect(!(try edited.part("xl/_rels/workbook.xml.rels").contains("calcChain")))
    }
}

/// Parts are found through relationships, however their names are spelled.
import Spreadsheet
import TestSupport
import Testing

@Suite("Relationships")
struct RelationshipTests {
    private let rows = "<row><c><v>1</v></c></row>"

    @Test(
        "The workbook is found under any name",
        arguments: [
            ("xl/workbook.xml", "/xl/workbook.xml"), ("xl/workbook.xml", "./xl/workbook.xml"),
            ("xl/workbook.xml", "XL/WorkBook.xml"), ("xl/workbook.xml", "xl\\workbook.xml"),
            ("xl/workbook.xml", "\\xl\\workbook.xml"), ("xl/workbook.xml", "x/../xl//workbook.xml"),
            ("xl/workbook.xml", "../xl/workbook.xml"),
            ("xl/workbook.xml", "xl/workbook.xml#Sheet1"),
            ("xl/Mappe.xml", "xl/Mappe.xml"), ("xl/表 1.xml", "xl/表%201.xml"),
            ("xl/表.xml", "xl/%E8%A1%A8.xml"), ("xl/a%20b.xml", "xl/a b.xml"),
            ("XL/WORKBOOK.XML", "xl/workbook.xml"), ("xl/data.bin", "xl/data.bin"),
        ])
    func workbookNames(path: String, target: String) throws {
        var parts = PackageParts(rows: rows)
        parts.workbookPath = path
        parts.workbookTarget = target
        #expect(try parts.values() == ["A1": .number("1")])
    }

    @Test("A workbook at the root of the package has its relationships there")
    func rootWorkbook() throws {
        var parts = PackageParts(rows: rows)
        parts.workbookPath = "book"
        parts.workbookTarget = "book"
        parts.links[0].target = "xl/worksheets/sheet1.xml"
        #expect(try parts.values() == ["A1": .number("1")])
    }

    @Test(
        "A sheet is found by absolute, relative and odd targets",
        arguments: [
            "worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "../xl/worksheets/sheet1.xml",
            "worksheets\\sheet1.xml", "\\xl\\worksheets\\sheet1.xml", "WORKSHEETS/Sheet1.XML",
            "./worksheets/./sheet1.xml", "worksheets/../worksheets/sheet1.xml",
            "../../xl/worksheets/sheet1.xml", "worksheets/sheet%31.xml", "worksheets/sheet1.xml?a",
            "worksheets//sheet1.xml",
        ])
    func sheetTargets(target: String) throws {
        var parts = PackageParts(rows: rows)
        parts.links[0].target = target
        #expect(try parts.values() == ["A1": .number("1")])
    }

    @Test(
        "Entries whose names have backslashes, capitals or a leading slash are found",
        arguments: [
            "xl\\worksheets\\sheet1.xml", "XL/Worksheets/SHEET1.xml", "/xl/worksheets/sheet1.xml",
        ])
    func entryNames(name: String) throws {
        var parts = PackageParts(rows: rows)
        parts.parts = [
            (name, try #require(parts.all.first { $0.path.hasSuffix("sheet1.xml") }).content)
        ]
        parts.missing = ["xl/worksheets/sheet1.xml"]
        #expect(try parts.values() == ["A1": .number("1")])
    }

    @Test("Names that differ in nothing but case are ambiguous")
    func ambiguousNames() throws {
        var parts = PackageParts(rows: rows)
        parts.parts = [("XL/worksheets/Sheet1.xml", "<x/>")]
        let error = try parts.error()
        #expect(error.code == .corrupt)
        #expect(error.reason == "duplicateName")
    }

    @Test("Sheets are those of the workbook, in its order, not those of the folder")
    func sheetOrder() throws {
        var parts = PackageParts(rows: rows)
        parts.sheets =
            "<sheet name='乙' sheetId='2' r:id='b'/><sheet name='A &amp; B' sheetId='1' r:id='rId1'/>"
        parts.links.append(Link(id: "b", kind: "worksheet", target: "/other/place.xml"))
        parts.parts = [
            (
                "other/place.xml",
                "<worksheet xmlns='\(parts.flavour.main)'><sheetData><row><c><v>2</v></c></row>"
                    + "</sheetData></worksheet>"
            ),
            ("xl/worksheets/sheet2.xml", "<broken"),
        ]
        let workbook = try parts.open()
        #expect(workbook.sheets.map(\.name) == ["乙", "A & B"])
        let values = try workbook.sheets.map { try workbook.grid(of: $0).cells.map(\.value) }
        #expect(values == [[.number("2")], [.number("1")]])
    }

    @Test("Hidden sheets are listed with their state")
    func states() throws {
        var parts = PackageParts()
        let states = ["state='hidden'", "state='veryHidden'", "state='visible'", "", "state='odd'"]
        parts.sheets = states.map { "<sheet name='a' \($0) r:id='rId1'/>" }.joined()
        let found = try parts.open().sheets.map(\.state)
        #expect(found == [.hidden, .veryHidden, .visible, .visible, .visible])
    }

    @Test("Chart sheets have no cells", arguments: ["chartsheet", "dialogsheet"])
    func chartSheets(kind: String) throws {
        var parts = PackageParts(rows: rows)
        parts.links[0].kind = kind
        #expect(try parts.grid().cells.isEmpty)
    }

    @Test("Custom properties are read by name")
    func customProperties() throws {
        var parts = PackageParts()
        let office = "http://schemas.openxmlformats.org/officeDocument/2006"
        parts.packageLinks = [
            Link(id: "p", kind: "custom-properties", target: "docProps/custom.xml")
        ]
        parts.parts = [
            (
                "docProps/custom.xml",
                """
                <Properties xmlns="\(office)/custom-properties" xmlns:vt="\(office)/docPropsVTypes">\
                <property fmtid="{0}" pid="2" name="form"><vt:lpwstr>季报 2020</vt:lpwstr></property>\
                <property fmtid="{0}" pid="3" name="count"><vt:i4>7</vt:i4></property>\
                <property fmtid="{0}" pid="4" name="none"/></Properties>
                """
            )
        ]
        let properties = try parts.open().customProperties()
        #expect(properties == ["form": "季报 2020", "count": "7", "none": ""])
    }

    @Test("A workbook without custom properties has none", arguments: [false, true])
    func noCustomProperties(isLinked: Bool) throws {
        var parts = PackageParts()
        if isLinked {
            parts.packageLinks = [Link(id: "p", kind: "custom-properties", target: "none.xml")]
        }
        #expect(try parts.open().customProperties().isEmpty)
    }
}

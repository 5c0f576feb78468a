/// Sheets and links that are added, and sheets that are taken out again.
import Spreadsheet
import TestSupport
import Testing

@Suite("Editing sheets")
struct EditingSheetTests {
    private let notes = AddedSheet(
        "核查 \"1\"",
        rows: [[.init("单元格"), .init("")], [.init("A1", link: "'Sheet1'!A1"), .init("x ")]],
        widths: [12, 40.5])

    @Test("A sheet is added behind the others, and taken out again")
    func added() throws {
        let parts = PackageParts(rows: "<row r='1'><c r='A1'><v>1</v></c></row>")
        let added = try EditedWorkbook(parts.file) { $0.add(notes) }
        #expect(added.report.addedParts == ["xl/worksheets/sheet2.xml"])
        #expect(try added.values(1) == ["A1": .text("单元格"), "A2": .text("A1"), "B2": .text("x ")])
        let workbook = try WorkbookReader().open(added.after)
        #expect(workbook.sheets.map(\.name) == ["Sheet1", "核查 \"1\""])
        #expect(
            try added.part("xl/worksheets/sheet2.xml").contains(
                "<hyperlinks><hyperlink ref=\"A2\" location=\"'Sheet1'!A1\"/></hyperlinks>"))
        let removed = try EditedWorkbook(added.after) { try $0.remove($0.sheets[1]) }
        #expect(removed.report.removedParts == ["xl/worksheets/sheet2.xml"])
        for part in ["[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"] {
            let before = String(
                decoding: try EditedWorkbook.contents(parts.file, part), as: UTF8.self)
            let after = try removed.part(part)
            // An element that was opened for the addition stays open.
            #expect(after == before || after.replacing("></Types>", with: "/>") == before)
        }
        let replaced = try EditedWorkbook(added.after) {
            try $0.remove($0.sheets[1])
            $0.add(notes)
        }
        #expect(try replaced.values(1).count == 3)
    }

    @Test("Taking a sheet out puts right what counts sheets")
    func counted() throws {
        var parts = PackageParts()
        parts.workbookProperties =
            "<bookViews><workbookView activeTab='2' firstSheet='0'/></bookViews>"
        parts.sheets = (1...3).map { "<sheet name='S\($0)' sheetId='\($0)' r:id='r\($0)'/>" }
            .joined()
        parts.links = (1...3).map {
            Link(id: "r\($0)", kind: "worksheet", target: "worksheets/sheet\($0).xml")
        }
        let sheet = "<worksheet xmlns='\(Flavour.transitional.main)'><sheetData/></worksheet>"
        parts.parts = (2...3).map { ("xl/worksheets/sheet\($0).xml", sheet) }
        let edited = try EditedWorkbook(parts.file) { try $0.remove($0.sheets[1]) }
        #expect(try edited.part("xl/workbook.xml").contains("activeTab='1' firstSheet='0'"))
        #expect(try WorkbookReader().open(edited.after).sheets.map(\.name) == ["S1", "S3"])
    }

    @Test(
        "Links go to their place in the sheet",
        arguments: [
            (
                "<pageMargins/>",
                "<hyperlinks><hyperlink ref=\"A1\" location=\"S!B2\"/></hyperlinks><pageMargins/>"
            ),
            (
                "<mergeCells/><drawing/>",
                "<mergeCells/><hyperlinks><hyperlink ref=\"A1\" location=\"S!B2\"/></hyperlinks><drawing/>"
            ),
            (
                "<hyperlinks><hyperlink ref='A2'/></hyperlinks>",
                "<hyperlinks><hyperlink ref=\"A1\" location=\"S!B2\"/><hyperlink ref='A2'/></hyperlinks>"
            ),
            (
                "<hyperlinks><hyperlink ref='A1'/></hyperlinks>",
                "<hyperlinks><hyperlink ref='A1'/></hyperlinks>"
            ),
        ])
    func links(tail: String, result: String) throws {
        var parts = PackageParts()
        parts.tail = tail
        let range = try #require(CellRange("A1"))
        let edited = try EditedWorkbook(parts.file) {
            try $0.add(Hyperlink(range, .location("S!B2")), on: $0.sheets[0])
        }
        #expect(
            try edited.part("xl/worksheets/sheet1.xml").contains(
                "</sheetData>\(result)</worksheet>"))
    }

    @Test("Names that are taken, the last sheet and sheets in use are refused")
    func refused() throws {
        func reason(_ parts: PackageParts, _ body: (WorkbookEditor) throws -> Void) throws -> String
        {
            try #require(throws: SpreadsheetError.self) { try EditedWorkbook(parts.file, body) }
                .reason
        }
        let parts = PackageParts(rows: "<row r='1'><c r='A1'><f>1</f></c></row>")
        #expect(try reason(parts) { $0.add(AddedSheet("sheet1", rows: [])) } == "sheetNameTaken")
        #expect(try reason(parts) { $0.add(AddedSheet("a:b", rows: [])) } == "sheetNameCharacter")
        #expect(try reason(parts) { try $0.remove($0.sheets[0]) } == "sheetInUse")
        #expect(try reason(PackageParts()) { try $0.remove($0.sheets[0]) } == "lastSheet")
    }
}

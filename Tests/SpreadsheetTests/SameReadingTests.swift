/// Which sheets have to read as they did before an edit.
import Testing

@testable import Spreadsheet

@Suite("Sheets that read as before an edit") struct SameReadingTests {
    /// Two sheets with a cell each.
    private let before: [UInt8] = {
        var parts = PackageParts(rows: "<row r='1'><c r='A1'><v>1</v></c></row>")
        parts.sheets =
            "<sheet name='甲' sheetId='1' r:id='rId1'/><sheet name='乙' sheetId='2' r:id='rId2'/>"
        parts.links.append(Link(id: "rId2", kind: "worksheet", target: "worksheets/sheet2.xml"))
        parts.strings = "<si><t>一</t></si>"
        parts.styles = "<cellXfs><xf numFmtId='0'/></cellXfs>"
        parts.parts = [
            (
                "xl/worksheets/sheet2.xml",
                """
                <worksheet xmlns="\(Flavour.transitional.main)"><sheetData>\
                <row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>
                """
            )
        ]
        return parts.file
    }()

    private func reads(_ sheet: Int, _ edit: (WorkbookEditor) throws -> Void) throws -> Bool {
        let edited = try EditedWorkbook(before, edit)
        let old = try WorkbookReader().open(edited.before)
        return try WorkbookReader().open(edited.after).reads(old.sheets[sheet], as: old)
    }

    @Test("The edited sheet may not, the others do")
    func edited() throws {
        let cell = try #require(CellReference("A1"))
        for content in [CellEdit.Content.number("7"), .text("新")] {
            let edit: (WorkbookEditor) throws -> Void = { editor in
                try editor.set(
                    CellEdit(cell, content, style: .changed(StyleChange(fill: "FFFFFF00"))),
                    on: editor.sheets[0])
            }
            #expect(try !reads(0, edit))
            #expect(try reads(1, edit))
        }
    }

    @Test("A comment on a sheet counts as a change of it")
    func comment() throws {
        let cell = try #require(CellReference("A1"))
        let edit: (WorkbookEditor) throws -> Void = { editor in
            try editor.add(CellComment(cell, author: "监测", "注"), on: editor.sheets[1])
        }
        #expect(try reads(0, edit))
        #expect(try !reads(1, edit))
    }

    @Test("Strings and formats may have more behind them, and be no others")
    func tables() throws {
        func workbook(_ strings: String, _ formats: String, _ epoch: String = "") throws -> Workbook
        {
            var parts = PackageParts(rows: "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>")
            parts.strings = strings
            parts.styles = "<cellXfs>\(formats)</cellXfs>"
            parts.workbookProperties = "<workbookPr\(epoch)/>"
            return try parts.open()
        }
        let (text, more) = ("<si><t>一</t></si>", "<si><t>二</t></si>")
        let (general, percent) = ("<xf numFmtId=\"0\"/>", "<xf numFmtId=\"9\"/>")
        let old = try workbook(text, general)
        let sheet = try #require(old.sheets.first)
        for (new, isSame) in [
            (try workbook(text, general), true), (try workbook(text + more, general), true),
            (try workbook(more + text, general), false), (try workbook("", general), false),
            (try workbook(text, general + percent), true),
            (try workbook(text, percent + general), false), (try workbook(text, ""), false),
            (try workbook(text, general, " date1904=\"1\""), false),
        ] {
            #expect(try new.reads(sheet, as: old) == isSame)
        }
    }
}

/// Comments: new ones, more text for those that are there, and taking them out again.
import Spreadsheet
import TestSupport
import Testing

@Suite("Editing comments")
struct EditingCommentTests {
    private static let main = Flavour.transitional.main
    private static let office = Flavour.transitional.relationships
    private static let sheetRelations = "xl/worksheets/_rels/sheet1.xml.rels"

    private func comment(_ cell: String, _ text: String, by author: String = "me") throws
        -> CellComment
    {
        CellComment(try #require(CellReference(cell)), author: author, text)
    }

    private func add(_ comments: [CellComment], to file: [UInt8]) throws -> EditedWorkbook {
        let edited = try EditedWorkbook(file) { editor in
            for comment in comments { try editor.add(comment, on: editor.sheets[0]) }
        }
        let again = try EditedWorkbook(edited.after) { editor in
            for comment in comments { try editor.add(comment, on: editor.sheets[0]) }
        }
        #expect(again.report.isUnchanged)
        return edited
    }

    /// A workbook with a comment at A1, made by Excel's rules.
    private func commented(text: String, author: String = "you") -> PackageParts {
        var parts = PackageParts(rows: "<row r='1'><c r='A1'/></row>")
        parts.tail = "<legacyDrawing r:id='rIdV'/>"
        parts.parts = [
            (
                "xl/comments7.xml",
                "<comments xmlns='\(Self.main)'><authors><author>\(author)</author></authors><commentList>"
                    + "<comment ref='A1' authorId='0'><text>\(text)</text></comment></commentList></comments>"
            ),
            (
                "xl/drawings/v.vml",
                "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o='urn:schemas-microsoft-com:office:office'"
                    + " xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><v:shape id=\"_x0000_s2050\"><br>"
                    + "<x:ClientData ObjectType=\"Note\"><x:Row>0</x:Row><x:Column>0</x:Column></x:ClientData>"
                    + "</v:shape></xml>"
            ),
            (
                Self.sheetRelations,
                "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
                    + "<Relationship Id='rIdC' Type='\(Self.office)/comments' Target='../comments7.xml'/>"
                    + "<Relationship Id='rIdV' Type='\(Self.office)/vmlDrawing' Target='../drawings/v.vml'/>"
                    + "</Relationships>"
            ),
        ]
        return parts
    }

    @Test("A first comment brings its part, its box, relationships, types and the sheet's element")
    func first() throws {
        var parts = PackageParts(rows: "<row r='1'><c r='A1'/></row>")
        parts.tail = "<mergeCells><mergeCell ref='B2:C3'/></mergeCells><pageMargins/><tableParts/>"
        let edited = try add([comment("C3", "a\n<b>"), comment("A1", "c")], to: parts.file)
        #expect(
            edited.report.addedParts == [
                "xl/comments1.xml", Self.sheetRelations, "xl/drawings/vmlDrawing1.vml",
            ])
        let comments = try edited.part("xl/comments1.xml")
        #expect(comments.contains("<author>me</author></authors>"))
        #expect(comments.contains("<comment ref=\"B2\" authorId=\"0\">"))
        #expect(comments.contains("a\n&lt;b&gt;</t>"))
        let drawing = try edited.part("xl/drawings/vmlDrawing1.vml")
        #expect(drawing.contains("<x:Row>1</x:Row><x:Column>1</x:Column>"))
        #expect(drawing.contains("<x:Row>0</x:Row><x:Column>0</x:Column>"))
        #expect(
            try edited.part("xl/worksheets/sheet1.xml").contains(
                "<pageMargins/><legacyDrawing xmlns:r=\"\(Self.office)\" r:id=\"rId2\"/><tableParts/>"
            ))
        let types = try edited.part("[Content_Types].xml")
        #expect(
            types.contains("Extension=\"vml\"") && types.contains("PartName=\"/xl/comments1.xml\""))
    }

    @Test("Comments go behind those that are there, which stay")
    func more() throws {
        let edited = try add(
            [comment("B1", "x", by: "you")], to: commented(text: "<t>old</t>").file)
        #expect(edited.report.addedParts.isEmpty)
        #expect(
            edited.report.splices.keys.sorted() == ["xl/comments7.xml", "xl/drawings/v.vml"])
        #expect(edited.report.splices.values.allSatisfy { $0.count == 1 })
        #expect(try edited.part("xl/comments7.xml").contains("<comment ref=\"B1\" authorId=\"0\">"))
        let drawing = try edited.part("xl/drawings/v.vml")
        #expect(drawing.contains("id=\"_x0000_s2051\"") && drawing.hasSuffix("</v:shape></xml>"))
    }

    @Test(
        "A cell's comment gets the text behind it",
        arguments: [
            ("<t>old</t>", "<text><r><t>old</t></r><r>", "\nnew</t></r></text>"),
            (
                "<r><t>o</t></r><r><t>ld</t></r>", "<text><r><t>o</t></r><r><t>ld</t></r><r>",
                "\nnew</t>"
            ),
            (
                "<r><t>old</t></r><phoneticPr fontId='1'/>", "<r><t>old</t></r><r>",
                "</r><phoneticPr"
            ),
            ("", "<text><r>", "<t>new</t></r></text>"),
        ])
    func extended(text: String, start: String, end: String) throws {
        let edited = try add([comment("A1", "new")], to: commented(text: text).file)
        let part = try edited.part("xl/comments7.xml")
        #expect(part.contains(start) && part.contains(end), "\(part)")
        #expect(edited.report.splices.keys.sorted() == ["xl/comments7.xml"])
    }

    @Test("A cell with a conversation is left alone")
    func threaded() throws {
        let file = commented(text: "<t>old</t>", author: "tc={1}").file
        let error = try #require(throws: SpreadsheetError.self) {
            try add([comment("A1", "new")], to: file)
        }
        #expect(error.reason == "threadedComment" && error.cell == "A1" && error.sheet == "Sheet1")
    }

    @Test("What was added can be taken out again")
    func removed() throws {
        let parts = PackageParts(rows: "<row r='1'><c r='A1'/></row>")
        let added = try add([comment("A1", "x"), comment("B9", "y")], to: parts.file)
        let removed = try EditedWorkbook(added.after) { $0.removeComments(by: "me") }
        #expect(removed.report.removedParts == ["xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"])
        #expect(
            try removed.part("xl/worksheets/sheet1.xml")
                == String(
                    decoding: EditedWorkbook.contents(parts.file, "xl/worksheets/sheet1.xml"),
                    as: UTF8.self))

        let mixed = commented(text: "<t>old</t>").file
        let more = try add([comment("B1", "x")], to: mixed)
        let less = try EditedWorkbook(more.after) { $0.removeComments(by: "me") }
        #expect(less.report.removedParts.isEmpty)
        #expect(!(try less.part("xl/comments7.xml").contains("B1")))
        #expect(try less.part("xl/comments7.xml").contains("<comment ref='A1'"))
        #expect(try less.part("xl/drawings/v.vml").contains("_x0000_s2050"))
        #expect(!(try less.part("xl/drawings/v.vml").contains("_x0000_s2051")))
    }

    @Test(
        "Boxes that are not closed stay, however many there are",
        arguments: ["<v:shape id=\"a\"/>", "<v:shape id=\"a\">"], [0, 1])
    func unclosed(shape: String, closed: Int) throws {
        var parts = commented(text: "<t>old</t>", author: "me")
        let index = try #require(parts.parts.firstIndex { $0.path == "xl/drawings/v.vml" })
        let drawing = parts.parts[index].content
        let others = String(repeating: shape, count: 20_000)
        let end = String(repeating: "</v:shape>", count: closed)
        parts.parts[index].content = drawing.replacing(
            "<v:shape id=\"_", with: "\(others)<v:shape id=\"_"
        )
        .replacing("</xml>", with: "\(others)\(end)</xml>")
        let edited = try EditedWorkbook(parts.file) { $0.removeComments(by: "me") }
        #expect(edited.report.removedParts == ["xl/comments7.xml"])
        let left = try edited.part("xl/drawings/v.vml")
        #expect(!left.contains("_x0000_s2050") && left.hasSuffix("\(others)\(end)</xml>"))
    }
}

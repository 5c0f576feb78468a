/// Validations, conditional formats, protection, links, comments, names and printing.
import Spreadsheet
import TestSupport
import Testing
import ZipContainer

@Suite("Rules and extras of written sheets")
struct SheetRuleTests {
    /// The validations of a sheet that has these.
    private func markup(_ validations: [DataValidation]) throws -> String {
        try WrittenBook.empty(setup: { $0.validations = validations }).sheet()
    }

    @Test("Validations of every kind")
    func kinds() throws {
        let range = try CellRange.test("B2:B9")
        let cases: [(DataValidation.Rule, String)] = [
            (.any, "<dataValidation allowBlank=\"1\" sqref=\"B2:B9\"></dataValidation>"),
            (
                .list(["完成", "未完成"]),
                "type=\"list\" allowBlank=\"1\" showErrorMessage=\"1\" sqref=\"B2:B9\"><formula1>\"完成,未完成\"</formula1>"
            ),
            (.list(["a\"b"]), "<formula1>\"a\"\"b\"</formula1>"),
            (.listFormula("=$D$1:$D$3"), "type=\"list\""),
            (.listFormula("级别"), "<formula1>级别</formula1>"),
            (
                .whole(.greaterThanOrEqual("0")),
                "type=\"whole\" operator=\"greaterThanOrEqual\" allowBlank=\"1\" showErrorMessage=\"1\" sqref=\"B2:B9\"><formula1>0</formula1></dataValidation>"
            ),
            (.decimal(.between("0", "100")), "<formula1>0</formula1><formula2>100</formula2>"),
            (.decimal(.notBetween("0", "100")), "operator=\"notBetween\""),
            (.date(.lessThan("DATE(2020,1,1)")), "type=\"date\" operator=\"lessThan\""),
            (.time(.equal("0.5")), "type=\"time\" operator=\"equal\""),
            (.textLength(.notEqual("3")), "type=\"textLength\" operator=\"notEqual\""),
            (.custom("=B2<>\"\""), "type=\"custom\""),
            (.custom("=B2<>\"\""), "<formula1>B2&lt;&gt;\"\"</formula1>"),
        ]
        for (rule, expected) in cases {
            #expect(try markup([DataValidation([range], rule)]).contains(expected))
        }
    }

    @Test("Prompt and error messages, several ranges, no blank, no arrow")
    func messages() throws {
        let ranges = [try CellRange.test("A1"), try CellRange.test("C3:D4")]
        var validation = DataValidation(
            ranges, .list(["a"]), prompt: .init("单位", "亿元\n\"数字\""), error: .init("", "不在列表中"))
        validation.allowsBlank = false
        validation.showsArrow = false
        validation.errorStyle = .information
        #expect(
            try markup([validation]).contains(
                "<dataValidations count=\"1\"><dataValidation type=\"list\" errorStyle=\"information\" showDropDown=\"1\" showInputMessage=\"1\" showErrorMessage=\"1\" error=\"不在列表中\" promptTitle=\"单位\" prompt=\"亿元&#10;&quot;数字&quot;\" sqref=\"A1 C3:D4\">"
            ))
    }

    @Test("Validations beyond Excel's limits are refused with their cell")
    func validationLimits() throws {
        let range = try CellRange.test("B2:B9")
        func text(_ count: Int) -> String { String(repeating: "字", count: count) }
        let cases: [(String, DataValidation)] = [
            ("promptTitleTooLong", DataValidation([range], .any, prompt: .init(text(33), ""))),
            ("promptTooLong", DataValidation([range], .any, prompt: .init("", text(256)))),
            ("errorTitleTooLong", DataValidation([range], .any, error: .init(text(33), ""))),
            ("errorTooLong", DataValidation([range], .any, error: .init("", text(226)))),
            ("listTooLong", DataValidation([range], .list([text(128), text(127)]))),
            ("listItem", DataValidation([range], .list([]))),
            ("listItem", DataValidation([range], .list(["a,b"]))),
            ("listItem", DataValidation([range], .list([""]))),
            ("formulaEmpty", DataValidation([range], .custom("="))),
            ("formulaTooLong", DataValidation([range], .custom(text(8193)))),
        ]
        for (reason, validation) in cases {
            let error = try sheetError(setup: { $0.validations = [validation] })
            #expect(error.reason == reason)
            #expect(error.cell == "B2")
            #expect(error.sheet == "表")
        }
        let without = DataValidation([], .any)
        #expect(
            try sheetError(setup: { $0.validations = [without] }).reason == "validationWithoutRange"
        )
        let full = DataValidation(
            [range], .list([text(127), text(127)]), prompt: .init(text(32), text(255)),
            error: .init(text(32), text(225)))
        #expect(try markup([full]).contains("count=\"1\""))
    }

    @Test("Conditional formats have their styles and priorities")
    func conditions() throws {
        let range = try CellRange.test("A1:A9")
        let red = DifferentialStyle(isBold: true, fill: CellColor(rgb: 0xFF0000))
        let book = try WrittenBook.empty(setup: {
            $0.conditionalFormats = [
                ConditionalFormat([range], .cell(.between("1", "2")), red, stops: true),
                ConditionalFormat(
                    [range], .expression("=A1=\"\""), DifferentialStyle(color: .black)),
                ConditionalFormat([range], .cell(.lessThan("0")), red),
            ]
        })
        let markup = try book.sheet()
        #expect(
            markup.contains(
                "<cfRule type=\"cellIs\" dxfId=\"0\" priority=\"1\" stopIfTrue=\"1\" operator=\"between\"><formula>1</formula><formula>2</formula></cfRule>"
            ))
        #expect(
            markup.contains(
                "<cfRule type=\"expression\" dxfId=\"1\" priority=\"2\"><formula>A1=\"\"</formula></cfRule>"
            ))
        #expect(markup.contains("<cfRule type=\"cellIs\" dxfId=\"0\" priority=\"3\""))
        #expect(try book.part("xl/styles.xml").contains("<dxfs count=\"2\">"))
    }

    @Test("Protection names what is forbidden, against the standard's defaults")
    func protection() throws {
        func markup(_ protection: SheetProtection) throws -> String {
            try WrittenBook.empty(setup: { $0.protection = protection }).sheet()
        }
        #expect(
            try markup(SheetProtection()).contains(
                "<sheetProtection sheet=\"1\" objects=\"1\" scenarios=\"1\"/>"))
        #expect(
            try markup(SheetProtection(allowing: [.selectUnlockedCells, .formatCells, .sort]))
                .contains(
                    "<sheetProtection sheet=\"1\" objects=\"1\" scenarios=\"1\" formatCells=\"0\" selectLockedCells=\"1\" sort=\"0\"/>"
                ))
        #expect(try !markup(SheetProtection()).contains("password"))
    }

    @Test("Links lead out by a relationship and about by a location")
    func links() throws {
        let range = try CellRange.test("A1")
        let book = try WrittenBook.empty(setup: {
            $0.hyperlinks = [
                Hyperlink(range, .external("https://example.org/a b?x=1&y=\"2\"#节 1")),
                Hyperlink(range, .external("mailto:a@example.org")),
                Hyperlink(range, .location("#'表 2'!A1"), tooltip: "<tip>"),
            ]
        })
        #expect(
            try book.sheet().contains(
                "<hyperlinks><hyperlink ref=\"A1\" r:id=\"rId1\" location=\"节 1\"/><hyperlink ref=\"A1\" r:id=\"rId2\"/><hyperlink ref=\"A1\" location=\"'表 2'!A1\" tooltip=\"&lt;tip&gt;\"/></hyperlinks>"
            ))
        #expect(
            try book.part("xl/worksheets/_rels/sheet1.xml.rels").contains(
                "Target=\"https://example.org/a%20b?x=1&amp;y=%222%22\" TargetMode=\"External\"/>"))
    }

    @Test("Links beyond the limits are refused")
    func linkLimits() throws {
        let range = try CellRange.test("A1")
        let long = String(repeating: "a", count: 2080)
        for target in [Hyperlink.Target.external(""), .external(long), .location(long)] {
            let error = try sheetError(setup: { $0.hyperlinks = [Hyperlink(range, target)] })
            #expect(error.reason == "linkTarget")
        }
        let link = Hyperlink(range, .location("A1"), tooltip: String(repeating: "a", count: 256))
        #expect(try sheetError(setup: { $0.hyperlinks = [link] }).reason == "tooltipTooLong")
    }

    @Test("Comments come in the order of their cells, each author once, each with a box")
    func comments() throws {
        let cells = try ["C9", "A1", "XFD1048576"].map { try CellReference.test($0) }
        let book = try WrittenBook.empty(setup: {
            $0.comments = cells.map { CellComment($0, author: "科技局", " \($0)\n<") }
            $0.comments[1].author = "b"
            $0.comments[0].isVisible = true
        })
        let markup = try book.part("xl/comments1.xml")
        #expect(markup.contains("<authors><author>b</author><author>科技局</author></authors>"))
        #expect(markup.contains("<comment ref=\"A1\" authorId=\"0\">"))
        #expect(markup.contains("<t xml:space=\"preserve\"> C9\n&lt;</t>"))
        let drawing = try book.part("xl/drawings/vmlDrawing1.vml")
        #expect(drawing.contains("<x:Row>8</x:Row><x:Column>2</x:Column><x:Visible/>"))
        #expect(drawing.contains("<x:Anchor>1, 15, 0, 2, 3, 31, 4, 1</x:Anchor>"))
        #expect(drawing.contains("<x:Row>1048575</x:Row><x:Column>16383</x:Column>"))
        #expect(try book.sheet().contains("<legacyDrawing r:id=\"rId1\"/>"))
    }

    @Test("Boxes of two sheets never share an identifier, however many there are")
    func shapeIdentifiers() throws {
        let book = try WrittenBook { book in
            for name in ["a", "b"] {
                var setup = SheetSetup(name)
                setup.comments = (0..<1100).compactMap { row in
                    CellReference(row: row, column: 0).map { CellComment($0, author: "a", "b") }
                }
                try book.beginSheet(setup).finish()
            }
        }
        let first = try book.part("xl/drawings/vmlDrawing1.vml")
        let second = try book.part("xl/drawings/vmlDrawing2.vml")
        #expect(first.contains("data=\"1,2\""))
        #expect(second.contains("data=\"3,4\""))
        #expect(first.contains("_x0000_s2124\"") && second.contains("_x0000_s3073\""))
    }

    @Test("Comments beyond the limits are refused with their cell")
    func commentLimits() throws {
        let cell = try CellReference.test("B2")
        let comment = CellComment(cell, author: "a", "b")
        func changed(_ change: (inout CellComment) -> Void) -> [CellComment] {
            var other = comment
            change(&other)
            return [other]
        }
        let cases: [(String, [CellComment])] = [
            ("duplicateComment", [comment, comment]), ("commentLength", changed { $0.text = "" }),
            ("commentLength", changed { $0.text = String(repeating: "a", count: 32_768) }),
            ("commentAuthor", changed { $0.author = String(repeating: "a", count: 55) }),
            ("commentSize", changed { $0.width = 0 }),
            ("commentSize", changed { $0.height = .nan }),
        ]
        for (reason, comments) in cases {
            let error = try sheetError(setup: { $0.comments = comments })
            #expect(error.reason == reason)
            #expect(error.cell == "B2")
        }
    }

    @Test("Printing: page, margins, header, area and titles")
    func printing() throws {
        let area = try CellRange.test("A1:G38")
        let book = try WrittenBook.empty(setup: {
            $0.name = "表 'x' 1"
            $0.page.orientation = .landscape
            $0.page.scaling = .fit(width: 1, height: nil)
            $0.page.centersHorizontally = true
            $0.page.header = "&C监测 <表>"
            $0.printArea = area
            $0.titleRows = 3...3
            $0.titleColumns = 0...1
        })
        let markup = try book.sheet()
        #expect(markup.contains("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>"))
        #expect(
            markup.contains(
                "<printOptions horizontalCentered=\"1\"/><pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"landscape\"/><headerFooter><oddHeader>&amp;C监测 &lt;表&gt;</oddHeader></headerFooter>"
            ))
        #expect(
            try book.part("xl/workbook.xml").contains(
                "<definedNames><definedName name=\"_xlnm.Print_Area\" localSheetId=\"0\">'表 ''x'' 1'!$A$1:$G$38</definedName><definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'表 ''x'' 1'!$A:$B,'表 ''x'' 1'!$4:$4</definedName></definedNames>"
            ))
    }

    @Test(
        "Defined names that Excel refuses are refused",
        arguments: [
            "", "1a", "a b", "A1", "xfd1048576", "R1C1", "r", "C", "a-b", "_xlnm.Print_Area", ".a",
        ])
    func names(name: String) throws {
        let error = try writingError { book in
            try book.beginSheet(SheetSetup("a")).finish()
            book.definedNames = [DefinedName(name, "1")]
        }
        #expect(error.reason == "definedName")
    }

    @Test("Defined names of the workbook and of a sheet may be the same, two of one place may not")
    func sameNames() throws {
        func write(_ names: [DefinedName]) throws -> WrittenBook {
            try WrittenBook { book in
                try book.beginSheet(SheetSetup("a")).finish()
                book.definedNames = names
            }
        }
        let names = [
            DefinedName("级别", "=1"), DefinedName("级别", "2", sheet: 0),
            DefinedName("rate.x_1", "0.05"),
            DefinedName("_R", "1"),
        ]
        #expect(
            try write(names).part("xl/workbook.xml").contains(
                "<definedName name=\"级别\">1</definedName><definedName name=\"级别\" localSheetId=\"0\">2</definedName>"
            ))
        let error = try #require(throws: SpreadsheetError.self) {
            _ = try write([DefinedName("a_b", "1"), DefinedName("A_B", "2")])
        }
        #expect(error.reason == "duplicateName")
    }
}

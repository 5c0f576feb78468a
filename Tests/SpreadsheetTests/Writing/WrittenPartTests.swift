/// The parts of written workbooks: what stands in them, and in which order.
import Spreadsheet
import TestSupport
import Testing
import ZipContainer

@Suite("Written parts")
struct WrittenPartTests {
    @Test("A plain workbook has the parts it needs and no more")
    func plainPackage() throws {
        let book = try WrittenBook.empty()
        #expect(
            try book.names() == [
                "_rels/.rels", "docProps/core.xml", "docProps/app.xml", "xl/worksheets/sheet1.xml",
                "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
                "[Content_Types].xml",
            ])
        #expect(try book.grid().cells.isEmpty)
    }

    @Test("Every part has a content type, and every relationship a target")
    func completePackage() throws {
        let book = try WrittenPartTests.full()
        let types = try book.part("[Content_Types].xml")
        let names = try book.names()
        for name in names where !name.hasSuffix(".rels") && name != "[Content_Types].xml" {
            let isKnown =
                types.contains("PartName=\"/\(name)\"") || name.hasSuffix(".vml")
            #expect(isKnown, "\(name) has no content type")
        }
        #expect(names.contains("xl/comments1.xml"))
        #expect(names.contains("xl/drawings/vmlDrawing1.vml"))
        #expect(names.contains("docProps/custom.xml"))
        #expect(names.contains("xl/sharedStrings.xml"))
        #expect(Set(names).count == names.count)
    }

    @Test("The same model gives the same bytes")
    func determinism() throws {
        let first = try WrittenPartTests.full()
        #expect(try WrittenPartTests.full().bytes == first.bytes)
    }

    /// A workbook that has all kinds of parts.
    private static func full() throws -> WrittenBook {
        var properties = DocumentProperties()
        properties.title = "题"
        properties.custom = [("form", .text("x"))]
        let cell = try CellReference.test("B2")
        let range = try CellRange.test("A1:B2")
        return try WrittenBook(properties: properties) { book in
            var setup = SheetSetup("a")
            setup.comments = [CellComment(cell, author: "x", "y")]
            setup.hyperlinks = [Hyperlink(range, .external("https://example.org/"))]
            var content = SheetContent(setup)
            content.merge(range, .text("t"), try book.style(CellStyle(fill: .black)))
            try content.write(to: book)
        }
    }

    @Test("Equal styles are one, and different ones differ")
    func styles() throws {
        var ids: [StyleID] = []
        let book = try WrittenBook { _, book in
            let bold = CellStyle(font: CellFont("宋体", size: 12, isBold: true))
            let money = CellStyle(numberFormat: "#,##0.00\"亿元\"")
            ids = try [CellStyle(), bold, money, bold, CellStyle(numberFormat: "0.00")].map {
                try book.style($0)
            }
        }
        #expect(ids[0] == .normal)
        #expect(ids[1] == ids[3])
        #expect(Set(ids).count == 4)
        let styles = try book.part("xl/styles.xml")
        #expect(styles.contains("<cellXfs count=\"4\">"))
        #expect(styles.contains("<name val=\"宋体\"/><charset val=\"134\"/>"))
        #expect(
            styles.contains(
                "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"#,##0.00&quot;亿元&quot;\"/>"
            ))
        #expect(styles.contains("numFmtId=\"2\""))
    }

    @Test("Number formats read back by the style of their cells")
    func formats() throws {
        let codes = ["General", "0", "0.00%", "yyyy-mm-dd", "@", "0.0_x0041_", "[Red]0;-0"]
        let book = try WrittenBook { sheet, book in
            try sheet.beginRow(0)
            for (column, code) in codes.enumerated() {
                try sheet.number(column, 1, try book.style(CellStyle(numberFormat: code)))
            }
        }
        let workbook = try book.open()
        let formats = try workbook.formats()
        let found = try book.grid().cells.map { formats.format(ofStyle: $0.style)?.code }
        #expect(found == codes)
    }

    @Test(
        "Styles beyond the limits are refused",
        arguments: [
            (CellStyle(numberFormat: ""), "numberFormat"),
            (CellStyle(numberFormat: String(repeating: "0", count: 256)), "numberFormat"),
            (CellStyle(font: CellFont("", size: 11)), "font"),
            (CellStyle(font: CellFont("a", size: 0)), "font"),
            (CellStyle(font: CellFont("a", size: .nan)), "font"),
            (CellStyle(alignment: CellAlignment(indent: 251)), "indent"),
            (CellStyle(alignment: CellAlignment(rotation: 91)), "rotation"),
        ])
    func styleLimits(style: CellStyle, reason: String) throws {
        #expect(try cellError { _, book in _ = try book.style(style) }.reason == reason)
    }

    @Test("Row and column setups stand where they belong")
    func rowsAndColumns() throws {
        let book = try WrittenBook(
            setup: {
                $0.columns = [
                    ColumnSetup(2...3, width: 20.5), ColumnSetup(0...0, width: 9),
                ]
                $0.defaultRowHeight = 18
            },
            cells: { sheet, _ in
                try sheet.beginRow(1, RowSetup(height: 30.75, isHidden: true))
                try sheet.beginRow(4)
            })
        let markup = try book.sheet()
        #expect(
            markup.contains(
                "<cols><col min=\"1\" max=\"1\" width=\"9\" customWidth=\"1\"/><col min=\"3\" max=\"4\" width=\"20.5\" customWidth=\"1\"/></cols>"
            ))
        #expect(
            markup.contains(
                "<row r=\"2\" ht=\"30.75\" customHeight=\"1\" hidden=\"1\"></row><row r=\"5\"></row>"
            ))
        #expect(markup.contains("<sheetFormatPr customHeight=\"1\" defaultRowHeight=\"18\"/>"))
    }

    @Test("Panes, selections and zoom of the view")
    func view() throws {
        let cell = try CellReference.test("C5")
        let ranges = [try CellRange.test("A1:B2"), try CellRange.test("C4:D9")]
        let book = try WrittenBook.empty(setup: {
            $0.view.showsGridlines = false
            $0.view.zoom = 85
            $0.view.frozenRows = 3
            $0.view.frozenColumns = 1
            $0.view.activeCell = cell
            $0.view.selection = ranges
        })
        #expect(
            try book.sheet().contains(
                "<sheetView showGridLines=\"0\" tabSelected=\"1\" zoomScale=\"85\" zoomScaleNormal=\"85\" workbookViewId=\"0\"><pane xSplit=\"1\" ySplit=\"3\" topLeftCell=\"B4\" activePane=\"bottomRight\" state=\"frozen\"/><selection pane=\"bottomRight\" activeCell=\"C5\" activeCellId=\"1\" sqref=\"A1:B2 C4:D9\"/></sheetView>"
            ))
    }

    @Test("One sheet is selected: the first visible one, or the one that was chosen")
    func activeSheet() throws {
        func selected(_ chosen: Int?) throws -> [Bool] {
            var options = WorkbookOptions()
            options.activeSheet = chosen
            let book = try WrittenBook(options: options) { book in
                for index in 0..<3 {
                    var setup = SheetSetup("\(index)")
                    setup.visibility = index == 0 ? .hidden : .visible
                    try book.beginSheet(setup).finish()
                }
            }
            let active = chosen ?? 1
            #expect(try book.part("xl/workbook.xml").contains("activeTab=\"\(active)\""))
            return try (1...3).map {
                try book.part("xl/worksheets/sheet\($0).xml").contains("tabSelected")
            }
        }
        #expect(try selected(nil) == [false, true, false])
        #expect(try selected(2) == [false, false, true])
    }

    @Test("Custom properties read back, and core properties are escaped")
    func properties() throws {
        var properties = DocumentProperties()
        properties.title = "a<b>&_x0041_"
        properties.created = "2020-10-12T08:30:00Z"
        properties.custom = [
            ("form", .text("jiaxing-quarterly-2020 _x0041_\r")), ("quarter", .number(3)),
            ("share", .number(0.25)), ("final", .boolean(true)),
            ("due", .date(year: 2020, month: 10, day: 5)),
        ]
        let book = try WrittenBook(properties: properties) { book in
            try book.beginSheet(SheetSetup("a")).finish()
        }
        #expect(
            try book.open().customProperties() == [
                "form": "jiaxing-quarterly-2020 _x0041_\r", "quarter": "3", "share": "0.25",
                "final": "true", "due": "2020-10-05T00:00:00Z",
            ])
        let core = try book.part("docProps/core.xml")
        #expect(core.contains("<dc:title>a&lt;b&gt;&amp;_x0041_</dc:title>"))
        #expect(
            core.contains(
                "<dcterms:created xsi:type=\"dcterms:W3CDTF\">2020-10-12T08:30:00Z</dcterms:created>"
            ))
    }

    @Test("Properties beyond the limits are refused")
    func propertyLimits() throws {
        let long = String(repeating: "a", count: 256)
        let custom: [([(name: String, value: DocumentProperties.Value)], String)] = [
            ([("", .text("a"))], "propertyName"), ([(long, .text("a"))], "propertyName"),
            ([("a", .text("a")), ("A", .text("b"))], "propertyName"),
            ([("a", .text(long))], "propertyValue"), ([("a", .number(.nan))], "propertyValue"),
            ([("a", .date(year: 2021, month: 2, day: 29))], "propertyValue"),
        ]
        for (list, reason) in custom {
            var properties = DocumentProperties()
            properties.custom = list
            #expect(try writingError(properties: properties) { _ in }.reason == reason)
        }
        for date in ["2020-10-12", "2020-13-12T08:30:00Z", "yesterday"] {
            var properties = DocumentProperties()
            properties.modified = date
            #expect(try writingError(properties: properties) { _ in }.reason == "propertyDate")
        }
    }
}

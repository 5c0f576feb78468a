import XMLStream

/// The worksheet part around its cells (ISO/IEC 29500-1, 18.3.1.99), in the order the schema wants.
struct SheetPart {
    let setup: SheetSetup
    /// Counted from 1.
    let number: Int
    var relationships = RelationshipList()

    init(setup: SheetSetup, number: Int) {
        self.setup = setup
        self.number = number
    }

    var name: String { "xl/worksheets/sheet\(number).xml" }
    var relationshipsName: String { "xl/worksheets/_rels/sheet\(number).xml.rels" }
    var commentsName: String { "xl/comments\(number).xml" }
    var drawingName: String { "xl/drawings/vmlDrawing\(number).vml" }

    // MARK: Before the cells

    static func checkHead(_ setup: SheetSetup) throws(SpreadsheetError) {
        if let problem = SheetName.problem(setup.name) {
            throw SpreadsheetError(.notWritable, reason: problem)
        }
        try setup.view.check()
        if let height = setup.defaultRowHeight {
            guard height > 0, height <= SheetLimits.rowHeight else {
                throw SpreadsheetError(.notWritable, reason: "rowHeight")
            }
        }
        var next = 0
        for column in setup.columns.sorted(by: { $0.columns.lowerBound < $1.columns.lowerBound }) {
            guard column.columns.lowerBound >= next,
                column.columns.upperBound < CellReference.columnCount
            else { throw SpreadsheetError(.notWritable, reason: "columns") }
            guard column.width >= 0, column.width <= SheetLimits.columnWidth else {
                throw SpreadsheetError(.notWritable, reason: "columnWidth")
            }
            next = column.columns.upperBound + 1
        }
    }

    static func writeHead(_ setup: SheetSetup, isSelected: Bool, to xml: inout XMLWriter) {
        xml.declaration()
        xml.markup("<worksheet")
        xml.attribute("xmlns", Markup.main, in: .plain)
        xml.attribute("xmlns:r", Markup.office, in: .plain)
        xml.markup(">")
        if setup.tabColor != nil || setup.page.fits {
            xml.element("sheetPr") { xml in
                if let color = setup.tabColor {
                    xml.emptyElement("tabColor") { $0.attribute("rgb", color.hex) }
                }
                if setup.page.fits {
                    xml.emptyElement("pageSetUpPr") { $0.attribute("fitToPage", true) }
                }
            }
        }
        setup.view.write(isSelected: isSelected, to: &xml)
        xml.emptyElement("sheetFormatPr") {
            if let height = setup.defaultRowHeight {
                $0.attribute("customHeight", true)
                $0.attribute("defaultRowHeight", height)
            } else {
                $0.attribute("defaultRowHeight", 15)
            }
        }
        if !setup.columns.isEmpty {
            let columns = setup.columns.sorted { $0.columns.lowerBound < $1.columns.lowerBound }
            xml.element("cols") { xml in
                for column in columns {
                    xml.emptyElement("col") {
                        $0.attribute("min", column.columns.lowerBound + 1)
                        $0.attribute("max", column.columns.upperBound + 1)
                        $0.attribute("width", column.width)
                        if column.style != .normal { $0.attribute("style", column.style.index) }
                        if column.isHidden { $0.attribute("hidden", true) }
                        $0.attribute("customWidth", true)
                    }
                }
            }
        }
        xml.markup("<sheetData>")
    }

    // MARK: Behind the cells

    static func checkTail(_ setup: SheetSetup) throws(SpreadsheetError) {
        try MergeCheck.check(setup.merges)
        for format in setup.conditionalFormats { try format.check() }
        for validation in setup.validations { try validation.check() }
        for link in setup.hyperlinks { try link.check() }
        guard setup.hyperlinks.count <= SheetLimits.hyperlinks else {
            throw SpreadsheetError(.notWritable, reason: "hyperlinks")
        }
        try CellComment.check(setup.comments)
        try setup.page.check()
        let rows = setup.titleRows ?? 0...0
        let columns = setup.titleColumns ?? 0...0
        guard rows.lowerBound >= 0, rows.upperBound < CellReference.rowCount,
            columns.lowerBound >= 0, columns.upperBound < CellReference.columnCount
        else { throw SpreadsheetError(.notWritable, reason: "printTitles") }
    }

    mutating func writeTail(styles: inout StyleTable, to xml: inout XMLWriter) {
        xml.markup("</sheetData>")
        setup.protection?.write(to: &xml)
        if !setup.merges.isEmpty {
            xml.element("mergeCells", { $0.attribute("count", setup.merges.count) }) { xml in
                for range in setup.merges {
                    xml.emptyElement("mergeCell") { $0.attribute("ref", "\(range)") }
                }
            }
        }
        for (place, format) in setup.conditionalFormats.enumerated() {
            format.write(
                priority: place + 1, differential: styles.index(of: format.style), to: &xml)
        }
        if !setup.validations.isEmpty {
            xml.element("dataValidations", { $0.attribute("count", setup.validations.count) }) {
                for validation in setup.validations { validation.write(to: &$0) }
            }
        }
        if !setup.hyperlinks.isEmpty {
            xml.markup("<hyperlinks>")
            for link in setup.hyperlinks { link.write(&relationships, to: &xml) }
            xml.markup("</hyperlinks>")
        }
        setup.page.write(to: &xml)
        if !setup.comments.isEmpty {
            let drawing = relationships.add("vmlDrawing", "../drawings/vmlDrawing\(number).vml")
            _ = relationships.add("comments", "../comments\(number).xml")
            xml.emptyElement("legacyDrawing") { $0.attribute("r:id", drawing) }
        }
        xml.markup("</worksheet>")
    }
}

import XMLStream

/// A plain sheet of texts that is added to a workbook, such as a list of what was found in it.
package struct AddedSheet: Sendable {
    package struct Item: Sendable {
        package var text: String
        /// A place in the workbook that the cell leads to: `'表 2'!A1`.
        package var link: String?
        /// How the cell looks; nil for the workbook's normal style.
        package var style: CellStyle?

        package init(_ text: String, link: String? = nil, style: CellStyle? = nil) {
            self.text = text
            self.link = link
            self.style = style
        }
    }

    package var name: String
    package var rows: [[Item]]
    /// Widths of the columns in characters.
    package var widths: [Double]
    /// Rows at the top that do not scroll.
    package var frozenRows = 0
    package var merges: [CellRange] = []
    /// Heights of rows, counted from 0, in points.
    package var heights: [Int: Double] = [:]
    /// Whether it is printed on sheets on their side, as many pages high as it takes and one wide.
    package var isLandscape = false

    package init(_ name: String, rows: [[Item]], widths: [Double] = []) {
        self.name = name
        self.rows = rows
        self.widths = widths
    }

    /// The worksheet part (ISO/IEC 29500-1, 18.3.1.99): it needs no shared strings.
    ///
    /// - Parameter styles: gets the styles of the cells; nil where no cell has one.
    func part(namespace: String, styles: StylesEditor?) throws(SpreadsheetError) -> [UInt8] {
        var xml = XMLWriter()
        xml.declaration()
        xml.markup("<worksheet")
        xml.attribute("xmlns", namespace, in: .plain)
        xml.markup(">")
        if isLandscape { xml.markup("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>") }
        if frozenRows > 0 {
            var view = SheetView()
            view.frozenRows = frozenRows
            view.write(isSelected: false, to: &xml)
        }
        if !widths.isEmpty {
            xml.markup("<cols>")
            for (index, width) in widths.enumerated() {
                xml.emptyElement("col") {
                    $0.attribute("min", index + 1)
                    $0.attribute("max", index + 1)
                    $0.attribute("width", width)
                    $0.attribute("customWidth", 1)
                }
            }
            xml.markup("</cols>")
        }
        var links: [(cell: CellReference, location: String)] = []
        // Thousands of cells have a handful of looks.
        var numbers: [CellStyle: Int] = [:]
        xml.markup("<sheetData>")
        for (row, items) in rows.enumerated() {
            xml.markup("<row")
            xml.attribute("r", row + 1)
            if let height = heights[row] {
                xml.attribute("ht", height)
                xml.attribute("customHeight", 1)
            }
            xml.markup(">")
            for (column, item) in items.enumerated() {
                if item.text.isEmpty, item.style == nil { continue }
                guard let cell = CellReference(row: row, column: column) else {
                    throw SpreadsheetError(.refusedEdit, reason: "sheetSize", sheet: name)
                }
                try CellEdit(cell, .text(item.text)).check()
                xml.markup("<c")
                xml.attribute("r", "\(cell)", in: .plain)
                if let look = item.style, let styles {
                    if numbers[look] == nil { numbers[look] = try styles.style(look) }
                    if let number = numbers[look] { xml.attribute("s", number) }
                }
                if item.text.isEmpty {
                    xml.markup("/>")
                    continue
                }
                xml.markup(" t=\"inlineStr\"><is>")
                xml.element("t", text: item.text)
                xml.markup("</is></c>")
                if let link = item.link { links.append((cell, link)) }
            }
            xml.markup("</row>")
        }
        xml.markup("</sheetData>")
        if !merges.isEmpty {
            xml.markup("<mergeCells>")
            for range in merges {
                xml.emptyElement("mergeCell") { $0.attribute("ref", "\(range)") }
            }
            xml.markup("</mergeCells>")
        }
        if !links.isEmpty {
            xml.markup("<hyperlinks>")
            for (cell, location) in links {
                xml.emptyElement("hyperlink") {
                    $0.attribute("ref", "\(cell)")
                    $0.attribute("location", location)
                }
            }
            xml.markup("</hyperlinks>")
        }
        if isLandscape {
            xml.markup(
                "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/>"
            )
        }
        xml.markup("</worksheet>")
        var bytes: [UInt8] = []
        xml.withBytes { bytes.append(borrowed: $0) }
        return bytes
    }
}

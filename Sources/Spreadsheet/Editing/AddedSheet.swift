import XMLStream

/// A plain sheet of texts that is added to a workbook, such as a list of what was found in it.
package struct AddedSheet: Sendable {
    package struct Item: Sendable {
        package var text: String
        /// A place in the workbook that the cell leads to: `'表 2'!A1`.
        package var link: String?

        package init(_ text: String, link: String? = nil) {
            self.text = text
            self.link = link
        }
    }

    package var name: String
    package var rows: [[Item]]
    /// Widths of the columns in characters.
    package var widths: [Double]

    package init(_ name: String, rows: [[Item]], widths: [Double] = []) {
        self.name = name
        self.rows = rows
        self.widths = widths
    }

    /// The worksheet part (ISO/IEC 29500-1, 18.3.1.99): it needs neither styles nor shared strings.
    func part(namespace: String) throws(SpreadsheetError) -> [UInt8] {
        var xml = XMLWriter()
        xml.declaration()
        xml.markup("<worksheet")
        xml.attribute("xmlns", namespace, in: .plain)
        xml.markup(">")
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
        xml.markup("<sheetData>")
        for (row, items) in rows.enumerated() {
            xml.markup("<row")
            xml.attribute("r", row + 1)
            xml.markup(">")
            for (column, item) in items.enumerated() where !item.text.isEmpty {
                guard let cell = CellReference(row: row, column: column) else {
                    throw SpreadsheetError(.refusedEdit, reason: "sheetSize", sheet: name)
                }
                try CellEdit(cell, .text(item.text)).check()
                xml.markup("<c")
                xml.attribute("r", "\(cell)", in: .plain)
                xml.markup(" t=\"inlineStr\"><is>")
                xml.element("t", text: item.text)
                xml.markup("</is></c>")
                if let link = item.link { links.append((cell, link)) }
            }
            xml.markup("</row>")
        }
        xml.markup("</sheetData>")
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
        xml.markup("</worksheet>")
        var bytes: [UInt8] = []
        xml.withBytes { bytes.append(borrowed: $0) }
        return bytes
    }
}

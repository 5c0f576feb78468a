/// Makes workbooks from grids of text, as small as a reader needs them.
///
/// A cell that reads as a number is stored as one; `'` in front keeps it text.
package struct GridWorkbook {
    package struct Sheet {
        package var name: String
        package var cells: [[String]]
        package var merges: [String]
        package var state: String?
        /// Columns that are not shown, counted from 1.
        package var hidden: ClosedRange<Int>?

        package init(
            _ name: String, _ cells: [[String]], merges: [String] = [], state: String? = nil,
            hidden: ClosedRange<Int>? = nil
        ) {
            self.name = name
            self.cells = cells
            self.merges = merges
            self.state = state
            self.hidden = hidden
        }
    }

    package var sheets: [Sheet]

    package init(_ sheets: [Sheet]) { self.sheets = sheets }

    package func build() -> [UInt8] {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let package = "http://schemas.openxmlformats.org/package/2006/relationships"
        var entries = [
            ZipBuilder.Entry(
                "_rels/.rels",
                """
                <Relationships xmlns="\(package)"><Relationship Id="a" \
                Type="\(office)/officeDocument" Target="xl/workbook.xml"/></Relationships>
                """)
        ]
        var list = ""
        var relations = ""
        for (index, sheet) in sheets.enumerated() {
            let state = sheet.state.map { " state=\"\($0)\"" } ?? ""
            list += """
                <sheet name="\(GridWorkbook.escaped(sheet.name))" sheetId="\(index + 1)"\(state) \
                r:id="s\(index)"/>
                """
            relations += """
                <Relationship Id="s\(index)" Type="\(office)/worksheet" \
                Target="worksheets/sheet\(index + 1).xml"/>
                """
            entries.append(
                ZipBuilder.Entry("xl/worksheets/sheet\(index + 1).xml", xml(of: sheet, main)))
        }
        entries.append(
            ZipBuilder.Entry(
                "xl/workbook.xml",
                "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets>\(list)</sheets></workbook>"
            ))
        entries.append(
            ZipBuilder.Entry(
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"\(package)\">\(relations)</Relationships>"))
        return ZipBuilder(entries).build()
    }

    private func xml(of sheet: Sheet, _ namespace: String) -> String {
        var rows = ""
        for (row, cells) in sheet.cells.enumerated() {
            rows += "<row r=\"\(row + 1)\">"
            for (column, text) in cells.enumerated() where !text.isEmpty {
                let reference = GridWorkbook.letters(column) + "\(row + 1)"
                if Double(text) != nil {
                    rows += "<c r=\"\(reference)\"><v>\(text)</v></c>"
                } else {
                    let plain = text.hasPrefix("'") ? String(text.dropFirst()) : text
                    rows += """
                        <c r="\(reference)" t="inlineStr"><is><t xml:space="preserve">\
                        \(GridWorkbook.escaped(plain))</t></is></c>
                        """
                }
            }
            rows += "</row>"
        }
        let merges = sheet.merges.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
        let list = merges.isEmpty ? "" : "<mergeCells>\(merges)</mergeCells>"
        let columns =
            sheet.hidden.map {
                """
                <cols><col min="\($0.lowerBound)" max="\($0.upperBound)" width="9" hidden="1"/></cols>
                """
            } ?? ""
        return
            "<worksheet xmlns=\"\(namespace)\">\(columns)<sheetData>\(rows)</sheetData>\(list)</worksheet>"
    }

    package static func letters(_ column: Int) -> String {
        var text = ""
        var rest = column + 1
        while rest > 0 {
            rest -= 1
            text = String(Character(Unicode.Scalar(UInt8(65 + rest % 26)))) + text
            rest /= 26
        }
        return text
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(
            "\"", with: "&quot;")
    }
}

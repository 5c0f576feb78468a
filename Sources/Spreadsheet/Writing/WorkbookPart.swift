import XMLStream

/// The workbook part (ISO/IEC 29500-1, 18.2.27).
struct WorkbookPart {
    let sheets: [SheetSetup]
    let activeSheet: Int
    /// Names of the workbook and, first, those for printing.
    let names: [DefinedName]
    let needsCalculation: Bool

    func write(to xml: inout XMLWriter) {
        xml.declaration()
        xml.element(
            "workbook",
            {
                $0.attribute("xmlns", Markup.main, in: .plain)
                $0.attribute("xmlns:r", Markup.office, in: .plain)
            }
        ) { xml in
            xml.markup("<workbookPr/><bookViews>")
            xml.emptyElement("workbookView") {
                $0.attribute("xWindow", 0)
                $0.attribute("yWindow", 0)
                $0.attribute("windowWidth", 24000)
                $0.attribute("windowHeight", 12000)
                // Sheets before the first visible one are passed over by its tabs.
                if activeSheet > 0 { $0.attribute("activeTab", activeSheet) }
            }
            xml.markup("</bookViews><sheets>")
            for (index, sheet) in sheets.enumerated() {
                xml.emptyElement("sheet") {
                    $0.attribute("name", sheet.name)
                    $0.attribute("sheetId", index + 1)
                    if sheet.visibility != .visible {
                        $0.attribute("state", sheet.visibility.rawValue)
                    }
                    // The workbook's relationships begin with its sheets.
                    $0.attribute("r:id", "rId\(index + 1)")
                }
            }
            xml.markup("</sheets>")
            if !names.isEmpty {
                xml.element("definedNames") { xml in
                    for name in names { name.write(to: &xml) }
                }
            }
            xml.emptyElement("calcPr") {
                $0.attribute("calcId", 191029)
                if needsCalculation { $0.attribute("fullCalcOnLoad", true) }
            }
        }
    }
}

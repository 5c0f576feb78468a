import XMLStream

/// How a sheet is shown when the workbook is opened (ISO/IEC 29500-1, 18.3.1.87).
package struct SheetView: Sendable {
    package var showsGridlines = true
    package var showsHeadings = true
    /// Per cent, 10 to 400.
    package var zoom = 100
    /// Rows at the top, and columns at the left, that do not scroll.
    package var frozenRows = 0
    package var frozenColumns = 0
    /// Where the cursor is; nil for A1.
    package var activeCell: CellReference?
    /// What is selected, the active cell within; empty for that cell alone.
    package var selection: [CellRange] = []

    package init() {}

    func check() throws(SpreadsheetError) {
        guard (10...400).contains(zoom) else {
            throw SpreadsheetError(.notWritable, reason: "zoom", detail: "\(zoom)")
        }
        guard (0..<CellReference.rowCount).contains(frozenRows),
            (0..<CellReference.columnCount).contains(frozenColumns)
        else { throw SpreadsheetError(.notWritable, reason: "frozenPane") }
        if let activeCell, !selection.isEmpty {
            let isInside = selection.contains {
                $0.contains(row: activeCell.row, column: activeCell.column)
            }
            guard isInside else {
                throw SpreadsheetError(.notWritable, reason: "selection", cell: "\(activeCell)")
            }
        }
    }

    func write(isSelected: Bool, to xml: inout XMLWriter) {
        xml.markup("<sheetViews><sheetView")
        if !showsGridlines { xml.attribute("showGridLines", false) }
        if !showsHeadings { xml.attribute("showRowColHeaders", false) }
        if isSelected { xml.attribute("tabSelected", true) }
        if zoom != 100 {
            xml.attribute("zoomScale", zoom)
            xml.attribute("zoomScaleNormal", zoom)
        }
        xml.markup(" workbookViewId=\"0\">")
        let pane = writePane(to: &xml)
        if pane != nil || activeCell != nil || !selection.isEmpty {
            let cell = activeCell ?? selection.first?.first
            xml.emptyElement("selection") {
                $0.attribute("pane", pane)
                if let cell {
                    $0.attribute("activeCell", "\(cell)")
                    let index = selection.firstIndex {
                        $0.contains(row: cell.row, column: cell.column)
                    }
                    if let index, index > 0 { $0.attribute("activeCellId", index) }
                    $0.attribute(
                        "sqref", selection.isEmpty ? "\(cell)" : CellRange.list(selection))
                }
            }
        }
        xml.markup("</sheetView></sheetViews>")
    }

    /// - Returns: the pane that scrolls.
    private func writePane(to xml: inout XMLWriter) -> String? {
        guard frozenRows > 0 || frozenColumns > 0,
            let corner = CellReference(row: frozenRows, column: frozenColumns)
        else { return nil }
        let pane =
            frozenRows == 0 ? "topRight" : frozenColumns == 0 ? "bottomLeft" : "bottomRight"
        xml.emptyElement("pane") {
            if frozenColumns > 0 { $0.attribute("xSplit", frozenColumns) }
            if frozenRows > 0 { $0.attribute("ySplit", frozenRows) }
            $0.attribute("topLeftCell", "\(corner)")
            $0.attribute("activePane", pane)
            $0.attribute("state", "frozen")
        }
        return pane
    }
}

extension CellRange {
    /// ST_Sqref (18.18.76): ranges with spaces between.
    static func list(_ ranges: [CellRange]) -> String {
        ranges.map { "\($0)" }.joined(separator: " ")
    }
}

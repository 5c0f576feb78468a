import ZipContainer

extension EditSession {
    /// Lays tints over cells of a sheet (ISO/IEC 29500-1, 18.3.1.18); what the sheet's own rules show stays
    /// above them.
    func add(_ tints: [CellTint], to index: Int) throws(SpreadsheetError) {
        let (entry, sheet) = try worksheet(at: index)
        let places = try scan(sheet, of: entry, SheetEdits())
        guard let root = places.root else { return }
        let styles = try stylesEditor()
        var markup = ""
        var priority = places.lastPriority
        for tint in tints where !tint.ranges.isEmpty {
            // Of rules with the same number the first one wins, which is right at the end of the numbers.
            priority = min(priority + 1, Int(Int32.max))
            let style = styles.differential(fill: tint.fill)
            markup += """
                <\(root.prefix)conditionalFormatting sqref="\(CellRange.list(tint.ranges))">\
                <\(root.prefix)cfRule type="expression" dxfId="\(style)" priority="\(priority)">\
                <\(root.prefix)formula>\(CellTint.formula)</\(root.prefix)formula>\
                </\(root.prefix)cfRule></\(root.prefix)conditionalFormatting>
                """
        }
        let before = places.children.last {
            EditSession.beforeTints.contains($0.tag.localName)
        }
        guard let offset = before?.end else {
            throw SpreadsheetError(.refusedEdit, reason: "noSheetData", part: sheet.text)
        }
        streamed[sheet, default: []].append(Splice(at: offset, inserting: Array(markup.utf8)))
    }

    /// Takes the tints of a sheet away.
    func removeTints(from index: Int) throws(SpreadsheetError) {
        let entry = workbook.sheets[index]
        guard let sheet = try workbook.worksheetPart(of: entry) else { return }
        for range in try scan(sheet, of: entry, SheetEdits()).tints {
            streamed[sheet, default: []].append(Splice(removing: range))
        }
    }

    /// The elements that come before or among `conditionalFormatting` in a worksheet (18.3.1.99).
    private static let beforeTints = beforeHyperlinks.subtracting(["dataValidations"])
}

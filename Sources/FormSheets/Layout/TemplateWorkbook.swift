import MonitoringForm
import Spreadsheet

/// Official workbooks, blank or filled.
package struct TemplateWorkbook: Sendable {
    private let layout: OfficialLayout

    package init(_ form: FormDefinition) { layout = OfficialLayout(form) }

    /// Writes a workbook with a sheet for each return.
    ///
    /// The identity of a single return stands in the document's properties too, so that it is known where
    /// the visible one was erased.
    ///
    /// - Parameter names: of the sheets, as many as returns.
    /// - Throws: ``SpreadsheetError``.
    package func write(
        _ returns: [Return], names: [String], to sink: any ByteSink
    ) throws(SpreadsheetError) {
        let book = try WorkbookWriter(to: sink, properties: properties(of: returns))
        let styles = try TemplateStyles(book)
        for (item, name) in zip(returns, names) {
            try TemplateSheet.write(item, name: name, layout, styles, to: book)
        }
        try book.finish()
    }

    private func properties(of returns: [Return]) -> DocumentProperties {
        var properties = DocumentProperties()
        properties.title = layout.form.title
        properties.application = "Jiance"
        properties.custom = [(IdentityProperties.form, .text(layout.form.id))]
        guard returns.count == 1, let only = returns.first else { return properties }
        for (name, field) in IdentityProperties.fields {
            let text: String? =
                switch field {
                case .complexName: only.complex.name
                case .county: only.complex.county
                case .level: only.complex.level.flatMap { layout.form.levels[$0]?.text }
                case .operatingUnit: only.complex.operator
                case .period: only.period?.description
                default: nil
                }
            // The format has room for so much; longer ones are visible only.
            if let text, text.utf16.count <= 255 { properties.custom.append((name, .text(text))) }
        }
        return properties
    }
}

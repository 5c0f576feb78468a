import XMLStream

/// A sheet as the workbook part lists it.
package struct SheetEntry: Hashable, Sendable {
    package enum State: String, Sendable {
        case visible, hidden, veryHidden
    }

    package let name: String
    package let state: State
    /// Identifier of the relationship to its part.
    let relationship: String
}

/// What the workbook part says.
struct WorkbookContents: Sendable {
    var sheets: [SheetEntry] = []
    var uses1904 = false
    /// Whether the root element is that of a workbook: a Word document has another.
    var isWorkbook = false
}

/// Reads the workbook part (ISO/IEC 29500-1, 18.2).
final class WorkbookParser: XMLSink {
    private(set) var contents = WorkbookContents()
    private var filter = MarkupFilter()
    private let limit: Int
    /// Bytes (UTF-8) of a sheet's name, which findings repeat. Excel itself allows 31 characters.
    private static let longestName = 512

    init(sheetLimit: Int) { limit = sheetLimit }

    func start(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        if filter.passesOver(start: name) { return }
        switch name.spreadsheetName {
        case .workbook: contents.isWorkbook = true
        case .sheets: break
        case .workbookPr:
            let value = attributes.string(.attribute(.date1904))
            contents.uses1904 = value == "1" || value == "true"
            filter.skip()
        case .sheet:
            guard contents.sheets.count < limit else {
                throw SpreadsheetError(.limitExceeded, reason: "sheets")
            }
            let state = attributes.string(.attribute(.state)).flatMap(SheetEntry.State.init)
            let sheetName = attributes.string(.attribute(.name)) ?? ""
            guard sheetName.utf8.count <= WorkbookParser.longestName else {
                throw SpreadsheetError(.limitExceeded, reason: "sheetName")
            }
            contents.sheets.append(
                SheetEntry(
                    name: StringText.decodingEscapes(in: Array(sheetName.utf8)),
                    state: state ?? .visible,
                    relationship: attributes.string(.officeRelationships(.id)) ?? ""))
            filter.skip()
        default: filter.skip()
        }
    }

    func end(_ name: XMLName) throws { _ = filter.passesOver(end: name) }
    func text(_ bytes: Span<UInt8>) throws {}
}

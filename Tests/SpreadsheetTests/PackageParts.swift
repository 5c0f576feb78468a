/// Makes workbook packages from the markup of their parts, sound ones and ones that are not.
import Spreadsheet
import TestSupport
import Testing

/// The namespaces of one flavour of the standard.
struct Flavour: Sendable {
    let main: String
    let relationships: String

    static let transitional = Flavour(
        main: "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        relationships: "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
    static let strict = Flavour(
        main: "http://purl.oclc.org/ooxml/spreadsheetml/main",
        relationships: "http://purl.oclc.org/ooxml/officeDocument/relationships")
}

/// A relationship as it is written.
struct Link {
    var id: String
    var kind: String
    var target: String
    var mode: String?
}

/// The parts of a package. The defaults are a workbook of one sheet called `Sheet1`.
struct PackageParts {
    var flavour = Flavour.transitional
    var workbookPath = "xl/workbook.xml"
    var workbookTarget = "xl/workbook.xml"
    /// Markup before `sheets`.
    var workbookProperties = ""
    /// Markup of `sheets`; nil for one sheet with relationship `rId1`.
    var sheets: String?
    var links = [Link(id: "rId1", kind: "worksheet", target: "worksheets/sheet1.xml")]
    var packageLinks: [Link] = []
    /// Markup of `sheetData` of the first sheet.
    var rows = ""
    /// Markup behind `sheetData` of the first sheet.
    var tail = ""
    /// Markup of the shared string table, if there is one.
    var strings: String?
    /// Markup of the styles part, if there is one.
    var styles: String?
    /// Further parts, or others in place of those made here: path and content.
    var parts: [(path: String, content: String)] = []
    /// Paths of parts that are left out.
    var missing: Set<String> = []

    init(rows: String = "") { self.rows = rows }

    static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

    private func relationships(_ links: [Link]) -> String {
        let items = links.map { link in
            let type = link.kind.contains(":") ? link.kind : "\(flavour.relationships)/\(link.kind)"
            let mode = link.mode.map { " TargetMode=\"\($0)\"" } ?? ""
            return
                "<Relationship Id=\"\(link.id)\" Type=\"\(type)\" Target=\"\(link.target)\"\(mode)/>"
        }
        let uri = "http://schemas.openxmlformats.org/package/2006/relationships"
        return PackageParts.declaration
            + "<Relationships xmlns=\"\(uri)\">\(items.joined())</Relationships>"
    }

    /// Path of the relationships part of the workbook.
    private var workbookLinksPath: String {
        var segments = workbookPath.split(separator: "/").map(String.init)
        let name = segments.popLast() ?? ""
        return (segments + ["_rels", name + ".rels"]).joined(separator: "/")
    }

    /// All parts, in an order as archivers have it.
    var all: [(path: String, content: String)] {
        let namespaces =
            "xmlns=\"\(flavour.main)\" xmlns:r=\"\(flavour.relationships)\" xmlns:mc=\""
            + "http://schemas.openxmlformats.org/markup-compatibility/2006\""
        let listed = sheets ?? "<sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/>"
        var links = links
        var made: [(path: String, content: String)] = [
            (
                "[Content_Types].xml",
                "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
            ),
            (
                workbookPath,
                PackageParts.declaration + "<workbook \(namespaces)>\(workbookProperties)"
                    + "<sheets>\(listed)</sheets></workbook>"
            ),
            (
                "xl/worksheets/sheet1.xml",
                PackageParts.declaration + "<worksheet \(namespaces)><sheetData>\(rows)</sheetData>"
                    + "\(tail)</worksheet>"
            ),
        ]
        if let strings {
            links.append(Link(id: "rIdS", kind: "sharedStrings", target: "sharedStrings.xml"))
            made.append(("xl/sharedStrings.xml", "<sst \(namespaces)>\(strings)</sst>"))
        }
        if let styles {
            links.append(Link(id: "rIdT", kind: "styles", target: "styles.xml"))
            made.append(("xl/styles.xml", "<styleSheet \(namespaces)>\(styles)</styleSheet>"))
        }
        let document = Link(id: "rId1", kind: "officeDocument", target: workbookTarget)
        made.append(("_rels/.rels", relationships(packageLinks + [document])))
        made.append((workbookLinksPath, relationships(links)))
        let replaced = Set(parts.map(\.path))
        return made.filter { !replaced.contains($0.path) && !missing.contains($0.path) } + parts
    }

    /// The package as a file.
    var file: [UInt8] {
        ZipBuilder(all.map { ZipBuilder.Entry($0.path, $0.content) }).build()
    }

    /// The package with one more part, of bytes that need not be text.
    func file(adding path: String, _ bytes: [UInt8]) -> [UInt8] {
        let entries = all.map { ZipBuilder.Entry($0.path, $0.content) }
        return ZipBuilder(entries + [ZipBuilder.Entry(path, bytes)]).build()
    }

    func open(limits: SpreadsheetLimits = SpreadsheetLimits()) throws -> Workbook {
        try WorkbookReader(limits: limits).open(file)
    }

    /// The first sheet.
    func grid(
        limits: SpreadsheetLimits = SpreadsheetLimits(), formulas: Bool = false
    ) throws -> SheetGrid {
        let workbook = try open(limits: limits)
        return try workbook.grid(of: try #require(workbook.sheets.first), formulas: formulas)
    }

    /// The values of the first sheet by A1 reference.
    func values() throws -> [String: CellValue] {
        let cells = try grid().cells.map { ("\($0.reference)", $0.value) }
        return Dictionary(cells) { _, last in last }
    }

    /// The error that opening, or reading the first sheet, ends with.
    func error(limits: SpreadsheetLimits = SpreadsheetLimits()) throws -> SpreadsheetError {
        try #require(throws: SpreadsheetError.self) { try grid(limits: limits) }
    }
}

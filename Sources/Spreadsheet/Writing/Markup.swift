import XMLStream

/// Namespaces and content types of what is written: the Transitional ones, which every program reads.
enum Markup {
    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static let packageRelationships =
        "http://schemas.openxmlformats.org/package/2006/relationships"
    static let coreProperties =
        "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    static let customProperties =
        "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    static let extendedProperties =
        "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    static let variantTypes =
        "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
}

/// The relationships of one part, in the order they were added.
struct RelationshipList {
    private struct Entry {
        let type: String
        let target: String
        let isExternal: Bool
    }

    private var entries: [Entry] = []

    var isEmpty: Bool { entries.isEmpty }

    /// - Returns: the identifier of the new relationship.
    mutating func add(_ kind: String, _ target: String, isExternal: Bool = false) -> String {
        let type = kind.hasPrefix("http") ? kind : "\(Markup.office)/\(kind)"
        entries.append(Entry(type: type, target: target, isExternal: isExternal))
        return "rId\(entries.count)"
    }

    func write(to xml: inout XMLWriter) {
        xml.declaration()
        xml.element(
            "Relationships", { $0.attribute("xmlns", Markup.packageRelationships, in: .plain) }
        ) { xml in
            for (index, entry) in entries.enumerated() {
                xml.emptyElement("Relationship") {
                    $0.attribute("Id", "rId\(index + 1)")
                    $0.attribute("Type", entry.type, in: .plain)
                    $0.attribute("Target", entry.target, in: .plain)
                    if entry.isExternal { $0.attribute("TargetMode", "External") }
                }
            }
        }
    }
}

/// What each part of a package is (ISO/IEC 29500-2, 7.2).
struct ContentTypes {
    private var overrides: [(part: String, type: String)] = []
    var hasDrawings = false

    private static let office = "application/vnd.openxmlformats-officedocument"
    static let workbook = "\(office).spreadsheetml.sheet.main+xml"
    static let worksheet = "\(office).spreadsheetml.worksheet+xml"
    static let styles = "\(office).spreadsheetml.styles+xml"
    static let sharedStrings = "\(office).spreadsheetml.sharedStrings+xml"
    static let comments = "\(office).spreadsheetml.comments+xml"
    static let extendedProperties = "\(office).extended-properties+xml"
    static let customProperties = "\(office).custom-properties+xml"
    static let coreProperties = "application/vnd.openxmlformats-package.core-properties+xml"

    mutating func add(_ part: String, _ type: String) { overrides.append((part, type)) }

    func write(to xml: inout XMLWriter) {
        xml.declaration()
        xml.element(
            "Types",
            {
                $0.attribute(
                    "xmlns", "http://schemas.openxmlformats.org/package/2006/content-types",
                    in: .plain)
            }
        ) { xml in
            xml.markup(
                "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            )
            if hasDrawings {
                xml.markup(
                    "<Default Extension=\"vml\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>"
                )
            }
            for (part, type) in overrides {
                xml.emptyElement("Override") {
                    $0.attribute("PartName", "/\(part)", in: .plain)
                    $0.attribute("ContentType", type, in: .plain)
                }
            }
        }
    }
}

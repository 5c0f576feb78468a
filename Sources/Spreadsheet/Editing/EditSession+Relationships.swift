/// The two spellings of the standard (ISO/IEC 29500-1 and -4).
struct Conformance: Sendable {
    let main: String
    let relationships: String

    static let transitional = Conformance(
        main: "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        relationships: "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
    static let strict = Conformance(
        main: "http://purl.oclc.org/ooxml/spreadsheetml/main",
        relationships: "http://purl.oclc.org/ooxml/officeDocument/relationships")
}

extension PartEditor {
    /// The spelling that the root element of the part uses.
    var namespace: Conformance {
        let declared = self[root].tag.attributes.filter {
            $0.name == "xmlns" || $0.name.hasPrefix("xmlns:")
        }
        return declared.contains { $0.text == Conformance.strict.main } ? .strict : .transitional
    }
}

extension EditSession {
    /// Adds a relationship (ISO/IEC 29500-2, 6.5.3) and the part that holds it, if there is none.
    ///
    /// - Returns: the identifier.
    @discardableResult
    func addRelationship(
        from source: PartName, kind: String, target: String
    ) throws(SpreadsheetError) -> String {
        let part = source.relationshipsPart
        if !contains(part) {
            let root = "http://schemas.openxmlformats.org/package/2006/relationships"
            try declareDefault(
                "rels", "application/vnd.openxmlformats-package.relationships+xml")
            addUntyped(
                part,
                Array(
                    """
                    <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
                    <Relationships xmlns="\(root)"></Relationships>
                    """.utf8))
        }
        let editor = try editor(of: part)
        let prefix = editor[editor.root].tag.prefix
        let id = freeRelationship(in: editor)
        let target = String(decoding: MarkupText.plain(target), as: UTF8.self)
        editor.append(
            "<\(prefix)Relationship Id=\"\(id)\" Type=\"\(kind)\" Target=\"\(target)\"/>".utf8,
            to: editor.root)
        return id
    }

    private func freeRelationship(in editor: PartEditor) -> String {
        let used = Set(editor.children(of: editor.root).compactMap { editor[$0].tag["Id"] })
        var number = used.count + 1
        while used.contains("rId\(number)")
            || !claimed.insert("\(editor.name.text) \(number)").inserted
        {
            number += 1
        }
        return "rId\(number)"
    }
}

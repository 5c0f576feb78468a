import XMLStream

/// A relationship of the package or of a part (ISO/IEC 29500-2, 6.5).
package struct Relationship: Sendable {
    /// What a relationship is for: an open set, since every vendor adds its own.
    package struct Kind: Hashable, Sendable {
        /// The last segment of the type URI: Strict and Transitional differ only before it.
        package let name: String

        package init(uri: String) {
            let slash = uri.utf8.lastIndex(of: UInt8(ascii: "/"))
            name = slash.map { String(uri[uri.utf8.index(after: $0)...]) } ?? uri
        }

        package static let officeDocument = Kind(uri: "officeDocument")
        package static let worksheet = Kind(uri: "worksheet")
        package static let sharedStrings = Kind(uri: "sharedStrings")
        package static let styles = Kind(uri: "styles")
        package static let calcChain = Kind(uri: "calcChain")
        package static let comments = Kind(uri: "comments")
        package static let vmlDrawing = Kind(uri: "vmlDrawing")
        /// Where the digital signatures of a package begin (ISO/IEC 29500-2, 10.4.2).
        package static let signatureOrigin = Kind(uri: "origin")
        package static let customProperties = Kind(uri: "custom-properties")
        /// Strict documents spell it in one word.
        package static let customPropertiesStrict = Kind(uri: "customProperties")
    }

    package let id: String
    package let kind: Kind
    /// Nil for a target outside of the package.
    package let target: PartName?
}

/// Reads a relationships part.
final class RelationshipsParser: XMLSink {
    private(set) var relationships: [Relationship] = []
    private let source: PartName
    private let limit: Int

    init(source: PartName, limit: Int) {
        self.source = source
        self.limit = limit
    }

    func start(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        guard name == .packageRelationships(.Relationship) else { return }
        guard relationships.count < limit else {
            throw SpreadsheetError(
                .limitExceeded, reason: "relationships", part: source.relationshipsPart.text)
        }
        guard let id = attributes.string(.attribute(.Id)),
            let type = attributes.string(.attribute(.Type)),
            let target = attributes.string(.attribute(.Target))
        else { return }
        let isExternal = attributes.string(.attribute(.TargetMode)) == "External"
        relationships.append(
            Relationship(
                id: id, kind: Relationship.Kind(uri: type),
                target: isExternal ? nil : source.resolving(target: target)))
    }

    func end(_ name: XMLName) throws {}
    func text(_ bytes: Span<UInt8>) throws {}
}

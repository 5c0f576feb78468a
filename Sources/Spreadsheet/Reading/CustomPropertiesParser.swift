import XMLStream

/// Reads custom document properties (ISO/IEC 29500-1, 22.3) as text by name.
final class CustomPropertiesParser: XMLSink {
    private(set) var properties: [String: String] = [:]
    private var name: String?
    private var text: StringText

    init(stringLimit: Int) { text = StringText(limit: stringLimit) }

    func start(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        guard name.namespace == MarkupNamespace.customProperties,
            name.local == MarkupName.property.rawValue
        else { return }
        self.name = attributes.string(.attribute(.name))
        text.clear()
    }

    func end(_ name: XMLName) throws {
        guard name.namespace == MarkupNamespace.customProperties, let key = self.name else {
            return
        }
        properties[key] = text.string
        self.name = nil
    }

    func text(_ bytes: Span<UInt8>) throws {
        if name != nil { try text.append(bytes) }
    }
}

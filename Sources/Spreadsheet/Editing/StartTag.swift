import ZipContainer

/// A start tag as its bytes have it: where its name and its attributes stand.
///
/// Only for tags that the parser has accepted; all positions are those of the part.
struct StartTag: Sendable {
    struct Attribute: Sendable {
        /// With its prefix, as written.
        let name: String
        /// The attribute and the white space before it.
        let range: Range<Int>
        /// What stands between the quotes.
        let value: Range<Int>
        let text: String
        let quote: UInt8
    }

    /// From `<` up to and with `>`.
    let range: Range<Int>
    /// With its prefix, as written.
    let name: String
    let isEmpty: Bool
    let attributes: [Attribute]
    /// Where one more attribute can stand.
    private let attributesEnd: Int

    /// - Returns: nil where the bytes are not one whole tag.
    init?(_ bytes: ArraySlice<UInt8>, at offset: Int) {
        let bytes = Array(bytes)
        guard bytes.count >= 3, bytes.first == UInt8(ascii: "<"), bytes.last == UInt8(ascii: ">")
        else { return nil }
        func isBlank(_ byte: UInt8) -> Bool {
            byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
        }
        isEmpty = bytes[bytes.count - 2] == UInt8(ascii: "/")
        let end = bytes.count - (isEmpty ? 2 : 1)
        var index = 1
        while index < end, !isBlank(bytes[index]) { index += 1 }
        guard index > 1 else { return nil }
        name = String(decoding: bytes[1..<index], as: UTF8.self)
        var found: [Attribute] = []
        var attributesEnd = index
        while true {
            let start = index
            while index < end, isBlank(bytes[index]) { index += 1 }
            guard index < end else { break }
            let nameStart = index
            while index < end, bytes[index] != UInt8(ascii: "="), !isBlank(bytes[index]) {
                index += 1
            }
            let name = String(decoding: bytes[nameStart..<index], as: UTF8.self)
            while index < end, isBlank(bytes[index]) || bytes[index] == UInt8(ascii: "=") {
                index += 1
            }
            guard index < end else { return nil }
            let quote = bytes[index]
            guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
            index += 1
            let valueStart = index
            while index < end, bytes[index] != quote { index += 1 }
            guard index < end else { return nil }
            found.append(
                Attribute(
                    name: name, range: offset + start..<offset + index + 1,
                    value: offset + valueStart..<offset + index,
                    text: MarkupText.decoded(bytes[valueStart..<index]), quote: quote))
            index += 1
            attributesEnd = index
        }
        attributes = found
        self.attributesEnd = offset + attributesEnd
        range = offset..<offset + bytes.count
    }

    /// The prefix with its colon; empty without one.
    var prefix: String {
        guard let colon = name.utf8.lastIndex(of: UInt8(ascii: ":")) else { return "" }
        return String(name[...colon])
    }

    var localName: String {
        guard let colon = name.utf8.lastIndex(of: UInt8(ascii: ":")) else { return name }
        return String(name[name.utf8.index(after: colon)...])
    }

    /// Gives an empty element content: its `/>` becomes `>`, the content and an end tag.
    func filling(with content: [UInt8]) -> Splice {
        Splice(
            range.upperBound - 2..<range.upperBound,
            Array(">".utf8) + content + Array("</\(name)>".utf8))
    }

    /// The value of an attribute, by its name as written.
    subscript(name: String) -> String? { attributes.first { $0.name == name }?.text }

    /// Gives an attribute another value, adds it, or takes it away where `value` is nil.
    ///
    /// - Returns: nil where it is so already.
    func setting(_ name: String, to value: String?) -> Splice? {
        guard let attribute = attributes.first(where: { $0.name == name }) else {
            guard let value else { return nil }
            return Splice(
                at: attributesEnd, inserting: StartTag.markup(of: name, value))
        }
        guard let value else { return Splice(removing: attribute.range) }
        if attribute.text == value { return nil }
        if attribute.quote == UInt8(ascii: "'"), value.utf8.contains(attribute.quote) {
            return Splice(attribute.range, StartTag.markup(of: name, value))
        }
        return Splice(attribute.value, MarkupText.plain(value))
    }

    /// A counting attribute (`xsd:unsignedInt`) with so many more.
    ///
    /// - Returns: nil where it is not there or counts more than any file holds: then it was wrong before.
    func count(_ name: String, raisedBy number: Int) -> Int? {
        guard let count = self[name].flatMap({ Int($0) }),
            case let (raised, overflows) = count.addingReportingOverflow(number), !overflows,
            raised <= Int(UInt32.max)
        else { return nil }
        return max(0, raised)
    }

    static func markup(of name: String, _ value: String) -> [UInt8] {
        Array(" \(name)=\"".utf8) + MarkupText.plain(value) + [UInt8(ascii: "\"")]
    }
}

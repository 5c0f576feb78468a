import XMLStream

/// Text as it stands in markup, both ways.
enum MarkupText {
    /// The characters of an `ST_Xstring` (ISO/IEC 29500-1, 22.9.2.19).
    static func string(_ text: String) -> [UInt8] { escaped(text, .content) }

    /// The inside of an attribute value in double quotes, or characters of any other type.
    static func plain(_ text: String) -> [UInt8] { escaped(text, .plain) }

    private static func escaped(_ text: String, _ place: XMLWriter.Place) -> [UInt8] {
        var writer = XMLWriter(capacity: text.utf8.count + 16)
        writer.text(text, in: place)
        var bytes: [UInt8] = []
        writer.withBytes { bytes.append(borrowed: $0) }
        return bytes
    }

    /// The text that markup without tags stands for. References that XML does not know stay as they are:
    /// the parser has seen the part before and would not have let them pass.
    static func decoded(_ markup: ArraySlice<UInt8>) -> String {
        guard markup.contains(UInt8(ascii: "&")) else {
            return String(decoding: markup, as: UTF8.self)
        }
        var text = ""
        var rest = Substring(String(decoding: markup, as: UTF8.self))
        while let start = rest.firstIndex(of: "&") {
            text += rest[..<start]
            rest = rest[start...]
            guard let end = rest.firstIndex(of: ";") else { break }
            let name = rest[rest.index(after: start)..<end]
            text += reference(name) ?? String(rest[...end])
            rest = rest[rest.index(after: end)...]
        }
        return text + rest
    }

    private static func reference(_ name: Substring) -> String? {
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default: break
        }
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let value =
            digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return value.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
    }
}

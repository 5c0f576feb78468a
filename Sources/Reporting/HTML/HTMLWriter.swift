/// Writes HTML that is escaped by construction: names of elements and attributes are literals of the program,
/// everything else is text.
struct HTMLWriter {
    /// An attribute without a value is left out; one that is only there has an empty one.
    typealias Attributes = KeyValuePairs<StaticString, String?>

    private(set) var bytes: [UInt8] = []

    mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    mutating func open(_ name: StaticString, _ attributes: Attributes = [:]) {
        bytes.append(UInt8(ascii: "<"))
        trusted(name)
        for (name, value) in attributes {
            guard let value else { continue }
            bytes.append(UInt8(ascii: " "))
            trusted(name)
            guard !value.isEmpty else { continue }
            bytes += "=\"".utf8
            escape(value)
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(UInt8(ascii: ">"))
    }

    mutating func close(_ name: StaticString) {
        bytes += "</".utf8
        trusted(name)
        bytes.append(UInt8(ascii: ">"))
    }

    mutating func text(_ text: String) { escape(text) }

    mutating func element(_ name: StaticString, _ attributes: Attributes, _ text: String) {
        open(name, attributes)
        escape(text)
        close(name)
    }

    mutating func element(_ name: StaticString, _ text: String) { element(name, [:], text) }

    mutating func element(
        _ name: StaticString, _ attributes: Attributes = [:],
        _ body: (inout HTMLWriter) -> Void
    ) {
        open(name, attributes)
        body(&self)
        close(name)
    }

    /// Text that came with a workbook: what its direction is does not reach the page around it.
    mutating func foreign(_ text: String) { element("bdi", text) }

    /// What is part of the program: the doctype, the stylesheet, the script.
    mutating func trusted(_ literal: StaticString) {
        // No string is made of it, since nearly all of a page is names of elements.
        literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func embedded(_ name: StaticString, _ content: [UInt8]) {
        open(name)
        bytes += content
        close(name)
    }

    // MARK: Escaping

    private mutating func escape(_ text: String) {
        guard text.utf8.contains(where: HTMLWriter.needsCare) else {
            bytes += text.utf8
            return
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": bytes += "&amp;".utf8
            case "<": bytes += "&lt;".utf8
            case ">": bytes += "&gt;".utf8
            case "\"": bytes += "&quot;".utf8
            case "'": bytes += "&#39;".utf8
            case "\t", "\n": bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            default:
                if HTMLWriter.isUnseen(scalar) {
                    // What would be invisible, or turn the text around, is shown for what it is.
                    bytes += "[U+\(HTMLWriter.hexadecimal(scalar.value))]".utf8
                } else {
                    bytes += String(scalar).utf8
                }
            }
        }
    }

    /// Bytes of characters that are escaped, and the first bytes of those that may be.
    private static func needsCare(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
            UInt8(ascii: "'"), 0..<0x20, 0x7F, 0xC2, 0xD8, 0xE2, 0xEF:
            true
        default: false
        }
    }

    /// Controls, and the marks of direction of Unicode Standard Annex 9.
    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069,
            0xFFFE, 0xFFFF:
            true
        default: false
        }
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

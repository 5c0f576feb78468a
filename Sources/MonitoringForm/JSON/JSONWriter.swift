/// Writes JSON (RFC 8259) as bytes, keys in the order they are written.
///
/// The same calls give the same bytes: the standard library's encoder offers sorted or unspecified key
/// order only, and goes through binary floating point.
package struct JSONWriter {
    package enum Style: Sendable {
        /// All on one line, no spaces.
        case compact
        /// Two spaces for each level, one space behind colons.
        case indented
    }

    package private(set) var bytes: [UInt8] = []
    private let style: Style
    /// For each open container, whether it has an element already.
    private var hasElements: [Bool] = []
    private var isAfterKey = false
    /// The template that is being filled, and the next of its pieces.
    private var filling: (template: JSONTemplate, position: Int)?
    /// Where values were left out.
    private(set) var holes: [Int] = []

    package init(style: Style) { self.style = style }

    /// A writer of one value that stands in a number of containers.
    init(style: Style, depth: Int) {
        self.style = style
        hasElements = Array(repeating: true, count: depth)
        isAfterKey = true
    }

    /// Makes room for about so many bytes.
    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    /// Hands over what is written so far, so that a long text need not stand in memory whole.
    package mutating func drain() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    // MARK: Containers

    package mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
        try container(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
    }

    package mutating func array(_ body: (inout JSONWriter) throws -> Void) rethrows {
        try container(UInt8(ascii: "["), UInt8(ascii: "]"), body)
    }

    /// Writes a key; the next call writes its value.
    package mutating func key(_ name: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        // Keys are the model's own names: nothing in them needs escaping.
        bytes.append(contentsOf: name.utf8)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        if style == .indented { bytes.append(UInt8(ascii: " ")) }
        isAfterKey = true
    }

    /// Writes a key that is not of the model, whatever is in it.
    mutating func foreignKey(_ name: String) {
        separate()
        quoted(name)
        bytes.append(UInt8(ascii: ":"))
        if style == .indented { bytes.append(UInt8(ascii: " ")) }
        isAfterKey = true
    }

    package mutating func member(
        _ name: String, _ body: (inout JSONWriter) throws -> Void
    ) rethrows {
        key(name)
        try body(&self)
    }

    private mutating func container(
        _ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) throws -> Void
    ) rethrows {
        separate()
        bytes.append(open)
        hasElements.append(false)
        try body(&self)
        if hasElements.removeLast() { newLine() }
        bytes.append(close)
    }

    // MARK: Values

    package mutating func string(_ value: String?) {
        separate()
        if let value { quoted(value) } else { raw("null") }
    }

    package mutating func number(_ value: ExactDecimal?) {
        separate()
        if let value { value.appendDigits(to: &bytes) } else { raw("null") }
    }

    package mutating func boolean(_ value: Bool) {
        separate()
        raw(value ? "true" : "false")
    }

    package mutating func null() {
        separate()
        raw("null")
    }

    /// Writes text that is a JSON value already.
    package mutating func verbatim(_ json: String) {
        separate()
        raw(json)
    }

    /// Leaves out a value, to be filled in later.
    mutating func hole() {
        separate()
        holes.append(bytes.count)
    }

    // MARK: Templates

    /// Writes a value that has a template: `fill` gives a leaf for each hole, from the first to the last.
    mutating func value(_ template: JSONTemplate, _ fill: (inout JSONWriter) -> Void) {
        separate()
        filling = (template, 0)
        fill(&self)
        nextPiece()
        filling = nil
    }

    mutating func leaf(_ value: String?) {
        nextPiece()
        if let value { quoted(value) } else { raw("null") }
    }

    mutating func leaf(_ value: ExactDecimal?) {
        nextPiece()
        if let value { value.appendDigits(to: &bytes) } else { raw("null") }
    }

    private mutating func nextPiece() {
        guard let (template, position) = filling else { return }
        template.append(piece: position, to: &bytes)
        filling?.position = position + 1
    }

    // MARK: Bytes

    private mutating func separate() {
        if isAfterKey {
            isAfterKey = false
            return
        }
        guard let last = hasElements.indices.last else { return }
        if hasElements[last] { bytes.append(UInt8(ascii: ",")) }
        hasElements[last] = true
        newLine()
    }

    private mutating func newLine() {
        guard style == .indented else { return }
        bytes.append(UInt8(ascii: "\n"))
        for _ in 0..<hasElements.count * 2 { bytes.append(UInt8(ascii: " ")) }
    }

    private mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func quoted(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        let isPlain = text.utf8.withContiguousStorageIfAvailable { buffer in
            for byte in buffer
            where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                return false
            }
            bytes.append(contentsOf: buffer)
            return true
        }
        if !(isPlain ?? false) { escaped(text) }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escaped(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                bytes.append(contentsOf: (digits.count == 1 ? "\\u000" : "\\u00").utf8)
                bytes.append(contentsOf: digits.utf8)
            default: bytes.append(byte)
            }
        }
    }
}

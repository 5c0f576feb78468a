/// Characters beyond ASCII, and references to characters.
extension UTF8Parser {
    /// The position behind the character at `index`, which is not one byte of ASCII that may stand there;
    /// nil where its bytes are not all there.
    @inline(__always)
    func passScalar(_ view: ByteView, at index: Int) throws -> Int? {
        // Most of what is not ASCII here is Chinese: three bytes.
        let lead = view[index]
        if lead >= 0xE1 && lead <= 0xEC, view[index + 1] & 0xC0 == 0x80,
            view[index + 2] & 0xC0 == 0x80
        {
            return index + 3
        }
        return try scalar(view, at: index)?.next
    }

    /// The character at `index`: RFC 3629, and XML 1.0, production 2. Nil where its bytes are not all there.
    func scalar(_ view: ByteView, at index: Int) throws -> (value: UInt32, next: Int)? {
        let lead = view[index]
        let length: Int
        let smallest: UInt32
        switch lead {
        case 0 where index == view.count: return nil
        case 0x09, 0x0A, 0x0D, 0x20..<0x80: return (UInt32(lead), index + 1)
        case 0xC2...0xDF: (length, smallest) = (2, 0x80)
        case 0xE0...0xEF: (length, smallest) = (3, 0x800)
        case 0xF0...0xF4: (length, smallest) = (4, 0x10000)
        default:
            throw malformed(
                lead < 0x80 ? "a control character" : "bytes that are not UTF-8", at: index)
        }
        var value = UInt32(lead) & (0xFF >> UInt32(length + 1))
        for offset in 1..<length {
            if index + offset >= view.count { return nil }
            let byte = view[index + offset]
            guard byte & 0xC0 == 0x80 else {
                throw malformed("bytes that are not UTF-8", at: index)
            }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        guard value >= smallest, UTF8Parser.isCharacter(value) else {
            throw malformed("bytes that are not UTF-8, or no character", at: index)
        }
        return (value, index + length)
    }

    /// The character that the reference at `index` means, and the position behind it (XML 1.0, 4.1).
    func scalar(
        ofReferenceAt index: Int, _ view: ByteView
    ) throws -> (scalar: UInt32, next: Int)? {
        if view[index + 1] == UInt8(ascii: "#") { return try characterReference(view, at: index) }
        for (name, value) in UTF8Parser.entities {
            guard let isSame = view.begins(name, at: index) else { return nil }
            if isSame { return (value, index + name.utf8.count) }
        }
        throw malformed("a reference to an entity that is not declared", at: index)
    }

    private static let entities: [(String, UInt32)] = [
        ("&amp;", 0x26), ("&lt;", 0x3C), ("&gt;", 0x3E), ("&quot;", 0x22), ("&apos;", 0x27),
    ]

    private func characterReference(
        _ view: ByteView, at index: Int
    ) throws -> (scalar: UInt32, next: Int)? {
        let isHex = view[index + 2] == UInt8(ascii: "x")
        let radix: UInt32 = isHex ? 16 : 10
        let first = index + (isHex ? 3 : 2)
        guard first <= view.count else { return nil }
        var position = first
        var value: UInt32 = 0
        while let digit = UTF8Parser.digit(view[position]), digit < radix {
            value = min(value * radix + digit, 0x11_0000)
            position += 1
        }
        if position == view.count { return nil }
        guard view[position] == UInt8(ascii: ";"), position > first,
            UTF8Parser.isCharacter(value)
        else { throw malformed("a reference to no character", at: index) }
        return (value, position + 1)
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }

    static func isCharacter(_ value: UInt32) -> Bool {
        switch value {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10_FFFF: true
        default: false
        }
    }

    static func append(_ scalar: UInt32, to bytes: Pile<UInt8>) {
        if scalar >= 0x800, scalar < 0x1_0000 {
            bytes.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | (scalar >> 6 & 0x3F)))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | (scalar & 0x3F)))
            return
        }
        guard let scalar = Unicode.Scalar(scalar) else { return }
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { bytes.append(byte) }
    }
}

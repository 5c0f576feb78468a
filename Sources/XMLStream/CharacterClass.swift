/// What a byte may be where it stands, for all 256 bytes at once.
///
/// XML 1.0 (fifth edition), productions 2, 3, 4 and 4a, as far as ASCII goes; bytes from 0x80 on are
/// ``beyondASCII`` and looked at as scalars.
enum CharacterClass {
    /// Stands for itself in text.
    static let text: UInt8 = 1
    /// Stands for itself in an attribute value, whichever quotes it is in.
    static let value: UInt8 = 2
    static let nameStart: UInt8 = 4
    /// In a name behind its start. The colon is not: it ends a prefix.
    static let name: UInt8 = 8
    static let blank: UInt8 = 16
    /// Stands for itself in comments, CDATA sections and instructions.
    static let passedOver: UInt8 = 32
    static let beyondASCII: UInt8 = 64

    static func classes(of byte: UInt8) -> UInt8 {
        if byte >= 0x80 { return beyondASCII }
        let character = Character(Unicode.Scalar(byte))
        var result: UInt8 = 0
        let isBlank = byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
        if isBlank { result |= blank }
        guard isBlank || byte >= 0x20 else { return result }
        if !"<&]\r".contains(character) { result |= text }
        if !"<&\"'\t\n\r".contains(character) { result |= value }
        if !"-?]\r".contains(character) { result |= passedOver }
        let isLetter = character.isLetter || byte == UInt8(ascii: "_")
        if isLetter { result |= nameStart }
        if isLetter || character.isNumber || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        {
            result |= name
        }
        return result
    }

    /// Whether a scalar beyond ASCII may begin a name (production 4).
    static func isNameStart(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF,
            0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF,
            0xFDF0...0xFFFD, 0x10000...0xEFFFF:
            true
        default: false
        }
    }

    /// Whether a scalar beyond ASCII may stand in a name (production 4a).
    static func isName(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xB7, 0x300...0x36F, 0x203F...0x2040: true
        default: isNameStart(scalar)
        }
    }
}

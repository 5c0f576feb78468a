import TextDecoding

/// Names of entries: decoding of what archivers write, and the names that are refused.
enum EntryName {
    /// APPNOTE appendix D: bit 11 says UTF-8, else CP437. Many archivers write UTF-8 or, in China,
    /// GB18030 without saying so; a name that is valid in these is taken for what it is.
    static func decode(_ bytes: ArraySlice<UInt8>, declaredUTF8: Bool) -> String? {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        if declaredUTF8 { return nil }
        return GB18030.decode(bytes) ?? decodeCP437(bytes)
    }

    /// A name that could leave the folder it is unpacked to, or that C code would cut short.
    static func isUnsafe(_ name: String) -> Bool {
        let bytes = name.utf8.span
        if bytes.isEmpty { return true }
        if bytes.count >= 2, bytes[1] == UInt8(ascii: ":") { return true }
        // Of the folder's name that is being looked through.
        var length = 0
        var dots = 0
        for index in bytes.indices {
            switch bytes[index] {
            case 0: return true
            case UInt8(ascii: "/"), UInt8(ascii: "\\"):
                if dots == 2, length == 2 { return true }
                length = 0
                dots = 0
            case UInt8(ascii: "."):
                length += 1
                dots += 1
            default: length += 1
            }
        }
        return dots == 2 && length == 2
    }

    /// Code page 437, 0x80 to 0xFF.
    private static let cp437 = Array(
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}"
            .unicodeScalars)

    private static func decodeCP437(_ bytes: ArraySlice<UInt8>) -> String {
        var text = String.UnicodeScalarView()
        for byte in bytes {
            text.append(byte < 0x80 ? Unicode.Scalar(byte) : cp437[Int(byte) - 0x80])
        }
        return String(text)
    }
}

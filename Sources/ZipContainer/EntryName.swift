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
        let bytes = Array(name.utf8)
        if bytes.isEmpty || bytes.contains(0) { return true }
        if bytes.count >= 2, bytes[1] == UInt8(ascii: ":") { return true }
        return bytes.split(whereSeparator: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") })
            .contains { $0.elementsEqual([UInt8(ascii: "."), UInt8(ascii: ".")]) }
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

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Names of entries: decoding of what archivers write, and the names that are refused.
enum EntryName {
    /// APPNOTE appendix D: bit 11 says UTF-8, else CP437. Many archivers write UTF-8 or, in China,
    /// GB18030 without saying so; a name that is valid in these is taken for what it is.
    static func decode(_ bytes: ArraySlice<UInt8>, declaredUTF8: Bool) -> String? {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        if declaredUTF8 { return nil }
        return decodeGB18030(bytes) ?? decodeCP437(bytes)
    }

    /// A name that could leave the folder it is unpacked to, or that C code would cut short.
    static func isUnsafe(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        if bytes.isEmpty || bytes.contains(0) { return true }
        if bytes.count >= 2, bytes[1] == UInt8(ascii: ":") { return true }
        return bytes.split(whereSeparator: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") })
            .contains { $0.elementsEqual([UInt8(ascii: "."), UInt8(ascii: ".")]) }
    }

    private static func decodeGB18030(_ bytes: ArraySlice<UInt8>) -> String? {
        let converter = unsafe iconv_open("UTF-8", "GB18030")
        guard unsafe converter != iconv_t(bitPattern: -1) else { return nil }
        defer { _ = unsafe iconv_close(converter) }
        var input = bytes.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: bytes.count * 4)
        let written: Int? = unsafe input.withUnsafeMutableBufferPointer { source in
            unsafe output.withUnsafeMutableBufferPointer { target in
                var from = source.baseAddress
                var left = source.count
                var to = target.baseAddress
                var room = target.count
                guard
                    unsafe iconv(converter, &from, &left, &to, &room) != Int(bitPattern: UInt.max),
                    left == 0
                else { return nil }
                return target.count - room
            }
        }
        guard let written else { return nil }
        return String(validating: output[..<written].map { UInt8(bitPattern: $0) }, as: UTF8.self)
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

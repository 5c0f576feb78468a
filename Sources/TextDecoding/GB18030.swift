#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The encoding of Chinese Windows (GB 18030; GBK is a part of it), decoded by the system's iconv.
package enum GB18030 {
    /// The text of bytes, or nil where they are not of this encoding.
    package static func decode(_ bytes: ArraySlice<UInt8>) -> String? {
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
}

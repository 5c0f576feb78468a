/// Text of a file that stands for itself, at sight.
enum PlainText {
    /// The position of the `<` that ends a text from `start` on in which nothing has to be replaced, decoded
    /// or refused; nil where that is not certain.
    @inline(__always)
    static func end(_ bytes: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        let last = bytes.count
        while index < last {
            let byte = bytes[index]
            if byte < 0x80 {
                if byte == UInt8(ascii: "<") { return index }
                // `_` may begin an escape, `]` an error; control characters are errors or line ends.
                guard byte >= 0x20 || byte == 0x0A || byte == 0x09, byte != UInt8(ascii: "&"),
                    byte != UInt8(ascii: "]"), byte != UInt8(ascii: "_")
                else { return nil }
                index &+= 1
            } else {
                // Chinese: of these leads every pair of continuations is a character.
                guard byte >= 0xE1, byte <= 0xEC, index &+ 2 < last,
                    bytes[index &+ 1] & 0xC0 == 0x80, bytes[index &+ 2] & 0xC0 == 0x80
                else { return nil }
                index &+= 3
            }
        }
        return nil
    }

    /// Decodes a text of such characters and of decimal references to others, as some writers put every Chinese
    /// character; the position of the `<` that ends it, or nil where that is not certain.
    ///
    /// - Parameter decoded: takes the text.
    static func end(
        _ bytes: Span<UInt8>, from start: Int, decodedTo decoded: inout [UInt8]
    ) -> Int? {
        decoded.removeAll(keepingCapacity: true)
        var index = start
        let last = bytes.count
        while index < last {
            let byte = bytes[index]
            if byte == UInt8(ascii: "<") { return index }
            if byte == UInt8(ascii: "&") {
                guard let (scalar, next) = reference(bytes, index) else { return nil }
                append(scalar, to: &decoded)
                index = next
            } else {
                guard byte >= 0x20 || byte == 0x0A || byte == 0x09, byte < 0x80,
                    byte != UInt8(ascii: "]"), byte != UInt8(ascii: "_")
                else { return nil }
                decoded.append(byte)
                index &+= 1
            }
        }
        return nil
    }

    /// The UTF-8 of a character beyond ASCII.
    @inline(__always)
    private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        func continuation(_ shift: UInt32) -> UInt8 {
            0x80 | UInt8(truncatingIfNeeded: scalar.value >> shift & 0x3F)
        }
        switch scalar.value {
        case ..<0x800: bytes.append(0xC0 | UInt8(truncatingIfNeeded: scalar.value >> 6))
        case ..<0x10000:
            bytes.append(0xE0 | UInt8(truncatingIfNeeded: scalar.value >> 12))
            bytes.append(continuation(6))
        default:
            bytes.append(0xF0 | UInt8(truncatingIfNeeded: scalar.value >> 18))
            bytes.append(continuation(12))
            bytes.append(continuation(6))
        }
        bytes.append(continuation(0))
    }

    /// `&#20013;`, for a character beyond ASCII.
    @inline(__always)
    private static func reference(
        _ bytes: Span<UInt8>, _ start: Int
    ) -> (Unicode.Scalar, next: Int)? {
        var index = start &+ 2
        guard index < bytes.count, bytes[start &+ 1] == UInt8(ascii: "#") else { return nil }
        var value: UInt32 = 0
        while index < bytes.count, index &- start < 10 {
            let digit = bytes[index] &- UInt8(ascii: "0")
            if digit > 9 { break }
            value = value &* 10 &+ UInt32(digit)
            index &+= 1
        }
        guard index < bytes.count, bytes[index] == UInt8(ascii: ";"), value >= 0x80,
            value != 0xFFFE, value != 0xFFFF, let scalar = Unicode.Scalar(value)
        else { return nil }
        return (scalar, index &+ 1)
    }
}

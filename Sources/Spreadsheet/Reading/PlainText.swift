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
}

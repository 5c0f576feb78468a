/// Deflate blocks without any text (RFC 1951, 3.2.3), for what follows to begin at another bit of a byte.
///
/// A block of fixed codes takes ten bits. Of blocks with codes of their own the one here takes 95, so that odd bits
/// can be reached too. All its codes are complete and there are two codes of distances: some programs refuse others.
enum EmptyBlocks {
    /// Whole bytes, and the bits behind them.
    ///
    /// - Parameter bit: how many bits there shall be behind the whole bytes.
    static func upTo(bit: Int) -> (bytes: [UInt8], rest: UInt8) {
        var writer = BitWriter()
        if bit % 2 == 1 { writer.appendOwnCodes() }
        while writer.count != bit { writer.appendFixedCodes() }
        return (writer.bytes, writer.value)
    }
}

private struct BitWriter {
    private(set) var bytes: [UInt8] = []
    /// The bits behind the whole bytes, the lowest first.
    private(set) var value: UInt8 = 0
    private(set) var count = 0

    /// Appends a number, its lowest bit first.
    mutating func append(_ number: Int, bits: Int) {
        for bit in 0..<bits {
            value |= UInt8(truncatingIfNeeded: number >> bit & 1) << UInt8(count)
            count += 1
            if count == 8 {
                bytes.append(value)
                (value, count) = (0, 0)
            }
        }
    }

    /// Not the last, fixed codes, end of block.
    mutating func appendFixedCodes() {
        append(0, bits: 1)
        append(1, bits: 2)
        append(0, bits: 7)
    }

    /// Not the last, codes of its own: one bit each for the byte 0 and for the end of the block, and for the first
    /// two distances.
    mutating func appendOwnCodes() {
        append(0, bits: 1)
        append(2, bits: 2)
        // 257 codes of bytes and lengths, two of distances, 19 of lengths of codes.
        append(0, bits: 5)
        append(1, bits: 5)
        append(15, bits: 4)
        // In the order 16 17 18 0 8 7 9 6 10 5 11 4 12 3 13 2 14 1 15, codes of one bit: 0 says 1, 1 says 18.
        for place in 0..<19 { append(place == 2 || place == 17 ? 1 : 0, bits: 3) }
        append(0, bits: 1)
        // 18 stands for 11 zeros and as many more as seven bits tell: 138 and 117.
        append(1, bits: 1)
        append(127, bits: 7)
        append(1, bits: 1)
        append(106, bits: 7)
        for _ in 0..<3 { append(0, bits: 1) }
        // End of block: the second of its two codes.
        append(1, bits: 1)
    }
}

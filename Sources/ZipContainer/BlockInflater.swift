/// Inflates a raw deflate stream block by block, and goes back to the beginning of a block.
final class BlockInflater {
    /// The beginning of a block.
    struct Place {
        /// Bits of the stream before the block.
        var bit = 0
        /// The last text before it, 32 KiB or all of it.
        var window: [UInt8] = []
    }

    enum Progress { case insideBlock, endOfBlock, endOfStream }

    /// The compressed bytes.
    let data: [UInt8]
    /// Where the stream begins in ``data``, and where its bytes end.
    let range: Range<Int>
    private let stream = InflateStream()
    /// Bits of the stream that are inflated, as far as a whole block.
    private(set) var bit = 0
    /// Bytes of the stream that zlib has taken.
    private var consumed = 0

    init(_ data: [UInt8], range: Range<Int>) throws(ZipError) {
        self.data = data
        self.range = range
        try stream.reset()
    }

    /// The place after a whole block.
    func place() throws(ZipError) -> Place { Place(bit: bit, window: try stream.window()) }

    func goBack(to place: Place) throws(ZipError) {
        try stream.reset()
        bit = place.bit
        consumed = place.bit / 8
        let used = place.bit % 8
        var value: UInt8 = 0
        if used > 0 {
            value = data[range.lowerBound + consumed] >> UInt8(used)
            consumed += 1
        }
        try stream.prime(bits: used > 0 ? 8 - used : 0, value: value, window: place.window)
    }

    /// Inflates at most 64 KiB, and no further than the end of a block.
    ///
    /// - Throws: ``ZipError/Code/badData``; whatever `accept` throws.
    func advance(accept: (Span<UInt8>) throws -> Void) throws -> Progress {
        let data = data
        let rest = data.span.extracting(range.lowerBound + consumed..<range.upperBound)
        let step = try stream.step(rest, stopsAtBlocks: true, accept: accept)
        consumed += step.consumed
        guard step.isAtBlockEnd || step.isAtEnd else { return .insideBlock }
        if !step.isAtEnd, !step.isInLastBlock {
            bit = 8 * consumed - step.unusedBits
            return .endOfBlock
        }
        guard consumed == range.count else { throw ZipError(.badData) }
        bit = 8 * consumed
        return .endOfStream
    }
}

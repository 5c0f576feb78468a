import CZlib

/// Deflate streams as different as writers make them: levels, strategies, small blocks, stored blocks, flushes.
package enum RandomDeflate {
    package static func deflated(
        _ data: [UInt8], _ random: inout SeededRandom
    ) -> [UInt8] {
        var stream = z_stream()
        let strategies = [
            Z_DEFAULT_STRATEGY, Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED,
        ]
        func level() -> Int32 { [0, 1, 3, 6, 9].randomElement(using: &random) ?? 6 }
        // Little memory makes short blocks.
        let memory = [1, 2, 5, 8, 9].randomElement(using: &random) ?? 8
        guard
            deflateInit2_(
                &stream, level(), Z_DEFLATED, -MAX_WBITS, Int32(memory),
                strategies.randomElement(using: &random) ?? 0, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return [] }
        defer { deflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: 2 * data.count + (1 << 16))
        let isFlushed = Bool.random(using: &random)
        let isMixed = Bool.random(using: &random)
        var input = data
        let length = input.count
        let size = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                var taken = 0
                while taken < length {
                    let piece = min(length - taken, Int.random(in: 1...60_000, using: &random))
                    stream.avail_in += UInt32(piece)
                    taken += piece
                    let flushes = [Z_BLOCK, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH]
                    let flush = flushes.randomElement(using: &random) ?? 0
                    _ = deflate(&stream, isFlushed ? flush : Z_NO_FLUSH)
                    if isMixed {
                        _ = deflateParams(
                            &stream, level(), strategies.randomElement(using: &random) ?? 0)
                    }
                }
                return deflate(&stream, Z_FINISH) == Z_STREAM_END ? Int(stream.total_out) : 0
            }
        }
        return Array(output.prefix(size))
    }
}

import CZlib

/// zlib's inflating of one raw deflate stream (RFC 1951), a step at a time.
///
/// One object serves many streams in turn.
@safe final class InflateStream {
    /// What a step has done.
    struct Step {
        /// Bytes of the input that were taken.
        let consumed: Int
        /// Bits of the last byte taken that belong to what follows; fewer than eight at the end of a block.
        let unusedBits: Int
        let isAtBlockEnd: Bool
        /// Whether the block is the last of the stream.
        let isInLastBlock: Bool
        let isAtEnd: Bool
    }

    private static let chunkSize = 1 << 16

    private let stream: UnsafeMutablePointer<z_stream>
    private let buffer: UnsafeMutablePointer<UInt8>
    private var isReady = false

    init() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        unsafe buffer = .allocate(capacity: InflateStream.chunkSize)
        // Negative window bits: no zlib header. Fails only without memory; then reset() throws.
        unsafe isReady = jiance_inflateInit2(stream, -MAX_WBITS) == Z_OK
    }

    deinit {
        if isReady { unsafe inflateEnd(stream) }
        unsafe stream.deallocate()
        unsafe buffer.deallocate()
    }

    /// Begins a stream; what is left of an earlier one is dropped.
    func reset() throws(ZipError) {
        guard isReady, unsafe inflateReset(stream) == Z_OK else { throw ZipError(.badData) }
    }

    /// Goes on in the middle of a stream, right after ``reset()``.
    ///
    /// - Parameters:
    ///   - bits: the number of bits that the last byte before has left over.
    ///   - value: those bits, the lowest first.
    ///   - window: the last text before, 32 KiB or all of it.
    func prime(bits: Int, value: UInt8, window: [UInt8]) throws(ZipError) {
        var status = Z_OK
        if bits > 0 { status = unsafe inflatePrime(stream, Int32(bits), Int32(value)) }
        if status == Z_OK, !window.isEmpty {
            status = unsafe inflateSetDictionary(stream, window, UInt32(window.count))
        }
        guard status == Z_OK else { throw ZipError(.badData) }
    }

    /// The last text so far that what follows may refer to, 32 KiB or all of it.
    func window() throws(ZipError) -> [UInt8] {
        var isRead = false
        let window = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 15) { storage, count in
            var length: UInt32 = 0
            isRead = unsafe inflateGetDictionary(stream, storage.baseAddress, &length) == Z_OK
            count = isRead ? Int(length) : 0
        }
        guard isRead else { throw ZipError(.badData) }
        return window
    }

    /// Inflates at most 64 KiB.
    ///
    /// - Parameters:
    ///   - input: what follows of the stream; the step need not take all of it.
    ///   - stopsAtBlocks: whether the step ends with a block.
    /// - Throws: ``ZipError/Code/badData`` for a broken stream, or one that can go on only with more input than
    ///   there is; whatever `accept` throws.
    func step(
        _ input: Span<UInt8>, stopsAtBlocks: Bool = false, accept: (Span<UInt8>) throws -> Void
    ) throws -> Step {
        try unsafe input.withUnsafeBufferPointer { source in
            // avail_in is 32 bits wide.
            let available = min(source.count, 1 << 30)
            unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
            unsafe stream.pointee.avail_in = UInt32(available)
            unsafe stream.pointee.next_out = buffer
            unsafe stream.pointee.avail_out = UInt32(InflateStream.chunkSize)
            let status = unsafe inflate(stream, stopsAtBlocks ? Z_BLOCK : Z_NO_FLUSH)
            let produced = unsafe InflateStream.chunkSize - Int(stream.pointee.avail_out)
            guard status == Z_OK || status == Z_STREAM_END else { throw ZipError(.badData) }
            if produced > 0 {
                let output = unsafe UnsafeBufferPointer(start: buffer, count: produced)
                try unsafe accept(output.span)
            }
            let state = unsafe stream.pointee.data_type
            return Step(
                consumed: available - (unsafe Int(stream.pointee.avail_in)),
                unusedBits: Int(state & 63), isAtBlockEnd: state & 128 != 0,
                isInLastBlock: state & 64 != 0, isAtEnd: status == Z_STREAM_END)
        }
    }
}

import CZlib

/// Raw deflate streams (RFC 1951) to bytes, chunk by chunk, with zlib.
///
/// The loop is ours because it has to be bounded: it ends at the end of the stream, at an error, when
/// `accept` throws, or when zlib makes no progress. One object serves many entries in turn.
@safe final class Inflater {
    private static let chunkSize = 1 << 16

    private let stream: UnsafeMutablePointer<z_stream>
    private let buffer: UnsafeMutablePointer<UInt8>
    private var isReady = false

    init() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        unsafe buffer = .allocate(capacity: Inflater.chunkSize)
        // Negative window bits: no zlib header. Fails only without memory; then inflate() throws.
        unsafe isReady = jiance_inflateInit2(stream, -MAX_WBITS) == Z_OK
    }

    deinit {
        if isReady { unsafe inflateEnd(stream) }
        unsafe stream.deallocate()
        unsafe buffer.deallocate()
    }

    /// Inflates `input` and hands over the output in pieces of at most 64 KiB.
    ///
    /// - Throws: ``ZipError/Code/badData`` where the stream is broken, ends early, or is followed by
    ///   other bytes; whatever `accept` throws.
    func inflate(
        _ input: Span<UInt8>, accept: (Span<UInt8>) throws -> Void
    ) throws {
        guard isReady, unsafe inflateReset(stream) == Z_OK else { throw ZipError(.badData) }
        try unsafe input.withUnsafeBufferPointer { source in
            var offset = 0
            var status = Z_OK
            repeat {
                // avail_in is 32 bits wide: feed the input in pieces.
                let piece = min(source.count - offset, 1 << 30)
                unsafe stream.pointee.next_in = UnsafeMutablePointer(
                    mutating: source.baseAddress.map { unsafe $0 + offset })
                unsafe stream.pointee.avail_in = UInt32(piece)
                unsafe stream.pointee.next_out = buffer
                unsafe stream.pointee.avail_out = UInt32(Inflater.chunkSize)
                status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
                let consumed = unsafe piece - Int(stream.pointee.avail_in)
                let produced = unsafe Inflater.chunkSize - Int(stream.pointee.avail_out)
                offset += consumed
                guard status == Z_OK || status == Z_STREAM_END,
                    status == Z_STREAM_END || consumed > 0 || produced > 0
                else { throw ZipError(.badData) }
                if produced > 0 {
                    let output = unsafe UnsafeBufferPointer(start: buffer, count: produced)
                    try unsafe accept(output.span)
                }
            } while status != Z_STREAM_END
            guard offset == source.count else { throw ZipError(.badData) }
        }
    }
}

/// CRC-32 as ZIP and zlib compute it (ISO 3309).
struct CRC32 {
    private(set) var value: UInt32 = 0

    mutating func update(_ bytes: Span<UInt8>) {
        value = unsafe bytes.withUnsafeBufferPointer { source in
            unsafe UInt32(
                truncatingIfNeeded: crc32_z(UInt(value), source.baseAddress, source.count))
        }
    }
}

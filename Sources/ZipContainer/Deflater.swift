import CZlib

/// How hard zlib tries (1 to 9): 1 is fast, 6 is what archivers use, 9 is slow and hardly smaller.
package struct DeflateLevel: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int

    /// Values out of 1 to 9 become the nearest of these.
    package init(rawValue: Int) { self.rawValue = min(9, max(1, rawValue)) }

    package static let fastest = DeflateLevel(rawValue: 1)
    package static let standard = DeflateLevel(rawValue: 6)
    package static let smallest = DeflateLevel(rawValue: 9)
}

/// Bytes to raw deflate streams (RFC 1951), chunk by chunk, with zlib.
///
/// One object serves many streams in turn: zlib's tables (256 KiB) are cleared, not allocated anew.
@safe final class Deflater {
    private static let chunkSize = 1 << 16

    private let stream: UnsafeMutablePointer<z_stream>
    private let buffer: UnsafeMutablePointer<UInt8>
    private var level: DeflateLevel?

    init() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        unsafe buffer = .allocate(capacity: Deflater.chunkSize)
    }

    deinit {
        if level != nil { unsafe deflateEnd(stream) }
        unsafe stream.deallocate()
        unsafe buffer.deallocate()
    }

    /// Begins a stream; what is left of an earlier one is dropped.
    ///
    /// - Throws: ``ZipError/Code/deflateFailed``.
    func begin(_ wanted: DeflateLevel) throws(ZipError) {
        if level == wanted {
            guard unsafe deflateReset(stream) == Z_OK else { throw ZipError(.deflateFailed) }
            return
        }
        if level != nil {
            // Fails only to tell that a stream was not finished.
            _ = unsafe deflateEnd(stream)
            level = nil
        }
        // Negative window bits: no zlib header. Memory level 9 is the largest hash and buffers.
        let status = unsafe jiance_deflateInit2(stream, Int32(wanted.rawValue), -MAX_WBITS, 9)
        guard status == Z_OK else { throw ZipError(.deflateFailed) }
        level = wanted
    }

    /// Takes the next bytes of the stream and hands over what is ready, in pieces of at most 64 KiB.
    ///
    /// - Parameter isLast: ends the stream.
    /// - Throws: ``ZipError``; whatever `accept` throws.
    func deflate(
        _ input: Span<UInt8>, isLast: Bool = false, accept: (Span<UInt8>) throws -> Void
    ) throws {
        guard level != nil else { throw ZipError(.misuse) }
        try unsafe input.withUnsafeBufferPointer { source in
            var offset = 0
            var status = Z_OK
            var room = 0
            repeat {
                // avail_in is 32 bits wide: feed the input in pieces.
                let piece = min(source.count - offset, 1 << 30)
                let isEnd = isLast && offset + piece == source.count
                unsafe stream.pointee.next_in = UnsafeMutablePointer(
                    mutating: source.baseAddress.map { unsafe $0 + offset })
                unsafe stream.pointee.avail_in = UInt32(piece)
                unsafe stream.pointee.next_out = buffer
                unsafe stream.pointee.avail_out = UInt32(Deflater.chunkSize)
                status = unsafe CZlib.deflate(stream, isEnd ? Z_FINISH : Z_NO_FLUSH)
                // Z_BUF_ERROR: nothing to do, which is no fault where nothing was left to take.
                guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
                    throw ZipError(.deflateFailed)
                }
                offset += unsafe piece - Int(stream.pointee.avail_in)
                room = unsafe Int(stream.pointee.avail_out)
                if room < Deflater.chunkSize {
                    let output = unsafe UnsafeBufferPointer(
                        start: buffer, count: Deflater.chunkSize - room)
                    try unsafe accept(output.span)
                } else if status == Z_BUF_ERROR, offset < source.count || isLast {
                    throw ZipError(.deflateFailed)
                }
            } while isLast ? status != Z_STREAM_END : offset < source.count || room == 0
        }
    }
}

import CZlib

/// How hard zlib tries.
package struct DeflateLevel: Hashable, Sendable {
    /// zlib's level, 1 to 9.
    let level: Int
    /// Whether matches of less than six bytes are left alone, and at how many places a match is looked for.
    let isForMarkup: Bool

    private init(level: Int, isForMarkup: Bool) {
        self.level = level
        self.isForMarkup = isForMarkup
    }

    /// zlib's own levels; values out of 1 to 9 become the nearest of these.
    package init(_ level: Int) {
        self.init(level: min(9, max(1, level)), isForMarkup: false)
    }

    package static let fastest = DeflateLevel(1)
    /// What archivers use.
    package static let standard = DeflateLevel(6)
    package static let smallest = DeflateLevel(9)
    /// For the markup of cells. It repeats itself so much that zlib's standard level walks long chains of
    /// equal matches: looking at 8 of 128 places takes a third of the time, and literals in place of
    /// the shortest matches make the result no larger.
    package static let markup = DeflateLevel(level: 6, isForMarkup: true)
}

/// What becomes of the bytes that a deflater still holds.
enum DeflateEnding: Hashable, Sendable {
    /// They wait for more.
    case none
    /// They go out, and an empty stored block behind them ends on a whole byte (zlib's sync flush).
    case aligned
    /// They go out, and the stream ends.
    case last
}

/// What stands before a part of a stream that is deflated by itself.
struct DeflateContext: Sendable {
    /// The bits of the last byte that are taken already, the lowest first; fewer than eight.
    var bits = 0
    var value: UInt8 = 0
    /// The text before, of which the last 32 KiB may be referred to.
    var window: [UInt8] = []
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

    /// Begins a stream, or goes on in the middle of one; what is left of an earlier one is dropped.
    ///
    /// - Throws: ``ZipError/Code/deflateFailed``.
    func begin(
        _ wanted: DeflateLevel, after context: DeflateContext = DeflateContext()
    ) throws(ZipError) {
        try reset(wanted)
        var status = Z_OK
        if context.bits > 0 {
            status = unsafe deflatePrime(stream, Int32(context.bits), Int32(context.value))
        }
        if status == Z_OK, !context.window.isEmpty {
            status = unsafe deflateSetDictionary(
                stream, context.window, UInt32(context.window.count))
        }
        guard status == Z_OK else { throw ZipError(.deflateFailed) }
    }

    private func reset(_ wanted: DeflateLevel) throws(ZipError) {
        if level == wanted {
            guard unsafe deflateReset(stream) == Z_OK else { throw ZipError(.deflateFailed) }
            return tune(wanted)
        }
        if level != nil {
            // Fails only to tell that a stream was not finished.
            _ = unsafe deflateEnd(stream)
            level = nil
        }
        // Negative window bits: no zlib header. Memory level 9 is the largest hash and buffers.
        let status = unsafe jiance_deflateInit2(
            stream, Int32(wanted.level), -MAX_WBITS, 9,
            wanted.isForMarkup ? Z_FILTERED : Z_DEFAULT_STRATEGY)
        guard status == Z_OK else { throw ZipError(.deflateFailed) }
        level = wanted
        tune(wanted)
    }

    /// zlib forgets its tuning with every reset.
    private func tune(_ level: DeflateLevel) {
        // Good, lazy and nice lengths, and the longest chain; never fails on a stream that is set up.
        if level.isForMarkup { _ = unsafe deflateTune(stream, 8, 16, 32, 8) }
    }

    /// Takes the next bytes of the stream and hands over what is ready, in pieces of at most 64 KiB.
    ///
    /// - Throws: ``ZipError``; whatever `accept` throws.
    func deflate(
        _ input: Span<UInt8>, ending: DeflateEnding = .none, accept: (Span<UInt8>) throws -> Void
    ) throws {
        let isLast = ending == .last
        guard level != nil else { throw ZipError(.misuse) }
        try unsafe input.withUnsafeBufferPointer { source in
            var offset = 0
            var status = Z_OK
            var room = 0
            repeat {
                // avail_in is 32 bits wide: feed the input in pieces.
                let piece = min(source.count - offset, 1 << 30)
                let isEnd = offset + piece == source.count
                unsafe stream.pointee.next_in = UnsafeMutablePointer(
                    mutating: source.baseAddress.map { unsafe $0 + offset })
                unsafe stream.pointee.avail_in = UInt32(piece)
                unsafe stream.pointee.next_out = buffer
                unsafe stream.pointee.avail_out = UInt32(Deflater.chunkSize)
                status = unsafe CZlib.deflate(stream, isEnd ? ending.flush : Z_NO_FLUSH)
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

extension DeflateEnding {
    fileprivate var flush: Int32 {
        switch self {
        case .none: Z_NO_FLUSH
        case .aligned: Z_SYNC_FLUSH
        case .last: Z_FINISH
        }
    }
}

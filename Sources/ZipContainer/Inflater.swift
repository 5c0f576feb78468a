import CZlib

/// Raw deflate streams (RFC 1951) to bytes, chunk by chunk.
///
/// The loop is ours because it has to be bounded: it ends at the end of the stream, at an error, when
/// `accept` throws, or when zlib makes no progress. One object serves many entries in turn.
final class Inflater {
    private let stream = InflateStream()

    /// Inflates `input` and hands over the output in pieces of at most 64 KiB.
    ///
    /// - Throws: ``ZipError/Code/badData`` where the stream is broken, ends early, or is followed by
    ///   other bytes; whatever `accept` throws.
    func inflate(
        _ input: Span<UInt8>, accept: (Span<UInt8>) throws -> Void
    ) throws {
        try stream.reset()
        var offset = 0
        var isAtEnd = false
        repeat {
            let step = try stream.step(input.extracting(droppingFirst: offset), accept: accept)
            offset += step.consumed
            isAtEnd = step.isAtEnd
        } while !isAtEnd
        guard offset == input.count else { throw ZipError(.badData) }
    }
}

/// Inflates a stream that comes in pieces for its size and checksum alone.
final class InflateCheck {
    private let stream = InflateStream()
    private var checksum = CRC32()
    private var size = 0
    private var isAtEnd = false

    init() throws(ZipError) { try stream.reset() }

    func take(_ piece: Span<UInt8>) throws {
        var offset = 0
        while offset < piece.count {
            guard !isAtEnd else { throw ZipError(.badData) }
            let step = try stream.step(piece.extracting(droppingFirst: offset)) {
                checksum.update($0)
                size += $0.count
            }
            offset += step.consumed
            isAtEnd = step.isAtEnd
        }
    }

    /// - Throws: `sizeMismatch`, `checksumMismatch`; `badData` where the stream has not ended.
    func end(size expectedSize: Int, checksum expected: UInt32) throws {
        // The last piece may have had more in it than one step gives.
        while !isAtEnd {
            isAtEnd = try stream.step(Span()) {
                checksum.update($0)
                size += $0.count
            }.isAtEnd
        }
        guard size == expectedSize else { throw ZipError(.sizeMismatch) }
        guard checksum.value == expected else { throw ZipError(.checksumMismatch) }
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

    /// Takes `count` bytes of which only the checksum is known.
    mutating func update(checksum: UInt32, count: Int) {
        value = CRC32.combined(value, checksum, count)
    }

    /// The checksum of the last `count` bytes of a text whose bytes before have this one.
    ///
    /// CRC-32 is linear: the text's checksum is that of its end, exclusive-or that of its beginning moved on.
    func ofRest(of whole: UInt32, count: Int) -> UInt32 { CRC32.combined(value, whole, count) }

    private static func combined(_ first: UInt32, _ second: UInt32, _ count: Int) -> UInt32 {
        UInt32(truncatingIfNeeded: crc32_combine(UInt(first), UInt(second), count))
    }
}

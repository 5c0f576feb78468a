/// Where an archive goes, byte by byte.
package protocol ByteSink: AnyObject {
    /// Takes bytes behind those that came before; all of them, or it throws.
    func write(_ bytes: Span<UInt8>) throws
    /// Whether ``rewrite(_:at:)`` works, as it does not on a pipe.
    var canRewrite: Bool { get }
    /// Replaces bytes that were written before.
    ///
    /// - Parameter offset: counted from the first byte that this sink took.
    func rewrite(_ bytes: Span<UInt8>, at offset: Int) throws
    /// Sends on what the sink still holds.
    func flush() throws
}

/// Keeps an archive in memory.
package final class MemorySink: ByteSink {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package var canRewrite: Bool { true }

    package func write(_ piece: Span<UInt8>) { bytes.append(borrowed: piece) }

    package func rewrite(_ piece: Span<UInt8>, at offset: Int) throws {
        guard offset >= 0, offset <= bytes.count - piece.count else { throw ZipError(.misuse) }
        for index in piece.indices { bytes[offset + index] = piece[index] }
    }

    package func flush() {}
}

extension [UInt8] {
    /// Appends bytes that are only borrowed, in one go.
    mutating func append(borrowed bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Writes an archive to an open file, pipe or socket, which stays the caller's to close.
package final class FileSink: ByteSink {
    private static let bufferSize = 1 << 16

    package let canRewrite: Bool
    private let descriptor: Int32
    /// Offset in the file of the first byte of the sink.
    private let origin: off_t
    private var buffer: [UInt8] = []

    /// - Parameter descriptor: open for writing; the archive begins where it stands.
    package init(descriptor: Int32) {
        self.descriptor = descriptor
        origin = lseek(descriptor, 0, SEEK_CUR)
        // pwrite() ignores its offset on a file that was opened for appending.
        let mode = fcntl(descriptor, F_GETFL)
        canRewrite = origin >= 0 && mode >= 0 && mode & O_APPEND == 0
        buffer.reserveCapacity(FileSink.bufferSize)
    }

    package func write(_ bytes: Span<UInt8>) throws {
        if buffer.count + bytes.count > FileSink.bufferSize { try flush() }
        if bytes.count >= FileSink.bufferSize {
            try send(bytes)
        } else {
            buffer.append(borrowed: bytes)
        }
    }

    package func rewrite(_ bytes: Span<UInt8>, at offset: Int) throws {
        guard canRewrite, offset >= 0 else { throw ZipError(.misuse) }
        try flush()
        var done = 0
        while done < bytes.count {
            let written = unsafe bytes.extracting(droppingFirst: done).withUnsafeBytes { rest in
                unsafe pwrite(
                    descriptor, rest.baseAddress, rest.count, origin + off_t(offset + done))
            }
            done += try FileSink.checked(written)
        }
    }

    package func flush() throws {
        guard !buffer.isEmpty else { return }
        let full = buffer
        // What failed once is not to be written again from its start.
        buffer.removeAll()
        try send(full.span)
        buffer = full
        buffer.removeAll(keepingCapacity: true)
    }

    private func send(_ bytes: Span<UInt8>) throws {
        var done = 0
        while done < bytes.count {
            let written = unsafe bytes.extracting(droppingFirst: done).withUnsafeBytes { rest in
                unsafe systemWrite(descriptor, rest.baseAddress, rest.count)
            }
            done += try FileSink.checked(written)
        }
    }

    /// Bytes that went out; 0 for a call that was interrupted.
    private static func checked(_ written: Int) throws(ZipError) -> Int {
        if written > 0 { return written }
        if written < 0, errno == EINTR { return 0 }
        throw ZipError(.writeFailed, systemError: written == 0 ? ENOSPC : errno)
    }
}

/// `write(2)`, which the methods of that name hide.
private func systemWrite(
    _ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int
) -> Int {
    unsafe write(descriptor, bytes, count)
}

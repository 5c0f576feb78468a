import Spreadsheet

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file that appears whole or not at all: written beside its target, synced, then renamed. Devices and pipes are
/// written to as they are: nothing takes the place of `/dev/null`.
final class AtomicFile {
    private let path: String
    /// Nil where the target itself is written to.
    private let temporary: String?
    private var descriptor: Int32
    private var buffer: [UInt8] = []

    /// - Parameter force: replace an existing file.
    init(_ path: String, force: Bool) throws(FileError) {
        self.path = path
        guard !PathName.isTooLong(path) else { throw FileError.tooLong(path) }
        if !force, FileAccess.kind(of: path) != .absent {
            throw FileError.taken(path)
        }
        if FileAccess.kind(of: path) == .folder { throw FileError(path, "是文件夹。(Is a folder.)") }
        if FileAccess.isSpecial(path) {
            temporary = nil
            descriptor = open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw FileError.last(path) }
            return
        }
        if let folder = PathName.parent(of: path) { try FileAccess.makeFolder(folder) }
        let folder = PathName.parent(of: path) ?? "."
        let temporary = PathName.join(folder, ".\(PathName.last(of: path)).\(getpid()).tmp")
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw FileError.last(temporary) }
        self.temporary = temporary
    }

    deinit {
        // Not finished: nothing may stay behind.
        if descriptor >= 0 {
            close(descriptor)
            if let temporary { unlink(temporary) }
        }
    }

    func write(_ bytes: [UInt8]) throws(FileError) {
        buffer += bytes
        if buffer.count >= 1 << 20 { try flush() }
    }

    /// Takes a workbook in place of ``write(_:)``; to be flushed before ``finish()``.
    var sink: any ByteSink { FileSink(descriptor: descriptor) }

    private func flush() throws(FileError) {
        try FileAccess.write(buffer, to: descriptor, path: path)
        buffer.removeAll(keepingCapacity: true)
    }

    /// Puts the file in place.
    func finish() throws(FileError) {
        try flush()
        if let temporary {
            guard fsync(descriptor) == 0 else { throw FileError.last(path) }
            guard rename(temporary, path) == 0 else { throw FileError.last(path) }
        }
        close(descriptor)
        descriptor = -1
    }
}

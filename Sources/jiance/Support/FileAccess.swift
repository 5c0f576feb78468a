#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Why a file cannot be read or written, in the system's words.
struct FileError: Error {
    let path: String
    let reason: String

    /// There are more bytes than may be read.
    let isTooLarge: Bool

    init(_ path: String, _ reason: String, isTooLarge: Bool = false) {
        self.path = path
        self.reason = reason
        self.isTooLarge = isTooLarge
    }

    /// The error that the last system call left.
    static func last(_ path: String) -> FileError {
        FileError(path, String(cString: strerror(errno)))
    }
}

/// Files and folders, by the system's own calls: Foundation would double the start-up time.
enum FileAccess {
    /// The whole content of a file; `-` is standard input.
    ///
    /// - Parameter limit: bytes; more is an error, since archives are read into memory.
    static func read(_ path: String, limit: Int = 1 << 30) throws(FileError) -> [UInt8] {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError.last(path) }
        defer { if path != "-" { close(descriptor) } }
        var bytes = try piece(of: descriptor, path)
        while !bytes.isEmpty {
            let next = try piece(of: descriptor, path)
            if next.isEmpty { break }
            guard bytes.count + next.count <= limit else {
                throw FileError(path, "File too large (\(limit) bytes)", isTooLarge: true)
            }
            bytes += next
        }
        return bytes
    }

    /// The next bytes of a file, at most 64 KiB; none at its end.
    private static func piece(
        of descriptor: Int32, _ path: String
    ) throws(FileError) -> [UInt8] {
        var failure: FileError?
        let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            var result = -1
            repeat {
                result = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            } while result < 0 && errno == EINTR
            if result < 0 { failure = FileError.last(path) }
            count = max(0, result)
        }
        if let failure { throw failure }
        return bytes
    }

    enum Kind { case file, folder, absent }

    static func kind(of path: String) -> Kind {
        var status = stat()
        guard stat(path, &status) == 0 else { return .absent }
        return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
    }

    /// Device and number of a file: what makes two paths the same file.
    static func identity(of path: String) -> [UInt64]? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return [UInt64(status.st_dev), UInt64(status.st_ino)]
    }

    /// Names in a folder, hidden ones left out, in order of their bytes.
    static func names(in folder: String) throws(FileError) -> [String] {
        guard let stream = opendir(folder) else { throw FileError.last(folder) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Makes a folder with all that it lies in.
    static func makeFolder(_ path: String) throws(FileError) {
        if path.isEmpty || kind(of: path) == .folder { return }
        if let parent = PathName.parent(of: path) { try makeFolder(parent) }
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw FileError.last(path) }
    }

    /// Writes all bytes to a descriptor.
    static func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(FileError) {
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes { source in
                Glibc.write(
                    descriptor, source.baseAddress?.advanced(by: offset), source.count - offset)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw FileError.last(path)
            }
            offset += count
        }
    }
}

/// Paths as text, taken apart at `/`.
enum PathName {
    static func last(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// Nil where the path has no folder.
    static func parent(of path: String) -> String? {
        var trimmed = path[...]
        while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
        guard let slash = trimmed.lastIndex(of: "/") else { return nil }
        return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
    }

    static func join(_ folder: String, _ name: String) -> String {
        folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }
}

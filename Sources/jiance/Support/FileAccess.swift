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

    /// No file of the system can have the path.
    var isTooLong = false

    init(_ path: String, _ reason: String, isTooLarge: Bool = false) {
        self.path = path
        self.reason = reason
        self.isTooLarge = isTooLarge
    }

    /// What is there already is replaced only when that is asked for.
    static func taken(_ path: String) -> FileError {
        FileError(path, "已经存在，加 --force 才会覆盖。(Already exists; --force replaces it.)")
    }

    /// What the system says of a path that it takes no file under; as much of it as says where it came from.
    static func tooLong(_ path: String) -> FileError {
        var error = FileError(
            PathName.shortened(path), String(cString: strerror(ENAMETOOLONG)))
        error.isTooLong = true
        return error
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
    /// - Parameter limit: bytes; more is an error, since files are read into memory. A document of six thousand returns
    ///   has forty megabytes.
    static func read(_ path: String, limit: Int = 1 << 26) throws(FileError) -> [UInt8] {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError.last(path) }
        defer { if path != "-" { close(descriptor) } }
        var bytes: [UInt8] = []
        var failure: FileError?
        withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { buffer in
            while failure == nil {
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                if count == 0 { break }
                if count < 0 {
                    if errno != EINTR { failure = FileError.last(path) }
                } else if bytes.count + count > limit {
                    failure = FileError(path, "File too large (\(limit) bytes)", isTooLarge: true)
                } else {
                    bytes.append(contentsOf: buffer.prefix(count))
                }
            }
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

    /// Whether something is there that is neither a file nor a folder: a device, a pipe.
    static func isSpecial(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        return status.st_mode & S_IFMT != S_IFREG && status.st_mode & S_IFMT != S_IFDIR
    }

    /// Device and number of a file: what makes two paths the same file.
    static func identity(of path: String) -> [UInt64]? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return [UInt64(status.st_dev), UInt64(status.st_ino)]
    }

    /// Names in a folder, hidden ones left out, in order of their bytes, with what they name.
    static func entries(
        in folder: String
    ) throws(FileError) -> [(name: String, kind: Kind)] {
        guard let stream = opendir(folder) else { throw FileError.last(folder) }
        defer { closedir(stream) }
        var entries: [(name: String, kind: Kind)] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasPrefix(".") { continue }
            // Of links, and where the file system does not say, the system is asked.
            let kind: Kind =
                switch Int(entry.pointee.d_type) {
                case DT_REG: .file
                case DT_DIR: .folder
                default: self.kind(of: PathName.join(folder, name))
                }
            // A pipe in a folder would be waited for.
            if kind == .file, Int(entry.pointee.d_type) != DT_REG,
                isSpecial(PathName.join(folder, name))
            {
                continue
            }
            entries.append((name, kind))
        }
        return entries.sorted { PathName.precedes($0.name, $1.name) }
    }

    /// Makes a folder with all that it lies in.
    ///
    /// - Throws: for a path that is too long before anything is made.
    static func makeFolder(_ path: String) throws(FileError) {
        if path.isEmpty || kind(of: path) == .folder { return }
        guard !PathName.isTooLong(path) else { throw FileError.tooLong(path) }
        let bytes = path.utf8
        var end = bytes.startIndex
        // Below a folder that is not there nothing is.
        var isAbsent = false
        while end < bytes.endIndex {
            let name = bytes[end...].drop { $0 == UInt8(ascii: "/") }
            end = name.firstIndex(of: UInt8(ascii: "/")) ?? bytes.endIndex
            let folder = String(path[..<end])
            if !isAbsent, kind(of: folder) == .folder { continue }
            isAbsent = true
            guard mkdir(folder, 0o777) == 0 || errno == EEXIST else { throw FileError.last(path) }
        }
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
///
/// By bytes, as the system has them: lists of paths may hold megabytes of anything.
enum PathName {
    private static let slash = UInt8(ascii: "/")

    static func last(of path: String) -> String {
        let bytes = path.utf8
        guard let end = bytes.lastIndex(where: { $0 != slash }) else { return path }
        let start = bytes[...end].lastIndex(of: slash).map { bytes.index(after: $0) }
        return String(path[(start ?? bytes.startIndex)...end])
    }

    /// Nil where the path has no folder.
    static func parent(of path: String) -> String? {
        let bytes = path.utf8
        guard let end = bytes.lastIndex(where: { $0 != slash }) else {
            return bytes.isEmpty ? nil : "/"
        }
        guard let found = bytes[...end].lastIndex(of: slash) else { return nil }
        return found == bytes.startIndex ? "/" : String(path[..<found])
    }

    /// Whether the system takes no file under a path, whatever lies on its way.
    static func isTooLong(_ path: String) -> Bool { path.utf8.count >= Int(PATH_MAX) }

    /// The beginning of a path that is too long to be shown.
    static func shortened(_ path: String) -> String {
        isTooLong(path) ? String(path.unicodeScalars.prefix(60)) + "…" : path
    }

    /// Whether a name ends so, in small letters or large.
    static func has(_ ending: String, atEndOf name: String) -> Bool {
        name.utf8.count >= ending.utf8.count
            && zip(name.utf8.reversed(), ending.utf8.reversed()).allSatisfy { letter, wanted in
                letter == wanted || letter | 0x20 == wanted && letter >= 0x41 && letter <= 0x5A
            }
    }

    /// The order of bytes.
    static func precedes(_ left: String, _ right: String) -> Bool {
        let (left, right) = (left.utf8.span, right.utf8.span)
        for index in 0..<min(left.count, right.count) where left[index] != right[index] {
            return left[index] < right[index]
        }
        return left.count < right.count
    }

    static func join(_ folder: String, _ name: String) -> String {
        folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }
}

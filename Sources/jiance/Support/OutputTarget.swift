import ArgumentParser

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Where results go, and whether they may replace what is there.
struct OutputOptions: ParsableArguments {
    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("写入文件，或（以 / 结尾或已有的文件夹）每个输入写一个文件。", valueName: "path"))
    var output: String?

    @Flag(help: "覆盖已有的文件。")
    var force = false

    /// Whether each input gets a file of its own.
    var isFolder: Bool {
        guard let output else { return false }
        return output.hasSuffix("/") || FileAccess.kind(of: output) == .folder
    }

    /// The one file that is written, where it is one.
    var file: String? { isFolder ? nil : output }
}

/// Standard output or one file, as a stream of bytes.
final class OutputStream {
    private let file: AtomicFile?
    private var buffer: [UInt8] = []

    init(_ options: OutputOptions) throws(FileError) {
        file =
            if let path = options.output { try AtomicFile(path, force: options.force) } else { nil }
    }

    /// - Throws: ``ValidationError`` where the output is there already; ``ExitStatus/output`` where its path is longer
    ///   than any that the system takes.
    convenience init(refusing options: OutputOptions) throws {
        do {
            try self.init(options)
        } catch {
            if error.isTooLong {
                throw ExitStatus.output(failing: error)
            }
            throw ValidationError("\(error.path): \(error.reason)")
        }
    }

    func write(_ bytes: [UInt8]) throws(FileError) {
        if let file { return try file.write(bytes) }
        // What is long needs no second copy.
        if bytes.count >= 1 << 16 {
            try flush()
            return try FileAccess.write(bytes, to: STDOUT_FILENO, path: "stdout")
        }
        buffer += bytes
        if buffer.count >= 1 << 16 { try flush() }
    }

    private func flush() throws(FileError) {
        try FileAccess.write(buffer, to: STDOUT_FILENO, path: "stdout")
        buffer.removeAll(keepingCapacity: true)
    }

    func finish() throws(FileError) {
        if let file { try file.finish() } else { try flush() }
    }
}

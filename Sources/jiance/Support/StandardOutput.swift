#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What a command prints as a whole.
enum StandardOutput {
    /// - Throws: ``ExitStatus/output`` where not all of it can be written, with a message on standard error: a full disk
    ///   must not look like success.
    static func write(_ bytes: [UInt8]) throws {
        do throws(FileError) {
            try FileAccess.write(bytes, to: STDOUT_FILENO, path: "stdout")
        } catch {
            throw ExitStatus.output(failing: error)
        }
    }
}

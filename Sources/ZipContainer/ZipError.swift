/// Why an archive, or one entry of it, cannot be read or written.
///
/// A struct over an open set of codes, so that a new kind of damage never breaks a caller; `entry`
/// and `offset` tell where (entry name as stored, byte offset in the archive).
package struct ZipError: Error, Hashable, Sendable {
    package struct Code: RawRepresentable, Hashable, Sendable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        /// No end-of-central-directory record: not a ZIP archive, or its tail is missing.
        package static let noDirectory = Code(rawValue: "noDirectory")
        /// A record of the archive contradicts another one or the size of the file.
        package static let malformed = Code(rawValue: "malformed")
        /// The archive spans several files (APPNOTE 8).
        package static let spanned = Code(rawValue: "spanned")
        /// An entry is encrypted (APPNOTE 4.4.4, bits 0, 6 and 13).
        package static let encrypted = Code(rawValue: "encrypted")
        /// Two entries share bytes of the archive.
        package static let overlapping = Code(rawValue: "overlapping")
        /// Two entries have the same name.
        package static let duplicateName = Code(rawValue: "duplicateName")
        /// A name with `..`, NUL or a drive letter, or an entry that is a symbolic link.
        package static let unsafeName = Code(rawValue: "unsafeName")
        /// A compression method other than stored and deflated.
        package static let unsupportedMethod = Code(rawValue: "unsupportedMethod")
        /// The compressed data are not a deflate stream, or end early.
        package static let badData = Code(rawValue: "badData")
        /// The data are longer or shorter than declared.
        package static let sizeMismatch = Code(rawValue: "sizeMismatch")
        /// The CRC-32 of the data is not the declared one.
        package static let checksumMismatch = Code(rawValue: "checksumMismatch")
        /// More entries, bytes, or a higher ratio than ``ZipLimits`` allows.
        package static let limitExceeded = Code(rawValue: "limitExceeded")
        /// The sink did not take the bytes; ``ZipError/systemError`` tells why.
        package static let writeFailed = Code(rawValue: "writeFailed")
        /// zlib gave up: out of memory.
        package static let deflateFailed = Code(rawValue: "deflateFailed")
        /// A splice overlaps another one, or lies behind the end of its entry.
        package static let badSplice = Code(rawValue: "badSplice")
        /// The writer was called out of order, such as an entry begun inside another.
        package static let misuse = Code(rawValue: "misuse")
    }

    package let code: Code
    package let entry: String?
    package let offset: Int?
    /// `errno` of the system call that failed, where one did.
    package let systemError: Int32?
    /// The member of ``ZipLimits`` that is exceeded, where it is one.
    package let limit: String?

    package init(
        _ code: Code, entry: String? = nil, offset: Int? = nil, systemError: Int32? = nil,
        limit: String? = nil
    ) {
        self.limit = limit
        self.code = code
        self.entry = entry
        self.offset = offset
        self.systemError = systemError
    }
}

extension ZipError: CustomStringConvertible {
    package var description: String {
        var text = code.rawValue
        if let entry { text += " in \(entry)" }
        if let offset { text += " at byte \(offset)" }
        if let systemError { text += ", errno \(systemError)" }
        return text
    }
}

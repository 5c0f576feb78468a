/// Why a part is not the XML it claims to be, and where.
package struct XMLStreamError: Error, Hashable, Sendable {
    package struct Code: RawRepresentable, Hashable, Sendable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        /// Not well-formed (XML 1.0), or not in the encoding it declares.
        package static let malformed = Code(rawValue: "malformed")
        /// A document type declaration, which ISO/IEC 29500-2 (8.1.4) forbids in packages.
        package static let documentType = Code(rawValue: "documentType")
        /// Deeper, longer or more varied than ``XMLLimits`` allows.
        package static let limitExceeded = Code(rawValue: "limitExceeded")
    }

    package let code: Code
    /// Name of the part as the caller gave it.
    package let part: String
    /// Counted from 1; 0 where unknown.
    package let line: Int
    /// Bytes of the part that were understood before the error.
    package let byteOffset: Int
    /// What is wrong, in English; for `limitExceeded` the member of ``XMLLimits``.
    package let detail: String
}

extension XMLStreamError: CustomStringConvertible {
    package var description: String {
        "\(part), line \(line), byte \(byteOffset): \(detail.isEmpty ? code.rawValue : detail)"
    }
}

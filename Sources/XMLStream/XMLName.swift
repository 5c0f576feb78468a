/// A name as two small numbers, so that sinks dispatch without comparing strings.
///
/// Numbers are given by ``XMLVocabulary``. 0 as `local` is a name that the vocabulary does not know.
public struct XMLName: Hashable, Sendable, BitwiseCopyable {
    public let namespace: UInt16
    public let local: UInt16

    @inlinable
    public init(namespace: UInt16, local: UInt16) {
        self.namespace = namespace
        self.local = local
    }

    /// The namespace of names without one, such as unprefixed attributes.
    @inlinable public static var noNamespace: UInt16 { 0 }
    /// The namespace of names whose URI the vocabulary does not know.
    @inlinable public static var unknownNamespace: UInt16 { .max }
}

/// The namespaces and local names that a family of parts uses; everything else is unknown.
package struct XMLVocabulary: Sendable {
    let namespaces: [String: UInt16]
    let locals: [String: UInt16]

    /// - Parameters:
    ///   - namespaces: URI to number; several URIs may share one (Strict and Transitional).
    ///     Numbers are from 1 to 65534.
    ///   - locals: local name to number, from 1 on.
    package init(namespaces: [String: UInt16], locals: [String: UInt16]) {
        self.namespaces = namespaces
        self.locals = locals
    }
}

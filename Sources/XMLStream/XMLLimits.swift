/// How far a part may go before it is refused.
package struct XMLLimits: Sendable {
    /// Nesting of elements. Worksheets need about ten.
    package var depth = 128
    /// Bytes of one tag. Bounds the attributes of an element too: libxml2 compares each with all others.
    package var tagSize = 256 << 10
    /// Different element, attribute and namespace names in one part.
    package var names = 2_000

    package init() {}
}

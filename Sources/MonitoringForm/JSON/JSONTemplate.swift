/// JSON text with holes: what stands between the leaves of a return is the same bytes in every return, so it
/// is written once and copied from then on.
final class JSONTemplate: Sendable {
    private let bytes: [UInt8]
    /// Where each hole is, and the end of the text.
    private let ends: [Int]

    /// - Parameters:
    ///   - depth: how many containers the text stands in.
    ///   - body: writes the text, with ``JSONWriter/hole()`` for each leaf.
    init(style: JSONWriter.Style, depth: Int, _ body: (inout JSONWriter) -> Void) {
        var writer = JSONWriter(style: style, depth: depth)
        body(&writer)
        bytes = writer.bytes
        ends = writer.holes + [writer.bytes.count]
    }

    /// Appends what stands before a hole, counted from 0; behind the last hole, the rest.
    func append(piece index: Int, to text: inout [UInt8]) {
        guard index < ends.count else { return }
        text.append(contentsOf: bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]])
    }
}

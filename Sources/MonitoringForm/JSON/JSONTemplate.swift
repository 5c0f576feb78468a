/// JSON text with holes: what stands between the leaves of a return is the same bytes in every return, so it
/// is written once and copied from then on.
package struct JSONTemplate: Sendable {
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
    fileprivate func append(piece index: Int, to text: inout [UInt8]) {
        guard index < ends.count else { return }
        text.append(contentsOf: bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]])
    }
}

/// Fills the holes of a template, from the first to the last.
package struct JSONFilling {
    private let template: JSONTemplate
    private var bytes: [UInt8]
    private var position = 0

    fileprivate init(_ template: JSONTemplate, onto bytes: consuming [UInt8]) {
        self.template = template
        self.bytes = bytes
    }

    mutating func string(_ value: String?) {
        next()
        if let value { JSONWriter.appendQuoted(value, to: &bytes) } else { null() }
    }

    mutating func number(_ value: ExactDecimal?) {
        next()
        if let value { value.appendDigits(to: &bytes) } else { null() }
    }

    private mutating func null() { bytes.append(contentsOf: [0x6E, 0x75, 0x6C, 0x6C]) }

    private mutating func next() {
        template.append(piece: position, to: &bytes)
        position += 1
    }

    fileprivate consuming func finished() -> [UInt8] {
        next()
        return bytes
    }
}

extension JSONWriter {
    /// Writes a value that has a template.
    mutating func value(_ template: JSONTemplate, _ fill: (inout JSONFilling) -> Void) {
        var filling = JSONFilling(template, onto: takeBytes())
        fill(&filling)
        put(filling.finished())
    }
}

import XMLStream

/// The elements of a small part and where they stand, for edits all over it.
final class MarkupOutline: XMLSink {
    struct Element: Sendable {
        let namespace: UInt16
        let tag: StartTag
        let parent: Int?
        /// Where the end tag begins; behind the tag for an empty element.
        var contentEnd: Int
        /// Behind the end tag.
        var end: Int

        var localName: String { tag.localName }
        var range: Range<Int> { tag.range.lowerBound..<end }
    }

    private(set) var elements: [Element] = []
    private(set) var childIndices: [[Int]] = []
    private let window: MarkupWindow
    private let limit: Int
    private var open: [Int] = []

    init(window: MarkupWindow, limit: Int) {
        self.window = window
        self.limit = limit
    }

    func start(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        guard elements.count < limit else {
            throw SpreadsheetError(.limitExceeded, reason: "elements")
        }
        let tag = try window.startTag()
        let index = elements.count
        elements.append(
            Element(
                namespace: name.namespace, tag: tag, parent: open.last,
                contentEnd: tag.range.upperBound, end: tag.range.upperBound))
        childIndices.append([])
        if let parent = open.last { childIndices[parent].append(index) }
        open.append(index)
    }

    func end(_ name: XMLName) throws {
        guard let index = open.popLast() else { return }
        if !elements[index].tag.isEmpty {
            elements[index].contentEnd = try window.endTagStart()
        }
        elements[index].end = try window.elementEnd()
    }

    func text(_ bytes: Span<UInt8>) throws {}
}

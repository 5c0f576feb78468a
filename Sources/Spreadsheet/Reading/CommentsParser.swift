import XMLStream

/// Reads the comments of a sheet (ISO/IEC 29500-1, 18.7) as text by cell, runs joined.
final class CommentsParser: XMLSink {
    private(set) var comments: [CellReference: String] = [:]
    private var cell: CellReference?
    private var filter = MarkupFilter()
    private var text: StringText
    private var isInText = false
    private let limit: Int

    init(limits: SpreadsheetLimits) {
        limit = limits.comments
        text = StringText(limit: limits.stringSize)
    }

    func start(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        if filter.passesOver(start: name) { return }
        switch name.spreadsheetName {
        case .comment:
            guard comments.count < limit else {
                throw SpreadsheetError(.limitExceeded, reason: "comments")
            }
            cell = attributes.string(.attribute(.ref)).flatMap { CellReference($0) }
            text.clear()
        case .t: isInText = true
        case .comments, .commentList, .text, .r: break
        default: filter.skip()
        }
    }

    func end(_ name: XMLName) throws {
        if filter.passesOver(end: name) { return }
        switch name.spreadsheetName {
        case .comment: if let cell { comments[cell] = text.string }
        case .t: isInText = false
        default: break
        }
    }

    func text(_ bytes: Span<UInt8>) throws {
        if isInText, !filter.isSkipping { try text.append(bytes) }
    }
}

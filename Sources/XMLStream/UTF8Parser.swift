/// A push parser for the XML that nearly all parts are: UTF-8 without a document type.
///
/// Why not libxml2 for these as well: it looks at each character several times and interns every name,
/// which is two thirds of what converting a workbook costs. This one knows less (no other encodings, no
/// declarations) and accepts and refuses the same documents: XML 1.0 (fifth edition), with the errors
/// of namespaces passed over. Tests hold the two against each other.
@safe final class UTF8Parser {
    enum Mode { case markup, comment, instruction, characterData }

    /// An element that is open.
    struct Frame: BitwiseCopyable {
        let name: XMLName
        /// Where its name as written begins in ``openNames``, and its length in bytes.
        let offset: Int
        let length: Int
        /// Prefixes bound outside of it, and the default namespace there.
        let scopeDepth: Int
        let defaultNumber: UInt16
    }

    let limits: XMLLimits
    let locals: NameTable
    let namespaces: NameTable
    let scope: NamespaceScope
    let frames = Pile<Frame>(capacity: 64)
    let openNames = Pile<UInt8>(capacity: 1024)
    let rawAttributes = Pile<RawAttribute>(capacity: 64)
    let attributes = Pile<XMLAttributes.Record>(capacity: 64)
    private let window = ByteWindow()
    /// Values of the current tag that are not meant as they stand.
    let values = Pile<UInt8>(capacity: 1024)
    /// One character as UTF-8.
    let encoded = Pile<UInt8>(capacity: 8)
    private var namesBefore = 0

    var mode = Mode.markup
    /// The first byte of the window that is not dealt with.
    var position = 0
    /// Where the current event is in the window, see ``XMLScanner/byteOffset``.
    var eventPosition = 0
    var hasRoot = false
    /// Of the current tag: bytes of values that are not meant as they stand, and whether an attribute could
    /// declare a prefix.
    var escapedLength = 0
    var mayDeclare = false
    /// Bytes and line ends of the part before the window.
    private var bytesBefore = 0
    private var linesBefore = 0
    /// A position whose line is known, to count on from.
    private var known = (position: 0, lines: 0)

    init(vocabulary: XMLVocabulary, limits: XMLLimits) {
        self.limits = limits
        locals = NameTable(known: vocabulary.locals, fallback: 0)
        namespaces = NameTable(
            known: vocabulary.namespaces, fallback: XMLName.unknownNamespace)
        scope = NamespaceScope(uris: namespaces)
    }

    /// Makes ready for a part.
    ///
    /// - Parameter prolog: bytes of it that are not pushed: its byte-order mark and declaration.
    func begin(behind prolog: ArraySlice<UInt8>) {
        if locals.count + namespaces.count > limits.names {
            locals.clear()
            namespaces.clear()
        }
        namesBefore = locals.count + namespaces.count
        window.clear()
        scope.clear()
        frames.truncate(to: 0)
        openNames.truncate(to: 0)
        mode = .markup
        position = 0
        eventPosition = 0
        hasRoot = false
        bytesBefore = prolog.count
        linesBefore = prolog.count { $0 == 0x0A }
        known = (0, 0)
    }

    var byteOffset: Int { bytesBefore + eventPosition }

    /// The line of the current event, counted from 1.
    var line: Int {
        let view = window.view
        if eventPosition < known.position { known = (0, 0) }
        let end = max(known.position, min(eventPosition, view.count))
        let lines = known.lines + view.lineFeeds(known.position, end)
        known = (eventPosition, lines)
        return linesBefore + lines + 1
    }

    /// - Throws: ``XMLParseFailure``, or what the sink throws.
    func push(_ bytes: Span<UInt8>, _ sink: any XMLSink) throws {
        if position > 0 {
            eventPosition = position
            linesBefore = line - 1
            known = (0, 0)
            bytesBefore += position
        }
        window.replace(first: position, with: bytes)
        position = 0
        eventPosition = 0
        let view = window.view
        if sink.takesStretches, limits.tagSize >= 256 {
            while position < view.count {
                try stretch(view, sink)
                guard position < view.count, try advance(view, sink) else { break }
            }
        } else {
            while position < view.count, try advance(view, sink) {}
        }
        guard view.count - position <= limits.tagSize else {
            throw failure(.limitExceeded, "tagSize", at: position)
        }
    }

    /// - Throws: ``XMLParseFailure`` where the document is not complete.
    func finish() throws {
        let view = window.view
        guard position == view.count, mode == .markup, frames.count == 0, hasRoot else {
            throw failure(
                .malformed, hasRoot ? "the document ends too early" : "there is no element",
                at: view.count)
        }
    }

    func failure(
        _ code: XMLStreamError.Code, _ detail: String, at index: Int
    ) -> XMLParseFailure {
        eventPosition = index
        return XMLParseFailure(code: code, detail: detail)
    }

    func malformed(_ detail: String, at index: Int) -> XMLParseFailure {
        failure(.malformed, detail, at: index)
    }

    /// Whether the part has more names than it may have.
    @inline(__always)
    var hasTooManyNames: Bool {
        locals.count &+ namespaces.count &- namesBefore > limits.names || locals.isFull
    }

    /// Deals with what stands at ``position``; false where more bytes are needed to do so.
    private func advance(_ view: ByteView, _ sink: any XMLSink) throws -> Bool {
        switch mode {
        case .markup:
            guard view[position] == UInt8(ascii: "<") else {
                return frames.count == 0 ? try blanks(view) : try text(view, sink)
            }
            switch view[position + 1] {
            case UInt8(ascii: "/"): return try endTag(view, sink)
            case UInt8(ascii: "!"): return try declaration(view)
            case UInt8(ascii: "?"): return try instruction(view)
            case 0 where position + 1 == view.count: return false
            default: return try startTag(view, sink)
            }
        case .comment, .instruction: return try passOver(view)
        case .characterData: return try characterData(view, sink)
        }
    }

    /// Lets the sink take what it knows at sight.
    @inline(__always)
    private func stretch(_ view: ByteView, _ sink: any XMLSink) throws {
        guard mode == .markup, frames.count > 0, frames.count &+ 4 <= limits.depth,
            view[position] == UInt8(ascii: "<"), !hasTooManyNames
        else { return }
        let bytes = unsafe view.buffer(position, view.count).span
        position &+= try sink.stretch(bytes, namespace: scope.defaultNumber)
        eventPosition = position
    }

    // MARK: Text

    /// White space outside of the root element.
    private func blanks(_ view: ByteView) throws -> Bool {
        position = view.skippingBlanks(position)
        guard position == view.count || view[position] == UInt8(ascii: "<") else {
            throw malformed("text outside of the root element", at: position)
        }
        return position < view.count
    }

    private func text(_ view: ByteView, _ sink: any XMLSink) throws -> Bool {
        var start = position
        var index = position
        while true {
            while view.is(index, CharacterClass.text) { index &+= 1 }
            let byte = view[index]
            switch byte {
            case UInt8(ascii: "<"):
                try emit(view, start, index, sink)
                position = index
                return true
            case UInt8(ascii: "&"):
                try emit(view, start, index, sink)
                position = index
                guard try references(view, sink) else { return false }
                start = position
                index = position
            case UInt8(ascii: "]"):
                guard let isEnd = view.begins("]]>", at: index) else {
                    try emit(view, start, index, sink)
                    position = index
                    return false
                }
                if isEnd { throw malformed("]]> in text", at: index) }
                index += 1
            default:
                guard
                    let next = try lineEndOrScalar(view, from: start, at: index, sink)
                else { return false }
                (start, index) = next
            }
        }
    }

    /// Emits the references that stand at ``position`` one behind the other: some writers put every Chinese
    /// character into one.
    ///
    /// - Returns: false where more bytes are needed.
    private func references(_ view: ByteView, _ sink: any XMLSink) throws -> Bool {
        encoded.truncate(to: 0)
        var isComplete = true
        while view[position] == UInt8(ascii: "&"), encoded.count < 4096 {
            guard let (scalar, next) = try scalar(ofReferenceAt: position, view) else {
                isComplete = false
                break
            }
            UTF8Parser.append(scalar, to: encoded)
            position = next
        }
        if encoded.count > 0 {
            eventPosition = position
            try unsafe sink.text(
                UnsafeBufferPointer(start: encoded.start, count: encoded.count).span)
        }
        return isComplete
    }

    /// Passes a line end, which comes out as a line feed (XML 1.0, 2.11), or a character beyond ASCII.
    ///
    /// - Returns: where the text that was not emitted yet begins and where to go on; nil where more bytes
    ///   are needed.
    func lineEndOrScalar(
        _ view: ByteView, from start: Int, at index: Int, _ sink: any XMLSink
    ) throws -> (start: Int, index: Int)? {
        if view[index] == 0x0D {
            try emit(view, start, index, sink)
            position = index
            guard index + 1 < view.count else { return nil }
            if view[index + 1] == 0x0A { return (index + 1, index + 1) }
            encoded.truncate(to: 0)
            encoded.append(0x0A)
            try unsafe sink.text(
                UnsafeBufferPointer(start: encoded.start, count: 1).span)
            position = index + 1
            return (index + 1, index + 1)
        }
        guard let next = try passScalar(view, at: index) else {
            try emit(view, start, index, sink)
            position = index
            return nil
        }
        return (start, next)
    }

    @inline(__always)
    func emit(_ view: ByteView, _ start: Int, _ end: Int, _ sink: any XMLSink) throws {
        guard start < end else { return }
        eventPosition = end
        try unsafe sink.text(view.buffer(start, end).span)
    }
}

/// Why a parser gave up; ``XMLScanner`` adds the place.
struct XMLParseFailure: Error {
    let code: XMLStreamError.Code
    let detail: String
}

/// A push parser for the XML of packages, fed in pieces of any size.
///
/// No network, no document type, no entities beyond the five of XML, bounded depth. One scanner is
/// meant for one thread and many parts: its tables stay warm from part to part.
package final class XMLScanner {
    private let vocabulary: XMLVocabulary
    private let limits: XMLLimits
    private let parser: UTF8Parser
    private var libraryParser: LibraryParser?
    private var probe = EncodingProbe()
    private var stage = Stage.idle

    /// What the bytes of the current part go to.
    private enum Stage { case idle, probing, parser, library }

    package init(vocabulary: XMLVocabulary, limits: XMLLimits = XMLLimits()) {
        self.vocabulary = vocabulary
        self.limits = limits
        parser = UTF8Parser(vocabulary: vocabulary, limits: limits)
    }

    /// Parses one part.
    ///
    /// - Parameters:
    ///   - part: its name, for errors.
    ///   - sink: takes the events.
    ///   - feed: gets a function to be called with the bytes of the part, piece by piece.
    /// - Throws: ``XMLStreamError``; what the sink or `feed` throws.
    package func parse(
        _ part: String, into sink: any XMLSink,
        feed: ((Span<UInt8>) throws -> Void) throws -> Void
    ) throws {
        stage = .probing
        probe = EncodingProbe()
        do {
            try feed { try self.push($0, sink) }
            try finish(sink)
        } catch {
            defer { if stage == .library { libraryParser?.discard() } }
            guard let failure = error as? XMLParseFailure else { throw error }
            throw XMLStreamError(
                code: failure.code, part: part, line: line, byteOffset: byteOffset ?? 0,
                detail: failure.detail)
        }
    }

    /// Bytes of the part up to the current event: in `start` at the `>` or `/>` that ends the tag, in
    /// `end` just behind the end tag (behind `/>` of an empty element). A byte-order mark counts. Nil
    /// where that cannot be told: in encodings other than UTF-8.
    package var byteOffset: Int? {
        switch stage {
        case .idle, .probing: nil
        case .parser: parser.byteOffset
        case .library: libraryParser?.byteOffset
        }
    }

    /// Whether the part is UTF-8, so that ``byteOffset`` counts its own bytes: of other encodings libxml2
    /// only knows the bytes after conversion.
    package var readsUTF8: Bool { stage == .parser }

    /// The line of the current event, counted from 1; 0 where unknown.
    package var line: Int {
        switch stage {
        case .idle, .probing: 0
        case .parser: parser.line
        case .library: libraryParser?.line ?? 0
        }
    }

    private func push(_ bytes: Span<UInt8>, _ sink: any XMLSink) throws {
        switch stage {
        case .parser: try parser.push(bytes, sink)
        case .library: try libraryParser?.push(bytes)
        case .idle, .probing:
            guard let verdict = probe.read(bytes) else { return }
            try decide(verdict, sink)
        }
    }

    private func finish(_ sink: any XMLSink) throws {
        if stage == .probing { try decide(probe.verdictAtEnd, sink) }
        if stage == .library { try libraryParser?.finish() } else { try parser.finish() }
    }

    private func decide(_ verdict: EncodingProbe.Verdict, _ sink: any XMLSink) throws {
        let bytes = probe.bytes
        switch verdict {
        case .utf8(let prologLength):
            parser.begin(behind: bytes[..<prologLength])
            stage = .parser
            let rest = bytes[prologLength...]
            try parser.push(rest.span, sink)
        case .other:
            let library =
                libraryParser ?? LibraryParser(vocabulary: vocabulary, limits: limits)
            libraryParser = library
            try library.begin(sink)
            stage = .library
            try library.push(bytes.span)
        }
        probe = EncodingProbe()
    }
}

import CLibXML2

/// A push parser for the XML of packages: libxml2's SAX2, fed in pieces of any size.
///
/// No network, no document type, no entities beyond the five of XML, bounded depth. One scanner is
/// meant for one thread and many parts: its name table stays warm from part to part.
@safe
package final class XMLScanner {
    private let vocabulary: XMLVocabulary
    private let limits: XMLLimits
    private var context: xmlParserCtxtPtr?
    private let locals: SymbolTable
    private let namespaces: SymbolTable
    private var sink: (any XMLSink)?
    private var failure: (any Error)?
    private var depth = 0
    private var part = ""
    private var tagGauge = TagGauge()
    /// Names that earlier parts have left in the tables.
    private var namesBefore = 0

    package init(vocabulary: XMLVocabulary, limits: XMLLimits = XMLLimits()) {
        self.vocabulary = vocabulary
        self.limits = limits
        locals = SymbolTable(known: vocabulary.locals, fallback: 0)
        namespaces = SymbolTable(
            known: vocabulary.namespaces, fallback: XMLName.unknownNamespace)
        _ = XMLScanner.libraryIsReady
    }

    deinit {
        unsafe xmlFreeParserCtxt(context)
    }

    /// Initialised once, before two threads can do so together.
    private static let libraryIsReady: Bool = {
        xmlInitParser()
        return true
    }()

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
        try prepare(part, sink)
        do {
            try feed { try self.push($0) }
            try finish()
        } catch {
            // A parser that was stopped half-way is not worth mending.
            discard()
            throw error
        }
        self.sink = nil
    }

    /// Bytes of the part up to the current event: in `start` at the `>` or `/>` that ends the tag, in
    /// `end` just behind the end tag (behind `/>` of an empty element). Nil where libxml2 cannot tell.
    package var byteOffset: Int? {
        guard let context = unsafe context else { return nil }
        let offset = unsafe xmlByteConsumed(context)
        return offset < 0 ? nil : Int(offset)
    }

    /// Whether the part is UTF-8, so that ``byteOffset`` counts its own bytes: of other encodings libxml2
    /// only knows the bytes after conversion.
    package var readsUTF8: Bool {
        guard let context = unsafe context, let input = unsafe context.pointee.input,
            let buffer = unsafe input.pointee.buf
        else { return false }
        return unsafe buffer.pointee.encoder == nil
    }

    /// The line of the current event, counted from 1; 0 where unknown.
    package var line: Int {
        guard let context = unsafe context, let input = unsafe context.pointee.input else {
            return 0
        }
        return unsafe Int(input.pointee.line)
    }

    // MARK: Life of the libxml2 context

    private func prepare(_ part: String, _ sink: any XMLSink) throws {
        self.part = part
        self.sink = sink
        failure = nil
        depth = 0
        tagGauge = TagGauge()
        // libxml2 keeps its last resort, printing, for each thread apart.
        jiance_silence_library()
        // Names pile up in the dictionary over many files: start anew before that is felt.
        if locals.count + namespaces.count > limits.names { discard() }
        namesBefore = locals.count + namespaces.count
        self.sink = sink
        if let context = unsafe context {
            guard unsafe xmlCtxtResetPush(context, nil, 0, nil, nil) == 0 else {
                throw error(.malformed, "")
            }
            // A fresh context looks for a byte-order mark; a reset one believes in UTF-8.
            unsafe context.pointee.charset = Int32(XML_CHAR_ENCODING_NONE.rawValue)
        } else {
            var handler = unsafe xmlSAXHandler()
            unsafe jiance_silence(&handler)
            unsafe handler.initialized = UInt32(XML_SAX2_MAGIC)
            unsafe handler.startElementNs = XMLScanner.onStart
            unsafe handler.endElementNs = XMLScanner.onEnd
            unsafe handler.characters = XMLScanner.onText
            unsafe handler.ignorableWhitespace = XMLScanner.onText
            unsafe handler.cdataBlock = XMLScanner.onText
            unsafe handler.internalSubset = XMLScanner.onDocumentType
            unsafe handler.externalSubset = XMLScanner.onDocumentType
            unsafe context = xmlCreatePushParserCtxt(
                &handler, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil)
            guard unsafe context != nil else { throw error(.limitExceeded, "out of memory") }
        }
        // Without XML_PARSE_NOENT libxml2 leaves `&#38;` for `&amp;` in attribute values. There is
        // nothing else to replace, since a document type is refused. Never XML_PARSE_HUGE.
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue
        unsafe xmlCtxtUseOptions(context, Int32(bitPattern: options))
    }

    private func discard() {
        unsafe xmlFreeParserCtxt(context)
        unsafe context = nil
        locals.clear()
        namespaces.clear()
        sink = nil
    }

    private func push(_ bytes: Span<UInt8>) throws {
        tagGauge.read(bytes)
        if tagGauge.longest > limits.tagSize { throw error(.limitExceeded, "tag too long") }
        try unsafe bytes.withUnsafeBufferPointer { source in
            var offset = 0
            while offset < source.count {
                let count = min(source.count - offset, 1 << 16)
                let status = unsafe source.withMemoryRebound(to: CChar.self) {
                    unsafe xmlParseChunk(
                        context, $0.baseAddress.map { unsafe $0 + offset }, Int32(count), 0)
                }
                try check(status)
                offset += count
            }
        }
    }

    private func finish() throws {
        let status = unsafe xmlParseChunk(context, nil, 0, 1)
        try check(status)
        guard let context = unsafe context, unsafe context.pointee.wellFormed != 0 else {
            throw error(.malformed, "")
        }
    }

    private func check(_ status: Int32) throws {
        if let failure { throw failure }
        guard status != 0, let context = unsafe context else { return }
        // Warnings and namespace errors leave the document well-formed; the rest ends it.
        if unsafe context.pointee.wellFormed != 0 && context.pointee.disableSAX == 0 { return }
        let last = unsafe jiance_last_error(context)
        let message = unsafe jiance_error_message(last).map { unsafe String(cString: $0) } ?? ""
        let isLimit = status == Int32(bitPattern: XML_ERR_NAME_TOO_LONG.rawValue)
        throw error(isLimit ? .limitExceeded : .malformed, message)
    }

    private func error(_ code: XMLStreamError.Code, _ detail: String) -> XMLStreamError {
        var text = detail
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return XMLStreamError(
            code: code, part: part, line: line, byteOffset: byteOffset ?? 0, detail: text)
    }

    // MARK: Events

    func name(
        _ local: UnsafePointer<UInt8>, _ uri: UnsafePointer<UInt8>?
    ) -> XMLName {
        let namespace =
            if let uri = unsafe uri { unsafe namespaces.number(of: uri) } else {
                XMLName.noNamespace
            }
        return unsafe XMLName(namespace: namespace, local: locals.number(of: local))
    }

    private func stop(_ error: any Error) {
        if failure == nil { failure = error }
        unsafe xmlStopParser(context)
    }

    private func started(
        _ local: UnsafePointer<UInt8>, _ uri: UnsafePointer<UInt8>?,
        _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ count: Int
    ) {
        guard failure == nil, let sink else { return }
        depth += 1
        guard depth <= limits.depth else {
            return stop(error(.limitExceeded, "elements nested too deeply"))
        }
        let name = unsafe name(local, uri)
        guard locals.count + namespaces.count - namesBefore <= limits.names, !locals.isFull else {
            return stop(error(.limitExceeded, "too many different names"))
        }
        do {
            try sink.start(
                name, unsafe XMLAttributes(base: attributes, count: count, scanner: self))
        } catch { stop(error) }
    }

    private func ended(_ local: UnsafePointer<UInt8>, _ uri: UnsafePointer<UInt8>?) {
        guard failure == nil, let sink else { return }
        depth -= 1
        do { try sink.end(unsafe name(local, uri)) } catch { stop(error) }
    }

    private func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard failure == nil, let sink else { return }
        do { try sink.text(unsafe bytes.span) } catch { stop(error) }
    }

    // libxml2 calls back while `parse` holds the scanner: no reference needs to be counted.

    private static let onStart: startElementNsSAX2Func = {
        context, local, _, uri, _, _, count, _, attributes in
        guard let context = unsafe context, let local = unsafe local else { return }
        unsafe Unmanaged<XMLScanner>.fromOpaque(context)._withUnsafeGuaranteedRef {
            unsafe $0.started(local, uri, attributes, Int(count))
        }
    }

    private static let onEnd: endElementNsSAX2Func = { context, local, _, uri in
        guard let context = unsafe context, let local = unsafe local else { return }
        unsafe Unmanaged<XMLScanner>.fromOpaque(context)._withUnsafeGuaranteedRef {
            unsafe $0.ended(local, uri)
        }
    }

    private static let onText: charactersSAXFunc = { context, bytes, count in
        guard let context = unsafe context, count > 0 else { return }
        unsafe Unmanaged<XMLScanner>.fromOpaque(context)._withUnsafeGuaranteedRef {
            unsafe $0.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
        }
    }

    private static let onDocumentType: internalSubsetSAXFunc = { context, _, _, _ in
        guard let context = unsafe context else { return }
        unsafe Unmanaged<XMLScanner>.fromOpaque(context)._withUnsafeGuaranteedRef {
            $0.stop($0.error(.documentType, "document type declaration"))
        }
    }
}

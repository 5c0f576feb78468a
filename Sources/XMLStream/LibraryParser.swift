import CLibXML2

/// libxml2's SAX2 push parser, for documents that ``UTF8Parser`` does not take: other encodings.
///
/// No network, no document type, no entities beyond the five of XML, bounded depth. It is kept from part to
/// part: its name table stays warm.
@safe
final class LibraryParser {
    private let limits: XMLLimits
    private var context: xmlParserCtxtPtr?
    private let locals: SymbolTable
    private let namespaces: SymbolTable
    private let attributes = Pile<XMLAttributes.Record>(capacity: 64)
    private var sink: (any XMLSink)?
    private var failure: (any Error)?
    private var depth = 0
    private var tagGauge = TagGauge()
    /// Names that earlier parts have left in the tables.
    private var namesBefore = 0

    init(vocabulary: XMLVocabulary, limits: XMLLimits) {
        self.limits = limits
        locals = SymbolTable(known: vocabulary.locals, fallback: 0)
        namespaces = SymbolTable(
            known: vocabulary.namespaces, fallback: XMLName.unknownNamespace)
        _ = LibraryParser.libraryIsReady
    }

    deinit {
        unsafe xmlFreeParserCtxt(context)
    }

    /// Initialised once, before two threads can do so together.
    private static let libraryIsReady: Bool = {
        xmlInitParser()
        return true
    }()

    /// Nil where libxml2 cannot tell.
    var byteOffset: Int? {
        guard let context = unsafe context else { return nil }
        let offset = unsafe xmlByteConsumed(context)
        return offset < 0 ? nil : Int(offset)
    }

    /// The line of the current event, counted from 1; 0 where unknown.
    var line: Int {
        guard let context = unsafe context, let input = unsafe context.pointee.input else {
            return 0
        }
        return unsafe Int(input.pointee.line)
    }

    // MARK: Life of the libxml2 context

    func begin(_ sink: any XMLSink) throws {
        self.sink = sink
        failure = nil
        depth = 0
        tagGauge = TagGauge()
        // libxml2 keeps its last resort, printing, for each thread apart.
        jiance_silence_library()
        _ = jiance_take_encoding_errors()
        // Names pile up in the dictionary over many files: start anew before that is felt.
        if locals.count + namespaces.count > limits.names { discard() }
        namesBefore = locals.count + namespaces.count
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
            unsafe handler.startElementNs = LibraryParser.onStart
            unsafe handler.endElementNs = LibraryParser.onEnd
            unsafe handler.characters = LibraryParser.onText
            unsafe handler.ignorableWhitespace = LibraryParser.onText
            unsafe handler.cdataBlock = LibraryParser.onText
            unsafe handler.internalSubset = LibraryParser.onDocumentType
            unsafe handler.externalSubset = LibraryParser.onDocumentType
            unsafe context = xmlCreatePushParserCtxt(
                &handler, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil)
            guard unsafe context != nil else { throw error(.limitExceeded, "memory") }
        }
        // Without XML_PARSE_NOENT libxml2 leaves `&#38;` for `&amp;` in attribute values. There is
        // nothing else to replace, since a document type is refused. Never XML_PARSE_HUGE.
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue
        unsafe xmlCtxtUseOptions(context, Int32(bitPattern: options))
    }

    /// Forgets everything: a parser that was stopped half-way is not worth mending.
    func discard() {
        unsafe xmlFreeParserCtxt(context)
        unsafe context = nil
        locals.clear()
        namespaces.clear()
        sink = nil
    }

    func push(_ bytes: Span<UInt8>) throws {
        tagGauge.read(bytes)
        if tagGauge.longest > limits.tagSize { throw error(.limitExceeded, "tagSize") }
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

    func finish() throws {
        let status = unsafe xmlParseChunk(context, nil, 0, 1)
        try check(status)
        guard let context = unsafe context, unsafe context.pointee.wellFormed != 0 else {
            throw error(.malformed, "")
        }
    }

    private func check(_ status: Int32) throws {
        if let failure { throw failure }
        // libxml2 leaves out what it cannot convert, and goes on where that stands in its first piece.
        if jiance_take_encoding_errors() != 0 {
            throw error(.malformed, "bytes that are none of the declared encoding")
        }
        guard status != 0, let context = unsafe context else { return }
        // Warnings and namespace errors leave the document well-formed; the rest ends it.
        if unsafe context.pointee.wellFormed != 0 && context.pointee.disableSAX == 0 { return }
        let last = unsafe jiance_last_error(context)
        let message = unsafe jiance_error_message(last).map { unsafe String(cString: $0) } ?? ""
        let isLimit = status == Int32(bitPattern: XML_ERR_NAME_TOO_LONG.rawValue)
        throw isLimit ? error(.limitExceeded, "nameSize") : error(.malformed, message)
    }

    private func error(_ code: XMLStreamError.Code, _ detail: String) -> XMLParseFailure {
        var text = detail
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return XMLParseFailure(code: code, detail: text)
    }

    // MARK: Events

    private func name(
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
            return stop(error(.limitExceeded, "depth"))
        }
        let name = unsafe name(local, uri)
        guard locals.count + namespaces.count - namesBefore <= limits.names, !locals.isFull else {
            return stop(error(.limitExceeded, "names"))
        }
        unsafe list(attributes, count)
        do {
            try sink.start(
                name,
                unsafe XMLAttributes(
                    records: self.attributes.start, count: self.attributes.count))
        } catch { stop(error) }
    }

    /// Takes over libxml2's array: local name, prefix, namespace, start and end of the value for each.
    private func list(
        _ base: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ count: Int
    ) {
        attributes.truncate(to: 0)
        guard let base = unsafe base else { return }
        for index in 0..<count {
            guard let local = unsafe base[index * 5], let start = unsafe base[index * 5 + 3],
                let end = unsafe base[index * 5 + 4]
            else { continue }
            unsafe attributes.append(
                XMLAttributes.Record(
                    name: name(local, base[index * 5 + 2]), start: start,
                    count: max(0, end - start)))
        }
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

    // libxml2 calls back while `push` holds the parser: no reference needs to be counted.

    private static let onStart: startElementNsSAX2Func = {
        context, local, _, uri, _, _, count, _, attributes in
        guard let context = unsafe context, let local = unsafe local else { return }
        unsafe Unmanaged<LibraryParser>.fromOpaque(context)._withUnsafeGuaranteedRef {
            unsafe $0.started(local, uri, attributes, Int(count))
        }
    }

    private static let onEnd: endElementNsSAX2Func = { context, local, _, uri in
        guard let context = unsafe context, let local = unsafe local else { return }
        unsafe Unmanaged<LibraryParser>.fromOpaque(context)._withUnsafeGuaranteedRef {
            unsafe $0.ended(local, uri)
        }
    }

    private static let onText: charactersSAXFunc = { context, bytes, count in
        guard let context = unsafe context, count > 0 else { return }
        unsafe Unmanaged<LibraryParser>.fromOpaque(context)._withUnsafeGuaranteedRef {
            unsafe $0.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
        }
    }

    private static let onDocumentType: internalSubsetSAXFunc = { context, _, _, _ in
        guard let context = unsafe context else { return }
        unsafe Unmanaged<LibraryParser>.fromOpaque(context)._withUnsafeGuaranteedRef {
            $0.stop($0.error(.documentType, "document type declaration"))
        }
    }
}

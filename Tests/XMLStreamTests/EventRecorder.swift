/// Records the events of a scanner, text that comes in pieces put together again.
import XMLStream

/// The names that the tests' documents use.
extension XMLVocabulary {
    static let test = XMLVocabulary(
        namespaces: ["urn:a": 1, "urn:b": 2, "urn:a:strict": 1],
        locals: ["root": 1, "item": 2, "id": 3, "note": 4])
}

/// An event, with names as numbers and values as text.
enum Event: Hashable {
    struct Attribute: Hashable {
        let name: XMLName
        let value: String
    }

    case start(XMLName, [Attribute])
    case end(XMLName)
    case text(String)

    static func start(
        _ namespace: UInt16, _ local: UInt16, _ attributes: [(UInt16, UInt16, String)] = []
    ) -> Event {
        .start(
            XMLName(namespace: namespace, local: local),
            attributes.map {
                Attribute(name: XMLName(namespace: $0.0, local: $0.1), value: $0.2)
            })
    }

    static func end(_ namespace: UInt16, _ local: UInt16) -> Event {
        .end(XMLName(namespace: namespace, local: local))
    }
}

/// An error that a sink throws on purpose.
struct Refusal: Error, Hashable {}

final class EventRecorder: XMLSink {
    /// What the scanner said of its place at the start and the end of elements.
    struct Place: Hashable {
        let offset: Int?
        let line: Int
    }

    private(set) var events: [Event] = []
    private(set) var places: [Place] = []
    private var pending: [UInt8] = []
    private let scanner: XMLScanner
    /// Where to throw ``Refusal``.
    private let failsAt: ((Event) -> Bool)?

    init(_ scanner: XMLScanner, failsAt: ((Event) -> Bool)? = nil) {
        self.scanner = scanner
        self.failsAt = failsAt
    }

    func start(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        flush()
        var list: [Event.Attribute] = []
        for index in 0..<attributes.count {
            list.append(
                Event.Attribute(
                    name: attributes.name(at: index), value: attributes.string(at: index)))
        }
        places.append(Place(offset: scanner.byteOffset, line: scanner.line))
        try append(.start(name, list))
    }

    func end(_ name: XMLName) throws {
        flush()
        places.append(Place(offset: scanner.byteOffset, line: scanner.line))
        try append(.end(name))
    }

    func text(_ bytes: Span<UInt8>) throws {
        pending.append(borrowed: bytes)
        if failsAt?(.text(String(decoding: pending, as: UTF8.self))) == true { throw Refusal() }
    }

    private func append(_ event: Event) throws {
        events.append(event)
        if failsAt?(event) == true { throw Refusal() }
    }

    private func flush() {
        if !pending.isEmpty { events.append(.text(String(decoding: pending, as: UTF8.self))) }
        pending = []
    }
}

extension XMLScanner {
    static func test(_ change: (inout XMLLimits) -> Void = { _ in }) -> XMLScanner {
        var limits = XMLLimits()
        change(&limits)
        return XMLScanner(vocabulary: .test, limits: limits)
    }

    /// The events of a document that is fed in pieces of the given sizes, the last one repeated.
    func record(_ document: [UInt8], chunks: [Int] = [1 << 20]) throws -> EventRecorder {
        let recorder = EventRecorder(self)
        try parse(document, chunks: chunks, into: recorder)
        return recorder
    }

    func events(_ text: String) throws -> [Event] { try record(Array(text.utf8)).events }

    func parse(_ document: [UInt8], chunks: [Int], into sink: any XMLSink) throws {
        try parse("part.xml", into: sink) { push in
            var offset = 0
            var index = 0
            while offset < document.count {
                let size = index < chunks.count ? chunks[index] : chunks.last ?? 1
                let end = min(document.count, offset + max(size, 1))
                let piece = Array(document[offset..<end])
                try push(piece.span)
                offset = end
                index += 1
            }
        }
    }
}

/// An encoding of a whole document, with its byte-order mark where it has one.
enum DocumentEncoding: String, CaseIterable {
    case utf8, utf8WithMark, utf16LittleEndian, utf16BigEndian

    func bytes(_ text: String) -> [UInt8] {
        switch self {
        case .utf8: Array(text.utf8)
        case .utf8WithMark: [0xEF, 0xBB, 0xBF] + Array(text.utf8)
        case .utf16LittleEndian:
            [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case .utf16BigEndian:
            [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        }
    }
}

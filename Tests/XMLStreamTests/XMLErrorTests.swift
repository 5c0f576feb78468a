/// What is refused, with which error, and that a scanner survives it.
import TestSupport
import Testing
import XMLStream

@Suite("Errors of scanning")
struct XMLErrorTests {
    private func error(
        _ document: [UInt8], chunk: Int = 1 << 20, scanner: XMLScanner = .test()
    ) throws -> XMLStreamError {
        try #require(throws: XMLStreamError.self) {
            try scanner.record(document, chunks: [chunk])
        }
    }

    static let malformed = [
        "", "   \n", "text", "<root>", "<root", "<", "<root></item>", "<root><item></root>",
        "<root/><root/>", "<root/>text", "<root id=1/>", "<root id/>", "<root id='1' id='2'/>",
        "<root id='<'/>", "<root>&</root>", "<root>&#0;</root>", "<root>\u{1}</root>",
        "<root>]]></root>", "<root><!-- -- --></root>", "<root><![CDATA[a</root>",
        "<root>&unknown;</root>", "<root id='&unknown;'/>", "<root>&#x110000;</root>",
        "<?xml version='1.0' encoding='nonsense'?><root/>", " <?xml version='1.0'?><root/>",
        "<1/>", "</root>", "<root/ >", "<root>\0</root>",
    ]

    @Test("What is not well-formed is refused, in pieces of any size", arguments: malformed)
    func notWellFormed(document: String) throws {
        for size in [1, 4, 1 << 20] {
            let error = try error(Array(document.utf8), chunk: size)
            #expect(error.code == .malformed, "pieces of \(size)")
            #expect(error.part == "part.xml")
            #expect(error.byteOffset >= 0 && error.byteOffset <= document.utf8.count)
        }
    }

    @Test(
        "Bytes that are not of the encoding are refused",
        arguments: [
            Array("<root>".utf8) + [0xC3, 0x28] + Array("</root>".utf8),
            Array("<root>".utf8) + [0xFF] + Array("</root>".utf8),
            Array("<root>".utf8) + [0xED, 0xA0, 0x80] + Array("</root>".utf8),
            Array("<root id='".utf8) + [0xC0, 0x80] + Array("'/>".utf8),
            [0xFF, 0xFE, 0x3C, 0x00, 0x00, 0xD8, 0x3E, 0x00],
            // libxml2 leaves these out without a word where they come in its first piece.
            declared("GBK", [0xD6, 0xD0, 0xFF, 0xCE, 0xC4]),
            declared("GB18030", [0x95, 0x32, 0x3C]),
            declared("UT-F8", [0xE5, 0xB9, 0x7A]),
        ])
    func wrongEncoding(document: [UInt8]) throws {
        for size in [1, 7, 60, 1 << 20] {
            #expect(try error(document, chunk: size).code == .malformed, "pieces of \(size)")
        }
    }

    private static func declared(_ encoding: String, _ text: [UInt8]) -> [UInt8] {
        Array("<?xml version='1.0' encoding='\(encoding)'?><root>".utf8) + text
            + Array("</root>".utf8)
    }

    @Test("Characters of a declared encoding may be cut anywhere")
    func cutCharacters() throws {
        // 中文𠀀: two of two bytes, one of four.
        let text: [UInt8] = [0xD6, 0xD0, 0xCE, 0xC4, 0x95, 0x32, 0x82, 0x36]
        for size in Array(1...12) + [50, 51, 52, 53, 54, 1 << 20] {
            let document = XMLErrorTests.declared("GB18030", text)
            let recorder = try XMLScanner.test().record(document, chunks: [size])
            #expect(recorder.events.contains(.text("中文𠀀")), "pieces of \(size)")
        }
    }

    @Test(
        "An error tells the line",
        arguments: [
            ("<root>\n<item>\n</note>\n</root>", 3), ("<root id='1' id='2'/>", 1),
            ("<root>\n\n\n&unknown;</root>", 4), ("<root>\nabc", 2), ("\n\n<root/>\n\n<root/>", 5),
        ])
    func lines(document: String, line: Int) throws {
        for size in [1, 1 << 20] {
            #expect(try error(Array(document.utf8), chunk: size).line == line)
        }
    }

    @Test("An error tells the byte and what libxml2 says")
    func byteOffset() throws {
        let document = "<root>\n<item></note></root>"
        let error = try error(Array(document.utf8))
        // Somewhere in the end tag that does not match.
        #expect((13...20).contains(error.byteOffset), "\(error.byteOffset)")
        #expect(error.detail.contains("mismatch"))
        #expect(error.detail.last?.isWhitespace == false)
        #expect(error.description.hasPrefix("part.xml, line 2, byte \(error.byteOffset): "))
    }

    @Test(
        "A document type is refused before anything of it is used",
        arguments: [
            "<!DOCTYPE root><root/>", "<!DOCTYPE root SYSTEM 'file:///etc/passwd'><root/>",
            "<!DOCTYPE root PUBLIC 'a' 'http://localhost/b'><root/>",
            "<!DOCTYPE root [<!ENTITY e 'text'>]><root>&e;</root>",
            "<!DOCTYPE root [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><root>&e;</root>",
            "<?xml version='1.0'?>\n<!DOCTYPE root [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]>\n<root/>",
            "<!DOCTYPE root [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]><root/>",
        ])
    func documentType(document: String) throws {
        for size in [1, 5, 1 << 20] {
            let scanner = XMLScanner.test()
            let recorder = EventRecorder(scanner)
            let error = try #require(throws: XMLStreamError.self) {
                try scanner.parse(Array(document.utf8), chunks: [size], into: recorder)
            }
            #expect(error.code == .documentType, "pieces of \(size)")
            #expect(recorder.events.isEmpty)
        }
    }

    @Test(
        "The sink's error ends the scan and comes out",
        arguments: [Event.start(0, 2), .end(0, 2), .text("a"), .start(0, 1), .end(0, 1)])
    func sinkErrors(event: Event) throws {
        for size in [1, 1 << 20] {
            let scanner = XMLScanner.test()
            let recorder = EventRecorder(scanner) { $0 == event }
            #expect(throws: Refusal.self) {
                try scanner.parse(
                    Array("<root><item>a</item><item>a</item></root>".utf8), chunks: [size],
                    into: recorder)
            }
            // Nothing is delivered after the error.
            #expect(recorder.events.filter { $0 == event }.count <= 1)
        }
    }

    @Test("The sink's error counts, not what is broken behind it")
    func sinkErrorFirst() {
        let scanner = XMLScanner.test()
        let recorder = EventRecorder(scanner) { $0 == .start(0, 2) }
        #expect(throws: Refusal.self) {
            try scanner.parse(Array("<root><item></x></y>".utf8), chunks: [99], into: recorder)
        }
    }

    @Test("An error of the feed comes out")
    func feedErrors() {
        let scanner = XMLScanner.test()
        #expect(throws: Refusal.self) {
            try scanner.parse("part.xml", into: EventRecorder(scanner)) { push in
                try push(Array("<root>".utf8).span)
                throw Refusal()
            }
        }
    }

    @Test("A scanner works on after errors, and from one encoding to another")
    func reuse() throws {
        let scanner = XMLScanner.test()
        var random = SeededRandom(seed: 40)
        for round in 0..<120 {
            let encoding = try #require(DocumentEncoding.allCases.randomElement(using: &random))
            let size = [1, 3, 50, 1 << 20].randomElement(using: &random) ?? 1
            let document = RandomDocument(seed: UInt64(round % 9))
            switch Int.random(in: 0..<5, using: &random) {
            case 0:
                let text = try #require(XMLErrorTests.malformed.randomElement(using: &random))
                #expect(throws: XMLStreamError.self, "seed 40, round \(round)") {
                    try scanner.record(encoding.bytes(text), chunks: [size])
                }
            case 1:
                let recorder = EventRecorder(scanner) { $0 == document.events[3] }
                #expect(throws: Refusal.self, "seed 40, round \(round)") {
                    try scanner.parse(
                        encoding.bytes(document.text), chunks: [size], into: recorder)
                }
            default:
                let events = try scanner.record(encoding.bytes(document.text), chunks: [size])
                    .events
                #expect(events == document.events, "seed 40, round \(round), \(encoding)")
            }
        }
    }
}

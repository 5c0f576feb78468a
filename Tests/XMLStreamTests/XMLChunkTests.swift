/// However a document is cut into pieces and encoded, its events are the same.
import TestSupport
import Testing
import XMLStream

@Suite("Pieces and encodings")
struct XMLChunkTests {
    private static let seeds = Array<UInt64>(0..<12)

    private func chunks(_ random: inout SeededRandom, largest: Int) -> [Int] {
        (0..<200).map { _ in Int.random(in: 1...largest, using: &random) }
    }

    @Test("A random document gives the events it was made of", arguments: seeds)
    func whole(seed: UInt64) throws {
        let document = RandomDocument(seed: seed)
        let recorder = try XMLScanner.test().record(Array(document.text.utf8))
        #expect(recorder.events == document.events, "seed \(seed)")
    }

    @Test(
        "Pieces of any size give the same events, in every encoding",
        arguments: seeds, DocumentEncoding.allCases)
    func pieces(seed: UInt64, encoding: DocumentEncoding) throws {
        let document = RandomDocument(seed: seed)
        let bytes = encoding.bytes(document.text)
        let scanner = XMLScanner.test()
        var random = SeededRandom(seed: seed)
        for sizes in [
            [1], [2], [3], [7], [64], [bytes.count], chunks(&random, largest: 9),
            chunks(&random, largest: 200),
        ] {
            let recorder = try scanner.record(bytes, chunks: sizes)
            #expect(recorder.events == document.events, "seed \(seed), pieces \(sizes.prefix(9))")
        }
    }

    @Test(
        "A declared encoding that fits is no hindrance",
        arguments: [
            ("UTF-16", DocumentEncoding.utf16LittleEndian), ("UTF-16", .utf16BigEndian),
            ("utf-16", .utf16LittleEndian), ("UTF-8", .utf8WithMark), ("utf8", .utf8),
        ])
    func declared(name: String, encoding: DocumentEncoding) throws {
        let declaration = "<?xml version='1.0' encoding='\(name)'?>"
        let document = RandomDocument(seed: 5, declaration: declaration)
        let bytes = encoding.bytes(document.text)
        for size in [1, 5, bytes.count] {
            let recorder = try XMLScanner.test().record(bytes, chunks: [size])
            #expect(recorder.events == document.events, "pieces of \(size)")
        }
    }

    @Test(
        "UTF-16 without a byte-order mark is known by its declaration",
        arguments: [
            DocumentEncoding.utf16LittleEndian, .utf16BigEndian,
        ])
    func unmarked(encoding: DocumentEncoding) throws {
        let text = "<?xml version='1.0' encoding='UTF-16'?><root>中</root>"
        let bytes = Array(encoding.bytes(text).dropFirst(2))
        let recorder = try XMLScanner.test().record(bytes)
        #expect(recorder.events == [.start(0, 1), .text("中"), .end(0, 1)])
    }

    @Test("Documents larger than all buffers are no different", arguments: [997, 65_536, 1 << 20])
    func large(size: Int) throws {
        let document = RandomDocument(seed: 3, padding: 400_000)
        let recorder = try XMLScanner.test().record(Array(document.text.utf8), chunks: [size])
        #expect(recorder.events == document.events)
    }

    @Test("Empty pieces count for nothing")
    func emptyPieces() throws {
        let scanner = XMLScanner.test()
        let recorder = EventRecorder(scanner)
        try scanner.parse("part.xml", into: recorder) { push in
            for piece in ["", "<root>", "", "a", "", "</root>", ""] {
                try push(Array(piece.utf8).span)
            }
        }
        #expect(recorder.events == [.start(0, 1), .text("a"), .end(0, 1)])
    }
}

/// Where in a document an event is: the offsets that elements are cut out with, and lines.
import TestSupport
import Testing
import XMLStream

@Suite("Places of events")
struct XMLPlaceTests {
    private static let seeds = Array<UInt64>(20..<30)

    @Test("Tags can be cut out of a document by their offsets", arguments: [1, 3, 1_000])
    func slices(size: Int) throws {
        let text = "<root a='>'><item>中&amp;</item><item id='1'/>\n<note /></root>"
        let document = Array(text.utf8)
        let places = try XMLScanner.test().record(document, chunks: [size]).places
        let rests = try places.map {
            String(decoding: document[try #require($0.offset)...], as: UTF8.self)
        }
        #expect(
            rests == [
                "><item>中&amp;</item><item id='1'/>\n<note /></root>",
                ">中&amp;</item><item id='1'/>\n<note /></root>", "<item id='1'/>\n<note /></root>",
                "/>\n<note /></root>", "\n<note /></root>", "/></root>", "</root>", "",
            ])
    }

    @Test("Offsets are right in random documents and pieces", arguments: seeds)
    func offsets(seed: UInt64) throws {
        let document = RandomDocument(seed: seed)
        let bytes = Array(document.text.utf8)
        let scanner = XMLScanner.test()
        for size in [1, 2, 5, 40, 200, bytes.count] {
            let places = try scanner.record(bytes, chunks: [size]).places
            #expect(places.map(\.offset) == document.offsets, "seed \(seed), pieces of \(size)")
        }
    }

    @Test("Lines are right in random documents and pieces", arguments: seeds)
    func lines(seed: UInt64) throws {
        let document = RandomDocument(seed: seed)
        let bytes = Array(document.text.utf8)
        for size in [1, 7, bytes.count] {
            let places = try XMLScanner.test().record(bytes, chunks: [size]).places
            #expect(places.map(\.line) == document.lines, "seed \(seed), pieces of \(size)")
        }
    }

    @Test("Offsets stay right behind hundreds of kilobytes", arguments: [999, 65_536, 1 << 20])
    func largeOffsets(size: Int) throws {
        let document = RandomDocument(seed: 31, padding: 400_000)
        let bytes = Array(document.text.utf8)
        let places = try XMLScanner.test().record(bytes, chunks: [size]).places
        #expect(places.map(\.offset) == document.offsets)
    }

    @Test("There is no place before anything was parsed")
    func nothingParsed() {
        let scanner = XMLScanner.test()
        #expect(scanner.byteOffset == nil)
        #expect(scanner.line == 0)
    }
}

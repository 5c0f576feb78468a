/// Limits of depth, tag size and names, each at the last value that passes and the first that fails.
import Testing
import XMLStream

@Suite("Limits of scanning")
struct XMLLimitsTests {
    private func code(
        _ document: String, chunk: Int = 1 << 20, _ change: (inout XMLLimits) -> Void
    ) throws -> XMLStreamError.Code? {
        do {
            _ = try XMLScanner.test(change).record(Array(document.utf8), chunks: [chunk])
            return nil
        } catch let error as XMLStreamError {
            return error.code
        }
    }

    @Test("Elements may be nested as deep as the limit", arguments: [(3, false), (4, true)])
    func depth(depth: Int, isRefused: Bool) throws {
        let document =
            String(repeating: "<a>", count: depth) + "<!-- <b> -->"
            + String(repeating: "</a>", count: depth)
        for size in [1, 1 << 20] {
            let code = try code(document, chunk: size) { $0.depth = 3 }
            #expect(code == (isRefused ? .limitExceeded : nil))
        }
    }

    @Test("Siblings are not depth")
    func siblings() throws {
        let document = "<a>" + String(repeating: "<b><c/></b>", count: 500) + "</a>"
        #expect(try code(document) { $0.depth = 3 } == nil)
    }

    @Test("Depth starts anew with each part, after an error too")
    func depthIsPerPart() throws {
        let scanner = XMLScanner.test { $0.depth = 2 }
        for _ in 0..<5 {
            #expect(try scanner.events("<root><root/></root>").count == 4)
            #expect(throws: XMLStreamError.self) { try scanner.events("<root><root><root>") }
        }
    }

    @Test("A nest of 100,000 elements is refused, not overflowing the stack")
    func deepNest() throws {
        let document = String(repeating: "<a>", count: 100_000)
        #expect(try code(document, chunk: 4_096) { _ in } == .limitExceeded)
    }

    @Test(
        "A tag that comes in pieces may be as long as the limit",
        arguments: [(80, false), (300, true)], [1, 7, 50])
    func tagSize(tag: (size: Int, isRefused: Bool), chunk: Int) throws {
        let value = String(repeating: "x", count: tag.size)
        let code = try code("<root><item id='\(value)'/></root>", chunk: chunk) {
            $0.tagSize = 100
        }
        #expect(code == (tag.isRefused ? .limitExceeded : nil))
    }

    @Test("Long texts and many tags are no long tag", arguments: [1, 7, 50, 1_000])
    func longText(chunk: Int) throws {
        let text = String(repeating: "text ", count: 100)
        let document = "<root>\(text)<item>\(text)</item>\(text)</root>"
        #expect(try code(document, chunk: chunk) { $0.tagSize = 100 } == nil)
    }

    @Test(
        "Different names are counted, repeated ones are not", arguments: [(18, false), (25, true)])
    func names(count: Int, isRefused: Bool) throws {
        let elements = (0..<count).map { "<e\($0)/><e\($0)/>" }.joined()
        let code = try code("<root>\(elements)</root>") { $0.names = 20 }
        #expect(code == (isRefused ? .limitExceeded : nil))
    }

    @Test("The names of earlier parts do not use up the limit of later ones")
    func namesOfManyParts() throws {
        let scanner = XMLScanner.test { $0.names = 40 }
        for part in 0..<50 {
            let elements = (0..<18).map { "<p\(part)e\($0)/>" }.joined()
            #expect(try scanner.events("<root>\(elements)</root>").count == 38)
        }
    }

    @Test("A name of many thousand letters is refused")
    func longName() throws {
        let name = String(repeating: "n", count: 60_000)
        #expect(throws: XMLStreamError.self) { try XMLScanner.test().events("<\(name)/>") }
    }
}

import Testing
import XMLStream

/// Long tags are refused however they come and whatever they hold; other long markup is not.
@Suite("Lengths of tags") struct TagLengthTests {
    private final class Silent: XMLSink {
        func start(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {}
        func end(_ name: XMLName) throws {}
        func text(_ bytes: Span<UInt8>) throws {}
    }

    private func scan(_ text: String, piece: Int) throws {
        var limits = XMLLimits()
        limits.tagSize = 5000
        let scanner = XMLScanner(
            vocabulary: XMLVocabulary(namespaces: [:], locals: [:]), limits: limits)
        let bytes = Array(text.utf8)
        try scanner.parse("p", into: Silent()) { push in
            var start = 0
            while start < bytes.count {
                let end = min(bytes.count, start + piece)
                let slice = bytes[start..<end]
                try push(slice.span)
                start = end
            }
        }
    }

    @Test(
        "A long tag is refused, in one piece or many, with > in its values or without",
        arguments: [7, 100, 1_000_000], ["x", ">"])
    func longTag(piece: Int, filler: String) throws {
        let text = "<r><i id='\(String(repeating: filler, count: 6000))'/></r>"
        #expect {
            try scan(text, piece: piece)
        } throws: {
            ($0 as? XMLStreamError)?.code == .limitExceeded
        }
    }

    @Test(
        "Long text, comments, CDATA and short tags are no long tags",
        arguments: [7, 100, 1_000_000])
    func otherMarkup(piece: Int) throws {
        let long = String(repeating: "x", count: 9000)
        let tags = String(repeating: "<i a='1'/>", count: 2000)
        try scan("<r>\(long)<!--\(long)--><![CDATA[\(long)]]>\(tags)</r>", piece: piece)
    }

    @Test("The limit of names counts those of one part, not those of earlier ones")
    func namesOfOnePart() throws {
        let scanner = XMLScanner(vocabulary: XMLVocabulary(namespaces: [:], locals: [:]))
        for part in 0..<4 {
            let names = (0..<1300).map { "<n\(part)x\($0)/>" }.joined()
            let bytes = Array("<r>\(names)</r>".utf8)
            try scanner.parse("p\(part)", into: Silent()) { push in try push(bytes.span) }
        }
    }
}

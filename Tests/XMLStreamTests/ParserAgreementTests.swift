/// The parser for UTF-8 accepts and refuses what libxml2 does, and gives the same events.
///
/// libxml2 gets the same document in UTF-16, which is its to parse.
import TestSupport
import Testing
import XMLStream

@Suite("Agreement with libxml2")
struct ParserAgreementTests {
    private static let fragments = [
        "<", ">", "/", "=", "'", "\"", "&", ";", "#", "x", "!", "?", "-", "--", "[", "]", "]]>",
        "<!--", "-->", "<![CDATA[", "<?", "?>", "</", "/>", " ", "\t", "\n", "a", ":", "xmlns",
        "xml", "&amp;", "&lt;", "&#", "&#x", "&#65;", "&#xD800;", "&#0;", "&nbsp;",
        "\u{1}", "\u{7F}",
        "\u{FFFE}", "\u{B7}", "中", "😀", "\u{300}", "<item>", "</item>", "<root>", "</root>", "<b:",
        "xmlns:b='urn:b'", " id='1'", " xmlns=''", "\u{2028}", "1", ".", "_", "<a:b:c/>",
    ]

    private enum Outcome: Hashable {
        case accepted([Event])
        case refused
    }

    private func outcome(_ bytes: [UInt8], chunk: Int) throws -> Outcome {
        do {
            return .accepted(try XMLScanner.test().record(bytes, chunks: [chunk]).events)
        } catch is XMLStreamError {
            return .refused
        }
    }

    private func damaged(_ text: String, _ random: inout SeededRandom) -> String {
        var letters = Array(text.unicodeScalars)
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let from = Int.random(in: 0...letters.count, using: &random)
            let length = Int.random(in: 0...min(3, letters.count - from), using: &random)
            let fragment = ParserAgreementTests.fragments.randomElement(using: &random) ?? ""
            letters.replaceSubrange(from..<from + length, with: Array(fragment.unicodeScalars))
        }
        var result = ""
        result.unicodeScalars.append(contentsOf: letters)
        return result
    }

    @Test("Damaged documents are accepted or refused alike", arguments: 0..<8)
    func damagedDocuments(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        var accepted = 0
        for round in 0..<60 {
            let document = RandomDocument(seed: UInt64(seed * 1_000 + round % 40))
            let text = damaged(document.text, &random)
            let size = [1, 2, 7, 1 << 20].randomElement(using: &random) ?? 1
            let own = try outcome(Array(text.utf8), chunk: size)
            let library = try outcome(
                DocumentEncoding.utf16LittleEndian.bytes(text), chunk: 1 << 20)
            let isSame = own == library
            #expect(isSame, "seed \(seed), round \(round), pieces of \(size): \(text)")
            if case .accepted = own { accepted += 1 }
        }
        // Both verdicts have to occur, or the test tells nothing.
        #expect(accepted > 0 && accepted < 60, "seed \(seed): \(accepted)")
    }

    private static let manyAttributes = "<root" + "abcdefghijklmnop".map { " \($0)='1'" }.joined()

    @Test(
        "What is rarely seen is the same",
        arguments: [
            "<a xmlns:b='' b:id='1'/>", "<b:root/>", "<root b:id='2'/>", "<a:b:c/>", "<:root/>",
            "<root:/>", "<root xml:id='1'/>", "<root xmlns:xml='urn:b'/>", "<root xmlnsx='1'/>",
            "<root xmlns='urn:a' xmlns='urn:b'/>",
            "<root xmlns:b='urn:b' xmlns:c='urn:b' b:id='1' c:id='2'/>",
            "<root><?xml version='1.0'?></root>", "<root><?XML a?></root>", "<root><?a?></root>",
            "<root><?a ??></root>", "<root><?a?b?></root>", "<root><!----></root>",
            "<root><!--a---></root>", "<root>]]</root>", "<root>]]]></root>", "<root>&#x;</root>",
            "<root>&#;</root>", "<root>&#X41;</root>", "<root>&#00000000000000000065;</root>",
            "<root id='a]]>b'/>", "<root id='>'/>", "<root\n>\n</root\n>\n", "<root></ root>",
            "< root/>", "<root id = '1'/>", "<root id='1'id2='2'/>", "<?a b?><root/><?c?>",
            "<!-- a --><root/><!-- b -->", "<root/>&#32;", "<root/><![CDATA[ ]]>", "<é/>",
            "<\u{300}/>",
            "<a\u{300}/>", "<root><![cdata[a]]></root>", "<root>\u{FFFD}</root>",
            "<root>\u{85}</root>",
            manyAttributes + " q=''/>", manyAttributes + " a=''/>",
        ])
    func rareDocuments(text: String) throws {
        let library = try outcome(
            DocumentEncoding.utf16LittleEndian.bytes(text), chunk: 1 << 20)
        for size in [1, 3, 1 << 20] {
            let own = try outcome(Array(text.utf8), chunk: size)
            #expect(own == library)
        }
    }
}

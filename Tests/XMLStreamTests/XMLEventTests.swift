/// What a scanner makes of names, attributes and text.
import Testing
import XMLStream

@Suite("Events")
struct XMLEventTests {
    private let unknown = XMLName.unknownNamespace

    @Test("Names are numbers of namespace and local name, whatever the prefix")
    func names() throws {
        let document =
            "<root xmlns='urn:a' xmlns:p='urn:b'><p:item/><item xmlns='urn:b'/><q:item "
            + "xmlns:q='urn:a:strict'/></root>"
        let expected: [Event] = [
            .start(1, 1), .start(2, 2), .end(2, 2), .start(2, 2), .end(2, 2), .start(1, 2),
            .end(1, 2), .end(1, 1),
        ]
        #expect(try XMLScanner.test().events(document) == expected)
    }

    @Test("Names without a namespace have namespace 0")
    func noNamespace() throws {
        let document = "<root><item xmlns='urn:a'><item xmlns=''/></item></root>"
        let expected: [Event] = [
            .start(0, 1), .start(1, 2), .start(0, 2), .end(0, 2), .end(1, 2), .end(0, 1),
        ]
        #expect(try XMLScanner.test().events(document) == expected)
    }

    @Test("Unknown local names are 0, unknown namespaces have a number of their own")
    func unknownNames() throws {
        let document = "<a:what xmlns:a='urn:a'><y:item xmlns:y='urn:y'/></a:what>"
        let expected: [Event] = [
            .start(1, 0), .start(unknown, 2), .end(unknown, 2), .end(1, 0),
        ]
        #expect(try XMLScanner.test().events(document) == expected)
    }

    @Test("Attributes without a prefix have no namespace, and declarations are none")
    func attributes() throws {
        let document =
            "<root xmlns='urn:a' id='1' xmlns:b='urn:b' b:id='2' any='3' xml:space='preserve'/>"
        let expected: [Event] = [
            .start(1, 1, [(0, 3, "1"), (2, 3, "2"), (0, 0, "3"), (unknown, 0, "preserve")]),
            .end(1, 1),
        ]
        #expect(try XMLScanner.test().events(document) == expected)
    }

    @Test(
        "References, CDATA and white space are text",
        arguments: [
            ("a&amp;b&lt;c&gt;d&quot;e&apos;f", "a&b<c>d\"e'f"),
            ("&#65;&#x4E2D;&#x1F600;&#10;", "A中😀\n"),
            ("a<![CDATA[<b>&amp;]]]]><![CDATA[>]]>c", "a<b>&amp;]]>c"),
            ("  a\t\n b  ", "  a\t\n b  "), ("a\r\nb\rc", "a\nb\nc"),
            ("a<!-- b -->c<?d e?>f", "acf"), ("&#13;", "\r"), ("a > b", "a > b"),
        ])
    func text(source: String, text: String) throws {
        let expected: [Event] = [.start(0, 1), .text(text), .end(0, 1)]
        #expect(try XMLScanner.test().events("<root>\(source)</root>") == expected)
    }

    @Test(
        "References in attribute values are replaced, line breaks are spaces",
        arguments: [
            ("a&amp;b&lt;c&gt;d&quot;e&apos;f", "a&b<c>d\"e'f"), ("&#65;&#x4E2D;", "A中"),
            ("a\n\tb", "a  b"), ("&#10;", "\n"), ("", ""), ("&#38;#38;", "&#38;"),
        ])
    func attributeValues(source: String, value: String) throws {
        let expected: [Event] = [.start(0, 1, [(0, 3, value)]), .end(0, 1)]
        #expect(try XMLScanner.test().events("<root id=\"\(source)\"/>") == expected)
    }

    @Test("Attributes are found by name, and asking for others is harmless")
    func attributeAccess() throws {
        final class Sink: XMLSink {
            func start(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
                let count = attributes.count
                #expect(count == 1)
                let found = attributes.string(XMLName(namespace: 0, local: 3))
                #expect(found == "7")
                let missing = attributes.string(XMLName(namespace: 2, local: 3))
                #expect(missing == nil)
                for index in [-1, 1, Int.max] {
                    let name = attributes.name(at: index)
                    #expect(name == XMLName(namespace: XMLName.unknownNamespace, local: 0))
                    let isEmpty = attributes.withValue(at: index) { $0.isEmpty }
                    #expect(isEmpty)
                }
            }
            func end(_ name: XMLName) throws {}
            func text(_ bytes: Span<UInt8>) throws {}
        }
        let document = Array("<root id='7'/>".utf8)
        try XMLScanner.test().parse(document, chunks: [100], into: Sink())
    }

    @Test(
        "A document without declaration, or with one, is the same",
        arguments: [
            "", "<?xml version=\"1.0\"?>",
            "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\r\n",
            "<!-- c -->\n", "<?xml version='1.0' encoding='utf-8'?><?pi?>",
        ])
    func prologs(prolog: String) throws {
        let expected: [Event] = [.start(0, 1), .text("中"), .end(0, 1)]
        #expect(try XMLScanner.test().events(prolog + "<root>中</root>\n") == expected)
    }
}

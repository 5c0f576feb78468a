/// What the XML writer writes, as text and as libxml2 reads it.
import TestSupport
import Testing
import XMLStream

/// What `write` leaves in the buffer.
private func markup(_ write: (inout XMLWriter) -> Void) -> String {
    var writer = XMLWriter()
    write(&writer)
    return writer.withBytes { bytes in
        String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
    }
}

/// What a parser makes of one text, in content and in an attribute.
private func parsed(_ text: String) throws -> [String] {
    let scanner = XMLScanner(vocabulary: .test)
    let recorder = EventRecorder(scanner)
    let document = markup {
        $0.declaration()
        $0.element("root", { $0.attribute("id", text) }, content: { $0.text(text) })
    }
    try scanner.parse("a.xml", into: recorder) { push in try push(Array(document.utf8).span) }
    return recorder.events.flatMap { event in
        switch event {
        case .start(_, let attributes): attributes.map(\.value)
        case .text(let text): [text]
        case .end: [String]()
        }
    }
}

@Suite("Writing XML")
struct XMLWriterTests {
    @Test(
        "Text and attributes escape what they have to, and differently",
        arguments: [
            ("a<b>&\"'", "a&lt;b&gt;&amp;\"'", "a&lt;b&gt;&amp;&quot;'"),
            ("a\tb\nc", "a\tb\nc", "a&#9;b&#10;c"),
            ("\r", "_x000D_", "_x000D_"),
            (
                "\u{0}\u{1}\u{1F}\u{B}", "_x0000__x0001__x001F__x000B_",
                "_x0000__x0001__x001F__x000B_"
            ),
            ("\u{FFFE}\u{FFFF}", "_xFFFE__xFFFF_", "_xFFFE__xFFFF_"),
            (
                "\u{FFFD}\u{F000}\u{10FFFF}😀", "\u{FFFD}\u{F000}\u{10FFFF}😀",
                "\u{FFFD}\u{F000}\u{10FFFF}😀"
            ),
            ("_x0041_", "_x005F_x0041_", "_x005F_x0041_"),
            ("_x00e9_x0041_", "_x005F_x00e9_x005F_x0041_", "_x005F_x00e9_x005F_x0041_"),
            ("_x0041\u{1}", "_x005F_x0041_x0001_", "_x005F_x0041_x0001_"),
            ("_x0041\u{FFFF}", "_x005F_x0041_xFFFF_", "_x005F_x0041_xFFFF_"),
            ("_X0041_ _x041_ _x00G1_ __", "_X0041_ _x041_ _x00G1_ __", "_X0041_ _x041_ _x00G1_ __"),
        ])
    func escaping(text: String, content: String, attribute: String) {
        #expect(markup { $0.text(text) } == content)
        #expect(markup { $0.text(text, in: .attribute) } == attribute)
    }

    @Test("Values whose type knows no escapes hold a replacement character instead")
    func plain() {
        #expect(
            markup { $0.text("a_x0041_\u{1}\u{FFFE}\r\n", in: .plain) }
                == "a_x0041_\u{FFFD}\u{FFFD}&#13;&#10;")
    }

    @Test("libxml2 reads back every text that has nothing to escape in the manner of spreadsheets")
    func parsedAgain() throws {
        for text in ["a<b>&\"']]>", "  a\tb\nc  ", "数据😀", "&amp;"] {
            #expect(try parsed(text) == [text, text])
        }
    }

    @Test("White space at the ends is preserved; inside it needs nothing")
    func whiteSpace() {
        #expect(markup { $0.element("t", text: "a b") } == "<t>a b</t>")
        #expect(markup { $0.element("t", text: "a\nb") } == "<t>a\nb</t>")
        for text in [" a", "a ", "\na", "\ta"] {
            #expect(
                markup { $0.element("t", text: text) }
                    == "<t xml:space=\"preserve\">\(text)</t>")
        }
        // An ideographic space is no white space to XML.
        #expect(!XMLWriter.needsPreserving("\u{3000}a"))
        #expect(!XMLWriter.needsPreserving(""))
    }

    @Test(
        "Numbers are the shortest that read back",
        arguments: [
            (0, "0"), (-0.0, "0"), (1, "1"), (-1, "-1"), (0.1, "0.1"), (-0.5, "-0.5"),
            (1.005, "1.005"), (110.56, "110.56"), (29.70000000000001, "29.70000000000001"),
            (1e15, "1000000000000000"), (1e16, "1e+16"), (1.5e300, "1.5e+300"),
            (Double.leastNonzeroMagnitude, "5e-324"), (1e-7, "1e-07"), (0.000001, "0.000001"),
            (123456.789, "123456.789"),
            (Double.greatestFiniteMagnitude, "1.7976931348623157e+308"),
        ] as [(Double, String)])
    func numbers(value: Double, text: String) {
        #expect(markup { $0.number(value) } == text)
    }

    @Test("Random numbers read back, and none has more digits than Swift's description")
    func randomNumbers() {
        var random = SeededRandom(seed: 11)
        for round in 0..<20_000 {
            let bits = Double(bitPattern: random.next())
            let amount = Double(Int.random(in: -99_999_999...99_999_999, using: &random)) / 100
            for value in [bits, amount, amount / 3] where value.isFinite {
                let text = markup { $0.number(value) }
                #expect(Double(text) == value, "seed 11, round \(round): \(text)")
                #expect(text.utf8.count <= value.description.utf8.count, "\(text) \(value)")
            }
        }
    }

    @Test("Whole numbers are digits", arguments: [0, 9, 10, 99, 100, -1, Int.max, Int.min])
    func integers(value: Int) {
        #expect(markup { $0.integer(value) } == "\(value)")
    }

    @Test("Short texts are copied as words and cut at eight characters")
    func shortTexts() {
        for text in ["", "A", "XFD1048", "12345678"] {
            #expect(markup { $0.markup(ShortText(text)) } == text)
        }
        #expect(ShortText("123456789").count == 8)
    }

    @Test("The buffer grows, and is emptied without being given back")
    func growth() {
        var writer = XMLWriter(capacity: 1)
        for _ in 0..<1000 { writer.text("<数据>") }
        #expect(writer.count == 1000 * 14)
        writer.removeAll()
        #expect(writer.count == 0)
        writer.markup("a")
        #expect(writer.withBytes { $0[0] } == UInt8(ascii: "a"))
    }

    @Test("Elements nest, and empty ones close themselves")
    func elements() {
        let text = markup {
            $0.element("a", { $0.attribute("n", 1) }) {
                $0.emptyElement("b") { $0.attribute("x", true) }
                $0.element("c", text: "<")
            }
        }
        #expect(text == "<a n=\"1\"><b x=\"1\"/><c>&lt;</c></a>")
    }
}

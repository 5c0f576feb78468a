/// JSON as it is written: escapes, layout, and pointers.
import Foundation
import MonitoringForm
import TestSupport
import Testing

@Suite("Writing JSON") struct JSONWriterTests {
    private func written(
        _ style: JSONWriter.Style = .compact, _ body: (inout JSONWriter) -> Void
    ) -> String {
        var writer = JSONWriter(style: style)
        body(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test(
        "Only what must be is escaped",
        arguments: [
            ("", "\"\""), ("中文，“引号”/é😀", "\"中文，“引号”/é😀\""), ("\"", "\"\\\"\""), ("\\", "\"\\\\\""),
            ("\n\r\t", "\"\\n\\r\\t\""), ("\u{0}\u{1F}", "\"\\u0000\\u001f\""),
            ("\u{7F}", "\"\u{7F}\""),
            ("a\u{8}b\u{C}", "\"a\\u0008b\\u000c\""), ("=1+1", "\"=1+1\""),
        ])
    func escapes(text: String, wanted: String) { #expect(written { $0.string(text) } == wanted) }

    @Test("Any text reads back as it was")
    func roundTrip() throws {
        for seed in UInt64(1)...500 {
            var random = SeededRandom(seed: seed)
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                let ranges: [ClosedRange<UInt32>] = [
                    0...0x20, 0x20...0x7F, 0x80...0x7FF, 0x4E00...0x9FFF, 0x1_F600...0x1_F64F,
                ]
                let range = ranges.randomElement(using: &random) ?? 0...0x20
                if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) {
                    text.append(scalar)
                }
            }
            let json = written { $0.string(String(text)) }
            let value = try JSONParser.parse(Array(json.utf8))
            #expect(
                value.text?.unicodeScalars.elementsEqual(text) == true, "seed \(seed): \(json)")
        }
    }

    @Test("Keys of a document that was read are escaped like texts")
    func foreignKeys() throws {
        let document = #"{"a\\b\"\u0001":1,"\\ud800":[{"中":null}]}"#
        let value = try JSONParser.parse(Array(document.utf8))
        for style in [JSONWriter.Style.compact, .indented] {
            var writer = JSONWriter(style: style)
            writer.value(value)
            #expect(try JSONParser.parse(writer.bytes) == value)
        }
    }

    @Test("Null, truth and numbers are written as they are")
    func plain() {
        let text = written { json in
            json.array { list in
                list.null()
                list.string(nil)
                list.number(nil)
                list.boolean(true)
                list.boolean(false)
                list.number(ExactDecimal("-0.50"))
                list.number(.zero)
                list.number(ExactDecimal("1e20"))
                list.verbatim("1.0")
            }
        }
        #expect(text == "[null,null,null,true,false,-0.5,0,1e20,1.0]")
    }

    @Test("Each level is indented by two spaces, and empty containers stay on their line")
    func layout() {
        let body: (inout JSONWriter) -> Void = { json in
            json.object { json in
                json.member("a") { $0.array { _ in } }
                json.member("b") { $0.object { _ in } }
                json.member("c") { json in
                    json.array { list in
                        list.object { $0.member("d") { $0.number(ExactDecimal(1)) } }
                        list.array { $0.null() }
                    }
                }
            }
        }
        #expect(written(.compact, body) == #"{"a":[],"b":{},"c":[{"d":1},[null]]}"#)
        #expect(
            written(.indented, body) == """
                {
                  "a": [],
                  "b": {},
                  "c": [
                    {
                      "d": 1
                    },
                    [
                      null
                    ]
                  ]
                }
                """)
    }

    @Test("What is drained piece by piece is the whole")
    func draining() {
        var writer = JSONWriter(style: .indented)
        var pieces: [UInt8] = []
        writer.array { list in
            for number in 0..<5 {
                list.number(ExactDecimal(number))
                pieces += list.drain()
            }
        }
        pieces += writer.drain()
        #expect(String(decoding: pieces, as: UTF8.self) == "[\n  0,\n  1,\n  2,\n  3,\n  4\n]")
        #expect(writer.bytes.isEmpty)
    }

    @Test(
        "Tokens of a pointer are escaped as RFC 6901 asks",
        arguments: [
            ("a", "/a"), ("", "/"), ("a/b", "/a~1b"), ("m~n", "/m~0n"), ("~1", "/~01"),
            ("/~", "/~1~0"),
            ("中 %\"", "/中 %\""),
        ])
    func pointers(token: String, wanted: String) {
        #expect(JSONPointer(token).description == wanted)
        #expect(JSONPointer("x").appending(token).description == "/x" + wanted)
    }

    @Test("The pointer to a whole document is empty")
    func root() {
        #expect(JSONPointer().description.isEmpty)
        #expect(JSONPointer("a", "b") == JSONPointer("a").appending("b"))
    }
}

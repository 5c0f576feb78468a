/// JSON as RFC 8259 has it, neither less nor more.
import Foundation
import MonitoringForm
import TestSupport
import Testing

@Suite("Reading JSON") struct JSONParserTests {
    private func parse(_ text: String) throws -> JSONValue {
        try JSONParser.parse(Array(text.utf8))
    }

    @Test(
        "Sound values are read",
        arguments: [
            ("null", .null), (" true ", .boolean(true)), ("\r\n\tfalse", .boolean(false)),
            ("0", .number("0")), ("-0.0", .number("-0.0")), ("1E+2", .number("1E+2")),
            ("123456789012345678901234567890.5", .number("123456789012345678901234567890.5")),
            ("\"\"", .string("")),
            ("\"\\/\\b\\f\\n\\r\\t\\\"\\\\\"", .string("/\u{8}\u{C}\n\r\t\"\\")),
            ("\"\\u0041\\u00e9\\u4E2D\"", .string("Aé中")), ("\"\\uD83D\\uDE00\"", .string("😀")),
            ("\"\\u0000\"", .string("\u{0}")), ("\"\u{7F}\"", .string("\u{7F}")),
            ("[]", .array([])),
            ("[ 1 , [ ] ]", .array([.number("1"), .array([])])), ("{}", .object([])),
        ] as [(String, JSONValue)])
    func sound(text: String, wanted: JSONValue) throws { #expect(try parse(text) == wanted) }

    @Test("Members keep their order, and the last of one name counts")
    func members() throws {
        let value = try parse("{\"b\": 1, \"a\": 2, \"b\": 3}")
        #expect(value.members?.map(\.key) == ["b", "a", "b"])
        #expect(value["b"] == .number("3"))
        #expect(value["c"] == nil)
        #expect(try parse("[1]")["0"] == nil)
        #expect(value.elements == nil)
        #expect(value.text == nil)
    }

    @Test(
        "Broken JSON is refused at its place",
        arguments: [
            ("", 1, 1), ("   ", 1, 4), ("[1,]", 1, 4), ("[1 2]", 1, 4), ("[,1]", 1, 2),
            ("{\"a\" 1}", 1, 6),
            ("{\"a\":}", 1, 6), ("{\"a\":1,}", 1, 8), ("{a:1}", 1, 2), ("{1:1}", 1, 2),
            ("01", 1, 2),
            ("-", 1, 2), ("+1", 1, 1), (".5", 1, 1), ("1.", 1, 3), ("1e", 1, 3), ("1e+", 1, 4),
            ("0x1", 1, 2),
            ("True", 1, 1), ("nul", 1, 1), ("NaN", 1, 1), ("[\n1,\n x]", 3, 2), ("{}\n{}", 2, 1),
            ("// x\n1", 1, 1), ("\"a", 1, 3), ("[1\r\n,,]", 2, 2), ("[\"中\" 1]", 1, 8),
        ])
    func broken(text: String, line: Int, column: Int) throws {
        let error = try #require(throws: JSONError.self) { try parse(text) }
        #expect(error.line == line)
        #expect(error.column == column)
        #expect(!error.expected.isEmpty)
    }

    @Test(
        "Strings that are no text are refused",
        arguments: [
            "\"\\ud800\"", "\"\\udc00\"", "\"\\ud83dx\"", "\"\\ud83d\\u0041\"", "\"\\u12\"",
            "\"\\u12g4\"",
            "\"\\u+123\"", "\"\\x41\"", "\"\\", "\"a\nb\"", "\"a\tb\"", "\"\u{0}\"", "'a'",
        ])
    func badStrings(text: String) { #expect(throws: JSONError.self) { try parse(text) } }

    @Test("Bytes that are no UTF-8 are refused")
    func badBytes() {
        for bytes in [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80]] as [[UInt8]] {
            for escape in ["", "\\n"] {
                #expect(throws: JSONError.self) {
                    try JSONParser.parse([0x22] + Array(escape.utf8) + bytes + [0x22])
                }
            }
        }
    }

    @Test("200 levels are read, 201 are refused, and a bomb of brackets does no harm")
    func depth() throws {
        func nested(_ count: Int) -> String {
            String(repeating: "[", count: count) + String(repeating: "]", count: count)
        }
        #expect(try parse(nested(200)).elements?.count == 1)
        #expect(throws: JSONError.self) { try parse(nested(201)) }
        #expect(throws: JSONError.self) { try parse(String(repeating: "{\"a\":", count: 100_000)) }
        // Siblings are not levels.
        #expect(
            try parse("[" + String(repeating: "[],", count: 500) + "[]]").elements?.count == 501)
    }

    @Test("As many values are read as there is room for, one more is refused at its place")
    func values() throws {
        var room = 1_000
        let zeros = String(repeating: "0,", count: 998)
        let list = try JSONParser.parse(Array("[\(zeros)0]".utf8), room: &room)
        #expect(list.elements?.count == 999)
        #expect(room == 0)
        room = 999
        let error = try #require(throws: JSONError.self) {
            try JSONParser.parse(Array("[\(zeros)0]".utf8), room: &room)
        }
        #expect(error.expected == "fewer values")
        #expect(error.column == 1_998)
        #expect(room < 0)
    }

    @Test("A mark of byte order in front is left out")
    func mark() throws { #expect(try JSONParser.parse([0xEF, 0xBB, 0xBF, 0x31]) == .number("1")) }

    @Test("Damaged JSON ends in a value or an error, never in a crash")
    func damaged() {
        let sound = Array("{\"a\": [1.5e-3, \"\\ud83d\\ude00中\", true], \"b\": {\"c\": null}}".utf8)
        for seed in UInt64(1)...3000 {
            var random = SeededRandom(seed: seed)
            var bytes = sound
            for _ in 0...Int.random(in: 0...3, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0...2, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                default: bytes.removeSubrange(place...)
                }
                if bytes.isEmpty { break }
            }
            // Foundation is the judge of what is sound; it lets more pass than RFC 8259 does.
            guard (try? JSONParser.parse(bytes)) != nil else { continue }
            #expect(
                (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed))
                    != nil, "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
        }
    }
}

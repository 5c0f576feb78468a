/// Documents made at random together with the events and offsets that they have to give.
import TestSupport
import XMLStream

struct RandomDocument {
    private(set) var text = ""
    private(set) var events: [Event] = []
    /// Bytes up to the end of each start tag, without its `>` or `/>`, and behind each end tag.
    private(set) var offsets: [Int] = []
    private(set) var lines: [Int] = []
    private var random: SeededRandom
    private var pending = ""

    private static let elements: [(name: String, event: (UInt16, UInt16))] = [
        ("item", (1, 2)), ("b:item", (2, 2)), ("root", (1, 1)), ("other", (1, 0)),
        ("x:note", (XMLName.unknownNamespace, 4)), ("b:什么", (2, 0)),
    ]
    private static let attributes: [(name: String, event: (UInt16, UInt16))] = [
        ("id", (0, 3)), ("b:id", (2, 3)), ("style", (0, 0)),
        ("x:id", (XMLName.unknownNamespace, 3)),
    ]
    /// What stands in the document and what it means.
    private static let texts: [(String, String)] = [
        ("a", "a"), ("共有产权 ", "共有产权 "), ("\n", "\n"), ("&#x4E2D;", "中"), ("&#128512;", "😀"),
        ("&amp;&lt;", "&<"), ("&quot;&apos;&gt;", "\"'>"), ("😀", "😀"), (" ", " "), ("é", "é"),
    ]
    private static let sections: [(String, String)] = [
        ("<![CDATA[<c> & ]] >]]>", "<c> & ]] >"), ("<!-- <no> & -->", ""), ("<?pi <x> ?>", ""),
        ("<![CDATA[中文]]>", "中文"),
    ]

    /// - Parameter padding: bytes of text put in, to make documents larger than any buffer.
    init(seed: UInt64, declaration: String = "", padding: Int = 0) {
        random = SeededRandom(seed: seed)
        text = declaration
        let name = XMLName(namespace: 1, local: 1)
        text += "<root xmlns='urn:a' xmlns:b=\"urn:b\" xmlns:x='urn:x'"
        begin(name, [])
        text += ">"
        for _ in 0..<8 { content(depth: 0, padding: padding / 8) }
        flush()
        text += "</root>"
        finish(name)
    }

    private mutating func begin(_ name: XMLName, _ attributes: [Event.Attribute]) {
        events.append(.start(name, attributes))
        mark()
    }

    private mutating func finish(_ name: XMLName) {
        events.append(.end(name))
        mark()
    }

    private mutating func mark() {
        let added = text.utf8.dropFirst(offsets.last ?? 0)
        lines.append((lines.last ?? 1) + added.count { $0 == UInt8(ascii: "\n") })
        offsets.append(text.utf8.count)
    }

    private mutating func flush() {
        if !pending.isEmpty { events.append(.text(pending)) }
        pending = ""
    }

    private mutating func pick<T>(_ list: [T]) -> T {
        list[Int.random(in: list.indices, using: &random)]
    }

    private mutating func content(depth: Int, padding: Int) {
        if padding > 0 {
            let filler = String(repeating: "0123456 ", count: padding / 8)
            text += filler
            pending += filler
        }
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            let (source, meaning) = pick(RandomDocument.texts + RandomDocument.sections)
            text += source
            pending += meaning
        }
        if depth < 5 { element(depth: depth) }
    }

    private mutating func element(depth: Int) {
        flush()
        let (tag, numbers) = pick(RandomDocument.elements)
        let name = XMLName(namespace: numbers.0, local: numbers.1)
        text += "<" + tag
        var list: [Event.Attribute] = []
        for (attribute, numbers) in RandomDocument.attributes where Bool.random(using: &random) {
            let (source, meaning) = pick(RandomDocument.texts)
            let quote = source.contains("\"") ? "'" : "\""
            text += pick([" ", "  ", "\n"]) + attribute + "=" + quote + source + quote
            list.append(
                Event.Attribute(
                    name: XMLName(namespace: numbers.0, local: numbers.1),
                    value: meaning == "\n" ? " " : meaning))
        }
        if Bool.random(using: &random) { text += " " }
        begin(name, list)
        if Int.random(in: 0..<3, using: &random) == 0 {
            text += "/>"
        } else {
            text += ">"
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                content(depth: depth + 1, padding: 0)
            }
            flush()
            text += "</\(tag)" + pick(["", " "]) + ">"
        }
        finish(name)
    }
}

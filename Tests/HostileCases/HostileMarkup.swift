/// Parts whose XML means harm.
import TestSupport

extension HostileCase {
    private typealias Book = HostileWorkbook

    static let markups = documentTypes + shapes + encodings

    /// A case whose worksheet is a text.
    private static func sheet(
        _ name: String, _ code: String, _ reason: String?,
        _ text: @escaping @Sendable (Size) -> [UInt8]
    ) -> HostileCase {
        HostileCase(name, code, reason) { size in Book(sheet: text(size)).build() }
    }

    private static func typed(_ name: String, _ subset: String) -> [HostileCase] {
        let text = "<!DOCTYPE worksheet\(subset)><worksheet xmlns='\(Book.main)'>&a;</worksheet>"
        return [
            sheet(name, "file.corrupt", "documentType") { _ in Book.bytes(text) },
            sheet(name + "-utf16", "file.corrupt", "documentType") { _ in utf16(text) },
            // The parts that are read first.
            HostileCase(name + "-in-relationships", "file.corrupt", "documentType") { _ in
                var book = Book()
                book.set("_rels/.rels", "<!DOCTYPE Relationships\(subset)><Relationships/>")
                return book.build()
            },
        ]
    }

    private static let laughs =
        " [<!ENTITY l0 'ha'>"
        + (1...30).map { n in
            "<!ENTITY l\(n) '" + String(repeating: "&l\(n - 1);", count: 10) + "'>"
        }.joined() + "<!ENTITY a '&l30;'>]"

    private static let documentTypes: [HostileCase] =
        typed("dtd", "") + typed("dtd-external", " SYSTEM 'http://127.0.0.1:1/x.dtd'")
        + typed("entity-external", " [<!ENTITY a SYSTEM 'file:///etc/passwd'>]")
        + typed(
            "entity-parameter", " [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/p'> %p;<!ENTITY a 'a'>]")
        + typed("billion-laughs", laughs) + [
            sheet("quadratic-blow-up", "file.corrupt", "documentType") { size in
                Book.bytes("<!DOCTYPE a [<!ENTITY a '")
                    + Book.repeated("a", size.pick(10 << 20, 50_000))
                    + Book.bytes("'>]><a>") + Book.repeated("&a;", 50_000) + Book.bytes("</a>")
            },
            sheet("entity-unknown", "file.corrupt", "malformed") { _ in
                Book.sheet(rows: Book.bytes("<row><c><v>&a;</v></c></row>"))
            },
        ]

    private static let shapes: [HostileCase] = [
        sheet("million-attributes", "file.limitExceeded", "tagSize") { size in
            Book.bytes("<worksheet xmlns='\(Book.main)'><row ")
                + Book.numbered(size.pick(1_000_000, 40_000)) { "a\($0)='' " }
                + Book.bytes("/></worksheet>")
        },
        sheet("million-attributes-utf16", "file.limitExceeded", "tagSize") { size in
            utf16(
                "<worksheet xmlns='\(Book.main)'><row "
                    + (0..<size.pick(1_000_000, 40_000)).map { "a\($0)='' " }.joined()
                    + "/></worksheet>")
        },
        sheet("million-names", "file.limitExceeded", "names") { size in
            Book.sheet(rows: Book.numbered(size.pick(1_000_000, 3_000)) { "<n\($0)/>" })
        },
        sheet("million-namespaces", "file.limitExceeded", "names") { size in
            Book.sheet(rows: Book.numbered(size.pick(1_000_000, 3_000)) { "<a xmlns='u\($0)'/>" })
        },
        sheet("100000-levels", "file.limitExceeded", "depth") { size in
            let count = size.pick(100_000, 1_000)
            return Book.sheet(rows: Book.repeated("<a>", count) + Book.repeated("</a>", count))
        },
        sheet("100000-levels-utf16", "file.limitExceeded", "depth") { size in
            utf16(
                "<worksheet xmlns='\(Book.main)'>"
                    + String(repeating: "<a>", count: size.pick(100_000, 1_000)))
        },
        sheet("100000-levels-unclosed", "file.limitExceeded", "depth") { size in
            Book.bytes("<worksheet>") + Book.repeated("<a>", size.pick(100_000, 1_000))
        },
        sheet("huge-text", "file.limitExceeded", "stringSize") { size in
            Book.sheet(
                rows: Book.bytes("<row><c t='inlineStr'><is><t>")
                    + noise(size.pick(100 << 20, 100_000)) + Book.bytes("</t></is></c></row>"))
        },
        sheet("huge-text-in-pieces", "file.limitExceeded", "stringSize") { size in
            Book.sheet(
                rows: Book.bytes("<row><c t='inlineStr'><is>")
                    + Book.repeated(
                        "<r><t>piece of a text that grows</t></r>", size.pick(2_000_000, 4_000))
                    + Book.bytes("</is></c></row>"))
        },
        sheet("huge-comment", "form.notFound", nil) { size in
            Book.sheet(
                rows: Book.bytes("<!--") + noise(size.pick(100 << 20, 300_000)) + Book.bytes("-->"))
        },
        sheet("huge-instruction", "form.notFound", nil) { size in
            Book.sheet(
                rows: Book.bytes("<?a ") + noise(size.pick(100 << 20, 300_000)) + Book.bytes("?>"))
        },
        sheet("bomb-of-empty-cells", "form.notFound", nil) { size in
            Book.sheet(
                rows: Book.repeated(
                    "<row>" + String(repeating: "<c/>", count: 1000) + "</row>",
                    size.pick(38_000, 50)))
        },
        sheet("bomb-of-empty-elements", "form.notFound", nil) { size in
            Book.sheet(rows: [], tail: Book.repeated("<a b='&#65;'/>", size.pick(11 << 20, 30_000)))
        },
        sheet("bomb-utf16", "file.limitExceeded", "otherEncodings") { size in
            let cells = String(repeating: "<c/>", count: 1000)
            return utf16("<worksheet xmlns='\(Book.main)'><sheetData>")
                + utf16(String(repeating: "<row>\(cells)</row>", count: size.pick(20_000, 64)))
                .dropFirst(2)
        },
        HostileCase("part-too-large", "file.limitExceeded", "partSize") { size in
            var book = Book()
            book.set(
                "xl/styles.xml",
                Book.bytes("<!--") + noise(size.pick(40 << 20, 500_000)) + Book.bytes("-->"))
            return book.build()
        },
        sheet("huge-value", "file.limitExceeded", "tagSize") { size in
            Book.bytes("<worksheet a='") + noise(size.pick(100 << 20, 300_000)) + Book.bytes("'/>")
        },
        sheet("huge-name", "file.limitExceeded", nil) { size in
            Book.bytes("<") + Book.repeated("w", size.pick(100 << 20, 300_000)) + Book.bytes("/>")
        },
        sheet("cut-short", "file.corrupt", "malformed") { _ in
            Book.sheet(rows: Book.bytes("<row><c><v>1</v>")).dropLast(20)
        },
    ]

    private static func spoilt(_ name: String, _ bytes: [UInt8]) -> HostileCase {
        sheet("utf8-" + name, "file.corrupt", "malformed") { _ in
            Book.sheet(
                rows: Book.bytes("<row><c t='str'><v>a") + bytes + Book.bytes("b</v></c></row>"))
        }
    }

    private static let plain = "<worksheet xmlns='\(Book.main)'/>"

    private static func declared(
        _ name: String, _ code: String, _ bytes: @escaping @Sendable () -> [UInt8]
    ) -> HostileCase {
        sheet("encoding-" + name, code, code == "file.corrupt" ? "malformed" : nil) { _ in bytes() }
    }

    private static let encodings: [HostileCase] = [
        spoilt("continuation", [0x80]), spoilt("cut", [0xE4, 0xB8]),
        spoilt("overlong", [0xC0, 0xAF]),
        spoilt("overlong-nul", [0xC0, 0x80]), spoilt("surrogate", [0xED, 0xA0, 0x80]),
        spoilt("beyond-unicode", [0xF4, 0x90, 0x80, 0x80]), spoilt("nul", [0]),
        spoilt("control", [1]), spoilt("latin", [0xE9]),
        spoilt("noncharacter", [0xEF, 0xBF, 0xBF]),
        declared("utf16-called-utf8", "form.notFound") {
            utf16("<?xml version='1.0' encoding='UTF-8'?>" + plain)
        },
        declared("utf8-called-utf16", "file.corrupt") {
            Book.bytes("<?xml version='1.0' encoding='UTF-16'?>" + plain)
        },
        declared("utf16-then-utf8", "file.corrupt") {
            utf16("<worksheet>") + Book.bytes("</worksheet>")
        },
        declared("utf16-odd", "file.corrupt") { utf16(plain).dropLast(1) },
        declared("utf16-lone-surrogate", "file.corrupt") {
            utf16("<worksheet>") + [0x00, 0xD8] + utf16("</worksheet>").dropFirst(2)
        },
        declared("unknown", "file.corrupt") {
            Book.bytes("<?xml version='1.0' encoding='no-such-encoding'?>" + plain)
        },
        declared("long-name", "file.corrupt") {
            Book.bytes(
                "<?xml version='1.0' encoding='" + String(repeating: "x", count: 100_000) + "'?>"
                    + plain)
        },
        declared("ebcdic", "file.corrupt") {
            Book.bytes("<?xml version='1.0' encoding='IBM037'?>" + plain)
        },
    ]

    static func utf16(_ text: String) -> [UInt8] {
        [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }

    /// Letters that do not deflate to nothing.
    static func noise(_ count: Int) -> [UInt8] {
        var state: UInt64 = 1
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            for index in 0..<count {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                buffer[index] = UInt8(97 + (state >> 59) & 15)
            }
            filled = count
        }
    }
}

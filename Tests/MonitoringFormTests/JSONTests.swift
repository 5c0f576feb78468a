import MonitoringForm
import Testing

/// JSON in and out.
@Suite("JSON") struct JSONTests {
    @Test("Sound JSON is read, numbers as their digits")
    func sound() throws {
        let text = #" {"a": [1.50, -2e3, true, null, "x\n\u4e2d\ud83d\ude00"], "b": {}} "#
        let value = try JSONParser.parse(Array(text.utf8))
        #expect(
            value["a"]?.elements == [
                .number("1.50"), .number("-2e3"), .boolean(true), .null, .string("x\n中😀"),
            ])
        #expect(value["b"]?.members == [])
    }

    @Test(
        "Broken JSON is refused",
        arguments: [
            "", "{", "[1,]", "{\"a\" 1}", "01", "1.", "\"\\x\"", "\"\\ud800\"", "nul", "[1] 2",
            "'a'",
            "\"a\nb\"", String(repeating: "[", count: 300),
        ])
    func broken(text: String) {
        #expect(throws: JSONError.self) { try JSONParser.parse(Array(text.utf8)) }
    }

    @Test("An error knows its line and column")
    func place() {
        #expect {
            try JSONParser.parse(Array("{\n \"a\": x}".utf8))
        } throws: { error in
            (error as? JSONError).map { [$0.line, $0.column] } == [2, 7]
        }
    }

    @Test("Strings are escaped and containers indented")
    func writing() {
        var writer = JSONWriter(style: .indented)
        writer.object { json in
            json.member("a") { $0.string("\"\\\u{1}\t中") }
            json.member("b") { $0.array { $0.number(ExactDecimal("1.50")) } }
            json.member("c") { $0.array { _ in } }
        }
        let text = String(decoding: writer.bytes, as: UTF8.self)
        #expect(
            text
                == "{\n  \"a\": \"\\\"\\\\\\u0001\\t中\",\n  \"b\": [\n    1.5\n  ],\n  \"c\": []\n}"
        )
    }

    @Test("Pointers escape tildes and slashes")
    func pointers() {
        #expect(JSONPointer("a/b", "c~d").appending("0").description == "/a~1b/c~0d/0")
    }

    @Test("The schema is JSON and asks for every indicator")
    func schema() throws {
        let form = try FormDefinition.builtIn.get()
        var writer = JSONWriter(style: .compact)
        writer.schema(of: form)
        let schema = try JSONParser.parse(writer.bytes)
        let item = schema["properties"]?["returns"]?["items"]?["properties"]
        let wanted = form.indicators.map { JSONValue.string($0.id) }
        #expect(item?["indicators"]?["required"]?.elements == wanted)
        #expect(schema["$schema"]?.text == "https://json-schema.org/draft/2020-12/schema")
    }

    @Test("Every code has a sentence in both languages")
    func messages() throws {
        let form = try FormDefinition.builtIn.get()
        let codes: [FindingCode] = [
            .notWorkbook, .legacyXLS, .encrypted, .corrupt, .limitExceeded, .formNotFound,
            .sectionMissing, .indicatorMissing, .indicatorUnknown, .indicatorDuplicate, .labelFuzzy,
            .notNumeric, .cellError, .noCachedResult, .textNumber, .unitConverted, .approximate,
            .declaredAbsent, .scaleSuspect, .statusUnrecognised, .statusPartial, .noteMissing,
            .periodMissing, .complexMissing,
        ]
        for code in codes {
            let finding = Finding(
                code, pointer: JSONPointer("returns", "0", "indicators", "rdPersonnel", "quarter"),
                Finding.Detail(quoted: "见附件", subject: "construction", from: "1 元", to: "2 万元"))
            let chinese = MessageCatalogue(.chinese, form: form).message(for: finding)
            let english = MessageCatalogue(.english, form: form).message(for: finding)
            #expect(chinese.count >= 8 && chinese.hasSuffix("。"), "\(code.rawValue): \(chinese)")
            #expect(english.count >= 12 && english.hasSuffix("."), "\(code.rawValue): \(english)")
        }
    }
}

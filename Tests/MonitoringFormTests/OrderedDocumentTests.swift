/// Documents read without a tree of values are what the tree gives, or are left to it.
import TestSupport
import Testing

@testable import MonitoringForm

@Suite("Documents in the order of the model") struct OrderedDocumentTests {
    private let form: FormDefinition

    init() throws { form = try FormDefinition.builtIn.get() }

    private func text(_ random: inout SeededRandom) -> String? {
        [nil, "", "平湖光机电综合体", "a \"b\" \\ c", "行\n尾\u{1}", "😀", "{}[],:null"]
            .randomElement(using: &random) ?? nil
    }

    private func number(_ random: inout SeededRandom) -> ExactDecimal? {
        ["", "0", "-8.5", "1200", "123456789012345678901234567890", "1e-12", "0.000000001"]
            .randomElement(using: &random).flatMap { ExactDecimal($0) }
    }

    private func item(_ random: inout SeededRandom) -> Return {
        var item = Return(form: form, sheet: text(&random) ?? "")
        item.complex.name = text(&random)
        item.complex.county = Bool.random(using: &random) ? form.areas.last?.name : nil
        item.complex.level = [nil, .provincial, .municipal].randomElement(using: &random) ?? nil
        item.complex.operator = text(&random)
        item.period = Period(year: 2020, quarter: Int.random(in: 0...4, using: &random))
        item.reporting.preparedBy = text(&random)
        item.reporting.date = CivilDate(
            year: 2020, month: 2, day: Int.random(in: 27...31, using: &random))
        for index in item.indicators.indices {
            for measure in Measure.allCases {
                item.indicators[index][measure] = number(&random)
            }
        }
        for index in item.works.indices {
            item.works[index].status = [nil, .complete].randomElement(using: &random) ?? nil
            item.works[index].note = text(&random)
        }
        for level in FundingLevel.allCases {
            item.disbursed[level] = number(&random)
            item.spent[level] = number(&random)
        }
        item.spent.total = number(&random)
        return item
    }

    private func document(_ random: inout SeededRandom) -> [UInt8] {
        let style: JSONWriter.Style = Bool.random(using: &random) ? .compact : .indented
        let coding = DocumentCoding(
            style: style, form: form, messages: MessageCatalogue(.chinese, form: form))
        return coding.bytes(
            of: ConvertedDocument(
                file: text(&random) ?? "", sha256: String(repeating: "0a", count: 32),
                returns: (0..<Int.random(in: 0...2, using: &random)).map { _ in item(&random) },
                findings: Bool.random(using: &random) ? [Finding(.formNotFound)] : []))
    }

    private func throughTree(_ bytes: [UInt8]) -> [DocumentReader.Item]? {
        guard let value = try? JSONParser.parse(bytes) else { return nil }
        return try? DocumentReader.read(value, form: form)
    }

    @Test("A document reads the same with and without a tree", arguments: 0..<60)
    func same(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let bytes = document(&random)
        let read = try #require(OrderedDocumentReader.read(bytes, form: form), "seed \(seed)")
        #expect(read == throughTree(bytes), "seed \(seed)")
    }

    @Test("So do returns by themselves, arrays, and documents on a line each")
    func containers() throws {
        var random = SeededRandom(seed: 1)
        let coding = DocumentCoding(
            style: .compact, form: form, messages: MessageCatalogue(.chinese, form: form))
        let documents = (0..<3).map { number in
            coding.bytes(
                of: ConvertedDocument(
                    file: "\(number).xlsx", sha256: "", returns: [item(&random)], findings: []))
        }
        let expected = try documents.map { try #require(throughTree($0)) }.flatMap(\.self)
        let array =
            Array("[".utf8) + Array(documents.joined(separator: ", ".utf8)) + Array("]".utf8)
        #expect(OrderedDocumentReader.read(array, form: form) == expected)
        let lines = Array(documents.joined(separator: "\r\n\n".utf8))
        #expect(OrderedDocumentReader.read(lines, form: form) == expected)
        let text = String(decoding: documents[0], as: UTF8.self)
        let start = try #require(text.range(of: #"{"form""#)?.lowerBound)
        let end = try #require(text.range(of: #"],"findings""#)?.lowerBound)
        let bare = OrderedDocumentReader.read(Array(text[start..<end].utf8), form: form)
        #expect(bare?.count == 1)
        #expect(bare?.first?.returns == expected.first?.returns)
        #expect(bare?.first?.file == nil)
    }

    @Test("Findings are passed over, whatever they are, and nothing else may be in their place")
    func findings() throws {
        var random = SeededRandom(seed: 3)
        let coding = DocumentCoding(
            style: .compact, form: form, messages: MessageCatalogue(.chinese, form: form))
        let document = ConvertedDocument(
            file: "a.xlsx", sha256: "", returns: [item(&random)], findings: [])
        let text = String(decoding: coding.bytes(of: document), as: UTF8.self)
        let expected = try #require(throughTree(Array(text.utf8)))
        for findings in [
            "[ ]", "[0]", "[{\"a\":[1,[]]} , null]",
            "[" + String(repeating: "0,", count: 9_999) + "0]",
        ] {
            let changed = Array(
                text.replacing("\"findings\":[]", with: "\"findings\":\(findings)").utf8)
            #expect(OrderedDocumentReader.read(changed, form: form) == expected, "\(findings)")
        }
        for findings in ["{}", "null", "[0,]", "[0", "[0 1]", "0"] {
            let changed = Array(
                text.replacing("\"findings\":[]", with: "\"findings\":\(findings)").utf8)
            #expect(OrderedDocumentReader.read(changed, form: form) == nil, "\(findings)")
        }
    }

    @Test("Lines that are no documents are told, the first thousand of them")
    func otherLines() throws {
        let lines = Array(String(repeating: "{}\r\n", count: 3_000).utf8)
        let error = try #require(throws: DocumentError.self) {
            try DocumentReader.read(lines, form: form)
        }
        guard case .mismatches(let mismatches) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(mismatches.count == 1_000)
        #expect(mismatches.last?.pointer == JSONPointer("999"))
    }

    @Test("Where a byte is changed, it reads as the tree has it or is left to the tree")
    func changed() {
        let alphabet = Array("{}[]\":,\\/ntfu0123456789-.eE x\u{0}\n".utf8) + [0x80, 0xC3, 0xFF]
        for seed in UInt64(0)..<1500 {
            var random = SeededRandom(seed: seed)
            var bytes = document(&random)
            for _ in 0..<Int.random(in: 1...2, using: &random) {
                let place = Int.random(in: bytes.indices, using: &random)
                let byte = alphabet.randomElement(using: &random) ?? 0
                switch Int.random(in: 0...2, using: &random) {
                case 0: bytes[place] = byte
                case 1: bytes.insert(byte, at: place)
                default: bytes.remove(at: place)
                }
            }
            guard let read = OrderedDocumentReader.read(bytes, form: form) else { continue }
            #expect(read == throughTree(bytes), "seed \(seed)")
        }
    }
}

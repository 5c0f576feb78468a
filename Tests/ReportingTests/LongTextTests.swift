import MonitoringForm
import Testing

@testable import Reporting

/// Texts of megabytes, where people expect a name.
@Suite("Long texts in reports") struct LongTextTests {
    private let form: FormDefinition

    init() throws { form = try FormDefinition.builtIn.get() }

    /// Texts that are long in bytes, in characters, or in one character.
    static let texts = [
        String(repeating: "甲", count: 100_000), String(repeating: "\u{1F1E8}", count: 100_000),
        "e" + String(repeating: "\u{301}", count: 100_000),
    ]

    private func item(_ name: String, revenue: Int) -> Return {
        var item = Return(form: form, sheet: "表")
        item.complex.name = name
        for index in item.indicators.indices {
            item.indicators[index].quarter = ExactDecimal(revenue)
        }
        return item
    }

    private func differences(_ old: Return, _ new: Return) -> String {
        let diff = ReturnDiff(
            old: ReturnDiff.Side(returns: [old]), new: ReturnDiff.Side(returns: [new]), form: form)
        return DiffText(diff, MessageCatalogue(.chinese, form: form)).text
    }

    @Test(
        "A difference shows the beginning of a long text, and its rows are no wider",
        arguments: texts)
    func differenceOfTexts(text: String) {
        var (old, new) = (item("甲综合体", revenue: 1), item("甲综合体", revenue: 2))
        old.complex.operator = "院"
        new.complex.operator = text
        let shown = differences(old, new)
        #expect(shown.contains("…"))
        let lines = shown.unicodeScalars.split(separator: "\n")
        #expect(lines.count == 1 + 1 + form.indicators.count + 1 + 1)
        for line in lines {
            #expect(line.count < 1_200)
            #expect(line.last != " ")
        }
    }

    @Test("The title of a difference is no longer than its rows", arguments: texts)
    func title(text: String) {
        let shown = differences(item(text, revenue: 1), item(text, revenue: 2))
        #expect(shown.unicodeScalars.count < 10_000)
    }

    @Test("The name of a file is cut between characters, in one pass", arguments: texts)
    func fileNames(text: String) {
        let name = OutputNames.sound(text)
        #expect(name.utf8.count <= 200)
        #expect(name == "_" || text.hasPrefix(name))
    }

    @Test("A name of 200 bytes is left whole, one of more loses its last character")
    func cut() {
        let whole = String(repeating: "甲", count: 66)
        #expect(OutputNames.sound(whole + "ab") == whole + "ab")
        #expect(OutputNames.sound(whole + "abc") == whole + "ab")
        #expect(OutputNames.sound(whole + "乙") == whole)
        #expect(OutputNames.sound(whole + "e\u{301}") == whole)
        #expect(OutputNames.sound(whole + "a  .  丙") == whole + "a")
    }

    @Test("Names that differ in capitals only are numbered on, not from the start")
    func numbers() {
        var names = OutputNames()
        let spellings = (0..<4_096).map { number in
            String((0..<12).map { number >> $0 & 1 == 1 ? "A" : "a" as Character })
        }
        let paths = spellings.map { names.path([$0], ending: ".xlsx") }
        #expect(Set(paths.map { $0.lowercased() }).count == 4_096)
        #expect(paths.first == "aaaaaaaaaaaa.xlsx")
        #expect(paths.last == "AAAAAAAAAAAA (4096).xlsx")
    }

    @Test("The tidy table repeats the first thousand characters of a text", arguments: texts)
    func tidyTable(text: String) throws {
        var item = item(text, revenue: 1)
        item.complex.operator = "院"
        let document = ConvertedDocument(file: "a", sha256: "", returns: [item], findings: [])
        let rows = String(decoding: TidyTable(form).rows(of: document), as: UTF8.self)
            .split(separator: "\r\n")
        #expect(rows.count == form.indicators.count)
        let row = try #require(rows.first)
        let start = String(text.unicodeScalars.prefix(1_000)) + "…"
        #expect(row.utf8.starts(with: "a,表,,,\(start),院,,".utf8))
    }

    @Test("The tidy table repeats fewer characters where thousands of returns have long texts")
    func tidyTableOfMany() {
        let items = (0..<2_000).map {
            item("\($0)" + String(repeating: "甲", count: 1_000), revenue: $0)
        }
        let document = ConvertedDocument(file: "a", sha256: "", returns: items, findings: [])
        let bytes = TidyTable(form).rows(of: document)
        #expect(bytes.count < 60_000_000)
        #expect(bytes.count > 2_000 * form.indicators.count * 200)
    }
}

/// Findings as sentences, and the codes and severities of `design/model.md`, "Findings".
import Foundation
import MonitoringForm
import Testing

@Suite("Messages") struct MessageTests {
    private static let severities: [String: Severity] = [
        "file.notWorkbook": .error, "file.legacyXLS": .error, "file.encrypted": .error,
        "file.corrupt": .error, "file.limitExceeded": .error, "form.notFound": .error,
        "form.sectionMissing": .error, "indicator.missing": .error, "indicator.unknown": .warning,
        "indicator.duplicate": .error, "label.fuzzy": .warning, "value.notNumeric": .error,
        "value.cellError": .error, "value.noCachedResult": .error, "value.textNumber": .info,
        "value.unitConverted": .warning, "value.approximate": .warning,
        "value.declaredAbsent": .info, "value.scaleSuspect": .warning,
        "status.unrecognised": .error, "status.partial": .warning, "status.noteMissing": .warning,
        "period.missing": .warning, "complex.missing": .warning,
    ]

    /// The varieties of a code that have sentences of their own.
    private static let reasons: [String: [String]] = [
        "file.notWorkbook": [
            "empty", "otherDocument", "binaryWorkbook", "unreadable", "emptyFolder",
        ],
        "file.corrupt": [
            "noDirectory", "checksumMismatch", "sizeMismatch", "missingPart", "duplicateName",
            "overlapping", "unsafeName", "documentType", "unsupportedMethod", "badData",
            "cellReference", "rowNumber", "mergedRange", "spanned",
        ], "label.fuzzy": ["header"], "value.notNumeric": ["date", "notDate", "unit"],
        "value.cellError": ["styleIndex"],
        "value.scaleSuspect": ["percentFormat", "scaledFormat", "unknownUnit", "unitsDisagree"],
        "complex.missing": ["unknownArea", "unknownLevel"],
    ]

    @Test("Codes weigh what the model says")
    func severities() {
        for (code, severity) in MessageTests.severities {
            #expect(FindingCode(rawValue: code).severity == severity, "\(code)")
        }
        #expect(Severity.error < .warning)
        #expect(Severity.warning < .info)
    }

    @Test("The sources know no code that the table above lacks")
    func complete() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let source = try String(
            contentsOf: root.appending(path: "Sources/MonitoringForm/Model/Finding.swift"),
            encoding: .utf8)
        let codes = source.matches(of: /FindingCode\(rawValue: "([A-Za-z.]+)"\)/).map {
            String($0.output.1)
        }
        #expect(Set(codes) == Set(MessageTests.severities.keys))
    }

    @Test(
        "Every code and variety has a sentence without gaps, in both languages",
        arguments: Language.allCases)
    func sentences(language: Language) throws {
        let form = try FormDefinition.builtIn.get()
        let catalogue = MessageCatalogue(language, form: form)
        var seen: [String: String] = [:]
        for code in MessageTests.severities.keys.sorted() {
            for reason in [nil] + (MessageTests.reasons[code] ?? []).map(Optional.some) {
                let finding = Finding(
                    FindingCode(rawValue: code),
                    pointer: JSONPointer("returns", "0", "indicators", "rdPersonnel", "quarter"),
                    sheet: "表", cell: "D12",
                    Finding.Detail(
                        quoted: "见附件", subject: "研发人员数", from: "1 元", to: "2 万元", reason: reason))
                let text = catalogue.message(for: finding)
                let name = "\(code) \(reason ?? ""): \(text)"
                #expect(text.hasSuffix(language == .chinese ? "。" : "."), "\(name)")
                #expect(text.count >= 8, "\(name)")
                for gap in ["Optional", "nil", "\\(", "“”", "()", "（）", "  ", "：。"] {
                    #expect(!text.contains(gap), "\(name)")
                }
                // A variety that reads like another code's sentence would mislead.
                if let other = seen.updateValue(code, forKey: text) {
                    #expect(other == code, "\(name)")
                }
            }
        }
    }

    @Test("A message names the row and the column in the words of the form")
    func subjects() throws {
        let form = try FormDefinition.builtIn.get()
        let chinese = MessageCatalogue(.chinese, form: form)
        for (tokens, words) in [
            (["indicators", "rdPersonnel", "quarter"], ["研发人员数", "本季度数据"]),
            (["indicators", "taxPerMu", "cumulativeGrowth"], ["产业集群亩均税收", "截止本季度累计数据", "同比增长"]),
            (["construction", "nameplate", "status"], ["明显、大气的综合体名牌"]),
            (["funding", "disbursed", "county"], ["实际拨付金额", "县（市、区）资金"]),
            (["funding", "spent", "total"], ["实际使用支出金额"]),
        ] {
            var pointer = JSONPointer("returns", "12")
            for token in tokens { pointer = pointer.appending(token) }
            let text = chinese.message(
                for: Finding(.notNumeric, pointer: pointer, Finding.Detail(quoted: "见附件")))
            for word in words { #expect(text.contains(word), "\(text)") }
            #expect(text.contains("见附件"))
        }
    }

    @Test("A long cell is quoted in part", arguments: Language.allCases)
    func longQuotes(language: Language) throws {
        let form = try FormDefinition.builtIn.get()
        let quoted = String(repeating: "见附件", count: 400)
        let text = MessageCatalogue(language, form: form).message(
            for: Finding(.notNumeric, Finding.Detail(quoted: quoted)))
        #expect(text.count < 160)
        #expect(text.contains("…"))
    }

    @Test("Languages are named as the command line has them")
    func languages() {
        #expect(Language(rawValue: "zh") == .chinese)
        #expect(Language(rawValue: "en") == .english)
        #expect(Language(rawValue: "de") == nil)
    }
}

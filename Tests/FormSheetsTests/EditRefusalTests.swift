/// What the engine refuses to edit is told in sentences that a clerk understands.
import Foundation
import MonitoringForm
import Spreadsheet
import Testing

@testable import FormSheets

@Suite("Messages of refused edits") struct EditRefusalTests {
    private let form: FormDefinition

    init() throws { form = try FormDefinition.builtIn.get() }

    /// The reasons that the sources of the engine give.
    private static func reasons() throws -> Set<String> {
        let sources = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/Spreadsheet")
        var reasons: Set<String> = []
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /\.refusedEdit,\s*reason:\s*"([A-Za-z]+)"/) {
                reasons.insert(String(match.output.1))
            }
            for match in text.matches(of: /refused\([^")]*"([A-Za-z]+)"(?:\s*:\s*"([A-Za-z]+)")?/) {
                reasons.insert(String(match.output.1))
                if let other = match.output.2 { reasons.insert(String(other)) }
            }
            guard file.lastPathComponent == "SheetName.swift" else { continue }
            for match in text.matches(of: /return "(sheetName[A-Za-z]+)"/) {
                reasons.insert(String(match.output.1))
            }
        }
        return reasons
    }

    @Test("Every reason of the engine has its sentence, and no sentence is without a reason")
    func complete() throws {
        let reasons = try EditRefusalTests.reasons()
        #expect(reasons.count > 25)
        #expect(reasons == Set(MessageCatalogue.refusals.keys))
    }

    @Test("The sentences are whole, and in the language asked for", arguments: Language.allCases)
    func sentences(language: Language) throws {
        let messages = MessageCatalogue(language, form: form)
        var seen: Set<String> = []
        for reason in try EditRefusalTests.reasons() {
            let text = messages.line(
                refusing: SpreadsheetError(.refusedEdit, reason: reason, sheet: "表", cell: "D12"))
            #expect(text.hasPrefix("表!D12: "), "\(reason): \(text)")
            let sentence = text.dropFirst("表!D12: ".count)
            #expect(sentence.hasSuffix(language == .chinese ? "。" : "."), "\(reason): \(text)")
            #expect(seen.insert(text).inserted, "\(reason): \(text)")
            let isChinese = sentence.unicodeScalars.contains { $0.value > 0x3000 }
            #expect(isChinese == (language == .chinese), "\(reason): \(text)")
            for keyword in [reason, "  ", "nil", "Optional"] where keyword.count > 6 {
                #expect(!text.contains(keyword), "\(reason): \(text)")
            }
        }
    }

    @Test("Errors of other kinds are told as convert tells them, and full disks as such")
    func otherErrors() {
        let messages = MessageCatalogue(.english, form: form)
        let corrupt = SpreadsheetError(.corrupt, reason: "checksumMismatch", part: "xl/a.xml")
        #expect(
            messages.line(refusing: corrupt)
                == messages.message(for: DocumentConverter.finding(for: corrupt)))
        let full = SpreadsheetError(.writeFailed, reason: "writeFailed", detail: "errno 28")
        #expect(messages.line(refusing: full).contains("errno 28"))
        let unknown = SpreadsheetError(.refusedEdit, reason: "somethingNew")
        #expect(messages.line(refusing: unknown).contains("somethingNew"))
    }

    @Test("A correction of an array formula's cell says what to do")
    func arrayFormula() {
        let error = SpreadsheetError(.refusedEdit, reason: "arrayFormula", sheet: "表", cell: "C3")
        let lines = MessageCatalogue(.chinese, form: form).lines(for: .refused(error))
        #expect(lines == ["表!C3: 单元格属于数组公式，不能单独修改。请先在 Excel 中把数组公式改为数值，再重试。"])
    }
}

/// Files that mean harm: each ends with its finding, and is refused for the reason that is due.
import FormSheets
import HostileCases
import MonitoringForm
import Spreadsheet
import Testing

@Suite("Hostile files") struct HostileTests {
    /// Limits that files of a size fit for debug builds exceed: what is obeyed is the same code.
    private static let limits: SpreadsheetLimits = {
        var limits = SpreadsheetLimits()
        limits.zip.entries = 300
        limits.zip.entrySize = 4 << 20
        limits.zip.totalSize = 6 << 20
        limits.zip.ratioFloor = 1 << 20
        limits.fileSize = 1 << 20
        limits.partSize = 400_000
        limits.otherEncodings = 500_000
        limits.sheets = 100
        limits.cells = 1_000
        limits.mergedRanges = 1_000
        limits.sharedStrings = 1_000
        limits.stringSize = 1 << 16
        limits.textSize = 30_000
        limits.styles = 1_000
        limits.relationships = 1_000
        return limits
    }()

    @Test("A hostile file ends with its finding", arguments: HostileCase.all.map(\.name))
    func finding(name: String) throws {
        let hostile = try #require(HostileCase.all.first { $0.name == name })
        let converter = DocumentConverter(
            try FormDefinition.builtIn.get(), limits: HostileTests.limits)
        let document = converter.convert(hostile.make(.small), name: "a.xlsx").document
        #expect(
            document.findings.contains { $0.code.rawValue == hostile.code },
            "\(document.findings.map { ($0.code.rawValue, $0.detail) })")
        if let reason = hostile.reason {
            #expect(document.findings.first?.detail.reason == reason)
            #expect(document.returns.isEmpty)
        }
        if hostile.code == "file.limitExceeded", let reason = hostile.reason {
            // Whoever meets a limit is told its value, so that it can be raised.
            #expect(
                document.findings.first?.detail.to
                    == HostileTests.limits.value(of: reason).map(String.init))
        }
    }

    @Test("Names of cases are unique")
    func names() {
        #expect(Set(HostileCase.all.map(\.name)).count == HostileCase.all.count)
    }
}

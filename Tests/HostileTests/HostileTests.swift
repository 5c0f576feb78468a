/// Files that mean harm: each ends with its finding, and is refused for the reason that is due.
import FormSheets
import HostileCases
import MonitoringForm
import Spreadsheet
import Testing
import ZipContainer

@Suite("Hostile files") struct HostileTests {
    /// Limits that files of a size fit for debug builds exceed: what is obeyed is the same code.
    private static let limits: SpreadsheetLimits = {
        var limits = SpreadsheetLimits()
        limits.zip.entries = 300
        limits.zip.entrySize = 3 << 19
        limits.zip.totalSize = 2 << 20
        limits.zip.ratioFloor = 1 << 19
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
        limits.returns = 100
        limits.identitySize = 10_000
        return limits
    }()

    // One test and one converter: making one takes longer than most files.
    @Test("A hostile file ends with its finding")
    func finding() throws {
        let converter = DocumentConverter(
            try FormDefinition.builtIn.get(), limits: HostileTests.limits)
        for hostile in HostileCase.all {
            let document = converter.convert(hostile.make(.small), name: "a.xlsx").document
            let found = document.findings.first?.detail
            #expect(
                document.findings.contains { $0.code.rawValue == hostile.code },
                "\(hostile.name): \(document.findings.map(\.code.rawValue))")
            guard let reason = hostile.reason else { continue }
            #expect(found?.reason == reason, "\(hostile.name)")
            #expect(document.returns.isEmpty, "\(hostile.name)")
            if hostile.code == "file.limitExceeded" {
                // Whoever meets a limit is told its value, so that it can be raised.
                let value = HostileTests.limits.value(of: reason)
                #expect(found?.to == value.map(String.init), "\(hostile.name)")
            }
        }
    }

    @Test("Names of cases are unique")
    func names() {
        #expect(Set(HostileCase.all.map(\.name)).count == HostileCase.all.count)
    }

    @Test("The quine has itself as an entry")
    func quine() throws {
        let hostile = try #require(HostileCase.all.first { $0.name == "quine" })
        let bytes = hostile.make(.full)
        let archive = try ArchiveReader(bytes)
        let entry = try #require(archive.entries.first)
        var data: [UInt8] = []
        try archive.read(entry) { piece in
            for index in piece.indices { data.append(piece[index]) }
        }
        #expect(data == bytes)
    }
}

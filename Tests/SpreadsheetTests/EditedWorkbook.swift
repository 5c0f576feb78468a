/// Edits a workbook and holds what comes out against what went in.
import Spreadsheet
import Testing
import ZipContainer

struct EditedWorkbook {
    let before: [UInt8]
    let after: [UInt8]
    let report: EditReport

    /// Makes edits on the first sheet, or on others by name.
    init(
        _ before: [UInt8], limits: SpreadsheetLimits = SpreadsheetLimits(),
        _ body: (WorkbookEditor) throws -> Void
    ) throws {
        self.before = before
        let editor = try WorkbookEditor(before, limits: limits)
        try body(editor)
        let sink = MemorySink()
        report = try editor.write(to: sink)
        after = sink.bytes
        try checkUntouched()
    }

    init(_ before: [UInt8], _ edits: [CellEdit], sheet: Int = 0) throws {
        try self.init(before) { editor in
            for edit in edits { try editor.set(edit, on: editor.sheets[sheet]) }
        }
    }

    /// The text of a part after the edit.
    func part(_ name: String) throws -> String {
        String(decoding: try EditedWorkbook.contents(after, name), as: UTF8.self)
    }

    static func contents(_ file: [UInt8], _ name: String) throws -> [UInt8] {
        let archive = try ArchiveReader(file)
        let entry = try #require(archive.entries.first { $0.name == name })
        var bytes: [UInt8] = []
        try archive.read(entry) { piece in
            for index in piece.indices { bytes.append(piece[index]) }
        }
        return bytes
    }

    /// The markup of `sheetData` of the first sheet, with its tags.
    func sheetData() throws -> String {
        let sheet = try part("xl/worksheets/sheet1.xml")
        let start = try #require(sheet.range(of: "sheetData")).lowerBound
        let end = sheet.range(of: "</sheetData>")?.upperBound ?? sheet.endIndex
        return "<" + sheet[start..<end]
    }

    func values(_ sheet: Int = 0) throws -> [String: CellValue] {
        let workbook = try WorkbookReader().open(after)
        let cells = try workbook.grid(of: workbook.sheets[sheet]).cells
        return Dictionary(cells.map { ("\($0.reference)", $0.value) }) { _, last in last }
    }

    /// Everything that the report does not name is the same to the byte, in the same order.
    private func checkUntouched() throws {
        let (old, new) = (try ArchiveReader(before), try ArchiveReader(after))
        let kept = old.entries.map(\.name).filter { !report.removedParts.contains($0) }
        #expect(new.entries.map(\.name) == kept + report.addedParts)
        for entry in old.entries {
            guard let other = new.entries.first(where: { $0.name == entry.name }) else { continue }
            if let splices = report.splices[entry.name] {
                let original = try EditedWorkbook.contents(before, entry.name)
                let edited = try EditedWorkbook.contents(after, entry.name)
                #expect(EditedWorkbook.applied(splices, to: original) == edited)
            } else {
                #expect(old.compressedData(of: entry) == new.compressedData(of: other))
                #expect(entry.method == other.method && entry.crc32 == other.crc32)
            }
        }
        if report.isUnchanged { #expect(before == after) }
    }

    /// The oracle, on its own: copies, and puts in what the report says.
    private static func applied(_ splices: [Splice], to bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var position = 0
        for splice in splices {
            guard splice.range.lowerBound >= position, splice.range.upperBound <= bytes.count else {
                return []
            }
            result += bytes[position..<splice.range.lowerBound] + splice.replacement
            position = splice.range.upperBound
        }
        return result + bytes[position...]
    }
}

extension CellEdit {
    init(_ cell: String, _ content: CellEdit.Content? = nil, style: CellEdit.Style? = nil) throws {
        self.init(try #require(CellReference(cell)), content, style: style)
    }
}

extension PackageParts {
    func edited(_ edits: CellEdit...) throws -> EditedWorkbook {
        let edited = try EditedWorkbook(file, edits)
        // Twice is as good as once.
        let again = try EditedWorkbook(edited.after, edits)
        #expect(again.report.isUnchanged, "\(again.report.splices)")
        return edited
    }

    func refusal(_ edits: CellEdit...) throws -> SpreadsheetError {
        try #require(throws: SpreadsheetError.self) { try EditedWorkbook(file, edits) }
    }
}

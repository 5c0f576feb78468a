/// Applies edits, given as JSON, to workbooks and tells what it did, for tests from outside.
///
///     EditorProbe JOBS.json               prints a line of JSON for each job
///     EditorProbe --baseline FILE PART    inflates, parses and deflates a part, each once: what an edit of it
///                                         is measured by
import Foundation
import Spreadsheet
import XMLStream
import ZipContainer

struct Job: Decodable {
    struct Comment: Decodable {
        let text: String
        let author: String
    }

    struct Edit: Decodable {
        let sheet: String
        let cell: String
        var number: String?
        var text: String?
        var boolean: Bool?
        var blank: Bool?
        var fill: String?
        var format: String?
        var comment: Comment?

        var content: CellEdit.Content? {
            if let number { return .number(number) }
            if let text { return .text(text) }
            if let boolean { return .boolean(boolean) }
            return blank == true ? .blank : nil
        }

        var style: CellEdit.Style? {
            if fill == nil, format == nil { return nil }
            return .changed(StyleChange(fill: fill, numberFormat: format))
        }
    }

    let input: String
    let output: String
    let edits: [Edit]
    var removeCommentsBy: String?
    /// The name of a sheet that lists the edits, each with a link to its cell.
    var notes: String?
}

struct Outcome: Encodable {
    struct Change: Encodable {
        let from: Int
        let to: Int
        let replacement: Data
    }

    let input: String
    var error: String?
    var splices: [String: [Change]] = [:]
    var added: [String] = []
    var removed: [String] = []
    var recomputed: [String] = []
    var invalidated: [String] = []
    var droppedFormulas: [String] = []
    var breaksSignature = false
    var hasUnknownDependents = false
}

@main
enum EditorProbe {
    static func main() throws {
        guard let path = CommandLine.arguments.dropFirst().first else { return }
        if path == "--baseline" {
            return try baseline(CommandLine.arguments[2], CommandLine.arguments[3])
        }
        let jobs = try JSONDecoder().decode(
            [Job].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
        let encoder = JSONEncoder()
        for job in jobs {
            var outcome = Outcome(input: job.input)
            do {
                try run(job, &outcome)
            } catch {
                outcome.error = "\(error)"
            }
            print(String(decoding: try encoder.encode(outcome), as: UTF8.self))
        }
    }

    private static func run(_ job: Job, _ outcome: inout Outcome) throws {
        let bytes = try contents(of: job.input)
        let editor = try WorkbookEditor(bytes)
        for edit in job.edits {
            guard let sheet = editor.sheets.first(where: { $0.name == edit.sheet }),
                let cell = CellReference(edit.cell)
            else { throw SpreadsheetError(.refusedEdit, reason: "noSuchCell", sheet: edit.sheet) }
            if edit.content != nil || edit.style != nil {
                try editor.set(CellEdit(cell, edit.content, style: edit.style), on: sheet)
            }
            if let comment = edit.comment {
                try editor.add(CellComment(cell, author: comment.author, comment.text), on: sheet)
            }
        }
        if let notes = job.notes {
            let rows = job.edits.map { edit in
                [AddedSheet.Item(edit.cell, link: "\(SheetName.quoted(edit.sheet))!\(edit.cell)")]
            }
            editor.add(AddedSheet(notes, rows: rows, widths: [20]))
        }
        if let author = job.removeCommentsBy { editor.removeComments(by: author) }
        let descriptor = open(job.output, O_RDWR | O_CREAT | O_TRUNC, 0o644)
        defer { close(descriptor) }
        let report = try editor.write(to: FileSink(descriptor: descriptor))
        outcome.splices = report.splices.mapValues { splices in
            splices.map {
                Outcome.Change(
                    from: $0.range.lowerBound, to: $0.range.upperBound,
                    replacement: Data($0.replacement))
            }
        }
        func places(_ cells: [CellPlace]) -> [String] {
            cells.map { "\($0.sheet)!\($0.reference)" }
        }
        outcome.added = report.addedParts
        outcome.removed = report.removedParts
        outcome.recomputed = places(report.recomputed)
        outcome.invalidated = places(report.invalidated)
        outcome.droppedFormulas = places(report.droppedFormulas)
        outcome.breaksSignature = report.breaksSignature
        outcome.hasUnknownDependents = report.hasUnknownDependents
    }

    private static func contents(of path: String) throws -> [UInt8] {
        // Not by way of Data: the file would be in memory twice.
        let file = open(path, O_RDONLY)
        defer { close(file) }
        let size = max(0, Int(lseek(file, 0, SEEK_END)))
        lseek(file, 0, SEEK_SET)
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let piece = read(file, buffer.baseAddress?.advanced(by: count), size - count)
                guard piece > 0 else { break }
                count += piece
            }
        }
    }

    private static func baseline(_ file: String, _ part: String) throws {
        let archive = try ArchiveReader(try contents(of: file))
        guard let entry = archive.entries.first(where: { $0.name == part }) else { return }
        let writer = ArchiveWriter(to: MemorySink())
        try writer.begin(EntryHeader(part), method: .deflated(.markup))
        try XMLScanner(vocabulary: .spreadsheet).parse(part, into: NoSink()) { push in
            try archive.read(entry) { bytes in
                try push(bytes)
                try writer.write(bytes)
            }
        }
        try writer.end()
    }
}

private final class NoSink: XMLSink {
    func start(_ name: XMLName, _ attributes: borrowing XMLAttributes) {}
    func end(_ name: XMLName) {}
    func text(_ bytes: Span<UInt8>) {}
}

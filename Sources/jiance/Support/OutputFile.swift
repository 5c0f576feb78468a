import ArgumentParser
import Spreadsheet

/// A workbook on its way to a file, which appears whole or not at all.
enum OutputFile {
    /// - Throws: ``ValidationError`` where the file is there already; ``ExitStatus/output`` where it cannot
    ///   be written, with a message on standard error.
    static func write(
        _ path: String, force: Bool, _ body: (any ByteSink) throws -> Void
    ) throws {
        if !force, FileAccess.kind(of: path) != .absent {
            throw ValidationError("\(path): already exists (use --force to replace it)")
        }
        do {
            let file = try AtomicFile(path, force: force)
            let sink = file.sink
            try body(sink)
            try sink.flush()
            try file.finish()
        } catch let error as FileError {
            Terminal.say("jiance: \(error.path): \(error.reason)")
            throw ExitStatus.output
        } catch let error as SpreadsheetError {
            Terminal.say("jiance: \(path): \(error)")
            throw ExitStatus.output
        }
    }
}

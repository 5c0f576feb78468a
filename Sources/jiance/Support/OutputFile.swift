import ArgumentParser
import FormSheets
import MonitoringForm
import Spreadsheet
import Synchronization

/// A workbook on its way to a file, which appears whole or not at all.
enum OutputFile {
    /// - Throws: ``ValidationError`` where something is there and is not to be replaced.
    static func refuse(taken path: String, force: Bool) throws {
        guard !force, FileAccess.kind(of: path) != .absent else { return }
        throw ValidationError("\(path): \(FileError.taken(path).reason)")
    }

    /// - Throws: ``ValidationError`` where the file is there already; ``ExitStatus/output`` where it cannot
    ///   be written, with a message on standard error.
    static func write(
        _ path: String, force: Bool, _ body: (any ByteSink) throws -> Void
    ) throws {
        try refuse(taken: path, force: force)
        do {
            let file = try AtomicFile(path, force: force)
            let sink = file.sink
            try body(sink)
            try sink.flush()
            try file.finish()
        } catch let error as FileError {
            throw ExitStatus.output(failing: error)
        } catch let error as SpreadsheetError {
            Terminal.say(
                "jiance: \(path): \(try MessageCatalogue.ofEnvironment.line(refusing: error))")
            throw ExitStatus.output
        }
    }

    /// Writes many workbooks side by side, with a progress bar; the first failure stops the rest.
    ///
    /// - Parameters:
    ///   - paths: of the workbooks.
    ///   - body: writes the workbook of a position.
    /// - Throws: as ``write(_:force:_:)``; before anything is written where a file is there already.
    static func writeAll(
        _ paths: [String], force: Bool, jobs: Int,
        _ body: @escaping @Sendable (Int, any ByteSink) throws -> Void
    ) throws {
        for path in paths { try refuse(taken: path, force: force) }
        let failure = Mutex<(any Error)?>(nil)
        let progress = Mutex(ProgressBar(total: paths.count))
        OrderedWork<(any Error)?>.run(count: paths.count, jobs: jobs) {
            { index in
                do {
                    try write(paths[index], force: force) { try body(index, $0) }
                    return nil
                } catch {
                    return error
                }
            }
        } deliver: { index, error in
            progress.withLock { $0.update(done: index + 1) }
            guard let error else { return true }
            failure.withLock { $0 = $0 ?? error }
            return false
        }
        progress.withLock { $0.clear() }
        if let error = failure.withLock({ $0 }) { throw error }
    }
}

import ArgumentParser
import FormSheets
import MonitoringForm
import Reporting
import Spreadsheet
import Synchronization

/// The folder that `check --annotate` writes copies of the workbooks to.
struct AnnotatedCopies {
    private let files: [InputFile]
    private let paths: [String]
    private let force: Bool

    /// - Throws: ``ValidationError`` where a copy would replace an input, another copy or a file that is there.
    init(below folder: String, files: [InputFile], read: ReadFiles, force: Bool) throws {
        self.files = files
        self.force = force
        if files.contains(where: { $0.path == "-" }) {
            throw ValidationError("--annotate: 不能用标准输入。(Not standard input.)")
        }
        paths = files.map { PathName.join(folder, $0.relativePath) }
        try read.refuse(asOutputs: paths)
        var seen = Set<String>()
        for path in paths {
            guard seen.insert(path).inserted else {
                throw ValidationError("\(path): 两个输入的副本同名。(Two inputs have one copy.)")
            }
            try OutputFile.refuse(taken: path, force: force)
        }
    }

    /// Writes a copy of each workbook that could be read.
    ///
    /// - Returns: whether all could be annotated; what stood in the way is on standard error.
    /// - Throws: ``ExitStatus/output`` where a copy cannot be written.
    func write(
        _ report: CheckReport, _ messages: MessageCatalogue, jobs: Int, limits: SpreadsheetLimits
    ) throws -> Bool {
        let wanted = report.workbooks.indices.filter { index in
            !report.workbooks[index].conversion.isUnreadable
        }
        let outcome = Mutex((isWhole: true, isWritten: true))
        OrderedWork<(problem: String?, isWritten: Bool)>.run(count: wanted.count, jobs: jobs) {
            let copy = AnnotatedCopy(messages, limits: limits)
            return { position in
                let index = wanted[position]
                let path = files[index].path
                do {
                    let bytes = try copy.bytes(
                        of: FileAccess.read(path, limit: limits.fileSize), report.workbooks[index])
                    let file = try AtomicFile(paths[index], force: force)
                    try file.write(bytes)
                    try file.finish()
                    return (nil, true)
                } catch let error as FileError {
                    return ("jiance: \(error.path): \(error.reason)", false)
                } catch let error as SpreadsheetError {
                    return ("\(path): \(messages.line(refusing: error))", true)
                } catch {
                    return ("\(path): \(error)", true)
                }
            }
        } deliver: { _, result in
            if let problem = result.problem { Terminal.say(problem) }
            outcome.withLock {
                $0.isWhole = $0.isWhole && result.problem == nil
                $0.isWritten = $0.isWritten && result.isWritten
            }
            return true
        }
        let (isWhole, isWritten) = outcome.withLock { $0 }
        if !isWritten { throw ExitStatus.output }
        return isWhole
    }
}

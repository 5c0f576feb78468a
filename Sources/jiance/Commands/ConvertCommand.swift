import ArgumentParser
import FormSheets
import MonitoringForm
import Reporting
import Spreadsheet
import Synchronization

/// `jiance convert`: workbooks to the canonical model.
struct ConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert", abstract: "把各县（市、区）报送的工作簿转换为规范 JSON（或 CSV）。")

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case json, ndjson, csv
    }

    @OptionGroup var inputs: InputOptions
    @OptionGroup var output: OutputOptions
    @Option(help: "输出格式：json、ndjson（每行一份）或 csv（一行一个数值）。")
    var format: Format = .json
    @OptionGroup var forms: FormOptions
    @OptionGroup var jobs: JobOptions

    func run() throws {
        let form = try forms.definition()
        let limits = try Limits.ofEnvironment()
        let files = try inputs.files()
        let read = ReadFiles(files.map(\.path) + [inputs.filesFrom, forms.form])
        try read.refuse(asOutputs: [output.file])
        let rendering = Rendering(format: format, form: form, language: forms.language)
        let target: any ConversionTarget =
            output.isFolder
            ? try FolderTarget(output, files: files, read: read, rendering: rendering)
            : try StreamTarget(output, isSingle: inputs.isSingle, rendering: rendering)
        let outcome = Mutex(Outcome(total: files.count))
        // With fewer files than jobs a processor is idle.
        let isSpare = files.count < jobs.count
        OrderedWork<Rendered>.run(count: files.count, jobs: jobs.count) {
            let converter = DocumentConverter(form, limits: limits, helper: isSpare)
            return { index in
                let conversion = ConvertCommand.convert(files[index], with: converter)
                return rendering.render(conversion)
            }
        } deliver: { index, rendered in
            outcome.withLock { outcome in
                do throws(FileError) {
                    try target.add(rendered.bytes, of: files[index])
                } catch {
                    outcome.failure = error
                    return false
                }
                outcome.note(rendered, of: files[index])
                return true
            }
        }
        try outcome.withLock { outcome in
            outcome.progress.clear()
            do {
                if let failure = outcome.failure { throw failure }
                try target.finish()
            } catch let error as FileError {
                throw ExitStatus.output(failing: error)
            }
            try ExitStatus.report(unreadable: outcome.isUnreadable, errors: outcome.hasErrors)
        }
    }

    /// Reads and converts one input; whatever is wrong with it becomes a finding.
    static func convert(_ file: InputFile, with converter: DocumentConverter) -> Conversion {
        if let problem = file.problem {
            return DocumentConverter.unreadable(
                name: file.name, reason: problem.reason, quoted: problem.quoted)
        }
        do {
            return converter.convert(
                try FileAccess.read(file.path, limit: converter.limits.fileSize), name: file.name)
        } catch  where error.isTooLarge {
            return converter.unreadable(
                name: file.name, SpreadsheetError(.limitExceeded, reason: "fileSize"))
        } catch {
            return DocumentConverter.unreadable(
                name: file.name, reason: "unreadable", quoted: "\(file.path): \(error.reason)")
        }
    }

    /// What became of the inputs so far.
    private struct Outcome {
        var isUnreadable = false
        var hasErrors = false
        var failure: FileError?
        var progress: ProgressBar
        private var done = 0

        init(total: Int) { progress = ProgressBar(total: total) }

        mutating func note(_ rendered: Rendered, of file: InputFile) {
            isUnreadable = isUnreadable || rendered.isUnreadable
            hasErrors = hasErrors || rendered.hasErrors
            done += 1
            if let message = rendered.message {
                progress.clear()
                Terminal.say("\(file.path): \(message)")
            }
            progress.update(done: done)
        }
    }
}

/// A conversion as bytes, ready to be written.
struct Rendered: Sendable {
    let bytes: [UInt8]
    let isUnreadable: Bool
    let hasErrors: Bool
    /// For standard error: why the file could not be read.
    let message: String?
}

/// How documents become bytes.
struct Rendering: Sendable {
    let format: ConvertCommand.Format
    let form: FormDefinition
    let messages: MessageCatalogue
    private let coding: DocumentCoding

    init(format: ConvertCommand.Format, form: FormDefinition, language: Language) {
        self.format = format
        self.form = form
        messages = MessageCatalogue(language, form: form)
        coding = DocumentCoding(
            style: format == .json ? .indented : .compact, form: form, messages: messages)
    }

    func render(_ conversion: Conversion) -> Rendered {
        let document = conversion.document
        let bytes =
            format == .csv ? TidyTable(form).rows(of: document) : coding.bytes(of: document)
        return Rendered(
            bytes: bytes, isUnreadable: conversion.isUnreadable,
            hasErrors: document.findings.contains { $0.severity == .error },
            message: conversion.isUnreadable
                ? document.findings.first.map(messages.message(for:)) : nil)
    }
}

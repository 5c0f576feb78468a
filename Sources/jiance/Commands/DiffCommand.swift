import ArgumentParser
import FormSheets
import MonitoringForm
import Reporting

/// `jiance diff`: what changed between two workbooks or documents.
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "比较两个工作簿或 JSON：哪些数据变了；--format json 给出 correct 可用的更正。")

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

    @Argument(help: "旧的工作簿或 JSON。")
    var old: String

    @Argument(help: "新的工作簿或 JSON。")
    var new: String

    @Option(help: "输出格式：text 或 json（JSON Patch）。")
    var format: Format = .text

    @OptionGroup var output: OutputOptions
    @OptionGroup var forms: FormOptions

    func validate() throws {
        if old == "-", new == "-" {
            throw ValidationError("标准输入只能用一次。(Standard input can be used once.)")
        }
    }

    func run() throws {
        try ReadFiles([old, new, forms.form]).refuse(asOutputs: [output.output])
        let form = try forms.definition()
        let messages = MessageCatalogue(forms.language, form: form)
        let diff = ReturnDiff(
            old: try side(old, form, messages), new: try side(new, form, messages), form: form)
        let text = DiffText(diff, messages)
        do throws(FileError) {
            let stream = try OutputStream(output)
            switch format {
            case .text: try text.write { bytes throws(FileError) in try stream.write(bytes) }
            case .json:
                try stream.write(diff.patch.json)
                // A patch changes returns; it cannot bring or take them.
                for line in text.unmatched { Terminal.say(line) }
            }
            try stream.finish()
        } catch {
            throw ExitStatus.output(failing: error)
        }
        if !diff.isEmpty { throw ExitStatus.findings }
    }

    /// The returns of a workbook or of a document, whichever the file is.
    private func side(
        _ path: String, _ form: FormDefinition, _ messages: MessageCatalogue
    ) throws -> ReturnDiff.Side {
        do {
            let converter = DocumentConverter(
                form, limits: try Limits.ofEnvironment(), tracing: .places)
            let file = try ReturnFile(
                reading: path, name: PathName.last(of: path), converter, form)
            switch file {
            case .document(let returns): return ReturnDiff.Side(returns: returns)
            case .workbook(let conversion) where !conversion.isUnreadable:
                return ReturnDiff.Side(
                    returns: conversion.document.returns, traces: conversion.traces)
            case .workbook(let conversion):
                for finding in conversion.document.findings {
                    Terminal.say("\(path): \(messages.message(for: finding))")
                }
            }
        } catch let error as FileError {
            Terminal.say("\(error.path): \(error.reason)")
        } catch let error as DocumentError {
            for line in messages.lines(for: error) { Terminal.say("\(path): \(line)") }
        }
        throw ExitStatus.unreadable
    }
}

import ArgumentParser
import FormSheets
import MonitoringForm
import Reporting
import Spreadsheet
import Synchronization

/// `jiance check`: what is doubtful in workbooks, by reading them and by the rules of the form.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "审核工作簿：读取中的疑问和表内、表间、与往期的逻辑关系；可把审核意见批注在工作簿副本上。")

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, html }

    @OptionGroup var inputs: InputOptions
    @Option(
        help: ArgumentHelp(
            "往期的工作簿、JSON 或文件夹（上年同期、上季度…），用于核对同比、累计和单位；可多次使用。", valueName: "input"))
    var prior: [String] = []
    @Option(help: "输出格式：text、json（convert 的文档加上审核意见）或 html（单个网页）。")
    var format: Format = .text
    @OptionGroup var output: OutputOptions
    @Option(help: ArgumentHelp("把带批注和“审核意见”表的副本写入文件夹。", valueName: "dir"))
    var annotate: String?
    @OptionGroup var forms: FormOptions
    @OptionGroup var jobs: JobOptions

    func validate() throws {
        if output.isFolder, format != .json {
            throw ValidationError("-o: \(format.rawValue) 写成一个文件。(One file is written.)")
        }
        if prior.contains("-") { throw ValidationError("--prior: 不能用标准输入。(Not standard input.)") }
    }

    func run() throws {
        let form = try forms.definition()
        let limits = try Limits.ofEnvironment()
        let files = try inputs.files()
        let read = ReadFiles(
            files.map(\.path) + PriorReturns.files(prior).map(\.path)
                + [inputs.filesFrom, forms.form])
        try read.refuse(asOutputs: [output.file])
        let rendering = Rendering(format: .json, form: form, language: forms.language)
        // What stands in the way of the output is told before the work, not after it.
        var target: (any ConversionTarget)?
        if format == .json {
            target =
                output.isFolder
                ? try FolderTarget(output, files: files, read: read, rendering: rendering)
                    as any ConversionTarget
                : try StreamTarget(output, isSingle: inputs.isSingle, rendering: rendering)
        }
        let stream = target == nil ? try OutputStream(refusing: output) : nil
        let copies = try annotate.map {
            try AnnotatedCopies(below: $0, files: files, read: read, force: output.force)
        }

        let earlier = PriorReturns.read(
            prior, form, rendering.messages, jobs: jobs.count, limits: limits)
        let report = CheckReport(
            convert(files, form, limits), prior: earlier.returns, form: form, jobs: jobs.count)
        do throws(FileError) {
            if let target {
                for (file, workbook) in zip(files, report.workbooks) {
                    let rendered = rendering.render(workbook.conversion)
                    if let message = rendered.message { Terminal.say("\(file.path): \(message)") }
                    try target.add(rendered.bytes, of: file)
                }
                try target.finish()
            } else if let stream {
                try write(report, rendering.messages, to: stream)
                try stream.finish()
            }
        } catch {
            throw ExitStatus.output(failing: error)
        }
        let isAnnotated =
            try copies?.write(report, rendering.messages, jobs: jobs.count, limits: limits) ?? true
        try ExitStatus.report(
            unreadable: report.isUnreadable || earlier.isIncomplete || !isAnnotated,
            errors: report.counts[.error] > 0)
    }

    /// Reads the inputs side by side, each with the cells of its figures.
    private func convert(
        _ files: [InputFile], _ form: FormDefinition, _ limits: SpreadsheetLimits
    ) -> [CheckReport.Workbook] {
        let workbooks = Mutex<[CheckReport.Workbook]>([])
        let progress = Mutex(ProgressBar(total: files.count))
        OrderedWork<Conversion>.run(count: files.count, jobs: jobs.count) {
            let converter = DocumentConverter(form, limits: limits, tracing: .places)
            return { ConvertCommand.convert(files[$0], with: converter) }
        } deliver: { index, conversion in
            workbooks.withLock {
                $0.append(CheckReport.Workbook(path: files[index].path, conversion: conversion))
            }
            progress.withLock { $0.update(done: index + 1) }
            return true
        }
        progress.withLock { $0.clear() }
        return workbooks.withLock { $0 }
    }

    private func write(
        _ report: CheckReport, _ messages: MessageCatalogue, to stream: OutputStream
    ) throws(FileError) {
        if format == .html {
            let page = CheckPage(report, messages, jobs: jobs.count)
            return try page.write { bytes throws(FileError) in try stream.write(bytes) }
        }
        let text = CheckText(
            report, messages, isColoured: output.output == nil && Terminal.isOutputColoured,
            jobs: jobs.count)
        try text.write { bytes throws(FileError) in try stream.write(bytes) }
    }
}

import ArgumentParser
import FormSheets
import MonitoringForm
import Reporting
import Spreadsheet

/// `jiance fill`: the model back to the filled official template.
struct FillCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fill", abstract: "把规范 JSON 填入正式表格：每份一个工作簿，或全部放在一个工作簿里。")

    @Argument(help: "convert 输出的 JSON（一份、数组或每行一份），或单独一份填报；- 为标准输入。")
    var documents: [String]

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("文件夹（以 / 结尾）：每份一个工作簿；或 .xlsx 文件：每份一个工作表。", valueName: "path"))
    var output: String

    @Flag(help: "覆盖已有的文件。")
    var force = false

    @OptionGroup var forms: FormOptions
    @OptionGroup var jobs: JobOptions

    func validate() throws {
        if documents.filter({ $0 == "-" }).count > 1 {
            throw ValidationError("标准输入只能用一次。(Standard input can be used once.)")
        }
    }

    func run() throws {
        let read = ReadFiles(documents + [forms.form])
        try read.refuse(asOutputs: [output])
        let form = try forms.definition()
        let limits = try Limits.ofEnvironment()
        let template = TemplateWorkbook(form)
        let messages = MessageCatalogue(forms.language, form: form)
        var isUnreadable = false
        var files: [(name: String, returns: [Return])] = []
        for path in documents {
            do {
                let items = try DocumentReader.read(
                    FileAccess.read(path, limit: limits.fileSize), form: form)
                for item in items { files.append((item.file ?? path, item.returns)) }
            } catch let error as DocumentError {
                isUnreadable = true
                for line in messages.lines(for: error) { Terminal.say("\(path): \(line)") }
            } catch let error as FileError {
                isUnreadable = true
                Terminal.say("\(error.path): \(error.reason)")
            }
        }
        let returns = files.flatMap(\.returns)
        let isFolder = output.hasSuffix("/") || FileAccess.kind(of: output) == .folder
        if isFolder {
            try fillFolder(returns, template, read)
        } else if !returns.isEmpty {
            try fillWorkbook(returns, template)
        }
        if returns.isEmpty, !isUnreadable {
            Terminal.say(messages.nothingToFill)
        }
        try ExitStatus.report(unreadable: isUnreadable, errors: false)
    }

    /// A workbook for each return, called by complex and quarter.
    private func fillFolder(
        _ returns: [Return], _ template: TemplateWorkbook, _ read: ReadFiles
    ) throws {
        var names = OutputNames()
        let paths = returns.map { item in
            let title = [item.complex.name ?? "未命名综合体", item.period?.description]
            return PathName.join(
                output,
                names.path([title.compactMap { $0 }.joined(separator: " ")], ending: ".xlsx"))
        }
        try read.refuse(asOutputs: paths)
        try OutputFile.writeAll(paths, force: force, jobs: jobs.count) {
            var sheets = SheetNames(fallback: "季度监测表")
            try template.write([returns[$0]], names: [sheets.name(returns[$0].sheet)], to: $1)
        }
    }

    /// One workbook with a sheet for each return, called by its complex.
    private func fillWorkbook(_ returns: [Return], _ template: TemplateWorkbook) throws {
        var sheets = SheetNames(fallback: "季度监测表")
        let names = returns.map { item in
            // A single return keeps the name of its sheet.
            sheets.name(returns.count == 1 ? item.sheet : item.complex.name ?? item.sheet)
        }
        try OutputFile.write(output, force: force) {
            try template.write(returns, names: names, to: $0)
        }
    }
}

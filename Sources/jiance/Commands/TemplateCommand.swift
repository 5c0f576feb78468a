import ArgumentParser
import FormSheets
import MonitoringForm
import Reporting
import Spreadsheet

extension Period: ExpressibleByArgument {
    /// `2020Q3`, or any of the spellings that counties use.
    public init?(argument: String) {
        guard let period = PeriodText.period(in: argument) else { return nil }
        self = period
    }
}

/// `jiance template`: blank official forms, one or one for each complex of a roster.
struct TemplateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template", abstract: "生成空白的正式表格：一张，或按名单为每个综合体各生成一个工作簿。")

    @Option(help: ArgumentHelp("报送季度，例如 2020Q3。", valueName: "period"))
    var period: Period?

    @Option(
        help: ArgumentHelp(
            "综合体名单（CSV、JSON 或 XLSX）：综合体名称、所属县（市、区）、级别、建设依托单位。", valueName: "roster"))
    var roster: String?

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("工作簿；用名单时为文件夹，其下按县（市、区）分文件夹。", valueName: "path"))
    var output: String

    @Flag(help: "覆盖已有的文件。")
    var force = false

    @OptionGroup var forms: FormOptions
    @OptionGroup var jobs: JobOptions

    func run() throws {
        let read = ReadFiles([roster, forms.form])
        try read.refuse(asOutputs: [output])
        let form = try forms.definition()
        let template = TemplateWorkbook(form)
        let sheet = "季度监测表"
        guard let roster else {
            if output.hasSuffix("/") || FileAccess.kind(of: output) == .folder {
                throw ValidationError("\(output): 没有名单时请给出文件名。(A file's name is wanted.)")
            }
            var item = Return(form: form, sheet: sheet)
            item.period = period
            return try OutputFile.write(output, force: force) {
                try template.write([item], names: [sheet], to: $0)
            }
        }
        let complexes = try complexes(roster, form)
        let targets = targets(complexes)
        try read.refuse(asOutputs: targets.map(\.path))
        try OutputFile.writeAll(targets.map(\.path), force: force, jobs: jobs.count) {
            var item = Return(form: form, sheet: sheet)
            item.complex = targets[$0].complex
            item.period = period
            try template.write([item], names: [sheet], to: $1)
        }
    }

    private func complexes(
        _ path: String, _ form: FormDefinition
    ) throws -> [Return.Complex] {
        do {
            let limits = try Limits.ofEnvironment()
            return try Roster(
                FileAccess.read(path, limit: limits.fileSize), form: form, limits: limits
            ).complexes
        } catch let error as FileError {
            Terminal.say("\(error.path): \(error.reason)")
        } catch let error as Roster.Problems {
            let messages = MessageCatalogue(forms.language, form: form)
            for problem in error.list { Terminal.say("\(path): \(messages.line(for: problem))") }
        }
        throw ExitStatus.unreadable
    }

    /// A path for each complex: its county's folder, and its name with the quarter.
    private func targets(
        _ complexes: [Return.Complex]
    ) -> [(path: String, complex: Return.Complex)] {
        var names = OutputNames()
        return complexes.map { complex in
            let title = [complex.name, period?.description].compactMap { $0 }
            let path = names.path(
                [complex.county ?? "", title.joined(separator: " ")], ending: ".xlsx")
            return (PathName.join(output, path), complex)
        }
    }
}

import ArgumentParser
import FormSheets
import MonitoringForm

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// `jiance correct`: corrections into the workbook that the county sent, all else as it is.
struct CorrectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct", abstract: "把更正写回县（市、区）报送的工作簿，其余内容原样保留。")

    @Argument(help: "工作簿。")
    var workbook: String

    @Argument(help: "更正：JSON Patch（RFC 6902），或修改后的整份 convert 输出；- 为标准输入。")
    var corrections: String

    @Option(
        name: [.customShort("o"), .long], help: ArgumentHelp("写入另一个文件。", valueName: "path"))
    var output: String?

    @Flag(help: "直接改写原工作簿（整体替换，不会留下写了一半的文件）。")
    var inPlace = false

    @Flag(help: "把更正的单元格标成黄色，并加批注写明原值、现值和日期。")
    var mark = false

    @Flag(help: "覆盖已有的文件。")
    var force = false

    @OptionGroup var forms: FormOptions

    func validate() throws {
        guard (output == nil) == inPlace else {
            throw ValidationError("请在 -o 与 --in-place 中选一个。(Either -o or --in-place.)")
        }
        try ReadFiles([workbook, corrections, forms.form]).refuse(asOutputs: [output])
    }

    func run() throws {
        let form = try forms.definition()
        let messages = MessageCatalogue(forms.language, form: form)
        let target = output ?? workbook
        try OutputFile.refuse(taken: target, force: force || inPlace)
        let limits = try Limits.ofEnvironment()
        let outcome: Correction.Outcome
        do {
            let marking = mark ? Correction.Marking(date: .today, messages: messages) : nil
            outcome = try Correction(form, limits: limits).apply(
                FileAccess.read(corrections, limit: limits.fileSize),
                to: FileAccess.read(workbook, limit: limits.fileSize),
                name: PathName.last(of: workbook), marking: marking)
        } catch let error as FileError {
            Terminal.say("\(error.path): \(error.reason)")
            throw ExitStatus.unreadable
        } catch let failure as Correction.Failure {
            let file = failure.isOfCorrections ? corrections : workbook
            for line in messages.lines(for: failure) { Terminal.say("\(file): \(line)") }
            throw ExitStatus.unreadable
        }
        do throws(FileError) {
            // In place and unchanged, the file need not be touched.
            if !(inPlace && outcome.report.isUnchanged) {
                let file = try AtomicFile(target, force: force || inPlace)
                try file.write(outcome.bytes)
                try file.finish()
            }
        } catch {
            throw ExitStatus.output(failing: error)
        }
        for line in messages.lines(for: outcome) { Terminal.say(line) }
    }
}

extension CivilDate {
    /// The day where the computer stands.
    static var today: CivilDate {
        var now = time(nil)
        var fields = tm()
        localtime_r(&now, &fields)
        return CivilDate(
            year: Int(fields.tm_year) + 1900, month: Int(fields.tm_mon) + 1,
            day: Int(fields.tm_mday)) ?? CivilDate.first
    }
}

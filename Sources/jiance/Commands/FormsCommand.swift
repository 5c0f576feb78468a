import ArgumentParser
import MonitoringForm

/// `jiance forms`: the form definitions that are built in.
struct FormsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forms", abstract: "列出内置的表式定义；给出编号则输出该定义文件。")

    @Argument(help: "表式编号，例如 jiaxing-quarterly-2020。")
    var id: String?

    func run() throws {
        let form = try FormDefinition.builtIn.get()
        guard let id else {
            return try StandardOutput.write(Array("\(form.id)\t\(form.title)\n".utf8))
        }
        guard id == form.id else {
            throw ValidationError("没有编号为 \(id) 的表式。(No such form.)")
        }
        try StandardOutput.write(FormDefinition.builtInFile)
    }
}

import ArgumentParser
import MonitoringForm

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// `jiance forms`: the form definitions that are built in.
struct FormsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forms", abstract: "列出内置的表式定义；给出编号则输出该定义文件。")

    @Argument(help: "表式编号，例如 jiaxing-quarterly-2020。")
    var id: String?

    func run() throws {
        let form = try FormDefinition.builtIn.get()
        guard let id else {
            return print("\(form.id)\t\(form.title)")
        }
        guard id == form.id else {
            throw ValidationError("没有编号为 \(id) 的表式。(No such form.)")
        }
        try FileAccess.write(FormDefinition.builtInFile, to: STDOUT_FILENO, path: "stdout")
    }
}

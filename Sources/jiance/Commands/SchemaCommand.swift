import ArgumentParser
import MonitoringForm

/// `jiance schema`: the JSON Schema of what `convert` prints.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "输出规范 JSON 的 JSON Schema（2020-12）。")

    @OptionGroup var forms: FormOptions

    func run() throws {
        var writer = JSONWriter(style: .indented)
        writer.schema(of: try forms.definition())
        try StandardOutput.write(writer.bytes + [UInt8(ascii: "\n")])
    }
}

import ArgumentParser

/// The command line; what each command takes and gives is fixed in `design/cli.md`.
@main
struct Jiance: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jiance",
        abstract: "产业创新服务综合体季度监测：县（市、区）工作簿与规范 JSON 的互转。",
        version: "0.1.0",
        subcommands: [
            ConvertCommand.self, CheckCommand.self, TemplateCommand.self, FillCommand.self,
            CorrectCommand.self, DiffCommand.self, InspectCommand.self,
            SchemaCommand.self, FormsCommand.self,
        ])
}

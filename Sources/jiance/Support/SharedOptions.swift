import ArgumentParser
import Dispatch
import MonitoringForm

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension Language: ExpressibleByArgument {
    /// What the environment asks for; Chinese unless it says English.
    static var ofEnvironment: Language {
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else {
                continue
            }
            return value.lowercased().hasPrefix("en") ? .english : .chinese
        }
        return .chinese
    }
}

extension MessageCatalogue {
    /// For commands without a form: what the environment's language has to say of files.
    static var ofEnvironment: MessageCatalogue {
        get throws { MessageCatalogue(.ofEnvironment, form: try FormDefinition.builtIn.get()) }
    }
}

/// Which edition of the form, and in which language to speak.
struct FormOptions: ParsableArguments {
    @Option(help: ArgumentHelp("表式定义文件（默认用内置的 2020 年表式）。", valueName: "definition.json"))
    var form: String?

    @Option(help: "提示信息的语言：zh 或 en。")
    var language: Language = .ofEnvironment

    /// - Throws: ``ValidationError`` naming the file and the place in it.
    func definition() throws -> FormDefinition {
        guard let form else { return try FormDefinition.builtIn.get() }
        do {
            return try FormDefinition(json: FileAccess.read(form))
        } catch let error as FileError {
            throw ValidationError("\(error.path): \(error.reason)")
        } catch {
            throw ValidationError("\(form): \(error)")
        }
    }
}

/// How many inputs to work on at a time.
struct JobOptions: ParsableArguments {
    @Option(help: ArgumentHelp("并行处理的文件数（默认为处理器核数）。", valueName: "n"))
    var jobs: Int?

    func validate() throws {
        if let jobs, jobs < 1 || jobs > 256 { throw ValidationError("--jobs: 1 … 256") }
    }

    var count: Int { jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}

import ArgumentParser

/// A workbook to read: where it is, and what it is called under an output folder.
struct InputFile {
    let path: String
    /// Path below the folder that was named, or the file's own name.
    let relativePath: String
    /// Why it cannot be read, where that is known already.
    var problem: (reason: String, quoted: String)?

    var name: String { PathName.last(of: relativePath) }
}

/// The inputs of a command: files, folders, `-` and lists of these.
struct InputOptions: ParsableArguments {
    @Argument(help: "工作簿、文件夹（其下所有 .xlsx）或 -（标准输入）。")
    var inputs: [String] = []

    @Option(help: ArgumentHelp("从文件（或 - 标准输入）读取输入清单，每行一个路径。", valueName: "file"))
    var filesFrom: String?

    func validate() throws {
        if inputs.isEmpty && filesFrom == nil {
            throw ValidationError("请给出至少一个工作簿或文件夹。(No input given.)")
        }
        if inputs.filter({ $0 == "-" }).count + (filesFrom == "-" ? 1 : 0) > 1 {
            throw ValidationError("标准输入只能用一次。(Standard input can be used once.)")
        }
    }

    /// Whether the command line names one file, whose document is printed alone.
    var isSingle: Bool {
        guard filesFrom == nil, inputs.count == 1, let only = inputs.first else { return false }
        return only == "-" || FileAccess.kind(of: only) != .folder
    }

    /// All workbooks, in the order of the command line and of paths.
    func files() throws -> [InputFile] {
        var paths = inputs
        if let filesFrom {
            do {
                let list = try FileAccess.read(filesFrom)
                let lines = list.split { $0 == 0x0A || $0 == 0x0D || $0 == 0 }
                paths += try lines.map { line throws(FileError) in
                    let path = String(decoding: line, as: UTF8.self)
                    // No path but a list that is none: it would stand in each message.
                    guard !PathName.isTooLong(path) else { throw FileError.tooLong(path) }
                    return path
                }
            } catch {
                throw ValidationError("\(error.path): \(error.reason)")
            }
        }
        return paths.flatMap { InputOptions.files(below: $0, [".xlsx"]) }
    }

    /// The files that a path stands for: itself, or those below the folder that end so, in order of path.
    static func files(below path: String, _ endings: [String]) -> [InputFile] {
        guard path != "-", FileAccess.kind(of: path) == .folder else {
            return [InputFile(path: path, relativePath: PathName.last(of: path))]
        }
        var visited = Set<[UInt64]>()
        let found = InputOptions.files(in: path, below: "", endings, &visited)
        if found.isEmpty {
            return [
                InputFile(
                    path: path, relativePath: PathName.last(of: path),
                    problem: ("emptyFolder", path))
            ]
        }
        return found.sorted { PathName.precedes($0.path, $1.path) }
    }

    /// - Parameter visited: folders seen already, since links may lead in circles.
    private static func files(
        in folder: String, below: String, _ endings: [String], _ visited: inout Set<[UInt64]>
    ) -> [InputFile] {
        if let identity = FileAccess.identity(of: folder), !visited.insert(identity).inserted {
            return []
        }
        let entries: [(name: String, kind: FileAccess.Kind)]
        do {
            entries = try FileAccess.entries(in: folder)
        } catch {
            let relative = below.isEmpty ? PathName.last(of: folder) : below
            return [
                InputFile(
                    path: folder, relativePath: relative, problem: ("unreadable", error.reason))
            ]
        }
        return entries.flatMap { name, kind -> [InputFile] in
            let path = PathName.join(folder, name)
            let relative = below.isEmpty ? name : below + "/" + name
            switch kind {
            case .folder: return files(in: path, below: relative, endings, &visited)
            case .file:
                let isWanted =
                    endings.contains { PathName.has($0, atEndOf: name) } && !name.hasPrefix("~$")
                return isWanted ? [InputFile(path: path, relativePath: relative)] : []
            case .absent: return []
            }
        }
    }
}

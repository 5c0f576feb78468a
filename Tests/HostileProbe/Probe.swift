/// Writes every hostile file to a folder, and beside them a list of what has to become of each.
import Foundation
import HostileCases

@main enum Probe {
    static func main() throws {
        guard CommandLine.arguments.count >= 2 else {
            FileHandle.standardError.write(Data("usage: HostileProbe FOLDER [NAME…]\n".utf8))
            exit(64)
        }
        let folder = URL(filePath: CommandLine.arguments[1])
        let wanted = Set(CommandLine.arguments.dropFirst(2))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var list = ""
        for hostile in HostileCase.all where wanted.isEmpty || wanted.contains(hostile.name) {
            try Data(hostile.make(.full)).write(to: folder.appending(path: hostile.name + ".xlsx"))
            list += "\(hostile.name)\t\(hostile.code)\t\(hostile.reason ?? "")\n"
        }
        try Data(list.utf8).write(to: folder.appending(path: "cases.tsv"))
    }
}

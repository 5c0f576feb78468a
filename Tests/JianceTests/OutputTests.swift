/// Where results go: whole or not at all, and never over what somebody needs.
import Foundation
import TestSupport
import Testing

@Suite("Output of jiance convert") struct OutputTests {
    /// Every file below a folder, hidden ones too, by path.
    private func files(_ tool: Tool) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: tool.folder.path).filter { path in
            var isFolder: ObjCBool = false
            let place = tool.folder.appending(path: path).path
            _ = FileManager.default.fileExists(atPath: place, isDirectory: &isFolder)
            return !isFolder.boolValue && ![".in", ".out", ".err"].contains(path)
        }.sorted()
    }

    @Test("A folder of output mirrors the folders of input, with the name of the format")
    func relativePaths() throws {
        let tool = try Tool()
        defer { tool.remove() }
        for path in ["in/a.xlsx", "in/县/b.xlsx", "in/县/区/c.XLSX"] {
            try tool.write(path, Tool.workbook("1"))
        }
        for format in ["json", "ndjson", "csv"] {
            let answer = try tool.run("convert", "in", "-o", "out-\(format)/", "--format", format)
            #expect(answer.status == 1)
            #expect(answer.output.isEmpty)
        }
        let wanted = ["a.xlsx", "县/b.xlsx", "县/区/c.XLSX"]
        #expect(
            try files(tool)
                == (wanted.map { "in/\($0)" } + wanted.map { "out-csv/\($0).csv" }
                + wanted.map { "out-json/\($0).json" }
                + wanted.map { "out-ndjson/\($0).ndjson" }).sorted())
        let csv = String(decoding: try tool.read("out-csv/县/b.xlsx.csv"), as: UTF8.self)
        #expect(csv.hasPrefix("\u{FEFF}file,sheet,"))
    }

    @Test("Each file of a folder of output is what standard output shows for its input")
    func sameBytes() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("in/a.xlsx", Tool.workbook("1"))
        try tool.write("in/b.xlsx", Tool.workbook("2"))
        for format in ["json", "ndjson", "csv"] {
            _ = try tool.run("convert", "in", "-o", "out/", "--format", format)
            for name in ["a", "b"] {
                let shown = try tool.run("convert", "in/\(name).xlsx", "--format", format)
                #expect(try tool.read("out/\(name).xlsx.\(format)") == shown.output)
                _ = try tool.run(
                    "convert", "in/\(name).xlsx", "--format", format, "-o", "\(name).\(format)")
                #expect(try tool.read("\(name).\(format)") == shown.output)
            }
        }
    }

    @Test("Several inputs to one file make the array that standard output shows")
    func arrayFile() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("a.xlsx", Tool.workbook("1"))
        try tool.write("b.xlsx", Array("text".utf8))
        let shown = try tool.run("convert", "a.xlsx", "b.xlsx")
        let written = try tool.run("convert", "a.xlsx", "b.xlsx", "-o", "deep/er/all.json")
        #expect(written.status == 2)
        #expect(try tool.read("deep/er/all.json") == shown.output)
        #expect((try shown.json() as? [Any])?.count == 2)
    }

    @Test("An existing folder takes a file for each input, with or without a slash")
    func existingFolder() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("a.xlsx", Tool.workbook("1"))
        try tool.write("out/keep.txt", [1])
        #expect(try tool.run("convert", "a.xlsx", "-o", "out").status == 1)
        #expect(try tool.names("out") == ["a.xlsx.json", "keep.txt"])
        let piped = try tool.run("convert", "-", "-o", "out", input: Tool.workbook("1"))
        #expect(piped.status == 1)
        #expect(try tool.names("out").count == 3)
    }

    @Test(
        "An existing file is refused and stays as it was; --force replaces it",
        arguments: ["json", "ndjson", "csv"])
    func existingFile(format: String) throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("a.xlsx", Tool.workbook("1"))
        try tool.write("out.txt", Array("precious".utf8))
        let refused = try tool.run("convert", "a.xlsx", "-o", "out.txt", "--format", format)
        #expect(refused.status == 64)
        #expect(refused.errors.contains("out.txt"))
        #expect(try tool.read("out.txt") == Data("precious".utf8))
        let forced = try tool.run(
            "convert", "a.xlsx", "-o", "out.txt", "--format", format, "--force")
        #expect(forced.status == 1)
        let shown = try tool.run("convert", "a.xlsx", "--format", format)
        #expect(try tool.read("out.txt") == shown.output)
        #expect(try files(tool) == ["a.xlsx", "out.txt"])
    }

    @Test("One existing file in a folder of output refuses all, before any is written")
    func existingInFolder() throws {
        let tool = try Tool()
        defer { tool.remove() }
        for name in ["a", "b", "c"] { try tool.write("in/\(name).xlsx", Tool.workbook("1")) }
        try tool.write("out/b.xlsx.json", Array("precious".utf8))
        let answer = try tool.run("convert", "in", "-o", "out/")
        #expect(answer.status == 64)
        #expect(answer.errors.contains("b.xlsx.json"))
        #expect(try tool.names("out") == ["b.xlsx.json"])
        #expect(try tool.read("out/b.xlsx.json") == Data("precious".utf8))
    }

    @Test(
        "An input is never its own output, by whatever path",
        arguments: ["a.xlsx", "./a.xlsx", "in/../a.xlsx", "link.xlsx", "hard.xlsx"])
    func inputAsOutput(path: String) throws {
        let tool = try Tool()
        defer { tool.remove() }
        let workbook = Tool.workbook("1")
        try tool.write("a.xlsx", workbook)
        try tool.write("in/b.xlsx", workbook)
        let place = tool.folder.appending(path: "a.xlsx").path
        try FileManager.default.createSymbolicLink(
            atPath: tool.folder.appending(path: "link.xlsx").path, withDestinationPath: place)
        try FileManager.default.linkItem(
            atPath: place, toPath: tool.folder.appending(path: "hard.xlsx").path)
        for flags in [[], ["--force"]] {
            let answer = try tool.run(["convert", "in", "a.xlsx", "-o", path] + flags)
            #expect(answer.status == 64)
            #expect(!answer.errors.isEmpty)
        }
        #expect(try [UInt8](tool.read("a.xlsx")) == workbook)
        #expect(try [UInt8](tool.read("in/b.xlsx")) == workbook)
    }

    @Test("Two inputs that would share an output are refused")
    func collision() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("x/a.xlsx", Tool.workbook("1"))
        try tool.write("y/a.xlsx", Tool.workbook("2"))
        let answer = try tool.run("convert", "x", "y", "-o", "out/", "--force")
        #expect(answer.status == 64)
        #expect(answer.errors.contains("x/a.xlsx"))
        #expect(!(try tool.names().contains("out")))
    }

    @Test("No temporary file stays behind, whatever becomes of the run")
    func leftovers() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("a.xlsx", Tool.workbook("1"))
        try tool.write("b.xlsx", [0, 1, 2])
        try tool.write("taken/file", [1])
        _ = try tool.run("convert", "a.xlsx", "-o", "one.json")
        _ = try tool.run(
            "convert", "a.xlsx", "b.xlsx", "missing.xlsx", "-o", "many/", "--jobs", "4")
        _ = try tool.run("convert", "a.xlsx", "-o", "one.json")
        _ = try tool.run("convert", "a.xlsx", "-o", "one.json", "--force")
        _ = try tool.run("convert", "a.xlsx", "-o", "a.xlsx", "--force")
        _ = try tool.run("convert", "a.xlsx", "-o", "taken/file/x.json")
        _ = try tool.run("convert", "a.xlsx", "-o", "one.json/")
        _ = try tool.run("inspect", "a.xlsx", "-o", "grid.txt")
        _ = try tool.run("inspect", "b.xlsx", "-o", "never.txt")
        #expect(
            try files(tool) == [
                "a.xlsx", "b.xlsx", "grid.txt", "many/a.xlsx.json", "many/b.xlsx.json",
                "many/missing.xlsx.json", "one.json", "taken/file",
            ])
    }

    @Test(
        "A workbook that breaks off within a sheet leaves no output", arguments: ["text", "json"])
    func brokenSheet(format: String) throws {
        let tool = try Tool()
        defer { tool.remove() }
        // The container and the list of sheets are sound, the markup of the sheet is not.
        let sheet = GridWorkbook.Sheet("表", [["1", "2"]], merges: ["<"])
        try tool.write("a.xlsx", GridWorkbook([sheet]).build())
        let answer = try tool.run("inspect", "a.xlsx", "--format", format, "-o", "out.txt")
        #expect(answer.status == 2)
        #expect(answer.errors.contains("a.xlsx"))
        #expect(try files(tool) == ["a.xlsx"])
        #expect(try tool.run("inspect", "a.xlsx", "--format", format).output.isEmpty)
        #expect(try tool.run("convert", "a.xlsx", "-o", "out.json").status == 2)
        #expect(try tool.read("out.json") == tool.run("convert", "a.xlsx").output)
    }

    @Test("An output that cannot be written is told, and fails")
    func unwritable() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("a.xlsx", Tool.workbook("1"))
        try tool.write("taken", [1])
        for path in ["taken/x.json", "taken/x/"] {
            let answer = try tool.run("convert", "a.xlsx", "-o", path)
            #expect(answer.status != 0)
            #expect(answer.status != 1)
            #expect(answer.errors.contains("taken"))
        }
        #expect(try tool.read("taken") == Data([1]))
    }

    @Test("No command writes over anything that it reads, forced or not, through whatever path")
    func inputs() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("a.xlsx", Tool.workbook("1"))
        try tool.write("b.xlsx", Tool.workbook("2"))
        try tool.write("list.txt", Array("a.xlsx\n".utf8))
        try tool.write("patch.json", Array("[]".utf8))
        try tool.write("roster.csv", Array("综合体名称\n甲综合体\n".utf8))
        try tool.write("prior/a.xlsx", Tool.workbook("3"))
        _ = try tool.run("convert", "a.xlsx", "-o", "d.json")
        try FileManager.default.createSymbolicLink(
            atPath: tool.folder.appending(path: "link.xlsx").path, withDestinationPath: "a.xlsx")
        let form = try tool.run("forms", "jiaxing-quarterly-2020").output
        try tool.write("form.json", Array(form))
        let names = try files(tool)
        let before = try names.map { try tool.read($0) }
        let runs = [
            ["fill", "d.json", "-o", "d.json"], ["diff", "a.xlsx", "b.xlsx", "-o", "a.xlsx"],
            ["diff", "a.xlsx", "d.json", "--format", "json", "-o", "d.json"],
            ["diff", "a.xlsx", "b.xlsx", "-o", "link.xlsx"],
            ["correct", "a.xlsx", "patch.json", "-o", "patch.json"],
            ["correct", "a.xlsx", "patch.json", "-o", "./a.xlsx"],
            ["check", "a.xlsx", "--prior", "b.xlsx", "-o", "b.xlsx"],
            ["check", "a.xlsx", "--prior", "prior", "-o", "prior/a.xlsx"],
            ["check", "a.xlsx", "--prior", "prior", "--annotate", "prior/"],
            ["convert", "--files-from", "list.txt", "-o", "list.txt"],
            ["convert", "a.xlsx", "--form", "form.json", "-o", "form.json"],
            ["template", "--form", "form.json", "-o", "form.json"],
            ["template", "--roster", "roster.csv", "-o", "roster.csv"],
            ["inspect", "a.xlsx", "-o", "a.xlsx"],
        ]
        for run in runs {
            let answer = try tool.run(run + ["--force"])
            #expect(answer.status == 64, "\(run): \(answer.errors)")
        }
        #expect(try files(tool) == names)
        #expect(try names.map { try tool.read($0) } == before)
    }
}

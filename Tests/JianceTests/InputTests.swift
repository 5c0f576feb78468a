/// What counts as an input, in which order, and what happens to those that fail.
import Foundation
import MonitoringForm
import Testing

@Suite("Inputs of jiance convert") struct InputTests {
    private func names(_ answer: Tool.Answer) throws -> [String] {
        let root = try JSONParser.parse([UInt8](answer.output))
        return try #require(root.elements).compactMap { $0["source"]?["file"]?.text }
    }

    @Test("A folder of one workbook makes an array, a file makes a document")
    func folderOfOne() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("in/a.xlsx", Tool.workbook("1"))
        #expect(try names(tool.run("convert", "in")) == ["a.xlsx"])
        #expect(try names(tool.run("convert", "in/")) == ["a.xlsx"])
        let one = try JSONParser.parse([UInt8](tool.run("convert", "in/a.xlsx").output))
        #expect(one["source"]?["file"] == .string("a.xlsx"))
        #expect(one["source"]?["sha256"]?.text?.count == 64)
    }

    @Test("Workbooks come in order of path, folder after folder as named")
    func order() throws {
        let tool = try Tool()
        defer { tool.remove() }
        for path in [
            "x/b.xlsx", "x/B.xlsx", "x/a/z.xlsx", "x/a.xlsx", "x/10.xlsx", "x/9.xlsx", "w/q.xlsx",
        ] {
            try tool.write(path, Tool.workbook("1"))
        }
        let wanted = ["10.xlsx", "9.xlsx", "B.xlsx", "a.xlsx", "z.xlsx", "b.xlsx"]
        #expect(try names(tool.run("convert", "x", "w")) == wanted + ["q.xlsx"])
        #expect(try names(tool.run("convert", "w/q.xlsx", "x")) == ["q.xlsx"] + wanted)
        #expect(try names(tool.run("convert", "x/b.xlsx", "x/b.xlsx")) == ["b.xlsx", "b.xlsx"])
    }

    @Test("Lock files, hidden files and other kinds of file in a folder are no inputs")
    func others() throws {
        let tool = try Tool()
        defer { tool.remove() }
        for path in [
            "in/~$a.xlsx", "in/.a.xlsx", "in/.git/a.xlsx", "in/a.xls", "in/a.xlsx.bak", "in/xlsx",
            "in/a.csv", "in/sub/~$b.XLSX", "in/sub/b.XLSX",
        ] {
            try tool.write(path, Tool.workbook("1"))
        }
        #expect(try names(tool.run("convert", "in")) == ["b.XLSX"])
    }

    @Test("Links that lead in circles end")
    func circles() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("in/a/b.xlsx", Tool.workbook("1"))
        try FileManager.default.createSymbolicLink(
            atPath: tool.folder.appending(path: "in/a/up").path, withDestinationPath: "..")
        #expect(try names(tool.run("convert", "in")) == ["b.xlsx"])
    }

    @Test("A folder without workbooks is told and ends with 2; others are still read")
    func emptyFolder() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("empty/readme.txt", [])
        try tool.write("a.xlsx", Tool.workbook("1"))
        let answer = try tool.run("convert", "empty", "a.xlsx")
        #expect(answer.status == 2)
        #expect(answer.errors.contains("empty"))
        let root = try JSONParser.parse([UInt8](answer.output))
        #expect(root.elements?.map { $0["returns"]?.elements?.count } == [0, 1])
    }

    @Test(
        "A path that cannot be read has its document, its message and status 2",
        arguments: ["missing.xlsx", "missing/", "a.xlsx/b.xlsx", "loop.xlsx"])
    func unreadable(path: String) throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("a.xlsx", Tool.workbook("1"))
        try FileManager.default.createSymbolicLink(
            atPath: tool.folder.appending(path: "loop.xlsx").path, withDestinationPath: "loop.xlsx")
        let alone = try tool.run("convert", path)
        #expect(alone.status == 2)
        let document = try JSONParser.parse([UInt8](alone.output))
        #expect(document["returns"] == .array([]))
        #expect(document["findings"]?.elements?.count == 1)
        #expect(document["findings"]?.elements?.first?["severity"] == .string("error"))
        #expect(document["findings"]?.elements?.first?["pointer"] == .null)
        let both = try tool.run("convert", path, "a.xlsx")
        #expect(both.status == 2)
        #expect(both.errors.contains(path))
        let root = try JSONParser.parse([UInt8](both.output))
        #expect(root.elements?.map { $0["returns"]?.elements?.count } == [0, 1])
    }

    @Test(
        "What is no sound workbook is told by its kind",
        arguments: [
            ("", "file.notWorkbook"), ("plain text", "file.notWorkbook"),
            ("\u{89}PNG\r\n", "file.notWorkbook"),
            ("%PDF-1.4", "file.notWorkbook"), ("PK\u{3}\u{4}broken", "file.corrupt"),
        ])
    func kinds(content: String, code: String) throws {
        let tool = try Tool()
        defer { tool.remove() }
        // Latin letters as single bytes, as in the heads of real files.
        try tool.write("a.xlsx", content.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
        let answer = try tool.run("convert", "a.xlsx")
        #expect(answer.status == 2)
        let root = try JSONParser.parse([UInt8](answer.output))
        #expect(root["findings"]?.elements?.map { $0["code"] } == [.string(code)])
    }

    @Test("Standard input is one workbook, named -, and may stand among others")
    func standardInput() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("a.xlsx", Tool.workbook("1"))
        let both = try tool.run("convert", "a.xlsx", "-", input: Tool.workbook("2"))
        #expect(try names(both) == ["a.xlsx", "-"])
        let empty = try tool.run("convert", "-")
        #expect(empty.status == 2)
        #expect(empty.text.contains("file.notWorkbook"))
        #expect(try tool.run("convert", "-", "-", input: Tool.workbook("2")).status == 64)
    }

    @Test("A list of files may come from a file or from standard input, with any line ends")
    func lists() throws {
        let tool = try Tool()
        defer { tool.remove() }
        for path in ["a.xlsx", "县 区/b.xlsx"] { try tool.write(path, Tool.workbook("1")) }
        try tool.write("list", Array("县 区/b.xlsx\r\n\r\na.xlsx".utf8))
        let listed = try tool.run("convert", "--files-from", "list")
        #expect(try names(listed) == ["b.xlsx", "a.xlsx"])
        let piped = try tool.run(
            "convert", "a.xlsx", "--files-from", "-", input: Array("县 区\nmissing.xlsx\n".utf8))
        #expect(try names(piped) == ["a.xlsx", "b.xlsx", "missing.xlsx"])
        #expect(piped.status == 2)
        #expect(try tool.run("convert", "-", "--files-from", "-").status == 64)
        let missing = try tool.run("convert", "--files-from", "nowhere")
        #expect(missing.status == 64)
        #expect(missing.errors.contains("nowhere"))
    }

    @Test("Each line of ndjson is a document, in order, also of failed inputs")
    func lines() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("in/a.xlsx", Tool.workbook("1"))
        try tool.write("in/b.xlsx", Array("text".utf8))
        try tool.write("in/c.xlsx", Tool.workbook("3"))
        let answer = try tool.run("convert", "in", "--format", "ndjson")
        #expect(answer.text.hasSuffix("}\n"))
        let lines = answer.text.split(separator: "\n")
        let files = try lines.map { try JSONParser.parse(Array($0.utf8))["source"]?["file"] }
        #expect(files == [.string("a.xlsx"), .string("b.xlsx"), .string("c.xlsx")])
        let one = try tool.run("convert", "in/a.xlsx", "--format", "ndjson")
        #expect(one.text == lines[0] + "\n")
    }

    @Test("The tidy table has one header, also for several inputs and for none that could be read")
    func table() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("a.xlsx", Tool.workbook("=1"))
        try tool.write("b.xlsx", Tool.workbook("-2"))
        try tool.write("c.xlsx", [])
        let both = CSVText(
            try tool.run("convert", "a.xlsx", "c.xlsx", "b.xlsx", "--format", "csv").text)
        #expect(both.rows.count { $0.first == "file" } == 1)
        #expect(Set(both.rows.dropFirst().map { $0[0] }) == ["a.xlsx", "b.xlsx"])
        #expect(both.rows.allSatisfy { $0.count == 13 })
        let none = try tool.run("convert", "c.xlsx", "--format", "csv")
        #expect(none.status == 2)
        #expect(CSVText(none.text).rows.map(\.count) == [13])
        #expect(none.errors.contains("c.xlsx"))
    }

    @Test(
        "Bytes and order are the same for 1 and 4 jobs, failing inputs among them",
        arguments: ["json", "ndjson", "csv"])
    func jobs(format: String) throws {
        let tool = try Tool()
        defer { tool.remove() }
        for index in 0..<60 {
            try tool.write(
                "in/\(index % 7)/\(index).xlsx",
                index % 5 == 0 ? Array("text \(index)".utf8) : Tool.workbook("\(index)"))
        }
        let one = try tool.run("convert", "in", "--format", format, "--jobs", "1")
        let four = try tool.run("convert", "in", "--format", format, "--jobs", "4")
        #expect(one.output == four.output)
        #expect(one.errors == four.errors)
        #expect(one.status == 2)
        #expect(four.status == 2)
        #expect(one.errors.split(separator: "\n").count == 12)
    }
}

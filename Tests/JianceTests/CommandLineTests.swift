/// Options that several commands share, and the commands beside convert.
import Foundation
import MonitoringForm
import TestSupport
import Testing

@Suite("The command line") struct CommandLineTests {
    @Test(
        "A wrong command line ends with 64, prints nothing, and says why",
        arguments: [
            ["convert"], ["convert", "a.xlsx", "--format", "xml"],
            ["convert", "a.xlsx", "--jobs", "many"],
            ["convert", "a.xlsx", "--jobs", "-1"], ["convert", "a.xlsx", "--language", "fr"],
            ["convert", "a.xlsx", "--nonsense"], ["convert", "a.xlsx", "-o"],
            ["convert", "a.xlsx", "--form", "missing.json"], ["forms", "unknown-2020"],
            ["forms", "a", "b"], ["inspect"], ["inspect", "a.xlsx", "--format", "csv"],
            ["nonsense"],
        ])
    func wrong(arguments: [String]) throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("a.xlsx", Tool.workbook("1"))
        let answer = try tool.run(arguments)
        #expect(answer.status == 64)
        #expect(answer.output.isEmpty)
        #expect(!answer.errors.isEmpty)
    }

    @Test(
        "The language is that of the option, else of LC_ALL, LC_MESSAGES, LANG, else Chinese",
        arguments: [
            ([:], [], "不是数值"), (["LANG": "en_US.UTF-8"], [], "is not a number"),
            (["LANG": "zh_CN.UTF-8"], [], "不是数值"),
            (["LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB"], [], "is not a number"),
            (["LANG": "en_US", "LC_ALL": "zh_CN"], [], "不是数值"),
            (["LANG": "en_US", "LC_ALL": ""], [], "is not a number"), (["LANG": "C"], [], "不是数值"),
            (["LANG": "en_US"], ["--language", "zh"], "不是数值"),
            (["LANG": "zh_CN"], ["--language", "en"], "is not a number"),
        ] as [([String: String], [String], String)])
    func language(environment: [String: String], flags: [String], wanted: String) throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("a.xlsx", Tool.workbook("见附件"))
        let answer = try tool.run(["convert", "a.xlsx"] + flags, environment: environment)
        #expect(answer.text.contains(wanted))
    }

    @Test("Messages on standard error are in the language too")
    func errorLanguage() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("a.xlsx", [])
        #expect(
            try tool.run("convert", "a.xlsx", "--language", "en").errors.contains(
                "The file is empty"))
        #expect(try tool.run("convert", "a.xlsx", "--language", "zh").errors.contains("文件是空的"))
    }

    @Test("A broken definition is told with its file and place")
    func brokenForm() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("a.xlsx", Tool.workbook("1"))
        let text = String(decoding: FormDefinition.builtInFile, as: UTF8.self)
        for (name, content, place) in [
            ("syntax.json", "{\n  \"id\": x }", "line 2, column 9"),
            ("empty.json", "", "line 1, column 1"),
            ("member.json", text.replacing("\"title\":", with: "\"titel\":"), "/title"),
            (
                "unit.json", text.replacing("\"unit\": \"万元/人\"", with: "\"unit\": \"里\""),
                "/sections/0/indicators/1/unit"
            ),
        ] {
            try tool.write(name, Array(content.utf8))
            for command in ["convert", "schema"] {
                let input = command == "convert" ? ["a.xlsx"] : []
                let answer = try tool.run([command] + input + ["--form", name])
                #expect(answer.status == 64, "\(name)")
                #expect(answer.output.isEmpty)
                #expect(answer.errors.contains(name), "\(answer.errors)")
                #expect(answer.errors.contains(place), "\(answer.errors)")
            }
        }
    }

    @Test("forms lists an edition a line, and schema follows the edition")
    func formsAndSchema() throws {
        let tool = try Tool()
        defer { tool.remove() }
        let list = try tool.run("forms")
        #expect(list.status == 0)
        #expect(list.text == "jiaxing-quarterly-2020\t全市产业创新服务综合体季度监测表\n")
        let schema = try JSONParser.parse([UInt8](tool.run("schema").output))
        #expect(schema["$schema"] == .string("https://json-schema.org/draft/2020-12/schema"))
        #expect(
            schema["required"]?.elements?.compactMap(\.text)
                == ["schemaVersion", "source", "returns", "findings"])
        let text = String(decoding: FormDefinition.builtInFile, as: UTF8.self)
        try tool.write(
            "own.json", Array(text.replacing("\"taxPerMu\"", with: "\"taxPerHectare\"").utf8))
        let own = try tool.run("schema", "--form", "own.json")
        #expect(own.status == 0)
        #expect(own.text.contains("taxPerHectare"))
        #expect(!own.text.contains("taxPerMu"))
    }

    @Test("What cannot be printed as a whole is an error", arguments: ["schema", "forms"])
    func fullDisk(command: String) throws {
        let tool = try Tool()
        defer { tool.remove() }
        let answer = try tool.run([command], outputTo: "/dev/full")
        #expect(answer.status == 74)
        #expect(answer.errors.contains("stdout"))
    }

    private func workbook() -> [UInt8] {
        GridWorkbook([
            .init(
                "一", [["综合体名称", "", "平湖"], ["x\ny", "1.50", "-2e3"], ["'007"]], merges: ["A1:B1"]),
            .init("藏", [["0"]], state: "hidden"), .init("空", [], state: "veryHidden"),
        ]).build()
    }

    @Test("inspect prints sheets, states, merges and cells as JSON")
    func inspectJSON() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("a.xlsx", workbook())
        let answer = try tool.run("inspect", "a.xlsx", "--format", "json")
        #expect(answer.status == 0)
        #expect(answer.errors.isEmpty)
        let sheets = try #require(try JSONParser.parse([UInt8](answer.output))["sheets"]?.elements)
        #expect(sheets.map { $0["name"]?.text } == ["一", "藏", "空"])
        #expect(sheets.map { $0["state"]?.text } == ["visible", "hidden", "veryHidden"])
        #expect(sheets[0]["merges"] == .array([.string("A1:B1")]))
        #expect(sheets[2]["cells"] == .array([]))
        let cells = try #require(sheets[0]["cells"]?.elements)
        #expect(cells.map { $0["ref"]?.text } == ["A1", "C1", "A2", "B2", "C2", "A3"])
        #expect(
            cells.map { $0["type"]?.text } == [
                "string", "string", "string", "number", "number", "string",
            ])
        #expect(cells[2]["value"] == .string("x\ny"))
        #expect(cells[3]["value"] == .number("1.5"))
        #expect(cells[4]["value"] == .number("-2000"))
        #expect(cells[5]["value"] == .string("007"))
        #expect(cells[0].members?.map(\.key) == ["ref", "type", "value"])
    }

    @Test("inspect draws the grid with letters, numbers and merged ranges")
    func inspectText() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("a.xlsx", workbook())
        let answer = try tool.run("inspect", "a.xlsx")
        #expect(answer.status == 0)
        for part in ["一", "综合体名称", "x⏎y", "-2e3", "A1:B1", "hidden", "veryHidden"] {
            #expect(answer.text.contains(part), "\(part)")
        }
        let piped = try tool.run("inspect", "-", "--format", "text", input: workbook())
        #expect(piped.output == answer.output)
        #expect(try tool.run("inspect", "a.xlsx", "-o", "grid.txt").status == 0)
        #expect(try tool.read("grid.txt") == answer.output)
    }

    @Test("inspect leaves an existing file as it was")
    func inspectExisting() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("a.xlsx", workbook())
        try tool.write("out.txt", Array("precious".utf8))
        let answer = try tool.run("inspect", "a.xlsx", "-o", "out.txt")
        #expect(answer.status != 0)
        #expect(answer.errors.contains("out.txt"))
        #expect(try tool.read("out.txt") == Data("precious".utf8))
        #expect(try tool.names() == ["a.xlsx", "out.txt"])
    }

    @Test("Help tells of every command, and the version is told")
    func help() throws {
        let tool = try Tool()
        defer { tool.remove() }
        let help = try tool.run("--help")
        #expect(help.status == 0)
        for command in ["convert", "inspect", "schema", "forms"] {
            #expect(help.text.contains(command))
            let own = try tool.run(command, "--help")
            #expect(own.status == 0)
            #expect(own.text.contains(command))
        }
        #expect(try tool.run("--version").text.contains("."))
    }

    @Test("A limit that a workbook exceeds is told with how to raise it, and is raised so")
    func limits() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("a.xlsx", Tool.workbook("1"))
        let refused = try tool.run(
            "convert", "a.xlsx", "--language", "en", environment: ["JIANCE_LIMITS": "cells=2"])
        #expect(refused.status == 2)
        #expect(refused.errors.contains("JIANCE_LIMITS=\"cells=4\""))
        let small = try tool.run(
            "convert", "a.xlsx", environment: ["JIANCE_LIMITS": "fileSize=100"])
        #expect(small.status == 2)
        #expect(small.errors.contains("JIANCE_LIMITS=\"fileSize=200\""))
        let read = try tool.run("convert", "a.xlsx", environment: ["JIANCE_LIMITS": "cells=5000"])
        #expect(read.status != 2)
        let wrong = try tool.run("inspect", "a.xlsx", environment: ["JIANCE_LIMITS": "cell=5000"])
        #expect(wrong.status == 64)
        #expect(wrong.errors.contains("mergedRanges"))
    }
}

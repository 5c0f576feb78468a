import Foundation
import Testing

/// `jiance convert` as `design/cli.md` has it.
@Suite("jiance convert") struct ConvertCommandTests {
    private func documents(_ answer: Tool.Answer) throws -> [[String: Any]] {
        try #require(try answer.json() as? [[String: Any]])
    }

    private func name(_ document: [String: Any]) -> String? {
        (document["source"] as? [String: Any])?["file"] as? String
    }

    @Test("One input gives its document, several an array in their order")
    func oneAndSeveral() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("b.xlsx", Tool.workbook("1"))
        try tool.write("a.xlsx", Tool.workbook("2"))
        let one = try tool.run("convert", "b.xlsx")
        let document = try #require(try one.json() as? [String: Any])
        #expect(name(document) == "b.xlsx")
        #expect(one.status == 1)
        let two = try tool.run("convert", "b.xlsx", "a.xlsx")
        #expect(try documents(two).map(name) == ["b.xlsx", "a.xlsx"])
    }

    @Test("A folder gives every .xlsx below it in order of path, without lock and hidden files")
    func folder() throws {
        let tool = try Tool()
        defer { tool.remove() }
        for path in [
            "in/b.xlsx", "in/a/z.xlsx", "in/~$b.xlsx", "in/.c.xlsx", "in/d.txt", "in/.e/f.xlsx",
        ] {
            try tool.write(path, Tool.workbook("1"))
        }
        #expect(try documents(try tool.run("convert", "in")).map(name) == ["z.xlsx", "b.xlsx"])
        let lines = try tool.run("convert", "in", "--format", "ndjson").text
        #expect(lines.split(separator: "\n").count == 2)
    }

    @Test("The same bytes come out whatever --jobs is")
    func jobs() throws {
        let tool = try Tool()
        defer { tool.remove() }
        for index in 0..<40 { try tool.write("in/\(index).xlsx", Tool.workbook("\(index)")) }
        let one = try tool.run("convert", "in", "--jobs", "1")
        let four = try tool.run("convert", "in", "--jobs", "4")
        #expect(one.output == four.output)
        #expect(one.output.count > 10_000)
    }

    @Test("Standard input and lists of files are inputs")
    func otherInputs() throws {
        let tool = try Tool()
        defer { tool.remove() }
        let piped = try tool.run("convert", "-", input: Tool.workbook("1"))
        #expect(try (piped.json() as? [String: Any]).map(name) == "-")
        try tool.write("a.xlsx", Tool.workbook("1"))
        try tool.write("list", Array("a.xlsx\na.xlsx\n".utf8))
        let listed = try tool.run("convert", "--files-from", "list", "--format", "ndjson")
        #expect(listed.text.split(separator: "\n").count == 2)
    }

    @Test("A failing input is told, printed, and does not stop the others")
    func failingInput() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("a.xlsx", Array("text".utf8))
        try tool.write("b.xlsx", Tool.workbook("1"))
        let answer = try tool.run("convert", "a.xlsx", "missing.xlsx", "b.xlsx")
        #expect(answer.status == 2)
        let all = try documents(answer)
        #expect(all.map { ($0["returns"] as? [Any])?.count } == [0, 0, 1])
        #expect(answer.errors.contains("a.xlsx: 这不是 Excel 工作簿"))
        #expect(answer.errors.contains("missing.xlsx"))
    }

    @Test("Exit statuses are those of the model")
    func statuses() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("a.xlsx", Tool.workbook("1"))
        #expect(try tool.run("convert", "a.xlsx").status == 1)
        #expect(try tool.run("convert").status == 64)
        #expect(try tool.run("convert", "a.xlsx", "--format", "yaml").status == 64)
        #expect(try tool.run("convert", "a.xlsx", "--jobs", "0").status == 64)
        try tool.write("empty/readme.txt", [])
        #expect(try tool.run("convert", "empty").status == 2)
        try tool.write("bad.json", Array("{\n \"id\": 3 }".utf8))
        let form = try tool.run("convert", "a.xlsx", "--form", "bad.json")
        #expect(form.status == 64)
        #expect(form.errors.contains("bad.json"))
    }

    @Test("Output goes to a file or a folder, and replaces nothing unasked")
    func output() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("in/x/a.xlsx", Tool.workbook("1"))
        #expect(try tool.run("convert", "in", "-o", "out/").status == 1)
        #expect(try tool.names("out/x") == ["a.xlsx.json"])
        let before = try tool.read("out/x/a.xlsx.json")
        #expect(try tool.run("convert", "in", "-o", "out/").status == 64)
        try tool.write("in/x/a.xlsx", Tool.workbook("7"))
        #expect(try tool.read("out/x/a.xlsx.json") == before)
        #expect(try tool.run("convert", "in", "-o", "out/", "--force").status == 1)
        #expect(try tool.read("out/x/a.xlsx.json") != before)
        #expect(try tool.run("convert", "in/x/a.xlsx", "-o", "in/x/a.xlsx", "--force").status == 64)
        #expect(try tool.run("convert", "in/x/a.xlsx", "-o", "one.json").status == 1)
        #expect(try tool.names() == ["in", "one.json", "out"])
    }

    @Test("The tidy table has a mark, a header and a row for each value")
    func csv() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("a.xlsx", Tool.workbook("-1.5"))
        let text = try tool.run("convert", "a.xlsx", "--format", "csv").text
        let lines = text.split(separator: "\r\n")
        #expect(
            text.hasPrefix("\u{FEFF}file,sheet,county,level,complex,operator,period,section,id"))
        #expect(lines.count == 9)
        #expect(
            lines[1]
                == "a.xlsx,表,平湖市,,平湖光机电产业创新服务综合体,,2020Q3,industryQuality,clusterRevenue,产业集群营业收入,亿元,quarter,-1.5"
        )
    }

    @Test("Messages follow the environment and --language")
    func language() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("a.xlsx", Tool.workbook("见附件"))
        #expect(try tool.run("convert", "a.xlsx").text.contains("不是数值"))
        #expect(
            try tool.run("convert", "a.xlsx", environment: ["LANG": "en_GB.UTF-8"]).text.contains(
                "is not a number"))
        #expect(try tool.run("convert", "a.xlsx", "--language", "en").text.contains("not a number"))
    }
}

import Foundation
import MonitoringForm
import Testing

/// `jiance inspect`, `forms` and `schema`.
@Suite("jiance inspect, forms and schema") struct OtherCommandTests {
    @Test("inspect shows sheets, cells and merged ranges as JSON and as a grid")
    func inspect() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("a.xlsx", Tool.workbook("1.5"))
        let answer = try tool.run("inspect", "--format", "json", "a.xlsx")
        #expect(answer.status == 0)
        let sheets = (try answer.json() as? [String: Any])?["sheets"] as? [[String: Any]]
        let cells = try #require(sheets?.first?["cells"] as? [[String: Any]])
        let figure = try #require(cells.first { $0["ref"] as? String == "D3" })
        #expect(figure["type"] as? String == "number")
        #expect(figure["value"] as? Double == 1.5)
        #expect(try tool.run("inspect", "a.xlsx").text.contains("产业集群营业收入"))
    }

    @Test("inspect ends with 2 and a message where a file cannot be opened")
    func unreadable() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("a.xlsx", [])
        for name in ["a.xlsx", "b.xlsx"] {
            let answer = try tool.run("inspect", "--format", "json", name)
            #expect(answer.status == 2)
            #expect(answer.output.isEmpty)
            #expect(answer.errors.contains(name))
        }
    }

    @Test("forms lists the editions and prints the file of one, which --form reads")
    func forms() throws {
        let tool = try Tool()
        defer { tool.remove() }
        #expect(try tool.run("forms").text.hasPrefix("jiaxing-quarterly-2020"))
        let file = try tool.run("forms", "jiaxing-quarterly-2020").output
        let printed = String(decoding: file, as: UTF8.self)
        let builtIn = String(decoding: FormDefinition.builtInFile, as: UTF8.self)
        #expect(printed.utf8.count == builtIn.utf8.count)
        // A difference of the files would print them whole.
        let isSame = printed == builtIn
        #expect(isSame)
        #expect(try tool.run("forms", "other").status == 64)
        try tool.write("f.json", [UInt8](file))
        try tool.write("a.xlsx", Tool.workbook("1"))
        let own = try tool.run("convert", "a.xlsx", "--form", "f.json")
        #expect(own.output == (try tool.run("convert", "a.xlsx").output))
    }

    @Test("schema is JSON, help and version answer")
    func answers() throws {
        let tool = try Tool()
        defer { tool.remove() }
        #expect((try tool.run("schema").json() as? [String: Any])?["$schema"] != nil)
        #expect(try tool.run("--version").status == 0)
        #expect(try tool.run("convert", "--help").text.contains("--format"))
        #expect(try tool.run("nonsense").status == 64)
    }
}

import Foundation
import Testing

/// `jiance check` as it is run: formats, exit status, earlier returns, annotated copies.
@Suite("jiance check") struct CheckCommandTests {
    /// A folder with two workbooks of one figure each.
    private func folder() throws -> Tool {
        let tool = try Tool()
        try tool.write("a.xlsx", Tool.workbook("-1.5"))
        try tool.write("b.xlsx", Tool.workbook("2.5"))
        return tool
    }

    @Test("Text tells what is doubtful, with its cell and code, and ends with 1 for errors")
    func text() throws {
        let tool = try folder()
        defer { tool.remove() }
        let answer = try tool.run("check", "a.xlsx")
        #expect(answer.status == 1)
        #expect(answer.text.contains("rule.negative"))
        #expect(answer.text.contains("共 1 个工作簿"))
        #expect(!answer.text.contains("\u{1B}"))
        #expect(try tool.run("check", "a.xlsx", "--language", "en").text.contains("1 workbooks"))
    }

    @Test("JSON is what convert prints, with more findings")
    func json() throws {
        let tool = try folder()
        defer { tool.remove() }
        let checked = try tool.run("check", "a.xlsx", "--format", "json").json() as? [String: Any]
        let converted = try tool.run("convert", "a.xlsx").json() as? [String: Any]
        let returns = try #require(checked?["returns"] as? NSArray)
        #expect(returns == converted?["returns"] as? NSArray)
        let codes = (checked?["findings"] as? [[String: Any]])?.compactMap { $0["code"] as? String }
        #expect(codes?.contains("rule.negative") == true)
    }

    @Test("Each --prior takes one input; what stands behind it is checked")
    func prior() throws {
        let tool = try folder()
        defer { tool.remove() }
        try tool.write("old.json", Array(try tool.run("convert", "b.xlsx").output))
        let answer = try tool.run("check", "--prior", "old.json", "--prior", "b.xlsx", "a.xlsx")
        #expect(answer.status == 1)
        #expect(answer.text.contains("共 1 个工作簿"))
        let unreadable = try tool.run("check", "--prior", "none.xlsx", "a.xlsx")
        #expect(unreadable.status == 2)
        #expect(unreadable.errors.contains("none.xlsx"))
    }

    @Test("A copy is annotated beside the input, never over it, and converts to the same")
    func annotate() throws {
        let tool = try Tool()
        defer { tool.remove() }
        #expect(try tool.run("template", "--period", "2020Q3", "-o", "a.xlsx").status == 0)
        #expect(try tool.run("check", "a.xlsx", "--annotate", ".").status == 64)
        let annotated = try tool.run("check", "a.xlsx", "--annotate", "out/")
        #expect(annotated.status == 1, "\(annotated.errors)")
        #expect(try tool.run("check", "a.xlsx", "--annotate", "out/").status == 64)
        #expect(try tool.run("check", "out/a.xlsx", "--annotate", "again/").status == 1)
        let original = try tool.run("convert", "a.xlsx").json() as? [String: Any]
        for copy in ["out/a.xlsx", "again/a.xlsx"] {
            let converted = try tool.run("convert", copy).json() as? [String: Any]
            for member in ["returns", "findings"] {
                #expect(converted?[member] as? NSArray == original?[member] as? NSArray, "\(copy)")
            }
            let sheets = try tool.run("inspect", copy, "--format", "json").text
            #expect(sheets.components(separatedBy: "\"name\":\"审核意见\"").count == 2, "\(copy)")
        }
    }

    @Test("A device is written to and stays one")
    func device() throws {
        let tool = try folder()
        defer { tool.remove() }
        let answer = try tool.run("check", "b.xlsx", "-o", "/dev/null", "--force")
        #expect(answer.errors.isEmpty)
        let kind = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type]
        #expect(kind as? FileAttributeType == .typeCharacterSpecial)
    }

    @Test("A workbook that cannot be annotated is told with what to do, and the others go on")
    func refused() throws {
        let tool = try folder()
        defer { tool.remove() }
        #expect(try tool.run("template", "--period", "2020Q3", "-o", "c.xlsx").status == 0)
        // It is read without a list of content types, but nothing can be added to it.
        let answer = try tool.run("check", "a.xlsx", "c.xlsx", "--annotate", "out/")
        #expect(answer.status == 2)
        #expect(answer.errors.contains("a.xlsx: ") && !answer.errors.contains("c.xlsx"))
        #expect(try tool.run("convert", "out/c.xlsx").status == 0)
        #expect(try tool.run("inspect", "out/a.xlsx").status == 2)
    }
}

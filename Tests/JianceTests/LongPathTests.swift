/// Paths that no file can have, and that only programs write.
import Foundation
import Testing

@Suite("Long paths") struct LongPathTests {
    @Test("A path longer than the system takes is refused in its words, and nothing is made")
    func tooLong() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("a.xlsx", Tool.workbook("1"))
        for path in [String(repeating: "a/", count: 60_000), String(repeating: "/", count: 60_000)]
        {
            for arguments in [
                ["convert", "a.xlsx", "--force"], ["convert", "a.xlsx"], ["template"],
                ["inspect", "a.xlsx"], ["diff", "a.xlsx", "a.xlsx"],
            ] {
                let answer = try tool.run(arguments + ["-o", path + "x.xlsx"])
                #expect(answer.status == 74, "\(arguments)")
                #expect(answer.errors.contains("File name too long"))
                #expect(answer.errors.utf8.count < 500)
            }
        }
        #expect(try tool.names() == ["a.xlsx"])
    }

    @Test("Folders are made as deep as the system takes them, and slashes count once")
    func deep() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("a.xlsx", Tool.workbook("1"))
        let deep = String(repeating: "a/", count: 1_000) + "x.json"
        #expect(try tool.run("convert", "a.xlsx", "-o", deep).status == 1)
        #expect(try !tool.read(deep).isEmpty)
        #expect(try tool.run("convert", "a.xlsx", "-o", "out///b////x.json").status == 1)
        #expect(try tool.names("out/b") == ["x.json"])
    }

    @Test("A folder that cannot be made is told")
    func fileInTheWay() throws {
        let tool = try Tool()
        defer { tool.remove() }
        try tool.write("a.xlsx", Tool.workbook("1"))
        let answer = try tool.run("convert", "a.xlsx", "-o", "a.xlsx/b/x.json")
        #expect(answer.status == 64)
        #expect(answer.errors.contains("Not a directory"))
    }

    @Test("A line of a list of inputs that can be no path is refused at once")
    func list() throws {
        let tool = try Tool()
        defer { tool.remove() }
        for piece in ["/", "a"] {
            try tool.write("list.txt", Array(String(repeating: piece, count: 1_000_000).utf8))
            let answer = try tool.run("convert", "--files-from", "list.txt")
            #expect(answer.status == 64)
            #expect(answer.errors.contains("File name too long"))
            #expect(answer.errors.utf8.count < 1_000)
        }
    }
}

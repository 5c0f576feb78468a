import MonitoringForm
import Testing

@testable import Reporting

/// Rosters of every kind, and their mistakes with their lines.
@Suite("Rosters") struct RosterTests {
    private func roster(_ bytes: [UInt8]) throws -> Roster {
        try Roster(bytes, form: try FormDefinition.builtIn.get())
    }

    private func problems(_ text: String) throws -> [Roster.Problem] {
        do {
            _ = try roster(Array(text.utf8))
            return []
        } catch let error as Roster.Problems {
            return error.list
        }
    }

    private static let header = "综合体名称,所属县（市、区）,级别,建设依托单位\n"

    @Test(
        "A list is read with or without mark, quoted, in any order of columns",
        arguments: [
            header + "甲综合体,平湖,省级,\"研究院, 一所\"\n",
            "\u{FEFF}" + header + "甲综合体,平湖市,省级,\"研究院, 一所\"\r\n\r\n",
            "级别,建设依托单位,综合体名称,县区\n省级,\"研究院, 一所\",甲综合体,平湖市",
            "[{\"综合体名称\":\"甲综合体\",\"所属县（市、区）\":\"平湖\",\"级别\":\"省级\",\"建设依托单位\":\"研究院, 一所\"}]",
        ])
    func reads(text: String) throws {
        let complexes = try roster(Array(text.utf8)).complexes
        #expect(complexes.map(\.name) == ["甲综合体"])
        #expect(complexes.map(\.county) == ["平湖市"])
        #expect(complexes.map(\.level) == [.provincial])
        #expect(complexes.map(\.operator) == ["研究院, 一所"])
    }

    @Test("All mistakes are told with their lines")
    func mistakes() throws {
        let text =
            RosterTests.header + "甲综合体,杭州,省级,\n,海宁,国家级,\n甲 综合体,海宁,省级,\n"
        #expect(
            try problems(text) == [
                Roster.Problem(line: 2, kind: .unknownCounty("杭州")),
                Roster.Problem(line: 3, kind: .emptyName),
                Roster.Problem(line: 3, kind: .unknownLevel("国家级")),
                Roster.Problem(line: 4, kind: .repeated(name: "甲综合体", earlier: 2)),
            ])
        #expect(
            try problems("综合体名称,级别,建设依托单位\n甲,省级,\n")
                == [Roster.Problem(line: 1, kind: .missingColumn("所属县（市、区）"))])
        #expect(try problems(RosterTests.header) == [Roster.Problem(line: 0, kind: .empty)])
        #expect(
            try problems(RosterTests.header + "\"甲综合体,平湖,,\n")
                == [Roster.Problem(line: 2, kind: .unreadable("quote"))])
    }

    @Test(
        "Names of files are sound on Windows",
        arguments: [
            ("a/b:c*?", "a_b_c__"), ("CON", "_CON"), ("con.txt", "_con.txt"), ("综合体. ", "综合体"),
            ("", "_"), (".x", "_.x"), ("a\u{7}b", "a_b"), ("\u{202E}x", "_x"),
        ])
    func soundNames(text: String, name: String) {
        #expect(OutputNames.sound(text) == name)
    }

    @Test("Equal names get a number, whatever their case")
    func uniqueNames() {
        var names = OutputNames()
        #expect(names.path(["A", "x"], ending: ".xlsx") == "A/x.xlsx")
        #expect(names.path(["a", "X"], ending: ".xlsx") == "a/X (2).xlsx")
    }
}

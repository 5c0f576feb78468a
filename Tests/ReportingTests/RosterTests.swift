import MonitoringForm
import Spreadsheet
import TestSupport
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

    @Test("The first hundred mistakes are told, and how many more there are")
    func manyMistakes() throws {
        let text = RosterTests.header + String(repeating: "甲综合体,杭州,省级,\n", count: 3_000)
        let list = try problems(text)
        #expect(list.count == 101)
        #expect(list.last == Roster.Problem(line: 0, kind: .more(3_000 + 2_999 - 100)))
    }

    @Test("A list of more lines than any province has is refused at the line where it is too long")
    func manyLines() throws {
        let kind = Roster.Problem.Kind.tooMany(10_000)
        let lines = String(repeating: "a\n", count: 200_000)
        #expect(
            try problems(RosterTests.header + lines) == [Roster.Problem(line: 10_002, kind: kind)])
        let json =
            "["
            + String(
                repeating: "{\"综合体名称\":\"甲\",\"县区\":\"\",\"级别\":\"\",\"建设依托单位\":\"\"},",
                count: 20_000)
        #expect(
            try problems(json.dropLast() + "]") == [Roster.Problem(line: 10_001, kind: kind)])
    }

    @Test("Lines of nothing but separators and lines without anything are no lines")
    func emptyLines() throws {
        let commas = String(repeating: ",", count: 300_000) + "\n"
        let lines = String(repeating: "\n", count: 300_000)
        #expect(
            try problems(RosterTests.header + commas + lines) == [
                Roster.Problem(line: 0, kind: .empty)
            ])
        let complexes = try roster(
            Array((RosterTests.header + commas + lines + "甲综合体,平湖市,省级,院\n").utf8)
        ).complexes
        #expect(complexes.map(\.name) == ["甲综合体"])
    }

    @Test(
        "A text longer than any name is told by its column",
        arguments: ["甲", "\u{1F1E8}", "e\u{301}", "\u{301}", " "])
    func longTexts(piece: String) throws {
        let name = "平湖市" + String(repeating: piece, count: 100_000) + "综合体"
        #expect(
            try problems(RosterTests.header + name + ",平湖市,省级,a\n")
                == [Roster.Problem(line: 2, kind: .tooLong("综合体名称"))])
    }

    @Test("Labels without end, of elements and of columns, leave the columns missing")
    func manyLabels() throws {
        let keys = (0..<100_000).map { "\"k\($0)\":0" }.joined(separator: ",")
        #expect(try problems("[{\(keys)}]").count == 4)
        let labels = (0..<100_000).map { "k\($0)" }
        #expect(try problems(labels.joined(separator: ",") + "\n").count == 4)
        #expect(try problems(labels.joined(separator: "\n")).count == 4)
    }

    @Test("A header may stand below titles, in a workbook as in a text")
    func titles() throws {
        let rows = [["名单"], [], ["级别", "", "综合体名称", "县区", "建设依托单位"]]
        let wide = ["省级", "", "甲综合体", "平湖", "院"] + Array(repeating: "1", count: 900)
        let book = GridWorkbook([.init("s", rows + [wide, [""], ["市级", "x", "乙综合体", "海宁", ""]])])
        let complexes = try roster(book.build()).complexes
        #expect(complexes.map(\.name) == ["甲综合体", "乙综合体"])
        #expect(complexes.map(\.operator) == ["院", nil])
        let text = "名单,,\n,,\n级别,综合体名称,县区,建设依托单位\n省级,甲综合体,平湖,院\n"
        #expect(try roster(Array(text.utf8)).complexes.map(\.operator) == ["院"])
    }

    @Test("A workbook of a roster obeys the limits that were set")
    func limits() throws {
        let book = GridWorkbook([.init("s", [["综合体名称"], ["甲"], ["乙"]])]).build()
        var limits = SpreadsheetLimits()
        limits.cells = 2
        #expect(
            throws: Roster.Problems(list: [Roster.Problem(line: 0, kind: .unreadable("cells"))])
        ) {
            try Roster(book, form: try FormDefinition.builtIn.get(), limits: limits)
        }
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

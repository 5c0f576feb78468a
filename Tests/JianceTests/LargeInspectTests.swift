/// What `inspect` shows of workbooks that would take a terminal hours.
import Foundation
import TestSupport
import Testing

@Suite("Large workbooks in jiance inspect") struct LargeInspectTests {
    private func inspect(_ sheets: [GridWorkbook.Sheet]) throws -> Tool.Answer {
        let tool = try Tool()
        defer { tool.remove() }
        return try tool.run("inspect", "-", input: GridWorkbook(sheets).build())
    }

    @Test("Sheets beyond a total of cells are counted in a last line")
    func manySheets() throws {
        // Corners alone make a sheet of 400 by 60.
        let corner = Array(repeating: "", count: 59) + ["1"]
        let cells = [["1"]] + Array(repeating: ["1"], count: 398) + [corner]
        let answer = try inspect((1...30).map { .init("s\($0)", cells) })
        #expect(answer.status == 0)
        #expect(answer.text.components(separatedBy: "── s").count == 26)
        #expect(answer.text.hasSuffix("\n… 5 more sheets\n"))
    }

    @Test("A text shows as much as its column, however long it is and whatever it is made of")
    func longTexts() throws {
        let flags = String(repeating: "\u{1F1E8}", count: 100_000)
        let marks = "e" + String(repeating: "\u{301}", count: 100_000)
        let lines = String(repeating: "甲\n", count: 100_000)
        let answer = try inspect([.init("s", [[flags], [marks], [lines], ["甲\t乙\r丙\n丁"]])])
        #expect(answer.status == 0)
        #expect(answer.text.utf8.count < 4_000)
        #expect(answer.text.contains("甲⏎甲⏎甲⏎甲⏎甲⏎甲⏎甲⏎甲…"))
        #expect(answer.text.unicodeScalars.contains("\u{301}"))
    }
}

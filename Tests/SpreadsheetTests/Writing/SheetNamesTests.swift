import Spreadsheet
import Testing

/// Names of sheets made of any texts.
@Suite("Names of sheets made of texts") struct SheetNamesTests {
    private func names(_ texts: some Sequence<String>) -> [String] {
        var names = SheetNames(fallback: "表")
        return texts.map { names.name($0) }
    }

    @Test(
        "Names that are one when they are cut, or when their case does not count, are numbered on")
    func numbers() {
        let long = String(repeating: "产", count: 40)
        #expect(
            names([long, long + "1", "a", "A"]) == [
                String(repeating: "产", count: 31), String(repeating: "产", count: 27) + " (2)",
                "a", "A (2)",
            ])
        #expect(
            names(["a (2)", "a", "A", "", "'", "x/y"]) == [
                "a (2)", "a", "A (3)", "表", "表 (2)", "x_y",
            ])
    }

    @Test("Thousands of names that are one when they are cut get thousands of numbers")
    func many() {
        let long = String(repeating: "产", count: 40)
        let found = names((0..<3_000).map { "\(long)\($0)" })
        #expect(Set(found).count == 3_000)
        #expect(found.last == String(repeating: "产", count: 24) + " (3000)")
        #expect(found.allSatisfy { SheetName.problem($0) == nil })
        let pairs = names((0..<3_000).map { "\(String(repeating: "产", count: 24))\($0 / 2)" })
        #expect(Set(pairs).count == 3_000)
    }

    @Test(
        "A name is cut between characters, however long one is",
        arguments: ["\u{1F1E8}", "\u{301}", "甲", " "])
    func cut(piece: String) {
        let name = names([String(repeating: piece, count: 100_000)])
        #expect(name.allSatisfy { SheetName.problem($0) == nil })
    }
}

/// Random edits on random sheets, read back, against a model of the sheet.
import Spreadsheet
import TestSupport
import Testing

@Suite("Editing at random")
struct EditingPropertyTests {
    private static let words = ["a", "中 文", " <&> ", "_x0041_", "1", ""]

    private static func content(_ random: inout SeededRandom) -> CellEdit.Content {
        switch Int.random(in: 0..<6, using: &random) {
        case 0, 1: .number("\(Int.random(in: -99...99, using: &random)).50")
        case 2: .text(words.randomElement(using: &random) ?? "")
        case 3: .boolean(Bool.random(using: &random))
        case 4: .blank
        default: .number("1E-7")
        }
    }

    private static func value(_ content: CellEdit.Content) -> CellValue? {
        switch content {
        case .number(let digits): .number(digits)
        case .text(let text): .text(text)
        case .boolean(let value): .boolean(value)
        case .blank: nil
        }
    }

    /// A sheet in one of the dresses that programs give it.
    private static func sheet(_ random: inout SeededRandom) -> (PackageParts, [String: CellValue]) {
        var model: [String: CellValue] = [:]
        let hasReferences = Int.random(in: 0..<3, using: &random) > 0
        let isShared = Bool.random(using: &random)
        let prefix = Bool.random(using: &random) ? "x:" : ""
        let space = Bool.random(using: &random) ? "\n  " : ""
        var rows = ""
        for row in 1...6 {
            if hasReferences, Int.random(in: 0..<3, using: &random) == 0 { continue }
            rows += "\(space)<\(prefix)row" + (hasReferences ? " r='\(row)'" : "")
            rows += Bool.random(using: &random) ? " spans='1:9'>" : ">"
            for (column, letter) in ["A", "B", "C", "D", "E"].enumerated() {
                if hasReferences, Int.random(in: 0..<3, using: &random) == 0 { continue }
                rows += space + "<\(prefix)c" + (hasReferences ? " r='\(letter)\(row)'" : "")
                switch Int.random(in: 0..<4, using: &random) {
                case 0: rows += "/>"
                case 1:
                    rows += "><\(prefix)v>\(row)\(column)</\(prefix)v></\(prefix)c>"
                    model["\(letter)\(row)"] = .number("\(row)\(column)")
                case 2 where isShared:
                    rows += " t='s'><\(prefix)v>1</\(prefix)v></\(prefix)c>"
                    model["\(letter)\(row)"] = .text("1")
                default:
                    rows +=
                        " t='inlineStr'><\(prefix)is><\(prefix)t>i</\(prefix)t></\(prefix)is></\(prefix)c>"
                    model["\(letter)\(row)"] = .text("i")
                }
            }
            rows += "</\(prefix)row>"
        }
        var parts = PackageParts()
        let declaration = prefix.isEmpty ? "xmlns" : "xmlns:x"
        parts.parts = [
            (
                "xl/worksheets/sheet1.xml",
                "<\(prefix)worksheet \(declaration)='\(Flavour.transitional.main)'>"
                    + "<\(prefix)dimension ref='A1:B2'/>"
                    + "<\(prefix)sheetData>\(rows)</\(prefix)sheetData></\(prefix)worksheet>"
            )
        ]
        if isShared { parts.strings = "<si><t>0</t></si><si><t>1</t></si>" }
        return (parts, model)
    }

    @Test("Edited sheets read back as the model says, and again and again", arguments: 0..<200)
    func edits(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var (parts, model) = EditingPropertyTests.sheet(&random)
        var file = parts.file
        for _ in 0..<3 {
            var edits: [CellEdit] = []
            for _ in 0..<Int.random(in: 0..<8, using: &random) {
                let row = Int.random(in: 0..<9, using: &random)
                let column = Int.random(in: 0..<8, using: &random)
                let place = try #require(CellReference(row: row, column: column))
                let content = EditingPropertyTests.content(&random)
                edits.append(CellEdit(place, content))
                model["\(place)"] = EditingPropertyTests.value(content)
            }
            let edited = try EditedWorkbook(file, edits)
            #expect(try edited.values() == model, "seed \(seed)")
            #expect(try EditedWorkbook(edited.after, edits).report.isUnchanged, "seed \(seed)")
            file = edited.after
        }
    }

    @Test("Splices made in pieces of any size give what they give at once", arguments: 0..<10)
    func pieces(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        // Larger than the pieces in which parts are inflated, with an edit at every place.
        let count = 60_000 + Int.random(in: 0..<5_000, using: &random)
        let rows = (1...count / 100).map { row in
            "<row r='\(row)'>" + String(repeating: "<c><v>1</v></c>", count: 30) + "</row>"
        }
        let edits = try (0..<20).map { _ in
            CellEdit(
                try #require(
                    CellReference(
                        row: Int.random(in: 0..<count / 100, using: &random),
                        column: Int.random(in: 0..<40, using: &random))), .number("22"))
        }
        let edited = try EditedWorkbook(PackageParts(rows: rows.joined()).file, edits)
        let values = try edited.values()
        for edit in edits {
            #expect(values["\(edit.reference)"] == .number("22"), "seed \(seed)")
        }
    }
}

import MonitoringForm
import Spreadsheet

/// The row of numbers under a printed header: 甲, 乙, 丙, 1, 2, 3 …, A, B, (1), (2) … or 栏次, 1, 2, 3 ….
enum ColumnNumbers {
    private static let stems = ["甲乙丙丁戊己庚辛壬癸", "ABCDEFGHIJ"].map { Array($0.unicodeScalars) }
    private static let titles: Set<String> = ["栏次", "栏目", "序号", "列次", "列号", "栏号"]
    private static let titleLength = 2

    /// Whether cells, from left to right, count themselves and say nothing else.
    static func are(_ cells: some Sequence<Int>, in sheet: SheetContents) -> Bool {
        var last: Int?
        var numbers = 0
        var letters = 0
        for cell in cells {
            let text: String
            switch sheet.grid.cells[cell].value {
            case .number(let digits): text = digits
            case .text(let string): text = string
            default: return false
            }
            // Each of thousands of tables may ask it of texts, which are longer nearly all.
            guard isShort(text) else { return false }
            let scalars = TextFolding.compact(text).filter { $0 != "(" && $0 != ")" }
            if let stem = scalars.first, scalars.count == 1, numbers == 0,
                stems.contains(where: { $0.indices.contains(letters) && $0[letters] == stem })
            {
                letters += 1
                continue
            }
            if numbers == 0, letters == 0, scalars.count == titleLength,
                titles.contains(TextFolding.string(scalars))
            {
                continue
            }
            guard let number = number(scalars),
                number == (last ?? 0) + 1 || (last == nil && number < 9)
            else { return false }
            last = number
            numbers += 1
        }
        return numbers > 2 || (letters > 1 && numbers > 0)
    }

    /// Whether a text has fewer than five letters, brackets left out.
    private static func isShort(_ text: String) -> Bool {
        var letters = 0
        for scalar in text.unicodeScalars {
            guard let folded = TextFolding.folded(scalar), folded != " ", folded != "(",
                folded != ")"
            else { continue }
            letters += 1
            if letters > 4 { return false }
        }
        return true
    }

    private static func number(_ scalars: [Unicode.Scalar]) -> Int? {
        if let first = scalars.first, scalars.count == 1, (0x2460...0x2473).contains(first.value) {
            return Int(first.value) - 0x245F
        }
        guard scalars.allSatisfy(\.isASCII) else { return nil }
        return Int(TextFolding.string(scalars))
    }
}

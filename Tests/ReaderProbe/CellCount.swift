import Foundation
import Spreadsheet
import TestSupport

/// Takes every value of a workbook: numbers as doubles, texts as their bytes.
final class CellCount: CellSink {
    @exclusivity(unchecked) private var numbers = 0
    @exclusivity(unchecked) private var sum = 0.0
    @exclusivity(unchecked) private var texts = 0
    @exclusivity(unchecked) private var textBytes = 0
    @exclusivity(unchecked) private var others = 0

    static func measure(_ path: String) throws {
        let before = PeakMemory.kibibytes()
        let count = CellCount()
        let seconds = try Probe.seconds {
            let workbook = try WorkbookReader(helper: true).open(Probe.bytes(path))
            for sheet in workbook.sheets { try workbook.read(sheet, into: count) }
        }
        let grown = PeakMemory.kibibytes() - before
        print(
            """
            {"seconds": \(seconds), "grownKiB": \(grown), "numbers": \(count.numbers), "sum": \(count.sum), \
            "texts": \(count.texts), "textBytes": \(count.textBytes), "others": \(count.others)}
            """)
    }

    func cell(_ cell: Cell) throws {
        switch cell.value {
        case .number(let digits):
            numbers += 1
            sum += Double(digits) ?? .nan
        case .text(let text):
            texts += 1
            textBytes += text.utf8.count
        default: others += 1
        }
    }

    func number(_ digits: Span<UInt8>, at reference: CellReference, style: Int) throws {
        numbers += 1
        sum += NumberLiteral.double(digits)
    }

    func text(_ utf8: Span<UInt8>, at reference: CellReference, style: Int) throws {
        texts += 1
        textBytes += utf8.count
    }

    func sharedText(
        _ index: Int, of table: SharedStrings, at reference: CellReference, style: Int
    ) throws {
        texts += 1
        textBytes += table.withUTF8(at: index) { $0.count }
    }

    func mergedRange(_ range: CellRange) throws {}
}

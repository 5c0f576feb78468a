import Foundation
import Spreadsheet
import TestSupport
import ZipContainer

/// A large sheet of numbers and texts in turn, the same cells that Tests/Benchmarks/writing.py writes with
/// the others. Tells what it took as JSON.
struct StreamedBook {
    let rows: Int
    let columns: Int
    let options: WorkbookOptions

    func write(to sink: any ByteSink) throws {
        let before = PeakMemory.kibibytes()
        let clock = ContinuousClock()
        let time = try clock.measure {
            let book = try WorkbookWriter(to: sink, options: options)
            let sheet = try book.beginSheet(SheetSetup("Sheet1"))
            for row in 0..<rows {
                try sheet.beginRow(row)
                for column in 0..<columns {
                    if column % 2 == 0 {
                        try sheet.number(column, StreamedBook.number(row, column))
                    } else {
                        try sheet.text(column, StreamedBook.text(row, column))
                    }
                }
            }
            try sheet.finish()
            try book.finish()
        }
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        let grown = PeakMemory.kibibytes() - before
        print("{\"seconds\": \(seconds), \"grownKiB\": \(grown)}")
    }

    /// Amounts with two decimals, and every tenth one with all the digits of a quotient.
    static func number(_ row: Int, _ column: Int) -> Double {
        let value = Double((row * 7919 + column * 104_729) % 10_000_000)
        return row % 10 == 9 ? value / 7 : value / 100
    }

    /// One of a thousand names.
    static func text(_ row: Int, _ column: Int) -> String {
        "综合体 No. \((row * 31 + column * 17) % 1000)"
    }
}

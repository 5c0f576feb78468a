/// A quarter of a year, as in `2020Q3`.
package struct Period: Hashable, Sendable, CustomStringConvertible, Comparable {
    package let year: Int
    /// 1 to 4.
    package let quarter: Int

    package init?(year: Int, quarter: Int) {
        guard (1990...2999).contains(year), (1...4).contains(quarter) else { return nil }
        self.year = year
        self.quarter = quarter
    }

    /// Parses `2020Q3` and nothing else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 6, bytes[4] == UInt8(ascii: "Q"),
            let year = Int(String(decoding: bytes[..<4], as: UTF8.self)),
            bytes[..<4].allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
            let quarter = Int(String(decoding: bytes[5...], as: UTF8.self))
        else { return nil }
        self.init(year: year, quarter: quarter)
    }

    package var description: String { "\(year)Q\(quarter)" }

    /// The same quarter a year before.
    package var lastYear: Period? { Period(year: year - 1, quarter: quarter) }

    /// The quarter before.
    package var previous: Period? {
        quarter == 1 ? Period(year: year - 1, quarter: 4) : Period(year: year, quarter: quarter - 1)
    }

    /// The quarter behind.
    package var next: Period? {
        quarter == 4 ? Period(year: year + 1, quarter: 1) : Period(year: year, quarter: quarter + 1)
    }

    package static func < (left: Period, right: Period) -> Bool {
        (left.year, left.quarter) < (right.year, right.quarter)
    }
}

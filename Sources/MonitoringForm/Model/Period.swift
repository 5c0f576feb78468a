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

    package var description: String { "\(year)Q\(quarter)" }

    package static func < (left: Period, right: Period) -> Bool {
        (left.year, left.quarter) < (right.year, right.quarter)
    }
}

/// A day of the Gregorian calendar, without time or zone.
package struct CivilDate: Hashable, Sendable, CustomStringConvertible {
    package let year: Int
    package let month: Int
    package let day: Int

    /// 1900-01-01, the first day that serial numbers count.
    package static let first = CivilDate(firstOf: 1900)

    private init(firstOf year: Int) {
        (self.year, month, day) = (year, 1, 1)
    }

    /// - Returns: nil where there is no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard (1900...2999).contains(year), (1...12).contains(month), day >= 1,
            day <= CivilDate.days(inMonth: month, of: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Parses `2020-10-21` and nothing else.
    package init?(iso8601 text: String) {
        let fields = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard fields.map(\.count) == [4, 2, 2],
            fields.allSatisfy({ $0.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }),
            let year = Int(String(Substring(fields[0]))),
            let month = Int(String(Substring(fields[1]))),
            let day = Int(String(Substring(fields[2])))
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// ISO 8601, as in `2020-10-21`.
    package var description: String {
        func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(year)-\(padded(month))-\(padded(day))"
    }
}

extension CivilDate: Comparable {
    package static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

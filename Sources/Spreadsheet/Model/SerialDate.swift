/// Days as spreadsheets count them, to civil dates and back (ISO/IEC 29500-1, 18.17.4).
package enum SerialDate {
    /// Year, month and day of a serial number's whole days; nil before the epoch and after 9999.
    ///
    /// - Parameter uses1904: the workbook counts from 1904-01-01 as day 0. Else day 1 is 1900-01-01
    ///   and day 60 the 29 February 1900 that never was; it counts as 28 February here.
    package static func civil(
        fromSerial serial: Int, uses1904: Bool
    ) -> (year: Int, month: Int, day: Int)? {
        // 9999-12-31 in either system.
        guard serial >= 0, serial < (uses1904 ? 2_957_004 : 2_958_466) else { return nil }
        if uses1904 { return civil(fromDays: serial + days(year: 1904, month: 1, day: 1)) }
        guard serial >= 1 else { return nil }
        let base = days(year: 1899, month: 12, day: serial < 60 ? 31 : 30)
        return civil(fromDays: base + serial)
    }

    /// The serial number of a civil date; fractions of a day are the time.
    package static func serial(
        year: Int, month: Int, day: Int, uses1904: Bool
    ) -> Int {
        let value = days(year: year, month: month, day: day)
        if uses1904 { return value - days(year: 1904, month: 1, day: 1) }
        let serial = value - days(year: 1899, month: 12, day: 30)
        return serial < 61 ? serial - 1 : serial
    }

    /// Days since 1970-01-01 in the proleptic Gregorian calendar.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func civil(fromDays days: Int) -> (year: Int, month: Int, day: Int) {
        let z = days + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    /// The serial number of an ISO 8601 date, time or date with time (`t="d"` cells).
    ///
    /// - Returns: its decimal digits, or nil where the text is none of these.
    package static func serialText(fromISO8601 text: String, uses1904: Bool) -> String? {
        var whole = 0
        var time = Substring(text)
        if let split = text.firstIndex(where: { $0 == "T" || $0 == " " }) {
            time = text[text.index(after: split)...]
            guard let day = serialDay(text[..<split], uses1904: uses1904) else { return nil }
            whole = day
        } else if text.contains("-") {
            guard let day = serialDay(Substring(text), uses1904: uses1904) else { return nil }
            return "\(day)"
        }
        if time.last == "Z" { time.removeLast() }
        let fields = time.split(separator: ":", omittingEmptySubsequences: false)
        guard fields.count == 2 || fields.count == 3, let hours = digits(fields[0], 2),
            let minutes = digits(fields[1], 2), hours < 24, minutes < 60,
            let seconds = fields.count == 3 ? decimal(fields[2]) : 0, seconds < 61
        else { return nil }
        let fraction = (Double(hours * 3600 + minutes * 60) + seconds) / 86_400
        return fraction == 0 ? "\(whole)" : "\(Double(whole) + fraction)"
    }

    private static func serialDay(_ text: Substring, uses1904: Bool) -> Int? {
        let fields = text.split(separator: "-", omittingEmptySubsequences: false)
        guard fields.count == 3, let year = digits(fields[0], 4), let month = digits(fields[1], 2),
            let day = digits(fields[2], 2), (1...12).contains(month), day >= 1
        else { return nil }
        let number = days(year: year, month: month, day: day)
        // A day that the month does not have would come out as one of the next.
        guard civil(fromDays: number).day == day else { return nil }
        return serial(year: year, month: month, day: day, uses1904: uses1904)
    }

    /// Just so many ASCII digits.
    private static func digits(_ text: Substring, _ count: Int) -> Int? {
        guard text.utf8.count == count, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
            return nil
        }
        return Int(text)
    }

    /// Two digits and, behind a point, any number more.
    private static func decimal(_ text: Substring) -> Double? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first, digits(whole, 2) != nil, parts.count <= 2,
            parts.dropFirst().allSatisfy({
                !$0.isEmpty && $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
            })
        else { return nil }
        return Double(text)
    }
}

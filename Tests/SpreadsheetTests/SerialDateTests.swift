/// Serial numbers of days in both date systems.
import Spreadsheet
import Testing

@Suite("Serial dates")
struct SerialDateTests {
    private func text(_ serial: Int, uses1904: Bool) -> String? {
        SerialDate.civil(fromSerial: serial, uses1904: uses1904).map {
            "\($0.year)-\($0.month)-\($0.day)"
        }
    }

    @Test(
        "A serial number of the 1900 system is a date",
        arguments: [
            (1, "1900-1-1"), (31, "1900-1-31"), (32, "1900-2-1"), (59, "1900-2-28"),
            (61, "1900-3-1"), (366, "1900-12-31"), (367, "1901-1-1"), (25_569, "1970-1-1"),
            (36_585, "2000-2-29"), (43_831, "2020-1-1"), (44_196, "2020-12-31"),
            (2_958_465, "9999-12-31"),
        ])
    func system1900(serial: Int, date: String) {
        #expect(text(serial, uses1904: false) == date)
    }

    @Test(
        "A serial number of the 1904 system is a date",
        arguments: [
            (0, "1904-1-1"), (1, "1904-1-2"), (59, "1904-2-29"), (60, "1904-3-1"),
            (61, "1904-3-2"), (42_369, "2020-1-1"), (2_957_003, "9999-12-31"),
        ])
    func system1904(serial: Int, date: String) {
        #expect(text(serial, uses1904: true) == date)
    }

    @Test(
        "Before the epoch and after 9999 there is no date",
        arguments: [
            (-1, false), (0, false), (2_958_466, false), (-1, true), (.max, false), (.min, true),
        ])
    func outside(serial: Int, uses1904: Bool) {
        #expect(text(serial, uses1904: uses1904) == nil)
    }

    @Test("Date and serial number lead back to each other", arguments: [false, true])
    func roundTrip(uses1904: Bool) throws {
        for serial in stride(from: 61, to: 2_957_003, by: 997) {
            let date = try #require(SerialDate.civil(fromSerial: serial, uses1904: uses1904))
            let back = SerialDate.serial(
                year: date.year, month: date.month, day: date.day, uses1904: uses1904)
            #expect(back == serial)
        }
    }

    @Test("Days before March 1900 lead back to each other, but for the one that never was")
    func earlyRoundTrip() throws {
        for serial in 1...59 {
            let date = try #require(SerialDate.civil(fromSerial: serial, uses1904: false))
            let back = SerialDate.serial(
                year: date.year, month: date.month, day: date.day, uses1904: false)
            #expect(back == serial)
        }
        #expect(SerialDate.serial(year: 1900, month: 3, day: 1, uses1904: false) == 61)
    }

    @Test("Consecutive serial numbers are consecutive days", arguments: [false, true])
    func consecutive(uses1904: Bool) throws {
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var wrong: [Int] = []
        var previous = try #require(SerialDate.civil(fromSerial: 61, uses1904: uses1904))
        for serial in 62..<60_000 {
            guard let next = SerialDate.civil(fromSerial: serial, uses1904: uses1904) else {
                wrong.append(serial)
                continue
            }
            let isLeap =
                previous.year % 4 == 0 && (previous.year % 100 != 0 || previous.year % 400 == 0)
            let length = lengths[previous.month - 1] + (isLeap && previous.month == 2 ? 1 : 0)
            var expected = (previous.year, previous.month, previous.day + 1)
            if previous.day == length { expected = (previous.year, previous.month + 1, 1) }
            if expected.1 == 13 { expected = (previous.year + 1, 1, 1) }
            if next != expected { wrong.append(serial) }
            previous = next
        }
        #expect(wrong.isEmpty)
    }

    @Test(
        "ISO 8601 texts have serial numbers",
        arguments: [
            ("2020-12-31", false, "44196"), ("2020-12-31", true, "42734"),
            ("2020-12-31T00:00:00", false, "44196"), ("2020-12-31T12:00:00", false, "44196.5"),
            ("2020-12-31 06:00", false, "44196.25"), ("2020-12-31T18:00:00Z", false, "44196.75"),
            ("2020-12-31T00:00:00.000", false, "44196"), ("12:00", false, "0.5"),
            ("06:00:00Z", true, "0.25"), ("1900-01-01", false, "1"), ("1900-02-28", false, "59"),
            ("1900-03-01", false, "61"), ("1904-01-01", true, "0"),
        ])
    func iso8601(text: String, uses1904: Bool, serial: String) {
        #expect(SerialDate.serialText(fromISO8601: text, uses1904: uses1904) == serial)
    }

    @Test(
        "Other texts have none",
        arguments: [
            "", "2020", "2020-13-01", "2020-00-10", "2020-01-00", "2020-01-32", "2020-12-31T",
            "2020-12-31T24:00:00", "2020-12-31T12", "2020-12-31T12:60:00", "T12:00", "abc",
            "31.12.2020", "2020/12/31", "2020-12", "-", "--", "::", "12:00:nan", "12:00:-1",
            "10000-01-01", "2020年12月31日",
        ])
    func notISO8601(text: String) {
        #expect(SerialDate.serialText(fromISO8601: text, uses1904: false) == nil)
    }
}

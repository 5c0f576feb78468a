import Spreadsheet
import Testing

/// The edges of the two date systems, and texts that are no dates.
@Suite("Edges of serial dates") struct SerialDateEdgeTests {
    @Test("Day 60 of 1900 counts as 28 February, and nothing comes after 9999")
    func edges() throws {
        let leap = try #require(SerialDate.civil(fromSerial: 60, uses1904: false))
        #expect([leap.year, leap.month, leap.day] == [1900, 2, 28])
        let next = try #require(SerialDate.civil(fromSerial: 61, uses1904: false))
        #expect([next.year, next.month, next.day] == [1900, 3, 1])
        let last = try #require(SerialDate.civil(fromSerial: 2_957_003, uses1904: true))
        #expect([last.year, last.month, last.day] == [9999, 12, 31])
        #expect(SerialDate.civil(fromSerial: 2_957_004, uses1904: true) == nil)
        #expect(SerialDate.civil(fromSerial: 2_958_466, uses1904: false) == nil)
    }

    @Test(
        "What is not ISO 8601 is no serial number",
        arguments: [
            "2021-02-31", "2021-+2-03", "2021-2-3", "+1:00", "12:00:0x10", "12:00:1e1", "1:00", "",
        ])
    func noDates(text: String) {
        #expect(SerialDate.serialText(fromISO8601: text, uses1904: false) == nil)
    }

    @Test("Dates and times of ISO 8601 are serial numbers")
    func dates() {
        #expect(SerialDate.serialText(fromISO8601: "2021-02-28", uses1904: false) == "44255")
        #expect(
            SerialDate.serialText(fromISO8601: "2021-02-28T12:00:00", uses1904: false) == "44255.5")
        #expect(SerialDate.serialText(fromISO8601: "06:00:00.000", uses1904: false) == "0.25")
    }

    @Test("Weekdays are dates", arguments: ["aaaa", "[$-804]aaaa;@", "yyyy/m/d aaa"])
    func weekdays(code: String) {
        #expect(NumberFormat(code: code).kind == .date)
    }
}

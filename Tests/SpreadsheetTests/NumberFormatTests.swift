/// What number format codes make of a number.
import Spreadsheet
import Testing

@Suite("Number formats")
struct NumberFormatTests {
    @Test(
        "A code tells the kind of value that it shows",
        arguments: [
            ("General", .general), ("GENERAL", .general), ("general", .general), ("", .general),
            ("0", .number), ("0.00", .number), ("#,##0.00", .number), ("[Red]0.0", .number),
            ("0.00\"亿元\"", .number), ("0.00_);[Red](0.00)", .number), ("0.00E+00", .number),
            ("# ?/?", .number), ("[$¥-804]#,##0.00", .number), ("[<1000]0;0.0,", .number),
            ("_-* #,##0.00_-", .number), ("0\\d", .number), ("0!年", .number), (";;;", .number),
            ("0.00\"%\"", .number), ("0.00\\%", .number), ("\"Days \"0", .number),
            ("[Magenta]0", .number), ("[=1]0;[=2]0.0", .number), ("0;yyyy", .number),
            ("General\"元\"", .number), ("0_d", .number),
            ("0%", .percent), ("0.00%", .percent), ("0.0%_)", .percent), ("[Red]0%;0", .percent),
            ("%0", .percent),
            ("yyyy-mm-dd", .date), ("yyyy\"年\"m\"月\"", .date), ("d-mmm-yy", .date),
            ("h:mm AM/PM", .date), ("[h]:mm", .date), ("[hh]:mm", .date), ("[mm]:ss", .date),
            ("[ss]", .date), ("mm:ss.0", .date), ("[$-804]yyyy/m/d;@", .date), ("YYYY-MM", .date),
            ("上午/下午h\"时\"mm\"分\"", .date), ("[DBNum1]yyyy年m月", .date), ("e年", .date),
            ("[$-F800]dddd, mmmm dd, yyyy", .date), ("yyyy.mm", .date),
            ("@", .text), ("@\"!\"", .text),
        ] as [(String, NumberFormat.Kind)])
    func kinds(code: String, kind: NumberFormat.Kind) {
        let format = NumberFormat(code: code)
        #expect(format.kind == kind)
        #expect(format.code == code)
    }

    @Test(
        "Literal text behind the digits is the suffix",
        arguments: [
            ("0.00\"亿元\"", "亿元"), ("0.00亿元", "亿元"), ("0\"万\"\"元\"", "万元"),
            ("0\\d", "d"), ("0!年", "年"), ("0.00\"%\"", "%"), ("\"约\"0", ""), ("\"约\"0\"人\"", "人"),
            ("0.00", ""), ("0.00_)", ""), ("0\"a\";0\"b\"", "a"), ("0\" 元 \"", " 元 "),
            ("#,##0.0,\"千元\"", "千元"), ("0\"年\"00\"月\"", "月"), ("General\"元\"", "元"),
            ("[Red]0\"元\"", "元"), ("0* 元", "元"), ("0\"", ""), ("0\"abc", "abc"), ("0\\", ""),
        ])
    func suffixes(code: String, suffix: String) {
        #expect(NumberFormat(code: code).suffix == suffix)
    }

    @Test(
        "Commas behind the last digit and points that are text shift what is shown",
        arguments: [
            ("0", 0), ("#,##0", 0), ("#,##0.00", 0), ("0,", 3), ("0.00,", 3), ("#,##0.00,,", 6),
            ("0,,,", 9), ("0.0,\"千元\"", 3), ("0\"a,b\"", 0), ("0\\,", 0), ("0,;0,,", 3), (",0", 0),
            ("\"a\",,", 0), ("0!.0,", 4), ("0!.0000", 4), ("0!.0,\"万\"", 4), ("0!.00,,", 8),
            ("#\\.0000\"万元\"", 4), ("0\".\"00", 2), ("0.00!.", 0), ("0\"第.\"", 0),
            ("0\"年\"00", 0), ("!.0", 0), ("0.0!.0", 0),
        ])
    func shift(code: String, shift: Int) {
        #expect(NumberFormat(code: code).shift == shift)
    }

    @Test(
        "The formats that need no definition are of the right kind",
        arguments: [
            (0, .general), (1, .number), (4, .number), (5, .number), (9, .percent), (10, .percent),
            (11, .number), (12, .number), (13, .number), (37, .number), (40, .number),
            (48, .number), (49, .text),
        ] as [(Int, NumberFormat.Kind)])
    func builtIn(id: Int, kind: NumberFormat.Kind) throws {
        #expect(NumberFormat(code: try #require(NumberFormat.builtIn(id))).kind == kind)
    }

    @Test(
        "Dates of all East Asian locales are dates",
        arguments: [14...22, 27...36, 45...47, 50...58])
    func builtInDates(ids: ClosedRange<Int>) throws {
        for id in ids {
            let code = try #require(NumberFormat.builtIn(id))
            #expect(NumberFormat(code: code).kind == .date, "\(id): \(code)")
        }
    }

    @Test(
        "Numbers that the standard leaves open have no format", arguments: [-1, 23, 59, 164, .max])
    func notBuiltIn(id: Int) {
        #expect(NumberFormat.builtIn(id) == nil)
    }

    @Test(
        "Codes that end in the middle of something are read to their end",
        arguments: [
            "[", "[Red", "\"", "\\", "!", "_", "*", "0_", "0*", "0[h", "G", "A", "A/", "AM/P",
            "General\\",
        ])
    func unfinished(code: String) {
        #expect(NumberFormat(code: code).code == code)
    }
}

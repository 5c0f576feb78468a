/// A number format code and what it makes of a number (ISO/IEC 29500-1, 18.8.30 and 18.8.31). A class, since every
/// number of a sheet points to one.
package final class NumberFormat: Equatable, Sendable {
    package enum Kind: String, Sendable {
        case general, number, percent, date, text
    }

    package let code: String
    package let kind: Kind
    /// Literal text before the digits of a positive number, such as `下降` in `"下降"0.0"%"`, with the currency that
    /// brackets name.
    package let prefix: String
    /// Literal text behind the digits of a positive number, such as `亿元` in `0.00"亿元"`.
    package let suffix: String
    /// Bytes of the texts around the digits that are looked at; a whole code is 255 characters in Excel.
    private static let longestText = 1_024
    /// Power of ten by which what is shown is below what is stored: three for each comma behind the last digit, one
    /// for each digit behind a point that is literal text. `0!.0,` shows 元 as 万元, as does `0!.0000`.
    package let shift: Int

    /// The code as far as it is worth showing: Excel's own have 255 characters at the most, and each of a million cells
    /// may have a longer one.
    package var shownCode: String {
        code.utf8.count <= NumberFormat.longestText ? code : String(code.prefix(255)) + "…"
    }

    package static let general = NumberFormat(code: "General")

    /// What a format makes of numbers is all in its code.
    package static func == (left: NumberFormat, right: NumberFormat) -> Bool {
        left === right || left.code == right.code
    }

    package init(code: String) {
        self.code = code
        var scan = Scan()
        scan.read(code)
        prefix = scan.prefix.utf8.count <= NumberFormat.longestText ? scan.prefix : ""
        suffix = scan.suffix.utf8.count <= NumberFormat.longestText ? scan.suffix : ""
        shift = 3 * scan.thousands + scan.literalDecimals
        kind =
            if code.lowercased() == "general" || code.isEmpty {
                .general
            } else if scan.isDate {
                .date
            } else if scan.hasPercent {
                .percent
            } else if scan.isText {
                .text
            } else {
                .number
            }
    }

    /// The format that `id` stands for without a `numFmt` of its own; nil where the standard leaves
    /// it open. 27 to 36 and 50 to 58 are dates in every East Asian locale.
    package static func builtIn(_ id: Int) -> String? {
        switch id {
        case 0: "General"
        case 1: "0"
        case 2: "0.00"
        case 3: "#,##0"
        case 4: "#,##0.00"
        case 5: "$#,##0_);($#,##0)"
        case 6: "$#,##0_);[Red]($#,##0)"
        case 7: "$#,##0.00_);($#,##0.00)"
        case 8: "$#,##0.00_);[Red]($#,##0.00)"
        case 9: "0%"
        case 10: "0.00%"
        case 11: "0.00E+00"
        case 12: "# ?/?"
        case 13: "# ??/??"
        case 14: "mm-dd-yy"
        case 15: "d-mmm-yy"
        case 16: "d-mmm"
        case 17: "mmm-yy"
        case 18: "h:mm AM/PM"
        case 19: "h:mm:ss AM/PM"
        case 20: "h:mm"
        case 21: "h:mm:ss"
        case 22: "m/d/yy h:mm"
        case 27, 50: "yyyy\"年\"m\"月\""
        case 28, 29, 51, 54: "m\"月\"d\"日\""
        case 30: "m-d-yy"
        case 31, 57: "yyyy\"年\"m\"月\"d\"日\""
        case 32, 55: "h\"时\"mm\"分\""
        case 33, 56: "h\"时\"mm\"分\"ss\"秒\""
        case 34: "上午/下午h\"时\"mm\"分\""
        case 35: "上午/下午h\"时\"mm\"分\"ss\"秒\""
        case 36, 52: "yyyy\"年\"m\"月\""
        case 53, 58: "m\"月\"d\"日\""
        case 37: "#,##0 ;(#,##0)"
        case 38: "#,##0 ;[Red](#,##0)"
        case 39: "#,##0.00;(#,##0.00)"
        case 40: "#,##0.00;[Red](#,##0.00)"
        case 45: "mm:ss"
        case 46: "[h]:mm:ss"
        case 47: "mmss.0"
        case 48: "##0.0E+0"
        case 49: "@"
        default: nil
        }
    }

    /// One pass over the first section of a code: what is literal, and what formats.
    private struct Scan {
        var isDate = false
        var hasPercent = false
        var isText = false
        var prefix = ""
        var suffix = ""
        var thousands = 0
        /// Digits behind a point that is literal text.
        var literalDecimals = 0
        private var hasDigits = false
        private var hasPoint = false
        private var hasLiteralPoint = false

        mutating func read(_ code: String) {
            var rest = Substring(code)
            while let character = rest.popFirst() {
                switch character {
                case ";": return
                case "\"":
                    while let quoted = rest.popFirst(), quoted != "\"" { literal(quoted) }
                case "\\", "!":
                    if let escaped = rest.popFirst() { literal(escaped) }
                case "_", "*":
                    _ = rest.popFirst()
                case "[":
                    bracket(&rest)
                case "0", "#", "?":
                    hasDigits = true
                    if hasLiteralPoint, !hasPoint { literalDecimals += 1 }
                    thousands = 0
                    suffix = ""
                case ",":
                    if hasDigits { thousands += 1 }
                case "%":
                    hasPercent = true
                case "@":
                    isText = true
                case "y", "Y", "d", "D", "h", "H", "s", "S", "m", "M":
                    isDate = true
                case "e" where !hasDigits:
                    isDate = true
                case "G" where rest.lowercased().hasPrefix("eneral"):
                    rest.removeFirst(6)
                    hasDigits = true
                case "A" where rest.hasPrefix("M/PM") || rest.hasPrefix("/P"):
                    isDate = true
                    rest.removeFirst(rest.hasPrefix("M/PM") ? 4 : 2)
                // aaa and aaaa are weekdays in Chinese.
                case "a" where rest.first == "a", "A" where rest.first == "A":
                    isDate = true
                case ".":
                    hasPoint = true
                // An unquoted $ is the currency of the country.
                case "/", "E", "+", "(", ")", " ", "$":
                    break
                case "-":
                    // Before the digits of what is positive it makes a decline of it.
                    if !hasDigits { prefix.append(character) }
                default:
                    literal(character)
                }
            }
        }

        private mutating func literal(_ character: Character) {
            guard hasDigits else {
                prefix.append(character)
                return
            }
            suffix.append(character)
            if character == "." { hasLiteralPoint = true }
        }

        /// `[h]`, `[mm]` and `[ss]` are elapsed time, `[$€-2]` is a currency (18.8.31); colours, conditions and
        /// locales are neither.
        private mutating func bracket(_ rest: inout Substring) {
            var inside = ""
            while let character = rest.popFirst(), character != "]" { inside.append(character) }
            if inside.first == "$" {
                let currency = inside.dropFirst().prefix { $0 != "-" }
                if hasDigits { suffix += currency } else { prefix += currency }
                return
            }
            let letters = Set(inside.lowercased())
            if letters.count == 1, let letter = letters.first, "hms".contains(letter) {
                isDate = true
            }
        }
    }
}

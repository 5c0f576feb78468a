/// Forms of one character made one: what people type with a Chinese keyboard, as ASCII.
package enum TextFolding {
    /// Full-width forms (U+FF01 to U+FF5E) to ASCII, every kind of space to U+0020, invisible
    /// characters away. Nothing else changes.
    package static func folded(_ text: String) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E:
                if let ascii = Unicode.Scalar(scalar.value - 0xFEE0) { result.append(ascii) }
            case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F,
                0x205F, 0x3000:
                result.append(" ")
            case 0x200B...0x200F, 0x2060, 0xFEFF, 0xAD, 0x202A...0x202E, 0xFE00...0xFE0F: break
            case 0xFFE5: result.append("¥")
            default: result.append(scalar)
            }
        }
        return result
    }

    /// The folded text without its spaces.
    package static func compact(_ text: String) -> [Unicode.Scalar] {
        folded(text).filter { $0 != " " }
    }

    package static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// Text as a person would retype it: spaces at the ends gone, line breaks and runs of blanks one
    /// space. Null where nothing is left.
    package static func tidy(_ text: String) -> String? {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isBlank = folded(String(scalar)) == [" "]
            if !isBlank {
                word.append(scalar)
            } else if !word.isEmpty {
                words.append(String(word))
                word = String.UnicodeScalarView()
            }
        }
        if !word.isEmpty { words.append(String(word)) }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    package static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x30 && scalar.value <= 0x39
    }

    /// The value of a Chinese digit, 〇 to 九.
    package static func chineseDigit(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "〇", "○", "零", "Ｏ", "O": 0
        case "一": 1
        case "二": 2
        case "三": 3
        case "四": 4
        case "五": 5
        case "六": 6
        case "七": 7
        case "八": 8
        case "九": 9
        default: nil
        }
    }
}

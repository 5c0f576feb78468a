/// Forms of one character made one: what people type with a Chinese keyboard, as ASCII.
package enum TextFolding {
    /// Full-width forms (U+FF01 to U+FF5E) to ASCII, every kind of space to U+0020, invisible
    /// characters away. Nothing else changes.
    package static func folded(_ text: String) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            // Han characters and visible ASCII, which is nearly everything, stay as they are.
            let value = scalar.value
            if (value > 0x20 && value < 0x7F) || (value >= 0x3400 && value < 0xA000) {
                result.append(scalar)
            } else {
                fold(scalar, into: &result)
            }
        }
        return result
    }

    /// One scalar folded; nil for an invisible one.
    package static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        let value = scalar.value
        if (value > 0x20 && value < 0x7F) || (value >= 0x3400 && value < 0xA000) { return scalar }
        var result: [Unicode.Scalar] = []
        fold(scalar, into: &result)
        return result.first
    }

    private static func fold(_ scalar: Unicode.Scalar, into result: inout [Unicode.Scalar]) {
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

    /// Whether a text has nothing but spaces and invisible characters.
    package static func isBlank(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first else { return true }
        if (first.value > 0x20 && first.value < 0x7F)
            || (first.value >= 0x3400 && first.value < 0xA000)
        {
            return false
        }
        return folded(text).allSatisfy { $0 == " " }
    }

    /// Whether a text contains another, byte by byte: what the standard library's search does slowly.
    package static func contains(_ text: String, _ part: String) -> Bool {
        var (text, part) = (text, part)
        return text.withUTF8 { haystack in
            part.withUTF8 { needle in
                guard let first = needle.first else { return true }
                guard haystack.count >= needle.count else { return false }
                for start in 0...(haystack.count - needle.count) where haystack[start] == first {
                    var length = 1
                    while length < needle.count, haystack[start + length] == needle[length] {
                        length += 1
                    }
                    if length == needle.count { return true }
                }
                return false
            }
        }
    }

    /// The folded text without its spaces.
    package static func compact(_ text: String) -> [Unicode.Scalar] {
        folded(text).filter { $0 != " " }
    }

    package static func string(_ scalars: [Unicode.Scalar]) -> String { string(scalars[...]) }

    package static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        for scalar in scalars { view.append(scalar) }
        return String(view)
    }

    /// Text as a person would retype it: spaces at the ends gone, line breaks and runs of blanks one
    /// space. Null where nothing is left.
    package static func tidy(_ text: String) -> String? {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if !isSpace(scalar) {
                word.append(scalar)
            } else if !word.isEmpty {
                words.append(String(word))
                word = String.UnicodeScalarView()
            }
        }
        if !word.isEmpty { words.append(String(word)) }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    /// A name as it is written: like ``tidy(_:)``, and without spaces between Han characters, where they only
    /// align a column or break a line.
    package static func name(_ text: String) -> String? {
        guard let tidy = tidy(text) else { return nil }
        let scalars = Array(tidy.unicodeScalars)
        func isHan(_ index: Int) -> Bool {
            scalars.indices.contains(index) && scalars[index].value >= 0x3400
                && scalars[index].value < 0xA000
        }
        var name = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated()
        where scalar != " " || !isHan(index - 1) || !isHan(index + 1) {
            name.append(scalar)
        }
        return String(name)
    }

    package static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        folded(scalar) == " "
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

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

    private static func fold(_ scalar: Unicode.Scalar, into result: inout [Unicode.Scalar]) {
        if let folded = folded(scalar) { result.append(folded) }
    }

    /// One scalar folded; nil for an invisible one.
    package static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x21...0x7E, 0x3400..<0xA000: scalar
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F,
            0x205F, 0x3000:
            " "
        case 0x200B...0x200F, 0x2060, 0xFEFF, 0xAD, 0x202A...0x202E, 0xFE00...0xFE0F: nil
        case 0xFFE5: "¥"
        default: scalar
        }
    }

    /// Whether a text has nothing but spaces and invisible characters.
    package static func isBlank(_ text: String) -> Bool {
        let bytes = text.utf8.span
        if bytes.isEmpty { return true }
        // Visible ASCII, or a Han character.
        if (bytes[0] > 0x20 && bytes[0] < 0x7F) || (bytes[0] >= 0xE4 && bytes[0] <= 0xE9) {
            return false
        }
        return folded(text).allSatisfy { $0 == " " }
    }

    /// Whether a text contains another, byte by byte: what the standard library's search does slowly.
    package static func contains(_ text: String, _ part: String) -> Bool {
        let (haystack, needle) = (text.utf8.span, part.utf8.span)
        guard !needle.isEmpty else { return true }
        guard haystack.count >= needle.count else { return false }
        // Han characters share their first bytes: the last one of the needle tells more.
        let end = needle.count - 1
        let last = needle[end]
        for start in 0...(haystack.count - needle.count) where haystack[start + end] == last {
            var length = 0
            while length < end, haystack[start + length] == needle[length] { length += 1 }
            if length == end { return true }
        }
        return false
    }

    /// Whether two texts are the same bytes.
    package static func isSame(_ left: String, _ right: String) -> Bool {
        let (left, right) = (left.utf8.span.bytes, right.utf8.span.bytes)
        guard left.byteCount == right.byteCount else { return false }
        return isSame(left, right, from: 0)
    }

    /// Whether a text ends with another, byte by byte.
    package static func ends(_ text: String, with end: String) -> Bool {
        let (text, end) = (text.utf8.span.bytes, end.utf8.span.bytes)
        guard text.byteCount >= end.byteCount else { return false }
        return isSame(end, text, from: text.byteCount - end.byteCount)
    }

    /// Whether a text starts with another, byte by byte.
    package static func starts(_ text: String, with start: String) -> Bool {
        let (text, start) = (text.utf8.span.bytes, start.utf8.span.bytes)
        return text.byteCount >= start.byteCount && isSame(start, text, from: 0)
    }

    /// Whether all of some bytes stand at a place of others, which are long enough.
    private static func isSame(_ part: RawSpan, _ whole: RawSpan, from start: Int) -> Bool {
        var index = 0
        while index + 8 <= part.byteCount {
            let wanted = part.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            guard
                whole.unsafeLoadUnaligned(fromByteOffset: start + index, as: UInt64.self) == wanted
            else { return false }
            index += 8
        }
        while index < part.byteCount {
            let wanted = part.unsafeLoad(fromByteOffset: index, as: UInt8.self)
            guard whole.unsafeLoad(fromByteOffset: start + index, as: UInt8.self) == wanted else {
                return false
            }
            index += 1
        }
        return true
    }

    /// Whether a text may have spaces of any kind; certain where it says no.
    package static func mayHaveSpace(_ text: String) -> Bool {
        let bytes = text.utf8.span
        for index in bytes.indices {
            let byte = bytes[index]
            switch byte {
            case 0x09...0x0D, 0x20, 0xC2, 0xE1, 0xE2: return true
            case 0xE3:
                if index + 2 < bytes.count, bytes[index + 1] == 0x80, bytes[index + 2] == 0x80 {
                    return true
                }
            default: break
            }
        }
        return false
    }

    /// The folded text without its spaces.
    package static func compact(_ text: String) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            let value = scalar.value
            if (value > 0x20 && value < 0x7F) || (value >= 0x3400 && value < 0xA000) {
                result.append(scalar)
            } else if let folded = folded(scalar), folded != " " {
                result.append(folded)
            }
        }
        return result
    }

    package static func string(_ scalars: [Unicode.Scalar]) -> String { string(scalars[...]) }

    package static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var length = 0
        for scalar in scalars { length += UTF8.width(scalar) }
        return String(unsafeUninitializedCapacity: length) { bytes in
            var index = 0
            for scalar in scalars {
                for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                    bytes[index] = byte
                    index += 1
                }
            }
            return index
        }
    }

    /// Text as a person would retype it: spaces at the ends gone, line breaks and runs of blanks one
    /// space. Null where nothing is left.
    package static func tidy(_ text: String) -> String? {
        if !mayHaveSpace(text) { return text.isEmpty ? nil : text }
        var tidy: [Unicode.Scalar] = []
        tidy.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            if !isSpace(scalar) {
                tidy.append(scalar)
            } else if let last = tidy.last, last != " " {
                tidy.append(" ")
            }
        }
        if tidy.last == " " { tidy.removeLast() }
        return tidy.isEmpty ? nil : string(tidy)
    }

    /// A name as it is written: like ``tidy(_:)``, and without spaces between Han characters, where they only
    /// align a column or break a line.
    package static func name(_ text: String) -> String? {
        guard let tidy = tidy(text) else { return nil }
        guard tidy.utf8.contains(0x20) else { return tidy }
        let scalars = Array(tidy.unicodeScalars)
        func isHan(_ index: Int) -> Bool {
            scalars.indices.contains(index) && scalars[index].value >= 0x3400
                && scalars[index].value < 0xA000
        }
        var name: [Unicode.Scalar] = []
        for (index, scalar) in scalars.enumerated()
        where scalar != " " || !isHan(index - 1) || !isHan(index + 1) {
            name.append(scalar)
        }
        return string(name)
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

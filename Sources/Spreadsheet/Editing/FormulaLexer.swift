/// Cuts the text of a formula into pieces; see ``FormulaText``.
struct FormulaLexer {
    private let bytes: [UInt8]
    private var index = 0
    private var found: [FormulaText.Piece] = []

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func pieces() -> [FormulaText.Piece] {
        while index < bytes.count { next() }
        return found
    }

    private func byte(at index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func next() {
        let start = index
        switch bytes[index] {
        case UInt8(ascii: "\""):
            skipQuoted(UInt8(ascii: "\""))
            add(.string, start)
        case UInt8(ascii: "'"):
            skipQuoted(UInt8(ascii: "'"))
            if byte(at: index) == UInt8(ascii: "!") {
                let name = String(
                    decoding: bytes[start + 1..<max(start + 1, index - 1)], as: UTF8.self)
                index += 1
                add(.sheet(name.replacing("''", with: "'")), start)
            } else {
                add(.other(UInt8(ascii: "'")), start)
            }
        case UInt8(ascii: "#"):
            index += 1
            while let byte = byte(at: index), FormulaLexer.isErrorByte(byte) {
                index += 1
                // `#REF!A1`: what follows is a reference.
                if byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") { break }
            }
            add(.error, start)
        case UInt8(ascii: "["): skipBrackets(start)
        case let byte where FormulaLexer.isWordByte(byte): word(start)
        case let byte:
            index += 1
            add(.other(byte), start)
        }
    }

    private mutating func add(_ token: FormulaText.Token, _ start: Int) {
        found.append(FormulaText.Piece(token: token, range: start..<index))
    }

    /// A quote in a quoted text is written twice.
    private mutating func skipQuoted(_ quote: UInt8) {
        index += 1
        while index < bytes.count {
            if bytes[index] == quote {
                guard byte(at: index + 1) == quote else {
                    index += 1
                    return
                }
                index += 1
            }
            index += 1
        }
    }

    /// `'` takes its special meaning from the next character inside of brackets (18.17.6.4).
    private mutating func skipBrackets(_ start: Int) {
        var depth = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "'"): index += 1
            default: break
            }
            index += 1
            if depth == 0 { break }
        }
        index = min(index, bytes.count)
        add(.brackets, start)
    }

    private mutating func word(_ start: Int) {
        while let byte = byte(at: index), FormulaLexer.isWordByte(byte) { index += 1 }
        let word = bytes[start..<index]
        switch byte(at: index) {
        case UInt8(ascii: "!"):
            index += 1
            let name = String(decoding: word, as: UTF8.self)
            return add(.sheet(name), start)
        case UInt8(ascii: "("):
            return add(.function(String(decoding: word, as: UTF8.self).uppercased()), start)
        case UInt8(ascii: "["):
            return add(.name(String(decoding: word, as: UTF8.self)), start)
        default: break
        }
        if isThreeDimensional(from: index) {
            // `Sheet1:Sheet3!A1`: the first sheet's name may look like a cell.
            return add(.name(String(decoding: word, as: UTF8.self)), start)
        }
        if let corner = FormulaText.Corner(word) {
            if corner.row != nil, corner.column != nil { return add(.corner(corner), start) }
            if isHalf(corner, before: start) { return add(.corner(corner), start) }
        }
        number(start, word)
    }

    private func isThreeDimensional(from index: Int) -> Bool {
        guard byte(at: index) == UInt8(ascii: ":") else { return false }
        var end = index + 1
        while let byte = byte(at: end), FormulaLexer.isWordByte(byte) { end += 1 }
        return byte(at: end) == UInt8(ascii: "!")
    }

    /// Whether a lone column or row has its like on the other side of a colon.
    private func isHalf(_ corner: FormulaText.Corner, before start: Int) -> Bool {
        func isAlike(_ other: FormulaText.Corner?) -> Bool {
            guard let other else { return false }
            return (other.row == nil) == (corner.row == nil)
                && (other.column == nil) == (corner.column == nil)
        }
        if byte(at: index) == UInt8(ascii: ":") {
            var end = index + 1
            while let byte = byte(at: end), FormulaLexer.isWordByte(byte) { end += 1 }
            return isAlike(FormulaText.Corner(bytes[index + 1..<end]))
        }
        guard found.last?.token == .other(UInt8(ascii: ":")), found.count >= 2,
            case .corner(let other) = found[found.count - 2].token
        else { return false }
        return isAlike(other)
    }

    private mutating func number(_ start: Int, _ word: ArraySlice<UInt8>) {
        let first = bytes[start]
        let isNumber =
            (first >= UInt8(ascii: "0") && first <= UInt8(ascii: "9"))
            || first == UInt8(ascii: ".")
        guard isNumber else { return add(.name(String(decoding: word, as: UTF8.self)), start) }
        // `1E+5`: the sign is no operator.
        if let last = word.last, last & 0xDF == UInt8(ascii: "E"),
            let sign = byte(at: index), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
        {
            index += 1
            while let byte = byte(at: index), FormulaLexer.isWordByte(byte) { index += 1 }
        }
        add(.number(String(decoding: bytes[start..<index], as: UTF8.self)), start)
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        let letter = byte & 0xDF
        return byte >= 0x80 || (letter >= UInt8(ascii: "A") && letter <= UInt8(ascii: "Z"))
            || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "$")
            || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "?")
    }

    private static func isErrorByte(_ byte: UInt8) -> Bool {
        let letter = byte & 0xDF
        return (letter >= UInt8(ascii: "A") && letter <= UInt8(ascii: "Z"))
            || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
            || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "!")
            || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "_")
    }
}

import XMLStream

/// Cells in the few spellings that nearly all cells have, taken at sight: large sheets are read so several times
/// as fast as by events. Whatever is spelled in another way is left to the events, from the `<` of its cell on.
extension WorksheetParser {
    var takesStretches: Bool { true }

    func stretch(_ bytes: Span<UInt8>, namespace: UInt16) throws -> Int {
        guard namespace == MarkupNamespace.spreadsheet, !isInCell, collecting == .nothing,
            !filter.isSkipping
        else { return 0 }
        var position = 0
        while let next = try plainCell(bytes, position) { position = next }
        return position
    }

    private enum PlainType { case number, shared, inline }

    /// The attributes of a cell's tag.
    private struct PlainTag {
        var row: Int
        var column: Int
        var style = 0
        var type = PlainType.number
        /// The position of `>` or `/>`.
        var end = 0
    }

    /// Whether the bytes of a short word stand at a position.
    @inline(__always)
    private static func holds(
        _ bytes: Span<UInt8>, _ position: Int, _ word: StaticString
    ) -> Bool {
        let count = word.utf8CodeUnitCount
        guard position &+ count <= bytes.count else { return false }
        let letters = word.utf8Start
        for index in 0..<count where bytes[position &+ index] != letters[index] { return false }
        return true
    }

    /// Takes the cell at `start`; the position behind it, or nil where it is none of these spellings or not
    /// all there. Nothing has changed then.
    @inline(__always)
    private func plainCell(_ bytes: Span<UInt8>, _ start: Int) throws -> Int? {
        guard WorksheetParser.holds(bytes, start, "<c"),
            let tag = plainTag(bytes, start &+ 2),
            let reference = CellReference(row: tag.row, column: tag.column)
        else { return nil }
        if !WorksheetParser.holds(bytes, tag.end, "><") {
            guard WorksheetParser.holds(bytes, tag.end, "/>"), !keepsBlanks else { return nil }
            enter(reference)
            return tag.end &+ 2
        }
        let content = tag.end &+ 1
        if tag.type == .inline {
            return try plainInlineText(bytes, content, reference, tag.style)
        }
        guard WorksheetParser.holds(bytes, content, "<v>") else { return nil }
        let value = content &+ 3
        var end = value
        var index = 0
        if tag.type == .shared {
            while end < bytes.count {
                let digit = bytes[end] &- UInt8(ascii: "0")
                if digit > 9 { break }
                index = index &* 10 &+ Int(digit)
                end &+= 1
                if end &- value > 9 { return nil }
            }
            guard end > value, index < strings.count else { return nil }
        } else {
            guard let number = NumberLiteral.end(bytes, from: value) else { return nil }
            end = number
        }
        guard end &- value <= stringLimit, WorksheetParser.holds(bytes, end, "</v></c>") else {
            return nil
        }
        enter(reference)
        if tag.type == .shared {
            try sink.sharedText(index, of: strings, at: reference, style: tag.style)
        } else {
            try sink.number(bytes.extracting(value..<end), at: reference, style: tag.style)
        }
        return end &+ 8
    }

    @inline(__always)
    private func enter(_ cell: CellReference) {
        row = cell.row
        column = cell.column
        nextColumn = cell.column &+ 1
    }

    private func plainInlineText(
        _ bytes: Span<UInt8>, _ start: Int, _ reference: CellReference, _ style: Int
    ) throws -> Int? {
        var text = start &+ 7
        if !WorksheetParser.holds(bytes, start, "<is><t>") {
            guard WorksheetParser.holds(bytes, start, "<is><t xml:space=\"preserve\">") else {
                return nil
            }
            text = start &+ 28
        }
        guard let end = PlainText.end(bytes, from: text) else {
            return try referencedText(bytes, text, reference, style)
        }
        guard end &- text <= stringLimit, WorksheetParser.holds(bytes, end, "</t></is></c>") else {
            return nil
        }
        enter(reference)
        try sink.text(bytes.extracting(text..<end), at: reference, style: style)
        return end &+ 13
    }

    private func referencedText(
        _ bytes: Span<UInt8>, _ start: Int, _ reference: CellReference, _ style: Int
    ) throws -> Int? {
        guard let end = PlainText.end(bytes, from: start, decodedTo: &decoded),
            decoded.count <= stringLimit, WorksheetParser.holds(bytes, end, "</t></is></c>")
        else { return nil }
        enter(reference)
        let text = decoded
        try sink.text(text.span, at: reference, style: style)
        return end &+ 13
    }

    /// The tag whose attributes begin at `start`: `r`, `s` and `t`, each at most once, one blank before each.
    @inline(__always)
    private func plainTag(_ bytes: Span<UInt8>, _ start: Int) -> PlainTag? {
        var tag = PlainTag(row: row, column: nextColumn)
        var position = start
        var seen: UInt8 = 0
        while position &+ 4 < bytes.count, bytes[position] == 0x20 {
            guard bytes[position &+ 2] == UInt8(ascii: "="),
                bytes[position &+ 3] == UInt8(ascii: "\"")
            else { return nil }
            let value = position &+ 4
            let end: Int?
            let mark: UInt8
            switch bytes[position &+ 1] {
            case UInt8(ascii: "r"):
                mark = 1
                end = WorksheetParser.reference(bytes, value, &tag)
            case UInt8(ascii: "s"):
                mark = 2
                end = WorksheetParser.number(bytes, value, digits: 9, &tag.style)
            case UInt8(ascii: "t"):
                mark = 4
                end = WorksheetParser.type(bytes, value, &tag)
            default: return nil
            }
            guard let end, end < bytes.count, bytes[end] == UInt8(ascii: "\""), seen & mark == 0
            else { return nil }
            seen |= mark
            position = end &+ 1
        }
        tag.end = position
        return tag
    }

    @inline(__always)
    private static func type(_ bytes: Span<UInt8>, _ start: Int, _ tag: inout PlainTag) -> Int? {
        if holds(bytes, start, "s\"") {
            tag.type = .shared
            return start &+ 1
        }
        if holds(bytes, start, "n\"") { return start &+ 1 }
        guard holds(bytes, start, "inlineStr") else { return nil }
        tag.type = .inline
        return start &+ 9
    }

    /// Reads one to so many digits; the position behind them.
    @inline(__always)
    private static func number(
        _ bytes: Span<UInt8>, _ start: Int, digits: Int, _ value: inout Int
    ) -> Int? {
        var position = start
        var number = 0
        while position < bytes.count {
            let digit = bytes[position] &- UInt8(ascii: "0")
            if digit > 9 { break }
            number = number &* 10 &+ Int(digit)
            position &+= 1
            if position &- start > digits { return nil }
        }
        guard position > start else { return nil }
        value = number
        return position
    }

    @inline(__always)
    private static func reference(
        _ bytes: Span<UInt8>, _ start: Int, _ tag: inout PlainTag
    ) -> Int? {
        var position = start
        var column = 0
        while position < bytes.count {
            let letter = bytes[position] &- UInt8(ascii: "A")
            if letter > 25 { break }
            column = column &* 26 &+ Int(letter) &+ 1
            position &+= 1
            if position &- start > 3 { return nil }
        }
        guard position > start, position < bytes.count, bytes[position] != UInt8(ascii: "0") else {
            return nil
        }
        var row = 0
        guard let end = number(bytes, position, digits: 7, &row) else { return nil }
        tag.row = row &- 1
        tag.column = column &- 1
        return end
    }
}

extension NumberLiteral {
    /// The position behind the number at `start`, as far as ``isValid(_:)`` takes it; nil where there is none.
    @inline(__always)
    static func end(_ bytes: Span<UInt8>, from start: Int) -> Int? {
        var position = start
        let count = bytes.count
        if position < count, bytes[position] == UInt8(ascii: "-") { position &+= 1 }
        let first = position
        while position < count, bytes[position] &- UInt8(ascii: "0") <= 9 { position &+= 1 }
        var digits = position &- first
        if position < count, bytes[position] == UInt8(ascii: ".") {
            position &+= 1
            let fraction = position
            while position < count, bytes[position] &- UInt8(ascii: "0") <= 9 { position &+= 1 }
            digits &+= position &- fraction
        }
        guard digits > 0, position < count else { return nil }
        if bytes[position] == UInt8(ascii: "<") { return position }
        // Powers of ten and what else a number may be spelled with.
        while position < count, bytes[position] != UInt8(ascii: "<"), position &- start < 64 {
            position &+= 1
        }
        return isValid(bytes.extracting(start..<position)) ? position : nil
    }

    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]

    /// The binary number nearest to the digits of a valid number.
    package static func double(_ digits: Span<UInt8>) -> Double {
        // Up to 2^53 and 10^22 both are exact, so that their quotient is rounded once.
        var mantissa = 0
        var decimals = 0
        var isFraction = false
        var index = 0
        let isNegative = digits.count > 0 && digits[0] == UInt8(ascii: "-")
        if isNegative { index = 1 }
        while index < digits.count, mantissa < 900_719_925_474_099 {
            let digit = digits[index] &- UInt8(ascii: "0")
            if digit <= 9 {
                mantissa = mantissa &* 10 &+ Int(digit)
                if isFraction { decimals &+= 1 }
            } else if digits[index] == UInt8(ascii: "."), !isFraction {
                isFraction = true
            } else {
                break
            }
            index &+= 1
        }
        if index == digits.count, decimals < powers.count {
            let size = Double(mantissa) / powers[decimals]
            return isNegative ? -size : size
        }
        return Double(String(borrowed: digits)) ?? .nan
    }
}

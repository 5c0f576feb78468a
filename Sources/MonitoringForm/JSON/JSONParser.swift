/// Where a JSON text breaks the grammar.
package struct JSONError: Error, Hashable, Sendable {
    /// Line and byte column, counted from 1.
    package let line: Int
    package let column: Int
    /// What was expected, in English.
    package let expected: String
}

/// Reads JSON (RFC 8259) strictly: UTF-8, no comments, no trailing commas, nesting up to 200, values up to two million.
package struct JSONParser {
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0
    /// Values that may still be read.
    private var room = JSONParser.valueLimit

    /// Levels of nesting that are read.
    static let depthLimit = 200
    /// Values of a text, each of which takes up to a hundred bytes of memory, however short it is written: ten times
    /// what a workbook of six thousand returns is made of.
    static let valueLimit = 2_000_000

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        // A byte-order mark is not JSON, but Notepad writes it.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// - Throws: ``JSONError``.
    package static func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
        var room = valueLimit
        return try parse(bytes, room: &room)
    }

    /// Reads one of several texts.
    ///
    /// - Parameter room: values that may be read of all texts together; those of this one are taken away.
    package static func parse(_ bytes: [UInt8], room: inout Int) throws(JSONError) -> JSONValue {
        var parser = JSONParser(bytes)
        parser.room = room
        defer { room = parser.room }
        let value = try parser.value()
        try parser.end()
        return value
    }

    func error(_ expected: String) -> JSONError {
        let before = bytes[..<min(position, bytes.count)]
        let line = before.count { $0 == 0x0A } + 1
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return JSONError(line: line, column: before.count - start + 1, expected: expected)
    }

    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            position += 1
        }
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard let byte = next, byte == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    mutating func value() throws(JSONError) -> JSONValue {
        skipSpace()
        room -= 1
        guard room >= 0 else { throw error("fewer values") }
        switch next {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default:
            let digits = try number()
            return .number(String(decoding: bytes[digits], as: UTF8.self))
        }
    }

    /// Reads an array without keeping what is in it; false where the next value is none.
    mutating func skipArray() throws(JSONError) -> Bool {
        skipSpace()
        guard take("[") else { return false }
        try nest()
        defer { depth -= 1 }
        skipSpace()
        if take("]") { return true }
        repeat {
            // Only what is held at a time counts.
            room = JSONParser.valueLimit
            _ = try value()
            skipSpace()
        } while take(",")
        guard take("]") else { throw error("a comma or ]") }
        return true
    }

    /// Nothing but space up to the end of the text.
    mutating func end() throws(JSONError) {
        skipSpace()
        guard position == bytes.count else { throw error("end of text") }
    }

    /// Takes a key that is written without escapes, and its colon, if it comes next.
    mutating func takeKey(_ key: String) -> Bool {
        skipSpace()
        let key = key.utf8.span
        let end = position + key.count + 1
        guard end < bytes.count, bytes[position] == UInt8(ascii: "\""),
            bytes[end] == UInt8(ascii: "\"")
        else { return false }
        for index in key.indices where bytes[position + 1 + index] != key[index] { return false }
        position = end + 1
        skipSpace()
        return take(":")
    }

    mutating func takeNull() -> Bool {
        guard next == UInt8(ascii: "n"), bytes[position...].starts(with: "null".utf8) else {
            return false
        }
        position += 4
        return true
    }

    private mutating func word(
        _ word: String, _ value: JSONValue
    ) throws(JSONError) -> JSONValue {
        guard bytes[position...].starts(with: word.utf8) else { throw error("a value") }
        position += word.utf8.count
        return value
    }

    private mutating func nest() throws(JSONError) {
        depth += 1
        guard depth <= JSONParser.depthLimit else { throw error("fewer levels") }
    }

    private mutating func object() throws(JSONError) -> JSONValue {
        try nest()
        defer { depth -= 1 }
        position += 1
        var members: [JSONValue.Member] = []
        skipSpace()
        if take("}") { return .object(members) }
        repeat {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw error("a key in quotes") }
            let key = try string()
            skipSpace()
            guard take(":") else { throw error("a colon") }
            members.append(JSONValue.Member(key: key, value: try value()))
            skipSpace()
        } while take(",")
        guard take("}") else { throw error("a comma or }") }
        return .object(members)
    }

    private mutating func array() throws(JSONError) -> JSONValue {
        try nest()
        defer { depth -= 1 }
        position += 1
        var elements: [JSONValue] = []
        skipSpace()
        if take("]") { return .array(elements) }
        repeat {
            elements.append(try value())
            skipSpace()
        } while take(",")
        guard take("]") else { throw error("a comma or ]") }
        return .array(elements)
    }

    /// - Returns: where the digits stand.
    mutating func number() throws(JSONError) -> Range<Int> {
        let start = position
        func isDigit(_ byte: UInt8?) -> Bool {
            guard let byte else { return false }
            return byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
        }
        _ = take("-")
        if !take("0") {
            guard isDigit(next) else { throw error("a value") }
            while isDigit(next) { position += 1 }
        }
        if take(".") {
            guard isDigit(next) else { throw error("a digit") }
            while isDigit(next) { position += 1 }
        }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            guard isDigit(next) else { throw error("a digit") }
            while isDigit(next) { position += 1 }
        }
        return start..<position
    }

    /// The number at a place that ``number()`` gave; nil where it has more digits than fit.
    func decimal(_ digits: Range<Int>) -> ExactDecimal? {
        ExactDecimal(bytes.span.extracting(digits))
    }

    mutating func string() throws(JSONError) -> String {
        position += 1
        // Most strings have no escapes: take them in one piece.
        var end = position
        while end < bytes.count, bytes[end] >= 0x20, bytes[end] != UInt8(ascii: "\""),
            bytes[end] != UInt8(ascii: "\\")
        {
            end += 1
        }
        if end < bytes.count, bytes[end] == UInt8(ascii: "\"") {
            guard let string = String(validating: bytes[position..<end], as: UTF8.self) else {
                throw error("UTF-8")
            }
            position = end + 1
            return string
        }
        var text: [UInt8] = []
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw error("UTF-8")
                }
                return string
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw error("an escaped control character")
            default: text.append(byte)
            }
        }
        throw error("a closing quote")
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
        guard let byte = next else { throw error("an escape") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            var units = [try codeUnit()]
            if UTF16.isLeadSurrogate(units[0]), bytes[position...].starts(with: "\\u".utf8) {
                position += 2
                units.append(try codeUnit())
            }
            guard let string = String(validating: units, as: UTF16.self) else {
                throw error("a whole surrogate pair")
            }
            text.append(contentsOf: string.utf8)
        default: throw error("an escape")
        }
    }

    private mutating func codeUnit() throws(JSONError) -> UInt16 {
        let digits = bytes[position...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw error("four hexadecimal digits") }
        position += 4
        return unit
    }
}

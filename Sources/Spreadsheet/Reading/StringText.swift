import XMLStream

/// Collects the bytes of a string as the file has them and decodes what spreadsheets escape.
struct StringText {
    private(set) var bytes: [UInt8] = []
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
        bytes.reserveCapacity(64)
    }

    mutating func append(_ piece: Span<UInt8>) throws {
        guard bytes.count + piece.count <= limit else {
            throw SpreadsheetError(.limitExceeded, reason: "stringSize")
        }
        bytes.append(borrowed: piece)
    }

    /// Empties the buffer, which keeps its storage.
    mutating func clear() { bytes.removeAll(keepingCapacity: true) }

    /// The string, with `_xHHHH_` decoded (ISO/IEC 29500-1, 22.9.2.19, ST_Xstring).
    var string: String {
        bytes.contains(UInt8(ascii: "_"))
            ? StringText.decodingEscapes(in: bytes) : String(decoding: bytes, as: UTF8.self)
    }

    /// The bytes as a string of digits, in which nothing is escaped.
    var digits: String { String(decoding: bytes, as: UTF8.self) }

    /// The bytes without white space at both ends.
    var trimmed: ArraySlice<UInt8> {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
        var slice = bytes[...]
        while let first = slice.first, isBlank(first) { slice.removeFirst() }
        while let last = slice.last, isBlank(last) { slice.removeLast() }
        return slice
    }

    /// The bytes as a number, white space around it left out.
    var index: Int? { StringText.index(bytes.span) ?? StringText.index(trimmed.span) }

    private static func index(_ digits: Span<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.count <= 12 else { return nil }
        var value = 0
        for position in digits.indices {
            let digit = digits[position] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }

    static func decodingEscapes(in bytes: [UInt8]) -> String {
        let lead: (UInt8, UInt8) = (UInt8(ascii: "_"), UInt8(ascii: "x"))
        // Of long lists of texts hardly one has an escape, and UTF-16 takes many times what UTF-8 does.
        guard zip(bytes, bytes.dropFirst()).contains(where: { $0 == lead }) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        // Escapes are UTF-16 code units: two in a row may be a surrogate pair.
        var units: [UInt16] = []
        let text = Array(String(decoding: bytes, as: UTF8.self).utf16)
        var index = 0
        while index < text.count {
            if let unit = escape(in: text, at: index) {
                units.append(unit)
                index += 7
            } else {
                units.append(text[index])
                index += 1
            }
        }
        return String(decoding: units, as: UTF16.self)
    }

    private static func escape(in text: [UInt16], at index: Int) -> UInt16? {
        guard index + 6 < text.count, text[index] == 0x5F, text[index + 1] == 0x78,
            text[index + 6] == 0x5F
        else { return nil }
        var value: UInt16 = 0
        for unit in text[index + 2..<index + 6] {
            guard let scalar = Unicode.Scalar(unit), scalar.isASCII,
                let digit = Character(scalar).hexDigitValue
            else { return nil }
            value = value << 4 | UInt16(digit)
        }
        return value
    }
}

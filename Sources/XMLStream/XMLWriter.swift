/// Writes the XML of packages as UTF-8 into a buffer of its own, that the caller empties from time to
/// time. It does not check nesting: its callers write fixed structures.
///
/// Why not libxml2's writer: it allocates a string for each value, knows nothing of `_xHHHH_`, and
/// costs more than the rest of writing a cell together.
@safe
package struct XMLWriter: ~Copyable {
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// Bytes in the buffer.
    package private(set) var count = 0

    package init(capacity: Int = 4096) {
        self.capacity = max(64, capacity)
        unsafe base = .allocate(capacity: self.capacity)
    }

    deinit { unsafe base.deallocate() }

    /// Forgets what was written; the buffer is kept.
    package mutating func removeAll() { count = 0 }

    /// The bytes written since the buffer was emptied.
    package func withBytes<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(UnsafeBufferPointer(start: base, count: count).span)
    }

    // MARK: Raw bytes

    /// Makes room for so many more bytes.
    @inline(__always)
    private mutating func reserve(_ bytes: Int) {
        if capacity - count < bytes { grow(bytes) }
    }

    @inline(never)
    private mutating func grow(_ bytes: Int) {
        let larger = max(capacity * 2, count + bytes)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        unsafe moved.initialize(from: base, count: count)
        unsafe base.deallocate()
        unsafe base = moved
        capacity = larger
    }

    @inline(__always)
    private mutating func put(_ byte: UInt8) {
        unsafe base[count] = byte
        count += 1
    }

    /// Markup that needs no escaping.
    package mutating func markup(_ text: StaticString) {
        let size = text.utf8CodeUnitCount
        reserve(size)
        text.withUTF8Buffer { source in
            guard let start = source.baseAddress else { return }
            unsafe (base + count).update(from: start, count: size)
        }
        count += size
    }

    /// Up to eight bytes of markup in one step.
    package mutating func markup(_ short: ShortText) {
        reserve(8)
        unsafe UnsafeMutableRawPointer(base + count).storeBytes(of: short.word, as: UInt64.self)
        count += short.count
    }

    /// Bytes that are markup already.
    package mutating func markup(_ bytes: Span<UInt8>) {
        reserve(bytes.count)
        unsafe bytes.withUnsafeBufferPointer { source in
            guard let start = source.baseAddress else { return }
            unsafe (base + count).update(from: start, count: source.count)
        }
        count += bytes.count
    }

    // MARK: Numbers

    /// Decimal digits of a whole number.
    package mutating func integer(_ value: Int) {
        reserve(20)
        if value < 0 { put(UInt8(ascii: "-")) }
        digits(value.magnitude)
    }

    /// The digits of the shortest decimal that reads back as `value`, which is finite.
    package mutating func number(_ value: Double) {
        let size = value.magnitude
        // Whole numbers, and most amounts with a few decimals, need no general algorithm: where a
        // quotient of two exact numbers is `value`, its digits are the shortest that read back.
        if size < 9e15 {
            var scale = 1.0
            for decimals in 0...6 {
                let scaled = (size * scale).rounded()
                guard scaled < 9e15 else { break }
                if scaled / scale == size {
                    fixed(UInt(scaled), decimals: decimals, isNegative: value < 0)
                    return
                }
                scale *= 10
            }
        }
        var text = value.description
        text.withUTF8 { unsafe markup($0.span) }
    }

    private mutating func fixed(_ scaled: UInt, decimals: Int, isNegative: Bool) {
        reserve(28)
        if isNegative { put(UInt8(ascii: "-")) }
        guard decimals > 0 else { return digits(scaled) }
        let power = XMLWriter.powers[decimals]
        let (whole, fraction) = scaled.quotientAndRemainder(dividingBy: power)
        digits(whole)
        put(UInt8(ascii: "."))
        var rest = fraction
        for place in stride(from: decimals - 1, through: 0, by: -1) {
            unsafe base[count + place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count += decimals
    }

    private static let powers: [UInt] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000]

    @inline(__always)
    private mutating func digits(_ value: UInt) {
        var length = 1
        var bound: UInt = 10
        while value >= bound, length < 20 {
            length += 1
            let (next, overflow) = bound.multipliedReportingOverflow(by: 10)
            if overflow { break }
            bound = next
        }
        var rest = value
        var place = count + length
        while rest >= 10 {
            place -= 1
            unsafe base[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        unsafe base[count] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest)
        count += length
    }

    // MARK: Text

    /// Where a text stands, which decides what is escaped in it.
    package enum Place: Sendable {
        /// Character data.
        case content
        /// The value of an attribute: quotes and line breaks are escaped too.
        case attribute
        /// An attribute or content whose type knows no `_xHHHH_` (anything but ST_Xstring): what XML
        /// cannot hold becomes U+FFFD.
        case plain
    }

    /// Escaped text.
    ///
    /// What XML 1.0 cannot hold (control characters, U+FFFE, U+FFFF), and the carriage return, which
    /// parsers would turn into a line feed, is written as `_xHHHH_` (ISO/IEC 29500-1, 22.9.2.19). So
    /// that every text reads back as it was, an underscore that would begin such an escape becomes
    /// `_x005F_`.
    package mutating func text(_ text: String, in place: Place = .content) {
        var text = text
        text.withUTF8 { unsafe escaped($0, place) }
    }

    /// Escaped text, given as UTF-8.
    package mutating func text(utf8 bytes: Span<UInt8>, in place: Place = .content) {
        unsafe bytes.withUnsafeBufferPointer { unsafe escaped($0, place) }
    }

    private mutating func escaped(_ source: UnsafeBufferPointer<UInt8>, _ place: Place) {
        // No byte becomes more than eight: `"` is six, a control character seven.
        reserve(source.count * 8)
        var index = 0
        while index < source.count {
            let byte = unsafe source[index]
            if XMLWriter.isSpecial(byte) {
                index += unsafe special(byte, source, index, place)
            } else {
                put(byte)
                index += 1
            }
        }
    }

    /// Writes what `_`, `&` and their like become; returns the bytes it stands for.
    private mutating func special(
        _ byte: UInt8, _ source: UnsafeBufferPointer<UInt8>, _ index: Int, _ place: Place
    ) -> Int {
        switch byte {
        case UInt8(ascii: "&"): markup("&amp;")
        case UInt8(ascii: "<"): markup("&lt;")
        case UInt8(ascii: ">"): markup("&gt;")
        case UInt8(ascii: "\""):
            if place == .content { put(byte) } else { markup("&quot;") }
        case 0x09, 0x0A:
            if place == .content {
                put(byte)
            } else if byte == 0x09 {
                markup("&#9;")
            } else {
                markup("&#10;")
            }
        case 0x0D where place == .plain: markup("&#13;")
        case UInt8(ascii: "_"):
            if place != .plain, unsafe XMLWriter.beginsEscape(source, index) {
                markup("_x005F_")
            } else {
                put(byte)
            }
        case 0xEF:
            guard unsafe XMLWriter.isNonCharacter(source, index) else {
                put(byte)
                return 1
            }
            if place == .plain {
                markup("\u{FFFD}")
            } else if unsafe source[index + 2] == 0xBE {
                markup("_xFFFE_")
            } else {
                markup("_xFFFF_")
            }
            return 3
        default:
            if place == .plain {
                markup("\u{FFFD}")
            } else {
                markup("_x00")
                put(XMLWriter.hexDigit(byte >> 4))
                put(XMLWriter.hexDigit(byte & 15))
                put(UInt8(ascii: "_"))
            }
        }
        return 1
    }

    /// Whether `_` at `index` would be read as the begin of `_xHHHH_`; the closing underscore may be
    /// the first byte of an escape that follows.
    private static func beginsEscape(
        _ source: UnsafeBufferPointer<UInt8>, _ index: Int
    ) -> Bool {
        guard index + 6 < source.count, unsafe source[index + 1] == UInt8(ascii: "x") else {
            return false
        }
        for place in index + 2...index + 5 {
            let byte = unsafe source[place]
            let isHex =
                byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
                || byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "f")
            guard isHex else { return false }
        }
        let closing = unsafe source[index + 6]
        let isControl = closing < 0x20 && closing != 0x09 && closing != 0x0A
        return unsafe closing == UInt8(ascii: "_") || isControl
            || isNonCharacter(source, index + 6)
    }

    /// Whether U+FFFE or U+FFFF begins at `index`.
    private static func isNonCharacter(
        _ source: UnsafeBufferPointer<UInt8>, _ index: Int
    ) -> Bool {
        unsafe index + 2 < source.count && source[index] == 0xEF && source[index + 1] == 0xBF
            && source[index + 2] >= 0xBE
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }

    /// Bit n is set where byte n, below 64, is not simply copied: control characters, `"`, `&`, `<`, `>`.
    private static let lowSpecials: UInt64 = 0x5000_0044_FFFF_FFFF

    @inline(__always)
    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte < 64
            ? lowSpecials >> UInt64(byte) & 1 != 0 : byte == UInt8(ascii: "_") || byte == 0xEF
    }

    /// Whether a text begins or ends with white space, which Excel drops without
    /// `xml:space="preserve"`.
    package static func needsPreserving(utf8 bytes: Span<UInt8>) -> Bool {
        guard bytes.count > 0 else { return false }
        return bytes[0] <= 0x20 || bytes[bytes.count - 1] <= 0x20
    }

    package static func needsPreserving(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { unsafe needsPreserving(utf8: $0.span) }
    }
}

/// Up to eight ASCII characters in a machine word, such as the letters of a column.
package struct ShortText: Sendable {
    /// The characters in order of memory.
    package let word: UInt64
    package let count: Int

    /// What does not fit is cut off.
    package init(_ text: String) {
        var word: UInt64 = 0
        for (place, byte) in text.utf8.prefix(8).enumerated() {
            word |= UInt64(byte) << UInt64(place * 8)
        }
        self.word = word.littleEndian
        count = min(8, text.utf8.count)
    }
}

/// A decimal number as people write it: sign, digits, power of ten. Never binary.
///
/// Up to 38 significant digits, stored without trailing zeros, so that equal numbers are equal values.
package struct ExactDecimal: Hashable, Sendable {
    /// The digits without sign; not divisible by ten unless 0.
    package let digits: UInt128
    /// Power of ten that ``digits`` is multiplied by.
    package let exponent: Int
    package let isNegative: Bool

    package static let zero = ExactDecimal(digits: 0, exponent: 0, isNegative: false)

    /// Exponents beyond this are not a figure of any return.
    package static let exponentLimit = 400

    package init(digits: UInt128, exponent: Int, isNegative: Bool) {
        // 128-bit division is slow, and nearly all figures fit into 64 bits.
        if digits <= UInt64.max {
            self.init(
                short: UInt64(truncatingIfNeeded: digits), exponent: exponent,
                isNegative: isNegative)
            return
        }
        var (digits, exponent) = (digits, exponent)
        while digits % 10 == 0 {
            digits /= 10
            exponent += 1
        }
        self.init(reduced: digits, exponent: exponent, isNegative: isNegative)
    }

    private init(short digits: UInt64, exponent: Int, isNegative: Bool) {
        var (digits, exponent) = (digits, exponent)
        if digits == 0 {
            self.init(reduced: 0, exponent: 0, isNegative: false)
            return
        }
        while digits % 10 == 0 {
            digits /= 10
            exponent += 1
        }
        self.init(reduced: UInt128(digits), exponent: exponent, isNegative: isNegative)
    }

    /// - Parameter digits: not divisible by ten unless 0.
    private init(reduced digits: UInt128, exponent: Int, isNegative: Bool) {
        self.digits = digits
        self.exponent = exponent
        self.isNegative = isNegative
    }

    package init(_ value: Int) {
        self.init(digits: UInt128(value.magnitude), exponent: 0, isNegative: value < 0)
    }

    /// Parses ASCII digits with an optional sign, point and exponent, as JSON and spreadsheets have them.
    ///
    /// - Returns: nil for anything else, and for more digits or a larger exponent than fit.
    package init?(_ text: String) { self.init(text.utf8.span) }

    /// The same of bytes.
    package init?(_ bytes: Span<UInt8>) {
        if let short = ExactDecimal.short(bytes) {
            self = short
            return
        }
        var digits: UInt64 = 0
        var wide: UInt128?
        var exponent = 0
        var isNegative = false
        var hasDigits = false
        var isFraction = false
        var index = 0
        if !bytes.isEmpty, bytes[0] == UInt8(ascii: "-") || bytes[0] == UInt8(ascii: "+") {
            isNegative = bytes[0] == UInt8(ascii: "-")
            index = 1
        }
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "."), !isFraction {
                isFraction = true
            } else if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
                let digit = byte - UInt8(ascii: "0")
                hasDigits = true
                if let value = wide {
                    let (product, high) = value.multipliedReportingOverflow(by: 10)
                    let (sum, carry) = product.addingReportingOverflow(UInt128(digit))
                    // Zeros behind the point change nothing, however many there are.
                    if high || carry {
                        guard digit == 0, isFraction else { return nil }
                        index += 1
                        continue
                    }
                    wide = sum
                } else if digits > (UInt64.max - 9) / 10 {
                    wide = UInt128(digits) * 10 + UInt128(digit)
                } else {
                    digits = digits * 10 + UInt64(digit)
                }
                if isFraction { exponent -= 1 }
            } else {
                break
            }
            index += 1
        }
        guard hasDigits else { return nil }
        if index < bytes.count {
            guard bytes[index] == UInt8(ascii: "e") || bytes[index] == UInt8(ascii: "E"),
                let power = ExactDecimal.power(bytes.extracting(droppingFirst: index + 1)),
                power.magnitude <= 10_000
            else { return nil }
            exponent += power
        }
        self.init(digits: wide ?? UInt128(digits), exponent: exponent, isNegative: isNegative)
        guard self.digits == 0 || self.exponent.magnitude <= ExactDecimal.exponentLimit.magnitude
        else {
            return nil
        }
    }

    private static func power(_ bytes: Span<UInt8>) -> Int? {
        var text = ""
        for index in bytes.indices { text.unicodeScalars.append(Unicode.Scalar(bytes[index])) }
        return Int(text)
    }

    /// Nearly all figures: a few digits, with a sign and a point perhaps, without an exponent.
    private static func short(_ bytes: Span<UInt8>) -> ExactDecimal? {
        guard bytes.count <= 18, !bytes.isEmpty else { return nil }
        var digits: UInt64 = 0
        var point: Int?
        let start = bytes[0] == UInt8(ascii: "-") ? 1 : 0
        for index in start..<bytes.count {
            let byte = bytes[index]
            if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
                digits = digits &* 10 &+ UInt64(byte &- UInt8(ascii: "0"))
            } else if byte == UInt8(ascii: "."), point == nil {
                point = index
            } else {
                return nil
            }
        }
        guard bytes.count - start > (point == nil ? 0 : 1) else { return nil }
        return ExactDecimal(
            short: digits, exponent: point.map { $0 + 1 - bytes.count } ?? 0,
            isNegative: start == 1)
    }

    /// Number of digits, without those that only place the point.
    package var precision: Int {
        if digits <= UInt64.max { return ExactDecimal.length(UInt64(truncatingIfNeeded: digits)) }
        var count = 0
        var rest = digits
        while rest > 0 {
            rest /= 10
            count += 1
        }
        return max(1, count)
    }

    /// The number of digits of a whole number; one for 0.
    private static func length(_ value: UInt64) -> Int {
        var count = 1
        var bound: UInt64 = 10
        while value >= bound, count < 19 {
            bound *= 10
            count += 1
        }
        return value >= bound ? count + 1 : count
    }

    /// Digits behind the decimal point.
    package var fractionDigits: Int { max(0, -exponent) }

    /// The number rounded to a count of significant digits, halves away from zero.
    package func rounded(toPrecision count: Int) -> ExactDecimal {
        // Nearly all figures are short.
        if count >= 15, digits < 1_000_000_000_000_000 { return self }
        var excess = precision - count
        guard excess > 0 else { return self }
        var (kept, power, last) = (digits, exponent, UInt128(0))
        while excess > 0 {
            (kept, last) = kept.quotientAndRemainder(dividingBy: 10)
            power += 1
            excess -= 1
        }
        return ExactDecimal(
            digits: last >= 5 ? kept + 1 : kept, exponent: power, isNegative: isNegative)
    }

    /// The number times a power of ten.
    package func scaled(byPowerOfTen power: Int) -> ExactDecimal {
        ExactDecimal(digits: digits, exponent: exponent + power, isNegative: isNegative)
    }

    package var negated: ExactDecimal {
        ExactDecimal(digits: digits, exponent: exponent, isNegative: !isNegative)
    }

    /// Whether the magnitude is less than one.
    package var isBelowOne: Bool { digits == 0 || precision + exponent <= 0 }

    package var magnitude: ExactDecimal { isNegative ? negated : self }

    /// The nearest binary number, for ratios and tolerances.
    package var approximate: Double {
        // Of 128 bits the conversion is many times slower.
        let value =
            digits <= UInt64.max ? Double(UInt64(truncatingIfNeeded: digits)) : Double(digits)
        // Powers of ten up to here are exact, and so is the one rounding of the quotient.
        var power = 1.0
        for _ in 0..<min(22, abs(exponent)) { power *= 10 }
        let magnitude =
            abs(exponent) <= 22
            ? (exponent < 0 ? value / power : value * power) : Double(description) ?? value
        return abs(exponent) <= 22 && isNegative ? -magnitude : magnitude
    }

    /// Whether there is nothing behind the decimal point.
    package var isWhole: Bool { exponent >= 0 }

    /// The exact difference; nil where it has more digits than fit.
    package func subtracting(_ other: ExactDecimal) -> ExactDecimal? { adding(other.negated) }

    /// The exact sum; nil where it has more digits than fit.
    package func adding(_ other: ExactDecimal) -> ExactDecimal? {
        if digits == 0 { return other }
        if other.digits == 0 { return self }
        let power = min(exponent, other.exponent)
        guard let left = aligned(to: power), let right = other.aligned(to: power) else {
            return nil
        }
        if isNegative == other.isNegative {
            let (sum, overflow) = left.addingReportingOverflow(right)
            guard !overflow else { return nil }
            return ExactDecimal(digits: sum, exponent: power, isNegative: isNegative)
        }
        return left >= right
            ? ExactDecimal(digits: left - right, exponent: power, isNegative: isNegative)
            : ExactDecimal(digits: right - left, exponent: power, isNegative: other.isNegative)
    }

    /// The exact sum of all; nil where it has more digits than fit.
    package static func sum(_ values: [ExactDecimal]) -> ExactDecimal? {
        values.reduce(.zero) { sum, value in sum?.adding(value) }
    }

    private func aligned(to power: Int) -> UInt128? {
        var value = digits
        for _ in 0..<max(0, exponent - power) {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            value = product
        }
        return value
    }
}

extension ExactDecimal: Comparable {
    package static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
        if left.isNegative != right.isNegative { return left.isNegative }
        let isSmaller = compareMagnitudes(left, right)
        return left.isNegative ? isSmaller > 0 : isSmaller < 0
    }

    /// -1, 0 or 1, as the left magnitude is below, equal to or above the right one.
    private static func compareMagnitudes(_ left: ExactDecimal, _ right: ExactDecimal) -> Int {
        if left.digits == 0 || right.digits == 0 {
            return left.digits == right.digits ? 0 : left.digits == 0 ? -1 : 1
        }
        let leftTop = left.precision + left.exponent
        let rightTop = right.precision + right.exponent
        if leftTop != rightTop { return leftTop < rightTop ? -1 : 1 }
        // Equal leading positions: aligning moves each by fewer than 39 digits.
        let power = min(left.exponent, right.exponent)
        guard let a = left.aligned(to: power), let b = right.aligned(to: power) else { return 0 }
        return a == b ? 0 : a < b ? -1 : 1
    }
}

extension ExactDecimal: CustomStringConvertible {
    /// Plain digits from 1e-9 up to 1e15, scientific notation beyond.
    package var description: String {
        var bytes: [UInt8] = []
        appendDigits(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    package func appendDigits(to bytes: inout [UInt8]) {
        if isNegative { bytes.append(UInt8(ascii: "-")) }
        if digits <= UInt64.max {
            let value = UInt64(truncatingIfNeeded: digits)
            var text = InlineArray<20, UInt8>(repeating: 0)
            let count = ExactDecimal.length(value)
            var rest = value
            for index in stride(from: count - 1, through: 0, by: -1) {
                text[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            }
            place(text.span.extracting(first: count), in: &bytes)
        } else {
            place(Array(String(digits).utf8).span, in: &bytes)
        }
    }

    /// Writes the digits with their point, or their power of ten.
    private func place(_ text: Span<UInt8>, in bytes: inout [UInt8]) {
        // The value lies in [10^(top-1), 10^top).
        let top = text.count + exponent
        let isPlain = digits == 0 || (top > -9 && top <= 15) || (digits == 1 && top == 16)
        if !isPlain {
            bytes.append(text[0])
            if text.count > 1 {
                bytes.append(UInt8(ascii: "."))
                append(text, 1..<text.count, to: &bytes)
            }
            bytes.append(contentsOf: "e\(top - 1)".utf8)
        } else if exponent >= 0 {
            append(text, text.indices, to: &bytes)
            for _ in 0..<exponent { bytes.append(UInt8(ascii: "0")) }
        } else if top > 0 {
            append(text, 0..<top, to: &bytes)
            bytes.append(UInt8(ascii: "."))
            append(text, top..<text.count, to: &bytes)
        } else {
            bytes.append(UInt8(ascii: "0"))
            bytes.append(UInt8(ascii: "."))
            for _ in 0..<(-top) { bytes.append(UInt8(ascii: "0")) }
            append(text, text.indices, to: &bytes)
        }
    }

    private func append(_ text: Span<UInt8>, _ range: Range<Int>, to bytes: inout [UInt8]) {
        for index in range { bytes.append(text[index]) }
    }
}

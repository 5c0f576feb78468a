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
        var (digits, exponent) = (digits, exponent)
        if digits == 0 {
            exponent = 0
        } else if digits <= UInt64.max {
            // 128-bit division is slow, and nearly all figures fit into 64 bits.
            var small = UInt64(truncatingIfNeeded: digits)
            while small % 10 == 0 {
                small /= 10
                exponent += 1
            }
            digits = UInt128(small)
        } else {
            while digits % 10 == 0 {
                digits /= 10
                exponent += 1
            }
        }
        self.digits = digits
        self.exponent = exponent
        self.isNegative = isNegative && digits != 0
    }

    package init(_ value: Int) {
        self.init(digits: UInt128(value.magnitude), exponent: 0, isNegative: value < 0)
    }

    /// Parses ASCII digits with an optional sign, point and exponent, as JSON and spreadsheets have them.
    ///
    /// - Returns: nil for anything else, and for more digits or a larger exponent than fit.
    package init?(_ text: String) {
        var digits: UInt64 = 0
        var wide: UInt128?
        var exponent = 0
        var isNegative = false
        var hasDigits = false
        var isFraction = false
        var rest = text.utf8[...]
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            rest.removeFirst()
        }
        while let byte = rest.first {
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
                        rest.removeFirst()
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
            rest.removeFirst()
        }
        guard hasDigits else { return nil }
        if let mark = rest.first {
            guard mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E"),
                let power = Int(String(Substring(rest.dropFirst()))), abs(power) <= 10_000
            else { return nil }
            exponent += power
        }
        self.init(digits: wide ?? UInt128(digits), exponent: exponent, isNegative: isNegative)
        guard self.digits == 0 || abs(self.exponent) <= ExactDecimal.exponentLimit else {
            return nil
        }
    }

    /// Number of digits, without those that only place the point.
    package var precision: Int {
        var count = 0
        var rest = digits
        while rest > 0 {
            rest /= 10
            count += 1
        }
        return max(1, count)
    }

    /// Digits behind the decimal point.
    package var fractionDigits: Int { max(0, -exponent) }

    /// The number rounded to a count of significant digits, halves away from zero.
    package func rounded(toPrecision count: Int) -> ExactDecimal {
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

    package var magnitude: ExactDecimal { isNegative ? negated : self }

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
        if exponent == 0, digits < 1_000_000_000 {
            // Whole numbers of ordinary size need none of what follows.
            if isNegative { bytes.append(UInt8(ascii: "-")) }
            bytes.append(contentsOf: String(UInt64(truncatingIfNeeded: digits)).utf8)
            return
        }
        if isNegative { bytes.append(UInt8(ascii: "-")) }
        let text: [UInt8] =
            if digits <= UInt64.max {
                Array(String(UInt64(truncatingIfNeeded: digits)).utf8)
            } else {
                Array(String(digits).utf8)
            }
        // The value lies in [10^(top-1), 10^top).
        let top = text.count + exponent
        let isPlain = digits == 0 || (top > -9 && top <= 15) || (digits == 1 && top == 16)
        if !isPlain {
            bytes.append(text[0])
            if text.count > 1 {
                bytes.append(UInt8(ascii: "."))
                bytes.append(contentsOf: text[1...])
            }
            bytes.append(contentsOf: "e\(top - 1)".utf8)
        } else if exponent >= 0 {
            bytes.append(contentsOf: text)
            for _ in 0..<exponent { bytes.append(UInt8(ascii: "0")) }
        } else if top > 0 {
            bytes.append(contentsOf: text[..<top])
            bytes.append(UInt8(ascii: "."))
            bytes.append(contentsOf: text[top...])
        } else {
            bytes.append(contentsOf: "0.".utf8)
            for _ in 0..<(-top) { bytes.append(UInt8(ascii: "0")) }
            bytes.append(contentsOf: text)
        }
    }
}

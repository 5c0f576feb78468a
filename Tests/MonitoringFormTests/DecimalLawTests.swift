/// What holds of any decimal: parsing, noise, order and sums.
import Foundation
import MonitoringForm
import TestSupport
import Testing

@Suite("Laws of decimals") struct DecimalLawTests {
    /// A decimal of up to 15 digits, which a double tells from every other.
    private static func decimal(
        _ random: inout SeededRandom, exponents: ClosedRange<Int>
    ) -> ExactDecimal {
        let digits = UInt128(UInt64.random(in: 0...999_999_999_999_999, using: &random))
        let kept = digits / [1, 1_000, 1_000_000_000_000].randomElement(using: &random, or: 1)
        return ExactDecimal(
            digits: kept, exponent: Int.random(in: exponents, using: &random),
            isNegative: Bool.random(using: &random))
    }

    @Test("Random digits with a random point and exponent parse to themselves")
    func parsing() throws {
        for seed in UInt64(1)...1000 {
            var random = SeededRandom(seed: seed)
            let count = Int.random(in: 1...38, using: &random)
            var digits = ""
            for _ in 0..<count { digits += "\(Int.random(in: 0...9, using: &random))" }
            let point = Int.random(in: 0...count, using: &random)
            let power = Int.random(in: -99...99, using: &random)
            let text = "-" + digits.prefix(point) + "." + digits.dropFirst(point) + "E\(power)"
            let value = try #require(ExactDecimal(text), "seed \(seed): \(text)")
            let wanted = ExactDecimal(
                digits: try #require(UInt128(digits)), exponent: power - (count - point),
                isNegative: true)
            #expect(value == wanted, "seed \(seed): \(text)")
            #expect(ExactDecimal(value.description) == value, "seed \(seed): \(value)")
        }
    }

    @Test("Equal numbers are equal values, however they are written")
    func normalForm() throws {
        for texts in [
            ["1.5", "1.50", "+1.5", "01.5", "15e-1", "0.15E+1"],
            ["0", "-0", "0.000", "0e99", "-.0"],
            ["-1200", "-12e2", "-1200.", "-0.12e4"],
        ] {
            let values = try texts.map { try #require(ExactDecimal($0), "\($0)") }
            #expect(Set(values).count == 1, "\(texts)")
        }
    }

    @Test("The noise of a stored double is gone at 15 digits")
    func binaryNoise() throws {
        for seed in UInt64(1)...1000 {
            var random = SeededRandom(seed: seed)
            let value = DecimalLawTests.decimal(&random, exponents: -12...6)
            let double = try #require(Double(value.description))
            // As spreadsheets store it: 17 digits.
            let stored = String(format: "%.17g", double)
            #expect(
                ExactDecimal(stored)?.rounded(toPrecision: 15) == value,
                "seed \(seed): \(stored) of \(value)")
        }
    }

    @Test(
        "Halves round away from zero, and nines carry",
        arguments: [
            ("1.2345", 4, "1.235"), ("-1.2345", 4, "-1.235"), ("1.2344999", 4, "1.234"),
            ("9.9995", 4, "10"), ("999999", 1, "1000000"), ("0.00012345", 4, "0.0001235"),
            ("12", 4, "12"), ("0", 1, "0"), ("99999999999999.95", 15, "100000000000000"),
        ])
    func halves(text: String, digits: Int, wanted: String) {
        #expect(ExactDecimal(text)?.rounded(toPrecision: digits) == ExactDecimal(wanted))
    }

    @Test("No exponent within 1e-9 and 1e15, whatever the digits")
    func plainRange() throws {
        for seed in UInt64(1)...1000 {
            var random = SeededRandom(seed: seed)
            let value = DecimalLawTests.decimal(&random, exponents: -24...3)
            let size = abs(try #require(Double(value.description)))
            guard value.digits != 0, size >= 1e-9, size <= 1e15 else { continue }
            #expect(!value.description.contains("e"), "seed \(seed): \(value)")
        }
    }

    @Test(
        "Magnitudes beyond are written with an exponent",
        arguments: [
            ("0.00000000099", "9.9e-10"), ("-0.0000000001", "-1e-10"),
            ("1000000000000001", "1.000000000000001e15"), ("-25000000000000000", "-2.5e16"),
            ("1e-400", "1e-400"),
        ])
    func scientific(text: String, wanted: String) {
        #expect(ExactDecimal(text)?.description == wanted)
    }

    @Test("The order is that of doubles, where doubles can tell")
    func order() throws {
        for seed in UInt64(1)...2000 {
            var random = SeededRandom(seed: seed)
            let left = DecimalLawTests.decimal(&random, exponents: -20...20)
            // Every other pair differs in the last digit at most.
            let right =
                seed.isMultiple(of: 2)
                ? DecimalLawTests.decimal(&random, exponents: -20...20)
                : ExactDecimal(
                    digits: left.digits + UInt128(Int.random(in: 0...1, using: &random)),
                    exponent: left.exponent, isNegative: left.isNegative)
            let a = try #require(Double(left.description))
            let b = try #require(Double(right.description))
            #expect((left < right) == (a < b), "seed \(seed): \(left) \(right)")
            #expect((left == right) == (a == b), "seed \(seed): \(left) \(right)")
            #expect((left.magnitude < right.magnitude) == (abs(a) < abs(b)), "seed \(seed)")
        }
    }

    @Test("Sums are exact across magnitudes, commute, and undo themselves")
    func sums() throws {
        for seed in UInt64(1)...1000 {
            var random = SeededRandom(seed: seed)
            let left = DecimalLawTests.decimal(&random, exponents: -8...8)
            let right = DecimalLawTests.decimal(&random, exponents: -8...8)
            let sum = try #require(left.adding(right), "seed \(seed): \(left) + \(right)")
            #expect(right.adding(left) == sum, "seed \(seed)")
            #expect(sum.adding(right.negated) == left, "seed \(seed): \(left) + \(right)")
        }
    }

    @Test("Tenths add up without noise")
    func tenths() throws {
        let tenth = try #require(ExactDecimal("0.1"))
        let sum = try #require(tenth.adding(tenth)?.adding(tenth))
        #expect(sum.description == "0.3")
        let none = try #require(sum.adding(sum.negated))
        #expect(none == .zero)
        #expect(!none.isNegative)
    }

    @Test("A sum with more digits than fit is none")
    func overflow() throws {
        let large = try #require(ExactDecimal("1e60"))
        #expect(large.adding(ExactDecimal(1)) == nil)
        #expect(large.adding(.zero) == large)
        #expect(large.adding(large) == ExactDecimal("2e60"))
    }

    @Test("Digits behind the point and significant digits are counted")
    func counting() throws {
        let value = try #require(ExactDecimal("-0.01230"))
        #expect(value.fractionDigits == 4)
        #expect(value.precision == 3)
        #expect(try #require(ExactDecimal("1200")).fractionDigits == 0)
        #expect(ExactDecimal.zero.precision == 1)
        #expect(value.scaled(byPowerOfTen: 4) == ExactDecimal("-123"))
    }
}

extension Array {
    fileprivate func randomElement(using random: inout SeededRandom, or other: Element) -> Element {
        randomElement(using: &random) ?? other
    }
}

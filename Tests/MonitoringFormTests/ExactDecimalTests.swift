import MonitoringForm
import TestSupport
import Testing

/// Decimals that stay what was written.
@Suite("Exact decimals") struct ExactDecimalTests {
    @Test("What is printed parses to the same value")
    func roundTrip() throws {
        for seed in UInt64(1)...2000 {
            var random = SeededRandom(seed: seed)
            let digits =
                UInt128(UInt64.random(in: 0...UInt64.max, using: &random))
                * UInt128(UInt64.random(in: 1...1_000_000, using: &random))
            let value = ExactDecimal(
                digits: digits, exponent: Int.random(in: -60...60, using: &random),
                isNegative: Bool.random(using: &random))
            #expect(ExactDecimal(value.description) == value, "seed \(seed): \(value)")
        }
    }

    @Test(
        "Cells count to 15 significant digits",
        arguments: [
            ("0.30000000000000004", "0.3"), ("34.739999999999998", "34.74"),
            ("29.70000000000001", "29.7000000000000"), ("7.0000000000000007E-2", "0.07"),
            ("1234567890123456", "1234567890123460"), ("-0.1", "-0.1"), ("100", "100"),
        ])
    func rounding(text: String, wanted: String) {
        #expect(ExactDecimal(text)?.rounded(toPrecision: 15) == ExactDecimal(wanted))
    }

    @Test(
        "No exponent from 1e-9 up to 1e15",
        arguments: [
            ("1e-9", "0.000000001"), ("1e15", "1000000000000000"), ("1e16", "1e16"),
            ("1.5e-10", "1.5e-10"), ("123456789012345", "123456789012345"), ("-0", "0"),
            ("0.500", "0.5"), ("12300", "12300"),
        ])
    func printing(text: String, wanted: String) {
        #expect(ExactDecimal(text)?.description == wanted)
    }

    @Test(
        "What is no decimal is refused",
        arguments: [
            "", "-", ".", "1e", "1e99999", "1x", "1 2", "--1",
            "1e-9223372036854775808", "1e9223372036854775807", "1e-99999999999999999999",
        ])
    func refused(text: String) { #expect(ExactDecimal(text) == nil) }

    @Test("Sums and order are those of the numbers")
    func arithmetic() throws {
        for seed in UInt64(1)...1000 {
            var random = SeededRandom(seed: seed)
            let a = Int.random(in: -1_000_000...1_000_000, using: &random)
            let b = Int.random(in: -1_000_000...1_000_000, using: &random)
            let left = ExactDecimal(a).scaled(byPowerOfTen: -3)
            let right = ExactDecimal(b).scaled(byPowerOfTen: -3)
            #expect(
                left.adding(right) == ExactDecimal(a + b).scaled(byPowerOfTen: -3), "seed \(seed)")
            #expect((left < right) == (a < b), "seed \(seed)")
        }
    }
}

import MonitoringForm
import TestSupport
import Testing

/// Numbers as people type them (design/model.md, "Numbers").
@Suite("Number texts") struct NumberGrammarTests {
    private func read(_ text: String, growth: Bool = false) throws -> NumberReading {
        let form = try FormDefinition.builtIn.get()
        return NumberText(units: form.units, absentWords: form.words.absent)
            .read(text, growth: growth)
    }

    @Test(
        "A text that a person reads as a number is that number",
        arguments: [
            ("1,234.5", "1234.5", nil), ("1，234.5", "1234.5", nil), ("12 345", "12345", nil),
            ("４０６．６９", "406.69", nil), ("－３．２", "-3.2", nil), ("+8.5", "8.5", nil),
            ("(3.2)", "-3.2", nil), ("（3.2）", "-3.2", nil), (" 15.2", "15.2", nil),
            ("'170.45", "170.45", nil), ("　18　", "18", nil), ("123.4亿元", "123.4", "亿元"),
            ("30.4 万元", "30.4", "万元"), ("12个", "12", "个"), ("8.5%", "8.5", "%"),
            ("8.5％", "8.5", "%"), ("1.2万人", "1.2", "万人"), ("007", "7", nil), (".5", "0.5", nil),
            ("1\u{A0}234", "1234", nil), ("0", "0", nil), ("1.50", "1.5", nil),
        ] as [(String, String, String?)])
    func numbers(text: String, value: String, unit: String?) throws {
        let wanted = try #require(ExactDecimal(value))
        #expect(try read(text) == .number(wanted, unit: unit, isApproximate: false))
    }

    @Test(
        "Words of growth are signs",
        arguments: [
            ("增长8.5%", "8.5"), ("同比增长8.5%", "8.5"), ("上升3", "3"), ("下降3.2%", "-3.2"),
            ("减少3.2%", "-3.2"), ("持平", "0"), ("8.5个百分点", "8.5"), ("同比下降1.1个百分点", "-1.1"),
            ("负增长2%", "-2"), ("增长-3.2%", "-3.2"), ("↓3.2%", "-3.2"),
        ])
    func growth(text: String, value: String) throws {
        guard case .number(let found, _, false) = try read(text, growth: true) else {
            Issue.record("\(text) is no number")
            return
        }
        #expect(found == ExactDecimal(value))
    }

    @Test("约 and 左右 are told", arguments: ["约123", "123左右", "约 123", "123（预计）"])
    func approximate(text: String) throws {
        let value = try #require(ExactDecimal("123"))
        #expect(try read(text) == .number(value, unit: nil, isApproximate: true))
    }

    @Test(
        "Words for nothing are nothing",
        arguments: ["—", "-", "/", "无", "不适用", "N/A", "n/a", "暂无", "——"])
    func absent(text: String) throws {
        #expect(try read(text) == .absent)
        #expect(try read(text, growth: true) == .absent)
    }

    @Test(
        "What could mean several numbers is none",
        arguments: [
            "3-5", "见附件", "1,2345", "12 34", "8.5%-9%", "2020-10", "1/2", "待核实", "1.2.3", "十二",
            "增长8.5%", "持平", "100（120）", "--5", "1,234,5", "5亿万元x", "∞", "",
        ])
    func notNumeric(text: String) throws {
        #expect(try read(text) == (text.isEmpty ? .blank : .notNumeric))
    }

    @Test("下降-3.2% is refused: twice negative")
    func twiceNegative() throws {
        #expect(try read("下降-3.2%", growth: true) == .notNumeric)
    }

    @Test("Any decimal survives separators, full width, units and spaces")
    func property() throws {
        let units = ["", "万元", "个", "%", " 亿元"]
        for seed in UInt64(1)...400 {
            var random = SeededRandom(seed: seed)
            let whole = Int.random(in: 0...9_999_999, using: &random)
            let cents = Int.random(in: 0...99, using: &random)
            let sign = Bool.random(using: &random) ? "-" : ""
            var digits = String(whole)
            if Bool.random(using: &random) {
                var grouped = ""
                for (offset, digit) in digits.reversed().enumerated() {
                    if offset > 0, offset % 3 == 0 { grouped = "," + grouped }
                    grouped = String(digit) + grouped
                }
                digits = grouped
            }
            var text = "\(sign)\(digits).\(cents < 10 ? "0" : "")\(cents)"
            if Bool.random(using: &random) {
                text = String(
                    String.UnicodeScalarView(
                        text.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
            }
            text += units.randomElement(using: &random) ?? ""
            text = " " + text + "　"
            let plain = "\(sign)\(whole).\(cents < 10 ? "0" : "")\(cents)"
            guard case .number(let found, _, false) = try read(text) else {
                Issue.record("seed \(seed): \(text)")
                continue
            }
            #expect(found == ExactDecimal(plain), "seed \(seed): \(text)")
        }
    }
}

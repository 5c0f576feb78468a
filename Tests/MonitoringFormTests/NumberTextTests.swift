/// The examples of `design/model.md`, "Numbers", and what must hold of any text.
import MonitoringForm
import TestSupport
import Testing

@Suite("Numbers typed as text") struct NumberTextTests {
    private let numbers: NumberText
    private let units: UnitTable

    init() throws {
        let form = try FormDefinition.builtIn.get()
        units = form.units
        numbers = NumberText(units: form.units, absentWords: form.words.absent)
    }

    /// The value in the unit of the model, as a person would write it.
    private func value(_ text: String, growth: Bool = false) -> String? {
        guard case .number(let value, _, _) = numbers.read(text, growth: growth) else { return nil }
        return value.description
    }

    @Test(
        "Signs are signs in every width and in brackets",
        arguments: [
            ("－3.2", "-3.2"), ("−3.2", "-3.2"), ("–3.2", "-3.2"), ("+8.5", "8.5"), ("＋８．５", "8.5"),
            ("(1,234)", "-1234"), ("（３．２）", "-3.2"), ("(3.2)%", "-3.2"), ("- 3.2", "-3.2"),
            ("-0", "0"), ("5.", "5"), ("(0)", "0"), ("-1,234.5万元", "-1234.5"),
        ])
    func signs(text: String, wanted: String) { #expect(value(text) == wanted) }

    @Test(
        "Thousands are separated by commas and spaces of every kind",
        arguments: [
            ("1,234,567", "1234567"), ("1，234，567.89", "1234567.89"), ("12 345 678", "12345678"),
            ("1\u{2009}234", "1234"), ("1\u{202F}234.5", "1234.5"), ("1\u{3000}234", "1234"),
            ("999,999元", "999999"), ("１，２３４", "1234"),
        ])
    func thousands(text: String, wanted: String) { #expect(value(text) == wanted) }

    @Test(
        "Spaces and apostrophes around a number do not count",
        arguments: [
            "'12", "12'", "’12", "＇12", "`12", "\t12\n", "\u{FEFF}12", "\u{200B}12\u{A0}", "“12”",
        ])
    func margins(text: String) { #expect(value(text) == "12") }

    @Test(
        "A unit behind the number is told, and is not part of it",
        arguments: [
            ("123.4亿元", "123.4", "亿元"), ("3千万元", "3", "千万元"), ("5百万元", "5", "百万元"),
            ("7,000元", "7000", "元"), ("15家次", "15", "家次"), ("15 家（次）", "15", "家(次)"),
            ("40万元/人", "40", "万元/人"), ("3项", "3", "项"), ("1.2 亿", "1.2", "亿"),
            ("30（万元）", "30", "万元"), ("６０％", "60", "%"), ("12万元/亩", "12", "万元"),
            ("12 元每亩", "12", "元"), ("500万（元）", "500", "万元"), ("5万元（万元）", "5", "万元"),
            ("共12家", "12", "家"), ("12家企业", "12", "家企业"), ("12亿3456万", "123456", "万"),
            ("12亿3456万元", "1234560000", "元"), ("3万5千元", "35000", "元"), ("3万5百元", "30500", "元"),
            ("3万5千6百元", "35600", "元"), ("3万零500元", "30500", "元"), ("12万元/人·年", "12", "万元/人·年"),
        ])
    func unit(text: String, wanted: String, unit: String) throws {
        let number = try #require(ExactDecimal(wanted))
        #expect(
            numbers.read(text, growth: false)
                == .number(number, unit: unit, isApproximate: false))
    }

    @Test(
        "A decline is negative, growth is positive, in every wording",
        arguments: [
            ("下降3.2%", "-3.2"), ("减少3.2%", "-3.2"), ("同比下降3.2％", "-3.2"), ("降低3.2", "-3.2"),
            ("下降3.2个百分点", "-3.2"), ("下降了3.2%", "-3.2"), ("增长8.5%", "8.5"),
            ("同比增长8.5%", "8.5"), ("上升8.5%", "8.5"), ("比上年同期增长8.5%", "8.5"),
            ("同比增长：8.5%", "8.5"), ("同比 8.5%", "8.5"), ("增长 1,200%", "1200"),
            ("与去年同期持平", "0"), ("下降（3.2%）x", nil), ("（3.2%）", "-3.2"), ("—3.2", "-3.2"),
            ("负3.2%", "-3.2"), ("比去年下降3.2%", "-3.2"), ("与去年同期相比，下降3.2%", "-3.2"),
            ("提升8.5%", "8.5"), ("增速8.5%", "8.5"), ("增速-8.5%", "-8.5"), ("降幅3.2%", "-3.2"),
            ("降幅为3.2%", "-3.2"), ("同比下跌3.2%", "-3.2"), ("零增长", "0"), ("百分之8.5", "8.5"),
            ("3.2%↓", "-3.2"), ("8.5%↑", "8.5"), ("增长3.2%↓", nil), ("降幅-3.2%", nil), ("△3.2%", nil),
            ("增长\n8.5%", "8.5"), ("增长（8.5%）", "8.5"), ("同比增长（8.5）", "8.5"), ("(+8.5%)", "8.5"),
            ("(+8.5)", "8.5"), ("下降（3.2%）", "-3.2"), ("（增长8.5%）", "8.5"), ("（下降3.2%）", "-3.2"),
            ("-3.2%↓", "-3.2"), ("8.5%（下降）", "-8.5"), ("8.5%（增长）", "8.5"), ("-8.5%（下降）", "-8.5"),
            ("较上年同期持平", "0"), ("与上年同期相比持平", "0"), ("和去年持平", "0"), ("同期持平", "0"),
            ("翻一番", "100"), ("翻两番", nil), ("共8.5%", nil),
        ] as [(String, String?)])
    func growth(text: String, wanted: String?) { #expect(value(text, growth: true) == wanted) }

    @Test("▲ is growth here and a loss in accounts: what it was taken for is told")
    func triangle() throws {
        let wanted = try #require(ExactDecimal("3.2"))
        #expect(
            numbers.read("▲3.2%", growth: true) == .number(wanted, unit: "%", isApproximate: true))
    }

    @Test(
        "An amount in several units is one amount in yuan",
        arguments: [
            ("12亿3456万元", "1234560000"), ("3万5000元", "35000"), ("1亿零500万元", "105000000"),
            ("2亿3000万5元", "230000005"), ("1亿20000万元", nil), ("1.5亿200万元", nil),
            ("亿3万元", nil),
        ] as [(String, String?)])
    func mixedAmount(text: String, wanted: String?) {
        #expect(value(text) == wanted)
    }

    @Test("The currency before an amount is not part of it")
    func currency() throws {
        let wanted = try #require(ExactDecimal("300"))
        for text in ["人民币300万元", "RMB300万元", "￥300万元", "人民币：300万元", "300万元人民币", "负300万元"] {
            guard case .number(let value, let unit?, false) = numbers.read(text, growth: false)
            else {
                Issue.record("\(text)")
                continue
            }
            #expect(value.magnitude == wanted && units.power(from: unit, to: "元") == 4, "\(text)")
        }
    }

    @Test("下降 means a negative growth, also where it is approximate")
    func approximateGrowth() throws {
        let wanted = try #require(ExactDecimal("-3.2"))
        for text in ["约下降3.2%", "下降约3.2%", "下降3.2%左右"] {
            #expect(
                numbers.read(text, growth: true)
                    == .number(wanted, unit: "%", isApproximate: true), "\(text)")
        }
        #expect(
            numbers.read("基本持平", growth: true) == .number(.zero, unit: nil, isApproximate: true))
    }

    @Test("Units and brackets without end are no number", arguments: ["/亩", ")"])
    func endless(piece: String) {
        let open = piece == ")" ? String(repeating: "(", count: 200_000) : ""
        let text = open + "1" + String(repeating: piece, count: 200_000)
        #expect(numbers.read(text, growth: false) == .notNumeric)
    }

    @Test(
        "Words of growth have no meaning beside a figure", arguments: ["下降3", "上升3", "持平", "同比3"])
    func wordsBesideFigures(text: String) {
        #expect(numbers.read(text, growth: false) == .notNumeric)
    }

    @Test(
        "What several people would read differently is no number",
        arguments: [
            "3-5", "3~5", "3至5", "见附件", "1,2345", "12,34", "1,234,56", "12 34", "1 234,567",
            "8.5%-9%", "2020-10", "2020年", "1/2", "1:2", "1.2.3", "1..2",
            "十二", "１２三", "%", "万元", "+", "+-5", "-(5)", "(-5)", "((5))", "(5", "5)",
            "123\n124", "1\n234", "1\t234", "1,234\r\n567", "5%%", "0x1F", "1e", "e5", "NaN", "inf",
            "1_000", "1'234", "①", "½", "٣",
        ])
    func refused(text: String) {
        #expect(numbers.read(text, growth: false) == .notNumeric)
    }

    @Test(
        "A word for a decline before a negative number is refused",
        arguments: ["下降-3.2%", "减少－3.2%", "负增长-2%", "下降(3.2)%", "↓-3"])
    func twiceNegative(text: String) {
        #expect(numbers.read(text, growth: true) == .notNumeric)
    }

    @Test("Blank is neither nothing nor zero", arguments: ["", " ", "\u{3000}\n", "\u{200B}", "'"])
    func blank(text: String) { #expect(numbers.read(text, growth: false) == .blank) }

    @Test(
        "Words for nothing are known in every width and spacing",
        arguments: ["—", "－", "／", "无", " 无 ", "暂 无", "不适用", "Ｎ／Ａ", "n / a", "N/A。", "'-"])
    func absent(text: String) { #expect(numbers.read(text, growth: true) == .absent) }

    @Test("Any decimal in any dress of growth is that growth")
    func dressedGrowth() throws {
        let ups = ["", "增长", "同比增长", "上升", "同比上升", "+", "＋", "增长约", "同比提高"]
        let downs = ["下降", "减少", "同比下降", "同比减少", "-", "－", "下降约", "负增长"]
        for seed in UInt64(1)...600 {
            var random = SeededRandom(seed: seed)
            let isDown = Bool.random(using: &random)
            let tenths = Int.random(in: 1...9, using: &random)
            let size = "\(Int.random(in: 0...400, using: &random)).\(tenths)"
            var text = (isDown ? downs : ups).randomElement(using: &random) ?? ""
            text += [size, GrowthDress.fullWidth(size)].randomElement(using: &random) ?? size
            text += ["", "%", "％", "个百分点", " %", "%左右"].randomElement(using: &random) ?? ""
            text =
                [" \(text)", "'\(text)", "\(text)\u{3000}", text].randomElement(using: &random)
                ?? text
            #expect(
                value(text, growth: true) == (isDown ? "-" : "") + size, "seed \(seed): \(text)")
        }
    }

    @Test("A number has the digits of its text, neither more nor fewer")
    func digitsSurvive() {
        let pieces = [
            "0", "1", "2", "5", "9", "00", "123", ",", "，", ".", "．", " ", "-", "－", "(", ")", "（",
            "）",
            "+", "%", "万元", "亿", "个", "约", "左右", "下降", "增长", "同比", "/", "'", "\u{3000}", "７", "元",
        ]
        var found = 0
        for seed in UInt64(1)...4000 {
            var random = SeededRandom(seed: seed)
            var text = ""
            for _ in 0..<Int.random(in: 1...7, using: &random) {
                text += pieces.randomElement(using: &random) ?? ""
            }
            guard
                case .number(let value, _, _) = numbers.read(text, growth: seed.isMultiple(of: 2))
            else { continue }
            found += 1
            #expect(
                GrowthDress.digits(of: text) == GrowthDress.digits(of: "\(value.digits)"),
                "seed \(seed): \(text) is not \(value)")
        }
        #expect(found > 300)
    }
}

/// How the tests above dress numbers, and what stays the same beneath.
private enum GrowthDress {
    static func fullWidth(_ text: String) -> String {
        var view = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let wide = Unicode.Scalar(scalar.value + 0xFEE0) { view.append(wide) }
        }
        return String(view)
    }

    /// The digits of a text without zeros at either end.
    static func digits(of text: String) -> String {
        var digits = text.unicodeScalars.compactMap { scalar -> UInt32? in
            let value = scalar.value >= 0xFF10 ? scalar.value - 0xFEE0 : scalar.value
            return (0x30...0x39).contains(value) ? value - 0x30 : nil
        }
        while digits.first == 0 { digits.removeFirst() }
        while digits.last == 0 { digits.removeLast() }
        return digits.map { "\($0)" }.joined()
    }
}

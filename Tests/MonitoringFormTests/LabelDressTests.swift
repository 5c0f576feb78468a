/// Every label of the form under all that counties write around labels.
import MonitoringForm
import TestSupport
import Testing

@Suite("Labels in every dress") struct LabelDressTests {
    private let form: FormDefinition
    private let matcher: LabelMatcher

    init() throws {
        form = try FormDefinition.builtIn.get()
        matcher = LabelMatcher(form)
    }

    /// The labels of all rows, with the term that each must give.
    private var rows: [(label: String, term: Term)] {
        form.indicators.enumerated().map { ($1.label.text, Term.indicator($0)) }
            + form.construction.works.enumerated().map { ($1.label.text, Term.work($0)) }
    }

    @Test(
        "Numbering of every style is left out",
        arguments: [
            "1.", "1、", "1)", "1）", "(1)", "（1）", "（12）", "12．", "1：", "1 ", "①", "①、", "⑴", "⒈",
            "㈠", "❶",
            "㉑", "Ⅰ、", "ⅰ.", "一、", "（一）", "十一、", "（二十）", "1.1 ", "1.1、", "2.3.1 ", "★", "*", "# ",
            "● ", "- ",
            "其中：", "其中:", "1.其中：",
        ])
    func numbering(mark: String) {
        for (label, term) in rows {
            let match = matcher.match(mark + label)
            #expect(match.terms == [term], "\(mark)\(label)")
            #expect(!match.isInexact, "\(mark)\(label)")
        }
    }

    @Test("Spaces and line breaks anywhere in a label are left out")
    func spaces() {
        for seed in UInt64(1)...200 {
            var random = SeededRandom(seed: seed)
            for (label, term) in rows {
                var text = ""
                for character in label {
                    text.append(character)
                    if Int.random(in: 0..<4, using: &random) == 0 {
                        text +=
                            [" ", "\n", "\u{3000}", "\r\n", "\u{A0}", "\t", "\u{200B}"]
                            .randomElement(using: &random) ?? " "
                    }
                }
                #expect(matcher.match(text).terms == [term], "seed \(seed): \(text)")
            }
        }
    }

    @Test("Labels are the same in full-width letters and signs")
    func width() {
        for (label, term) in rows {
            var wide = String.UnicodeScalarView()
            for scalar in label.unicodeScalars {
                let isASCII = scalar.value > 0x20 && scalar.value < 0x7F
                wide.append(
                    isASCII ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar)
            }
            #expect(matcher.match(String(wide)).terms == [term], "\(label)")
            #expect(matcher.match(label.lowercased()).terms == [term], "\(label)")
        }
    }

    @Test(
        "A unit in brackets or behind a slash is told apart from the label",
        arguments: ["（@）", "(@)", " (@) ", "【@】", "[@]", "（单位：@）", "/@", "／@", "\n（@）", "（@）*"])
    func units(pattern: String) {
        for (index, indicator) in form.indicators.enumerated() {
            let text = indicator.label.text + pattern.replacing("@", with: indicator.unit)
            let match = matcher.match(text)
            #expect(match.terms == [.indicator(index)], "\(text)")
            #expect(match.text.unit == indicator.unit, "\(text)")
            #expect(!match.isInexact, "\(text)")
        }
    }

    @Test("Another unit of the label is told as it stands")
    func otherUnits() {
        #expect(matcher.match("产业集群营业收入（万元）").text.unit == "万元")
        #expect(matcher.match("实际拨付金额/元").text.unit == "元")
        #expect(matcher.match("产业集群亩均税收（万元/亩）").text.unit == "万元/亩")
        #expect(matcher.match("研发人员数").text.unit == nil)
    }

    @Test(
        "县（市、区） in all orders and dresses",
        arguments: [
            "@（#、$）", "@(#,$)", "@（#/$）", "@#$", "@、#、$", "@/#/$", "@ （#、 $）", "@（#·$）", "@[#、$]",
        ])
    func counties(pattern: String) {
        for order in ["县市区", "县区市", "市县区", "市区县", "区县市", "区市县"] {
            var county = pattern
            for (mark, letter) in zip(["@", "#", "$"], order) {
                county = county.replacing(mark, with: String(letter))
            }
            for (index, middle) in [(2, "生产总值"), (5, "研发投入")] {
                let label = form.indicators[index].label.text
                let text = label.replacing("县（区、市）", with: county).replacing(
                    "县（市、区）", with: county)
                #expect(text.contains(middle))
                #expect(matcher.match(text).terms == [.indicator(index)], "\(text)")
            }
            #expect(
                matcher.match("\(county)资金").terms == [.fundingLevel(.county)], "\(county)资金")
        }
    }

    @Test(
        "A row joined with a measure gives both",
        arguments: ["-", "—", "－", "\n", " ", "：", "·", "_", ""])
    func joined(mark: String) {
        let measures: [(String, [Term])] = [
            ("本季度数据", [.quarter]), ("本季度同比增长", [.quarter, .growth]), ("累计", [.cumulative]),
            ("截止本季度累计数据", [.cumulative]), ("累计同比增长", [.cumulative, .growth]),
        ]
        for (index, indicator) in form.indicators.enumerated() {
            for (measure, terms) in measures {
                let text = "\(indicator.label.text)（\(indicator.unit)）\(mark)\(measure)"
                let match = matcher.match(text)
                #expect(match.terms == [.indicator(index)] + terms, "\(text)")
                #expect(match.text.unit == indicator.unit, "\(text)")
            }
        }
    }

    @Test(
        "Money is known by level and by what became of it",
        arguments: [
            ("实际拨付金额", [.disbursed]), ("实际拨付金额/万元", [.disbursed]),
            ("实际使用支出金额（万元）", [.spent]), ("省级资金", [.fundingLevel(.provincial)]),
            ("市级资金", [.fundingLevel(.municipal)]), ("县（市、区）资金", [.fundingLevel(.county)]),
            ("实际拨付金额-市级资金", [.disbursed, .fundingLevel(.municipal)]),
            ("实际使用支出金额\n县（区、市）资金（万元）", [.spent, .fundingLevel(.county)]),
        ] as [(String, [Term])])
    func money(text: String, terms: [Term]) { #expect(matcher.match(text).terms == terms) }

    @Test("The headers of the official form are headers")
    func headers() {
        #expect(matcher.match("一级指标").terms == [.sectionHeader])
        #expect(matcher.match("二级指标").terms == [.indicatorHeader])
        #expect(matcher.match("计量单位").terms == [.unitHeader])
        #expect(matcher.match("完成情况").terms == [.statusHeader])
        #expect(matcher.match("填写说明").terms == [.noteHeader])
        #expect(matcher.match("填写说明\n填写“完成”或“未完成”，“未完成”请注明具体未完成情况。").hasHeader)
        for (index, section) in form.sections.enumerated() {
            #expect(matcher.match(section.label.text).terms == [.section(index)])
        }
    }

    @Test("Answers do not depend on what was asked before")
    func memory() {
        let fresh = LabelMatcher(form)
        for (label, term) in rows.reversed() {
            #expect(fresh.match(label).terms == [term])
            #expect(fresh.match(label).terms == [term])
        }
        for number in 0..<9000 { #expect(fresh.match("\(number).5").terms.isEmpty) }
        #expect(fresh.match("研发人员数").terms == [.indicator(6)])
    }
}

/// Figures that no county has: rules compare them or leave them, and never fail.
import MonitoringForm
import Testing

@Suite("Figures beyond reason") struct ExtremeFigureTests {
    private let form: FormDefinition
    private static let figures = [
        "1e400", "-1e400", "1e-400", "-1e-400", "1e308", "-1e308", "1.7e308", "5e-324", "0", "1",
        "99999999999999999999999999999999999999",
    ].compactMap { ExactDecimal($0) }

    init() throws { form = try FormDefinition.builtIn.get() }

    private func item(_ period: String, _ value: ExactDecimal?, growth: ExactDecimal?) -> Return {
        var item = Return(form: form, sheet: "表")
        item.complex.name = "平湖光机电产业创新服务综合体"
        item.complex.county = "平湖市"
        item.period = Period(period)
        for index in form.indicators.indices {
            item.indicators[index].quarter = value
            item.indicators[index].cumulative = value
            item.indicators[index].quarterGrowth = growth
            item.indicators[index].cumulativeGrowth = growth
        }
        for level in FundingLevel.allCases {
            item.disbursed[level] = value
            item.spent[level] = growth
        }
        item.spent.total = value
        return item
    }

    private func found(_ now: Return, _ history: [Return]) -> [Violation] {
        RuleBook.violations(of: RuleSubject(now, form: form, history: ReturnHistory(history)))
    }

    @Test("Any two figures may follow each other")
    func history() {
        #expect(ExtremeFigureTests.figures.count == 11)
        for old in ExtremeFigureTests.figures {
            for now in ExtremeFigureTests.figures {
                let violations = found(
                    item("2020Q3", now, growth: now),
                    [item("2019Q3", old, growth: old), item("2020Q2", old, growth: now)])
                for violation in violations where violation.code == .growthMismatch {
                    #expect(violation.detail.to?.contains("n") == false, "\(old) \(now)")
                }
            }
        }
    }

    @Test("Growth that binary numbers do not hold is no mismatch")
    func growth() {
        for value in ["1e400", "1e-400"] {
            let violations = found(
                item("2020Q3", ExactDecimal(value), growth: 5),
                [item("2019Q3", ExactDecimal("1e400"), growth: 5)])
            #expect(!violations.contains { $0.code == .growthMismatch })
        }
    }

    @Test("Any figures may stand beside each other in one county")
    func county() {
        let rule = CountyRule(form)
        for left in ExtremeFigureTests.figures {
            for right in ExtremeFigureTests.figures {
                var first = item("2020Q3", left, growth: 5)
                for relation in form.rules.countyShares {
                    first.indicators[relation.share].quarter = right
                }
                let violations = rule.violations(
                    among: [
                        first, item("2020Q3", right, growth: 5), item("2020Q3", left, growth: 5),
                    ])
                for (_, violation) in violations where violation.detail.reason == "implied" {
                    #expect(violation.detail.from?.contains("n") == false, "\(left) \(right)")
                }
            }
        }
    }

    @Test("A slip may be as large as a definition has it")
    func slip() throws {
        let text = String(decoding: FormDefinition.builtInFile, as: UTF8.self)
        let form = try FormDefinition(json: Array(text.replacing("20000", with: "1e400").utf8))
        #expect(form.rules.slips.contains { !$0.to.isFinite })
        for now in ["1e300", "1e38", "123456789"] {
            let now = try #require(ExactDecimal(now))
            let violations = RuleBook.violations(
                of: RuleSubject(
                    item("2020Q3", now, growth: 5), form: form,
                    history: ReturnHistory([item("2019Q3", 1, growth: 5)])))
            #expect(violations.contains { $0.code == .unitSlip })
        }
    }
}

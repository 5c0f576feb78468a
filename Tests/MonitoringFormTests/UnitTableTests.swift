/// Units of the built-in form and how they convert.
import MonitoringForm
import Testing

@Suite("Units") struct UnitTableTests {
    private let units: UnitTable
    private let form: FormDefinition

    init() throws {
        form = try FormDefinition.builtIn.get()
        units = form.units
    }

    @Test(
        "Money converts between all its units",
        arguments: [
            ("元", 0), ("千元", 3), ("万元", 4), ("百万元", 6), ("千万元", 7), ("亿元", 8), ("万", 4), ("亿", 8),
        ])
    func money(name: String, power: Int) {
        for (other, otherPower) in [("元", 0), ("万元", 4), ("亿元", 8)] {
            #expect(units.power(from: name, to: other) == power - otherPower, "\(name) \(other)")
        }
    }

    @Test("Counts of anything are counts", arguments: ["个", "家", "人", "家次", "项", "人次", "家(次)"])
    func counts(name: String) {
        for target in ["个", "人", "家次"] {
            #expect(units.power(from: name, to: target) == 0, "\(name) \(target)")
            #expect(units.power(from: "万人", to: target) == 4)
        }
    }

    @Test("Converting there and back changes nothing, and what has no way there has none back")
    func inverse() throws {
        for from in units.names {
            for to in units.names {
                // 万 is money or people, by what it is read for.
                guard units.units(named: from).count == 1, units.units(named: to).count == 1 else {
                    continue
                }
                let there = units.power(from: from, to: to)
                let back = units.power(from: to, to: from)
                if units.measureTheSame(from, to) {
                    #expect(there != nil && there == back.map { -$0 }, "\(from) \(to)")
                } else {
                    // An amount may stand for a rate, and no rate for an amount.
                    #expect(there == nil || back == nil, "\(from) \(to)")
                }
            }
        }
    }

    @Test("Figures keep their digits when their unit changes")
    func digits() throws {
        let power = try #require(units.power(from: "元", to: "万元"))
        let value = try #require(ExactDecimal("12345678.9")?.scaled(byPowerOfTen: power))
        #expect(value.description == "1234.56789")
    }

    @Test(
        "Different things do not convert",
        arguments: [
            ("万元", "个"), ("个", "万元"), ("%", "个"), ("万元", "%"), ("万元/人", "元"), ("人", "%"),
            ("光年", "万元"),
            ("", "万元"), ("万元", "光年"),
        ])
    func different(from: String, to: String) { #expect(units.power(from: from, to: to) == nil) }

    @Test("A rate per person is stated by its amount too, and is none")
    func rates() {
        #expect(units.power(from: "万元", to: "万元/人") == 0)
        #expect(units.power(from: "元", to: "万元/人") == -4)
        #expect(units.power(from: "万", to: "万元/人") == 0)
        #expect(units.power(from: "人", to: "万元/人") == nil)
        #expect(!units.measureTheSame("万元", "万元/人"))
        #expect(units.measureTheSame("元/人", "万元/人"))
    }

    @Test("万 is ten thousand of what it stands for")
    func tenThousand() {
        #expect(units.power(from: "万", to: "元") == 4)
        #expect(units.power(from: "万", to: "人") == 4)
    }

    @Test("Money per mu is money")
    func perMu() {
        #expect(units.power(from: "万元/亩", to: "万元") == 0)
        #expect(units.power(from: "元/亩", to: "万元") == -4)
        #expect(units.isUnit("万元每亩"))
        #expect(!units.isUnit("/亩"))
    }

    @Test("Every unit of the form is one that it knows, and names come longest first")
    func known() {
        for indicator in form.indicators { #expect(units.isUnit(indicator.unit)) }
        #expect(units.isUnit(form.funding.unit))
        #expect(zip(units.names, units.names.dropFirst()).allSatisfy { $0.count >= $1.count })
    }
}

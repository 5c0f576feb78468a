/// Each rule of `check`: where it fires, where it stays silent, and at the boundary.
import MonitoringForm
import TestSupport
import Testing

/// A return with nothing wrong, and changes of it.
private struct Sample {
    let form: FormDefinition
    var item: Return
    var history: [Return] = []
    var remarks = LeafRemarks()

    init(_ period: String = "2020Q3") throws {
        form = try FormDefinition.builtIn.get()
        item = Sample.clean(form, period)
    }

    static func clean(_ form: FormDefinition, _ period: String) -> Return {
        var item = Return(form: form, sheet: "表")
        item.complex.name = "平湖光机电产业创新服务综合体"
        item.complex.county = "平湖市"
        item.period = Period(period)
        for index in form.indicators.indices {
            item.indicators[index].quarter = 20
            item.indicators[index].quarterGrowth = 5
            item.indicators[index].cumulative = period.hasSuffix("Q1") ? 20 : 60
            item.indicators[index].cumulativeGrowth = 5
        }
        for index in item.works.indices { item.works[index].status = .complete }
        for level in FundingLevel.allCases { item.disbursed[level] = 100 }
        item.spent.total = 200
        return item
    }

    func index(_ id: String) throws -> Int {
        try #require(form.indicators.firstIndex { $0.id == id })
    }

    mutating func set(_ id: String, _ measure: Measure, _ value: ExactDecimal?) throws {
        item.indicators[try index(id)][measure] = value
    }

    /// `code leaf` of all that is found.
    var found: [String] {
        RuleBook.violations(
            of: RuleSubject(
                item, form: form, history: ReturnHistory(history), remarks: remarks)
        ).map { "\($0.code.rawValue.dropFirst(5)) \($0.severity) \($0.leaf.pointer(in: form))" }
    }
}

@Suite("Rules of the form")
struct RuleTests {
    @Test("A clean return gives nothing", arguments: ["2020Q1", "2020Q3"])
    func clean(_ period: String) throws {
        let found = try Sample(period).found
        #expect(found.isEmpty)
    }

    /// A figure of an indicator, and what is found.
    struct Case: CustomTestStringConvertible, Sendable {
        let id: String
        let measure: Measure
        let value: ExactDecimal?
        let found: [String]
        var testDescription: String { "\(id) \(measure) \(value.map { "\($0)" } ?? "blank")" }

        init(_ id: String, _ measure: Measure, _ value: ExactDecimal?, _ codes: String...) {
            (self.id, self.measure, self.value) = (id, measure, value)
            found = codes.map { "\($0) /indicators/\(id)/\(measure)" }
        }
    }

    @Test(
        "Figures by themselves",
        arguments: [
            Case("rdPersonnel", .quarter, nil, "missing error"),
            Case("rdPersonnel", .quarterGrowth, nil, "missing error"),
            Case("rdPersonnel", .quarter, -1, "negative error"),
            Case("rdPersonnel", .quarter, 0),
            Case("taxPerMu", .quarter, -0.01, "negative error"),
            Case("rdPersonnel", .quarter, 20.5, "notWhole error"),
            Case("taxPerMu", .quarter, 20.5),
            Case("rdExpenditureShareOfGDP", .quarter, 100),
            Case("rdExpenditureShareOfGDP", .quarter, 100.01, "shareOutOfRange error"),
            Case("rdExpenditureShareOfGDP", .quarter, -0.01, "shareOutOfRange error"),
            Case("taxPerMu", .quarterGrowth, -100),
            Case("taxPerMu", .quarterGrowth, -100.1, "growthImpossible error"),
            Case("taxPerMu", .quarterGrowth, 300),
            Case("taxPerMu", .quarterGrowth, 300.1, "growthExtreme warning"),
            Case("clusterRevenue", .cumulative, 20),
            // 19.5 may be written as 20.
            Case("clusterRevenue", .cumulative, 19.5),
            Case("clusterRevenue", .cumulative, 19.49, "cumulativeBelowQuarter error"),
            Case("rdPersonnel", .cumulative, 1),
        ])
    func figures(_ one: Case) throws {
        var sample = try Sample()
        try sample.set(one.id, one.measure, one.value)
        #expect(sample.found == one.found)
    }

    @Test("A blank that is declared is a warning; one that a finding explains is silent")
    func remarks() throws {
        var sample = try Sample()
        let leaf = ReturnLeaf.figure(indicator: try sample.index("taxPerMu"), .quarter)
        try sample.set("taxPerMu", .quarter, nil)
        sample.remarks.absent = [leaf]
        #expect(sample.found == ["missing warning /indicators/taxPerMu/quarter"])
        sample.remarks.explained = [leaf]
        #expect(sample.found.isEmpty)
    }

    @Test("Growth may be blank where last year's base is 0")
    func growthOfNothing() throws {
        var sample = try Sample()
        try sample.set("jointInstitutes", .quarterGrowth, nil)
        #expect(sample.found.count == 1)
        var lastYear = Sample.clean(sample.form, "2019Q3")
        let index = try sample.index("jointInstitutes")
        for other in lastYear.indicators.indices {
            lastYear.indicators[other].quarter = 19.05
            lastYear.indicators[other].cumulative = 57.14
        }
        lastYear.indicators[index].quarter = .zero
        sample.history = [lastYear]
        #expect(!sample.found.contains { $0.contains("jointInstitutes/quarterGrowth") })
    }

    @Test("In the first quarter both figures of a flow are the same, rounding apart")
    func firstQuarter() throws {
        var sample = try Sample("2020Q1")
        let code = "firstQuarterMismatch error /indicators/clusterRevenue/cumulative"
        try sample.set("clusterRevenue", .quarter, 12.34)
        for (value, found) in [
            (ExactDecimal(12.34), []), (12.3, []), (12.35, [code]), (12.4, [code]), (12, []),
        ] {
            try sample.set("clusterRevenue", .cumulative, value)
            #expect(sample.found == found, "\(value)")
        }
        // A stock has no running total.
        try sample.set("clusterRevenue", .cumulative, 12.34)
        try sample.set("jointInstitutes", .cumulative, 21)
        #expect(sample.found.isEmpty)
    }

    @Test("No part is larger than what contains it")
    func parts() throws {
        var sample = try Sample()
        try sample.set("newProvincialTechSMEs", .quarter, 20)
        try sample.set("provincialTechSMEs", .quarter, 20)
        #expect(sample.found.isEmpty)
        try sample.set("newProvincialTechSMEs", .quarter, 21)
        #expect(
            sample.found == ["partExceedsWhole error /indicators/newProvincialTechSMEs/quarter"])
    }

    @Test("Money spent against money paid and against its levels")
    func money() throws {
        var sample = try Sample()
        sample.item.spent.total = 300
        #expect(sample.found.isEmpty)
        sample.item.spent.total = 301
        #expect(sample.found == ["spentExceedsDisbursed warning /funding/spent/total"])
        sample.item.spent.total = 201
        sample.item.spent.provincial = 120
        sample.item.spent.municipal = 80
        #expect(sample.found == ["spentSumMismatch error /funding/spent/total"])
        sample.item.spent.municipal = 80.6
        #expect(sample.found.isEmpty)
        sample.item.disbursed.county = -1
        #expect(sample.found.contains("negative error /funding/disbursed/county"))
    }

    @Test("Returns are due on the 25th of the month behind the quarter")
    func deadline() throws {
        var sample = try Sample()
        sample.item.reporting.date = CivilDate(iso8601: "2020-10-25")
        #expect(sample.found.isEmpty)
        sample.item.reporting.date = CivilDate(iso8601: "2020-10-26")
        #expect(sample.found == ["overdue warning /reporting/date"])
        sample.item.period = Period("2020Q4")
        sample.item.reporting.date = CivilDate(iso8601: "2021-01-25")
        #expect(sample.found.isEmpty)
    }

    // MARK: Earlier returns

    @Test("A figure that is a unit too large or too small is told")
    func slips() throws {
        let code = "unitSlip warning /indicators/revenuePerEmployee/quarter"
        for (old, new, fires) in [
            (ExactDecimal(20), ExactDecimal(200_000), true), (20, 20, false), (20, 950, false),
            (20, 1_000, true), (20, 4_000, true), (20, 4_001, false), (0.5, 50, false),
            (0.5, 5_000, true), (20_000, 2, true), (2_000, 20, true), (20, 0.2, true),
        ] {
            var sample = try Sample()
            var earlier = Sample.clean(sample.form, "2019Q1")
            earlier.indicators[try sample.index("revenuePerEmployee")].quarter = old
            sample.history = [earlier]
            try sample.set("revenuePerEmployee", .quarter, new)
            #expect(sample.found == (fires ? [code] : []), "\(old) \(new)")
        }
    }

    @Test("Growth is held against last year's figure, a tenth of a point and rounding allowed")
    func growth() throws {
        for (old, now, stated, fires) in [
            (ExactDecimal(1000), ExactDecimal(1085), ExactDecimal(8.5), false),
            (1000, 1085, 8.6, false), (1000, 1085, 8.8, true), (1000, 1085, -8.5, true),
            (3, 4, 33.3, false), (3, 4, 33, false), (3, 4, 32, true),
        ] {
            var sample = try Sample()
            var lastYear = Sample.clean(sample.form, "2019Q3")
            for index in lastYear.indicators.indices {
                lastYear.indicators[index].quarter = 19.05
                lastYear.indicators[index].cumulative = 57.14
            }
            let index = try sample.index("rdPersonnel")
            lastYear.indicators[index].quarter = old
            sample.history = [lastYear]
            for index in sample.item.indicators.indices {
                sample.item.indicators[index].quarterGrowth = 5
            }
            try sample.set("rdPersonnel", .quarter, now)
            try sample.set("rdPersonnel", .quarterGrowth, stated)
            let found = sample.found.filter { $0.contains("rdPersonnel/quarterGrowth") }
            #expect(!found.isEmpty == fires, "\(old) \(now) \(stated)")
        }
    }

    @Test("A running total is the previous one and the quarter")
    func carriedOver() throws {
        var sample = try Sample()
        var previous = Sample.clean(sample.form, "2020Q2")
        for index in previous.indicators.indices { previous.indicators[index].cumulative = 40 }
        sample.history = [previous]
        #expect(sample.found.isEmpty)
        try sample.set("enterprisesServed", .cumulative, 61)
        try sample.set("clusterRevenue", .quarter, 20.11)
        try sample.set("clusterRevenue", .cumulative, 60.3)
        let code = "cumulativeMismatch error /indicators"
        #expect(
            sample.found == [
                "\(code)/clusterRevenue/cumulative", "\(code)/enterprisesServed/cumulative",
            ])
        // The previous quarter of another year has nothing to do with it.
        sample.history[0].period = Period("2019Q2")
        #expect(!sample.found.contains { $0.hasPrefix("cumulativeMismatch") })
    }

    @Test("A work that was complete does not become incomplete")
    func regressed() throws {
        var sample = try Sample()
        sample.item.works[1].status = .incomplete
        #expect(sample.found.isEmpty)
        sample.history = [Sample.clean(sample.form, "2019Q4")]
        let code = "statusRegressed warning /construction/foundingTeam/status"
        #expect(sample.found.filter { $0.hasPrefix("status") } == [code])
        sample.history = [Sample.clean(sample.form, "2020Q4")]
        #expect(sample.found.isEmpty)
    }

    // MARK: Between returns

    @Test("The county's own figures are the same in its returns; the odd one out is told")
    func county() throws {
        let sample = try Sample()
        var returns = [sample.item, sample.item, sample.item]
        let rule = CountyRule(sample.form)
        #expect(rule.violations(among: returns).isEmpty)
        let share = try sample.index("rdExpenditureShareOfGDP")
        returns[1].indicators[share].quarter = 21
        let found = rule.violations(among: returns)
        #expect(found.map(\.position) == [1])
        #expect(
            found.first?.1.leaf == .figure(indicator: share, .quarter))
    }

    @Test("What shares imply for the county may differ by 5 %, rounding apart")
    func implied() throws {
        let sample = try Sample()
        let amount = try sample.index("clusterRDInvestment")
        let share = try sample.index("clusterRDShareOfCounty")
        for (other, fires) in [(ExactDecimal(20.00), false), (20.9, false), (22.00, true)] {
            var returns = [sample.item, sample.item]
            for index in returns.indices { returns[index].indicators[amount].quarter = 1000.04 }
            returns[0].indicators[share].quarter = 20.01
            returns[1].indicators[share].quarter = other
            #expect(
                CountyRule(sample.form).violations(among: returns).isEmpty == !fires, "\(other)")
        }
    }

    @Test("Every rule has a sentence in both languages that tells its figures")
    func sentences() throws {
        let sample = try Sample()
        let detail = Finding.Detail(
            quoted: "QUOTED", subject: "SUBJECT", from: "FROM", to: "TO",
            other: .figure(indicator: 0, .quarter), period: Period("2020Q2"))
        let codes: [FindingCode] = [
            .ruleMissing, .negative, .notWhole, .shareOutOfRange, .growthImpossible,
            .growthExtreme, .cumulativeBelowQuarter, .firstQuarterMismatch, .partExceedsWhole,
            .spentExceedsDisbursed, .spentSumMismatch, .overdue, .unitSlip, .growthMismatch,
            .cumulativeMismatch, .statusRegressed, .regionDisagrees, .duplicateReturn,
            .nameDiffers,
        ]
        for language in Language.allCases {
            let messages = MessageCatalogue(language, form: sample.form)
            for code in codes {
                let message = messages.message(
                    for: Finding(
                        code,
                        pointer: JSONPointer("returns", "0", "indicators", "taxPerMu", "quarter"),
                        detail))
                let isSentence = message.hasSuffix("。") || message.hasSuffix(".")
                #expect(
                    isSentence && message.count > 10, "\(code.rawValue) \(language): \(message)")
                if code != .ruleMissing, code != .statusRegressed {
                    #expect(message.contains("QUOTED"), "\(code.rawValue) \(language)")
                }
            }
        }
    }
}

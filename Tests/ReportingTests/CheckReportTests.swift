/// Many returns at once: mistakes planted into a year of sound ones are found, and little else.
import FormSheets
import MonitoringForm
import TestSupport
import Testing

@testable import Reporting

@Suite("Checks of many returns") struct CheckReportTests {
    private let form: FormDefinition

    init() throws { form = try FormDefinition.builtIn.get() }

    /// Each return as the only one of a workbook.
    private func report(_ returns: [Return], prior: [Return] = []) -> CheckReport {
        let workbooks = returns.enumerated().map { number, item in
            CheckReport.Workbook(
                path: "\(number).xlsx",
                conversion: Conversion(
                    document: ConvertedDocument(
                        file: "\(number).xlsx", sha256: "", returns: [item], findings: []),
                    isUnreadable: false))
        }
        return CheckReport(workbooks, prior: prior, form: form)
    }

    /// `code path` of what was found in a workbook.
    private func found(_ report: CheckReport, _ book: Int) -> [String] {
        report.workbooks[book].findings.map { finding in
            finding.code.rawValue + " " + (finding.pointer?.inReturn?.path ?? "")
        }
    }

    private func isYear(_ item: Return, _ year: Int) -> Bool { item.period?.year == year }

    @Test("A sound year of 60 complexes gives nothing", arguments: [1, 2, 3] as [UInt64])
    func clean(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let year = PlausibleYear(form, complexes: 60, &random)
        let report = report(
            year.returns.filter { isYear($0, 2020) },
            prior: year.returns.filter { isYear($0, 2019) })
        #expect(report.returnCount == 240)
        let all = report.workbooks.indices.flatMap { found(report, $0) }
        #expect(all.isEmpty, "seed \(seed): \(all.prefix(5))")
    }

    @Test(
        "Of ten planted mistakes all are found, and at most two findings beside them",
        arguments: [1, 2, 3, 4, 5] as [UInt64])
    func planted(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let year = PlausibleYear(form, complexes: 60, &random)
        // The last quarter, so that nothing builds upon a mistake.
        var current = year.returns.filter { isYear($0, 2020) && $0.period?.quarter == 4 }
        let prior = year.returns.filter { !(isYear($0, 2020) && $0.period?.quarter == 4) }
        func index(_ id: String) throws -> Int {
            try #require(form.indicators.firstIndex { $0.id == id })
        }
        var books = Array(current.indices.shuffled(using: &random).prefix(10))
        var wanted: [(book: Int, code: String)] = []
        func plant(_ code: String, _ change: (inout Return) throws -> Void) throws {
            let book = books.removeLast()
            try change(&current[book])
            wanted.append((book, code))
        }
        try plant("rule.unitSlip /indicators/revenuePerEmployee/quarter") {
            let place = try index("revenuePerEmployee")
            let value = $0.indicators[place].quarter
            $0.indicators[place].quarter = value?.scaled(byPowerOfTen: 4)
            $0.indicators[place].quarterGrowth = 5
        }
        try plant("rule.cumulativeBelowQuarter /indicators/clusterRevenue/cumulative") {
            let place = try index("clusterRevenue")
            let figures = $0.indicators[place]
            $0.indicators[place].quarter = figures.cumulative
            $0.indicators[place].cumulative = figures.quarter
        }
        try plant("rule.growthMismatch /indicators/rdPersonnel/quarterGrowth") {
            let place = try index("rdPersonnel")
            $0.indicators[place].quarterGrowth = $0.indicators[place].quarterGrowth?.negated
        }
        try plant("rule.cumulativeMismatch /indicators/rdSuperDeduction/cumulative") {
            let place = try index("rdSuperDeduction")
            $0.indicators[place].cumulative = $0.indicators[place].cumulative?.adding(100)
        }
        try plant("rule.partExceedsWhole /indicators/nationalHighTechEnterprises/quarter") {
            let place = try index("nationalHighTechEnterprises")
            $0.indicators[place].quarter = 1_999
            $0.indicators[place].quarterGrowth = 5
        }
        try plant("rule.statusRegressed /construction/workingMechanism/status") {
            $0.works[0].status = .incomplete
        }
        try plant("rule.missing /indicators/taxPerMu/quarter") {
            $0.indicators[try index("taxPerMu")].quarter = nil
        }
        try plant("rule.spentExceedsDisbursed /funding/spent/total") { $0.spent.total = 2_000 }
        try plant("rule.regionDisagrees /indicators/rdExpenditureShareOfGDP/quarter") {
            let place = try index("rdExpenditureShareOfGDP")
            $0.indicators[place].quarter = $0.indicators[place].quarter?.adding(0.02)
        }
        try plant("rule.overdue /reporting/date") {
            $0.reporting.date = CivilDate(iso8601: "2021-02-03")
        }
        let report = report(current, prior: prior)
        for (book, code) in wanted {
            #expect(found(report, book).contains(code), "seed \(seed): \(found(report, book))")
        }
        let mistaken = Dictionary(wanted.map { ($0.book, $0.code) }) { first, _ in first }
        var beside: [String] = []
        for book in report.workbooks.indices where mistaken[book] == nil {
            beside += found(report, book)
        }
        #expect(beside.count <= 2, "seed \(seed): \(beside)")
    }

    @Test("A return that is there twice is an error when its figures differ, else a warning")
    func twice() throws {
        var random = SeededRandom(seed: 9)
        let item = try #require(PlausibleYear(form, complexes: 1, &random).returns.first)
        var other = item
        let same = report([item, other])
        #expect(found(same, 0).isEmpty)
        #expect(found(same, 1) == ["rule.duplicateReturn "])
        #expect(same.counts[.warning] == 1 && same.counts[.error] == 0)
        other.spent.total = 1
        #expect(report([item, other]).counts[.error] == 1)
        other.period = Period("2016Q1")
        other.reporting.date = nil
        let apart = report([item, other])
        #expect(apart.counts[.error] == 0 && apart.counts[.warning] == 0)
    }

    @Test(
        "A complex is known by its name in other dress; a near miss is told, another complex is not",
        arguments: [
            ("平湖市 光机电（产业）创新服务综合体", "平湖市光机电产业创新服务综合体", false, true),
            ("平湖光机电创新服务综合体", "平湖市光机电产业创新服务综合体", true, true),
            ("平湖市皮革产业创新服务综合体", "平湖市经编产业创新服务综合体", false, false),
        ])
    func names(_ name: String, _ before: String, _ isTold: Bool, _ isKnown: Bool) throws {
        var random = SeededRandom(seed: 9)
        var returns = PlausibleYear(form, complexes: 1, &random).returns.filter {
            $0.period?.year == 2020
        }
        for index in returns.indices {
            returns[index].complex.county = "平湖市"
            returns[index].complex.name = index == 1 ? name : before
        }
        // A running total that is not carried over shows whether the returns were compared.
        returns[1].indicators[0].cumulative = returns[1].indicators[0].cumulative?.adding(1)
        let found = found(report([returns[1]], prior: [returns[0]]), 0)
        #expect(found.contains("complex.nameDiffers /complex/name") == isTold)
        #expect(found.contains { $0.hasPrefix("rule.cumulativeMismatch") } == isKnown, "\(found)")
    }
}

/// The history of a complex: one for each quarter, found without a walk, the same whoever asks.
import TestSupport
import Testing

@testable import MonitoringForm

@Suite("Histories of returns") struct ReturnHistoryTests {
    private let form: FormDefinition

    init() throws { form = try FormDefinition.builtIn.get() }

    private func item(_ period: Period?, _ sheet: String) -> Return {
        var item = Return(form: form, sheet: sheet)
        item.period = period
        return item
    }

    private func random(_ count: Int, _ years: Int, _ random: inout SeededRandom) -> [Return] {
        (0..<count).map { number in
            let year = Int.random(in: 2000..<2000 + years, using: &random)
            let quarter = Int.random(in: 1...5, using: &random)
            return item(Period(year: year, quarter: quarter), "\(number)")
        }
    }

    @Test(
        "The first return of a quarter counts, own ones before those under another name",
        arguments: [1, 2, 3, 4] as [UInt64])
    func quarters(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let own = self.random(30, 8, &random)
        let other = seed % 2 == 0 ? [] : self.random(40, 20, &random)
        let history = ReturnHistory(ReturnHistory(own), and: ReturnHistory(other))
        var first: [Period: Return] = [:]
        for item in own + other {
            if let period = item.period, first[period] == nil { first[period] = item }
        }
        let wanted = first.values.sorted { ($0.period?.ordinal ?? 0) < ($1.period?.ordinal ?? 0) }
        for item in wanted { #expect(history[item.period] == item) }
        #expect(history[nil] == nil && history[Period("2100Q1")] == nil)
        #expect(history.latest(1_000) == wanted)
        for place in wanted.indices {
            let now = wanted[place].period
            #expect(history.before(now) == Array(wanted[..<place].suffix(40).reversed()))
            let through = Array(wanted[...place].suffix(12))
            #expect(
                history.latest(12, through: now)
                    == through + wanted[(place + 1)...].prefix(12 - through.count))
        }
        #expect(history.earliest == wanted.first?.period)
    }

    @Test("Rules look back ten years and no further")
    func reach() throws {
        let history = ReturnHistory(
            (1990...2999).map { item(Period(year: $0, quarter: 2), "\($0)") })
        let before = history.before(Period("2500Q1"))
        #expect(before.map(\.sheet) == (2460...2499).reversed().map(String.init))
        #expect(history.before(nil).isEmpty)
        #expect(history.latest(2).map(\.sheet) == ["2998", "2999"])
        #expect(history.latest(2, through: Period("2999Q4")).map(\.sheet) == ["2998", "2999"])
        #expect(history.latest(2, through: Period("1990Q1")).map(\.sheet) == ["1990", "1991"])
    }
}

extension Period {
    fileprivate var ordinal: Int { year * 4 + quarter }
}

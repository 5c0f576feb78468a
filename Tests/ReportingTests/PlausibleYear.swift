import MonitoringForm
import TestSupport

/// Two years of returns that a city could get: figures that grow, add up, and agree within a county.
struct PlausibleYear {
    let form: FormDefinition
    /// 2019 and 2020, by quarter, then by complex.
    private(set) var returns: [Return] = []

    init(_ form: FormDefinition, complexes: Int, _ random: inout SeededRandom) {
        self.form = form
        var makers = (0..<complexes).map { Maker(form, number: $0, &random) }
        for year in [2019, 2020] {
            for quarter in 1...4 {
                guard let period = Period(year: year, quarter: quarter) else { continue }
                for index in makers.indices {
                    returns.append(makers[index].next(period, &random))
                }
            }
        }
    }

    static let trades = [
        "光机电", "皮革时尚", "木业家具", "紧固件", "经编", "汽车零部件", "羽绒制品", "新能源",
    ]

    /// Makes the returns of one complex, quarter after quarter.
    private struct Maker {
        let form: FormDefinition
        let name: String
        let county: String
        let complete: Int
        /// By indicator: the level of its figures, in hundredths or, for counts, in ones.
        var levels: [Int]
        var cumulative: [Int]
        /// Figures of the year before, by quarter and indicator.
        var before: [Int: [(quarter: Int, cumulative: Int)]] = [:]

        init(_ form: FormDefinition, number: Int, _ random: inout SeededRandom) {
            self.form = form
            let area = form.areas[number % form.areas.count]
            county = area.name
            let trade = PlausibleYear.trades[number / form.areas.count % PlausibleYear.trades.count]
            name = area.name + trade + "产业创新服务综合体"
            complete = Int.random(in: 2...6, using: &random)
            levels = form.indicators.indices.map { index in
                let id = form.indicators[index].id
                if form.indicators[index].isShare {
                    return Int.random(in: 300...2_500, using: &random)
                }
                // Parts are well below what contains them.
                if id.hasPrefix("new") { return Int.random(in: 2...6, using: &random) }
                if id == "clusterEnterprises" { return Int.random(in: 400...900, using: &random) }
                if form.indicators[index].isCount {
                    return Int.random(in: 60...200, using: &random)
                }
                return Int.random(in: 20_000...90_000, using: &random)
            }
            cumulative = form.indicators.map { _ in 0 }
        }

        /// What all complexes of a county state for the county.
        private func countyFigure(_ period: Period, _ index: Int) -> Int {
            let seed = county.unicodeScalars.reduce(0) { $0 &+ Int($1.value) } % 200
            return (form.indicators[index].isShare ? 250 : 5_000) + seed + (period.year - 2019) * 10
                + period.quarter * 3
        }

        mutating func next(_ period: Period, _ random: inout SeededRandom) -> Return {
            var item = Return(form: form, sheet: "季度监测表")
            item.complex.name = name
            item.complex.county = county
            item.complex.level = .provincial
            item.period = period
            var figures: [(quarter: Int, cumulative: Int)] = []
            for (index, indicator) in form.indicators.enumerated() {
                // Growth of a few per cent a quarter, never below.
                levels[index] += max(1, levels[index] * Int.random(in: 0...2, using: &random) / 100)
                var quarter = levels[index]
                if indicator.isShare { quarter = min(quarter, 9_000) }
                if form.rules.countyFigures.contains(index) {
                    quarter = countyFigure(period, index)
                }
                if let share = form.rules.countyShares.first(where: { $0.share == index }) {
                    // The county's research is 5,000,000.00, whoever asks.
                    quarter = figures[share.amount].quarter * 10_000 / 5_000_000
                }
                if period.quarter == 1 { cumulative[index] = 0 }
                if indicator.isFlow {
                    cumulative[index] += quarter
                } else {
                    cumulative[index] = quarter
                }
                if let share = form.rules.countyShares.first(where: { $0.share == index }) {
                    cumulative[index] = figures[share.amount].cumulative * 10_000 / 5_000_000
                }
                figures.append((quarter, cumulative[index]))
                let power = indicator.isCount ? 0 : -2
                func value(_ number: Int) -> ExactDecimal {
                    ExactDecimal(number).scaled(byPowerOfTen: power)
                }
                item.indicators[index].quarter = value(quarter)
                item.indicators[index].cumulative = value(cumulative[index])
                let old = before[period.quarter]?[index]
                item.indicators[index].quarterGrowth = growth(old?.quarter, quarter)
                item.indicators[index].cumulativeGrowth = growth(old?.cumulative, cumulative[index])
            }
            before[period.quarter] = figures
            for work in item.works.indices {
                let isDone = work < complete + (period.year - 2019)
                item.works[work].status = isDone ? .complete : .incomplete
                if !isDone { item.works[work].note = "正在办理" }
            }
            for level in FundingLevel.allCases { item.disbursed[level] = ExactDecimal(300) }
            item.spent.total = ExactDecimal(500 + period.quarter * 20)
            let month = period.quarter % 4 * 3 + 1
            item.reporting.date = CivilDate(
                year: period.quarter == 4 ? period.year + 1 : period.year, month: month, day: 20)
            return item
        }

        /// One decimal; without last year's figure something plausible.
        private func growth(_ old: Int?, _ now: Int) -> ExactDecimal {
            guard let old, old != 0 else { return ExactDecimal(5) }
            let tenths = (Double(now) / Double(old) - 1) * 1_000
            return ExactDecimal(Int(tenths.rounded())).scaled(byPowerOfTen: -1)
        }
    }
}

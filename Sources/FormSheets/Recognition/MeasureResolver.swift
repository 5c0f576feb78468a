import MonitoringForm

/// Gives each column of a record (or row of an indicator) its measure, in the order they stand.
///
/// Flat headers say 同比增长 twice: each belongs to the figure it follows, or, where growth comes first,
/// to the one it precedes.
enum MeasureResolver {
    struct Slot {
        let terms: TermSet
        let year: Int?
    }

    struct Resolution {
        var measure: Measure?
        /// Concluded from the neighbours rather than read.
        var isDoubtful = false
    }

    static func resolve(_ slots: [Slot]) -> [Resolution] {
        var results = slots.map { _ in Resolution() }
        let newest = slots.compactMap(\.year).max()
        var pendingGrowth: [Int] = []
        var pendingValue: [Int] = []
        for (index, slot) in slots.enumerated() {
            // Two years side by side: only the newer one is this return's.
            guard isCounted(slot, newest) else { continue }
            switch (slot.terms.period, slot.terms.has(.growth)) {
            case (.quarter, false): results[index].measure = .quarter
            case (.cumulative, false): results[index].measure = .cumulative
            case (.quarter, true): results[index].measure = .quarterGrowth
            case (.cumulative, true): results[index].measure = .cumulativeGrowth
            case (_, true): pendingGrowth.append(index)
            default: if slot.terms.has(.value) { pendingValue.append(index) }
            }
        }
        if !pendingValue.isEmpty { resolveValues(pendingValue, &results) }
        if !pendingGrowth.isEmpty {
            // For each column, how many counted ones there are up to it.
            var ranks: [Int] = []
            for slot in slots {
                ranks.append((ranks.last ?? 0) + (isCounted(slot, newest) ? 1 : 0))
            }
            resolveGrowth(pendingGrowth, ranks, &results)
        }
        dropRepeats(&results)
        return results
    }

    /// Whether a column is one of the form's: last year's figures and targets stand between without meaning.
    private static func isCounted(_ slot: Slot, _ newest: Int?) -> Bool {
        if slot.terms.has(.ignoredMeasure) { return false }
        if let year = slot.year, let newest { return year >= newest }
        return true
    }

    /// 数据 without 本季度 or 累计 above it: the quarter's, if nothing else is.
    private static func resolveValues(_ pending: [Int], _ results: inout [Resolution]) {
        let taken = MeasureSet(results.compactMap(\.measure))
        let free = [Measure.quarter, .cumulative].filter { !taken.contains($0) }
        for (index, measure) in zip(pending, free) {
            results[index] = Resolution(measure: measure, isDoubtful: true)
        }
    }

    private static func resolveGrowth(
        _ pending: [Int], _ ranks: [Int], _ results: inout [Resolution]
    ) {
        /// How many counted columns a column lies behind another.
        func distance(_ from: Int, _ to: Int) -> Int { ranks[to] - ranks[from] }
        let taken = MeasureSet(results.compactMap(\.measure))
        func growth(of base: Int) -> Measure {
            results[base].measure == .quarter ? .quarterGrowth : .cumulativeGrowth
        }
        let bases = results.indices.filter {
            (results[$0].measure == .quarter || results[$0].measure == .cumulative)
                && !taken.contains(growth(of: $0))
        }
        guard let firstGrowth = pending.first, let firstBase = bases.first else { return }
        let isAhead = firstGrowth < firstBase
        // One growth for each figure: pairs by order. They are read, not concluded, where each
        // stands right beside its figure.
        if pending.count == bases.count {
            let isBeside = zip(pending, bases).allSatisfy { index, base in
                isAhead ? distance(index, base) == 1 : distance(base, index) == 1
            }
            for (index, base) in zip(pending, bases) {
                results[index] = Resolution(measure: growth(of: base), isDoubtful: !isBeside)
            }
            return
        }
        var free = bases
        for index in pending {
            let found =
                isAhead ? free.firstIndex { $0 > index } : free.lastIndex { $0 < index }
            guard let found else { continue }
            let base = free.remove(at: found)
            let isBeside = isAhead ? distance(index, base) == 1 : distance(base, index) == 1
            let isRivalled = free.contains { isAhead ? $0 > base : $0 < base }
            results[index] = Resolution(
                measure: growth(of: base), isDoubtful: !isBeside || isRivalled)
        }
    }

    /// A measure that stands twice counts once; the repetition is doubtful and has none.
    private static func dropRepeats(_ results: inout [Resolution]) {
        var seen = MeasureSet()
        for index in results.indices {
            guard let measure = results[index].measure else { continue }
            if seen.contains(measure) {
                results[index] = Resolution(measure: nil, isDoubtful: true)
            }
            seen.insert(measure)
        }
    }
}

struct MeasureSet {
    private var bits = 0

    init() {}

    init(_ measures: [Measure]) {
        for measure in measures { insert(measure) }
    }

    mutating func insert(_ measure: Measure) { bits |= 1 << measure.position }

    func contains(_ measure: Measure) -> Bool { bits >> measure.position & 1 == 1 }
}

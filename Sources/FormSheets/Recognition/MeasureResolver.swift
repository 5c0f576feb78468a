import MonitoringForm

/// Gives each column of a record (or row of an indicator) its measure, in the order they stand.
///
/// Flat headers say 同比增长 twice: each belongs to the figure it follows, or, where growth comes first,
/// to the one it precedes.
enum MeasureResolver {
    struct Slot {
        let terms: TermSet
        var hint = MeasureHint()
        /// Whether a column of figures that nobody can name stands right before it: a growth is that one's.
        var followsStranger = false
        /// Whether the sheet does not show it.
        var isHidden = false
    }

    struct Resolution {
        var measure: Measure?
        /// Concluded from the neighbours rather than read.
        var isDoubtful = false

        /// Whether it is a figure rather than its growth.
        var isFigure: Bool { measure == .quarter || measure == .cumulative }
    }

    /// - Parameters:
    ///   - implied: what the sheet's title says of figures whose own labels do not say which they are.
    ///   - stated: the quarter that the sheet is of.
    static func resolve(
        _ slots: [Slot], implied: ImpliedMeasure = ImpliedMeasure(), stated: Period? = nil
    ) -> [Resolution] {
        var results = slots.map { _ in Resolution() }
        var (isCounted, isGuess) = counted(slots, stated)
        resolvePeriods(slots, &isCounted, &results)
        if isGuess {
            for index in slots.indices where slots[index].hint.quarter != nil {
                results[index].isDoubtful = results[index].measure != nil
            }
        }
        var pendingGrowth: [Int] = []
        var pendingValue: [Int] = []
        for (index, slot) in slots.enumerated()
        where isCounted[index] && results[index].measure == nil {
            switch (slot.terms.period, slot.terms.has(.growth)) {
            case (.quarter, true):
                let isOfSum = slot.hint.isFirstMonths && firstMonthsAreSum(slots, results)
                results[index].measure = isOfSum ? .cumulativeGrowth : .quarterGrowth
            case (.cumulative, true): results[index].measure = .cumulativeGrowth
            case (_, true): pendingGrowth.append(index)
            case (nil, false): if slot.terms.has(.value) { pendingValue.append(index) }
            default: break
            }
        }
        if !pendingValue.isEmpty { resolveValues(pendingValue, implied, &results) }
        dropStrangers(&pendingGrowth, slots, &isCounted, &results)
        if !pendingGrowth.isEmpty {
            dropRivals(&pendingGrowth, slots, &isCounted, &results)
            // For each column, how many counted ones there are up to it.
            var ranks: [Int] = []
            for counts in isCounted { ranks.append((ranks.last ?? 0) + (counts ? 1 : 0)) }
            resolveGrowth(pendingGrowth, slots, ranks, &results)
        }
        dropRepeats(&results)
        if implied.isGrowth, !slots.contains(where: { $0.terms.has(.growth) }) {
            for index in results.indices {
                results[index].measure = results[index].measure?.itsGrowth
            }
        }
        return results
    }

    /// Which columns are the form's: last year's figures, other quarters and targets stand between without
    /// meaning. Where several quarters stand there and the sheet's is none of them, it is a guess that the newest counts.
    private static func counted(
        _ slots: [Slot], _ stated: Period?
    ) -> (isCounted: [Bool], isGuess: Bool) {
        let time = OwnTime(slots.map(\.hint), stated: stated)
        let isBehind = hiddenBehindShown(slots)
        let isCounted = slots.indices.map { index in
            let slot = slots[index]
            return !slot.terms.has(.ignoredMeasure) && !isBehind[index] && time.counts(slot.hint)
        }
        return (isCounted, time.isGuess)
    }

    /// Columns that are not shown and whose measure stands in others that are: what was there before. The growths behind
    /// them go with them.
    private static func hiddenBehindShown(_ slots: [Slot]) -> [Bool] {
        var isBehind = Array(repeating: false, count: slots.count)
        guard slots.contains(where: \.isHidden) else { return isBehind }
        let shown = slots.filter { !$0.isHidden && !$0.terms.has([.growth, .ignoredMeasure]) }
        for (index, slot) in slots.enumerated() where slot.isHidden {
            isBehind[index] =
                slot.terms.has(.growth)
                ? index > 0 && isBehind[index - 1]
                : shown.contains {
                    $0.terms.period == slot.terms.period
                        && $0.terms.has(.value) == slot.terms.has(.value)
                }
        }
        return isBehind
    }

    /// Columns that name their period. Of several that claim the same, the surest label has it: 本季度 before
    /// 2019年7-9月, which stands beside it to be compared with.
    private static func resolvePeriods(
        _ slots: [Slot], _ isCounted: inout [Bool], _ results: inout [Resolution]
    ) {
        func claimants(_ period: Term) -> [Int] {
            slots.indices.filter {
                isCounted[$0] && slots[$0].terms.period == period && !slots[$0].terms.has(.growth)
            }
        }
        func certainty(_ index: Int) -> Int {
            let slot = slots[index]
            if slot.hint.isOwn { return 3 }
            if slot.terms.has(.quarter), slot.terms.has(.cumulative) { return 0 }
            if slot.hint.isFirstMonths { return 0 }
            return slot.hint.quarter == nil && slot.hint.year == nil ? 2 : 1
        }
        var losers: [Int] = []
        for (period, measure) in [(Term.quarter, Measure.quarter), (.cumulative, .cumulative)] {
            let all = claimants(period)
            guard var best = all.first else { continue }
            for index in all where certainty(index) > certainty(best) { best = index }
            results[best].measure = measure
            for index in all where index != best { losers.append(index) }
        }
        for index in losers {
            // Beside 本季度, 1-3月 is the sum since January.
            if slots[index].hint.isFirstMonths, slots[index].terms.period == .quarter,
                !results.contains(where: { $0.measure == .cumulative })
            {
                results[index] = Resolution(measure: .cumulative, isDoubtful: true)
                continue
            }
            results[index].isDoubtful = true
            isCounted[index] = false
        }
    }

    /// Whether 1-3月 stands beside 本季度 and was taken for the sum since January.
    private static func firstMonthsAreSum(_ slots: [Slot], _ results: [Resolution]) -> Bool {
        zip(slots, results).contains { slot, result in
            slot.hint.isFirstMonths && result.measure == .cumulative
        }
    }

    /// 数据 without 本季度 or 累计 above it: the quarter's, if nothing else is and the sheet is not all of sums.
    private static func resolveValues(
        _ pending: [Int], _ implied: ImpliedMeasure, _ results: inout [Resolution]
    ) {
        let taken = MeasureSet(results.compactMap(\.measure))
        let order: [Measure] = implied.isCumulative ? [.cumulative] : [.quarter, .cumulative]
        let free = order.filter { !taken.contains($0) }
        for (index, measure) in zip(pending, free) {
            let isSaid = implied.isExact && index == pending.first
            results[index] = Resolution(measure: measure, isDoubtful: !isSaid)
        }
    }

    /// A growth behind figures that nobody can name is theirs, unless a figure further left has none yet.
    private static func dropStrangers(
        _ pending: inout [Int], _ slots: [Slot], _ isCounted: inout [Bool],
        _ results: inout [Resolution]
    ) {
        var kept: [Int] = []
        for index in pending {
            let bases = results[..<index].count(where: \.isFigure)
            if isOfAnother(index, slots, isCounted), kept.count >= bases {
                results[index].isDoubtful = true
                isCounted[index] = false
            } else {
                kept.append(index)
            }
        }
        pending = kept
    }

    /// Whether a column of figures that are not the form's stands right before a growth.
    private static func isOfAnother(_ index: Int, _ slots: [Slot], _ isCounted: [Bool]) -> Bool {
        if slots[index].followsStranger { return true }
        guard index > 0, !isCounted[index - 1] else { return false }
        return slots[index - 1].terms.has(.periods)
            && !slots[index - 1].terms.has([.growth, .ignoredMeasure])
    }

    /// Of more growths than figures, those side by side are the same growth in two ways: the rate is the form's.
    private static func dropRivals(
        _ pending: inout [Int], _ slots: [Slot], _ isCounted: inout [Bool],
        _ results: inout [Resolution]
    ) {
        let bases = results.indices.filter { results[$0].isFigure }
        guard pending.count > bases.count else { return }
        var kept: [Int] = []
        for index in pending {
            guard let last = kept.last, !bases.contains(where: { $0 > last && $0 < index }) else {
                kept.append(index)
                continue
            }
            let wins = slots[index].hint.isRate && !slots[last].hint.isRate
            let loser = wins ? last : index
            isCounted[loser] = false
            if wins { kept[kept.count - 1] = index }
            // Which of the two was meant is told where both could be.
            if slots[index].hint.isRate == slots[last].hint.isRate {
                results[loser].isDoubtful = true
            }
        }
        pending = kept
    }

    private static func resolveGrowth(
        _ pending: [Int], _ slots: [Slot], _ ranks: [Int], _ results: inout [Resolution]
    ) {
        /// How many counted columns a column lies behind another.
        func distance(_ from: Int, _ to: Int) -> Int { ranks[to] - ranks[from] }
        let taken = MeasureSet(results.compactMap(\.measure))
        func growth(of base: Int) -> Measure {
            results[base].measure?.itsGrowth ?? .cumulativeGrowth
        }
        let bases = results.indices.filter {
            results[$0].isFigure && !taken.contains(growth(of: $0))
        }
        guard let firstGrowth = pending.first, let firstBase = bases.first else { return }
        var isAhead = firstGrowth < firstBase
        if isAhead, pending.count > bases.count,
            bases.allSatisfy({ base in pending.contains { distance(base, $0) == 1 } })
        {
            // One too many, and one right behind each figure: the first is something else, unless it is the
            // only rate.
            isAhead = slots[firstGrowth].hint.isRate && !slots[pending.last ?? 0].hint.isRate
        }
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

    var isEmpty: Bool { bits == 0 }

    func isDisjoint(with other: MeasureSet) -> Bool { bits & other.bits == 0 }

    mutating func formUnion(_ other: MeasureSet) { bits |= other.bits }
}

/// A figure is about 10,000, 1,000 or 100 times what it was: 亿元 and 万元 mixed up.
struct UnitSlipRule: ReturnRule {
    func check(_ subject: RuleSubject, _ tell: (Violation) -> Void) {
        let earlier = subject.history.before(subject.item.period)
        guard !earlier.isEmpty else { return }
        let slips = subject.form.rules.slips
        subject.eachFigure(growth: false) { indicator, leaf, value in
            guard case .figure(let index, let measure) = leaf, value != .zero else { return }
            let isCount = indicator.isCount
            var compared = 0
            var slipped: [(period: Period?, value: ExactDecimal, ratio: Double)] = []
            // By position: a return taken out of the array is copied, for each of its figures.
            for position in earlier.indices {
                guard let old = earlier[position].figure(index, measure), old != .zero else {
                    continue
                }
                compared += 1
                let ratio = value.approximate / old.approximate
                guard ratio > 0, slips.contains(where: { $0.holds(ratio, of: old, isCount) }) else {
                    continue
                }
                slipped.append((earlier[position].period, old, ratio))
            }
            // One slip in an earlier return makes none of the sound ones behind it.
            guard let latest = slipped.first, slipped.count * 2 >= compared else { return }
            tell(
                Violation(
                    .unitSlip, leaf,
                    Finding.Detail(
                        quoted: subject.text(value, leaf), from: subject.text(latest.value, leaf),
                        to: UnitSlipRule.round(max(latest.ratio, 1 / latest.ratio)),
                        reason: latest.ratio < 1 ? "smaller" : nil, period: latest.period)))
        }
    }

    /// A multiple in two digits.
    private static func round(_ ratio: Double) -> String {
        var scale = 1.0
        while ratio / scale >= 100, scale < 1e6 { scale *= 10 }
        let value = (ratio / scale).rounded() * scale
        // A definition may have slips larger than whole numbers go.
        return value < 1e15 ? "\(Int(value))" : "\(value)"
    }
}

extension RuleSettings.Slip {
    /// Whether a figure that was `old` and is now `ratio` times that looks like one.
    fileprivate func holds(_ ratio: Double, of old: ExactDecimal, _ isCount: Bool) -> Bool {
        let multiple = ratio < 1 ? 1 / ratio : ratio
        return multiple >= from && multiple <= to
            && old.approximate.magnitude >= (isCount ? leastCount : leastAmount)
    }
}

/// The growth stated is not what last year's return gives.
struct GrowthMismatchRule: ReturnRule {
    func check(_ subject: RuleSubject, _ tell: (Violation) -> Void) {
        guard let lastYear = subject.history[subject.item.period?.lastYear] else { return }
        subject.eachFigure(growth: true) { indicator, leaf, stated in
            guard case .figure(let index, let measure) = leaf, let base = measure.base,
                let now = subject.item.figure(index, base),
                let old = lastYear.figure(index, base), old > .zero
            else { return }
            guard let growth = ComputedGrowth(from: old, to: now, isCount: indicator.isCount)
            else { return }
            let slack = subject.form.rules.growthTolerance
            if growth.explains(stated, slack) { return }
            // Of shares many state the difference in percentage points.
            if indicator.isShare, growth.difference.explains(stated, slack) { return }
            tell(
                Violation(
                    .growthMismatch, leaf,
                    Finding.Detail(
                        quoted: subject.text(stated, leaf),
                        from: subject.text(old, .figure(indicator: index, base)),
                        to: "\(growth.text)%", period: lastYear.period)))
        }
    }
}

/// Growth between two figures, as far as their rounding allows to tell.
private struct ComputedGrowth {
    /// In percentage points.
    let range: ClosedRange<Double>
    /// The difference of the figures themselves.
    let difference: Bounds
    let text: String

    /// - Parameter isCount: counts are exact; other figures are stated with the decimals of the finer one.
    /// - Returns: nil for figures so large or small that binary numbers do not hold what they come to.
    init?(from old: ExactDecimal, to now: ExactDecimal, isCount: Bool) {
        let decimals = isCount ? nil : max(old.fractionDigits, now.fractionDigits)
        let (before, after) = (
            RoundedFigure(old, decimals: decimals), RoundedFigure(now, decimals: decimals)
        )
        let lowest = max(before.low, before.high * 1e-6)
        let corners = [after.low, after.high].flatMap { value in
            [lowest, before.high].map { (value / $0 - 1) * 100 }
        }
        let apart = (low: after.low - before.high, high: after.high - lowest)
        let tenths = ((now.approximate / old.approximate - 1) * 1000).rounded()
        guard (corners + [apart.low, apart.high, tenths]).allSatisfy(\.isFinite) else { return nil }
        range = (corners.min() ?? 0)...(corners.max() ?? 0)
        difference = Bounds(range: apart.low...apart.high)
        text =
            tenths.magnitude < 1e12
            ? ExactDecimal(
                digits: UInt128(tenths.magnitude), exponent: -1, isNegative: tenths < 0
            ).description : "\(tenths / 10)"
    }

    func explains(_ stated: ExactDecimal, _ slack: Double) -> Bool {
        Bounds(range: range).explains(stated, slack)
    }

    struct Bounds {
        let range: ClosedRange<Double>

        /// Whether the stated growth is within the range, its own rounding and some slack allowed for.
        func explains(_ stated: ExactDecimal, _ slack: Double) -> Bool {
            let growth = RoundedFigure(stated, decimals: stated.fractionDigits)
            // Binary noise must not decide at the boundary.
            let margin = slack + 1e-9 * max(1, growth.high.magnitude)
            return growth.high >= range.lowerBound - margin
                && growth.low <= range.upperBound + margin
        }
    }
}

/// The running total is not the previous quarter's and this quarter's.
struct CumulativeMismatchRule: ReturnRule {
    func check(_ subject: RuleSubject, _ tell: (Violation) -> Void) {
        guard let period = subject.item.period, period.quarter > 1,
            let previous = subject.history[period.previous]
        else { return }
        for (index, indicator) in subject.form.indicators.enumerated()
        where indicator.isFlow {
            guard let quarter = subject.item.figure(index, .quarter),
                let cumulative = subject.item.figure(index, .cumulative),
                let old = previous.figure(index, .cumulative),
                Tolerance.difference(cumulative, fromSumOf: [old, quarter]) != 0,
                let sum = old.adding(quarter)
            else { continue }
            let leaf = ReturnLeaf.figure(indicator: index, .cumulative)
            tell(
                Violation(
                    .cumulativeMismatch, leaf,
                    Finding.Detail(
                        quoted: subject.text(cumulative, leaf), subject: quarter.description,
                        from: old.description, to: subject.text(sum, leaf),
                        period: previous.period)))
        }
    }
}

/// A work that was complete is so no more.
struct StatusRegressedRule: ReturnRule {
    func check(_ subject: RuleSubject, _ tell: (Violation) -> Void) {
        let earlier = subject.history.before(subject.item.period)
        for (index, work) in subject.item.works.enumerated() where work.status == .incomplete {
            let complete = earlier.indices.first { position in
                earlier[position].works.indices.contains(index)
                    && earlier[position].works[index].status == .complete
            }
            guard let complete else { continue }
            tell(
                Violation(
                    .statusRegressed, .status(work: index),
                    Finding.Detail(period: earlier[complete].period)))
        }
    }
}

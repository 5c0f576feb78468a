/// Returns of one county and quarter that state the county's own figures differently.
package struct CountyRule: Sendable {
    private let form: FormDefinition

    package init(_ form: FormDefinition) { self.form = form }

    /// - Parameter returns: of one county and quarter, one for each complex.
    /// - Returns: violations with the position of the return they are of.
    package func violations(among returns: [Return]) -> [(position: Int, Violation)] {
        guard returns.count > 1 else { return [] }
        var found: [(position: Int, Violation)] = []
        for measure in [Measure.quarter, .cumulative] {
            for indicator in form.rules.countyFigures {
                differing(.figure(indicator: indicator, measure), returns, &found)
            }
            for share in form.rules.countyShares { implied(share, measure, returns, &found) }
        }
        return found
    }

    // MARK: The county's own figures

    /// Tells all that differ from what most state, or the first where no value has most. It is one figure that
    /// all have copied: 3 and 3.02 are not the same rounded.
    private func differing(
        _ leaf: ReturnLeaf, _ returns: [Return], _ found: inout [(position: Int, Violation)]
    ) {
        let stated = returns.indices.compactMap {
            position -> (position: Int, value: ExactDecimal)? in
            guard case .number(let value?) = returns[position][leaf] else { return nil }
            return (position, value)
        }
        var agreeing: [ExactDecimal: Int] = [:]
        for one in stated { agreeing[one.value, default: 0] += 1 }
        guard agreeing.count > 1, let most = agreeing.values.max(),
            let usual = stated.first(where: { agreeing[$0.value] == most })
        else { return }
        for one in stated where one.value != usual.value {
            found.append(
                (
                    one.position,
                    Violation(
                        .regionDisagrees, leaf,
                        Finding.Detail(
                            quoted: show(one.value, leaf),
                            subject: name(of: returns[usual.position]),
                            from: show(usual.value, leaf)))
                ))
        }
    }

    /// In every finding, so that a long one must not stand whole.
    private func name(of item: Return) -> String? {
        item.complex.name.map(MessageCatalogue.shortened)
    }

    private func show(_ value: ExactDecimal, _ leaf: ReturnLeaf) -> String {
        RuleSubject.text(value, leaf.unit(in: form) ?? "")
    }

    // MARK: What shares imply

    /// The county's amount as one return implies it.
    private struct Implied {
        let position: Int
        let value: Double
        /// As far as the rounding of share and amount allows to tell.
        let low: Double
        let high: Double

        init?(_ position: Int, _ amount: ExactDecimal?, _ share: ExactDecimal?) {
            guard let amount, let share, amount > .zero, share > .zero else { return nil }
            self.position = position
            value = amount.approximate / share.approximate * 100
            // What binary numbers do not hold is compared with nothing.
            guard value > 0, value.isFinite, amount.approximate.isFinite else { return nil }
            let amounts = RoundedFigure(amount, decimals: amount.fractionDigits)
            let shares = RoundedFigure(share, decimals: share.fractionDigits)
            low = max(0, amounts.low) / shares.high * 100
            high = shares.low > 0 ? amounts.high / shares.low * 100 : .infinity
        }

        /// Whether the two are further apart than the tolerance, however they were rounded.
        func disagrees(with other: Implied, tolerance: Double) -> Bool {
            let (lower, upper) = value < other.value ? (self, other) : (other, self)
            return upper.low > lower.end(tolerance)
        }

        /// Up to where larger ones do not disagree.
        func end(_ tolerance: Double) -> Double { high * (1 + tolerance / 100) }
    }

    private func implied(
        _ relation: RuleSettings.CountyShare, _ measure: Measure, _ returns: [Return],
        _ found: inout [(position: Int, Violation)]
    ) {
        let tolerance = form.rules.countyTolerance
        let all = returns.indices.compactMap { position in
            Implied(
                position, returns[position].figure(relation.amount, measure),
                returns[position].figure(relation.share, measure))
        }.sorted { $0.value < $1.value }
        // By value: one that disagrees with any before it does with that which ends lowest.
        var lowestEnd = Double.infinity
        let isDoubtful = all.contains { one in
            lowestEnd = min(lowestEnd, one.end(tolerance))
            return one.low > lowestEnd
        }
        guard isDoubtful, let lowest = all.first, let highest = all.last else { return }
        let middle = all[(all.count - 1) / 2]
        var wrong = all.filter { $0.disagrees(with: middle, tolerance: tolerance) }
        if wrong.isEmpty {
            // The ends disagree with each other, not with the middle.
            wrong = [
                highest.value / middle.value > middle.value / lowest.value ? highest : lowest
            ]
        }
        let leaf = ReturnLeaf.figure(indicator: relation.share, measure)
        let unit = form.indicators[relation.amount].unit
        for one in wrong.sorted(by: { $0.position < $1.position }) {
            let reference =
                one.disagrees(with: middle, tolerance: tolerance)
                ? middle : one.position == highest.position ? lowest : highest
            found.append(
                (
                    one.position,
                    Violation(
                        .regionDisagrees, leaf,
                        Finding.Detail(
                            quoted: "\(CountyRule.round(one.value)) \(unit)",
                            subject: name(of: returns[reference.position]),
                            from: "\(CountyRule.round(reference.value)) \(unit)", reason: "implied",
                            other: .figure(indicator: relation.amount, measure)))
                ))
        }
    }

    private static func round(_ value: Double) -> String {
        value < 1e15 ? "\(Int(value.rounded()))" : "\(value)"
    }
}

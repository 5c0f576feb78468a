/// The running total of a flow is below its quarter, or in the first quarter differs from it.
struct RunningTotalRule: ReturnRule {
    func check(_ subject: RuleSubject, _ tell: (Violation) -> Void) {
        for (index, indicator) in subject.form.indicators.enumerated()
        where indicator.isFlow {
            guard let quarter = subject.item.figure(index, .quarter),
                let cumulative = subject.item.figure(index, .cumulative)
            else { continue }
            let difference = Tolerance.difference(cumulative, from: quarter)
            let isFirst = subject.item.period?.quarter == 1
            guard isFirst ? difference != 0 : difference < 0 else { continue }
            let leaf = ReturnLeaf.figure(indicator: index, .cumulative)
            tell(
                Violation(
                    isFirst ? .firstQuarterMismatch : .cumulativeBelowQuarter, leaf,
                    Finding.Detail(
                        quoted: subject.text(cumulative, leaf), from: subject.text(quarter, leaf),
                        other: .figure(indicator: index, .quarter))))
        }
    }
}

/// A figure is larger than the one that contains it.
struct PartOfRule: ReturnRule {
    func check(_ subject: RuleSubject, _ tell: (Violation) -> Void) {
        for relation in subject.form.rules.partOf {
            for measure in Measure.allCases where !measure.isGrowth {
                guard let part = subject.item.figure(relation.part, measure),
                    let whole = subject.item.figure(relation.whole, measure),
                    Tolerance.difference(part, from: whole) > 0
                else { continue }
                let leaf = ReturnLeaf.figure(indicator: relation.part, measure)
                let other = ReturnLeaf.figure(indicator: relation.whole, measure)
                tell(
                    Violation(
                        .partExceedsWhole, leaf,
                        Finding.Detail(
                            quoted: subject.text(part, leaf), from: subject.text(whole, other),
                            other: other)))
            }
        }
    }
}

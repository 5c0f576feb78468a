/// A figure of the form is blank.
struct MissingRule: ReturnRule {
    func check(_ subject: RuleSubject, _ tell: (Violation) -> Void) {
        let lastYear = subject.history[subject.item.period?.lastYear]
        for leaf in ReturnLeaf.all(of: subject.form) where MissingRule.isAsked(leaf) {
            guard subject.item[leaf].isBlank, !subject.remarks.explained.contains(leaf),
                !isGrowthOfNothing(leaf, lastYear)
            else { continue }
            if subject.remarks.absent.contains(leaf) {
                tell(
                    Violation(
                        .ruleMissing, leaf, Finding.Detail(reason: "declared"), severity: .warning))
            } else {
                tell(Violation(.ruleMissing, leaf))
            }
        }
    }

    /// The official form has one column for money spent, and notes only where a work is not complete.
    private static func isAsked(_ leaf: ReturnLeaf) -> Bool {
        switch leaf {
        case .figure, .status, .disbursed, .spentTotal: true
        case .identity, .note, .spent: false
        }
    }

    /// Nothing grows from a base of 0.
    private func isGrowthOfNothing(_ leaf: ReturnLeaf, _ lastYear: Return?) -> Bool {
        guard case .figure(let indicator, let measure) = leaf, let base = measure.base,
            let lastYear
        else { return false }
        return lastYear.figure(indicator, base) == .zero
    }
}

/// A count or an amount is below 0.
struct NegativeRule: ReturnRule {
    func check(_ subject: RuleSubject, _ tell: (Violation) -> Void) {
        func look(_ leaf: ReturnLeaf, _ value: ExactDecimal) {
            guard value < .zero else { return }
            tell(Violation(.negative, leaf, Finding.Detail(quoted: subject.text(value, leaf))))
        }
        subject.eachFigure(growth: false) { indicator, leaf, value in
            if !indicator.isShare { look(leaf, value) }
        }
        subject.eachAmount(look)
    }
}

/// A count has a fraction.
struct NotWholeRule: ReturnRule {
    func check(_ subject: RuleSubject, _ tell: (Violation) -> Void) {
        subject.eachFigure(growth: false) { indicator, leaf, value in
            guard indicator.isCount, !value.isWhole else { return }
            tell(Violation(.notWhole, leaf, Finding.Detail(quoted: subject.text(value, leaf))))
        }
    }
}

/// A share is outside 0 to 100.
struct ShareRule: ReturnRule {
    func check(_ subject: RuleSubject, _ tell: (Violation) -> Void) {
        subject.eachFigure(growth: false) { indicator, leaf, value in
            guard indicator.isShare, value < .zero || value > ExactDecimal(100) else { return }
            tell(
                Violation(.shareOutOfRange, leaf, Finding.Detail(quoted: subject.text(value, leaf)))
            )
        }
    }
}

/// A figure fell by more than all there was, or grew beyond belief.
struct GrowthRangeRule: ReturnRule {
    func check(_ subject: RuleSubject, _ tell: (Violation) -> Void) {
        let highest = subject.form.rules.highestGrowth
        subject.eachFigure(growth: true) { _, leaf, value in
            let quoted = subject.text(value, leaf)
            if value < ExactDecimal(-100) {
                tell(Violation(.growthImpossible, leaf, Finding.Detail(quoted: quoted)))
            } else if value > highest {
                tell(
                    Violation(
                        .growthExtreme, leaf,
                        Finding.Detail(quoted: quoted, to: subject.text(highest, leaf))))
            }
        }
    }
}

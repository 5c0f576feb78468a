/// All rules over one return, in the order of `design/rules.md`.
package enum RuleBook {
    private static let rules: [any ReturnRule] = [
        MissingRule(), NegativeRule(), NotWholeRule(), ShareRule(), GrowthRangeRule(),
        RunningTotalRule(), PartOfRule(), SpentExceedsDisbursedRule(), SpentSumRule(),
        DeadlineRule(), UnitSlipRule(), GrowthMismatchRule(), CumulativeMismatchRule(),
        StatusRegressedRule(),
    ]

    package static func violations(of subject: RuleSubject) -> [Violation] {
        var found: [Violation] = []
        for rule in rules { rule.check(subject) { found.append($0) } }
        return found
    }
}

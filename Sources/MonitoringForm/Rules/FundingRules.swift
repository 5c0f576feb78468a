/// More money was spent than paid.
struct SpentExceedsDisbursedRule: ReturnRule {
    func check(_ subject: RuleSubject, _ tell: (Violation) -> Void) {
        let paid = FundingLevel.allCases.compactMap { subject.item.disbursed[$0] }
        guard let spent = subject.item.spent.total, !paid.isEmpty,
            Tolerance.difference(spent, fromSumOf: paid) > 0, let sum = ExactDecimal.sum(paid)
        else { return }
        tell(
            Violation(
                .spentExceedsDisbursed, .spentTotal,
                Finding.Detail(
                    quoted: subject.text(spent, .spentTotal), from: subject.text(sum, .spentTotal)))
        )
    }
}

/// The money spent is not the sum of its levels, where these are stated.
struct SpentSumRule: ReturnRule {
    func check(_ subject: RuleSubject, _ tell: (Violation) -> Void) {
        let levels = FundingLevel.allCases.compactMap { subject.item.spent[$0] }
        guard let total = subject.item.spent.total, !levels.isEmpty,
            Tolerance.difference(total, fromSumOf: levels) != 0,
            let sum = ExactDecimal.sum(levels)
        else { return }
        tell(
            Violation(
                .spentSumMismatch, .spentTotal,
                Finding.Detail(
                    quoted: subject.text(total, .spentTotal), from: subject.text(sum, .spentTotal)))
        )
    }
}

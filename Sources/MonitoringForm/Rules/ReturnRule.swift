/// A rule of `design/rules.md` over one return.
protocol ReturnRule: Sendable {
    func check(_ subject: RuleSubject, _ tell: (Violation) -> Void)
}

/// What a rule has to say, and the leaf to look at.
package struct Violation: Hashable, Sendable {
    package let code: FindingCode
    package let severity: Severity
    package let leaf: ReturnLeaf
    package let detail: Finding.Detail

    package init(
        _ code: FindingCode, _ leaf: ReturnLeaf, _ detail: Finding.Detail = Finding.Detail(),
        severity: Severity? = nil
    ) {
        self.code = code
        self.severity = severity ?? code.severity
        self.leaf = leaf
        self.detail = detail
    }
}

/// A return with all that rules may look at.
package struct RuleSubject: Sendable {
    package let form: FormDefinition
    package let item: Return
    /// Other returns of the complex, as far as they are at hand.
    package let history: ReturnHistory
    package let remarks: LeafRemarks

    package init(
        _ item: Return, form: FormDefinition, history: ReturnHistory = ReturnHistory(),
        remarks: LeafRemarks = LeafRemarks()
    ) {
        self.form = form
        self.item = item
        self.history = history
        self.remarks = remarks
    }

    /// A figure as messages quote it: with the unit of the model.
    func text(_ value: ExactDecimal, _ leaf: ReturnLeaf) -> String {
        RuleSubject.text(value, leaf.unit(in: form) ?? "")
    }

    static func text(_ value: ExactDecimal, _ unit: String) -> String {
        unit.isEmpty || unit == "%" ? "\(value)\(unit)" : "\(value) \(unit)"
    }

    /// The figures of the indicators with their leaves; growth only where asked for.
    func eachFigure(
        growth: Bool, _ body: (FormDefinition.Indicator, ReturnLeaf, ExactDecimal) -> Void
    ) {
        for (index, indicator) in form.indicators.enumerated() {
            for measure in Measure.allCases where measure.isGrowth == growth {
                if let value = item.figure(index, measure) {
                    body(indicator, .figure(indicator: index, measure), value)
                }
            }
        }
    }

    /// The amounts of the funding section that are stated.
    func eachAmount(_ body: (ReturnLeaf, ExactDecimal) -> Void) {
        let leaves =
            FundingLevel.allCases.map { ReturnLeaf.disbursed($0) } + [.spentTotal]
            + FundingLevel.allCases.map { ReturnLeaf.spent($0) }
        for leaf in leaves {
            if case .number(let value?) = item[leaf] { body(leaf, value) }
        }
    }
}

/// What reading the workbook had to say of leaves that are blank.
package struct LeafRemarks: Sendable {
    /// Declared to have no value: —, 无.
    package var absent: Set<ReturnLeaf> = []
    /// Blank for a reason that a finding tells already.
    package var explained: Set<ReturnLeaf> = []

    package init() {}
}

/// The codes of `design/rules.md`; their severities are those of ``FindingCode`` unless a rule says otherwise.
extension FindingCode {
    package static let ruleMissing = FindingCode(rawValue: "rule.missing")
    package static let negative = FindingCode(rawValue: "rule.negative")
    package static let notWhole = FindingCode(rawValue: "rule.notWhole")
    package static let shareOutOfRange = FindingCode(rawValue: "rule.shareOutOfRange")
    package static let growthImpossible = FindingCode(rawValue: "rule.growthImpossible")
    package static let growthExtreme = FindingCode(rawValue: "rule.growthExtreme")
    package static let cumulativeBelowQuarter = FindingCode(rawValue: "rule.cumulativeBelowQuarter")
    package static let firstQuarterMismatch = FindingCode(rawValue: "rule.firstQuarterMismatch")
    package static let partExceedsWhole = FindingCode(rawValue: "rule.partExceedsWhole")
    package static let spentExceedsDisbursed = FindingCode(rawValue: "rule.spentExceedsDisbursed")
    package static let spentSumMismatch = FindingCode(rawValue: "rule.spentSumMismatch")
    package static let overdue = FindingCode(rawValue: "rule.overdue")
    package static let unitSlip = FindingCode(rawValue: "rule.unitSlip")
    package static let growthMismatch = FindingCode(rawValue: "rule.growthMismatch")
    package static let cumulativeMismatch = FindingCode(rawValue: "rule.cumulativeMismatch")
    package static let statusRegressed = FindingCode(rawValue: "rule.statusRegressed")
    package static let regionDisagrees = FindingCode(rawValue: "rule.regionDisagrees")
    package static let duplicateReturn = FindingCode(rawValue: "rule.duplicateReturn")
    /// The complex is called otherwise in earlier returns.
    package static let nameDiffers = FindingCode(rawValue: "complex.nameDiffers")

    /// Whether a rule of `jiance check` found it, rather than the reading of a workbook.
    package var isRule: Bool { rawValue.hasPrefix("rule.") || self == .nameDiffers }
}

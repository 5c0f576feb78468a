/// What tells a column's measure from another of the same name: its period, and how sure its label is.
package struct MeasureHint: Sendable {
    package var year: Int?
    /// The quarter, 1 to 4, that a named period ends with.
    package var quarter: Int?
    /// Whether the period is January to March, which may be the quarter or the sum since January.
    package var isFirstMonths = false
    /// A growth that is said to be a rate: 增幅, 增长率, or in percent; 同比增减 may be a difference.
    package var isRate = false
    /// The form's own label: 截止本季度累计数据.
    package var isOwn = false

    package init() {}

    init(terms: TermSet, text: LabelText, isOwn: Bool) {
        year = text.year
        quarter = text.quarter
        isFirstMonths = text.isOfMonths && text.quarter == 1
        self.isOwn = isOwn && terms.has(.periods)
        isRate =
            terms.has(.growth)
            && (text.unit != nil
                || text.keyScalars.contains { "率幅速".unicodeScalars.contains($0) }
                || TextFolding.contains(text.key, "增长"))
    }

    /// Adds what another label of the same column says; the lower one counts.
    package mutating func add(_ other: MeasureHint) {
        year = other.year ?? year
        quarter = other.quarter ?? quarter
        isFirstMonths = isFirstMonths || other.isFirstMonths
        isRate = isRate || other.isRate
        isOwn = isOwn || other.isOwn
    }
}

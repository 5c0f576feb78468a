/// Kinds of terms as bits, so that one question asks for several.
package struct TermKinds: OptionSet, Hashable, Sendable {
    package let rawValue: UInt64
    package init(rawValue: UInt64) { self.rawValue = rawValue }
    private init(_ bit: UInt64) { rawValue = 1 << bit }

    package static let indicator = TermKinds(0)
    package static let work = TermKinds(1)
    package static let section = TermKinds(2)
    package static let constructionSection = TermKinds(3)
    package static let fundingSection = TermKinds(4)
    package static let fundingRow = TermKinds(5)
    package static let quarter = TermKinds(6)
    package static let cumulative = TermKinds(7)
    package static let growth = TermKinds(8)
    package static let value = TermKinds(9)
    package static let group = TermKinds(10)
    package static let ignoredMeasure = TermKinds(11)
    package static let disbursed = TermKinds(12)
    package static let spent = TermKinds(13)
    package static let provincialLevel = TermKinds(14)
    package static let municipalLevel = TermKinds(15)
    package static let countyLevel = TermKinds(16)
    package static let total = TermKinds(17)
    package static let sectionHeader = TermKinds(18)
    package static let indicatorHeader = TermKinds(19)
    package static let unitHeader = TermKinds(20)
    package static let statusHeader = TermKinds(21)
    package static let noteHeader = TermKinds(22)
    package static let completeMark = TermKinds(23)
    package static let incompleteMark = TermKinds(24)
    package static let sequenceHeader = TermKinds(25)
    package static let fundSourceHeader = TermKinds(26)
    package static let measureHeader = TermKinds(27)
    package static let extraHeader = TermKinds(28)
    package static let complexName = TermKinds(29)
    package static let otherIdentity = TermKinds(30)

    package static let periods: TermKinds = [.quarter, .cumulative]
    /// Indicators and works.
    package static let rows: TermKinds = [.indicator, .work]
    /// Whose money it is.
    package static let levels: TermKinds = [.provincialLevel, .municipalLevel, .countyLevel]
    /// What became of the money.
    package static let purses: TermKinds = [.disbursed, .spent]
    /// What names a row of the form: an indicator, a work or an amount of money.
    package static let keys: TermKinds = [rows, levels, purses]
    package static let identity: TermKinds = [.complexName, .otherIdentity]
    /// What heads a column of the form's tables.
    package static let headers: TermKinds = [
        .sectionHeader, .indicatorHeader, .unitHeader, .statusHeader, .noteHeader,
        .sequenceHeader, .fundSourceHeader, .measureHeader, .extraHeader, .completeMark,
        .incompleteMark,
    ]
    package static let measures: TermKinds = [
        .quarter, .cumulative, .growth, .value, .group, .ignoredMeasure,
    ]

    static func kind(of term: Term) -> TermKinds {
        switch term {
        case .indicator: .indicator
        case .section: .section
        case .work: .work
        case .constructionSection: .constructionSection
        case .fundingSection: .fundingSection
        case .fundingRow: .fundingRow
        case .quarter: .quarter
        case .cumulative: .cumulative
        case .growth: .growth
        case .value: .value
        case .group: .group
        case .ignoredMeasure: .ignoredMeasure
        case .disbursed: .disbursed
        case .spent: .spent
        case .fundingLevel(.provincial): .provincialLevel
        case .fundingLevel(.municipal): .municipalLevel
        case .fundingLevel(.county): .countyLevel
        case .total: .total
        case .sectionHeader: .sectionHeader
        case .indicatorHeader: .indicatorHeader
        case .unitHeader: .unitHeader
        case .statusHeader: .statusHeader
        case .noteHeader: .noteHeader
        case .completeMark: .completeMark
        case .incompleteMark: .incompleteMark
        case .sequenceHeader: .sequenceHeader
        case .fundSourceHeader: .fundSourceHeader
        case .measureHeader: .measureHeader
        case .extraHeader: .extraHeader
        case .identity(.complexName): .complexName
        case .identity: .otherIdentity
        }
    }
}

/// What a label of the form means. A cell's label may join several: 本季度同比增长 is two.
package enum Term: Hashable, Sendable {
    /// Positions in ``FormDefinition/indicators``, `sections` and `construction.works`.
    case indicator(Int)
    case section(Int)
    case work(Int)
    case constructionSection
    case fundingSection
    /// The label of the one row of figures under 资金支持.
    case fundingRow

    case quarter, cumulative, growth
    /// 数据 under 本季度 or 累计.
    case value
    /// 监测数据 and the like: a level that says nothing.
    case group
    /// Figures that the form does not ask for: last year's, targets, ranks.
    case ignoredMeasure

    case disbursed, spent
    case fundingLevel(FundingLevel)
    /// 合计, 小计: of money, or of rows.
    case total

    case sectionHeader, indicatorHeader, unitHeader, statusHeader, noteHeader
    case completeMark, incompleteMark
    case sequenceHeader, fundSourceHeader, measureHeader, extraHeader

    case identity(IdentityField)

    /// Whether the term names a row of the form: an indicator, a work or an amount of money.
    package var isKey: Bool {
        switch self {
        case .indicator, .work, .fundingLevel, .disbursed, .spent: true
        default: false
        }
    }

    /// Whether the term heads a column of the form's tables.
    package var isHeader: Bool {
        switch self {
        case .sectionHeader, .indicatorHeader, .unitHeader, .statusHeader, .noteHeader,
            .sequenceHeader, .fundSourceHeader, .measureHeader, .extraHeader, .completeMark,
            .incompleteMark:
            true
        default: false
        }
    }

    package var isMeasure: Bool {
        switch self {
        case .quarter, .cumulative, .growth, .value, .group, .ignoredMeasure: true
        default: false
        }
    }
}

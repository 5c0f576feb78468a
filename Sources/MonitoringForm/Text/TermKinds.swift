/// Kinds of terms as bits, so that one question asks for several.
///
/// Everything is inlinable: a question such as `has([.quarter, .cumulative])` is one constant then, also in
/// other modules.
public struct TermKinds: OptionSet, Hashable, Sendable {
    public let rawValue: UInt64
    @inlinable public init(rawValue: UInt64) { self.rawValue = rawValue }
    @inlinable public init(bit: UInt64) { rawValue = 1 << bit }

    @inlinable public init(arrayLiteral kinds: TermKinds...) {
        var bits: UInt64 = 0
        for kind in kinds { bits |= kind.rawValue }
        rawValue = bits
    }

    @inlinable public func union(_ other: TermKinds) -> TermKinds {
        TermKinds(rawValue: rawValue | other.rawValue)
    }

    @inlinable public mutating func formUnion(_ other: TermKinds) { self = union(other) }

    @inlinable public func intersection(_ other: TermKinds) -> TermKinds {
        TermKinds(rawValue: rawValue & other.rawValue)
    }

    @inlinable public func subtracting(_ other: TermKinds) -> TermKinds {
        TermKinds(rawValue: rawValue & ~other.rawValue)
    }

    @inlinable public func isSubset(of other: TermKinds) -> Bool {
        rawValue & ~other.rawValue == 0
    }

    /// How many kinds there are.
    @inlinable public var count: Int { rawValue.nonzeroBitCount }

    @inlinable public static var indicator: TermKinds { TermKinds(bit: 0) }
    @inlinable public static var work: TermKinds { TermKinds(bit: 1) }
    @inlinable public static var section: TermKinds { TermKinds(bit: 2) }
    @inlinable public static var constructionSection: TermKinds { TermKinds(bit: 3) }
    @inlinable public static var fundingSection: TermKinds { TermKinds(bit: 4) }
    @inlinable public static var fundingRow: TermKinds { TermKinds(bit: 5) }
    @inlinable public static var quarter: TermKinds { TermKinds(bit: 6) }
    @inlinable public static var cumulative: TermKinds { TermKinds(bit: 7) }
    @inlinable public static var growth: TermKinds { TermKinds(bit: 8) }
    @inlinable public static var value: TermKinds { TermKinds(bit: 9) }
    @inlinable public static var group: TermKinds { TermKinds(bit: 10) }
    @inlinable public static var ignoredMeasure: TermKinds { TermKinds(bit: 11) }
    @inlinable public static var disbursed: TermKinds { TermKinds(bit: 12) }
    @inlinable public static var spent: TermKinds { TermKinds(bit: 13) }
    @inlinable public static var provincialLevel: TermKinds { TermKinds(bit: 14) }
    @inlinable public static var municipalLevel: TermKinds { TermKinds(bit: 15) }
    @inlinable public static var countyLevel: TermKinds { TermKinds(bit: 16) }
    @inlinable public static var total: TermKinds { TermKinds(bit: 17) }
    @inlinable public static var sectionHeader: TermKinds { TermKinds(bit: 18) }
    @inlinable public static var indicatorHeader: TermKinds { TermKinds(bit: 19) }
    @inlinable public static var unitHeader: TermKinds { TermKinds(bit: 20) }
    @inlinable public static var statusHeader: TermKinds { TermKinds(bit: 21) }
    @inlinable public static var noteHeader: TermKinds { TermKinds(bit: 22) }
    @inlinable public static var completeMark: TermKinds { TermKinds(bit: 23) }
    @inlinable public static var incompleteMark: TermKinds { TermKinds(bit: 24) }
    @inlinable public static var sequenceHeader: TermKinds { TermKinds(bit: 25) }
    @inlinable public static var fundSourceHeader: TermKinds { TermKinds(bit: 26) }
    @inlinable public static var measureHeader: TermKinds { TermKinds(bit: 27) }
    @inlinable public static var extraHeader: TermKinds { TermKinds(bit: 28) }
    @inlinable public static var complexName: TermKinds { TermKinds(bit: 29) }
    @inlinable public static var otherIdentity: TermKinds { TermKinds(bit: 30) }

    @inlinable public static var periods: TermKinds { [.quarter, .cumulative] }
    /// Indicators and works.
    @inlinable public static var rows: TermKinds { [.indicator, .work] }
    /// Whose money it is.
    @inlinable public static var levels: TermKinds {
        [.provincialLevel, .municipalLevel, .countyLevel]
    }
    /// What became of the money.
    @inlinable public static var purses: TermKinds { [.disbursed, .spent] }
    /// What names a row of the form: an indicator, a work or an amount of money.
    @inlinable public static var keys: TermKinds { [rows, levels, purses] }
    @inlinable public static var identity: TermKinds { [.complexName, .otherIdentity] }
    /// What heads a column of the form's tables.
    @inlinable public static var headers: TermKinds {
        [
            .sectionHeader, .indicatorHeader, .unitHeader, .statusHeader, .noteHeader,
            .sequenceHeader, .fundSourceHeader, .measureHeader, .extraHeader, .completeMark,
            .incompleteMark,
        ]
    }
    @inlinable public static var measures: TermKinds {
        [.quarter, .cumulative, .growth, .value, .group, .ignoredMeasure]
    }

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

/// What the terms of one label, or of several together, say: free to copy and quick to ask, where an array of
/// terms would be counted, searched and released for each cell of each sheet.
///
/// Beside the kinds it keeps those terms whose order matters: the first row, the first key, the last period.
public struct TermSet: Sendable, Hashable {
    public private(set) var kinds: TermKinds = []
    private var firstIndicator = Code.none
    private var firstRow = Code.none
    private var firstKey = Code.none
    private var firstLevel = Code.none
    private var firstPurse = Code.none
    private var lastPeriod = Code.none
    private var firstField = Code.none

    /// A term that others may come before, as a number.
    private struct Code: Hashable, Sendable {
        let number: Int32
        static let none = Code(number: -1)
        var isNone: Bool { number < 0 }

        init(number: Int32) { self.number = number }

        init(_ index: Int, kind: Int32) { number = Int32(truncatingIfNeeded: index) &* 8 + kind }

        init(_ term: Term) {
            switch term {
            case .indicator(let index): self.init(index, kind: 0)
            case .work(let index): self.init(index, kind: 1)
            case .fundingLevel(let level): self.init(level.position, kind: 2)
            case .identity(let field): self.init(field.position, kind: 3)
            case .disbursed: self.init(0, kind: 4)
            case .spent: self.init(1, kind: 4)
            case .quarter: self.init(0, kind: 5)
            case .cumulative: self.init(1, kind: 5)
            default: self = .none
            }
        }

        var term: Term? {
            if isNone { return nil }
            let index = Int(number / 8)
            return switch number % 8 {
            case 0: .indicator(index)
            case 1: .work(index)
            case 2: .fundingLevel(FundingLevel.allCases[index])
            case 3: .identity(IdentityField.allCases[index])
            case 4: index == 0 ? .disbursed : .spent
            default: index == 0 ? .quarter : .cumulative
            }
        }
    }

    package init() {}

    package init(_ terms: [Term]) {
        for term in terms { insert(term) }
    }

    @inlinable public var isEmpty: Bool { kinds.rawValue == 0 }

    /// Whether there is a term of any of these kinds.
    @inlinable public func has(_ kinds: TermKinds) -> Bool {
        self.kinds.rawValue & kinds.rawValue != 0
    }

    /// Whether all terms are of these kinds.
    @inlinable public func isOnly(_ kinds: TermKinds) -> Bool {
        self.kinds.isSubset(of: kinds)
    }

    package mutating func insert(_ term: Term) {
        let kind = TermKinds.kind(of: term)
        let code = Code(term)
        if kind == .indicator, !has(.indicator) { firstIndicator = code }
        if kind.isSubset(of: .rows), !has(.rows) { firstRow = code }
        if kind.isSubset(of: .keys), !has(.keys) { firstKey = code }
        if kind.isSubset(of: .levels), !has(.levels) { firstLevel = code }
        if kind.isSubset(of: .purses), !has(.purses) { firstPurse = code }
        if kind.isSubset(of: .identity), !has(.identity) { firstField = code }
        // A period that is said again is not said later.
        if kind.isSubset(of: .periods), !has(kind) { lastPeriod = code }
        kinds.formUnion(kind)
    }

    /// Adds the terms of another label behind those of this one.
    package mutating func formUnion(_ other: TermSet) {
        if isEmpty {
            self = other
            return
        }
        if firstIndicator.isNone { firstIndicator = other.firstIndicator }
        if firstRow.isNone { firstRow = other.firstRow }
        if firstKey.isNone { firstKey = other.firstKey }
        if firstLevel.isNone { firstLevel = other.firstLevel }
        if firstPurse.isNone { firstPurse = other.firstPurse }
        if firstField.isNone { firstField = other.firstField }
        let added = other.kinds.subtracting(kinds).intersection(.periods)
        if added == .periods {
            lastPeriod = other.lastPeriod
        } else if !added.isEmpty {
            lastPeriod = added == .quarter ? Code(.quarter) : Code(.cumulative)
        }
        kinds.formUnion(other.kinds)
    }

    // MARK: Terms whose order matters

    package var indicator: Int? {
        if case .indicator(let index) = firstIndicator.term { index } else { nil }
    }

    /// The first indicator or work.
    package var row: Term? { firstRow.term }

    /// The first term that names a row.
    package var key: Term? { firstKey.term }

    /// The first level of money.
    package var level: FundingLevel? {
        if case .fundingLevel(let level) = firstLevel.term { level } else { nil }
    }

    /// The first of 实际拨付金额 and 实际使用支出金额.
    package var purse: Term? { firstPurse.term }

    /// 本季度 or 累计, whichever was said last.
    package var period: Term? { lastPeriod.term }

    package var identity: IdentityField? {
        if case .identity(let field) = firstField.term { field } else { nil }
    }
}

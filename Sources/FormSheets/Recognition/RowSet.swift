/// The row of the form that a target belongs to.
enum RowKey: Hashable {
    case indicator(Int)
    case work(Int)
    case funding(Target)
}

/// A set of rows of the form, as bits.
struct RowSet {
    private var first: UInt64 = 0
    /// Only forms with more rows than the first word holds need these.
    private var rest: [UInt64] = []

    private static func number(_ key: RowKey) -> Int {
        switch key {
        case .funding(.disbursed(let level)): level.position
        case .funding(.spent(let level)): 3 + level.position
        case .funding: 6
        case .work(let index): 8 + index * 2
        case .indicator(let index): 9 + index * 2
        }
    }

    mutating func insert(_ key: RowKey) {
        let number = RowSet.number(key)
        if number < 64 {
            first |= 1 << UInt64(number)
            return
        }
        let place = number / 64 - 1
        while rest.count <= place { rest.append(0) }
        rest[place] |= 1 << UInt64(number % 64)
    }

    func contains(_ key: RowKey) -> Bool {
        let number = RowSet.number(key)
        if number < 64 { return first >> UInt64(number) & 1 == 1 }
        let place = number / 64 - 1
        return place < rest.count && rest[place] >> UInt64(number % 64) & 1 == 1
    }

    var isEmpty: Bool { first == 0 && rest.allSatisfy { $0 == 0 } }

    var count: Int { rest.reduce(first.nonzeroBitCount) { $0 + $1.nonzeroBitCount } }

    var indicatorCount: Int { count(of: 0xAAAA_AAAA_AAAA_AAAA) }
    var workCount: Int { count(of: 0x5555_5555_5555_5555) }

    /// Works have even numbers, indicators odd ones.
    private func count(of mask: UInt64) -> Int {
        rest.reduce((first & ~0xFF & mask).nonzeroBitCount) { $0 + ($1 & mask).nonzeroBitCount }
    }

    func isDisjoint(with other: RowSet) -> Bool {
        first & other.first == 0 && zip(rest, other.rest).allSatisfy { $0 & $1 == 0 }
    }

    mutating func formUnion(_ other: RowSet) {
        first |= other.first
        while rest.count < other.rest.count { rest.append(0) }
        for index in other.rest.indices { rest[index] |= other.rest[index] }
    }

    /// The blocks of the form that the rows belong to.
    var sections: SectionSet {
        let funding: UInt64 = 0xFF
        let others = rest.reduce(first & ~funding) { $0 | $1 }
        var result = SectionSet()
        if first & funding != 0 { result.insert(.funding) }
        // Works have even numbers, indicators odd ones.
        if others & 0x5555_5555_5555_5555 != 0 { result.insert(.construction) }
        if others & 0xAAAA_AAAA_AAAA_AAAA != 0 { result.insert(.indicators) }
        return result
    }
}

/// The three blocks of a return.
enum SectionKind: String, CaseIterable {
    case indicators, construction, funding
}

struct SectionSet {
    private var bits = 0

    mutating func insert(_ section: SectionKind) { bits |= 1 << section.number }

    func contains(_ section: SectionKind) -> Bool { bits >> section.number & 1 == 1 }

    var count: Int { bits.nonzeroBitCount }

    func isDisjoint(with other: SectionSet) -> Bool { bits & other.bits == 0 }

    /// Whether one section, and no other, is in both sets.
    func shares(only section: SectionKind, with other: SectionSet) -> Bool {
        bits & other.bits == 1 << section.number
    }
}

extension SectionKind {
    fileprivate var number: Int {
        switch self {
        case .indicators: 0
        case .construction: 1
        case .funding: 2
        }
    }
}

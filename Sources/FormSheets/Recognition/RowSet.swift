/// The row of the form that a target belongs to.
enum RowKey: Hashable {
    case indicator(Int)
    case work(Int)
    case funding(Target)
}

/// A set of rows of the form, as bits.
struct RowSet {
    private var words: [UInt64] = [0]

    private static func number(_ key: RowKey) -> Int {
        switch key {
        case .funding(.disbursed(.provincial)): 0
        case .funding(.disbursed(.municipal)): 1
        case .funding(.disbursed(.county)): 2
        case .funding(.spent(.provincial)): 3
        case .funding(.spent(.municipal)): 4
        case .funding(.spent(.county)): 5
        case .funding: 6
        case .work(let index): 8 + index * 2
        case .indicator(let index): 9 + index * 2
        }
    }

    mutating func insert(_ key: RowKey) {
        let number = RowSet.number(key)
        while words.count <= number / 64 { words.append(0) }
        words[number / 64] |= 1 << UInt64(number % 64)
    }

    func contains(_ key: RowKey) -> Bool {
        let number = RowSet.number(key)
        return number / 64 < words.count && words[number / 64] >> UInt64(number % 64) & 1 == 1
    }

    func isDisjoint(with other: RowSet) -> Bool {
        zip(words, other.words).allSatisfy { $0 & $1 == 0 }
    }

    mutating func formUnion(_ other: RowSet) {
        while words.count < other.words.count { words.append(0) }
        for index in other.words.indices { words[index] |= other.words[index] }
    }

    /// The blocks of the form that the rows belong to.
    var sections: Set<SectionKind> {
        var result = Set<SectionKind>()
        for (index, word) in words.enumerated() {
            let funding: UInt64 = index == 0 ? 0xFF : 0
            if word & funding != 0 { result.insert(.funding) }
            // Works have even numbers, indicators odd ones.
            if word & ~funding & 0x5555_5555_5555_5555 != 0 { result.insert(.construction) }
            if word & ~funding & 0xAAAA_AAAA_AAAA_AAAA != 0 { result.insert(.indicators) }
        }
        return result
    }
}

/// The three blocks of a return.
enum SectionKind: String, CaseIterable {
    case indicators, construction, funding
}

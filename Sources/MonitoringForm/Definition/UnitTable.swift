/// Units of measure by dimension; each is the dimension's base times a power of ten.
package final class UnitTable: Sendable {
    package struct Unit: Hashable, Sendable {
        package let dimension: String
        package let powerOfTen: Int
    }

    package struct Dimension: Sendable {
        let name: String
        let units: [(name: String, powerOfTen: Int)]
        /// What a text ends with that speaks of a unit of this dimension, whether the table knows it or not.
        let claims: [String]
        /// The dimension that figures in these units are not of, though they look it: 美元 for 元.
        let insteadOf: String?
        /// Whether any word may count what is measured: 条, 场 for 个.
        let isOpen: Bool

        package init(
            name: String, units: [(name: String, powerOfTen: Int)], claims: [String] = [],
            insteadOf: String? = nil, isOpen: Bool = false
        ) {
            self.name = name
            self.units = units
            self.claims = claims
            self.insteadOf = insteadOf
            self.isOpen = isOpen
        }
    }

    /// A name may stand in several dimensions: 万 is 万元 among amounts and ten thousand among counts.
    private let units: [ByteKey: [Unit]]
    package let perMuSuffixes: [String]
    /// Dimensions of rates, with those of the amounts that they are often stated as: 万元 for 万元/人.
    private let rates: [String: String]
    /// All names, longest first.
    package let names: [String]
    private let dimensions: [Dimension]

    package init(dimensions: [Dimension], perMu: [String], rates: [(rate: String, amount: String)])
    {
        var units: [ByteKey: [Unit]] = [:]
        for dimension in dimensions {
            for (name, power) in dimension.units {
                units[ByteKey(name), default: []].append(
                    Unit(dimension: dimension.name, powerOfTen: power))
            }
        }
        self.units = units
        self.dimensions = dimensions
        perMuSuffixes = perMu
        self.rates = Dictionary(rates.map { ($0.rate, $0.amount) }) { first, _ in first }
        names = units.keys.map { (name: $0.text, length: $0.text.count) }
            .sorted { ($0.length, $1.name) > ($1.length, $0.name) }.map(\.name)
    }

    /// The units that a text may mean; empty for what is no unit. `万元/亩` is taken as 万元, `10万元` as ten of
    /// them, and `万元、%` is either.
    package func units(named text: String) -> [Unit] {
        units[ByteKey(text)] ?? derivedUnits(text)
    }

    private func derivedUnits(_ text: String) -> [Unit] {
        let bytes = text.utf8
        guard let first = bytes.first, bytes.count <= 64 else { return [] }
        if first == UInt8(ascii: "1") { return multiple(text) }
        for suffix in perMuSuffixes where bytes.last == suffix.utf8.last && text.hasSuffix(suffix) {
            return units[ByteKey(String(text.dropLast(suffix.count)))] ?? []
        }
        return UnitTable.separators.contains { TextFolding.contains(text, $0) }
            ? alternatives(text) : []
    }

    private static let separators = ["、", "/", ",", "，", ";", "；", "或", "和"]

    /// 10万元, 100元.
    private func multiple(_ text: String) -> [Unit] {
        let name = text.dropFirst().drop { $0 == "0" }
        let zeros = text.count - 1 - name.count
        guard zeros > 0, zeros <= 8, let units = units[ByteKey(String(name))] else { return [] }
        return units.map { Unit(dimension: $0.dimension, powerOfTen: $0.powerOfTen + zeros) }
    }

    /// The units of 万元、%、个.
    private func alternatives(_ text: String) -> [Unit] {
        let pieces = UnitTable.pieces(of: text)
        guard (2...6).contains(pieces.count) else { return [] }
        var result: [Unit] = []
        for piece in pieces {
            let found =
                units[ByteKey(piece)]
                ?? (piece.utf8.count < text.utf8.count ? units(named: piece) : [])
            if found.isEmpty { return [] }
            for unit in found where !result.contains(unit) { result.append(unit) }
        }
        guard pieces.joined(separator: "/") == text else { return result }
        // 万元/个 is so much for each: only what is the same, or has no unit, stands behind a slash.
        let dimensions = Set(result.map(\.dimension))
        let isRate =
            dimensions.count > 1 && !dimensions.contains { $0 == unit(ofForm: "%")?.dimension }
        return isRate ? [] : result
    }

    /// The units of a list; those of 万元/个 only where nothing else parts it.
    private static func pieces(of text: String) -> [String] {
        func pieces(_ separators: [String]) -> [String] {
            text.split(omittingEmptySubsequences: false) { separators.contains(String($0)) }
                .map(String.init)
        }
        let list = pieces(separators.filter { $0 != "/" })
        return list.count > 1 ? list : pieces(["/"])
    }

    /// Whether a unit only counts, without a multiple: 个, 所.
    func isCounter(_ name: String) -> Bool {
        let found = units(named: name)
        return !found.isEmpty
            && found.allSatisfy { unit in
                unit.powerOfTen == 0
                    && dimensions.contains { $0.name == unit.dimension && $0.isOpen }
            }
    }

    package func isUnit(_ text: String) -> Bool { !units(named: text).isEmpty }

    /// The dimension of a unit that the form itself uses.
    package func unit(ofForm name: String) -> Unit? { units[ByteKey(name)]?.first }

    /// The power of ten that a figure in `stated` is multiplied by to be in `target`; nil where the two
    /// measure different things. A rate is stated by its amount as well: whose name says that it is one per person is
    /// so many 万元 a person.
    package func power(from stated: String, to target: String) -> Int? {
        if stated == target { return 0 }
        guard let wanted = unit(ofForm: target) else { return nil }
        let found = units(named: stated)
        let own = found.filter { $0.dimension == wanted.dimension }
        guard let first = own.first else {
            let amount = rates[wanted.dimension]
            return found.first { $0.dimension == amount }.map {
                $0.powerOfTen - wanted.powerOfTen
            }
        }
        if own.count > 1 {
            // 亿元、万元 above a table: each figure in the form's own unit, if that is one of them.
            return UnitTable.pieces(of: stated).contains(target) ? 0 : nil
        }
        return first.powerOfTen - wanted.powerOfTen
    }

    /// Whether two units are of one dimension: a note above a table of amounts tells nothing of the rates in it.
    package func measureTheSame(_ stated: String, _ target: String) -> Bool {
        guard stated != target else { return true }
        guard let wanted = unit(ofForm: target) else { return false }
        return units(named: stated).contains { $0.dimension == wanted.dimension }
    }

    // MARK: Units that are not the form's

    /// Whether what is stated for a whole table or column concerns a figure: a unit of the same dimension, or one
    /// that the figure can be in and must not be, known or not.
    package func concerns(_ stated: String, _ target: String) -> Bool {
        if measureTheSame(stated, target) { return true }
        guard let wanted = unit(ofForm: target)?.dimension else { return false }
        let found = units(named: stated)
        guard found.isEmpty else {
            return found.contains { unit in
                dimensions.contains { $0.name == unit.dimension && $0.insteadOf == wanted }
            }
        }
        return dimensions.contains { $0.name == wanted && UnitTable.claims($0, stated) }
    }

    /// Whether a text speaks of a unit, though not of one that the table knows.
    package func isClaim(_ text: String) -> Bool {
        guard (2...24).contains(text.utf8.count),
            !text.unicodeScalars.contains(where: TextFolding.isDigit)
        else { return false }
        return dimensions.contains { UnitTable.claims($0, text) }
    }

    private static func claims(_ dimension: Dimension, _ text: String) -> Bool {
        dimension.claims.contains { text.hasSuffix($0) || TextFolding.contains(text, $0 + "/") }
    }

    /// Whether an unknown word may count what is measured in a unit: 条, but no multiple of it.
    package func mayCount(_ word: String, _ target: String) -> Bool {
        guard let wanted = unit(ofForm: target)?.dimension, !isUnit(word) else { return false }
        let isOpen = dimensions.contains { $0.name == wanted && $0.isOpen }
        let isPlain = !word.contains { $0.isNumber || "十百千万亿元%‰％/币".contains($0) }
        return isOpen && isPlain
    }
}

/// Units of measure by dimension; each is the dimension's base times a power of ten.
package struct UnitTable: Sendable {
    package struct Unit: Hashable, Sendable {
        package let dimension: String
        package let powerOfTen: Int
    }

    /// A name may stand in several dimensions: 万 is 万元 among amounts and ten thousand among counts.
    private let units: [ByteKey: [Unit]]
    package let perMuSuffixes: [String]
    /// Dimensions of rates, with those of the amounts that they are often stated as: 万元 for 万元/人.
    private let rates: [String: String]
    /// All names, longest first.
    package let names: [String]

    package init(
        dimensions: [(dimension: String, names: [(String, Int)])], perMu: [String],
        rates: [(rate: String, amount: String)]
    ) {
        var units: [ByteKey: [Unit]] = [:]
        for (dimension, names) in dimensions {
            for (name, power) in names {
                units[ByteKey(name), default: []].append(
                    Unit(dimension: dimension, powerOfTen: power))
            }
        }
        self.units = units
        perMuSuffixes = perMu
        self.rates = Dictionary(rates.map { ($0.rate, $0.amount) }) { first, _ in first }
        names = units.keys.map { (name: $0.text, length: $0.text.count) }
            .sorted { ($0.length, $1.name) > ($1.length, $0.name) }.map(\.name)
    }

    /// The characters that units end with.
    var endings: [Unicode.Scalar] {
        var endings: [Unicode.Scalar] = []
        for name in names + perMuSuffixes {
            if let last = name.unicodeScalars.last, !endings.contains(last) {
                endings.append(last)
            }
        }
        return endings
    }

    /// The units that a text may mean; empty for what is no unit. `万元/亩` is taken as 万元.
    package func units(named text: String) -> [Unit] {
        if let found = units[ByteKey(text)] { return found }
        for suffix in perMuSuffixes where text.hasSuffix(suffix) {
            return units[ByteKey(String(text.dropLast(suffix.count)))] ?? []
        }
        return []
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
        let amount = rates[wanted.dimension]
        let same =
            found.first { $0.dimension == wanted.dimension }
            ?? found.first { $0.dimension == amount }
        return same.map { $0.powerOfTen - wanted.powerOfTen }
    }

    /// Whether two units are of one dimension: a note above a table of amounts tells nothing of the rates in it.
    package func measureTheSame(_ stated: String, _ target: String) -> Bool {
        guard stated != target else { return true }
        guard let wanted = unit(ofForm: target) else { return false }
        return units(named: stated).contains { $0.dimension == wanted.dimension }
    }
}

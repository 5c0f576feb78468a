/// What a definition says of how labels are written, ready for use on every label.
package final class LabelRules: Sendable {
    let units: UnitTable
    /// Names of units, longest first.
    let unitNames: [[Unicode.Scalar]]
    /// The characters that names of units end with.
    private let unitEnds: [Unicode.Scalar]
    private let rewrites: [(from: [Unicode.Scalar], to: [Unicode.Scalar], mask: UInt64)]

    package init(units: UnitTable, rewrites: [(from: String, to: String)]) {
        self.units = units
        unitNames = units.names.map { Array($0.unicodeScalars) }
        unitEnds = Array(
            Set((units.names + units.perMuSuffixes).compactMap(\.unicodeScalars.last)))
        // `&` of R&D is gone by then; R&amp;D comes from systems that escape twice.
        self.rewrites = ([(from: "RAMPD", to: "RD")] + rewrites).map { pair in
            let from = Array(pair.from.unicodeScalars)
            return (from, Array(pair.to.unicodeScalars), LabelRules.mask(from))
        }
    }

    /// The unit that a text names and nothing else; nil for any other text.
    func unitName(_ text: [Unicode.Scalar]) -> String? {
        guard let last = text.last(where: { $0 != " " }),
            unitEnds.contains(last) || ".。;)]】计位币整圆圓".unicodeScalars.contains(last)
        else { return nil }
        return UnitText.unit(text, units)
    }

    /// A bit for each character of a text, several characters to a bit: tells what it cannot contain.
    private static func mask(_ text: [Unicode.Scalar]) -> UInt64 {
        text.reduce(0) { $0 | 1 << UInt64($1.value & 63) }
    }

    private static let prefixes = ["其中:", "其中", "#", "*", "-"].map { Array($0.unicodeScalars) }

    /// The characters that rewrites look for.
    var rewritten: [Unicode.Scalar] { rewrites.flatMap(\.from) }

    /// Letters, digits and Han characters of a text, capitals, with the rewrites applied.
    func key(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var start = 0
        for prefix in LabelRules.prefixes {
            start = LabelRules.end(of: prefix, in: text, from: start) ?? start
        }
        var key: [Unicode.Scalar] = []
        key.reserveCapacity(text.count - start)
        for index in start..<text.count {
            let scalar = text[index]
            switch scalar.value {
            // Han characters and ASCII first: looking properties up is slow.
            case 0x4E00...0x9FFF, 0x30...0x39, 0x41...0x5A: key.append(scalar)
            case 0x61...0x7A:
                if let capital = Unicode.Scalar(scalar.value - 0x20) { key.append(capital) }
            case 0..<0x80, 0x3001...0x3003, 0x3008...0x301F: break
            case 0x221A: key.append(scalar)
            default: if scalar.properties.isAlphabetic { key.append(scalar) }
            }
        }
        var present = LabelRules.mask(key)
        for rewrite in rewrites where present & rewrite.mask == rewrite.mask {
            LabelRules.replace(rewrite.from, with: rewrite.to, in: &key)
            present = LabelRules.mask(key)
        }
        return key
    }

    /// Where a prefix ends in a text, spaces passed over; nil where it does not stand there.
    private static func end(
        of prefix: [Unicode.Scalar], in text: [Unicode.Scalar], from start: Int
    ) -> Int? {
        var index = start
        for scalar in prefix {
            while index < text.count, text[index] == " " { index += 1 }
            guard index < text.count, text[index] == scalar else { return nil }
            index += 1
        }
        return index
    }

    private static func replace(
        _ part: [Unicode.Scalar], with other: [Unicode.Scalar], in text: inout [Unicode.Scalar]
    ) {
        guard let first = part.first, text.count >= part.count else { return }
        var index = 0
        while index + part.count <= text.count {
            if text[index] == first, text[index..<index + part.count].elementsEqual(part) {
                text.replaceSubrange(index..<index + part.count, with: other)
                index += other.count
            } else {
                index += 1
            }
        }
    }
}

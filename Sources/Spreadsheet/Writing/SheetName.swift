/// The rules for names of sheets, which Excel enforces and the standard does not spell out.
package enum SheetName {
    /// UTF-16 units.
    package static let lengthLimit = 31

    /// What is wrong with a name, as a keyword; nil where nothing is.
    package static func problem(_ name: String) -> String? {
        if name.isEmpty { return "sheetNameEmpty" }
        if name.utf16.count > lengthLimit { return "sheetNameTooLong" }
        let isForbidden = name.unicodeScalars.contains {
            "[]:*?/\\".unicodeScalars.contains($0) || $0.value < 0x20 || $0.value == 0xFFFE
                || $0.value == 0xFFFF
        }
        if isForbidden { return "sheetNameCharacter" }
        if name.utf8.first == UInt8(ascii: "'") || name.utf8.last == UInt8(ascii: "'") {
            return "sheetNameApostrophe"
        }
        // Excel keeps the name for the sheet of tracked changes.
        if name.lowercased() == "history" { return "sheetNameReserved" }
        return nil
    }

    /// The name as formulas have it: always in quotes, which are right for every name.
    package static func quoted(_ name: String) -> String {
        "'" + name.replacing("'", with: "''") + "'"
    }

    /// What two names must not have in common.
    static func key(_ name: String) -> String { name.lowercased() }
}

extension CellReference {
    /// `$A$1`
    package var absolute: String {
        "$\(CellReference.letters(ofColumn: column))$\(row + 1)"
    }
}

extension CellRange {
    /// `$A$1:$B$2`
    package var absolute: String { "\(first.absolute):\(last.absolute)" }
}

/// Makes sound names of any texts, each once.
package struct SheetNames {
    private var taken: Set<String> = []
    /// The last number that each name was given before; all below are taken.
    private var numbers: [Stem: Int] = [:]
    private let fallback: String
    /// Scalars of a text that are looked at.
    private static let mostScalars = 1_000

    /// - Parameter fallback: a sound name for texts that leave nothing.
    package init(fallback: String) { self.fallback = fallback }

    /// The text with what is forbidden replaced, cut to 31 UTF-16 units, and with a number behind it where
    /// the name is taken.
    package mutating func name(_ text: String) -> String {
        var base = ""
        // Of a text of megabytes, or a character of them, no more than tells where the last one ends; blanks in front go.
        for scalar in text.unicodeScalars.prefix(SheetNames.mostScalars) {
            let isForbidden =
                "[]:*?/\\".unicodeScalars.contains(scalar) || scalar.value < 0x20
                || scalar.value == 0xFFFE || scalar.value == 0xFFFF
            base.unicodeScalars.append(isForbidden ? "_" : scalar)
        }
        base = SheetNames.trimmed(base)
        if base.isEmpty || SheetName.problem(SheetNames.cut(base, to: SheetName.lengthLimit)) != nil
        {
            base = base.isEmpty ? fallback : "_" + base
        }
        // One character may be longer than a name.
        if SheetNames.cut(base, to: SheetName.lengthLimit).isEmpty { base = fallback }
        let whole = SheetNames.trimmed(SheetNames.cut(base, to: SheetName.lengthLimit))
        if take(whole) { return whole }
        // Names are numbered by what is left of them beside a number of so many digits.
        var (first, digits) = (2, 1)
        while true {
            let end = first == 2 ? 10 : first * 10
            let room = SheetName.lengthLimit - digits - " ()".utf16.count
            let stem = SheetNames.trimmed(SheetNames.cut(base, to: room))
            let key = Stem(key: SheetName.key(stem), digits: digits)
            for number in (numbers[key] ?? first)..<end {
                let name = "\(stem) (\(number))"
                if take(name) {
                    numbers[key] = number
                    return name
                }
            }
            numbers[key] = end
            (first, digits) = (end, digits + 1)
        }
    }

    /// Whether the name was free; it is taken then.
    private mutating func take(_ name: String) -> Bool {
        taken.insert(SheetName.key(name)).inserted
    }

    /// What stands before a number, and how many digits that has.
    private struct Stem: Hashable {
        let key: String
        let digits: Int
    }

    private static func trimmed(_ text: String) -> String {
        var rest = text[...]
        while let first = rest.first, first == "'" || first == " " { rest.removeFirst() }
        while let last = rest.last, last == "'" || last == " " { rest.removeLast() }
        return String(rest)
    }

    /// Whole characters only, as many as fit.
    private static func cut(_ text: String, to limit: Int) -> String {
        guard text.utf16.count > limit else { return text }
        var length = 0
        return String(
            text.prefix { character in
                length += character.utf16.count
                return length <= limit
            })
    }
}

/// A variant of a label that stands for several: `{省级|省}{资金|财政资金}`, any word of each pair of braces.
///
/// People put such labels together from the same few words in any order, and a list of them all would hide which words
/// these are.
struct LabelPattern {
    private var parts: [[String]] = []

    /// The parts of a text, or nothing where a brace has no partner.
    init?(_ text: String) {
        // Bytes, since characters cost many times more and the signs are ASCII.
        func isBrace(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")
        }
        var rest = text.utf8[...]
        while let open = rest.firstIndex(where: isBrace) {
            let inside = rest[open...].dropFirst()
            guard rest[open] == UInt8(ascii: "{"), let close = inside.firstIndex(where: isBrace),
                rest[close] == UInt8(ascii: "}")
            else { return nil }
            if open > rest.startIndex { parts.append([String(Substring(rest[..<open]))]) }
            let words = inside[..<close].split(
                separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
            parts.append(words.map { String(Substring($0)) })
            rest = rest[close...].dropFirst()
        }
        if !rest.isEmpty { parts.append([String(Substring(rest))]) }
    }

    /// All that the pattern stands for, in the order of its words; nothing where they are more than `most`.
    func labels(most: Int) -> [String]? {
        var labels = [""]
        for words in parts {
            guard labels.count <= most / max(words.count, 1) else { return nil }
            labels = labels.flatMap { start in words.map { start + $0 } }
        }
        return labels
    }
}

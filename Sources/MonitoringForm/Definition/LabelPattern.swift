/// A variant of a label that stands for several: `{省级|省}{资金|财政资金}`, any word of each pair of braces.
///
/// People put such labels together from the same few words in any order, and a list of them all would hide which words
/// these are.
struct LabelPattern {
    private var parts: [[Substring]] = []

    /// The parts of a text, or nothing where a brace has no partner.
    init?(_ text: String) {
        var rest = text[...]
        while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            guard rest[open] == "{",
                let close = rest[open...].dropFirst().firstIndex(where: { $0 == "{" || $0 == "}" }),
                rest[close] == "}"
            else { return nil }
            if open > rest.startIndex { parts.append([rest[..<open]]) }
            let words = rest[rest.index(after: open)..<close]
            parts.append(words.split(separator: "|", omittingEmptySubsequences: false))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append([rest]) }
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

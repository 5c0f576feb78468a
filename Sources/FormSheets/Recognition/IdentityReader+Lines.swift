import MonitoringForm
import Spreadsheet

/// Fields and their values in the text of one cell: `综合体名称：甲    级别：省级`.
extension IdentityReader {
    /// `综合体名称：甲    级别：省级`: each label ends at a colon, each value where the next label begins.
    func inlineFacts(
        _ index: Int, _ text: String, _ place: CellReference
    ) -> [IdentityFact] {
        let hasColon = text.utf8.contains(UInt8(ascii: ":")) || TextFolding.contains(text, "：")
        // Without a colon there would have to be a space between label and value.
        guard hasColon || (text.utf8.count <= 120 && TextFolding.mayHaveSpace(text)) else {
            return []
        }
        let scalars = Array(text.unicodeScalars)
        // Folded text without spaces, and where each scalar of it stands in the original.
        var compact: [Unicode.Scalar] = []
        var origins: [Int] = []
        for (position, scalar) in scalars.enumerated() {
            if let folded = TextFolding.folded(scalar), folded != " " {
                compact.append(folded)
                origins.append(position)
            }
        }
        var found: [InlineLabel] = []
        for position in compact.indices where compact[position] == ":" {
            // Behind a name that ends in 综合体, 综合体级别 is 级别 with the name's own end before it.
            let isAfterName = found.last?.field == .complexName
            func isJoined(_ start: Int) -> Bool { origins[start - 1] + 1 == origins[start] }
            if let label = label(
                endingAt: position, in: compact, afterName: isAfterName, isJoined: isJoined)
            {
                found.append(label)
            }
        }
        if found.isEmpty, let label = leadingLabel(compact, origins, scalars) {
            found.append(label)
        }
        // 如有疑问请与市局联系，联系电话：… is not who filled in the form.
        let isInProse =
            found.count == 1
            && ((found.first?.start ?? 0) > Self.longestLead
                || compact.first.map(TextFolding.isDigit) ?? false)
        var facts: [IdentityFact] = []
        for (order, label) in found.enumerated() {
            let end = order + 1 < found.count ? found[order + 1].start : compact.count
            guard label.valueStart < end else { continue }
            let from = origins[label.valueStart]
            let to = end < compact.count ? origins[end] : scalars.count
            guard from < to else { continue }
            let stop = InlineValue.end(of: scalars[from..<to], label.field)
            guard let value = TextFolding.tidy(TextFolding.string(scalars[from..<stop])) else {
                continue
            }
            let trimmed = value.trimmingMarks().trimmingLines()
            guard !trimmed.isEmpty else { continue }
            facts.append(
                IdentityFact(
                    field: label.field, text: trimmed, cell: index,
                    place: place, isFromTitle: false,
                    variant: label.variant + (isInProse ? Self.farther : 0)))
            // 填报单位：某局     2020年第三季度     单位：万元
            let rest = TextFolding.string(scalars[stop..<to])
            if !rest.isEmpty, let period = PeriodText.period(in: rest) {
                facts.append(
                    IdentityFact(
                        field: .period, text: period.description, cell: index, place: place,
                        isFromTitle: true))
            }
        }
        return facts
    }

    /// A label within a text, by positions in the folded text without spaces.
    private struct InlineLabel {
        let start: Int
        let valueStart: Int
        let field: IdentityField
        let variant: Int
    }

    /// Scalars before a label that make a sentence of it.
    private static let longestLead = 6
    /// A variant behind all words of the definition.
    private static let farther = 1_000

    /// Scalars of 盖章 and the like in their brackets.
    private static let longestNote = 24

    private func label(
        endingAt end: Int, in text: [Unicode.Scalar], afterName: Bool, isJoined: (Int) -> Bool
    ) -> InlineLabel? {
        var stop = end
        // 填报单位（盖章）：
        if stop > 0, text[stop - 1] == ")",
            let open = text[max(0, stop - IdentityReader.longestNote)..<stop].lastIndex(of: "(")
        {
            let note = TextFolding.string(text[(open + 1)..<(stop - 1)])
            if definition.words.harmlessNotes.contains(where: { TextFolding.contains(note, $0) }) {
                stop = open
            }
        }
        // The labels that end here, from the shortest on.
        var found: [Label] = []
        var node = TextTrie.root
        for index in stride(from: stop - 1, through: 0, by: -1) {
            guard let next = backwards.next(node, text[index]) else { break }
            node = next
            if let number = backwards.word(at: node) { found.append(labels[number]) }
        }
        for label in found.reversed() {
            var start = stop - label.text.count
            // 审核人手机 is one, 创建时间 none: a short word is only the end of another label.
            if label.text.count <= 2, start > 0, text[start - 1].properties.isAlphabetic,
                isJoined(start)
            {
                guard let person = person(endingAt: start, in: text) else { continue }
                start = person
            }
            if afterName, label.text.starts(with: "综合体".unicodeScalars), start > 0,
                text[start - 1].properties.isAlphabetic
            {
                continue
            }
            return InlineLabel(
                start: start, valueStart: end + 1, field: label.field, variant: label.variant)
        }
        return nil
    }

    /// Where the label of a person starts that ends at a position: 审核人.
    private func person(endingAt end: Int, in text: [Unicode.Scalar]) -> Int? {
        var node = TextTrie.root
        var found: Int?
        for index in stride(from: end - 1, through: 0, by: -1) {
            guard let next = backwards.next(node, text[index]) else { break }
            node = next
            if let number = backwards.word(at: node),
                [.preparedBy, .reviewedBy].contains(labels[number].field)
            {
                found = index
            }
        }
        return found
    }

    /// `填报人 吴建华`: a label and a space.
    private func leadingLabel(
        _ compact: [Unicode.Scalar], _ origins: [Int], _ scalars: [Unicode.Scalar]
    ) -> InlineLabel? {
        guard compact.count <= 60 else { return nil }
        var longest: Label?
        var node = TextTrie.root
        for index in compact.indices.dropLast() {
            guard let next = forwards.next(node, compact[index]) else { break }
            node = next
            if index >= 2, let number = forwards.word(at: node) { longest = labels[number] }
        }
        guard let longest else { return nil }
        let length = longest.text.count
        let next = origins[length]
        guard next > 0, scalars[next - 1].properties.isWhitespace else { return nil }
        return InlineLabel(
            start: 0, valueStart: length, field: longest.field, variant: longest.variant)
    }
}

extension String {
    /// The text without the marks that part one field from the next.
    fileprivate func trimmingMarks() -> String {
        var rest = self[...]
        while let last = rest.last {
            switch last {
            case "，", ",", "；", ";", "、", "。", "|", "｜", "（", "(", " ": rest.removeLast()
            default: return String(rest)
            }
        }
        return ""
    }
}

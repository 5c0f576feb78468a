/// What the heading of a table says that holds one indicator: 表1 产业集群营业收入 单位：亿元, or 2020年第三季度研发人员数（人）情况表.
package struct IndicatorHeading: Sendable {
    /// Position among the indicators of the form.
    package let indicator: Int
    package let unit: String?
    /// Words in brackets were left out that could matter.
    package let isInexact: Bool
}

extension LabelMatcher {
    /// The indicator that a heading is of; nil for one that says more than that, and of which time and place.
    package func heading(_ text: String) -> IndicatorHeading? {
        let label = match(text)
        if let indicator = label.termSet.indicator {
            // 累计产业集群营业收入 says which of its figures the table has.
            let isOfAll = !label.termSet.has([.growth, .cumulative, .ignoredMeasure])
            guard isOfAll else { return nil }
            return IndicatorHeading(
                indicator: indicator, unit: label.text.unit, isInexact: label.isInexact)
        }
        guard label.terms.isEmpty, text.utf8.count <= 240 else { return nil }
        let said = LabelText(text, rules)
        let found = indicators(within: said.keyScalars)
        guard found.count == 1, let (indicator, range) = found.first else { return nil }
        var unit = said.unit
        let others = [said.keyScalars[..<range.lowerBound], said.keyScalars[range.upperBound...]]
        guard others.allSatisfy({ isOfHeading(Array($0), unit: &unit) }) else { return nil }
        if let unit, !mayHave(unit, indicator) { return nil }
        let isInexact = said.notes.contains { note in
            PeriodText.period(in: note) == nil
                && !isOfHeading(rules.key(TextFolding.folded(note)), unit: &unit)
        }
        return IndicatorHeading(indicator: indicator, unit: unit, isInexact: isInexact)
    }

    /// Whether any indicator stands within a text: 规上研发人员数 is not the form's, but speaks of what is.
    package func mentionsIndicator(_ text: String) -> Bool {
        text.utf8.count > 240 || !indicators(within: LabelText(text, rules).keyScalars).isEmpty
    }

    /// Whether a text speaks of targets, ranks, or another time than the quarter's.
    package func speaksOfOtherFigures(_ text: String) -> Bool {
        text.utf8.count <= 300
            && (definition.words.speakOfAnotherTime(in: text)
                || definition.words.otherSheets.contains { TextFolding.contains(text, $0) })
    }

    /// The indicators that stand within a text, by the longest of their labels.
    private func indicators(
        within key: [Unicode.Scalar]
    ) -> [(indicator: Int, range: Range<Int>)] {
        var found: [(indicator: Int, range: Range<Int>)] = []
        var start = 0
        while start < key.count {
            guard let (_, length) = vocabulary.words.longestWord(in: key, at: start),
                let terms = vocabulary.terms(of: Array(key[start..<start + length])),
                let indicator = TermSet(terms).indicator
            else {
                start += 1
                continue
            }
            found.append((indicator, start..<start + length))
            start += length
        }
        return found
    }

    /// Whether a part of a heading only says of what kind, time and place the table is, and in which unit.
    private func isOfHeading(_ part: [Unicode.Scalar], unit: inout String?) -> Bool {
        var start = 0
        while start < part.count {
            if let name = rules.unitNames.first(where: { part[start...].starts(with: $0) }) {
                unit = unit ?? TextFolding.string(name)
                start += name.count
            } else if let (_, length) = wordsOfHeadings.longestWord(in: part, at: start) {
                start += length
            } else if TextFolding.isDigit(part[start])
                || "第一二三四五六七八九十".unicodeScalars.contains(part[start])
            {
                start += 1
            } else {
                return false
            }
        }
        return true
    }
}

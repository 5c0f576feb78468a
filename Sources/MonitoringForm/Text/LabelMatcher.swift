/// What a label means, and how sure that is. A class, since every text cell of a sheet points to one.
package final class LabelMatch: Sendable {
    package let terms: [Term]
    package let text: LabelText
    /// Words in brackets were left out that could matter.
    package let isInexact: Bool

    package let indicator: Int?
    package let work: Int?
    package let identity: IdentityField?
    package let hasKey: Bool
    package let hasHeader: Bool
    package let hasMeasure: Bool

    init(terms: [Term], text: LabelText, isInexact: Bool) {
        self.terms = terms
        self.text = text
        self.isInexact = isInexact
        var (indicator, work, identity) = (Int?.none, Int?.none, IdentityField?.none)
        for term in terms {
            switch term {
            case .indicator(let index): indicator = indicator ?? index
            case .work(let index): work = work ?? index
            case .identity(let field): identity = identity ?? field
            default: break
            }
        }
        self.indicator = indicator
        self.work = work
        self.identity = identity
        hasKey = terms.contains(where: \.isKey)
        hasHeader = terms.contains(where: \.isHeader)
        hasMeasure = terms.contains(where: \.isMeasure)
    }

    package static let none = LabelMatch(
        terms: [],
        text: LabelText(
            "", LabelRules(units: UnitTable(dimensions: [], perMu: []), rewrites: [])),
        isInexact: false)

    package func contains(_ term: Term) -> Bool { terms.contains(term) }
}

/// Knows labels: by the form, by the variants of its definition, by joining known labels, by likeness.
///
/// Answers are remembered by text, since thousands of workbooks repeat the same labels.
package final class LabelMatcher {
    private let definition: FormDefinition
    private let rules: LabelRules
    private let vocabulary: [ByteKey: [Term]]
    /// Length in characters of the longest known label.
    private let longest: Int
    private lazy var indicatorKeys = LabelMatcher.keys(of: definition.indicators.map(\.label))
    private lazy var workKeys = LabelMatcher.keys(of: definition.construction.works.map(\.label))
    private let harmless: Set<String>
    private let distinguishing: [String]
    private var remembered: [ByteKey: LabelMatch] = [:]

    package init(_ definition: FormDefinition) {
        self.definition = definition
        rules = definition.labelRules
        var builder = VocabularyBuilder(definition)
        vocabulary = builder.build()
        longest = vocabulary.keys.map(\.text.unicodeScalars.count).max() ?? 0
        harmless = Set(definition.words.harmlessNotes)
        distinguishing = definition.words.distinguishing
    }

    private static func keys(
        of labels: [FormDefinition.Label]
    ) -> [(key: [Character], index: Int)] {
        labels.enumerated().flatMap { index, label in label.keys.map { (Array($0), index) } }
    }

    /// The terms of a label; none for text that the form does not know.
    package func match(_ text: String) -> LabelMatch {
        let key = ByteKey(text)
        if let known = remembered[key] { return known }
        let match = compute(text)
        // Values pass through here too: forget rather than grow.
        if remembered.count >= 8192 { remembered.removeAll(keepingCapacity: true) }
        remembered[key] = match
        return match
    }

    /// Longer texts are prose, not labels.
    private static let longestText = 600

    private func compute(_ text: String) -> LabelMatch {
        guard text.utf8.count <= LabelMatcher.longestText else { return .none }
        let label = LabelText(text, rules)
        if label.key.isEmpty && label.numberedKey.isEmpty {
            return LabelMatch(terms: [], text: label, isInexact: false)
        }
        let notes = label.notes.filter { note in
            !harmless.contains(where: { note.hasPrefix($0) || note.hasSuffix($0) })
        }
        // With its brackets first: 国家（级）高新技术企业数 may be a variant as it stands.
        if !notes.isEmpty {
            let whole = LabelText(
                text.replacing("（", with: "").replacing("）", with: "").replacing("(", with: "")
                    .replacing(")", with: ""), rules)
            if let terms = vocabulary[ByteKey(whole.key)] {
                return LabelMatch(terms: terms, text: label, isInexact: false)
            }
        }
        let candidates = [label.key, label.numberedKey] + withoutUnit(label)
        for key in candidates where !key.isEmpty {
            if let terms = vocabulary[ByteKey(key)] ?? joined(key) {
                let isKey = terms.contains(where: \.isKey)
                return LabelMatch(terms: terms, text: label, isInexact: isKey && !notes.isEmpty)
            }
        }
        // A header with its instructions on the lines below.
        if let line = text.split(whereSeparator: \.isNewline).first,
            line.utf8.count < text.utf8.count
        {
            let heading = match(String(line))
            if heading.hasHeader { return heading }
        }
        return LabelMatch(terms: [], text: label, isInexact: false)
    }

    /// 产业集群营业收入亿元: the unit without a mark before it.
    private func withoutUnit(_ label: LabelText) -> [String] {
        for name in definition.units.names
        where label.key.utf8.reversed().starts(with: name.utf8.reversed()) {
            let rest = String(label.key.dropLast(name.count))
            // 单位：万元 is a note on the table, not the header of a column.
            return rest.hasSuffix("单位") ? [] : [rest]
        }
        return []
    }

    /// The terms of known labels that make up a key without a rest, fewest labels first.
    private func joined(_ key: String) -> [Term]? {
        let scalars = Array(key.unicodeScalars)
        guard scalars.count <= 60 else { return nil }
        // best[i]: the shortest way to spell the first i characters.
        var best: [[String]?] = Array(repeating: nil, count: scalars.count + 1)
        best[0] = []
        for end in 1...scalars.count {
            for start in max(0, end - longest)..<end {
                // Single characters such as 省 or 数 would join anything.
                guard end - start >= 2, let before = best[start], before.count < 4,
                    best[end].map({ before.count + 1 < $0.count }) ?? true
                else { continue }
                let piece = TextFolding.string(scalars[start..<end])
                if vocabulary[ByteKey(piece)] != nil { best[end] = before + [piece] }
            }
        }
        guard let pieces = best[scalars.count] else { return nil }
        var terms: [Term] = []
        for piece in pieces {
            for term in vocabulary[ByteKey(piece)] ?? [] where !terms.contains(term) {
                terms.append(term)
            }
        }
        return isConsistent(terms) ? terms : nil
    }

    /// One label names at most one row, and identity is never part of another label.
    private func isConsistent(_ terms: [Term]) -> Bool {
        var rows = 0
        var fields = 0
        for term in terms {
            switch term {
            case .indicator, .work: rows += 1
            case .identity: fields += 1
            default: break
            }
        }
        return rows <= 1 && fields == 0
    }

    // MARK: Likeness

    /// The row of the form that a label is most alike, if no other is nearly as alike.
    ///
    /// - Parameter works: look among the works instead of the indicators.
    package func likeness(of text: String, works: Bool, excluding taken: Set<Int>) -> Int? {
        let key = LabelText(text, rules).key
        let characters = Array(key)
        guard characters.count >= 3, characters.count <= 60 else { return nil }
        var best: (index: Int, score: Double)?
        var second = 0.0
        for candidate in works ? workKeys : indicatorKeys where !taken.contains(candidate.index) {
            guard works || sharesDistinctions(key, String(candidate.key)) else { continue }
            let score = LabelMatcher.score(characters, candidate.key)
            if let current = best, current.index != candidate.index {
                if score > current.score {
                    second = current.score
                    best = (candidate.index, score)
                } else {
                    second = max(second, score)
                }
            } else if score > best?.score ?? 0 {
                best = (candidate.index, score)
            }
        }
        guard let best, best.score >= 0.66, best.score - second >= 0.08 else { return nil }
        return best.index
    }

    private func sharesDistinctions(_ left: String, _ right: String) -> Bool {
        distinguishing.allSatisfy {
            TextFolding.contains(left, $0) == TextFolding.contains(right, $0)
        }
    }

    private static func score(_ text: [Character], _ label: [Character]) -> Double {
        let distance = editDistance(text, label)
        let alike = 1 - Double(distance) / Double(max(text.count, label.count))
        // A known label inside a longer text: the rest is explanation.
        guard label.count >= 5, text.count > label.count, contains(text, label) else {
            return alike
        }
        let share = Double(label.count) / Double(text.count)
        return max(alike, 0.5 + 0.45 * share)
    }

    private static func contains(_ text: [Character], _ part: [Character]) -> Bool {
        (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
    }

    private static func editDistance(_ left: [Character], _ right: [Character]) -> Int {
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let cost = diagonal + (a == b ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(cost, row[j + 1] + 1, row[j] + 1)
            }
        }
        return row[right.count]
    }
}

/// Turns a definition's labels and variants into the keys that texts are looked up by.
private struct VocabularyBuilder {
    private let definition: FormDefinition
    private var terms: [ByteKey: [Term]] = [:]

    init(_ definition: FormDefinition) { self.definition = definition }

    mutating func build() -> [ByteKey: [Term]] {
        for (index, indicator) in definition.indicators.enumerated() {
            add(indicator.label, .indicator(index))
        }
        for (index, work) in definition.construction.works.enumerated() {
            add(work.label, .work(index))
        }
        for (index, section) in definition.sections.enumerated() {
            add(section.label, .section(index))
        }
        add(definition.construction.label, .constructionSection)
        add(definition.funding.label, .fundingSection)
        add(definition.funding.row, .fundingRow)
        add(definition.funding.disbursed, .disbursed)
        add(definition.funding.spent, .spent)
        for (level, label) in definition.funding.levels { add(label, .fundingLevel(level)) }
        add(definition.funding.total, .total)
        let measures = definition.measures
        add(measures.quarter, .quarter)
        add(measures.cumulative, .cumulative)
        add(measures.growth, .growth)
        add(measures.value, .value)
        add(measures.group, .group)
        add(measures.ignored, .ignoredMeasure)
        let headers = definition.headers
        add(headers.section, .sectionHeader)
        add(headers.indicator, .indicatorHeader)
        add(headers.unit, .unitHeader)
        add(headers.status, .statusHeader)
        add(headers.note, .noteHeader)
        add(headers.complete, .completeMark)
        add(headers.incomplete, .incompleteMark)
        add(headers.sequence, .sequenceHeader)
        add(headers.fundSource, .fundSourceHeader)
        add(headers.measure, .measureHeader)
        add(headers.extra, .extraHeader)
        for field in IdentityField.allCases {
            if let label = definition.identity[field] { add(label, .identity(field)) }
        }
        return terms
    }

    private mutating func add(_ label: FormDefinition.Label, _ term: Term) {
        for key in label.keys {
            guard !key.isEmpty else { continue }
            // 县（市、区） heads a column of counties and one of county money: both readings stand.
            if !terms[ByteKey(key), default: []].contains(term) {
                terms[ByteKey(key), default: []].append(term)
            }
        }
    }
}

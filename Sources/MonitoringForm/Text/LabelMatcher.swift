/// What a label means, and how sure that is. A class, since every text cell of a sheet points to one.
package final class LabelMatch: Sendable {
    package let terms: [Term]
    package let text: LabelText
    /// Words in brackets were left out that could matter.
    package let isInexact: Bool

    /// The terms as bits.
    package let termSet: TermSet
    /// The text as the name of a unit, where it is one.
    package let unitName: String?

    package var identity: IdentityField? { termSet.identity }
    package var hasKey: Bool { termSet.has(.keys) }
    package var hasHeader: Bool { termSet.has(.headers) }
    package var hasMeasure: Bool { termSet.has(.measures) }

    /// The form's own label of an indicator or a measure, rather than another word for it.
    package let isOwn: Bool
    /// What the label says of the measure it names beside the terms.
    package let measure: MeasureHint

    /// Whether the text says nothing to a form.
    package let isPlain: Bool

    init(
        terms: [Term], text: LabelText, isInexact: Bool, unitName: String? = nil,
        isOwn: Bool = false
    ) {
        self.terms = terms
        self.text = text
        self.isInexact = isInexact
        self.unitName = unitName
        termSet = TermSet(terms)
        self.isOwn = isOwn && !isInexact
        measure = MeasureHint(terms: termSet, text: text, isOwn: isOwn)
        isPlain = terms.isEmpty && text.unit == nil && text.year == nil && unitName == nil
    }

    package static let none = LabelMatch(
        terms: [],
        text: LabelText(
            "", LabelRules(units: UnitTable(dimensions: [], perMu: [], rates: []), rewrites: [])),
        isInexact: false)
}

/// Knows labels: by the form, by the variants of its definition, by joining known labels, by likeness.
///
/// Answers are remembered by text, since thousands of workbooks repeat the same labels.
package final class LabelMatcher {
    let definition: FormDefinition
    let rules: LabelRules
    package var units: UnitTable { definition.units }
    /// The unit of the money.
    package var fundingUnit: String { definition.funding.unit }
    let vocabulary: Vocabulary
    private lazy var indicatorKeys = candidates(definition.indicators.map(\.label))
    private lazy var workKeys = candidates(definition.construction.works.map(\.label))
    /// The form's own labels of indicators, of quarter and of cumulative.
    private let ownLabels: Set<String>
    private let harmless: Set<String>
    /// The Han characters that labels are made of.
    private let hanOfLabels: HanSet
    private let distinguishing: [String]
    /// What stands beside the indicator in the heading of a table of it.
    private(set) lazy var wordsOfHeadings = TextTrie(
        (definition.words.headingWords + definition.areas.flatMap { [$0.name] + $0.variants })
            .map { Array($0.unicodeScalars) })
    private let remembered = TextMemo<LabelMatch>(
        capacity: 8192, longest: LabelMatcher.longestText)

    package init(_ definition: FormDefinition) {
        self.definition = definition
        rules = definition.labelRules
        vocabulary = Vocabulary(definition)
        let measures = [definition.measures.quarter, definition.measures.cumulative]
        ownLabels = Set(
            (measures + definition.indicators.map(\.label)).compactMap(\.keys.first))
        harmless = Set(definition.words.harmlessNotes)
        hanOfLabels = HanSet(
            vocabulary.scalars + rules.rewritten
                + (definition.units.names + LabelText.ownWords).flatMap(\.unicodeScalars))
        distinguishing = definition.words.distinguishing
    }

    /// The terms of a label; none for text that the form does not know.
    package func match(_ text: String) -> LabelMatch {
        if isFigure(text) { return .none }
        if let known = remembered[text] { return known }
        // Most texts of a sheet of data are ruled out by one character.
        if isForeign(text) { return .none }
        let match = compute(text)
        // Values pass through here too: the memo forgets rather than grow.
        remembered.remember(text, match)
        return match
    }

    /// Whether a text has a Han character that no label has, outside of what could be a note in brackets, a list or a
    /// second line.
    private func isForeign(_ text: String) -> Bool {
        var isForeign = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "(", "（", "[", "【", "［", "〔", "{", ":", "：", "/", "／", "、", "\n", "\r":
                return false
            default:
                if HanSet.isHan(scalar), !hanOfLabels.contains(scalar) { isForeign = true }
            }
        }
        return isForeign
    }

    /// Longer texts are prose, not labels.
    private static let longestText = 600

    /// Whether a text is a number and nothing else, which no label is.
    private func isFigure(_ text: String) -> Bool {
        guard !vocabulary.hasFigures else { return false }
        let bytes = text.utf8.span
        for index in bytes.indices {
            switch bytes[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: ","),
                UInt8(ascii: "-"):
                continue
            default: return false
            }
        }
        return true
    }

    private func compute(_ text: String) -> LabelMatch {
        guard text.utf8.count <= LabelMatcher.longestText else { return .none }
        var label = LabelText(text, rules)
        let unitName =
            text.utf8.count <= 64 ? rules.unitName(TextFolding.folded(text)) : nil
        func result(_ terms: [Term], isInexact: Bool = false) -> LabelMatch {
            LabelMatch(
                terms: isDifference(terms, label) ? [.ignoredMeasure] : terms, text: label,
                isInexact: isInexact, unitName: unitName,
                isOwn: terms.count == 1 && ownLabels.contains(label.key))
        }
        if label.keyScalars.isEmpty && label.numberedScalars.isEmpty {
            // ±%: a growth that is said by its signs alone.
            let isSigned = label.unit == "%" && (text.contains("±") || text.contains("+"))
            return result(isSigned ? [.growth] : [])
        }
        let notes = label.notes.filter { note in
            !harmless.contains(where: { note.hasPrefix($0) || note.hasSuffix($0) })
        }
        // With its brackets first: 国家（级）高新技术企业数 may be a variant as it stands.
        if !notes.isEmpty {
            let whole = LabelText(
                text.replacing("（", with: "").replacing("）", with: "").replacing("(", with: "")
                    .replacing(")", with: ""), rules)
            if let terms = vocabulary.terms(of: whole.keyScalars) { return result(terms) }
        }
        if let terms = terms(of: &label), !isOfAnotherKind(terms, label) {
            return result(terms, isInexact: terms.contains(where: \.isKey) && !notes.isEmpty)
        }
        // A header with its instructions on the lines below.
        if let line = LabelMatcher.firstLine(text) {
            let heading = match(line)
            if heading.hasHeader {
                var said = heading.text
                said.unit = said.unit ?? label.unit ?? unit(below: line, in: text)
                return LabelMatch(
                    terms: heading.terms, text: said, isInexact: heading.isInexact,
                    unitName: unitName)
            }
        }
        return result([])
    }

    /// 同比增减（万元）, 同比增减（绝对数）: how much more it is, not by how many percent.
    private func isDifference(_ terms: [Term], _ label: LabelText) -> Bool {
        guard terms.contains(.growth), !terms.contains(where: \.isKey) else { return false }
        if let unit = label.unit { return rules.units.power(from: unit, to: "%") == nil }
        // 上年同期=100: an index, which is a hundred and the growth.
        return label.notes.contains { note in
            note == "额" || ["绝对", "=100", "为100"].contains { TextFolding.contains(note, $0) }
        }
    }

    /// 产学研合作项目金额（万元）: in a unit that the indicator cannot have, it is another.
    private func isOfAnotherKind(_ terms: [Term], _ label: LabelText) -> Bool {
        guard let unit = label.unit, !terms.contains(.growth) else { return false }
        return terms.contains { term in
            guard case .indicator(let index) = term else { return false }
            return rules.units.power(from: unit, to: definition.indicators[index].unit) == nil
        }
    }

    /// The terms of a label without its brackets; a unit that only stands behind the words becomes the label's.
    private func terms(of label: inout LabelText) -> [Term]? {
        if let terms = vocabulary.terms(of: label.keyScalars) ?? joined(label.keyScalars) {
            return terms
        }
        if label.numberedScalars != label.keyScalars,
            let terms = vocabulary.terms(of: label.numberedScalars)
                ?? joined(label.numberedScalars)
        {
            return terms
        }
        guard let (rest, unit) = withoutUnit(label.keyScalars),
            let terms = vocabulary.terms(of: rest) ?? joined(rest)
        else { return nil }
        label.unit = label.unit ?? unit
        return terms
    }

    /// The first line of a text that has several.
    private static func firstLine(_ text: String) -> String? {
        let bytes = text.utf8.span
        // Line feeds and what else ends lines in Unicode (C2 85, E2 80 A8, E2 80 A9); most texts have none.
        let mayBreak = bytes.indices.contains { index in
            switch bytes[index] {
            case 0x0A...0x0D: true
            case 0xC2: index + 1 < bytes.count && bytes[index + 1] == 0x85
            case 0xE2: index + 1 < bytes.count && bytes[index + 1] == 0x80
            default: false
            }
        }
        guard mayBreak,
            let line = text.split(maxSplits: 1, whereSeparator: \.isNewline).first,
            line.utf8.count < text.utf8.count
        else { return nil }
        return String(line)
    }

    /// The unit on a line of its own below a header.
    private func unit(below line: String, in text: String) -> String? {
        text.dropFirst(line.count).split(whereSeparator: \.isNewline).lazy.compactMap {
            UnitText.unit(TextFolding.folded(String($0)), self.rules.units)
        }.first
    }

    /// 产业集群营业收入亿元, 实际拨付金额单位：元: the unit without brackets around it, and what stands before it.
    private func withoutUnit(
        _ key: [Unicode.Scalar]
    ) -> (rest: [Unicode.Scalar], unit: String)? {
        guard let last = key.last else { return nil }
        for name in rules.unitNames where name.last == last && LabelMatcher.ends(key, name) {
            var rest = Array(key.dropLast(name.count))
            for word in LabelMatcher.beforeUnits where LabelMatcher.ends(rest, word) {
                rest.removeLast(word.count)
            }
            // 单位：万元 is a note on the table, not the header of a column.
            return rest.isEmpty ? nil : (rest, TextFolding.string(name))
        }
        return nil
    }

    private static let beforeUnits = ["人民币", "金额单位", "计量单位", "单位"].map { Array($0.unicodeScalars) }

    private static func ends(_ text: [Unicode.Scalar], _ part: [Unicode.Scalar]) -> Bool {
        text.count >= part.count && text[(text.count - part.count)...].elementsEqual(part)
    }

    /// The terms of known labels that make up a key without a rest, fewest labels first.
    private func joined(_ key: [Unicode.Scalar]) -> [Term]? {
        guard !key.isEmpty, key.count <= 60 else { return nil }
        // For each end, the last label of the shortest way to spell what stands before it.
        var ways: [(labels: Int, start: Int)] = Array(
            repeating: (.max, 0), count: key.count + 1)
        ways[0].labels = 0
        for start in key.indices where ways[start].labels < 4 {
            var node = TextTrie.root
            for index in start..<key.count {
                guard let next = vocabulary.words.next(node, key[index]) else { break }
                node = next
                // Single characters such as 数 would join anything; 省 joins the words of money.
                if vocabulary.words.word(at: node) != nil,
                    index > start || vocabulary.isLevel([key[index]]),
                    ways[start].labels + 1 < ways[index + 1].labels
                {
                    ways[index + 1] = (ways[start].labels + 1, start)
                }
            }
        }
        guard ways[key.count].labels <= 4 else { return nil }
        var pieces: [Range<Int>] = []
        var end = key.count
        while end > 0 {
            pieces.append(ways[end].start..<end)
            end = ways[end].start
        }
        var terms: [Term] = []
        for piece in pieces.reversed() {
            for term in vocabulary.terms(of: Array(key[piece])) ?? []
            where !terms.contains(term) {
                // 县（市、区） before 资金 is no column of places.
                if piece.count == 1, case .identity = term { continue }
                terms.append(term)
            }
        }
        // 展厅在建 is what somebody says of a work, not a label of it.
        let isRemark = terms.contains { $0 == .completeMark || $0 == .incompleteMark }
        if isRemark, terms.contains(where: \.isKey) { return nil }
        if pieces.contains(where: { $0.count == 1 }),
            !terms.contains(.disbursed), !terms.contains(.spent)
        {
            return nil
        }
        return isConsistent(terms) ? terms : nil
    }

    /// One label names at most one row, and identity is never part of another label.
    private func isConsistent(_ terms: [Term]) -> Bool {
        var rows = 0
        var fields = 0
        var levels = 0
        for term in terms {
            switch term {
            case .indicator, .work: rows += 1
            case .identity: fields += 1
            case .fundingLevel: levels += 1
            default: break
            }
        }
        // 上季度到位、使用支出情况 is no amount of either kind.
        let isOfBoth = terms.contains(.disbursed) && terms.contains(.spent)
        // 市级科技型中小企业数 is another figure than the form's.
        return rows <= 1 && fields == 0 && (rows == 0 || levels == 0) && !isOfBoth
    }

    // MARK: Likeness

    /// The row of the form that a label is most alike, if no other is nearly as alike.
    ///
    /// - Parameters:
    ///   - works: look among the works instead of the indicators.
    ///   - unit: the unit stated for the label's figures; an indicator that cannot have it is another.
    package func likeness(
        of text: String, works: Bool, excluding taken: Set<Int>, unit: String? = nil
    ) -> Int? {
        guard text.utf8.count <= LabelMatcher.longestText else { return nil }
        let key = LabelText(text, rules).key
        let characters = Array(key)
        guard characters.count >= 3, characters.count <= 60 else { return nil }
        let marks = works ? [] : distinctions(of: key)
        let units = works ? [] : [unit, impliedUnit(text)].compactMap(\.self)
        var best: (index: Int, score: Double)?
        var second = 0.0
        for candidate in works ? workKeys : indicatorKeys where !taken.contains(candidate.index) {
            guard works || candidate.distinctions == marks,
                units.allSatisfy({ mayHave($0, candidate.index) })
            else { continue }
            let score = LabelLikeness.score(characters, candidate.key)
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

    func mayHave(_ unit: String, _ indicator: Int) -> Bool {
        // What is no unit at all says nothing.
        !rules.units.isUnit(unit)
            || rules.units.power(from: unit, to: definition.indicators[indicator].unit) != nil
    }

    /// What the end of a label says of its unit: 户数 is of things, 金额 of money.
    private func impliedUnit(_ text: String) -> String? {
        let words = definition.words
        if words.countEndings.contains(where: { TextFolding.ends(text, with: $0) }) { return "个" }
        let isAmount = words.amountEndings.contains { TextFolding.ends(text, with: $0) }
        return isAmount ? definition.funding.unit : nil
    }

    /// Whether an indicator is the county's, the same for all of its complexes.
    package func isOfCounty(_ indicator: Int) -> Bool {
        definition.rules.countyFigures.contains(indicator)
    }

    /// The work that a label among works speaks of, if of one only: 建成综合体的展厅.
    package func work(spokenOfIn text: String) -> Int? {
        guard text.utf8.count <= LabelMatcher.longestText else { return nil }
        let spoken = definition.construction.works.indices.filter { index in
            definition.construction.works[index].words.contains { TextFolding.contains(text, $0) }
        }
        return spoken.count == 1 ? spoken[0] : nil
    }

    /// Whether a header is of what complexes are known by where nothing names them: 所属产业.
    package func headsNames(_ text: String) -> Bool {
        text.utf8.count <= 48
            && definition.words.nameHeads.contains { TextFolding.contains(text, $0) }
    }

    /// Whether a label names last year, the quarter before or the like within other words.
    package func speaksOfAnotherTime(_ text: String) -> Bool {
        text.utf8.count <= LabelMatcher.longestText
            && definition.words.speakOfAnotherTime(in: text)
    }

    /// The indicator that a row such as 其中：新增 below the row of another one is.
    package func part(named text: String, of whole: Int) -> Int? {
        guard text.utf8.count <= LabelMatcher.longestText else { return nil }
        var stem = LabelText(text, rules).key
        for ending in ["企业数", "数量", "数"] where stem.hasSuffix(ending) && stem != ending {
            stem.removeLast(ending.count)
            break
        }
        guard !stem.isEmpty, let wholeKey = definition.indicators[whole].label.keys.first else {
            return nil
        }
        return definition.rules.partOf.first { relation in
            relation.whole == whole
                && definition.indicators[relation.part].label.keys.first == stem + wholeKey
        }?.part
    }

    private struct Candidate {
        let key: [Character]
        let index: Int
        /// Which distinguishing words it contains.
        let distinctions: [Bool]
    }

    private func candidates(_ labels: [FormDefinition.Label]) -> [Candidate] {
        labels.enumerated().flatMap { index, label in
            label.keys.map {
                Candidate(key: Array($0), index: index, distinctions: distinctions(of: $0))
            }
        }
    }

    private func distinctions(of key: String) -> [Bool] {
        distinguishing.map { TextFolding.contains(key, $0) }
    }
}

/// A definition's labels and variants as the keys that texts are looked up by.
struct Vocabulary {
    let words: TextTrie
    /// All characters of the labels.
    let scalars: [Unicode.Scalar]
    /// For each word, what it means.
    private let meanings: [[Term]]
    /// Whether a label is made of digits only.
    let hasFigures: Bool

    init(_ definition: FormDefinition) {
        var labels: [(word: [Unicode.Scalar], term: Term)] = []
        func add(_ label: FormDefinition.Label, _ term: Term) {
            for key in label.keys where !key.isEmpty {
                labels.append((Array(key.unicodeScalars), term))
            }
        }
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
        for level in FundingLevel.allCases {
            if let label = definition.funding.levels[level] { add(label, .fundingLevel(level)) }
        }
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
        words = TextTrie(labels.map(\.word))
        scalars = labels.flatMap(\.word)
        var meanings: [[Term]] = Array(repeating: [], count: labels.count)
        for (word, term) in labels {
            // 县（市、区） heads a column of counties and one of county money: both readings stand.
            if let number = words.word(word), !meanings[number].contains(term) {
                meanings[number].append(term)
            }
        }
        self.meanings = meanings
        hasFigures = labels.contains { $0.word.allSatisfy(TextFolding.isDigit) }
    }

    func terms(of key: [Unicode.Scalar]) -> [Term]? {
        words.word(key).map { meanings[$0] }
    }

    /// Whether a text names whose money it is: 省.
    func isLevel(_ key: [Unicode.Scalar]) -> Bool {
        terms(of: key)?.contains { if case .fundingLevel = $0 { true } else { false } } ?? false
    }
}

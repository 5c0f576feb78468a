/// A definition's labels and variants as the keys that texts are looked up by.
struct Vocabulary {
    private(set) var words = TextTrie()
    /// For each word, what it means.
    private var meanings: [[Term]] = []
    /// Whether a label is made of digits only.
    private(set) var hasFigures = false

    init(_ definition: FormDefinition) {
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
    }

    func terms(of key: [Unicode.Scalar]) -> [Term]? {
        words.word(key).map { meanings[$0] }
    }

    private mutating func add(_ label: FormDefinition.Label, _ term: Term) {
        for key in label.keys where !key.isEmpty {
            let scalars = Array(key.unicodeScalars)
            let word = words.insert(scalars, number: meanings.count)
            if word == meanings.count {
                meanings.append([])
                if scalars.allSatisfy(TextFolding.isDigit) { hasFigures = true }
            }
            // 县（市、区） heads a column of counties and one of county money: both readings stand.
            if !meanings[word].contains(term) { meanings[word].append(term) }
        }
    }
}

/// The languages that messages are written in.
package enum Language: String, CaseIterable, Sendable {
    case chinese = "zh"
    case english = "en"
}

/// Makes sentences of findings: the only place where one is written for a clerk to read.
package final class MessageCatalogue: Sendable {
    package let language: Language
    package let form: FormDefinition

    private let subjects: [ByteKey: String]

    package init(_ language: Language, form: FormDefinition) {
        self.language = language
        self.form = form
        subjects = MessageCatalogue.subjects(language, form)
    }

    package func message(for finding: Finding) -> String {
        switch language {
        case .chinese: chinese(finding)
        case .english: english(finding)
        }
    }

    /// What a pointer into a return means, in the words of the form: 产业集群营业收入·本季度数据.
    func subject(of finding: Finding) -> String {
        guard let pointer = finding.pointer?.description else { return "" }
        // Behind /returns/0.
        var slashes = 0
        let path = pointer.utf8.firstIndex { byte in
            if byte == UInt8(ascii: "/") { slashes += 1 }
            return slashes == 3
        }
        guard let path else { return "" }
        return subjects[ByteKey(String(pointer[path...]))] ?? ""
    }

    /// What a leaf is, in the words of the form.
    package func name(of leaf: ReturnLeaf) -> String {
        switch leaf {
        case .identity(let field): return form.identity[field]?.text ?? field.rawValue
        case .status, .note:
            let label =
                if case .status = leaf { form.headers.status.text } else {
                    form.headers.note.text
                }
            let work = subjects[ByteKey(leaf.pointer(in: form).description)] ?? ""
            return work + (language == .chinese ? "·" : ", ") + label
        default: return subjects[ByteKey(leaf.pointer(in: form).description)] ?? ""
        }
    }

    /// The words for each path into a return that has any.
    private static func subjects(_ language: Language, _ form: FormDefinition) -> [ByteKey: String]
    {
        let paths = ReturnPaths(form)
        let mark = language == .chinese ? "·" : ", "
        var subjects: [ByteKey: String] = [:]
        let measures = Measure.allCases.map { (measure: $0, name: name(of: $0, form)) }
        for (index, indicator) in form.indicators.enumerated() {
            let name = indicator.label.text
            subjects[ByteKey(paths.indicator(index))] = name
            for (measure, suffix) in measures {
                subjects[ByteKey(paths.figure(index, measure))] = name + mark + suffix
            }
        }
        for (index, work) in form.construction.works.enumerated() {
            for path in [paths.work(index), paths.status(index), paths.note(index)] {
                subjects[ByteKey(path)] = work.label.text
            }
        }
        let (disbursed, spent) = (form.funding.disbursed.text, form.funding.spent.text)
        for level in FundingLevel.allCases {
            let name = form.funding.levels[level]?.text ?? ""
            subjects[ByteKey(paths.disbursed(level))] = disbursed + mark + name
            subjects[ByteKey(paths.spent(level))] = spent + mark + name
        }
        subjects[ByteKey(paths.spentTotal)] = spent
        return subjects
    }

    /// Twice a limit, as an example of a higher one.
    static func doubled(_ value: String) -> String { Int(value).map { String($0 * 2) } ?? value }

    /// The beginning of a text that would make a sentence too long.
    package static func shortened(_ text: String) -> String {
        if text.utf8.count <= 60 { return text }
        // Characters of any number of marks are characters too.
        let scalars = text.unicodeScalars.prefix(240)
        let characters = text[..<scalars.endIndex].prefix(60)
        return characters.endIndex == text.endIndex ? text : characters + "…"
    }

    func measureName(_ measure: Measure) -> String { MessageCatalogue.name(of: measure, form) }

    private static func name(of measure: Measure, _ form: FormDefinition) -> String {
        let measures = form.measures
        return switch measure {
        case .quarter: measures.quarter.text
        case .quarterGrowth: measures.quarter.text + measures.growth.text
        case .cumulative: measures.cumulative.text
        case .cumulativeGrowth: measures.cumulative.text + measures.growth.text
        }
    }
}

/// The languages that messages are written in.
package enum Language: String, CaseIterable, Sendable {
    case chinese = "zh"
    case english = "en"
}

/// Makes sentences of findings: the only place where one is written for a clerk to read.
package struct MessageCatalogue: Sendable {
    package let language: Language
    package let form: FormDefinition

    package init(_ language: Language, form: FormDefinition) {
        self.language = language
        self.form = form
    }

    package func message(for finding: Finding) -> String {
        switch language {
        case .chinese: chinese(finding)
        case .english: english(finding)
        }
    }

    /// What a pointer into a return means, in the words of the form: 产业集群营业收入·本季度数据.
    func subject(of finding: Finding) -> String {
        guard let tokens = finding.pointer?.description.split(separator: "/"), tokens.count > 2
        else { return "" }
        let rest = tokens.dropFirst(2)
        let names = rest.compactMap { name(ofToken: String($0), under: String(rest.first ?? "")) }
        return names.joined(separator: language == .chinese ? "·" : ", ")
    }

    private func name(ofToken token: String, under section: String) -> String? {
        if let indicator = form.indicators.first(where: { $0.id == token }) {
            return indicator.label.text
        }
        if let work = form.construction.works.first(where: { $0.id == token }) {
            return work.label.text
        }
        if section == "funding" {
            if let level = FundingLevel(rawValue: token) { return form.funding.levels[level]?.text }
            switch token {
            case "disbursed": return form.funding.disbursed.text
            case "spent": return form.funding.spent.text
            default: return nil
            }
        }
        if let measure = Measure(rawValue: token) { return measureName(measure) }
        return nil
    }

    func measureName(_ measure: Measure) -> String {
        let measures = form.measures
        return switch measure {
        case .quarter: measures.quarter.text
        case .quarterGrowth: measures.quarter.text + measures.growth.text
        case .cumulative: measures.cumulative.text
        case .cumulativeGrowth: measures.cumulative.text + measures.growth.text
        }
    }
}

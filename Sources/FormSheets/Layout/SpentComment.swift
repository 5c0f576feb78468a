import MonitoringForm

/// Money spent by level, which the official form has one cell for: the levels stand in a comment on it, one
/// a line, as in 省级资金：300万元.
enum SpentComment {
    static let author = "Jiance"

    /// Nil where no level is stated.
    static func text(_ spent: Return.Amounts, _ form: FormDefinition) -> String? {
        let lines = FundingLevel.allCases.compactMap { level in
            spent[level].map {
                "\(form.funding.levels[level]?.text ?? "")：\($0)\(form.funding.unit)"
            }
        }
        return lines.isEmpty ? nil : "其中：\n" + lines.joined(separator: "\n")
    }

    /// The amounts that a comment states, each on a line of its own behind the level's label; nil where any
    /// line says something else, since what is understood by half is not read.
    static func levels(
        in comment: String, _ values: ValueReader
    ) -> [(FundingLevel, ExactDecimal)]? {
        let form = values.definition
        var result: [(FundingLevel, ExactDecimal)] = []
        for line in comment.split(whereSeparator: \.isNewline) {
            guard let text = TextFolding.tidy(String(line)) else { continue }
            if text == "其中：" || text == "其中:" { continue }
            guard let colon = text.firstIndex(where: { $0 == "：" || $0 == ":" }) else { return nil }
            let label = LabelText(String(text[..<colon]), form.labelRules).key
            let level = FundingLevel.allCases.first {
                form.funding.levels[$0]?.keys.contains(label) ?? false
            }
            let amount = String(text[text.index(after: colon)...])
            guard let level, !result.contains(where: { $0.0 == level }),
                case .number(let value, let unit?, false) =
                    values.numbers.read(amount, growth: false),
                let power = form.units.power(from: unit, to: form.funding.unit)
            else { return nil }
            result.append((level, value.scaled(byPowerOfTen: power)))
        }
        return result.isEmpty ? nil : result
    }
}

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

    /// The amounts that a comment states, each on a line of its own behind the level's label. They stand
    /// under 其中, or are all that the comment says; nil where it says something else as well, since what is
    /// understood by half is not read.
    static func levels(
        in comment: String, _ values: ValueReader
    ) -> [(FundingLevel, ExactDecimal)]? {
        let lines = comment.split(whereSeparator: \.isNewline).compactMap {
            TextFolding.tidy(String($0))
        }
        let header = lines.firstIndex { $0 == "其中：" || $0 == "其中:" }
        var result: [(FundingLevel, ExactDecimal)] = []
        for line in lines[(header.map { $0 + 1 } ?? 0)...] {
            guard let (level, amount) = amount(in: line, values),
                !result.contains(where: { $0.0 == level })
            else {
                if header == nil { return nil }
                break
            }
            result.append((level, amount))
        }
        return result.isEmpty ? nil : result
    }

    private static func amount(
        in line: String, _ values: ValueReader
    ) -> (FundingLevel, ExactDecimal)? {
        let form = values.definition
        guard line.utf8.count <= 600,
            let colon = line.firstIndex(where: { $0 == "：" || $0 == ":" })
        else { return nil }
        let label = LabelText(String(line[..<colon]), form.labelRules).key
        let level = FundingLevel.allCases.first {
            form.funding.levels[$0]?.keys.contains(label) ?? false
        }
        let amount = String(line[line.index(after: colon)...])
        guard let level,
            case .number(let value, let unit?, false) =
                values.numbers.read(amount, growth: false),
            let power = form.units.power(from: unit, to: form.funding.unit)
        else { return nil }
        return (level, value.scaled(byPowerOfTen: power))
    }
}

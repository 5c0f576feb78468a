/// What is said of figures that a rule of `jiance check` doubts; both figures compared are told.
extension MessageCatalogue {
    /// What the sentences are made of.
    private struct RuleTerms {
        let value: String
        let from: String
        let to: String
        let period: String
        let subject: String
        let other: String

        init(_ finding: Finding, _ messages: MessageCatalogue) {
            let detail = finding.detail
            (value, from, to) = (detail.quoted ?? "", detail.from ?? "", detail.to ?? "")
            period = detail.period?.description ?? ""
            func quoted(_ name: String) -> String {
                messages.language == .chinese ? "“\(name)”" : name
            }
            subject = quoted(messages.subject(of: finding))
            other = detail.other.map { quoted(messages.name(of: $0)) } ?? ""
        }
    }

    /// A figure before Chinese words: a space behind digits and signs, none behind a unit in Chinese.
    private func gapped(_ figure: String) -> String {
        figure.unicodeScalars.last.map { $0.value >= 0x4E00 } ?? true ? figure : figure + " "
    }

    func chineseRule(_ finding: Finding) -> String? {
        let detail = finding.detail
        let terms = RuleTerms(finding, self)
        let (value, from, to) = (terms.value, terms.from, terms.to)
        let (period, subject, other) = (terms.period, terms.subject, terms.other)
        switch finding.code {
        case .ruleMissing:
            return detail.reason == "declared"
                ? "\(subject)填报为没有数据，请确认确实没有。" : "\(subject)没有填写，请补充。"
        case .negative: return "\(subject)为 \(value)，不应为负数，请核对。"
        case .notWhole: return "\(subject)为 \(value)，应为整数，请核对。"
        case .shareOutOfRange: return "\(subject)为 \(value)，应在 0% 到 100% 之间，请核对。"
        case .growthImpossible: return "\(subject)为 \(value)，降幅不可能超过 100%，请核对。"
        case .growthExtreme: return "\(subject)为 \(value)，增幅超过 \(to)，请核实或说明原因。"
        case .cumulativeBelowQuarter: return "\(subject)为 \(value)，小于本季度的 \(from)，请核对。"
        case .firstQuarterMismatch:
            return "第一季度的累计数应与本季度数相同：\(subject)为 \(value)，本季度为 \(from)，请核对。"
        case .partExceedsWhole: return "\(subject)为 \(value)，大于\(other)的 \(from)，请核对。"
        case .spentExceedsDisbursed: return "\(subject)为 \(value)，大于拨付金额合计 \(from)，请核实。"
        case .spentSumMismatch: return "\(subject)为 \(value)，与分级之和 \(gapped(from))不符，请核对。"
        case .overdue: return "填报日期为 \(value)，晚于规定的 \(to)。"
        case .unitSlip:
            let multiple =
                detail.reason == "smaller"
                ? "只有 \(period) 的 \(gapped(from))的约 \(to) 分之一"
                : "约为 \(period) 的 \(gapped(from))的 \(to) 倍"
            return "\(subject)为 \(value)，\(multiple)，请核对单位是否填错。"
        case .growthMismatch:
            return "\(subject)填报 \(value)，按上年同期（\(period)）的 \(gapped(from))计算应为 \(to)，请核对。"
        case .cumulativeMismatch:
            return
                "\(subject)为 \(value)，按 \(period) 累计 \(gapped(from))加本季度 \(gapped(detail.subject ?? ""))应为 \(to)，请核对。"
        case .statusRegressed: return "\(subject)在 \(period) 已完成，本季度填报未完成，请核实。"
        case .regionDisagrees: return chineseRegion(detail, terms)
        case .duplicateReturn:
            return detail.reason == "equal"
                ? "\(value) \(period) 重复报送：与\(from)中的数据相同，请删除一份。"
                : "\(value) \(period) 重复报送：与\(from)中的有 \(to) 项数据不同，请确认以哪一份为准。"
        case .nameDiffers: return "综合体名称“\(value)”与以前报送的“\(from)”不一致，已按同一综合体比较，请核对。"
        default: return nil
        }
    }

    private func chineseRegion(_ detail: Finding.Detail, _ terms: RuleTerms) -> String {
        let (value, from) = (terms.value, terms.from)
        let (subject, other) = (terms.subject, terms.other)
        let neighbour = detail.subject ?? "同一县（市、区）的另一综合体"
        return detail.reason == "implied"
            ? "由\(other)和\(subject)推算，全县（市、区）为 \(value)；\(neighbour)推算为 \(from)，相差过大，请核对。"
            : "\(subject)为 \(value)，同一县（市、区）的\(neighbour)填报 \(from)，应当一致，请核对。"
    }

    func englishRule(_ finding: Finding) -> String? {
        let detail = finding.detail
        let terms = RuleTerms(finding, self)
        let (value, from, to) = (terms.value, terms.from, terms.to)
        let (period, subject, other) = (terms.period, terms.subject, terms.other)
        switch finding.code {
        case .ruleMissing:
            return detail.reason == "declared"
                ? "\(subject): declared to have no value. Confirm it."
                : "\(subject): not filled in."
        case .negative: return "\(subject): \(value) is below 0."
        case .notWhole: return "\(subject): \(value) is not a whole number."
        case .shareOutOfRange: return "\(subject): \(value) is not between 0% and 100%."
        case .growthImpossible:
            return "\(subject): \(value); nothing falls by more than 100%."
        case .growthExtreme: return "\(subject): \(value) is above \(to). Confirm or explain it."
        case .cumulativeBelowQuarter:
            return "\(subject): \(value) is below the quarter's \(from)."
        case .firstQuarterMismatch:
            return "\(subject): \(value), but the first quarter's figure is \(from)."
        case .partExceedsWhole: return "\(subject): \(value) is more than \(from) of \(other)."
        case .spentExceedsDisbursed: return "\(subject): \(value) is above the \(from) disbursed."
        case .spentSumMismatch: return "\(subject): \(value), but its levels add up to \(from)."
        case .overdue: return "The return is dated \(value); it was due on \(to)."
        case .unitSlip:
            let multiple =
                detail.reason == "smaller"
                ? "about 1/\(to) of \(period)'s \(from)" : "about \(to) times \(period)'s \(from)"
            return "\(subject): \(value) is \(multiple). Check the unit."
        case .growthMismatch:
            return "\(subject): \(value) is stated; from \(period)'s \(from) it would be \(to)."
        case .cumulativeMismatch:
            return "\(subject): \(value), but \(period)'s \(from) and this quarter's "
                + "\(detail.subject ?? "") add up to \(to)."
        case .statusRegressed:
            return "\(subject): complete in \(period), and incomplete now."
        case .regionDisagrees:
            let neighbour = detail.subject ?? "another complex of the county"
            return detail.reason == "implied"
                ? "\(subject): with \(other) it implies \(value) for the county; "
                    + "\(neighbour) implies \(from)."
                : "\(subject): \(value), but \(neighbour) of the same county states \(from)."
        case .duplicateReturn:
            return detail.reason == "equal"
                ? "\(value) \(period) is returned twice: \(from) holds the same."
                : "\(value) \(period) is returned twice: \(to) values differ from \(from)."
        case .nameDiffers:
            return "The complex \(value) was called \(from) before; "
                + "they were compared as one. Check it."
        default: return nil
        }
    }
}

extension MessageCatalogue {
    /// What people call a severity.
    package func name(of severity: Severity) -> String {
        switch severity {
        case .error: language == .chinese ? "错误" : "error"
        case .warning: language == .chinese ? "警告" : "warning"
        case .info: language == .chinese ? "提示" : "info"
        }
    }
}

import MonitoringForm
import Spreadsheet

/// What may be typed into the cells of the template, what each asks for, and what is said of a wrong entry.
struct InputRules {
    private let form: FormDefinition
    private let layout: OfficialLayout
    private let period: Period?

    init(_ layout: OfficialLayout, period: Period?) {
        form = layout.form
        self.layout = layout
        self.period = period
    }

    /// In the order of the cells.
    func validations() -> [DataValidation] {
        identity() + figures() + works() + funds()
    }

    private func validation(
        _ ranges: [CellRange], _ rule: DataValidation.Rule, title: String, prompt: String,
        error: String
    ) -> DataValidation {
        DataValidation(
            ranges, rule,
            prompt: DataValidation.Message(
                InputRules.cut(title, to: 32), InputRules.cut(prompt, to: 255)),
            error: DataValidation.Message("填写有误", InputRules.cut(error, to: 225)))
    }

    /// Excel's limits are in UTF-16 units.
    private static func cut(_ text: String, to limit: Int) -> String {
        guard text.utf16.count > limit else { return text }
        var result = ""
        for character in text {
            if result.utf16.count + character.utf16.count >= limit { break }
            result.append(character)
        }
        return result + "…"
    }

    // MARK: Identity

    private func identity() -> [DataValidation] {
        layout.identityPlaces.map { place in
            let label = form.identity[place.field]?.text ?? ""
            let (rule, prompt, error) = self.rule(for: place.field, label)
            return validation([place.value], rule, title: label, prompt: prompt, error: error)
        }
    }

    private func rule(
        for field: IdentityField, _ label: String
    ) -> (DataValidation.Rule, prompt: String, error: String) {
        switch field {
        case .county:
            return choice(form.areas.map(\.name), label)
        case .level:
            return choice(ComplexLevel.allCases.compactMap { form.levels[$0]?.text }, label)
        case .period:
            if let period {
                let quarters = (1...4).compactMap { Period(year: period.year, quarter: $0) }
                return choice(quarters.map(PeriodLabel.text), label)
            }
            return (
                .textLength(.between("6", "20")), "填写季度，例如“2020年第3季度”。",
                "请填写季度，例如“2020年第3季度”。"
            )
        case .date:
            return (
                .date(.between("DATE(2000,1,1)", "DATE(2999,12,31)")), "填写日期，例如 2020-10-21。",
                "这里只能填写日期，例如 2020-10-21。"
            )
        default:
            return (
                .textLength(.between("1", "200")), "填写\(label)。", "\(label)请填写文字，不超过200字。"
            )
        }
    }

    private func choice(
        _ items: [String], _ label: String
    ) -> (DataValidation.Rule, prompt: String, error: String) {
        let names = items.joined(separator: "、")
        // A list that Excel would refuse is checked by people.
        let fits = items.joined(separator: ",").utf16.count <= 255
        let isSound = !items.isEmpty && items.allSatisfy { !$0.isEmpty && !$0.contains(",") }
        return (
            fits && isSound ? .list(items) : .textLength(.between("1", "200")),
            "请从列表中选择\(label)。", "\(label)只能填写：\(names)。"
        )
    }

    // MARK: Figures

    private func figures() -> [DataValidation] {
        form.indicators.enumerated().flatMap { index, indicator in
            [false, true].map { isGrowth in
                let measures = Measure.allCases.filter { $0.isGrowth == isGrowth }
                let format = isGrowth ? FigureFormat.growth : FigureFormat(indicator)
                let name = isGrowth ? form.measures.growth.text : indicator.label.text
                return number(
                    measures.compactMap {
                        layout.range(of: .figure(indicator: index, $0))
                    }, format, title: indicator.label.text, name: name)
            }
        }
    }

    private func number(
        _ ranges: [CellRange], _ format: FigureFormat, title: String, name: String
    ) -> DataValidation {
        switch format.kind {
        case .whole:
            validation(
                ranges, .whole(.between("0", "999999999999")), title: title,
                prompt: "单位：\(format.unit)。填写不小于0的整数，不要带单位。",
                error: "“\(name)”只能填写不小于0的整数（单位：\(format.unit)）。")
        case .share:
            validation(
                ranges, .decimal(.between("0", "100")), title: title,
                prompt: "单位：%。填写0到100之间的数，8.5 表示 8.5%，不要带百分号。",
                error: "“\(name)”只能填写0到100之间的数（8.5 表示 8.5%）。")
        case .percentage:
            validation(
                ranges, .decimal(.between("-100000", "100000")), title: title,
                prompt: "\(name)，单位：%。8.5 表示增长 8.5%，下降填写负数，不要带百分号。",
                error: "“\(name)”只能填写数字（8.5 表示增长 8.5%，下降填写负数）。")
        case .amount:
            validation(
                ranges, .decimal(.between("-999999999999999", "999999999999999")), title: title,
                prompt: "单位：\(format.unit)。填写数字，不要带单位。",
                error: "“\(name)”只能填写数字（单位：\(format.unit)）。")
        }
    }

    // MARK: Works and funds

    private func works() -> [DataValidation] {
        let works = form.construction.works.indices
        let statuses = works.compactMap { layout.range(of: .status(work: $0)) }
        let notes = works.compactMap { layout.range(of: .note(work: $0)) }
        guard !statuses.isEmpty else { return [] }
        let words = [form.headers.complete.text, form.headers.incomplete.text]
        let status = form.headers.status.text
        let note = form.headers.note.text
        return [
            validation(
                statuses, choice(words, status).0, title: status,
                prompt: form.construction.instruction,
                error: "\(status)只能填写：\(words.joined(separator: "、"))。"),
            validation(
                notes, .textLength(.between("0", "2000")), title: note,
                prompt: form.construction.instruction, error: "\(note)不超过2000字。"),
        ]
    }

    private func funds() -> [DataValidation] {
        let funding = form.funding
        let format = FigureFormat(kind: .amount, unit: funding.unit)
        let disbursed = FundingLevel.allCases.compactMap { level in
            layout.range(of: .disbursed(level)).map { range in
                let label = funding.levels[level]?.text ?? ""
                return number(
                    [range], format, title: "\(funding.disbursed.text)：\(label)", name: label)
            }
        }
        let spent = layout.range(of: .spentTotal).map {
            number([$0], format, title: funding.spent.text, name: funding.spent.text)
        }
        return disbursed + [spent].compactMap { $0 }
    }
}

/// A quarter as the official form has it.
enum PeriodLabel {
    static func text(_ period: Period) -> String { "\(period.year)年第\(period.quarter)季度" }
}

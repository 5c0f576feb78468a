import MonitoringForm
import Spreadsheet

/// What a cell of identity has to hold for a leaf to have another value.
struct IdentityWriting {
    let form: FormDefinition

    /// For a cell that holds the value and nothing else.
    ///
    /// - Parameter old: what the cell holds, nil for a blank one.
    func content(
        _ field: IdentityField, _ value: String?, replacing old: Cell?, uses1904: Bool
    ) -> CellEdit.Content {
        guard let value else { return .blank }
        if field == .date, case .number? = old?.value, let date = CivilDate(iso8601: value) {
            let serial = SerialDate.serial(
                year: date.year, month: date.month, day: date.day, uses1904: uses1904)
            return .number(String(serial))
        }
        let stated: String? = if case .text(let text)? = old?.value { text } else { nil }
        return .text(spellings(field, value, like: stated).first ?? value)
    }

    /// The text with the old value replaced; nil where it does not stand there as itself, just once.
    func text(
        _ text: String, _ field: IdentityField, from old: String, to new: String
    ) -> String? {
        for spelling in spellings(field, old, like: nil) + shortForms(field, old) {
            let parts = text.split(separator: spelling, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            let replacement = spellings(field, new, like: spelling).first ?? new
            return parts[0] + replacement + parts[1]
        }
        return nil
    }

    /// How people write a value, the likeliest first.
    private func spellings(
        _ field: IdentityField, _ value: String, like stated: String?
    ) -> [String] {
        switch field {
        case .level:
            return [ComplexLevel(rawValue: value).flatMap { form.levels[$0]?.text } ?? value]
        case .period:
            guard let period = Period(value) else { return [value] }
            let chinese = ["一", "二", "三", "四"][period.quarter - 1]
            let all = [
                PeriodLabel.text(period), "\(period.year)年第\(chinese)季度",
                "\(period.year)年\(period.quarter)季度", "\(period.year)年\(chinese)季度", value,
                "\(period.year)年\(period.quarter * 3 - 2)-\(period.quarter * 3)月",
                "\(period.year)年1-\(period.quarter * 3)月",
            ]
            return IdentityWriting.ordered(all, like: stated)
        case .date:
            guard let date = CivilDate(iso8601: value) else { return [value] }
            let all = [
                value, "\(date.year)年\(date.month)月\(date.day)日",
                "\(date.year)/\(date.month)/\(date.day)", "\(date.year).\(date.month).\(date.day)",
            ]
            return IdentityWriting.ordered(all, like: stated)
        default: return [value]
        }
    }

    /// The spelling of the same shape as the text first: digits aside they are the same.
    private static func ordered(_ all: [String], like stated: String?) -> [String] {
        guard let stated else { return all }
        func shape(_ text: String) -> [Character] {
            text.filter { !$0.isNumber && $0 != " " }.map { $0 }
        }
        let wanted = shape(stated)
        let like = all.filter { shape($0) == wanted }
        return like + all.filter { !like.contains($0) }
    }

    private func shortForms(_ field: IdentityField, _ value: String) -> [String] {
        guard field == .county else { return [] }
        return form.areas.first { $0.name == value }?.variants ?? []
    }
}

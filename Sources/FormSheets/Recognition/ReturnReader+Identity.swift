import MonitoringForm
import Spreadsheet

/// Whose return it is, and who made it.
extension ReturnReader {
    func readIdentity() {
        result.complex.name = text(.complexName).map(firstNamedLine).map(withoutLabel)
            .flatMap { TextFolding.name($0) }
        // 1.平湖…综合体 in a heading or a roll-up; what begins with a number otherwise may be called so.
        if let name = result.complex.name, draft.hasHeading || names.find(in: name) != nil {
            result.complex.name = ComplexName.withoutNumber(name)
        }
        let office = (text(.operatingUnit) ?? text(.reportingUnit)).map(withoutSeal)
        result.complex.operator = office.flatMap { TextFolding.name($0) }
        readLevel()
        readLevelOfName()
        readCounty()
        result.period = text(.period).flatMap { PeriodText.period(in: $0) }
        if result.period == nil, let title = draft.facts[.period]?.fact.text {
            result.period = PeriodText.period(in: title)
        }
        if result.period == nil, let time = text(.date), DateText.date(in: time) == nil {
            // 报送时间：2020年三季度
            result.period = PeriodText.period(in: time)
        }
        if result.period == nil { result.period = periodOfDate() }
        if result.period == nil {
            result.period = draft.fragments.lazy.compactMap(\.identity.period).first
        }
        let prepared = text(.preparedBy).map { PersonText($0) }
        let reviewed = text(.reviewedBy).map { PersonText($0) }
        result.reporting.preparedBy = prepared.flatMap { TextFolding.name($0.name) }
        result.reporting.reviewedBy = reviewed.flatMap { TextFolding.name($0.name) }
        result.reporting.phone =
            text(.phone).flatMap { TextFolding.tidy($0) } ?? prepared?.phone ?? reviewed?.phone
        readDate()
        if result.complex.name == nil {
            tell(.complexMissing, pointer.appending("complex").appending("name"), draft.sheet, nil)
        }
        if result.period == nil {
            let found = fact(.period)
            let quoted = text(.period).flatMap { TextFolding.tidy($0) }
            tell(
                .periodMissing, pointer.appending("period"), found?.sheet ?? draft.sheet,
                quoted == nil ? nil : found?.place, Finding.Detail(quoted: quoted))
        }
        tellOtherPeriod()
    }

    /// 综合体名称：平湖…综合体 on a row of its own above a complex's.
    private func withoutLabel(_ text: String) -> String {
        guard let colon = text.firstIndex(where: { $0 == "：" || $0 == ":" }) else { return text }
        let name = String(text[text.index(after: colon)...])
        return names.find(in: String(text[..<colon])) == nil && names.find(in: name) != nil
            ? name : text
    }

    /// The line of a name that ends with 综合体, where another stands below it in brackets: whose it is.
    private func firstNamedLine(_ text: String) -> String {
        let lines = text.split(whereSeparator: \.isNewline).map(String.init)
        guard lines.count > 1, let second = lines[1].first, second == "（" || second == "(",
            names.find(in: lines[0]) != nil
        else { return text }
        return lines[0]
    }

    /// The title of a form that was copied from the quarter before, or what was forgotten below it.
    private func tellOtherPeriod() {
        guard let period = result.period, let found = fact(.period) else { return }
        let headed = draft.fragments.lazy.compactMap { fragment in
            fragment.identity.period.map { (period: $0, fragment: fragment) }
        }
        if let (other, fragment) = headed.first(where: { $0.period != period }) {
            tell(
                .periodMissing, pointer.appending("period"), fragment.sheet, fragment.box.first,
                Finding.Detail(quoted: period.description, reason: "otherPeriod", period: other))
            return
        }
        let titled = found.sheet.titlePeriods
        guard titled.count == 1, let other = titled.first, other != period else { return }
        // Of two roll-ups each has a title of its own.
        let title = draft.facts[.period]?.fact
        if let title, title.isFromTitle, title.cell == found.cell,
            found.sheet.text(found.cell).flatMap({ PeriodText.period(in: $0) }) == period
        {
            return
        }
        tell(
            .periodMissing, pointer.appending("period"), found.sheet, found.place,
            Finding.Detail(
                quoted: period.description, reason: "otherPeriod", period: other))
    }

    /// The quarter of a month or a date in the place for it, where that is the quarter's last month: 2020年9月.
    private func periodOfDate() -> Period? {
        if let month = text(.period).flatMap({ PeriodText.monthAlone(in: $0) }) { return month }
        guard let date = date(in: .period), date.month % 3 == 0 else { return nil }
        return Period(year: date.year, quarter: date.month / 3)
    }

    /// The day in the place of a field.
    private func date(in field: IdentityField) -> CivilDate? {
        guard let found = fact(field) else { return nil }
        let value = IdentityFact(
            field: field, text: text(field) ?? "", cell: found.cell, place: found.place,
            isFromTitle: false)
        return values.date(value, in: found.sheet)
    }

    private func readLevel() {
        guard let stated = text(.level), let tidy = TextFolding.tidy(stated) else { return }
        result.complex.level = values.level(stated)
        // 省级□ 市级□ has not been filled in.
        guard result.complex.level == nil, values.isFilled(tidy) else { return }
        let found = fact(.level)
        tell(
            .complexMissing, pointer.appending("complex").appending("level"),
            found?.sheet ?? draft.sheet, found?.place,
            Finding.Detail(quoted: tidy, reason: "unknownLevel"))
    }

    /// 甲产业创新服务综合体（省级）: the level is no part of the name.
    private func readLevelOfName() {
        guard let name = result.complex.name, let (rest, note) = name.splitLastBrackets(),
            let level = definition.levels.first(where: { $0.value.text == note })?.key
        else { return }
        result.complex.name = rest
        result.complex.level = result.complex.level ?? level
    }

    /// An office without （盖章） behind its name.
    private func withoutSeal(_ office: String) -> String {
        guard let (rest, note) = office.splitLastBrackets(),
            definition.words.harmlessNotes.contains(where: { TextFolding.contains(note, $0) })
        else { return office }
        return rest
    }

    private func readCounty() {
        // Of a title above several complexes and the name of each the name knows better.
        let isOfTitle = tableCell(.county) == nil && draft.facts[.county]?.fact.isFromTitle ?? false
        let area = isOfTitle ? result.complex.name.flatMap { names.area(ofName: $0) } : nil
        let stated = area ?? text(.county)
        let ticked = stated.flatMap { TickedChoice(TextFolding.folded($0)) }?.ticked
        let areas =
            ticked.map { $0.flatMap { names.areas(in: TextFolding.string($0)) } }
            ?? stated.map { names.areas(in: $0) } ?? []
        result.complex.county = areas.count == 1 ? areas.first : nil
        if areas.isEmpty, let name = result.complex.name {
            result.complex.county = names.area(ofName: name)
        }
        guard result.complex.county == nil, let stated, let tidy = TextFolding.tidy(stated) else {
            return
        }
        let fact = fact(.county)
        tell(
            .complexMissing, pointer.appending("complex").appending("county"),
            fact?.sheet ?? draft.sheet, fact?.place,
            Finding.Detail(quoted: tidy, reason: "unknownArea"))
    }

    private func readDate() {
        guard let found = fact(.date) else { return }
        result.reporting.date = date(in: .date)
        if result.reporting.date == nil, let quoted = TextFolding.tidy(text(.date) ?? ""),
            !DateText.isOpen(quoted), values.numbers.read(quoted, growth: false) != .absent
        {
            tell(
                .notNumeric, pointer.appending("reporting").appending("date"), found.sheet,
                found.place, Finding.Detail(quoted: quoted, reason: "notDate"))
        }
    }

    /// Where a field was found: in the tables first, then around them.
    func fact(
        _ field: IdentityField
    ) -> (cell: Int, place: CellReference, sheet: SheetContents)? {
        if let cell = tableCell(field) {
            return (cell.index, cell.sheet.grid.cells[cell.index].reference, cell.sheet)
        }
        guard let (fact, sheet) = draft.facts[field] else { return nil }
        return (fact.cell, fact.place, sheet)
    }

    func tableCell(_ field: IdentityField) -> (index: Int, sheet: SheetContents)? {
        var first: (index: Int, sheet: SheetContents)?
        for fragment in draft.fragments {
            let identity = fragment.identity
            let heading = field == .complexName ? identity.heading : nil
            let county = field == .county ? identity.county : nil
            guard let cell = identity.fields[field] ?? heading ?? county else { continue }
            let found = (cell, fragment.sheet)
            guard field == .complexName else { return found }
            if first == nil || isInFull(fragment.sheet.text(cell), of: first) {
                first = found
            }
        }
        let isElsewhere =
            field == .complexName && isInFull(draft.facts[field]?.fact.text, of: first)
        return isElsewhere ? nil : first
    }

    /// Whether a name has in full what another has in short: 光机电 on one sheet is 平湖市光机电产业创新服务综合体 on another.
    private func isInFull(_ name: String?, of short: (index: Int, sheet: SheetContents)?) -> Bool {
        guard let kind = definition.words.complexSuffixes.first, let name,
            TextFolding.ends(name, with: kind),
            let short = short.flatMap({ $0.sheet.text($0.index) })
        else { return false }
        return !TextFolding.ends(short, with: kind)
            && names.core(ofName: short) == names.core(ofName: name)
    }

    /// What was found for a field; nil for a blank, and for what says that there is nothing: —, 无, ______.
    func text(_ field: IdentityField) -> String? {
        stated(field).flatMap { values.saysNothing($0) ? nil : $0 }
    }

    private func stated(_ field: IdentityField) -> String? {
        if let cell = tableCell(field) {
            switch cell.sheet.grid.cells[cell.index].value {
            case .text(let text): return text
            case .number(let digits): return digits
            default: return nil
            }
        }
        return draft.facts[field]?.fact.text
    }
}

extension String {
    /// What stands before brackets at the end, and in them.
    fileprivate func splitLastBrackets() -> (rest: String, note: String)? {
        guard let last, last == "）" || last == ")",
            let open = lastIndex(where: { $0 == "（" || $0 == "(" }), open > startIndex
        else { return nil }
        let note = self[index(after: open)...].dropLast()
        let rest = TextFolding.tidy(String(self[..<open]))
        return rest.map { ($0, String(note)) }
    }
}

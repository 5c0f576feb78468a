import MonitoringForm
import Spreadsheet

/// What a return's tables say of their rows: labels that were concluded or not known, rows that are absent.
extension ReturnReader {
    func tellLabels() {
        for fragment in draft.fragments {
            let sheet = fragment.sheet
            for (cell, key) in fragment.fuzzy {
                let (row, label) = rowPointer(key)
                tell(
                    .labelFuzzy, row, sheet, sheet.grid.cells[cell].reference,
                    Finding.Detail(quoted: sheet.text(cell), subject: label))
            }
            for cell in fragment.doubtfulHeaders {
                tell(
                    .labelFuzzy, pointer.appending("indicators"), sheet,
                    sheet.grid.cells[cell].reference,
                    Finding.Detail(quoted: sheet.text(cell), reason: "header"))
            }
            for cell in fragment.unknown {
                tell(
                    .indicatorUnknown, nil, sheet, sheet.grid.cells[cell].reference,
                    Finding.Detail(quoted: sheet.text(cell)))
            }
        }
    }

    private func rowPointer(_ key: RowKey) -> (JSONPointer, String) {
        switch key {
        case .indicator(let index):
            let indicator = definition.indicators[index]
            return (pointer(toIndicator: index), indicator.label.text)
        case .work(let index):
            return (pointer(toWork: index), definition.construction.works[index].label.text)
        case .funding(let target): return (pointer(to: target), definition.funding.label.text)
        }
    }

    func tellMissing() {
        let rows = draft.rows
        let sections = draft.sections
        for section in SectionKind.allCases where !sections.contains(section) {
            tell(
                .sectionMissing, pointer.appending(section.rawValue), draft.sheet, nil,
                Finding.Detail(subject: section.rawValue))
        }
        if sections.contains(.indicators) { tellMissingIndicators(rows) }
        if sections.contains(.construction) {
            for (work, item) in definition.construction.works.enumerated()
            where !rows.contains(.work(work)) {
                tell(
                    .indicatorMissing, pointer(toWork: work), draft.sheet, nil,
                    Finding.Detail(subject: item.label.text))
            }
        }
        if sections.contains(.funding) { tellMissingFunding(rows) }
    }

    private func tellMissingIndicators(_ rows: RowSet) {
        for (position, indicator) in definition.indicators.enumerated()
        where !rows.contains(.indicator(position)) {
            tell(
                .indicatorMissing, pointer(toIndicator: position), draft.sheet, nil,
                Finding.Detail(subject: indicator.label.text))
        }
        // A column that is absent is told once, not for each row.
        let tables = draft.fragments.filter { $0.sections.contains(.indicators) }
        for measure in Measure.allCases
        where tables.allSatisfy({ $0.missingMeasures.contains(measure) }) {
            tell(
                .indicatorMissing, pointer.appending("indicators"), draft.sheet, nil,
                Finding.Detail(subject: measure.rawValue, reason: "measure"))
        }
    }

    private func tellMissingFunding(_ rows: RowSet) {
        for level in FundingLevel.allCases where !rows.contains(.funding(.disbursed(level))) {
            tell(
                .indicatorMissing, pointer(to: .disbursed(level)), draft.sheet, nil,
                Finding.Detail(subject: definition.funding.levels[level]?.text))
        }
        let hasSpent =
            rows.contains(.funding(.spentTotal))
            || FundingLevel.allCases.contains { rows.contains(.funding(.spent($0))) }
        if !hasSpent {
            tell(
                .indicatorMissing, pointer(to: .spentTotal), draft.sheet, nil,
                Finding.Detail(subject: definition.funding.spent.text))
        }
    }
}

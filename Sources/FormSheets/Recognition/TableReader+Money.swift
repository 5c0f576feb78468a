import MonitoringForm
import Spreadsheet

/// What the labels of amounts mean by what stands beside and above them.
extension TableReader {
    /// 省级资金 | 市级资金 | 县级资金 | 使用支出: levels that do not say whether they are of money disbursed or spent are of
    /// the first where the second has its place and the first has none.
    func takeLevelsAsDisbursed(_ rows: [Row]) {
        let spent = rows.filter { $0.terms.has(.spent) }
        guard spent.count == 1, spent[0].terms.level == nil,
            !rows.contains(where: { $0.terms.has(.disbursed) })
        else { return }
        let levels = rows.filter { $0.terms.has(.levels) && !$0.terms.has(.rows) }
        guard levels.count > 1, Set(levels.map(\.terms.level)).count == levels.count else { return }
        for row in levels { row.terms.insert(.disbursed) }
    }

    /// Of what stands below 实际使用支出金额, beside its levels, a county is whose money it is; 其他资金 is none of the form's
    /// amounts, nor all of them.
    func takePart(_ row: Row, _ labelColumns: LineSet) {
        guard row.terms.has(.purses), !row.terms.has([.levels, .total, .rows]),
            let label = unknownPart(of: row.row, labelColumns), let text = sheet.text(label)
        else { return }
        if text.count <= 12, names.area(in: text) != nil {
            row.terms.insert(.fundingLevel(.county))
        } else {
            row.terms = TermSet()
            row.label = label
        }
    }

    /// The label beside the levels of an amount that is merged over them all, where the form does not know it.
    private func unknownPart(of row: Int, _ labelColumns: LineSet) -> Int? {
        let purse = labelColumns.ordered.first { column in
            (view.terms(row, column)?.has(.purses) ?? false)
                && (view.span(row, column)?.rows.count ?? 1) > 1
        }
        guard let purse else { return nil }
        return labelColumns.ordered.lazy.filter { $0 > purse }
            .compactMap { self.view.cell(row, $0) }
            .first { cell in
                guard self.sheet.text(cell) != nil, self.sheet.terms(cell)?.isEmpty ?? false else {
                    return false
                }
                let label = self.sheet.label(cell)
                return label?.unitName == nil && label?.text.year == nil
            }
    }

    /// Whether 实际拨付金额 or 实际使用支出金额 is merged over a line: 其他资金 beside the levels is of it too.
    func isBelowPurse(_ row: Int, _ labelColumns: LineSet) -> Bool {
        labelColumns.ordered.contains { column in
            view.cell(row, column) == nil && (view.terms(row, column)?.has(.purses) ?? false)
        }
    }
}

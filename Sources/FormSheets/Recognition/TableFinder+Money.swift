import MonitoringForm
import Spreadsheet

/// Which labels are of money: 省级 may be the level of a complex, and 县（市、区） a place.
extension TableFinder {
    /// 省级 is a level of money or of the complex, 县（市、区） money or a place: only near 拨付 or 使用支出
    /// are they money.
    ///
    /// - Parameter goesOn: whether another level stands right above, which is money.
    func isKeyCell(_ index: Int, _ terms: TermSet, goesOn: Bool) -> Bool {
        guard terms.has(.levels), !terms.has([.rows, .purses]) else { return true }
        let place = upright.place(of: index)
        if terms.has(.identity), headsTexts(place) { return false }
        let isListed = isListed(place)
        if isListed, goesOn { return true }
        // 级别 and its 省级 are no money, whatever stands above.
        if !isListed, place.column > 0, let left = upright.terms(place.row, place.column - 1),
            left.has(.identity), !left.has(.levels)
        {
            return false
        }
        for row in stride(from: place.row - 1, through: max(0, place.row - 12), by: -1) {
            guard let above = upright.terms(row, place.column) else { continue }
            // 项目 or 级别 heads the column: 省级资金 is money beside 实际拨付金额, 省级 a complex's level.
            if isListed || speaksOfMoney(index), hasPurse(inRow: row, behind: place.column) {
                return true
            }
            if above.has(.identity) && !above.has(.levels) { return false }
            if above.has([.purses, .fundSourceHeader]) { return true }
            if above.has(.headers) && !above.has(.indicatorHeader) { break }
        }
        return isCovered(place) || isBesidePurse(place)
    }

    /// Whether texts stand below a label and none of its figures beside it: 县（市、区） heads places there.
    private func headsTexts(_ place: (row: Int, column: Int)) -> Bool {
        let right = upright.cell(place.row, place.column + 1)
        if right.map(sheet.isNumber) ?? false { return false }
        let below = (1...3).lazy.compactMap { self.upright.cell(place.row + $0, place.column) }
            .first
        guard let below, sheet.text(below) != nil else { return false }
        return !sheet.isFilledIn(below) && sheet.terms(below)?.isEmpty ?? false
    }

    /// Whether all three levels follow each other, down or across: a complex has only one of them.
    private func isListed(_ place: (row: Int, column: Int)) -> Bool {
        func areAll(_ levels: [FundingLevel?]) -> Bool {
            Set(levels.compactMap { $0 }).count == FundingLevel.allCases.count
        }
        return areAll((-2...2).map { upright.terms(place.row + $0, place.column)?.level })
            || areAll((-2...2).map { upright.terms(place.row, place.column + $0)?.level })
    }

    private func speaksOfMoney(_ index: Int) -> Bool {
        guard let text = sheet.text(index) else { return false }
        return ["资金", "财政", "补助"].contains { TextFolding.contains(text, $0) }
    }

    private func hasPurse(inRow row: Int, behind column: Int) -> Bool {
        (column + 1...column + 6).contains { upright.terms(row, $0)?.has(.purses) ?? false }
    }

    /// Whether 实际拨付金额 or 实际使用支出金额 stands above, merged or not, within three rows.
    func isCovered(_ place: (row: Int, column: Int)) -> Bool {
        for row in max(0, place.row - 3)..<max(0, place.row) {
            for column in stride(from: place.column, through: max(0, place.column - 4), by: -1) {
                guard let terms = upright.terms(row, column) else {
                    if upright.anchor(row, column) == nil { continue }
                    break
                }
                if terms.has(.purses) { return true }
                break
            }
        }
        return false
    }

    /// Whether the row, or a header row above it, speaks of money paid or spent.
    private func isBesidePurse(_ place: (row: Int, column: Int)) -> Bool {
        // Rows of 拨付 and 支出 may also stand below the levels, to their left.
        for row in (place.row + 1)...(place.row + 3) {
            for column in max(0, place.column - 4)..<max(1, place.column) {
                if upright.terms(row, column)?.has(.purses) ?? false { return true }
            }
        }
        let columns = max(0, place.column - 3)...(place.column + 4)
        func isOfMoney(_ row: Int, _ column: Int) -> Bool {
            upright.terms(row, column)?.has([.purses, .fundingSection]) ?? false
        }
        if columns.contains(where: { isOfMoney(place.row, $0) }) { return true }
        let above = (max(0, place.row - 8)..<max(0, place.row)).lazy.compactMap { row in
            columns.first { isOfMoney(row, $0) }
        }.first
        return above.map { $0 >= place.column - 1 } ?? false
    }
}

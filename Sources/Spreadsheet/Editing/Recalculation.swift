/// Which stored results are out of date after an edit, and what they are now.
///
/// The one place for this policy. Excel calculates anew when it opens the workbook (`fullCalcOnLoad`);
/// LibreOffice does not, for workbooks of Excel: it believes stored results and computes those cells only
/// that have none. And this program's own reading takes stored results. So every formula that depends on
/// an edited cell, over however many others, gets the result that it has now, if it is simple enough to be
/// computed here; otherwise its stored result is taken away. Nothing that is out of date stays.
struct Recalculation {
    private struct Formula {
        let sheet: Int
        let formula: SheetFormula
        let dependencies: FormulaDependencies?

        var isOpaque: Bool { dependencies?.isOpaque ?? true }
    }

    private let workbook: Workbook
    private let changed: [Int: SheetEdits]
    private let scope: FormulaScope
    private let formulas: [Formula]

    /// Passes over all formulas before it is taken that everything depends on everything.
    private static let passLimit = 64
    /// Cells of a multi-cell array formula whose results are taken away.
    private static let arrayLimit = 10_000

    /// - Parameters:
    ///   - formulas: those that stay, by the index of their sheet.
    ///   - changed: the edits.
    ///   - names: texts of the defined names, by name in small letters.
    init(
        workbook: Workbook, formulas: [Int: [SheetFormula]], changed: [Int: SheetEdits],
        names: [String: String]
    ) {
        self.workbook = workbook
        self.changed = changed
        let sheets = workbook.sheets.enumerated().map { ($1.name.lowercased(), $0) }
        let scope = FormulaScope(
            sheets: Dictionary(sheets) { first, _ in first }, names: names)
        self.scope = scope
        var shared = FormulaDependencies.Shared()
        self.formulas = formulas.sorted { $0.key < $1.key }.flatMap { sheet, formulas in
            formulas.map { formula in
                let text = formula.isOpaque ? nil : formula.text
                let dependencies = text.map {
                    FormulaDependencies($0, on: sheet, in: scope, shared: &shared)
                }
                // What is too much to be followed is too much to be computed.
                let isKept = dependencies?.isBeyondBudget != true
                return Formula(
                    sheet: sheet, formula: isKept ? formula : formula.withoutText,
                    dependencies: dependencies)
            }
        }
    }

    /// The cells whose stored result changes, by the index of their sheet; nil for results that go away.
    func results() throws(SpreadsheetError) -> [Int: [CellReference: String?]] {
        let outdated = self.outdated()
        if outdated.isEmpty { return [:] }
        let calculator = try Calculator(
            workbook: workbook, scope: scope, changed: changed,
            formulas: outdated.map { ($0.sheet, $0.formula) })
        var results: [Int: [CellReference: String?]] = [:]
        for formula in outdated {
            let place = formula.formula.reference
            results[formula.sheet, default: [:]][place] = .some(
                calculator.result(sheet: formula.sheet, place))
            guard let range = formula.formula.range, range.first != range.last,
                range.rows.count * range.columns.count <= Recalculation.arrayLimit
            else { continue }
            for row in range.rows {
                for column in range.columns {
                    guard let cell = CellReference(row: row, column: column) else { continue }
                    results[formula.sheet, default: [:]][cell] = .some(nil)
                }
            }
        }
        return results
    }

    /// The formulas that look at an edited cell or at one another that does.
    private func outdated() -> [Formula] {
        var cells = CellSet()
        for (sheet, edits) in changed {
            for (reference, change) in edits.changes where change.replacesContent {
                cells.insert(reference, sheet: sheet)
            }
        }
        var isFound = Array(repeating: false, count: formulas.count)
        var rest = Array(formulas.indices)
        for pass in 0... {
            var others: [Int] = []
            for index in rest {
                let isOutdated =
                    formulas[index].isOpaque || pass >= Recalculation.passLimit
                    || formulas[index].dependencies?.ranges.contains(where: cells.intersects)
                        == true
                guard isOutdated else {
                    others.append(index)
                    continue
                }
                isFound[index] = true
                insert(formulas[index], into: &cells)
            }
            if others.count == rest.count { break }
            // Chains run down a sheet or up: each of the two is followed to its end in one pass.
            rest = others.reversed()
        }
        return formulas.indices.filter { isFound[$0] }.map { formulas[$0] }
    }

    private func insert(_ formula: Formula, into cells: inout CellSet) {
        cells.insert(formula.formula.reference, sheet: formula.sheet)
        guard let range = formula.formula.range else { return }
        if range.rows.count * range.columns.count > Recalculation.arrayLimit {
            cells.insert(
                SheetRange(sheet: formula.sheet, rows: range.rows, columns: range.columns))
            return
        }
        for row in range.rows {
            for column in range.columns {
                guard let cell = CellReference(row: row, column: column) else { continue }
                cells.insert(cell, sheet: formula.sheet)
            }
        }
    }
}

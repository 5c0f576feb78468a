/// The shared formulas of a sheet (ISO/IEC 29500-1, 18.3.1.40), as they come.
///
/// Where the first cell of a group loses its formula, the next one takes it on, if the group is one row or
/// one column, which is what programs write. Of a group over a rectangle each cell gets a formula of its
/// own: whether the first cell may stand anywhere but in the corner of `ref`, the standard leaves open.
struct SharedFormulaGroups {
    private struct Master {
        let reference: CellReference
        /// As it is written: cut into pieces, it takes many times as much.
        let text: String
        let range: CellRange?
    }

    private var masters: [Int: Master] = [:]
    /// Masters whose formula an edit takes away.
    private var orphans: [Int: Master] = [:]
    /// Bytes of the texts of masters, and of those that were made for members.
    private var written = 0
    private static let mostWritten = 32 << 20
    /// Groups with members before the master.
    private var early: Set<Int> = []

    /// - Returns: the formula as the cell has to hold it from now on, where that is another.
    mutating func take(
        _ formula: FormulaMark, at place: CellReference, tag: StartTag, range: Range<Int>,
        isLost: Bool
    ) throws -> AdoptedFormula? {
        guard let group = formula.group else { return nil }
        if formula.range != nil || (masters[group] == nil && !formula.text.isEmpty) {
            let master = Master(
                reference: place, text: formula.text, range: formula.range)
            try count(formula.text)
            masters[group] = master
            orphans[group] = nil
            if isLost {
                if early.contains(group) { throw SharedFormulaGroups.refused(place) }
                orphans[group] = master
            }
            return nil
        }
        guard masters[group] != nil else {
            early.insert(group)
            return nil
        }
        guard !isLost, let orphan = orphans[group] else { return nil }
        guard let text = try text(of: orphan, at: place) else {
            throw SharedFormulaGroups.refused(place)
        }
        var shared: CellRange?
        if let range = orphan.range, range.rows.count == 1 || range.columns.count == 1,
            range.contains(row: place.row, column: place.column)
        {
            shared = CellRange(place, range.last)
            orphans[group] = nil
        }
        return AdoptedFormula(
            reference: place, tag: tag, range: range, text: text, sharedRange: shared)
    }

    /// The text of a formula as its cell means it; nil where it cannot be told.
    mutating func text(of formula: FormulaMark, at place: CellReference) throws -> String? {
        guard formula.kind == .shared, let group = formula.group, let master = masters[group] else {
            return formula.text.isEmpty ? nil : formula.text
        }
        return try text(of: master, at: place)
    }

    /// One long formula may have a hundred thousand members.
    private mutating func count(_ text: String) throws {
        written += text.utf8.count
        guard written <= SharedFormulaGroups.mostWritten else {
            throw SpreadsheetError(.limitExceeded, reason: "sharedFormulas")
        }
    }

    private mutating func text(of master: Master, at place: CellReference) throws -> String? {
        if place == master.reference { return master.text }
        // Before it is moved, which takes its time even where it cannot be.
        try count(master.text)
        return FormulaText(master.text).shifted(
            rows: place.row - master.reference.row,
            columns: place.column - master.reference.column)
    }

    private static func refused(_ place: CellReference) -> SpreadsheetError {
        SpreadsheetError(.refusedEdit, reason: "sharedFormula", cell: "\(place)")
    }
}

/// How much the grids of a workbook hold together.
final class HeldCells {
    @exclusivity(unchecked) private var cells = 0
    @exclusivity(unchecked) private var text = 0
    private var mergedRanges = 0
    private var formulas = 0
    private let limits: SpreadsheetLimits

    init(_ limits: SpreadsheetLimits) { self.limits = limits }

    /// What is held at a time, to go back to when a sheet is read anew.
    struct Mark {
        fileprivate let cells: Int
        fileprivate let text: Int
        fileprivate let mergedRanges: Int
        fileprivate let formulas: Int
    }

    var mark: Mark {
        Mark(cells: cells, text: text, mergedRanges: mergedRanges, formulas: formulas)
    }

    func goBack(to mark: Mark) {
        (cells, text) = (mark.cells, mark.text)
        (mergedRanges, formulas) = (mark.mergedRanges, mark.formulas)
    }

    @inline(__always)
    func add(_ cell: Cell) throws {
        cells += 1
        guard cells <= limits.cells else {
            throw SpreadsheetError(.limitExceeded, reason: "cells")
        }
        if case .text(let string) = cell.value { try add(text: string) }
    }

    func addMergedRange() throws {
        mergedRanges += 1
        guard mergedRanges <= limits.mergedRanges else {
            throw SpreadsheetError(.limitExceeded, reason: "mergedRanges")
        }
    }

    func add(formula: String) throws {
        formulas += 1
        guard formulas <= limits.formulas else {
            throw SpreadsheetError(.limitExceeded, reason: "formulas")
        }
        try add(text: formula)
    }

    private func add(text string: String) throws {
        text += string.utf8.count
        guard text <= limits.textSize else {
            throw SpreadsheetError(.limitExceeded, reason: "textSize")
        }
    }
}

/// Collects what a ``SheetGrid`` is made of.
///
/// Where it is told which texts matter, it lets go of rows of large sheets that are near none of them. Small
/// sheets are kept whole.
final class GridBuilder: CellSink {
    /// Cells that come between two looks at what may go; sheets below that size are kept whole.
    static let sweepSize = 100_000
    /// Rows before and behind a text of interest that are kept.
    static let margin = 128

    @exclusivity(unchecked) private(set) var cells: [Cell] = []
    private(set) var merges: [CellRange] = []
    private(set) var formulas: [CellReference: String] = [:]
    private var hidden: [ClosedRange<Int>] = []
    private let held: HeldCells

    private let interest: ((String) -> RowInterest)?
    private var isKeepingAll: Bool
    /// Where cells were that came, kept or not.
    @exclusivity(unchecked) private var rows = (first: 0, last: -1)
    @exclusivity(unchecked) private var columns = (first: Int.max, last: 0)
    @exclusivity(unchecked) private var nextSweep = GridBuilder.sweepSize
    /// Cells at the front that stay; the others are looked at in the next sweep.
    private var settled = 0
    /// For each cell behind those its index in the table of shared strings, or -1.
    @exclusivity(unchecked) private var shared: [Int32] = []
    /// The last row of interest among the settled cells.
    private var lastOfInterest = -GridBuilder.margin - 1
    private var isMissingRows = false
    /// Whether rows that are gone could belong to others that came out of order.
    private(set) var isUnsound = false
    private var sharedVerdicts: [RowInterest?] = []
    private var verdicts: [String: RowInterest] = [:]
    /// Texts that are judged; a sheet of more different ones is kept whole, since judging costs more than keeping.
    private static let verdictLimit = 1 << 16
    private var verdictCount = 0

    /// - Parameter interest: what a text says; nil to keep all rows.
    init(_ held: HeldCells, interest: ((String) -> RowInterest)? = nil) {
        self.held = held
        self.interest = interest
        isKeepingAll = interest == nil
        cells.reserveCapacity(256)
    }

    var grid: SheetGrid {
        var extent: CellRange?
        if isMissingRows, let from = CellReference(row: rows.first, column: columns.first),
            let to = CellReference(row: rows.last, column: columns.last)
        {
            extent = CellRange(from, to)
        }
        return SheetGrid(
            cells: cells, merges: MergedRanges(merges), formulas: formulas, extent: extent,
            hiddenColumns: hidden)
    }

    func cell(_ cell: Cell) throws { try append(cell, shared: nil, of: nil) }

    func sharedText(
        _ index: Int, of table: SharedStrings, at reference: CellReference, style: Int
    ) throws {
        let cell = Cell(
            reference: reference, value: .text(table.string(at: index)), style: style,
            hasFormula: false)
        try append(cell, shared: index, of: table)
    }

    @inline(__always)
    private func append(_ cell: Cell, shared index: Int?, of table: SharedStrings?) throws {
        try held.add(cell)
        if interest != nil { note(cell.reference, shared: index, of: table) }
        cells.append(cell)
    }

    func mergedRange(_ range: CellRange) throws {
        try held.addMergedRange()
        merges.append(range)
    }

    func hiddenColumns(_ columns: ClosedRange<Int>) {
        // A sheet has no more columns than these.
        if hidden.count < CellReference.columnCount { hidden.append(columns) }
    }

    func formula(_ text: String, at cell: CellReference) throws {
        try held.add(formula: text)
        formulas[cell] = text
    }

    // MARK: Letting go

    @inline(__always)
    private func note(_ place: CellReference, shared index: Int?, of table: SharedStrings?) {
        if place.row < rows.last { return noteDisorder() }
        if rows.last < 0 { rows.first = place.row }
        rows.last = place.row
        columns = (min(columns.first, place.column), max(columns.last, place.column))
        if isKeepingAll { return }
        if cells.count >= nextSweep {
            sweep()
            if isKeepingAll { return }
        }
        if sharedVerdicts.isEmpty, let table {
            sharedVerdicts = Array(repeating: nil, count: table.count)
        }
        shared.append(index.flatMap { Int32(exactly: $0) } ?? -1)
    }

    private func noteDisorder() {
        isKeepingAll = true
        isUnsound = isMissingRows
    }

    private func keepAll() {
        isKeepingAll = true
        shared = []
        (sharedVerdicts, verdicts) = ([], [:])
    }

    private func sweep() {
        var rowsOfInterest: [Int] = []
        var onward = Int.max
        for index in settled..<cells.count {
            guard case .text(let text) = cells[index].value else { continue }
            let row = cells[index].reference.row
            let verdict = verdict(text, shared: shared[index - settled])
            if verdictCount > GridBuilder.verdictLimit { return keepAll() }
            if verdict == .near, rowsOfInterest.last != row { rowsOfInterest.append(row) }
            guard verdict == .onward else { continue }
            onward = row
            break
        }
        var before = lastOfInterest
        var next = 0
        var kept = settled
        var stillOpen = settled
        var open: [Int32] = []
        for index in settled..<cells.count {
            let row = cells[index].reference.row
            while next < rowsOfInterest.count, rowsOfInterest[next] <= row {
                before = rowsOfInterest[next]
                next += 1
            }
            let after = next < rowsOfInterest.count ? rowsOfInterest[next] : onward
            // What comes next may be of interest.
            let isOpen = rows.last - row <= GridBuilder.margin
            let isNear =
                min(row - before, row - rows.first, after - row) <= GridBuilder.margin
            guard isNear || isOpen else { continue }
            cells[kept] = cells[index]
            kept += 1
            if isOpen { open.append(shared[index - settled]) } else { stillOpen = kept }
        }
        if kept < cells.count { isMissingRows = true }
        cells.removeLast(cells.count - kept)
        lastOfInterest =
            rowsOfInterest.last { rows.last - $0 > GridBuilder.margin } ?? lastOfInterest
        settled = stillOpen
        shared = open
        nextSweep = cells.count + GridBuilder.sweepSize
        if onward < Int.max { keepAll() }
    }

    private func verdict(_ text: String, shared index: Int32) -> RowInterest {
        guard let interest else { return .onward }
        if index >= 0 {
            if let known = sharedVerdicts[Int(index)] { return known }
            let verdict = interest(text)
            verdictCount += 1
            sharedVerdicts[Int(index)] = verdict
            return verdict
        }
        if let known = verdicts[text] { return known }
        let verdict = interest(text)
        verdictCount += 1
        verdicts[text] = verdict
        return verdict
    }
}

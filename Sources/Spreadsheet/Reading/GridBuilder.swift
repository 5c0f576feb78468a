/// How much the grids of a workbook hold together.
final class HeldCells {
    @exclusivity(unchecked) private var cells = 0
    @exclusivity(unchecked) private var text = 0
    private var mergedRanges = 0
    private var formulas = 0
    private let limits: SpreadsheetLimits

    init(_ limits: SpreadsheetLimits) { self.limits = limits }

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
final class GridBuilder: CellSink {
    @exclusivity(unchecked) private(set) var cells: [Cell] = []
    private(set) var merges: [CellRange] = []
    private(set) var formulas: [CellReference: String] = [:]
    private let held: HeldCells

    init(_ held: HeldCells) {
        self.held = held
        cells.reserveCapacity(256)
    }

    func cell(_ cell: Cell) throws {
        try held.add(cell)
        cells.append(cell)
    }

    func mergedRange(_ range: CellRange) throws {
        try held.addMergedRange()
        merges.append(range)
    }

    func formula(_ text: String, at cell: CellReference) throws {
        try held.add(formula: text)
        formulas[cell] = text
    }
}

import MonitoringForm
import Spreadsheet

/// A sheet as recognition sees it: its cells, and what the form knows of each text.
final class SheetContents {
    /// Position among the sheets of the workbook that are read.
    let index: Int
    let name: String
    let grid: SheetGrid
    let formats: CellFormats
    let uses1904: Bool
    /// The comments on cells.
    let comments: [CellReference: String]
    /// For each cell what it is as a label: nothing, text that says nothing, or a position in ``labels``.
    private let numbers: [Int32]
    private let labels: [LabelMatch]
    private let termSets: [TermSet]
    private enum Answer: UInt8 { case unasked, no, yes }
    /// Whether texts look filled in, which is asked of a cell again and again. Not lazy: an element of a lazy array is
    /// written by copying all of it.
    @exclusivity(unchecked) private var filledIn: [Answer]

    /// Cells that show nothing: empty ones without a formula, and text of spaces.
    private let blanks: [Bool]
    private let layout: SheetLayout
    private let matcher: LabelMatcher

    init(
        index: Int, name: String, grid: SheetGrid, formats: CellFormats, uses1904: Bool,
        comments: [CellReference: String] = [:], matcher: LabelMatcher
    ) {
        self.index = index
        self.name = name
        self.grid = grid
        self.formats = formats
        self.uses1904 = uses1904
        self.comments = comments
        self.matcher = matcher
        var numbers = Array(repeating: SheetContents.notText, count: grid.cells.count)
        var blanks = Array(repeating: false, count: grid.cells.count)
        var labels: [LabelMatch] = []
        var termSets: [TermSet] = []
        for cell in grid.cells.indices {
            switch grid.cells[cell].value {
            case .empty: blanks[cell] = !grid.cells[cell].hasFormula
            case .text(let text):
                let label = matcher.match(text)
                numbers[cell] = SheetContents.plainText
                blanks[cell] = TextFolding.isBlank(text)
                if label.isPlain { continue }
                numbers[cell] = Int32(labels.count)
                labels.append(label)
                termSets.append(label.termSet)
            default: break
            }
        }
        self.numbers = numbers
        filledIn = Array(repeating: .unasked, count: grid.cells.count)
        self.blanks = blanks
        self.labels = labels
        self.termSets = termSets
        layout = SheetLayout(grid, blanks: blanks)
    }

    private static let notText: Int32 = -2
    private static let plainText: Int32 = -1

    /// Quarters in the first cells of the sheet that label nothing.
    private(set) lazy var titlePeriods = Set(
        grid.cells.indices.prefix(8).compactMap { cell -> Period? in
            guard let text = text(cell), text.utf8.count <= 200,
                !has([.measures, .identity, .headers, .keys], cell)
            else { return nil }
            return PeriodText.period(in: text)
        })

    /// What the sheet's name and its title say of all its figures.
    private(set) lazy var implied: ImpliedMeasure = {
        func isOfSums(_ text: String) -> Bool {
            TextFolding.contains(text, "累计") && !TextFolding.contains(text, "本季")
        }
        let titles = grid.cells.indices.prefix(3).lazy.compactMap { cell in
            self.has([.keys, .headers, .measures], cell) ? nil : self.text(cell)
        }
        let title = titles.first
        var implied = ImpliedMeasure([name] + (title.map { [$0] } ?? []), matcher)
        if !implied.isExact {
            implied.isCumulative = isOfSums(name) || title.map(isOfSums) ?? false
        }
        return implied
    }()

    // MARK: Labels

    /// What a cell says as a label; nil for anything but text.
    func terms(_ cell: Int) -> TermSet? {
        let number = numbers[cell]
        if number >= 0 { return termSets[Int(number)] }
        return number == SheetContents.plainText ? TermSet() : nil
    }

    /// Whether a cell is a label with a term of any of these kinds.
    func has(_ kinds: TermKinds, _ cell: Int) -> Bool {
        let number = numbers[cell]
        return number >= 0 && termSets[Int(number)].has(kinds)
    }

    /// The label that a cell is; nil for text that says nothing, and for anything but text.
    func label(_ cell: Int) -> LabelMatch? {
        let number = numbers[cell]
        return number < 0 ? nil : labels[Int(number)]
    }

    /// Whether a cell heads sums, averages or shares of what stands beside it.
    func isTotal(_ cell: Int) -> Bool {
        if has(.total, cell) { return true }
        guard let text = text(cell), text.utf8.count <= 64, text.count <= 12 else {
            return false
        }
        return ["合计", "总计", "小计", "平均", "最大值", "最小值", "中位数", "占全市", "占比"].contains {
            TextFolding.contains(text, $0)
        }
    }

    // MARK: Cells

    /// The cell with content at a place, merged ranges aside.
    func cell(_ row: Int, _ column: Int) -> Int? {
        if layout.isIndexed { return layout.cell(row, column) }
        guard let index = grid.index(row: row, column: column), !blanks[index] else { return nil }
        return index
    }

    /// The rows and the columns in which anything stands.
    private(set) lazy var usedLines = UsedLines.of(
        grid, blanks: blanks, isCompact: layout.isCompact)

    /// Columns that are not shown.
    private lazy var hiddenColumns: Set<Int> = {
        let used = grid.usedRange?.columns ?? 0...0
        return Set(
            grid.hiddenColumns.prefix(256).flatMap {
                $0.overlaps(used) ? Array($0.clamped(to: used)) : []
            })
    }()

    func isHidden(column: Int) -> Bool {
        !grid.hiddenColumns.isEmpty && hiddenColumns.contains(column)
    }

    /// The cells with content of a row, from left to right.
    func cells(inRow row: Int) -> some Sequence<Int> {
        grid.indices(inRow: row).lazy.filter { !self.blanks[$0] }
    }

    /// Whether a row only counts the columns. Remembered, since each of thousands of tables may ask it of a long row.
    func countsColumns(inRow row: Int) -> Bool {
        if let known = countingRows[row] { return known }
        let counts = ColumnNumbers.are(cells(inRow: row), in: self)
        countingRows[row] = counts
        return counts
    }

    private var countingRows: [Int: Bool] = [:]

    /// The merged range that covers a place.
    func mergedRange(_ row: Int, _ column: Int) -> CellRange? {
        layout.isIndexed
            ? layout.mergedRange(row, column, grid.merges)
            : grid.merges.range(containingRow: row, column: column)
    }

    /// The text of a cell, or nil for other values and for text that is blank.
    func text(_ index: Int) -> String? {
        guard !blanks[index], case .text(let text) = grid.cells[index].value else { return nil }
        return text
    }

    /// Whether a merged range covers a place.
    func isMerged(_ row: Int, _ column: Int) -> Bool {
        layout.isIndexed
            ? layout.isMerged(row, column, grid.merges)
            : grid.merges.range(containingRow: row, column: column) != nil
    }

    func isBlank(_ index: Int) -> Bool { blanks[index] }

    /// Whether a cell looks like what is filled in: a number, as one or as a text, or a status.
    func isFilledIn(_ index: Int) -> Bool {
        guard let text = text(index) else { return isNumber(index) }
        switch filledIn[index] {
        case .no: return false
        case .yes: return true
        case .unasked:
            let isFilledIn = SheetContents.isFilledIn(text)
            filledIn[index] = isFilledIn ? .yes : .no
            return isFilledIn
        }
    }

    private static func isFilledIn(_ text: String) -> Bool {
        ["完成", "未完成", "√"].contains { TextFolding.starts(text, with: $0) }
            || (text.utf8.count <= 48 && text.count <= 12
                && text.unicodeScalars.contains {
                    TextFolding.folded($0).map(TextFolding.isDigit) ?? false
                })
    }

    func isNumber(_ index: Int) -> Bool {
        if case .number = grid.cells[index].value { true } else { false }
    }
}

/// A sheet with rows and columns, or with both exchanged: a roll-up read sideways is a stacked form.
final class TableView {
    let sheet: SheetContents
    let isTransposed: Bool

    /// First and last used row and column, in the view's sense.
    let rows: ClosedRange<Int>
    let columns: ClosedRange<Int>

    init(_ sheet: SheetContents, transposed: Bool) {
        self.sheet = sheet
        isTransposed = transposed
        let range = sheet.grid.usedRange
        let rows = range?.rows ?? 0...0
        let columns = range?.columns ?? 0...0
        self.rows = transposed ? columns : rows
        self.columns = transposed ? rows : columns
    }

    /// Rows within a range in which anything stands.
    func usedRows(_ range: ClosedRange<Int>) -> ArraySlice<Int> {
        isTransposed
            ? sheet.usedLines.columns.within(range) : sheet.usedLines.rows.within(range)
    }

    /// Columns within a range in which anything stands.
    func usedColumns(_ range: ClosedRange<Int>) -> ArraySlice<Int> {
        isTransposed
            ? sheet.usedLines.rows.within(range) : sheet.usedLines.columns.within(range)
    }

    /// Whether a row of the view is a column that the sheet does not show.
    func isHidden(row: Int) -> Bool { isTransposed && sheet.isHidden(column: row) }

    /// Whether a column of the view is one that the sheet does not show.
    func isHidden(column: Int) -> Bool { !isTransposed && sheet.isHidden(column: column) }

    /// The cell at a place, merged ranges aside; blank cells count as none.
    func cell(_ row: Int, _ column: Int) -> Int? {
        isTransposed ? sheet.cell(column, row) : sheet.cell(row, column)
    }

    /// The merged range that covers a place.
    func span(_ row: Int, _ column: Int) -> (rows: ClosedRange<Int>, columns: ClosedRange<Int>)? {
        let range = isTransposed ? sheet.mergedRange(column, row) : sheet.mergedRange(row, column)
        guard let range else { return nil }
        return isTransposed ? (range.columns, range.rows) : (range.rows, range.columns)
    }

    func isMerged(_ row: Int, _ column: Int) -> Bool {
        isTransposed ? sheet.isMerged(column, row) : sheet.isMerged(row, column)
    }

    /// The cell that a reader sees at a place: the top-left one of a merged range.
    func anchor(_ row: Int, _ column: Int) -> Int? {
        if let own = cell(row, column) { return own }
        let range = isTransposed ? sheet.mergedRange(column, row) : sheet.mergedRange(row, column)
        return range.flatMap { sheet.cell($0.first.row, $0.first.column) }
    }

    /// What the cell at a place says as a label; nil for anything but text.
    func terms(_ row: Int, _ column: Int) -> TermSet? {
        anchor(row, column).flatMap { sheet.terms($0) }
    }

    /// Row and column of a cell in the view's sense.
    func place(of index: Int) -> (row: Int, column: Int) {
        let reference = sheet.grid.cells[index].reference
        return isTransposed
            ? (reference.column, reference.row) : (reference.row, reference.column)
    }

    func reference(_ row: Int, _ column: Int) -> CellReference? {
        isTransposed
            ? CellReference(row: column, column: row) : CellReference(row: row, column: column)
    }
}

/// Cells of a sheet of the workbook, by the sheet's index.
struct SheetRange: Hashable, Sendable {
    // Narrow, since the formulas of a workbook have up to a million of them.
    private let storedSheet: Int32
    private let (firstRow, lastRow): (UInt32, UInt32)
    private let (firstColumn, lastColumn): (UInt16, UInt16)

    var sheet: Int { Int(storedSheet) }
    var rows: ClosedRange<Int> { Int(firstRow)...Int(lastRow) }
    var columns: ClosedRange<Int> { Int(firstColumn)...Int(lastColumn) }

    func contains(_ cell: CellReference) -> Bool {
        rows.contains(cell.row) && columns.contains(cell.column)
    }

    init(sheet: Int, rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
        storedSheet = Int32(truncatingIfNeeded: sheet)
        firstRow = UInt32(truncatingIfNeeded: rows.lowerBound)
        lastRow = UInt32(truncatingIfNeeded: rows.upperBound)
        firstColumn = UInt16(truncatingIfNeeded: columns.lowerBound)
        lastColumn = UInt16(truncatingIfNeeded: columns.upperBound)
    }

    /// The same cells of another sheet.
    func on(sheet: Int) -> SheetRange { SheetRange(sheet: sheet, rows: rows, columns: columns) }

    /// What two corners span; one alone is a cell. Nil where they do not fit together.
    init?(sheet: Int, _ first: FormulaText.Corner, _ last: FormulaText.Corner?) {
        let last = last ?? first
        let rows: ClosedRange<Int>
        let columns: ClosedRange<Int>
        switch (first.row, last.row) {
        case (let from?, let to?): rows = min(from, to)...max(from, to)
        case (nil, nil): rows = 0...CellReference.rowCount - 1
        default: return nil
        }
        switch (first.column, last.column) {
        case (let from?, let to?): columns = min(from, to)...max(from, to)
        case (nil, nil): columns = 0...CellReference.columnCount - 1
        default: return nil
        }
        self.init(sheet: sheet, rows: rows, columns: columns)
    }
}

/// What the references in formulas can mean.
struct FormulaScope: Sendable {
    /// Indices of sheets by name in small letters.
    let sheets: [String: Int]
    /// Texts of defined names, by name in small letters.
    let names: [String: String]
}

/// The cells that a formula looks at.
struct FormulaDependencies: Sendable {
    /// None where the formula is opaque.
    private(set) var ranges: [SheetRange] = []
    /// Whether it looks at more than its text tells: `INDIRECT`, tables, names that are not known.
    private(set) var isOpaque = false
    /// Whether it is opaque because all formulas together have more ranges than are kept.
    private(set) var isBeyondBudget = false

    /// What is found once for all formulas of a workbook.
    struct Shared {
        /// What defined names look at.
        fileprivate var names: [String: FormulaDependencies] = [:]
        /// Ranges that formulas may still have; nil once one had more.
        fileprivate var rangesLeft: Int?

        init(mostRanges: Int = 1_000_000) { rangesLeft = mostRanges }
    }

    init(_ text: String, on sheet: Int, in scope: FormulaScope, shared: inout Shared) {
        if let left = shared.rangesLeft {
            read(text, sheet, scope, depth: 0, &shared)
            if isOpaque { return }
            if ranges.count <= left {
                shared.rangesLeft = left - ranges.count
                return
            }
            // Nor are the texts behind it read, which takes longer than anything else.
            shared.rangesLeft = nil
        }
        isBeyondBudget = true
        close()
    }

    private init() {}

    /// Stands in what a name says for the sheet with the formula that uses it.
    private static let ownSheet = -1
    /// Ranges of a formula, those of its names included; one with more looks at everything.
    private static let mostRanges = 10_000
    /// Bytes of a text that is read; Excel's formulas have up to 8,192 characters, but a name stands here
    /// for all that are alike on single sheets.
    private static let longest = 1 << 19

    /// Makes it look at everything, beside which single ranges do not count.
    private mutating func close() {
        isOpaque = true
        ranges = []
    }

    private mutating func read(
        _ text: String, _ sheet: Int, _ scope: FormulaScope, depth: Int, _ shared: inout Shared
    ) {
        guard text.utf8.count <= FormulaDependencies.longest else { return close() }
        readPieces(of: FormulaText(text), sheet, scope, depth: depth, &shared)
        if isOpaque || ranges.count > FormulaDependencies.mostRanges { close() }
    }

    private mutating func readPieces(
        of formula: FormulaText, _ sheet: Int, _ scope: FormulaScope, depth: Int,
        _ shared: inout Shared
    ) {
        let pieces = formula.pieces
        var index = 0
        var target: Int? = sheet
        func token(_ index: Int) -> FormulaText.Token? {
            index < pieces.count ? pieces[index].token : nil
        }
        while !isOpaque, let current = token(index) {
            index += 1
            switch current {
            case .sheet(let name):
                // Another workbook's cells are none of ours: `[1]Sheet1!A1`, `'[1]Sheet1'!A1`.
                let isExternal = name.contains("[") || index >= 2 && token(index - 2) == .brackets
                target = isExternal ? nil : scope.sheets[name.lowercased()]
                if target == nil, !isExternal { isOpaque = true }
                continue
            case .brackets:
                if case .sheet? = token(index) { break }
                isOpaque = true
            case .corner(let first):
                var last: FormulaText.Corner?
                if token(index) == .other(UInt8(ascii: ":")) {
                    if case .corner(let other)? = token(index + 1) {
                        last = other
                        index += 2
                    }
                    if token(index) == .other(UInt8(ascii: ":")) { isOpaque = true }
                }
                // In a name, a reference without `$` means another cell wherever the name is used.
                if depth > 0, !first.isFixed || last?.isFixed == false { isOpaque = true }
                if let target {
                    if let range = SheetRange(sheet: target, first, last) {
                        ranges.append(range)
                    } else {
                        isOpaque = true
                    }
                }
            case .function("INDIRECT"), .function("OFFSET"): isOpaque = true
            case .function:
                if index >= 2, token(index - 2) == .other(UInt8(ascii: ":")) { isOpaque = true }
            case .name(let name): readName(name, sheet, scope, depth, &shared)
            case .error: if formula.pieces[index - 1].range.count == 1 { isOpaque = true }
            case .number, .string, .other: break
            }
            target = sheet
        }
    }

    private mutating func readName(
        _ name: String, _ sheet: Int, _ scope: FormulaScope, _ depth: Int, _ shared: inout Shared
    ) {
        let name = name.lowercased()
        // Parameters of LAMBDA and LET carry this prefix in files.
        if name == "true" || name == "false" || name.hasPrefix("_xlpm.") { return }
        if let known = shared.names[name] {
            add(known, on: sheet)
            return
        }
        guard depth < 8, let text = scope.names[name] else { return close() }
        // A name that is met within itself is not known yet, and looks at everything.
        var found = FormulaDependencies()
        found.close()
        shared.names[name] = found
        found = FormulaDependencies()
        // Read once for all sheets: a long name may be used on each of them.
        found.read(text, FormulaDependencies.ownSheet, scope, depth: depth + 1, &shared)
        shared.names[name] = found
        add(found, on: sheet)
    }

    /// Adds what a name says where it is used on a sheet.
    private mutating func add(_ name: FormulaDependencies, on sheet: Int) {
        guard !name.isOpaque,
            ranges.count + name.ranges.count <= FormulaDependencies.mostRanges
        else { return close() }
        ranges += name.ranges.map {
            $0.sheet == FormulaDependencies.ownSheet ? $0.on(sheet: sheet) : $0
        }
    }
}

extension FormulaText.Corner {
    /// Whether the reference means the same cells from everywhere.
    var isFixed: Bool { (row == nil || rowIsFixed) && (column == nil || columnIsFixed) }
}

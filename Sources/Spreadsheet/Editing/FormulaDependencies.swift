/// Cells of a sheet of the workbook, by the sheet's index.
struct SheetRange: Hashable, Sendable {
    let sheet: Int
    let rows: ClosedRange<Int>
    let columns: ClosedRange<Int>

    func contains(_ cell: CellReference) -> Bool {
        rows.contains(cell.row) && columns.contains(cell.column)
    }

    init(sheet: Int, rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
        self.sheet = sheet
        self.rows = rows
        self.columns = columns
    }

    /// What two corners span; one alone is a cell. Nil where they do not fit together.
    init?(sheet: Int, _ first: FormulaText.Corner, _ last: FormulaText.Corner?) {
        let last = last ?? first
        self.sheet = sheet
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
    private(set) var ranges: [SheetRange] = []
    /// Whether it looks at more than its text tells: `INDIRECT`, tables, names that are not known.
    private(set) var isOpaque = false

    /// What defined names look at, found once for all formulas that use them.
    struct Names {
        fileprivate struct Key: Hashable {
            let name: String
            let sheet: Int
        }
        fileprivate var known: [Key: FormulaDependencies] = [:]
    }

    init(_ formula: FormulaText, on sheet: Int, in scope: FormulaScope, names: inout Names) {
        read(formula, sheet, scope, depth: 0, &names)
    }

    private init(isOpaque: Bool) { self.isOpaque = isOpaque }

    /// Ranges of a formula, those of its names included; one with more looks at everything.
    private static let mostRanges = 10_000

    private mutating func read(
        _ formula: FormulaText, _ sheet: Int, _ scope: FormulaScope, depth: Int,
        _ names: inout Names
    ) {
        let pieces = formula.pieces
        var index = 0
        var target: Int? = sheet
        func token(_ index: Int) -> FormulaText.Token? {
            index < pieces.count ? pieces[index].token : nil
        }
        while let current = token(index) {
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
            case .name(let name): readName(name, sheet, scope, depth, &names)
            case .error: if formula.pieces[index - 1].range.count == 1 { isOpaque = true }
            case .number, .string, .other: break
            }
            target = sheet
        }
    }

    private mutating func readName(
        _ name: String, _ sheet: Int, _ scope: FormulaScope, _ depth: Int, _ names: inout Names
    ) {
        let name = name.lowercased()
        // Parameters of LAMBDA and LET carry this prefix in files.
        if name == "true" || name == "false" || name.hasPrefix("_xlpm.") { return }
        let key = Names.Key(name: name, sheet: sheet)
        if let known = names.known[key] {
            add(known)
            return
        }
        guard depth < 8, let text = scope.names[name] else {
            isOpaque = true
            return
        }
        // A name that is met within itself is not known yet, and looks at everything.
        names.known[key] = FormulaDependencies(isOpaque: true)
        var found = FormulaDependencies(isOpaque: false)
        found.read(FormulaText(text), sheet, scope, depth: depth + 1, &names)
        names.known[key] = found
        add(found)
    }

    private mutating func add(_ other: FormulaDependencies) {
        isOpaque = isOpaque || other.isOpaque
        guard ranges.count + other.ranges.count <= FormulaDependencies.mostRanges else {
            isOpaque = true
            return
        }
        ranges += other.ranges
    }
}

extension FormulaText.Corner {
    /// Whether the reference means the same cells from everywhere.
    var isFixed: Bool { (row == nil || rowIsFixed) && (column == nil || columnIsFixed) }
}

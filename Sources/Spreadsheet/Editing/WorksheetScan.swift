import XMLStream

/// What a worksheet part tells about the places of its edits.
struct WorksheetPlaces: Sendable {
    struct Child: Sendable {
        let tag: StartTag
        var end: Int
    }

    var root: StartTag?
    /// Where the root's end tag begins.
    var rootEnd = 0
    /// The elements right below `worksheet`.
    var children: [Child] = []
    var sheetData: StartTag?
    /// Where the end tag of `sheetData` begins.
    var sheetDataEnd = 0
    var sites: [CellReference: EditSite] = [:]
    var rows: [Int: RowSite] = [:]
    var columnStyles: [Int: Int] = [:]
    /// Edits inside of merged ranges that belong at the top left cell (18.3.1.55).
    var merged: [CellReference: CellReference] = [:]
    /// The highest number of a conditional format's rule; the rules with the lowest ones win.
    var lastPriority = 0
    /// Conditional formats that are tints of ``CellTint``.
    var tints: [Range<Int>] = []
    /// The ranges of links, as written.
    var links: Set<String> = []
    var usesSharedStrings = false
    var usesInlineStrings = false
    var adopted: [AdoptedFormula] = []
    /// Every formula of the sheet, those that the edits take away included.
    var formulas: [SheetFormula] = []
    var hasFormulas = false
    /// Bytes of the texts of the formulas.
    var formulaText = 0
    /// Whether there were more formulas than are kept.
    var hasMoreFormulas = false

    func child(_ name: String) -> Child? { children.first { $0.tag.localName == name } }
}

/// Reads a worksheet part for the places of edits.
final class WorksheetScan: XMLSink {
    private enum Collecting { case nothing, value, formula, inlineText, condition }

    // One scan reads one part on one thread; see XMLScanner for why access is not checked.
    @exclusivity(unchecked) private(set) var places = WorksheetPlaces()
    private let window: MarkupWindow
    private let formulaLimit: Int
    private let formulaTextLimit: Int
    @exclusivity(unchecked) private var filter = MarkupFilter()
    @exclusivity(unchecked) private var depth = 0

    // The edits, row by row.
    private let edits: [Int: [Int]]
    private let editedRows: [Int]
    private let changesContent: Set<CellReference>
    /// The same, once a formula fills a range.
    @exclusivity(unchecked) private var changedCells: CellBlocks?
    /// Edited cells that no merged range has been found for, once there are such ranges.
    @exclusivity(unchecked) private var unmerged: CellBlocks?
    @exclusivity(unchecked) private var columnStyles = ColumnStyles()
    @exclusivity(unchecked) private var nextEditedRow = 0
    @exclusivity(unchecked) private var columns: ArraySlice<Int> = []
    @exclusivity(unchecked) private var isEditedRow = false

    // The row and the cell being read.
    @exclusivity(unchecked) private var nextRow = 0
    @exclusivity(unchecked) private var nextColumn = 0
    @exclusivity(unchecked) private var rowElement = 0
    @exclusivity(unchecked) private var row = 0
    @exclusivity(unchecked) private var column = 0
    @exclusivity(unchecked) private var isInSheetData = false
    @exclusivity(unchecked) private var isInRow = false
    @exclusivity(unchecked) private var isInCell = false
    @exclusivity(unchecked) private var site: CellSite?
    @exclusivity(unchecked) private var childStart = 0
    @exclusivity(unchecked) private var formula: FormulaMark?
    @exclusivity(unchecked) private var formulaTag: StartTag?
    @exclusivity(unchecked) private var collecting = Collecting.nothing
    @exclusivity(unchecked) private var text: StringText
    @exclusivity(unchecked) private var isInInlineString = false
    @exclusivity(unchecked) private var hasTint = false
    @exclusivity(unchecked) private var groups = SharedFormulaGroups()

    init(
        edits: [CellReference: Bool], window: MarkupWindow, stringLimit: Int, formulaLimit: Int,
        formulaTextLimit: Int
    ) {
        self.window = window
        self.formulaLimit = formulaLimit
        self.formulaTextLimit = formulaTextLimit
        text = StringText(limit: stringLimit)
        var rows: [Int: [Int]] = [:]
        for reference in edits.keys { rows[reference.row, default: []].append(reference.column) }
        self.edits = rows.mapValues { $0.sorted() }
        editedRows = rows.keys.sorted()
        changesContent = Set(edits.filter(\.value).keys)
    }

    // MARK: Events

    func start(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        depth += 1
        if name.namespace == MarkupNamespace.compatibility, isInSheetData, !editedRows.isEmpty {
            throw SpreadsheetError(.refusedEdit, reason: "alternateContent")
        }
        if depth == 1 { places.root = try window.startTag() }
        if depth == 2 { try startChild() }
        if filter.passesOver(start: name) { return }
        switch name.spreadsheetName {
        case .c where isInRow: try startCell(attributes)
        case .v where isInCell: try startCellChild(.value)
        case .f where isInCell: try startFormula()
        case .is where isInCell:
            isInInlineString = true
            text.clear()
            try startCellChild(.nothing)
        case .t where isInInlineString: collecting = .inlineText
        case .r where isInInlineString: break
        case .row where isInSheetData: try startRow(attributes)
        case .sheetData where depth == 2:
            isInSheetData = true
            places.sheetData = try window.startTag()
        case .col: noteColumn(attributes)
        case .mergeCell: noteMerge(attributes)
        case .hyperlink:
            // Excel takes no more than 65,530 links on a sheet.
            if places.links.count < 1 << 17, let range = attributes.string(.attribute(.ref)) {
                places.links.insert(range)
            }
        case .conditionalFormatting where depth == 2: hasTint = false
        case .cfRule where depth == 3:
            // An `xsd:int`; rules are added behind the last one, which other numbers cannot be.
            let priority = attributes.string(.attribute(.priority)).flatMap { Int32($0) }
            places.lastPriority = max(places.lastPriority, priority.map { Int($0) } ?? 0)
        case .formula where depth == 4:
            text.clear()
            collecting = .condition
        case .worksheet, .mergeCells, .cols, .hyperlinks: break
        default: filter.skip()
        }
    }

    func end(_ name: XMLName) throws {
        depth -= 1
        if depth == 1, var child = places.children.popLast() {
            child.end = try window.elementEnd()
            if hasTint { places.tints.append(child.tag.range.lowerBound..<child.end) }
            hasTint = false
            places.children.append(child)
        }
        if depth == 0 {
            places.rootEnd = try window.endTagStart()
            for column in Set(edits.values.joined()) {
                places.columnStyles[column] = columnStyles[column]
            }
        }
        if filter.passesOver(end: name) { return }
        switch name.spreadsheetName {
        case .c: try endCell()
        case .v where collecting == .value:
            collecting = .nothing
            site?.value = text.bytes
            try endCellChild(.value)
        case .f where collecting == .formula: try endFormula()
        case .t where collecting == .inlineText: collecting = .nothing
        case .formula where collecting == .condition:
            collecting = .nothing
            hasTint = hasTint || text.string == CellTint.formula
        case .is:
            isInInlineString = false
            site?.inlineText = text.string
            try endCellChild(.inlineString)
        case .row: try endRow()
        case .sheetData: try endSheetData()
        default: break
        }
    }

    func text(_ bytes: Span<UInt8>) throws {
        if collecting == .nothing || filter.isSkipping { return }
        // Of cells that stay as they are only formulas matter.
        if site != nil || collecting == .formula || collecting == .condition {
            try text.append(bytes)
        }
    }

    // MARK: The sheet around the cells

    private func startChild() throws {
        guard places.children.count < 1_000 else {
            throw SpreadsheetError(.limitExceeded, reason: "sheetElements")
        }
        places.children.append(.init(tag: try window.startTag(), end: 0))
    }

    private func noteColumn(_ attributes: borrowing XMLAttributes) {
        guard !edits.isEmpty,
            let first = attributes.string(.attribute(.min)).flatMap({ Int($0) }),
            let last = attributes.string(.attribute(.max)).flatMap({ Int($0) }), first <= last,
            let style = attributes.string(.attribute(.style)).flatMap({ Int($0) })
        else { return }
        columnStyles.set(style, first: first, last: last)
    }

    private func noteMerge(_ attributes: borrowing XMLAttributes) {
        guard !edits.isEmpty,
            let range = attributes.string(.attribute(.ref)).flatMap({ CellRange($0) })
        else { return }
        var unmerged = unmerged.take() ?? CellBlocks(edits)
        defer { self.unmerged = unmerged }
        // The top left cell stays where it is, and others may have their own one in it.
        let keepsFirst = unmerged.contains(range.first)
        if keepsFirst { unmerged.remove(range.first) }
        while let place = unmerged.first(rows: range.rows, columns: range.columns) {
            unmerged.remove(place)
            places.merged[place] = range.first
        }
        if keepsFirst { unmerged.insert(range.first) }
    }

    private func endSheetData() throws {
        isInSheetData = false
        guard let tag = places.sheetData else { return }
        places.sheetDataEnd = tag.isEmpty ? tag.range.upperBound : try window.endTagStart()
        noteMissingRows(before: .max, offset: places.sheetDataEnd)
    }

    // MARK: Rows

    private func startRow(_ attributes: borrowing XMLAttributes) throws {
        row = nextRow
        nextColumn = 0
        if let stated = attributes.string(.attribute(.r))?.filter({ $0 != " " }), !stated.isEmpty {
            guard let number = Int(stated), number >= 1 else {
                throw SpreadsheetError(.corrupt, reason: "rowNumber", detail: stated)
            }
            row = number - 1
        }
        guard row < CellReference.rowCount else {
            throw SpreadsheetError(.corrupt, reason: "rowNumber")
        }
        rowElement = row
        isInRow = true
        isEditedRow = edits[row] != nil
        if nextEditedRow < editedRows.count, editedRows[nextEditedRow] <= row {
            noteMissingRows(before: row, offset: try window.startTag().range.lowerBound)
        }
        guard isEditedRow else { return }
        let isPassed = nextEditedRow >= editedRows.count || editedRows[nextEditedRow] != row
        guard !isPassed, places.rows[row] == nil else { throw refused("rowOrder") }
        nextEditedRow += 1
        places.rows[row] = RowSite(tag: try window.startTag())
        columns = (edits[row] ?? [])[...]
    }

    private func noteMissingRows(before row: Int, offset: Int) {
        while nextEditedRow < editedRows.count, editedRows[nextEditedRow] < row {
            let missing = editedRows[nextEditedRow]
            for column in edits[missing] ?? [] {
                guard let place = CellReference(row: missing, column: column) else { continue }
                places.sites[place] = .inSheet(offset: offset)
            }
            nextEditedRow += 1
        }
    }

    private func endRow() throws {
        if isEditedRow, var site = places.rows[rowElement] {
            site.contentEnd =
                site.tag.isEmpty ? site.tag.range.upperBound : try window.endTagStart()
            places.rows[rowElement] = site
            noteMissingCells(before: .max, offset: site.contentEnd)
        }
        isInRow = false
        isEditedRow = false
        nextRow = row + 1
    }

    private func noteMissingCells(before column: Int, offset: Int) {
        while let first = columns.first, first < column {
            columns.removeFirst()
            guard let place = CellReference(row: rowElement, column: first) else { continue }
            places.sites[place] = .inRow(rowElement, offset: offset)
        }
    }

    // MARK: Cells

    private func startCell(_ attributes: borrowing XMLAttributes) throws {
        isInCell = true
        column = nextColumn
        if site != nil { site = nil }
        for index in 0..<attributes.count {
            let name = attributes.name(at: index)
            guard name.namespace == XMLName.noNamespace else { continue }
            if name.local == MarkupName.r.rawValue {
                if attributes.withValue(at: index, { $0.isEmpty }) { continue }
                guard let reference = attributes.withValue(at: index, { CellReference($0) }) else {
                    throw SpreadsheetError(
                        .corrupt, reason: "cellReference", cell: attributes.string(at: index))
                }
                row = reference.row
                column = reference.column
            } else if name.local == MarkupName.t.rawValue {
                if attributes.withValue(at: index, { $0.count == 1 && $0[0] == UInt8(ascii: "s") })
                {
                    places.usesSharedStrings = true
                } else if attributes.withValue(at: index, { $0.count == 9 }) {
                    places.usesInlineStrings = true
                }
            }
        }
        guard column < CellReference.columnCount else {
            throw SpreadsheetError(.corrupt, reason: "cellReference")
        }
        nextColumn = column + 1
        if row != rowElement, isEditedRow || edits[row] != nil { throw refused("rowMismatch") }
        guard isEditedRow else { return }
        let isEdited = isEdited(column)
        guard isEdited || !columns.isEmpty else { return }
        let tag = try window.startTag()
        noteMissingCells(before: column, offset: tag.range.lowerBound)
        if columns.first == column {
            columns.removeFirst()
            site = CellSite(tag: tag)
        } else if isEdited {
            throw refused("cellOrder")
        }
    }

    /// Whether a cell of the row is edited.
    private func isEdited(_ column: Int) -> Bool {
        guard let columns = edits[row],
            let index = columns.partitioningIndex(where: { $0 >= column })
        else { return false }
        return columns[index] == column
    }

    private func startCellChild(_ kind: Collecting) throws {
        if site == nil { return }
        childStart = try window.startTag().range.lowerBound
        if kind == .nothing { return }
        text.clear()
        collecting = kind
    }

    private func endCellChild(_ kind: CellSite.ChildKind) throws {
        if site == nil { return }
        site?.children.append((kind, childStart..<(try window.elementEnd())))
    }

    private func startFormula() throws {
        let tag = try window.startTag()
        formulaTag = tag
        formula = FormulaMark(tag)
        childStart = tag.range.lowerBound
        text.clear()
        collecting = .formula
    }

    private func endFormula() throws {
        collecting = .nothing
        guard var formula, let tag = formulaTag,
            let place = CellReference(row: row, column: column)
        else { return }
        formula.text = text.string
        try endCellChild(.formula)
        self.formula = nil
        let losesFormula = changesContent.contains(place)
        if let range = formula.range, range.first != range.last,
            formula.kind == .array || formula.kind == .dataTable, editsContent(in: range)
        {
            throw refused(formula.kind == .array ? "arrayFormula" : "dataTable")
        }
        if formula.kind == .dataTable, losesFormula { throw refused("dataTable") }
        if formula.kind == .shared {
            let range = tag.range.lowerBound..<(try window.elementEnd())
            if let adopted = try groups.take(
                formula, at: place, tag: tag, range: range, isLost: losesFormula)
            {
                places.adopted.append(adopted)
            }
        }
        places.hasFormulas = true
        guard places.formulas.count < formulaLimit else {
            places.hasMoreFormulas = true
            return
        }
        // A text too many is not kept: the formula counts as one of which it is not known what it looks at.
        var text = try groups.text(of: formula, at: place)
        if let size = text?.utf8.count {
            if size > formulaTextLimit - places.formulaText { text = nil }
            places.formulaText += text == nil ? 0 : size
        }
        places.formulas.append(
            SheetFormula(
                reference: place, text: text,
                range: formula.kind == .array ? formula.range : nil, isLost: losesFormula,
                isOpaque: formula.kind == .dataTable))
    }

    private func editsContent(in range: CellRange) -> Bool {
        if changesContent.isEmpty { return false }
        let cells = changedCells ?? CellBlocks(changesContent)
        changedCells = cells
        return cells.first(rows: range.rows, columns: range.columns) != nil
    }

    private func endCell() throws {
        isInCell = false
        isInInlineString = false
        guard let site, let place = CellReference(row: row, column: column) else { return }
        places.sites[place] = .cell(site)
        self.site = nil
    }

    private func refused(_ reason: String) -> SpreadsheetError {
        SpreadsheetError(
            .refusedEdit, reason: reason,
            cell: CellReference(row: row, column: column).map { "\($0)" })
    }
}

import ZipContainer

/// Makes the splices of a worksheet part out of edits and the places that the scan has found.
struct SheetComposer {
    let places: WorksheetPlaces
    let edits: SheetEdits
    let strings: StringTable?
    let styles: StylesEditor?

    private(set) var splices: [Splice] = []
    /// Cells whose formula was replaced by a value.
    private(set) var droppedFormulas: [CellReference] = []
    private var insertedCells: [Int: [(column: Int, offset: Int, markup: [UInt8])]] = [:]
    private var insertedRows: [Int: [(column: Int, offset: Int, markup: [UInt8])]] = [:]

    init(
        places: WorksheetPlaces, edits: SheetEdits, strings: StringTable?, styles: StylesEditor?
    ) throws(SpreadsheetError) {
        self.places = places
        self.edits = edits
        self.strings = strings
        self.styles = styles
        // In order, so that the same edits give the same indices of strings and styles.
        for (reference, change) in edits.changes.sorted(by: { $0.key < $1.key }) {
            do throws(SpreadsheetError) {
                try compose(reference, change)
            } catch {
                throw error.at(cell: "\(reference)")
            }
        }
        composeRows()
        composeDimension()
        splices += places.adopted.map(\.splice)
    }

    private mutating func compose(
        _ reference: CellReference, _ change: CellChange
    ) throws(SpreadsheetError) {
        switch places.sites[reference] {
        case .cell(let site): try composeCell(reference, site, change)
        case .inRow(let row, let offset):
            let prefix = places.rows[row]?.tag.prefix ?? ""
            let style = places.rows[row]?.style ?? places.columnStyles[reference.column]
            guard let markup = try newCell(reference, change, prefix, inherited: style) else {
                return
            }
            insertedCells[row, default: []].append((reference.column, offset, markup))
        case .inSheet(let offset):
            let prefix = places.sheetData?.prefix ?? ""
            let style = places.columnStyles[reference.column]
            guard let markup = try newCell(reference, change, prefix, inherited: style) else {
                return
            }
            insertedRows[reference.row, default: []].append((reference.column, offset, markup))
        case nil:
            throw SpreadsheetError(.refusedEdit, reason: "noSheetData")
        }
    }

    // MARK: Cells that are there

    private mutating func composeCell(
        _ reference: CellReference, _ site: CellSite, _ change: CellChange
    ) throws(SpreadsheetError) {
        var attributes: [(String, String?)] = []
        var replaced: [Splice] = []
        switch change {
        case .result(let number):
            if number == site.trimmedValue, site.type == "n" { return }
            if site.type != "n" { attributes.append(("t", nil)) }
            let markup = number.map { SheetComposer.value($0, site.tag.prefix) } ?? []
            replaced = splices(in: site, removing: [.value, .inlineString], inserting: markup)
        case .edit(let edit):
            if let content = edit.content {
                let (type, markup) = try self.markup(of: content, at: reference, site.tag.prefix)
                // Metadata (18.9) tells of the value that was there.
                if type != nil || site.type != "n" { attributes.append(("t", type)) }
                attributes += [("cm", nil), ("vm", nil)]
                replaced = splices(
                    in: site, removing: [.formula, .value, .inlineString], inserting: markup)
                if site.hasFormula { droppedFormulas.append(reference) }
                if site.type == "s" { strings?.noteUse(added: false) }
            }
            if let style = edit.style {
                let index = try self.index(of: style, from: site.style)
                if index != site.style { attributes.append(("s", "\(index)")) }
            }
        }
        let all = attributes.compactMap { site.tag.setting($0.0, to: $0.1) } + replaced
        splices += all
    }

    /// Replaces those children that an edit concerns and leaves whatever else the cell holds.
    private func splices(
        in site: CellSite, removing kinds: Set<CellSite.ChildKind>, inserting markup: [UInt8]
    ) -> [Splice] {
        if site.tag.isEmpty {
            if markup.isEmpty { return [] }
            return [site.tag.filling(with: markup)]
        }
        let children = site.children.filter { kinds.contains($0.kind) }.map(\.range)
        guard let first = children.first else {
            if markup.isEmpty { return [] }
            let formula = site.children.last { $0.kind == .formula }
            return [
                Splice(
                    at: formula?.range.upperBound ?? site.tag.range.upperBound, inserting: markup)
            ]
        }
        return [Splice(first, markup)] + children.dropFirst().map { Splice(removing: $0) }
    }

    // MARK: Cells that are not

    private mutating func newCell(
        _ reference: CellReference, _ change: CellChange, _ prefix: String, inherited: Int?
    ) throws(SpreadsheetError) -> [UInt8]? {
        guard case .edit(let edit) = change else { return nil }
        let content = edit.content ?? .blank
        if content == .blank, edit.style == nil { return nil }
        var style = inherited ?? 0
        if let wanted = edit.style { style = try index(of: wanted, from: style) }
        let (type, inside) = try markup(of: content, at: reference, prefix)
        var markup = Array("<\(prefix)c r=\"\(reference)\"".utf8)
        if style != 0 { markup += " s=\"\(style)\"".utf8 }
        if let type { markup += " t=\"\(type)\"".utf8 }
        if inside.isEmpty { return markup + "/>".utf8 }
        return markup + ">".utf8 + inside + "</\(prefix)c>".utf8
    }

    /// The type and the markup of a content.
    private func markup(
        of content: CellEdit.Content, at reference: CellReference, _ prefix: String
    ) throws(SpreadsheetError) -> (type: String?, markup: [UInt8]) {
        switch content {
        case .blank: return (nil, [])
        case .number(let digits): return (nil, SheetComposer.value(digits, prefix))
        case .boolean(let value): return ("b", SheetComposer.value(value ? "1" : "0", prefix))
        case .text(let text):
            if let strings, places.usesSharedStrings || !places.usesInlineStrings {
                let index = try strings.index(of: text)
                strings.noteUse(added: true)
                return ("s", SheetComposer.value("\(index)", prefix))
            }
            let inside = StringTable.textElement(text, prefix: prefix)
            return (
                "inlineStr", Array("<\(prefix)is>".utf8) + inside + Array("</\(prefix)is>".utf8)
            )
        }
    }

    private static func value(_ text: String, _ prefix: String) -> [UInt8] {
        Array("<\(prefix)v>\(text)</\(prefix)v>".utf8)
    }

    private func index(of style: CellEdit.Style, from base: Int) throws(SpreadsheetError) -> Int {
        guard let styles else { throw SpreadsheetError(.refusedEdit, reason: "styles") }
        switch style {
        case .index(let index):
            try styles.check(index)
            return index
        case .changed(let change): return try styles.style(derivedFrom: base, change)
        }
    }

    // MARK: Rows and the sheet

    private mutating func composeRows() {
        for (row, cells) in insertedCells {
            guard let site = places.rows[row] else { continue }
            // Beside what is there `spans` could be wrong, and it is a hint only (18.3.1.73).
            let spans = site.tag["spans"].map { SheetComposer.spans($0) } ?? []
            let isCovered = cells.allSatisfy { cell in
                spans.contains { $0.contains(cell.column + 1) }
            }
            if !isCovered, let splice = site.tag.setting("spans", to: nil) {
                splices.append(splice)
            }
            if site.tag.isEmpty {
                splices.append(site.tag.filling(with: cells.flatMap(\.markup)))
            } else {
                splices += SheetComposer.inserting(cells)
            }
        }
        guard let sheetData = places.sheetData else { return }
        let prefix = sheetData.prefix
        let rows = insertedRows.sorted { $0.key < $1.key }.map { row, cells in
            (
                column: 0, offset: cells.first?.offset ?? 0,
                markup: Array("<\(prefix)row r=\"\(row + 1)\">".utf8) + cells.flatMap(\.markup)
                    + Array("</\(prefix)row>".utf8)
            )
        }
        if sheetData.isEmpty, !rows.isEmpty {
            splices.append(sheetData.filling(with: rows.flatMap(\.markup)))
        } else {
            splices += SheetComposer.inserting(rows)
        }
    }

    /// One splice for all that goes to one place.
    private static func inserting(
        _ pieces: [(column: Int, offset: Int, markup: [UInt8])]
    ) -> [Splice] {
        var offsets: [Int: [UInt8]] = [:]
        for piece in pieces { offsets[piece.offset, default: []] += piece.markup }
        return offsets.sorted { $0.key < $1.key }.map { Splice(at: $0.key, inserting: $0.value) }
    }

    private static func spans(_ text: String) -> [ClosedRange<Int>] {
        text.split(separator: " ").compactMap { span in
            let ends = span.split(separator: ":").compactMap { Int($0) }
            guard let first = ends.first, let last = ends.last, ends.count == 2, first <= last
            else { return nil }
            return first...last
        }
    }

    /// 18.3.1.35: the used range, as far as the sheet states it.
    private mutating func composeDimension() {
        let used = (insertedCells.merging(insertedRows) { $0 + $1 }).flatMap { row, cells in
            cells.compactMap { CellReference(row: row, column: $0.column) }
        }
        guard !used.isEmpty, let tag = places.child("dimension")?.tag,
            var range = tag["ref"].flatMap({ CellRange($0) })
        else { return }
        for cell in used where !range.contains(row: cell.row, column: cell.column) {
            let top = min(range.first.row, cell.row)
            let left = min(range.first.column, cell.column)
            let bottom = max(range.last.row, cell.row)
            let right = max(range.last.column, cell.column)
            guard let first = CellReference(row: top, column: left),
                let last = CellReference(row: bottom, column: right)
            else { continue }
            range = CellRange(first, last)
        }
        if let splice = tag.setting("ref", to: "\(range)") { splices.append(splice) }
    }
}

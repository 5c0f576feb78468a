/// What an edit does to one cell, once it is known where it belongs.
enum CellChange: Sendable {
    case edit(CellEdit)
    /// The formula stays; its stored result becomes this number, or goes away.
    case result(String?)

    /// Whether a formula in the cell would be lost.
    var replacesContent: Bool {
        if case .edit(let edit) = self { return edit.content != nil }
        return false
    }

    var style: CellEdit.Style? {
        if case .edit(let edit) = self { return edit.style }
        return nil
    }
}

/// The edits of one sheet, by cell.
struct SheetEdits: Sendable {
    private(set) var changes: [CellReference: CellChange] = [:]

    var isEmpty: Bool { changes.isEmpty }

    /// Of two edits of one cell the later one counts, in what it says.
    mutating func add(_ edit: CellEdit) {
        var merged = edit
        if case .edit(let earlier)? = changes[edit.reference] {
            merged.content = edit.content ?? earlier.content
            merged.style = edit.style ?? earlier.style
        }
        changes[edit.reference] = .edit(merged)
    }

    mutating func set(result: String?, at reference: CellReference) {
        if case .edit? = changes[reference] { return }
        changes[reference] = .result(result)
    }

    /// The same with the edits inside of merged ranges at the top left cells of these.
    func moved(_ places: [CellReference: CellReference]) -> SheetEdits {
        var moved = SheetEdits()
        for (reference, change) in changes.sorted(by: { $0.key < $1.key }) {
            guard case .edit(var edit) = change else { continue }
            edit.reference = places[reference] ?? reference
            moved.add(edit)
        }
        return moved
    }

    /// For the scan: the cells, and whether their content is replaced.
    var places: [CellReference: Bool] { changes.mapValues(\.replacesContent) }

    /// The texts that cells shall hold.
    var texts: Set<String> {
        Set(
            changes.values.compactMap {
                if case .edit(let edit) = $0, case .text(let text)? = edit.content { return text }
                return nil
            })
    }

    var replacesContent: Bool { changes.values.contains(where: \.replacesContent) }

    var hasStyles: Bool { changes.values.contains { $0.style != nil } }

    /// The same without what the sheet holds already, in whatever way it says so.
    func needed(on places: WorksheetPlaces, strings: StringTable?) -> SheetEdits {
        var needed = SheetEdits()
        for (reference, change) in changes {
            guard case .edit(var edit) = change else { continue }
            if let content = edit.content {
                switch places.sites[reference] {
                case .cell(let site):
                    if site.holds(content, strings: strings) { edit.content = nil }
                default: if content == .blank { edit.content = nil }
                }
            }
            if edit.content != nil || edit.style != nil { needed.add(edit) }
        }
        return needed
    }
}

import MonitoringForm
import Spreadsheet

/// Notes such as 单位：万元 above a table: the unit of figures that state none themselves.
struct UnitNotes {
    private var notes: [(sheet: Int, place: CellReference, unit: String)] = []

    var isEmpty: Bool { notes.isEmpty }
    var count: Int { notes.count }

    /// Collects the notes of a sheet that stand outside of its tables.
    mutating func add(
        _ sheet: SheetContents, units: UnitTable, around: CellsAround
    ) {
        for cell in around.cells {
            guard case .text(let text) = sheet.grid.cells[cell].value,
                let unit = UnitNotes.unit(in: text, units) ?? loneUnit(cell, text, sheet)
            else { continue }
            notes.append((sheet.index, sheet.grid.cells[cell].reference, unit))
        }
    }

    /// 单位：万元, （金额单位：万元）, 监测表 单位：元; what stands behind 填报单位： is no unit.
    static func unit(in text: String, _ units: UnitTable) -> String? {
        guard text.utf8.count <= 600, TextFolding.contains(text, "单位") else { return nil }
        let folded = TextFolding.folded(text)
        for start in folded.indices where folded[start...].starts(with: word) {
            var tail = folded[(start + word.count)...].drop { $0 == " " }
            guard let mark = tail.first, mark == ":" || mark == "(" else { continue }
            tail = tail.dropFirst().drop { $0 == " " }
            let statement = tail.prefix { !sentenceEnds.contains($0) }
            let first = statement.prefix { !marks.contains($0) }
            for end in [
                statement, statement.prefix { !closing.contains($0) }, first,
                first.prefix { !closing.contains($0) && $0 != " " },
            ] {
                if let unit = UnitText.unit(Array(end), units) { return unit }
                let name = UnitText.name(Array(end))
                if units.isClaim(name) { return name }
            }
        }
        return nil
    }

    private static let word = Array("单位".unicodeScalars)
    private static let sentenceEnds = Array(";；。".unicodeScalars)
    private static let marks = Array(",，、".unicodeScalars)
    private static let closing = Array(")]】".unicodeScalars)

    /// （万元） in a cell of its own, or 万元 right behind 单位：.
    private func loneUnit(_ cell: Int, _ text: String, _ sheet: SheetContents) -> String? {
        guard text.utf8.count <= 32, let unit = sheet.label(cell)?.unitName else { return nil }
        if text.hasSuffix("）") || text.hasSuffix(")") || text.hasSuffix("】") { return unit }
        let place = sheet.grid.cells[cell].reference
        guard place.column > 0,
            let left = sheet.grid.index(row: place.row, column: place.column - 1),
            let label = sheet.text(left)
        else { return nil }
        let compact = TextFolding.string(TextFolding.compact(label))
        return compact.hasSuffix("单位:") || compact == "单位" ? unit : nil
    }

    /// The note that counts for a cell: the nearest above it on its sheet.
    func units(for place: CellReference, on sheet: SheetContents) -> [String] {
        let above = notes.last { $0.sheet == sheet.index && $0.place.row < place.row }
        return above.map { [$0.unit] } ?? []
    }
}

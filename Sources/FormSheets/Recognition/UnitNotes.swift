import MonitoringForm
import Spreadsheet

/// Notes such as 单位：万元 above a table: the unit of figures that state none themselves.
struct UnitNotes {
    private struct Note {
        let place: CellReference
        let unit: String
        /// Whether a table begins in the row below.
        let headsTable: Bool
    }

    /// By sheet, in reading order.
    private var notes: [Int: [Note]] = [:]
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    /// Collects the notes of a sheet that stand outside of its tables.
    mutating func add(
        _ sheet: SheetContents, units: UnitTable, around: CellsAround
    ) {
        // Rows may hold thousands of notes.
        var last: (row: Int, headsTable: Bool)?
        for cell in around.cells {
            guard case .text(let text) = sheet.grid.cells[cell].value,
                let unit = UnitNotes.unit(in: text, units) ?? loneUnit(cell, text, sheet, units)
            else { continue }
            let place = sheet.grid.cells[cell].reference
            let headsTable =
                last.flatMap { $0.row == place.row ? $0.headsTable : nil }
                ?? sheet.cells(inRow: place.row + 1).contains { !around.contains($0) }
            last = (place.row, headsTable)
            notes[sheet.index, default: []].append(
                Note(place: place, unit: unit, headsTable: headsTable))
            count += 1
        }
    }

    /// 单位：万元, （金额单位：万元）, 监测表 单位：元, 单位均为元, 金额以元计; what stands behind 填报单位： is no unit.
    static func unit(in text: String, _ units: UnitTable) -> String? {
        guard text.utf8.count <= 600 else { return nil }
        // Most texts are ruled out in one pass: they have neither 位 (E4 BD 8D) nor 计 (E8 AE A1).
        guard mayStateUnit(text) else { return nil }
        let isStated = TextFolding.contains(text, "单位")
        guard isStated || TextFolding.contains(text, "计") && TextFolding.contains(text, "以") else {
            return nil
        }
        let folded = TextFolding.folded(text)
        var claim: String?
        var statements = 0
        for start in folded.indices.dropLast()
        where folded[start] == "单" && folded[start + 1] == "位" {
            guard let tail = statement(folded[(start + 2)...]) else { continue }
            // A sheet says it once or twice in a line.
            statements += 1
            if statements > 4 { break }
            let whole = tail.prefix { !sentenceEnds.contains($0) }
            let first = whole.prefix { !marks.contains($0) }
            let ends = [
                whole, whole.prefix { !closing.contains($0) }, first,
                first.prefix { !closing.contains($0) && $0 != " " },
            ]
            for end in ends {
                if let unit = UnitText.unit(Array(end), units) { return unit }
                // 个/万元 above a table is a list.
                let list = end.map { $0 == "/" || $0 == " " ? "、" : $0 }
                if let unit = UnitText.unit(list, units) { return unit }
            }
            // 填报单位：平湖汇元 is an office.
            let isOfMeasure = start == 0 || before.contains(folded[start - 1])
            let name = UnitText.name(Array(ends[3]))
            if isOfMeasure, units.isClaim(name) { claim = claim ?? name }
        }
        return claim ?? countedIn(folded, units)
    }

    private static func mayStateUnit(_ text: String) -> Bool {
        let bytes = text.utf8.span
        for index in bytes.indices.dropLast(2) {
            switch bytes[index] {
            case 0xE4: if bytes[index + 1] == 0xBD, bytes[index + 2] == 0x8D { return true }
            case 0xE8: if bytes[index + 1] == 0xAE, bytes[index + 2] == 0xA1 { return true }
            default: break
            }
        }
        return false
    }

    /// What follows the mark behind 单位, or the word.
    private static func statement(
        _ text: ArraySlice<Unicode.Scalar>
    ) -> ArraySlice<Unicode.Scalar>? {
        let tail = text.drop { $0 == " " }
        guard let mark = tail.first else { return nil }
        if mark == ":" || mark == "(" { return tail.dropFirst().drop { $0 == " " } }
        for verb in verbs where tail.starts(with: verb) {
            return tail.dropFirst(verb.count).drop { $0 == " " || $0 == ":" }
        }
        // 单位 元
        return tail.count < text.count ? tail : nil
    }

    /// 金额以元计.
    private static func countedIn(_ text: [Unicode.Scalar], _ units: UnitTable) -> String? {
        for start in text.indices where text[start] == "以" {
            guard let end = text[start...].firstIndex(of: "计") else { return nil }
            if end - start < 8, let unit = UnitText.unit(Array(text[(start + 1)..<end]), units) {
                return unit
            }
        }
        return nil
    }

    private static let verbs = ["统一为", "均为", "都为", "为", "均以", "是"].map { Array($0.unicodeScalars) }
    private static let before = Array(" ([【额量币;,，。据".unicodeScalars)
    private static let sentenceEnds = Array(";；。".unicodeScalars)
    private static let marks = Array(",，、".unicodeScalars)
    private static let closing = Array(")]】".unicodeScalars)

    /// （万元） in a cell of its own or at the end of a title, or 万元 right behind 单位：.
    private func loneUnit(
        _ cell: Int, _ text: String, _ sheet: SheetContents, _ units: UnitTable
    ) -> String? {
        let isBracketed = ["）", ")", "】"].contains { TextFolding.ends(text, with: $0) }
        if isBracketed, TextFolding.contains(text, "表"), text.utf8.count <= 200 {
            let folded = TextFolding.folded(text)
            guard let open = folded.lastIndex(where: { $0 == "(" || $0 == "【" }) else { return nil }
            let inside = folded[(open + 1)...].dropLast()
            let amount = Array("金额:".unicodeScalars)
            let name = inside.starts(with: amount) ? inside.dropFirst(amount.count) : inside
            return UnitText.unit(Array(name), units)
        }
        guard text.utf8.count <= 32, let unit = sheet.label(cell)?.unitName else { return nil }
        if isBracketed { return unit }
        let place = sheet.grid.cells[cell].reference
        guard place.column > 0,
            let left = sheet.grid.index(row: place.row, column: place.column - 1),
            let label = sheet.text(left)
        else { return nil }
        let compact = TextFolding.string(TextFolding.compact(label))
        return compact.hasSuffix("单位:") || compact == "单位" ? unit : nil
    }

    /// The note that counts for a cell of a table: the nearest above it on its sheet; of several in one row the one
    /// that stands over the table. Where the sheet has but one, that counts wherever it stands, unless it
    /// stands right above another table.
    func units(for place: CellReference, in box: CellRange, on sheet: SheetContents) -> [String] {
        guard let notes = notes[sheet.index] else { return [] }
        let above = UnitNotes.end(of: notes, before: place.row)
        guard above > 0 else {
            return notes.count == 1 && !notes[0].headsTable ? [notes[0].unit] : []
        }
        let nearest = notes[above - 1]
        let columns = box.first.column...box.last.column
        let ofRow = notes[UnitNotes.end(of: notes, before: nearest.place.row)..<above]
        return [(ofRow.last { columns.contains($0.place.column) } ?? nearest).unit]
    }

    /// How many notes stand above a row.
    private static func end(of notes: [Note], before row: Int) -> Int {
        var (low, high) = (0, notes.count)
        while low < high {
            let middle = (low + high) / 2
            if notes[middle].place.row < row { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

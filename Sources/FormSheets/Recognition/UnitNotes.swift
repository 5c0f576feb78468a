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
                TextFolding.contains(text, "单位"),
                let unit = UnitNotes.unit(in: text, units)
            else { continue }
            notes.append((sheet.index, sheet.grid.cells[cell].reference, unit))
        }
    }

    /// 单位：万元, （金额单位：万元）, 资金支持（单位：元）; not 填报单位：….
    static func unit(in text: String, _ units: UnitTable) -> String? {
        let compact = TextFolding.compact(text)
        let word = Array("单位:".unicodeScalars)
        for start in compact.indices where compact[start...].starts(with: word) {
            if start > 0, !["(", "额", "量", "[", "【", ";", ",", "币"].contains(compact[start - 1]) {
                continue
            }
            let tail = compact[(start + word.count)...].prefix {
                ![")", "]", "】", ";", ",", "。"].contains($0)
            }
            let name = TextFolding.string(tail)
            if !units.units(named: name).isEmpty { return name }
        }
        return nil
    }

    /// The note that counts for a cell: the nearest above it on its sheet.
    func units(for place: CellReference, on sheet: SheetContents) -> [String] {
        let above = notes.last { $0.sheet == sheet.index && $0.place.row < place.row }
        return above.map { [$0.unit] } ?? []
    }
}

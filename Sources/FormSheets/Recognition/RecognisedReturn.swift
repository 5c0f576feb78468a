import MonitoringForm
import Spreadsheet

/// What recognition makes of a workbook.
package struct Recognition: Sendable {
    package var returns: [Return] = []
    package var findings: [Finding] = []
    /// For each return, where its leaves stand; empty unless asked for.
    package var traces: [ReturnTrace] = []
}

/// A finding with its place in the order of the model: by return, then by position on the sheet.
struct PlacedFinding {
    let finding: Finding
    let returnIndex: Int
    let sheetIndex: Int
    let place: CellReference?

    static func isInOrder(_ left: PlacedFinding, _ right: PlacedFinding) -> Bool {
        if left.returnIndex != right.returnIndex { return left.returnIndex < right.returnIndex }
        switch (left.place, right.place) {
        case (let a?, let b?):
            return (left.sheetIndex, a.row, a.column) < (right.sheetIndex, b.row, b.column)
        // What has no cell comes after what has one.
        case (nil, _?): return false
        case (_?, nil): return true
        case (nil, nil): return left.sheetIndex < right.sheetIndex
        }
    }
}

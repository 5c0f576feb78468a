import MonitoringForm
import Spreadsheet

/// What recognition makes of a workbook.
package struct Recognition: Sendable {
    package var returns: [Return] = []
    package var findings: [Finding] = []
    /// For each return, where its leaves stand; empty unless asked for.
    package var traces: [ReturnTrace] = []
    /// For each finding, where it stands in the order of the model; empty unless asked for.
    package var places: [FindingPlace] = []
    /// Sheets that were read and say nothing: they have no table, no identity and no note of a unit.
    package var silentSheets: Set<SheetEntry> = []
}

/// A finding with its place in the order of the model.
struct PlacedFinding {
    let finding: Finding
    let place: FindingPlace
}

/// What orders findings: by return, then by position on the sheet (`design/model.md`, "Findings").
package struct FindingPlace: Hashable, Sendable {
    /// Position of the return in its document.
    package let returnIndex: Int
    /// Position of the sheet in its workbook.
    package let sheetIndex: Int
    package let place: CellReference?

    package init(returnIndex: Int, sheetIndex: Int, place: CellReference?) {
        self.returnIndex = returnIndex
        self.sheetIndex = sheetIndex
        self.place = place
    }

    /// The positions of findings in the order of their places; those of one place stay as they came.
    package static func order(of places: [FindingPlace]) -> [Int] {
        places.indices.sorted { left, right in
            if isInOrder(places[left], places[right]) { return true }
            if isInOrder(places[right], places[left]) { return false }
            return left < right
        }
    }

    private static func isInOrder(_ left: FindingPlace, _ right: FindingPlace) -> Bool {
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

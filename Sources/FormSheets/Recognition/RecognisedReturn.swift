import MonitoringForm
import Spreadsheet

/// Where a leaf of a return was read: what corrections write back to.
package struct LeafSource: Sendable {
    package let target: Target
    /// The cell, or the top-left one of a merged range; it may be blank.
    package let cell: CellReference
    fileprivate let table: Int32
    fileprivate let units: UnitLists.Number
}

/// Where the leaves of one return were read.
package struct ReturnSources: Sendable {
    package private(set) var leaves: [LeafSource] = []
    private var tables: [(sheet: String, units: UnitLists)] = []

    /// The leaves that are added next stand in this table.
    mutating func begin(_ fragment: Fragment) {
        tables.append((fragment.sheet.name, fragment.units))
        leaves.reserveCapacity(leaves.count + fragment.entries.count)
    }

    mutating func add(_ entry: Entry) {
        leaves.append(
            LeafSource(
                target: entry.target, cell: entry.place, table: Int32(tables.count - 1),
                units: entry.units))
    }

    package func sheet(of leaf: LeafSource) -> String { tables[Int(leaf.table)].sheet }

    /// Units stated around the cell, most trustworthy first.
    package func units(of leaf: LeafSource) -> [String] {
        tables[Int(leaf.table)].units[leaf.units]
    }
}

/// What recognition makes of a workbook.
package struct Recognition: Sendable {
    package var returns: [Return] = []
    package var findings: [Finding] = []
    /// For each return, the cells of its leaves.
    package var sources: [ReturnSources] = []
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

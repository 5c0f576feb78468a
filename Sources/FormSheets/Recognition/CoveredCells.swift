import Spreadsheet

/// The cells that the tables of a sheet cover.
struct CoveredCells {
    private let boxes: [CellRange]
    /// Looked up as merged ranges are, by a tree over their rows, where there are many.
    private let tree: MergedRanges

    init(_ boxes: [CellRange]) {
        self.boxes = boxes.count > 1 ? Array(Set(boxes)) : boxes
        tree = self.boxes.count > CoveredCells.few ? MergedRanges(self.boxes) : MergedRanges()
    }

    private static let few = 6

    private func contain(_ place: CellReference) -> Bool {
        boxes.count > CoveredCells.few
            ? tree.range(containingRow: place.row, column: place.column) != nil
            : boxes.contains { $0.contains(row: place.row, column: place.column) }
    }

    func cellsOutside(of grid: SheetGrid) -> CellsAround {
        var around = CellsAround(count: grid.cells.count)
        for cell in grid.cells.indices where !contain(grid.cells[cell].reference) {
            around.insert(cell)
        }
        return around
    }
}

/// The cells of a sheet that stand around its tables.
struct CellsAround {
    /// Positions in the grid, in reading order.
    private(set) var cells: [Int] = []
    private var marks: [Bool]

    fileprivate init(count: Int) { marks = Array(repeating: false, count: count) }

    fileprivate mutating func insert(_ cell: Int) {
        cells.append(cell)
        marks[cell] = true
    }

    func contains(_ cell: Int) -> Bool { marks[cell] }
}

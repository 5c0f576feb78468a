/// A rectangle of cells, both corners included (ISO/IEC 29500-1, 18.18.63, ST_Ref).
package struct CellRange: Hashable, Sendable {
    package let first: CellReference
    package let last: CellReference

    package init(_ corner: CellReference, _ opposite: CellReference) {
        // The corners of two valid references are valid themselves.
        first =
            CellReference(
                row: min(corner.row, opposite.row), column: min(corner.column, opposite.column))
            ?? corner
        last =
            CellReference(
                row: max(corner.row, opposite.row), column: max(corner.column, opposite.column))
            ?? opposite
    }

    /// Parses `A1:G1` or `A1`.
    package init?(_ text: String) {
        let corners = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let from = corners.first, let to = corners.last, corners.count <= 2,
            let corner = CellReference(from), let opposite = CellReference(to)
        else { return nil }
        self.init(corner, opposite)
    }

    package var rows: ClosedRange<Int> { first.row...last.row }
    package var columns: ClosedRange<Int> { first.column...last.column }

    package func contains(row: Int, column: Int) -> Bool {
        row >= first.row && row <= last.row && column >= first.column && column <= last.column
    }
}

extension CellRange: CustomStringConvertible {
    package var description: String { first == last ? "\(first)" : "\(first):\(last)" }
}

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
        var text = text
        let parsed = text.withUTF8 { CellRange($0.span) }
        guard let parsed else { return nil }
        self = parsed
    }

    /// Parses the ASCII bytes of `A1:G1` or `A1`.
    package init?(_ bytes: Span<UInt8>) {
        var colon = 0
        while colon < bytes.count, bytes[colon] != UInt8(ascii: ":") { colon += 1 }
        guard let corner = CellReference(bytes.extracting(0..<colon)) else { return nil }
        guard colon < bytes.count else {
            self.init(corner, corner)
            return
        }
        guard let opposite = CellReference(bytes.extracting(colon + 1..<bytes.count)) else {
            return nil
        }
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

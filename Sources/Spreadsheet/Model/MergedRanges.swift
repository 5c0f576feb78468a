/// The merged ranges of a sheet, with a quick answer to "which one covers this cell?".
///
/// A packed R-tree (Leutenegger, Edgington and Lopez, 1997): ranges that lie near each other share a node, whose box
/// tells whether any of them can cover a cell, so that neither tall nor wide ranges are looked through one by one.
package struct MergedRanges: Sendable {
    /// In order of their first cells.
    package let ranges: [CellRange]
    /// Positions in ``ranges``, neighbours together; a leaf has a slice of them.
    private var packed: [Int32] = []
    /// From the leaves to the root.
    private var levels: [[Node]] = []

    private struct Node {
        var rows: ClosedRange<Int32>
        var columns: ClosedRange<Int32>
        /// The lowest position in ``ranges`` below it.
        var first: Int32
    }

    private static let fanOut = 8

    package init(_ ranges: [CellRange] = []) {
        self.ranges = ranges.sorted { $0.first < $1.first }
        guard ranges.count > MergedRanges.fanOut else { return }
        packed = MergedRanges.packed(self.ranges)
        var level = leaves()
        levels.append(level)
        while level.count > 1 {
            level = MergedRanges.parents(of: level)
            levels.append(level)
        }
    }

    /// Positions ordered by column within bands of rows, each band as many nodes wide as there are bands.
    private static func packed(_ ranges: [CellRange]) -> [Int32] {
        let leaves = (ranges.count + fanOut - 1) / fanOut
        let bands = Int(Double(leaves).squareRoot().rounded(.up))
        let bandSize = bands * fanOut
        var order = ranges.indices.sorted { middle(ranges[$0].rows) < middle(ranges[$1].rows) }
        for start in stride(from: 0, to: order.count, by: bandSize) {
            let band = start..<min(order.count, start + bandSize)
            order[band].sort { middle(ranges[$0].columns) < middle(ranges[$1].columns) }
        }
        return order.map { Int32($0) }
    }

    private static func middle(_ lines: ClosedRange<Int>) -> Int {
        lines.lowerBound + lines.upperBound
    }

    private func leaves() -> [Node] {
        stride(from: 0, to: packed.count, by: MergedRanges.fanOut).compactMap { start in
            let members = packed[start..<min(packed.count, start + MergedRanges.fanOut)]
            return MergedRanges.union(
                members.map { position in
                    let range = ranges[Int(position)]
                    return Node(
                        rows: Int32(range.first.row)...Int32(range.last.row),
                        columns: Int32(range.first.column)...Int32(range.last.column),
                        first: position)
                })
        }
    }

    private static func parents(of level: [Node]) -> [Node] {
        stride(from: 0, to: level.count, by: fanOut).compactMap { start in
            union(Array(level[start..<min(level.count, start + fanOut)]))
        }
    }

    private static func union(_ nodes: [Node]) -> Node? {
        guard var union = nodes.first else { return nil }
        for node in nodes {
            union.rows =
                min(
                    union.rows.lowerBound, node.rows.lowerBound)...max(
                    union.rows.upperBound, node.rows.upperBound)
            union.columns =
                min(
                    union.columns.lowerBound, node.columns.lowerBound)...max(
                    union.columns.upperBound, node.columns.upperBound)
            union.first = min(union.first, node.first)
        }
        return union
    }

    /// The range that covers a cell, both counted from 0; of overlapping ones the first in order.
    package func range(containingRow row: Int, column: Int) -> CellRange? {
        if levels.isEmpty { return ranges.first { $0.contains(row: row, column: column) } }
        guard let row = Int32(exactly: row), let column = Int32(exactly: column) else { return nil }
        var best = Int32.max
        find(row, column, level: levels.count - 1, node: 0, &best)
        return best == .max ? nil : ranges[Int(best)]
    }

    private func find(
        _ row: Int32, _ column: Int32, level: Int, node: Int, _ best: inout Int32
    ) {
        let box = levels[level][node]
        guard box.first < best, box.rows.contains(row), box.columns.contains(column) else { return }
        let start = node * MergedRanges.fanOut
        guard level > 0 else {
            for position in packed[start..<min(packed.count, start + MergedRanges.fanOut)]
            where position < best {
                if ranges[Int(position)].contains(row: Int(row), column: Int(column)) {
                    best = position
                }
            }
            return
        }
        for child in start..<min(levels[level - 1].count, start + MergedRanges.fanOut) {
            find(row, column, level: level - 1, node: child, &best)
        }
    }
}

/// The merged ranges of a sheet, with a quick answer to "which one covers this cell?".
///
/// A segment tree over the columns (Bentley, 1977): each node has the rows that ranges over all of its columns cover,
/// those that overlap cut so that none is left. However ranges overlap, a question costs one search for each level.
package struct MergedRanges: Sendable {
    /// In order of their first cells.
    package let ranges: [CellRange]
    /// Where the pieces of each node begin in ``pieces``, and where the last one's end; the children of a node are at
    /// twice its position.
    private var starts: [Int32] = []
    private var pieces: [Piece] = []
    /// A power of two.
    private var width = 0

    /// Rows in which a range is the first in order of all that belong to a node.
    private struct Piece {
        var top: Int32
        var bottom: Int32
        /// Position in ``ranges``.
        var range: Int32
    }

    /// As many are looked through one by one.
    private static let few = 8

    package init(_ ranges: [CellRange] = []) {
        self.ranges = ranges.sorted { $0.first < $1.first }
        guard ranges.count > MergedRanges.few else { return }
        let columns = ranges.reduce(0) { max($0, $1.last.column) } + 1
        width = 1
        while width < columns { width *= 2 }
        index()
    }

    private mutating func index() {
        /// For each node the last row that is covered, plus one.
        var covered = Array(repeating: Int32(0), count: 2 * width)
        var counts = covered
        for range in ranges {
            SegmentTree.forEachNode(over: range.columns, of: width) { node in
                let bottom = Int32(range.last.row)
                guard bottom >= covered[node] else { return }
                covered[node] = bottom + 1
                counts[node] += 1
            }
        }
        starts = [0]
        starts.reserveCapacity(2 * width + 1)
        var count: Int32 = 0
        for node in counts.indices {
            count += counts[node]
            starts.append(count)
            covered[node] = 0
        }
        var next = starts
        pieces = Array(repeating: Piece(top: 0, bottom: 0, range: 0), count: Int(count))
        // Ranges begin ever further down: what an earlier one leaves of a later one is its end.
        for (position, range) in ranges.enumerated() {
            SegmentTree.forEachNode(over: range.columns, of: width) { node in
                let bottom = Int32(range.last.row)
                guard bottom >= covered[node] else { return }
                pieces[Int(next[node])] = Piece(
                    top: max(Int32(range.first.row), covered[node]), bottom: bottom,
                    range: Int32(position))
                covered[node] = bottom + 1
                next[node] += 1
            }
        }
    }

    /// The range that covers a cell, both counted from 0; of overlapping ones the first in order.
    package func range(containingRow row: Int, column: Int) -> CellRange? {
        if starts.isEmpty { return ranges.first { $0.contains(row: row, column: column) } }
        guard let row = Int32(exactly: row), column >= 0, column < width else { return nil }
        var best = Int32.max
        var node = column + width
        while node > 0 {
            best = min(best, first(in: node, row) ?? .max)
            node /= 2
        }
        return best == .max ? nil : ranges[Int(best)]
    }

    /// The first range of a node that covers a row.
    private func first(in node: Int, _ row: Int32) -> Int32? {
        let end = Int(starts[node + 1])
        var (low, high) = (Int(starts[node]), end)
        while low < high {
            let middle = (low + high) / 2
            if pieces[middle].bottom < row { low = middle + 1 } else { high = middle }
        }
        return low < end && pieces[low].top <= row ? pieces[low].range : nil
    }
}

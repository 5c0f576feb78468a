/// The styles of columns (ISO/IEC 29500-1, 18.3.1.13), the later one where two are told for a column: no file of
/// sense does so, but one may do it a hundred thousand times for all columns.
struct ColumnStyles {
    private struct Mark {
        /// The how manieth it was; the highest one counts.
        var order = 0
        var style = 0
    }

    /// A tree over the columns: the marks of a column are those on its way to the root.
    private var marks: [Mark] = []
    private var count = 0

    private static let leaves = CellReference.columnCount

    /// - Parameters:
    ///   - first: counted from 1, like `last`.
    mutating func set(_ style: Int, first: Int, last: Int) {
        guard first <= ColumnStyles.leaves, last >= 1, first <= last else { return }
        if marks.isEmpty { marks = Array(repeating: Mark(), count: 2 * ColumnStyles.leaves) }
        count += 1
        let mark = Mark(order: count, style: style)
        let columns = max(first, 1) - 1...min(last, ColumnStyles.leaves) - 1
        SegmentTree.forEachNode(over: columns, of: ColumnStyles.leaves) { marks[$0] = mark }
    }

    /// The style of a column, counted from 0, if it has one.
    subscript(column: Int) -> Int? {
        var index = column + ColumnStyles.leaves
        guard column >= 0, marks.indices.contains(index) else { return nil }
        var found = Mark()
        while index > 0 {
            if marks[index].order > found.order { found = marks[index] }
            index >>= 1
        }
        return found.order > 0 ? found.style : nil
    }
}

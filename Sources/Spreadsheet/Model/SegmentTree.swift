/// The shape of a segment tree over lines (Bentley, 1977), kept in an array: the leaf of a line stands at the line plus
/// their number, the children of a node at twice its position, and its parent at half.
enum SegmentTree {
    /// The fewest nodes that make up a range of lines.
    ///
    /// - Parameter width: leaves, a power of two above all lines.
    static func forEachNode(
        over lines: ClosedRange<Int>, of width: Int, _ body: (Int) -> Void
    ) {
        var (left, right) = (lines.lowerBound + width, lines.upperBound + width + 1)
        while left < right {
            if left & 1 == 1 {
                body(left)
                left += 1
            }
            if right & 1 == 1 {
                right -= 1
                body(right)
            }
            left /= 2
            right /= 2
        }
    }
}

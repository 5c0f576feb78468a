/// Looks for merged ranges that Excel would refuse.
enum MergeCheck {
    /// - Throws: `notWritable` with reason `mergeOfOneCell` or `overlappingMerges` and the cell where a
    ///   range begins.
    static func check(_ merges: [CellRange]) throws(SpreadsheetError) {
        // Ranges that reach the current row, by first column: as long as none overlap, neighbours
        // are all that a new one has to be held against.
        var open: [CellRange] = []
        for range in merges.sorted(by: { $0.first < $1.first }) {
            guard range.first != range.last else {
                throw SpreadsheetError(
                    .notWritable, reason: "mergeOfOneCell", cell: "\(range.first)")
            }
            var place =
                open.partitioningIndex { $0.first.column > range.first.column } ?? open.count
            // Ranges that ended above make way.
            while place > 0, open[place - 1].last.column >= range.first.column {
                try refuse(open[place - 1], range)
                open.remove(at: place - 1)
                place -= 1
            }
            while place < open.count, open[place].first.column <= range.last.column {
                try refuse(open[place], range)
                open.remove(at: place)
            }
            open.insert(range, at: place)
        }
    }

    private static func refuse(
        _ earlier: CellRange, _ range: CellRange
    ) throws(SpreadsheetError) {
        guard earlier.last.row < range.first.row else {
            throw SpreadsheetError(
                .notWritable, reason: "overlappingMerges", cell: "\(range.first)",
                detail: "\(earlier) and \(range)")
        }
    }
}

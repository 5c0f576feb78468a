/// Rows or columns of a table, in order.
struct LineSet {
    let ordered: [Int]
    /// For each line from the first to the last, whether it belongs.
    private let marks: [Bool]

    init(_ lines: [Int]) {
        var ordered = lines.sorted()
        var last: Int?
        ordered.removeAll { line in
            defer { last = line }
            return line == last
        }
        var marks: [Bool] = []
        if let first = ordered.first, let last = ordered.last {
            marks = Array(repeating: false, count: last - first + 1)
            for line in ordered { marks[line - first] = true }
        }
        self.ordered = ordered
        self.marks = marks
    }

    var first: Int? { ordered.first }
    var last: Int? { ordered.last }

    func contains(_ line: Int) -> Bool {
        guard let first = ordered.first, marks.indices.contains(line - first) else { return false }
        return marks[line - first]
    }
}

/// The tables above and below one, whose rows end it.
struct NeighbouringTables {
    private let tables: [KeyTable]

    init(_ tables: [KeyTable]) { self.tables = tables }

    /// Whether a row has a key of one of them.
    func haveKey(inRow row: Int) -> Bool {
        tables.contains { table in
            guard row >= table.firstRow, row <= table.lastRow else { return false }
            return table.firstRow(from: row) == row
        }
    }

    /// The nearest row above another that has a key of theirs.
    func lastRow(above row: Int) -> Int? { tables.compactMap { $0.lastRow(before: row) }.max() }

    /// The nearest row below another that has a key of theirs.
    func firstRow(below row: Int) -> Int? {
        tables.compactMap { $0.firstRow(from: row + 1) }.min()
    }
}

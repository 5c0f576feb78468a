/// Cells of a sheet that can be asked for one in a range, however many there are and however large it is.
///
/// The rows stand in blocks of 1, 8, 64 and so on, each of which knows its columns. A range is at most some
/// hundred blocks.
struct CellBlocks {
    private struct Column {
        let number: Int
        /// Cells in it, within the block.
        var count: Int
    }

    private static let step = 3
    /// Four blocks of this size are a whole sheet.
    private static let highest = 18

    private var rows = LineBits()
    /// The columns of each block, in order.
    private var blocks: [Int: [Column]] = [:]

    init() {}

    init(_ cells: some Sequence<CellReference>) {
        for cell in cells { insert(cell) }
    }

    /// By row, with their columns.
    init(_ cells: [Int: [Int]]) {
        for (row, columns) in cells {
            for column in columns {
                if let cell = CellReference(row: row, column: column) { insert(cell) }
            }
        }
    }

    private static func key(_ row: Int, _ size: Int) -> Int { (row >> size) << 5 | size }

    func contains(_ cell: CellReference) -> Bool {
        blocks[CellBlocks.key(cell.row, 0)].map {
            CellBlocks.index(of: cell.column, in: $0) != nil
        } ?? false
    }

    mutating func insert(_ cell: CellReference) {
        if contains(cell) { return }
        rows.insert(cell.row)
        for size in stride(from: 0, through: CellBlocks.highest, by: CellBlocks.step) {
            CellBlocks.change(
                cell.column, by: 1, in: &blocks[CellBlocks.key(cell.row, size), default: []])
        }
    }

    mutating func remove(_ cell: CellReference) {
        guard contains(cell) else { return }
        for size in stride(from: 0, through: CellBlocks.highest, by: CellBlocks.step) {
            CellBlocks.change(
                cell.column, by: -1, in: &blocks[CellBlocks.key(cell.row, size), default: []])
        }
    }

    /// One of the cells in a range.
    func first(rows: ClosedRange<Int>, columns: ClosedRange<Int>) -> CellReference? {
        guard let row = self.rows.next(from: rows.lowerBound), row <= rows.upperBound else {
            return nil
        }
        var start = rows.lowerBound
        while start <= rows.upperBound {
            var size = 0
            while size < CellBlocks.highest {
                let larger = 1 << (size + CellBlocks.step)
                guard start & (larger - 1) == 0, start + larger - 1 <= rows.upperBound else {
                    break
                }
                size += CellBlocks.step
            }
            if let found = blocks[CellBlocks.key(start, size)],
                let index = found.partitioningIndex(where: { $0.number >= columns.lowerBound }),
                found[index].number <= columns.upperBound
            {
                return cell(inColumn: found[index].number, from: start, size)
            }
            start += 1 << size
        }
        return nil
    }

    /// The first cell of a column in a block that has one.
    private func cell(inColumn column: Int, from start: Int, _ size: Int) -> CellReference? {
        var (start, size) = (start, size)
        while size > 0 {
            size -= CellBlocks.step
            let parts = stride(from: start, to: start + (8 << size), by: 1 << size)
            let part = parts.first { part in
                blocks[CellBlocks.key(part, size)].map {
                    CellBlocks.index(of: column, in: $0) != nil
                } ?? false
            }
            guard let part else { return nil }
            start = part
        }
        return CellReference(row: start, column: column)
    }

    private static func index(of column: Int, in columns: [Column]) -> Int? {
        guard let index = columns.partitioningIndex(where: { $0.number >= column }),
            columns[index].number == column
        else { return nil }
        return index
    }

    private static func change(_ column: Int, by number: Int, in columns: inout [Column]) {
        if let index = index(of: column, in: columns) {
            columns[index].count += number
            if columns[index].count <= 0 { columns.remove(at: index) }
        } else if number > 0 {
            let place = columns.partitioningIndex { $0.number >= column } ?? columns.count
            columns.insert(Column(number: column, count: number), at: place)
        }
    }
}

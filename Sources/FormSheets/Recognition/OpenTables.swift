/// Tables that a key may still join, by the column of their keys: a sheet may have thousands of them, side by side.
struct OpenTables {
    /// Positions of the first tables: all of them, as long as there are few.
    private var first: [Int] = []
    /// In order.
    private var byColumn: [Int: [Int]] = [:]

    /// Rows without a key after which nothing joins a table any more. A roll-up has four columns for each figure that the
    /// form does not know.
    private let reach: Int
    private static let few = 16

    init(ofRollUps: Bool) { reach = ofRollUps ? 160 : 20 }

    mutating func insert(_ index: Int, column: Int) {
        if first.count <= OpenTables.few { first.append(index) }
        byColumn[column, default: []].append(index)
    }

    /// Takes note that most keys of a table now stand in another column.
    mutating func move(_ index: Int, from column: Int, to other: Int) {
        guard column != other else { return }
        byColumn[column]?.removeAll { $0 == index }
        let place = byColumn[other]?.firstIndex { $0 > index }
        byColumn[other, default: []].insert(index, at: place ?? byColumn[other]?.count ?? 0)
    }

    /// The nearest table around a column whose last key is not far above a row and that is fit; of several the newest.
    ///
    /// - Parameter isFit: what stands between a key and a table costs more to look at than to order tables.
    mutating func nearest(
        to column: Int, above row: Int, in tables: [KeyTable], where isFit: (Int) -> Bool
    ) -> Int? {
        for distance in 0...KeyTable.spread {
            if first.count <= OpenTables.few {
                let found = first.last { index in
                    abs(tables[index].keyColumn - column) == distance
                        && row - tables[index].lastRow <= reach && isFit(index)
                }
                if let found { return found }
                continue
            }
            let left = open(column - distance, row, tables)
            let right = distance == 0 ? [] : open(column + distance, row, tables)
            if let found = OpenTables.newest(of: left, right, where: isFit) { return found }
        }
        return nil
    }

    /// The tables of a column; those too far above are let go.
    private mutating func open(_ column: Int, _ row: Int, _ tables: [KeyTable]) -> [Int] {
        guard let indices = byColumn[column] else { return [] }
        if indices.allSatisfy({ row - tables[$0].lastRow <= reach }) { return indices }
        let open = indices.filter { row - tables[$0].lastRow <= reach }
        byColumn[column] = open.isEmpty ? nil : open
        return open
    }

    /// The last that is fit of two lists in order.
    private static func newest(
        of left: [Int], _ right: [Int], where isFit: (Int) -> Bool
    ) -> Int? {
        var (left, right) = (left[...], right[...])
        while true {
            let index =
                (left.last ?? -1) > (right.last ?? -1) ? left.popLast() : right.popLast()
            guard let index else { return nil }
            if isFit(index) { return index }
        }
    }
}

/// Tables that a key may still join, by the column of their keys: a sheet may have thousands of them, side by side.
struct OpenTables {
    /// Positions of the first tables: all of them, as long as there are few.
    private var first: [Int] = []
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
        byColumn[other, default: []].append(index)
    }

    /// The tables around a column whose last key is not far above a row.
    mutating func near(_ column: Int, above row: Int, in tables: [KeyTable]) -> [Int] {
        if first.count <= OpenTables.few {
            return first.filter { index in
                row - tables[index].lastRow <= reach
                    && abs(tables[index].keyColumn - column) <= KeyTable.spread
            }
        }
        var found: [Int] = []
        for column in column - KeyTable.spread...column + KeyTable.spread {
            guard let indices = byColumn[column] else { continue }
            let open = indices.filter { row - tables[$0].lastRow <= reach }
            if open.count < indices.count { byColumn[column] = open.isEmpty ? nil : open }
            found += open
        }
        return found
    }
}

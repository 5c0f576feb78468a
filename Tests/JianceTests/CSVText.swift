/// Takes a table in CSV (RFC 4180) apart again.
struct CSVText {
    let rows: [[String]]
    /// Cells that stood in quotes, by row and column.
    let quoted: Set<[Int]>

    init(_ text: String) {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = ""
        var quoted = Set<[Int]>()
        var isInQuotes = false
        var scalars = Array(text.unicodeScalars)[...]
        if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "\"" where isInQuotes && scalars.first == "\"":
                cell.unicodeScalars.append("\"")
                scalars.removeFirst()
            case "\"":
                isInQuotes.toggle()
                quoted.insert([rows.count, row.count])
            case "," where !isInQuotes:
                row.append(cell)
                cell = ""
            case "\r" where !isInQuotes && scalars.first == "\n":
                scalars.removeFirst()
                rows.append(row + [cell])
                row = []
                cell = ""
            default: cell.unicodeScalars.append(scalar)
            }
        }
        // What follows the last line end would be a line without one.
        if !row.isEmpty || !cell.isEmpty { rows.append(row + [cell]) }
        self.rows = rows
        self.quoted = quoted
    }
}

import MonitoringForm
import Spreadsheet

/// Draws a sheet as a ruled grid of text, merged ranges without their inner lines.
struct GridDrawing {
    private let grid: SheetGrid
    /// Widest column, in terminal columns; longer text is cut.
    private static let widest = 24
    /// Scalars of a text that are looked at.
    private static let longestText = 400
    /// Rows and columns drawn; the rest is counted.
    private static let rowLimit = 400
    private static let columnLimit = 60

    init(_ grid: SheetGrid) { self.grid = grid }

    /// Cells that are drawn, with or without content.
    var cellCount: Int {
        min(grid.usedRows.count, GridDrawing.rowLimit)
            * min(grid.usedRange?.columns.count ?? 0, GridDrawing.columnLimit)
    }

    var text: String {
        guard let used = grid.usedRange else { return "(empty)\n" }
        let rows = grid.usedRows.prefix(GridDrawing.rowLimit)
        let columns = Array(used.columns.prefix(GridDrawing.columnLimit))
        let texts = rows.map { row in columns.map { content(row, $0) } }
        let widths = columns.indices.map { index in
            let widest = texts.map { DisplayWidth.of($0[index]) }.max() ?? 0
            return min(GridDrawing.widest, max(3, widest))
        }
        let margin = String(rows.last.map { $0 + 1 } ?? 0).count
        var lines: [String] = []
        let head = zip(columns, widths).map { column, width in
            GridDrawing.fit(CellReference.letters(ofColumn: column), width)
        }
        lines.append(String(repeating: " ", count: margin) + "  " + head.joined(separator: "  "))
        for (row, cells) in zip(rows, texts) {
            let number = String(row + 1)
            var line = String(repeating: " ", count: margin - number.count) + number + " "
            for (index, width) in widths.enumerated() {
                let isInside = index > 0 && isContinued(row, columns[index])
                line += (isInside ? " " : "│") + GridDrawing.fit(cells[index], width) + " "
            }
            lines.append(line + "│")
        }
        let hiddenRows = grid.usedRows.count - rows.count
        if hiddenRows > 0 { lines.append("… \(hiddenRows) more rows") }
        let hiddenColumns = used.columns.count - columns.count
        if hiddenColumns > 0 { lines.append("… \(hiddenColumns) more columns") }
        if !grid.merges.ranges.isEmpty {
            let merges = grid.merges.ranges.prefix(200).map(\.description)
            lines.append("merged: " + merges.joined(separator: " "))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Whether a cell is merged with the one to its left.
    private func isContinued(_ row: Int, _ column: Int) -> Bool {
        grid.merges.range(containingRow: row, column: column)
            .map { $0.first.column < column } ?? false
    }

    private func content(_ row: Int, _ column: Int) -> String {
        guard let cell = grid.cell(row: row, column: column) else { return "" }
        let text =
            switch cell.value {
            case .empty: "ƒ"
            case .number(let digits): digits
            case .text(let text): text
            case .boolean(let value): value ? "TRUE" : "FALSE"
            case .error(let text): text
            case .damaged: "⚠"
            }
        return GridDrawing.start(of: text)
    }

    /// The text in one line, as far as a column can show it: it may have megabytes.
    private static func start(of text: String) -> String {
        var shown = String.UnicodeScalarView()
        var width = 0
        var looks = 0
        var last: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            defer { last = scalar }
            looks += 1
            if looks > longestText {
                shown.append("…")
                break
            }
            switch scalar {
            case "\n": if last != "\r" { shown.append("⏎") }
            case "\r", "\t", "\u{B}", "\u{C}", "\u{1B}", "\u{85}", "\u{2028}", "\u{2029}": continue
            default: shown.append(scalar)
            }
            width += DisplayWidth.of(scalar)
            if width > widest { break }
        }
        return String(shown)
    }

    /// The text cut or padded to a width.
    private static func fit(_ text: String, _ width: Int) -> String {
        var result = ""
        var used = 0
        let isLong = DisplayWidth.of(text) > width
        for scalar in text.unicodeScalars {
            let next = DisplayWidth.of(scalar)
            if used + next > width - (isLong ? 1 : 0) { break }
            result.unicodeScalars.append(scalar)
            used += next
        }
        if isLong {
            result += "…"
            used += 1
        }
        return result + String(repeating: " ", count: max(0, width - used))
    }
}

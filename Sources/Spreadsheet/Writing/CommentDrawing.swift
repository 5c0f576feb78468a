import XMLStream

/// The boxes of a sheet's comments as a VML drawing (ISO/IEC 29500-4, 19): without it Excel does not
/// show them.
struct CommentDrawing {
    let comments: [CellComment]
    /// Shape identifiers are 1,024 times this and up; no two sheets may share a block.
    let firstBlock: Int
    let sizes: CellSizes

    /// Blocks of identifiers that so many comments need.
    static func blocks(for count: Int) -> Int { count / 1024 + 1 }

    /// What all boxes are made after.
    static let shapeType: StaticString =
        "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>"

    func write(to xml: inout XMLWriter) {
        let blocks = firstBlock..<firstBlock + CommentDrawing.blocks(for: comments.count)
        xml.markup(
            "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\""
        )
        xml.attribute("data", blocks.map { "\($0)" }.joined(separator: ","))
        xml.markup("/></o:shapelayout>")
        xml.markup(CommentDrawing.shapeType)
        for (index, comment) in comments.enumerated() {
            let number = firstBlock * 1024 + index + 1
            CommentDrawing.shape(number, index + 1, comment, sizes, to: &xml)
        }
        xml.markup("</xml>")
    }

    /// Writes the box of one comment.
    ///
    /// - Parameters:
    ///   - number: its own among all shapes of the workbook.
    ///   - depth: its place in the pile.
    static func shape(
        _ number: Int, _ depth: Int, _ comment: CellComment, _ sizes: CellSizes,
        to xml: inout XMLWriter
    ) {
        let visibility = comment.isVisible ? "" : ";visibility:hidden"
        xml.markup("<v:shape")
        xml.attribute("id", "_x0000_s\(number)", in: .plain)
        xml.attribute("type", "#_x0000_t202", in: .plain)
        xml.attribute("style", "position:absolute;z-index:\(depth)\(visibility)")
        xml.markup(
            " fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"/></v:textbox><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>"
        )
        xml.element("x:Anchor") { $0.text(anchor(comment, sizes), in: .plain) }
        xml.markup("<x:AutoFill>False</x:AutoFill>")
        xml.element("x:Row") { $0.integer(comment.cell.row) }
        xml.element("x:Column") { $0.integer(comment.cell.column) }
        if comment.isVisible { xml.markup("<x:Visible/>") }
        xml.markup("</x:ClientData></v:shape>")
    }

    /// Left column and offset, top row and offset, right and bottom likewise: to the right of the cell
    /// and a little above it, as Excel places a new comment.
    private static func anchor(_ comment: CellComment, _ sizes: CellSizes) -> String {
        let pixels = { (points: Double) in Int((points * 4 / 3).rounded()) }
        let isAtTop = comment.cell.row == 0
        let horizontal = CommentDrawing.span(
            from: comment.cell.column + 1, offset: 15, length: pixels(comment.width),
            limit: CellReference.columnCount, size: sizes.pixels(ofColumn:))
        let vertical = CommentDrawing.span(
            from: max(0, comment.cell.row - 1), offset: isAtTop ? 2 : 10,
            length: pixels(comment.height), limit: CellReference.rowCount,
            size: sizes.pixels(ofRow:))
        let values = [
            horizontal.start, horizontal.startOffset, vertical.start, vertical.startOffset,
            horizontal.end, horizontal.endOffset, vertical.end, vertical.endOffset,
        ]
        return values.map { "\($0)" }.joined(separator: ", ")
    }

    /// Where a length ends that begins in a column or row; at the end of the sheet it is moved back.
    private static func span(
        from start: Int, offset: Int, length: Int, limit: Int, size: (Int) -> Int
    ) -> (start: Int, startOffset: Int, end: Int, endOffset: Int) {
        var start = min(start, limit - 1)
        while start > 0 {
            var room = -offset
            var index = start
            while index < limit, room < length {
                room += size(index)
                index += 1
            }
            if room >= length { break }
            start -= 1
        }
        var (end, rest) = (start, offset + length)
        while end < limit - 1, rest >= size(end) {
            rest -= size(end)
            end += 1
        }
        return (start, offset, end, rest)
    }
}

/// Widths and heights of a sheet in pixels at 96 dpi, as far as they are known.
struct CellSizes {
    let columns: [ColumnSetup]
    let defaultRowHeight: Double
    /// Points, by row.
    let rowHeights: [Int: Double]

    func pixels(ofColumn column: Int) -> Int {
        guard let setup = columns.first(where: { $0.columns.contains(column) }) else { return 64 }
        return setup.isHidden ? 0 : Int(setup.width * 7)
    }

    func pixels(ofRow row: Int) -> Int {
        Int((rowHeights[row] ?? defaultRowHeight) * 4 / 3)
    }
}

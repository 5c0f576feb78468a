/// Excel's limits for what is written; a workbook beyond them opens with a repair, or not at all.
enum SheetLimits {
    /// UTF-16 units of the text of a cell, or of a comment.
    static let text = 32_767
    /// Characters of a formula.
    static let formula = 8_192
    /// Points.
    static let rowHeight = 409.5
    static let columnWidth = 255.0
    /// Hyperlinks of one sheet.
    static let hyperlinks = 65_530
    /// UTF-16 units of a link's target.
    static let linkTarget = 2_079
    /// UTF-16 units of a link's tooltip, a header or footer, or a name.
    static let shortText = 255
}

/// The text of a formula as the file has it.
enum CellFormula {
    /// Without the `=` that people put in front.
    static func text(_ formula: String) -> String {
        formula.utf8.first == UInt8(ascii: "=") ? String(formula.dropFirst()) : formula
    }
}

/// A style of the workbook, to be given to cells: its index in `cellXfs`.
package struct StyleID: Hashable, Sendable {
    let index: Int

    /// The base font and nothing else.
    package static let normal = StyleID(index: 0)
}

/// The different styles of a workbook, each once, numbered in the order they were asked for.
struct StyleTable {
    /// Values without repetition, and where each stands.
    struct Numbered<Value: Hashable> {
        private(set) var values: [Value] = []
        private var indices: [Value: Int] = [:]

        mutating func index(of value: Value) -> Int {
            if let index = indices[value] { return index }
            indices[value] = values.count
            values.append(value)
            return values.count - 1
        }
    }

    /// Indices of the parts of a style.
    struct Format: Hashable {
        let font: Int
        let fill: Int
        let border: Int
        let numberFormat: Int
        let alignment: CellAlignment
        let isLocked: Bool
        let hidesFormula: Bool
    }

    private(set) var fonts = Numbered<CellFont>()
    private(set) var fills = Numbered<CellColor>()
    private(set) var borders = Numbered<CellBorder>()
    private(set) var codes = Numbered<String>()
    private(set) var formats = Numbered<Format>()
    private(set) var differentials = Numbered<DifferentialStyle>()
    private let baseFont: CellFont

    /// Excel's limit of cell formats in a workbook.
    private static let formatLimit = 65_490
    /// Excel's limit of fonts in a workbook.
    private static let fontLimit = 1_024
    /// Fills 0 and 1 are fixed: none and the pattern `gray125`.
    static let firstFill = 2
    /// Identifiers below are the standard's own (18.8.30).
    static let firstCode = 164

    /// Format codes that the standard numbers, as far as they are the same in every locale.
    private static let builtIn = [
        "General": 0, "0": 1, "0.00": 2, "#,##0": 3, "#,##0.00": 4, "0%": 9, "0.00%": 10,
        "0.00E+00": 11, "@": 49,
    ]

    init(baseFont: CellFont) throws(SpreadsheetError) {
        self.baseFont = baseFont
        _ = try id(of: CellStyle())
    }

    /// - Throws: `notWritable` with reason `styles`, `numberFormat`, `font`, `indent` or `rotation`.
    mutating func id(of style: CellStyle) throws(SpreadsheetError) -> StyleID {
        let font = style.font ?? baseFont
        guard !font.name.isEmpty, font.name.utf16.count <= 31, (1...409).contains(font.size) else {
            throw SpreadsheetError(.notWritable, reason: "font", detail: font.name)
        }
        guard !style.numberFormat.isEmpty, style.numberFormat.utf16.count <= 255 else {
            throw SpreadsheetError(.notWritable, reason: "numberFormat", detail: style.numberFormat)
        }
        guard (0...250).contains(style.alignment.indent) else {
            throw SpreadsheetError(.notWritable, reason: "indent")
        }
        guard (-90...90).contains(style.alignment.rotation ?? 0) else {
            throw SpreadsheetError(.notWritable, reason: "rotation")
        }
        let format = Format(
            font: fonts.index(of: font),
            fill: style.fill.map { fills.index(of: $0) + StyleTable.firstFill } ?? 0,
            border: borders.index(of: style.border),
            numberFormat: StyleTable.builtIn[style.numberFormat]
                ?? codes.index(of: style.numberFormat) + StyleTable.firstCode,
            alignment: style.alignment, isLocked: style.isLocked, hidesFormula: style.hidesFormula)
        let index = formats.index(of: format)
        guard index < StyleTable.formatLimit, fonts.values.count <= StyleTable.fontLimit else {
            throw SpreadsheetError(.notWritable, reason: "styles")
        }
        return StyleID(index: index)
    }

    mutating func index(of style: DifferentialStyle) -> Int { differentials.index(of: style) }
}

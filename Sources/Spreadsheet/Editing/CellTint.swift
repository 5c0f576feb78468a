/// A background that lies over cells without touching their styles: a conditional format whose condition is
/// always true, and which is known again by its formula, whichever program has saved the workbook since.
package struct CellTint: Hashable, Sendable {
    package var ranges: [CellRange]
    /// As `AARRGGBB` in hexadecimal digits.
    package var fill: String

    package init(_ ranges: [CellRange], fill: String) {
        self.ranges = ranges
        self.fill = fill
    }

    static let formula = "\"jiance\"=\"jiance\""
}

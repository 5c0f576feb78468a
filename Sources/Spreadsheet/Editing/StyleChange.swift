/// What is different in a style that is derived from another.
package struct StyleChange: Hashable, Sendable {
    /// A solid background, as `AARRGGBB` in hexadecimal digits (ISO/IEC 29500-1, 18.18.86).
    package var fill: String?
    /// The code of a number format (18.8.31).
    package var numberFormat: String?

    package init(fill: String? = nil, numberFormat: String? = nil) {
        self.fill = fill
        self.numberFormat = numberFormat
    }
}

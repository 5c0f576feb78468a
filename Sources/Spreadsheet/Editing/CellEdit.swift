/// One cell's change. What is nil stays.
package struct CellEdit: Hashable, Sendable {
    /// What a cell shall hold.
    package enum Content: Hashable, Sendable {
        /// Digits that go into the file as they are (XML Schema, xsd:double), so that no decimal is lost.
        case number(String)
        case text(String)
        case boolean(Bool)
        /// Nothing; the cell keeps its style.
        case blank
    }

    /// How a cell shall look.
    package enum Style: Hashable, Sendable {
        /// An index into the cell formats of the workbook (ISO/IEC 29500-1, 18.8.10).
        case index(Int)
        /// The style the cell has, or would have by its row or column, with something changed.
        case changed(StyleChange)
    }

    package var reference: CellReference
    package var content: Content?
    package var style: Style?

    package init(
        _ reference: CellReference, _ content: Content? = nil, style: Style? = nil
    ) {
        self.reference = reference
        self.content = content
        self.style = style
    }

    /// Excel's limit for the characters of a cell.
    static let textLimit = 32_767

    /// What Excel holds is below this.
    static let numberLimit = 1e308

    /// - Throws: `refusedEdit` where no cell can hold this.
    func check() throws(SpreadsheetError) {
        switch content {
        case .number(let digits)
        where !NumberLiteral.isValid(Array(digits.utf8)[...])
            || !(Double(digits)?.magnitude ?? .infinity).isLess(than: CellEdit.numberLimit):
            throw SpreadsheetError(
                .refusedEdit, reason: "malformedNumber", cell: "\(reference)", detail: digits)
        case .text(let text) where text.utf16.count > CellEdit.textLimit:
            throw SpreadsheetError(.refusedEdit, reason: "textTooLong", cell: "\(reference)")
        default: break
        }
    }
}

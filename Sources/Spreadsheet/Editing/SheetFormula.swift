/// A formula with what it needs to be known by: where it is and what it says.
struct SheetFormula: Sendable {
    let reference: CellReference
    /// Nil where the text cannot be told, such as a member of a shared formula without a first cell.
    let text: String?
    /// The cells that an array formula fills.
    let range: CellRange?
    /// Whether an edit takes it away.
    let isLost: Bool
    /// A data table: what it depends on is not in its text.
    let isOpaque: Bool

    /// The same as one whose text cannot be told.
    var withoutText: SheetFormula {
        SheetFormula(
            reference: reference, text: nil, range: range, isLost: isLost, isOpaque: isOpaque)
    }
}

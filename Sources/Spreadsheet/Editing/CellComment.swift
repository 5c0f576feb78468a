/// A note at a cell, of the kind that every program shows (ISO/IEC 29500-1, 18.7).
package struct CellComment: Hashable, Sendable {
    package var reference: CellReference
    package var text: String
    package var author: String

    package init(_ reference: CellReference, _ text: String, author: String) {
        self.reference = reference
        self.text = text
        self.author = author
    }
}

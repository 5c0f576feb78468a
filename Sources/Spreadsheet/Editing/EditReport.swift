import ZipContainer

/// A cell of a workbook by the name of its sheet.
package struct CellPlace: Hashable, Sendable {
    package let sheet: String
    package let reference: CellReference

    package init(sheet: String, reference: CellReference) {
        self.sheet = sheet
        self.reference = reference
    }
}

/// What an edit has done to a workbook.
package struct EditReport: Sendable {
    /// The stretches of each touched part that are other than before, in order; all else is the same to
    /// the byte.
    package internal(set) var splices: [String: [Splice]] = [:]
    package internal(set) var addedParts: [String] = []
    package internal(set) var removedParts: [String] = []
    /// Cells whose formula gave way to a value.
    package internal(set) var droppedFormulas: [CellPlace] = []
    /// Formulas whose stored result was computed anew.
    package internal(set) var recomputed: [CellPlace] = []
    /// Formulas whose stored result was taken away, since it is no longer known to be right.
    package internal(set) var invalidated: [CellPlace] = []
    /// Whether there were too many formulas to follow: stored results may be out of date until a program
    /// has calculated.
    package internal(set) var hasUnknownDependents = false
    /// Whether the workbook was signed and the signature no longer holds.
    package internal(set) var breaksSignature = false

    package init() {}

    /// Whether the workbook is the same as before, to the byte.
    package var isUnchanged: Bool {
        splices.isEmpty && addedParts.isEmpty && removedParts.isEmpty
    }
}

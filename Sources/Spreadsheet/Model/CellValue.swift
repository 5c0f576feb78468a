/// What a cell holds, before anything is read into it.
package enum CellValue: Hashable, Sendable {
    /// Nothing, or a formula without a stored result.
    case empty
    /// The digits as stored, so that no decimal is lost to binary; dates are numbers.
    case number(String)
    case text(String)
    case boolean(Bool)
    /// `#DIV/0!`, `#REF!` …
    case error(String)
    /// The cell contradicts the tables it points into, or its own type.
    case damaged(CellDefect)
}

/// How the markup of one cell is at fault; the other cells of the sheet are not concerned.
package enum CellDefect: String, Hashable, Sendable {
    /// The shared string table has no such entry.
    case sharedStringIndex
    /// Not a number, boolean or date, although the cell's type says so.
    case malformedValue
    /// A `t` that ISO/IEC 29500-1, 18.18.11 (ST_CellType) does not know.
    case unknownType
}

/// A cell with content.
package struct Cell: Sendable {
    package let value: CellValue
    package let reference: CellReference
    package let hasFormula: Bool
    @usableFromInline let storedStyle: Int32

    /// Index into the cell formats of the workbook's styles; not checked here.
    @inlinable package var style: Int { Int(storedStyle) }

    package init(reference: CellReference, value: CellValue, style: Int, hasFormula: Bool) {
        self.reference = reference
        self.value = value
        storedStyle = Int32(clamping: style)
        self.hasFormula = hasFormula
    }
}

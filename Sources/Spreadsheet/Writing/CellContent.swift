/// What is to be written into a cell.
package enum CellContent: Hashable, Sendable {
    /// Nothing but the style.
    case blank
    /// A finite number, written as the shortest decimal that reads back.
    case number(Double)
    /// A number as the decimal text it is to be stored as (XML Schema, xsd:double, finite): no digit is
    /// lost or made up.
    case numeral(String)
    /// Text, whatever it looks like: `=1+1` and `007` stay text. At most 32,767 UTF-16 units.
    case text(String)
    case boolean(Bool)
    /// A day, as its serial number; the style has to show it as a date. From 1900-01-01 on.
    case date(year: Int, month: Int, day: Int)
    /// A formula without `=`, at most 8,192 characters, and the result that is shown until it is
    /// calculated anew. Without a result the workbook asks to be calculated when it is opened.
    case formula(String, result: FormulaResult?)
}

/// The stored result of a formula.
package enum FormulaResult: Hashable, Sendable {
    case number(Double)
    case numeral(String)
    case text(String)
    case boolean(Bool)
    /// `#DIV/0!` and its like.
    case error(String)
}

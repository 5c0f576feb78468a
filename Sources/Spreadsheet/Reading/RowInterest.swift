/// What a text says to whoever asks for a grid: which rows around it have to be there.
package enum RowInterest: UInt8, Sendable {
    /// Nothing.
    case none
    /// The rows near it, see ``GridBuilder/margin``.
    case near
    /// The rows near it, and all that follow: the head of a table.
    case onward
}

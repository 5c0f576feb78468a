/// The shared string table of a workbook, its texts one behind the other as UTF-8.
///
/// Strings are made when they are asked for: of a table of tens of megabytes a reader may want few.
package final class SharedStrings {
    // One table is read on one thread; see XMLScanner for why access is not checked.
    @exclusivity(unchecked) private var bytes: [UInt8] = []
    @exclusivity(unchecked) private var ends: [UInt32] = []
    /// Strings that were made, by index: cells with one text share it, however long it is.
    @exclusivity(unchecked) private var made: [String?] = []
    @exclusivity(unchecked) private var madeOfMany: [Int: String] = [:]
    /// Up to here a list of all is cheaper than a dictionary of some.
    private static let manyCount = 4096
    /// Strings of so many bytes need no storage of their own.
    private static let inPlaceSize = 15

    package var count: Int { ends.count }

    /// - Throws: where the texts are longer together than positions can tell.
    func append(_ text: Span<UInt8>) throws {
        guard let end = UInt32(exactly: bytes.count + text.count) else {
            throw SpreadsheetError(.limitExceeded, reason: "sharedStrings")
        }
        bytes.append(borrowed: text)
        ends.append(end)
    }

    /// Whether all texts of another table have their indices here too.
    func begins(with other: SharedStrings) -> Bool {
        ends.starts(with: other.ends) && bytes.starts(with: other.bytes)
    }

    private func range(_ index: Int) -> Range<Int> {
        (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
    }

    /// The UTF-8 of the text at `index`, which is below ``count``.
    @inline(__always)
    package func withUTF8<Result>(
        at index: Int, _ body: (Span<UInt8>) throws -> Result
    ) rethrows -> Result {
        let range = range(index)
        return try bytes.withUnsafeBufferPointer { try body($0.span.extracting(range)) }
    }

    /// The text at `index`, which is below ``count``.
    package func string(at index: Int) -> String {
        if ends.count <= SharedStrings.manyCount {
            if made.count != ends.count { made = Array(repeating: nil, count: ends.count) }
            if let known = made[index] { return known }
            let string = withUTF8(at: index) { String(borrowed: $0) }
            made[index] = string
            return string
        }
        if range(index).count <= SharedStrings.inPlaceSize {
            return withUTF8(at: index) { String(borrowed: $0) }
        }
        if let known = madeOfMany[index] { return known }
        let string = withUTF8(at: index) { String(borrowed: $0) }
        madeOfMany[index] = string
        return string
    }
}

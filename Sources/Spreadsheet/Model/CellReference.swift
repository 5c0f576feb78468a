/// A cell's place on a sheet: row and column, counted from 0.
///
/// The A1 notation of ISO/IEC 29500-1, 18.18.62 (ST_CellRef): A1 to XFD1048576.
package struct CellReference: Hashable, Sendable {
    package static let rowCount = 1_048_576
    package static let columnCount = 16_384

    // Narrow, since there is one of these in every cell that is held.
    @usableFromInline let storedRow: UInt32
    @usableFromInline let storedColumn: UInt16

    @inlinable package var row: Int { Int(truncatingIfNeeded: storedRow) }
    @inlinable package var column: Int { Int(truncatingIfNeeded: storedColumn) }

    /// - Returns: nil outside of the sheet.
    package init?(row: Int, column: Int) {
        guard row >= 0, row < CellReference.rowCount, column >= 0,
            column < CellReference.columnCount
        else { return nil }
        storedRow = UInt32(truncatingIfNeeded: row)
        storedColumn = UInt16(truncatingIfNeeded: column)
    }

    /// A1.
    package static let origin = CellReference(firstRow: 0, firstColumn: 0)

    private init(firstRow: UInt32, firstColumn: UInt16) {
        storedRow = firstRow
        storedColumn = firstColumn
    }

    /// Parses A1 notation without `$`; small letters are taken as large ones.
    package init?(_ text: some StringProtocol) {
        var text = String(text)
        let parsed = text.withUTF8 { CellReference($0.span) }
        guard let parsed else { return nil }
        self = parsed
    }

    /// Parses the ASCII bytes of A1 notation.
    package init?(_ bytes: Span<UInt8>) {
        var column = 0
        var index = 0
        while index < bytes.count {
            let letter = bytes[index] & 0xDF
            guard letter >= UInt8(ascii: "A"), letter <= UInt8(ascii: "Z") else { break }
            column = column * 26 + Int(letter - UInt8(ascii: "A")) + 1
            index += 1
            guard index <= 3 else { return nil }
        }
        guard index > 0, index < bytes.count, bytes.count - index <= 7,
            bytes[index] != UInt8(ascii: "0")
        else { return nil }
        var row = 0
        while index < bytes.count {
            let digit = bytes[index]
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
            row = row * 10 + Int(digit - UInt8(ascii: "0"))
            index += 1
        }
        self.init(row: row - 1, column: column - 1)
    }

    /// The letters of a column counted from 0: `A`, `Z`, `AA`, `XFD`.
    package static func letters(ofColumn column: Int) -> String {
        var letters: [UInt8] = []
        var rest = column + 1
        while rest > 0 {
            rest -= 1
            letters.append(UInt8(ascii: "A") + UInt8(rest % 26))
            rest /= 26
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
    }
}

extension CellReference: CustomStringConvertible {
    package var description: String { CellReference.letters(ofColumn: column) + "\(row + 1)" }
}

extension CellReference: Comparable {
    /// Row by row, as a sheet is read.
    package static func < (left: CellReference, right: CellReference) -> Bool {
        (left.row, left.column) < (right.row, right.column)
    }
}

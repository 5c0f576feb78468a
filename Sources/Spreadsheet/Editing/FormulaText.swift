/// The text of a formula (ISO/IEC 29500-1, 18.17), cut into pieces.
///
/// Not a parser: it knows what is a reference, what a name and what a string, and leaves the rest as it is.
package struct FormulaText: Sendable {
    /// One corner of a reference. What is nil is not said: `A:A` has no rows, `1:1` no columns.
    struct Corner: Hashable, Sendable {
        var row: Int?
        var column: Int?
        var rowIsFixed = false
        var columnIsFixed = false
    }

    enum Token: Hashable, Sendable {
        /// `A1`, `$A$1`; `A` and `1` as corners of `A:A` and `1:1`.
        case corner(Corner)
        /// What stands before `!`, without quotes.
        case sheet(String)
        /// A function's name; the parenthesis follows.
        case function(String)
        /// A defined name, a table, TRUE, FALSE.
        case name(String)
        case number(String)
        case string
        /// `#REF!` and its like.
        case error
        /// Brackets with what they hold: a column of a table, another workbook.
        case brackets
        /// An operator, a parenthesis, a comma, white space: one character each.
        case other(UInt8)
    }

    struct Piece: Hashable, Sendable {
        let token: Token
        let range: Range<Int>
    }

    let bytes: [UInt8]
    let pieces: [Piece]

    package init(_ text: String) {
        bytes = Array(text.utf8)
        var lexer = FormulaLexer(bytes)
        pieces = lexer.pieces()
    }

    /// The formula as it reads in another cell, so many rows and columns away.
    ///
    /// - Returns: nil where a reference would leave the sheet.
    package func shifted(rows: Int, columns: Int) -> String? {
        if rows == 0, columns == 0 { return String(decoding: bytes, as: UTF8.self) }
        var result: [UInt8] = []
        var copied = 0
        for piece in pieces {
            guard case .corner(var corner) = piece.token else { continue }
            if let row = corner.row, !corner.rowIsFixed {
                guard row + rows >= 0, row + rows < CellReference.rowCount else { return nil }
                corner.row = row + rows
            }
            if let column = corner.column, !corner.columnIsFixed {
                guard column + columns >= 0, column + columns < CellReference.columnCount else {
                    return nil
                }
                corner.column = column + columns
            }
            result += bytes[copied..<piece.range.lowerBound]
            result += corner.text.utf8
            copied = piece.range.upperBound
        }
        result += bytes[copied...]
        return String(decoding: result, as: UTF8.self)
    }
}

extension FormulaText.Corner {
    var text: String {
        var text = ""
        if let column {
            text += (columnIsFixed ? "$" : "") + CellReference.letters(ofColumn: column)
        }
        if let row { text += (rowIsFixed ? "$" : "") + "\(row + 1)" }
        return text
    }

    /// Parses `A1`, `$A`, `1` and their like; nil for anything else.
    init?(_ word: ArraySlice<UInt8>) {
        var rest = word
        self.init()
        func isLetter(_ byte: UInt8) -> Bool {
            let letter = byte & 0xDF
            return letter >= UInt8(ascii: "A") && letter <= UInt8(ascii: "Z")
        }
        func isDigit(_ byte: UInt8) -> Bool {
            byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
        }
        let dollar = UInt8(ascii: "$")
        var isFixed = rest.first == dollar
        if isFixed { rest.removeFirst() }
        let letters = rest.prefix(while: isLetter)
        if !letters.isEmpty {
            guard letters.count <= 3 else { return nil }
            let number = letters.reduce(0) { $0 * 26 + Int(($1 & 0xDF) - UInt8(ascii: "A")) + 1 }
            guard number <= CellReference.columnCount else { return nil }
            column = number - 1
            columnIsFixed = isFixed
            rest = rest[letters.endIndex...]
            isFixed = rest.first == dollar
            if isFixed { rest.removeFirst() }
        }
        if rest.isEmpty {
            guard column != nil, !isFixed else { return nil }
            return
        }
        guard rest.allSatisfy(isDigit), rest.count <= 7, rest.first != UInt8(ascii: "0"),
            let number = Int(String(decoding: rest, as: UTF8.self)),
            number <= CellReference.rowCount
        else { return nil }
        row = number - 1
        rowIsFixed = isFixed
    }
}

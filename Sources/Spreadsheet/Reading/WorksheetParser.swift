import XMLStream

/// What takes the cells and merged ranges of a worksheet as they come.
package protocol CellSink: AnyObject {
    /// A cell that has a value or a formula. Cells that carry a style only are not reported.
    func cell(_ cell: Cell) throws
    func mergedRange(_ range: CellRange) throws
}

/// Reads a worksheet part (ISO/IEC 29500-1, 18.3.1): the one place that knows how cells are marked up.
final class WorksheetParser: XMLSink {
    private enum Collecting { case nothing, value, formula, inlineText }

    private let sink: any CellSink
    private let strings: [String]
    private let uses1904: Bool
    private let keepsFormulas: Bool

    private var filter = MarkupFilter()
    private var collecting = Collecting.nothing
    private var text: StringText

    private var isInInlineString = false
    /// Row and column that the next row and cell have unless they say otherwise, counted from 0.
    private var nextRow = 0
    private var nextColumn = 0

    // The cell being read.
    private var isInCell = false
    private var row = 0
    private var column = 0
    private var type = CellType.number
    private var style = 0
    private var hasFormula = false
    private var formula: String?
    private var value: String?
    private var inlineText: String?

    /// The values of the `t` attribute (18.18.11).
    private enum CellType { case number, sharedString, string, inlineString, boolean, error, date, unknown }

    init(
        sink: any CellSink, strings: [String], uses1904: Bool, keepsFormulas: Bool,
        stringLimit: Int
    ) {
        self.sink = sink
        self.strings = strings
        self.uses1904 = uses1904
        self.keepsFormulas = keepsFormulas
        text = StringText(limit: stringLimit)
    }

    // MARK: Events

    func start(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        if filter.passesOver(start: name) { return }
        switch name.spreadsheetName {
        case .c: try startCell(attributes)
        case .v where isInCell: collect(.value)
        case .f where isInCell:
            hasFormula = true
            collect(.formula)
        case .is where isInCell: isInInlineString = true
        case .t where isInInlineString: collect(.inlineText)
        case .r where isInInlineString: break
        case .row: try startRow(attributes)
        case .worksheet, .sheetData, .mergeCells: break
        case .mergeCell: try mergedRange(attributes)
        default: filter.skip()
        }
    }

    func end(_ name: XMLName) throws {
        if filter.passesOver(end: name) { return }
        switch name.spreadsheetName {
        case .c: try endCell()
        case .v where collecting == .value:
            value = text.string
            collecting = .nothing
        case .f where collecting == .formula:
            if keepsFormulas, !text.bytes.isEmpty { formula = text.string }
            collecting = .nothing
        case .t where collecting == .inlineText:
            inlineText = (inlineText ?? "") + text.string
            collecting = .nothing
        case .is: isInInlineString = false
        case .row: nextRow = row + 1
        default: break
        }
    }

    func text(_ bytes: Span<UInt8>) throws {
        if collecting != .nothing { try text.append(bytes) }
    }

    private func collect(_ what: Collecting) {
        collecting = what
        text.clear()
    }

    // MARK: Rows and merged ranges

    private func startRow(_ attributes: borrowing XMLAttributes) throws {
        row = nextRow
        nextColumn = 0
        if let stated = attributes.string(.attribute(.r)), !stated.isEmpty {
            guard let number = Int(stated), number >= 1, number <= CellReference.rowCount else {
                throw SpreadsheetError(.corrupt, reason: "rowNumber", detail: stated)
            }
            row = number - 1
        }
        guard row < CellReference.rowCount else {
            throw SpreadsheetError(.corrupt, reason: "rowNumber")
        }
    }

    private func mergedRange(_ attributes: borrowing XMLAttributes) throws {
        guard let text = attributes.string(.attribute(.ref)), let range = CellRange(text) else {
            throw SpreadsheetError(
                .corrupt, reason: "mergedRange", detail: attributes.string(.attribute(.ref)) ?? "")
        }
        try sink.mergedRange(range)
        filter.skip()
    }

    // MARK: Cells

    private func startCell(_ attributes: borrowing XMLAttributes) throws {
        isInCell = true
        column = nextColumn
        type = .number
        style = 0
        hasFormula = false
        formula = nil
        value = nil
        inlineText = nil
        for index in 0..<attributes.count {
            let name = attributes.name(at: index)
            guard name.namespace == XMLName.noNamespace else { continue }
            switch MarkupName(rawValue: name.local) {
            case .r:
                let isEmpty = attributes.withValue(at: index) { $0.isEmpty }
                if isEmpty { continue }
                guard let reference = attributes.withValue(at: index, { CellReference($0) }) else {
                    throw SpreadsheetError(
                        .corrupt, reason: "cellReference", cell: attributes.string(at: index))
                }
                row = reference.row
                column = reference.column
            case .s:
                // An unreadable index is no index of the table: the reader of the cell is told.
                style = attributes.withValue(at: index) { WorksheetParser.index($0) } ?? -1
            case .t:
                type = attributes.withValue(at: index) { WorksheetParser.cellType($0) }
            default: break
            }
        }
        guard column < CellReference.columnCount else {
            throw SpreadsheetError(.corrupt, reason: "cellReference")
        }
        nextColumn = column + 1
    }

    private func endCell() throws {
        isInCell = false
        isInInlineString = false
        let value = cellValue()
        if case .empty = value, !hasFormula { return }
        guard let reference = CellReference(row: row, column: column) else { return }
        try sink.cell(
            Cell(
                reference: reference, value: value, style: style, hasFormula: hasFormula,
                formula: formula))
    }

    private func cellValue() -> CellValue {
        if type == .inlineString { return (inlineText ?? value).map { .text($0) } ?? .empty }
        guard let value else { return inlineText.map { .text($0) } ?? .empty }
        switch type {
        case .string, .inlineString: return .text(value)
        case .error: return .error(value)
        default: break
        }
        let digits = WorksheetParser.trimmed(value)
        if digits.isEmpty { return .empty }
        switch type {
        case .sharedString:
            guard let index = Int(digits) else { return .damaged(.malformedValue) }
            return strings.indices.contains(index)
                ? .text(strings[index]) : .damaged(.sharedStringIndex)
        case .boolean:
            switch digits {
            case "1", "true": return .boolean(true)
            case "0", "false": return .boolean(false)
            default: return .damaged(.malformedValue)
            }
        case .date:
            // Some writers say `d` and store a serial number all the same.
            if NumberLiteral.isValid(digits) { return .number(digits) }
            return SerialDate.serialText(fromISO8601: digits, uses1904: uses1904)
                .map { .number($0) } ?? .damaged(.malformedValue)
        case .number:
            return NumberLiteral.isValid(digits) ? .number(digits) : .damaged(.malformedValue)
        default: return .damaged(.unknownType)
        }
    }

    private static func trimmed(_ text: String) -> String {
        let bytes = text.utf8
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
        guard let first = bytes.first, let last = bytes.last, isBlank(first) || isBlank(last)
        else { return text }
        let kept = bytes.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
        return String(decoding: Array(kept), as: UTF8.self)
    }

    private static func index(_ digits: Span<UInt8>) -> Int? {
        if digits.isEmpty { return 0 }
        guard digits.count <= 9 else { return nil }
        var value = 0
        for index in digits.indices {
            let digit = digits[index]
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }

    private static func cellType(_ text: Span<UInt8>) -> CellType {
        switch (text.count, text.isEmpty ? 0 : text[0]) {
        case (0, _): .number
        case (1, UInt8(ascii: "n")): .number
        case (1, UInt8(ascii: "s")): .sharedString
        case (1, UInt8(ascii: "b")): .boolean
        case (1, UInt8(ascii: "e")): .error
        case (1, UInt8(ascii: "d")): .date
        case (3, UInt8(ascii: "s")): .string
        case (9, UInt8(ascii: "i")): .inlineString
        default: .unknown
        }
    }
}

/// The digits of a stored number (XML Schema, xsd:double, without INF and NaN).
package enum NumberLiteral {
    package static func isValid(_ text: String) -> Bool {
        var rest = text.utf8[...]
        func isDigit(_ byte: UInt8) -> Bool {
            byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
        }
        func takeDigits() -> Int {
            let count = rest.count
            rest = rest.drop(while: isDigit)
            return count - rest.count
        }
        func takeSign() {
            if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
                rest.removeFirst()
            }
        }
        takeSign()
        var digits = takeDigits()
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            digits += takeDigits()
        }
        guard digits > 0 else { return false }
        if rest.first == UInt8(ascii: "E") || rest.first == UInt8(ascii: "e") {
            rest.removeFirst()
            takeSign()
            let exponent = takeDigits()
            guard exponent > 0, exponent <= 4 else { return false }
        }
        return rest.isEmpty
    }
}

import XMLStream

/// What takes the cells and merged ranges of a worksheet as they come.
package protocol CellSink: AnyObject {
    /// A cell that has a value or a formula. Cells that carry a style only are not reported.
    func cell(_ cell: Cell) throws
    func mergedRange(_ range: CellRange) throws
    /// Columns that are not shown, counted from 0 (ISO/IEC 29500-1, 18.3.1.13).
    func hiddenColumns(_ columns: ClosedRange<Int>)
    /// The text of a formula, before its cell. Only where formulas were asked for; of a shared formula the
    /// first cell has it.
    func formula(_ text: String, at cell: CellReference) throws

    // What large sheets are made of comes as bytes, which live while the function runs. Sinks that do not ask
    // for them get cells.

    /// A cell without a formula that holds a number, valid as in ``NumberLiteral``.
    func number(_ digits: Span<UInt8>, at reference: CellReference, style: Int) throws
    /// A cell without a formula that holds an inline string, as UTF-8.
    func text(_ utf8: Span<UInt8>, at reference: CellReference, style: Int) throws
    /// A cell without a formula that holds entry `index` of the table, which has one.
    func sharedText(
        _ index: Int, of table: SharedStrings, at reference: CellReference, style: Int) throws
}

extension CellSink {
    package func formula(_ text: String, at cell: CellReference) throws {}

    package func hiddenColumns(_ columns: ClosedRange<Int>) {}

    package func number(
        _ digits: Span<UInt8>, at reference: CellReference, style: Int
    ) throws {
        try cell(
            Cell(
                reference: reference, value: .number(String(borrowed: digits)), style: style,
                hasFormula: false))
    }

    package func text(_ utf8: Span<UInt8>, at reference: CellReference, style: Int) throws {
        try cell(
            Cell(
                reference: reference, value: .text(String(borrowed: utf8)), style: style,
                hasFormula: false))
    }

    package func sharedText(
        _ index: Int, of table: SharedStrings, at reference: CellReference, style: Int
    ) throws {
        try cell(
            Cell(
                reference: reference, value: .text(table.string(at: index)), style: style,
                hasFormula: false))
    }
}

extension String {
    /// Bytes of UTF-8 that are only borrowed.
    init(borrowed bytes: Span<UInt8>) {
        self = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}

/// Reads a worksheet part (ISO/IEC 29500-1, 18.3.1): the one place that knows how cells are marked up.
final class WorksheetParser: XMLSink {
    enum Collecting { case nothing, value, formula, inlineText }

    let sink: any CellSink
    let strings: SharedStrings
    private let uses1904: Bool
    private let keepsFormulas: Bool
    /// Whether cells that carry a style only are reported too.
    let keepsBlanks: Bool
    let stringLimit: Int

    // One parser reads one part on one thread; see XMLScanner for why access is not checked.
    /// A text of which some characters were written as references.
    @exclusivity(unchecked) var decoded: [UInt8] = []
    @exclusivity(unchecked) var filter = MarkupFilter()
    @exclusivity(unchecked) var collecting = Collecting.nothing
    @exclusivity(unchecked) private var text: StringText
    /// What `v` holds, apart from the other texts of a cell.
    @exclusivity(unchecked) private var value: StringText
    /// All runs of `is` together.
    @exclusivity(unchecked) private var inlineText: StringText

    @exclusivity(unchecked) private var isInInlineString = false
    /// Row and column that the next row and cell have unless they say otherwise, counted from 0.
    @exclusivity(unchecked) private var nextRow = 0
    @exclusivity(unchecked) var nextColumn = 0

    // The cell being read.
    @exclusivity(unchecked) var isInCell = false
    @exclusivity(unchecked) var row = 0
    @exclusivity(unchecked) var column = 0
    @exclusivity(unchecked) private var type = CellType.number
    @exclusivity(unchecked) private var style = 0
    @exclusivity(unchecked) private var hasFormula = false
    @exclusivity(unchecked) private var formula: String?
    @exclusivity(unchecked) private var hasValue = false
    @exclusivity(unchecked) private var hasInlineText = false

    /// The values of the `t` attribute (18.18.11).
    private enum CellType {
        case number, sharedString, string, inlineString, boolean, error, date, unknown
    }

    init(
        sink: any CellSink, strings: SharedStrings, uses1904: Bool, keepsFormulas: Bool,
        keepsBlanks: Bool = false, stringLimit: Int
    ) {
        self.sink = sink
        self.strings = strings
        self.uses1904 = uses1904
        self.keepsFormulas = keepsFormulas
        self.keepsBlanks = keepsBlanks
        self.stringLimit = stringLimit
        text = StringText(limit: stringLimit)
        value = StringText(limit: stringLimit)
        inlineText = StringText(limit: stringLimit)
    }

    // MARK: Events

    func start(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        if filter.passesOver(start: name) { return }
        switch name.spreadsheetName {
        case .c: try startCell(attributes)
        case .v where isInCell:
            collecting = .value
            hasValue = true
            value.clear()
        case .f where isInCell:
            hasFormula = true
            collecting = .formula
            text.clear()
        case .is where isInCell: isInInlineString = true
        case .t where isInInlineString:
            collecting = .inlineText
            if !hasInlineText { inlineText.clear() }
            hasInlineText = true
        case .r where isInInlineString: break
        case .row: try startRow(attributes)
        case .worksheet, .sheetData, .mergeCells, .cols: break
        case .col:
            filter.skip()
            noteHidden(attributes)
        case .mergeCell: try mergedRange(attributes)
        default: filter.skip()
        }
    }

    func end(_ name: XMLName) throws {
        if filter.passesOver(end: name) { return }
        switch name.spreadsheetName {
        case .c: try endCell()
        case .v where collecting == .value: collecting = .nothing
        case .f where collecting == .formula:
            if keepsFormulas, !text.bytes.isEmpty { formula = text.string }
            collecting = .nothing
        case .t where collecting == .inlineText:
            collecting = .nothing
        case .is: isInInlineString = false
        case .row: nextRow = row + 1
        default: break
        }
    }

    func text(_ bytes: Span<UInt8>) throws {
        if filter.isSkipping { return }
        switch collecting {
        case .nothing: break
        case .value: try value.append(bytes)
        case .formula: try text.append(bytes)
        case .inlineText: try inlineText.append(bytes)
        }
    }

    // MARK: Rows and merged ranges

    private func startRow(_ attributes: borrowing XMLAttributes) throws {
        row = nextRow
        nextColumn = 0
        for index in 0..<attributes.count where attributes.name(at: index) == .attribute(.r) {
            let number =
                attributes.withValue(at: index) { WorksheetParser.index($0) }
                ?? Int(attributes.string(at: index).filter { $0 != " " })
            // Empty is as good as absent.
            if number == 0, attributes.withValue(at: index, { $0.isEmpty }) { break }
            guard let number, number >= 1, number <= CellReference.rowCount else {
                throw SpreadsheetError(
                    .corrupt, reason: "rowNumber", detail: attributes.string(at: index))
            }
            row = number - 1
        }
        guard row < CellReference.rowCount else {
            throw SpreadsheetError(.corrupt, reason: "rowNumber")
        }
    }

    /// Columns that a `col` hides; one that says what no column is hides none.
    private func noteHidden(_ attributes: borrowing XMLAttributes) {
        let hidden = attributes.string(.attribute(.hidden))
        guard hidden == "1" || hidden == "true",
            let first = attributes.string(.attribute(.min)).flatMap({ Int($0) }),
            let last = attributes.string(.attribute(.max)).flatMap({ Int($0) }),
            first >= 1, first <= last, last <= CellReference.columnCount
        else { return }
        sink.hiddenColumns(first - 1...last - 1)
    }

    private func mergedRange(_ attributes: borrowing XMLAttributes) throws {
        filter.skip()
        for index in 0..<attributes.count where attributes.name(at: index) == .attribute(.ref) {
            if let range = attributes.withValue(at: index, { CellRange($0) }) {
                return try sink.mergedRange(range)
            }
        }
        throw SpreadsheetError(
            .corrupt, reason: "mergedRange", detail: attributes.string(.attribute(.ref)) ?? "")
    }

    // MARK: Cells

    private func startCell(_ attributes: borrowing XMLAttributes) throws {
        isInCell = true
        column = nextColumn
        type = .number
        style = 0
        hasFormula = false
        hasValue = false
        // Nearly always nil already, which is cheaper to see than to set.
        if formula != nil { formula = nil }
        hasInlineText = false
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
        if !hasValue, !hasFormula, !keepsBlanks, !hasInlineText { return }
        let value = cellValue()
        if case .empty = value, !hasFormula, !keepsBlanks { return }
        guard let reference = CellReference(row: row, column: column) else { return }
        if let formula { try sink.formula(formula, at: reference) }
        try sink.cell(
            Cell(reference: reference, value: value, style: style, hasFormula: hasFormula))
    }

    private func cellValue() -> CellValue {
        guard hasValue else { return hasInlineText ? .text(inlineText.string) : .empty }
        switch type {
        case .inlineString: return .text(hasInlineText ? inlineText.string : value.string)
        case .string: return .text(value.string)
        case .error: return .error(value.string)
        default: break
        }
        if type == .number, NumberLiteral.isValid(value.bytes) { return .number(value.digits) }
        if type == .sharedString, let index = value.index {
            return index < strings.count
                ? .text(strings.string(at: index)) : .damaged(.sharedStringIndex)
        }
        let digits = value.trimmed
        if digits.isEmpty { return .empty }
        switch type {
        case .number: return NumberLiteral.value(digits) ?? .damaged(.malformedValue)
        case .sharedString:
            guard let index = value.index else { return .damaged(.malformedValue) }
            return index < strings.count
                ? .text(strings.string(at: index)) : .damaged(.sharedStringIndex)
        case .boolean:
            if digits.elementsEqual("1".utf8) || digits.elementsEqual("true".utf8) {
                return .boolean(true)
            }
            if digits.elementsEqual("0".utf8) || digits.elementsEqual("false".utf8) {
                return .boolean(false)
            }
            return .damaged(.malformedValue)
        case .date:
            // Some writers say `d` and store a serial number all the same.
            if let number = NumberLiteral.value(digits) { return number }
            let text = String(decoding: digits, as: UTF8.self)
            return SerialDate.serialText(fromISO8601: text, uses1904: uses1904)
                .map { .number($0) } ?? .damaged(.malformedValue)
        default: return .damaged(.unknownType)
        }
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
        if text.isEmpty { return .number }
        if text.count == 1 {
            switch text[0] {
            case UInt8(ascii: "n"): return .number
            case UInt8(ascii: "s"): return .sharedString
            case UInt8(ascii: "b"): return .boolean
            case UInt8(ascii: "e"): return .error
            case UInt8(ascii: "d"): return .date
            default: return .unknown
            }
        }
        if isSame(text, "str") { return .string }
        return isSame(text, "inlineStr") ? .inlineString : .unknown
    }

    private static func isSame(_ text: Span<UInt8>, _ word: StaticString) -> Bool {
        guard text.count == word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { other in
            text.indices.allSatisfy { text[$0] == other[$0] }
        }
    }
}

/// The digits of a stored number (XML Schema, xsd:double, without INF and NaN).
package enum NumberLiteral {
    /// The cell value of the digits; nil where they are no number.
    static func value(_ digits: ArraySlice<UInt8>) -> CellValue? {
        isValid(digits) ? .number(String(decoding: digits, as: UTF8.self)) : nil
    }

    static func isValid(_ digits: some RandomAccessCollection<UInt8>) -> Bool {
        digits.withContiguousStorageIfAvailable { isValid($0.span) } ?? false
    }

    static func isValid(_ digits: Span<UInt8>) -> Bool {
        var index = 0
        func isDigit() -> Bool {
            index < digits.count && digits[index] >= UInt8(ascii: "0")
                && digits[index] <= UInt8(ascii: "9")
        }
        func take(_ one: UInt8, _ other: UInt8) -> Bool {
            guard index < digits.count, digits[index] == one || digits[index] == other else {
                return false
            }
            index += 1
            return true
        }
        func takeDigits() -> Int {
            let start = index
            while isDigit() { index += 1 }
            return index - start
        }
        _ = take(UInt8(ascii: "-"), UInt8(ascii: "+"))
        var count = takeDigits()
        if take(UInt8(ascii: "."), UInt8(ascii: ".")) { count += takeDigits() }
        guard count > 0 else { return false }
        if take(UInt8(ascii: "E"), UInt8(ascii: "e")) {
            _ = take(UInt8(ascii: "-"), UInt8(ascii: "+"))
            let exponent = takeDigits()
            guard exponent > 0, exponent <= 4 else { return false }
        }
        return index == digits.count
    }
}

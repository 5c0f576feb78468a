/// A cell that is to be edited, as the part has it.
struct CellSite: Sendable {
    enum ChildKind: Sendable { case formula, value, inlineString }

    let tag: StartTag
    /// The elements of the cell that an edit may replace.
    var children: [(kind: ChildKind, range: Range<Int>)] = []
    /// Bytes of `v`, and the text of an inline string.
    var value: [UInt8]?
    var inlineText: String?
    var hasFormula: Bool { children.contains { $0.kind == .formula } }

    init(tag: StartTag) { self.tag = tag }

    /// The type that the cell's content is read with (ISO/IEC 29500-1, 18.18.11).
    var type: String {
        let type = tag["t"] ?? ""
        return type.isEmpty ? "n" : type
    }

    var style: Int { tag["s"].flatMap { Int($0) } ?? 0 }

    /// The stored value without white space at both ends.
    var trimmedValue: String {
        var text = Substring(String(decoding: value ?? [], as: UTF8.self))
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}

extension CellSite {
    /// Whether the cell holds this already.
    func holds(_ content: CellEdit.Content, strings: StringTable?) -> Bool {
        if hasFormula { return false }
        switch content {
        case .number(let digits): return type == "n" && trimmedValue == digits
        case .boolean(let value):
            return type == "b" && (value ? ["1", "true"] : ["0", "false"]).contains(trimmedValue)
        case .blank: return children.isEmpty
        case .text(let text):
            switch type {
            case "s": return Int(trimmedValue).map { strings?.holds(text, at: $0) == true } ?? false
            case "str": return value.map(StringText.decodingEscapes(in:)) == text
            default: return type == "inlineStr" && inlineText == text
            }
        }
    }
}

/// A row in which cells are to be edited.
struct RowSite: Sendable {
    let tag: StartTag
    /// Where the end tag begins; for an empty row where its tag ends.
    var contentEnd = 0
    /// The style of cells that the row does not have yet (18.3.1.73).
    var style: Int? {
        let isCustom = tag["customFormat"] == "1" || tag["customFormat"] == "true"
        return isCustom ? tag["s"].flatMap { Int($0) } : nil
    }
}

/// Where the scan of a sheet found the place of an edit.
enum EditSite: Sendable {
    case cell(CellSite)
    /// The row is there, the cell is not: it goes to `offset`.
    case inRow(Int, offset: Int)
    /// There is no such row: it goes to `offset`.
    case inSheet(offset: Int)
}

import ZipContainer

/// A formula as the sheet stores it (ISO/IEC 29500-1, 18.3.1.40).
struct FormulaMark: Sendable {
    enum Kind: Sendable { case normal, shared, array, dataTable }

    let kind: Kind
    /// The cells it is for, where it says so.
    let range: CellRange?
    /// The number of a shared formula.
    let group: Int?
    /// Empty for those members of a shared formula that leave it to the first.
    var text = ""

    init(_ tag: StartTag) {
        switch tag["t"] {
        case "shared": kind = .shared
        case "array": kind = .array
        case "dataTable": kind = .dataTable
        default: kind = .normal
        }
        range = tag["ref"].flatMap { CellRange($0) }
        group = tag["si"].flatMap { Int($0) }
    }
}

/// A member of a shared formula whose first cell loses the formula, and the text it takes on.
struct AdoptedFormula: Sendable {
    let reference: CellReference
    let tag: StartTag
    /// The whole `f` element.
    let range: Range<Int>
    let text: String
    /// What the formula is for from now on; nil where the member is on its own.
    let sharedRange: CellRange?

    var splice: Splice {
        var attributes = ""
        for attribute in tag.attributes
        where !["t", "si", "ref"].contains(attribute.name) {
            let markup = StartTag.markup(of: attribute.name, attribute.text)
            attributes += String(decoding: markup, as: UTF8.self)
        }
        if let sharedRange, let group = tag["si"] {
            attributes += " t=\"shared\" ref=\"\(sharedRange)\" si=\"\(group)\""
        }
        return Splice(
            range,
            Array("<\(tag.name)\(attributes)>".utf8) + MarkupText.string(text)
                + Array("</\(tag.name)>".utf8))
    }
}

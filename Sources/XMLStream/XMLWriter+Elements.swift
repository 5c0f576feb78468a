/// Elements and attributes, for parts that are written once and need no speed.
extension XMLWriter {
    /// The declaration that parts of packages begin with.
    package mutating func declaration() {
        markup("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
    }

    /// `<name a="…">`, then what `content` writes, then `</name>`.
    package mutating func element<Failure: Error>(
        _ name: StaticString, _ attributes: (inout XMLWriter) -> Void = { _ in },
        content: (inout XMLWriter) throws(Failure) -> Void
    ) throws(Failure) {
        markup("<")
        markup(name)
        attributes(&self)
        markup(">")
        try content(&self)
        markup("</")
        markup(name)
        markup(">")
    }

    /// An element without content.
    package mutating func emptyElement(
        _ name: StaticString, _ attributes: (inout XMLWriter) -> Void = { _ in }
    ) {
        markup("<")
        markup(name)
        attributes(&self)
        markup("/>")
    }

    /// An element that holds a text, with `xml:space` where its white space needs it.
    package mutating func element(_ name: StaticString, text value: String) {
        markup("<")
        markup(name)
        if XMLWriter.needsPreserving(value) { markup(" xml:space=\"preserve\"") }
        markup(">")
        text(value)
        markup("</")
        markup(name)
        markup(">")
    }

    package mutating func attribute(
        _ name: StaticString, _ value: String, in place: Place = .attribute
    ) {
        opening(name)
        text(value, in: place)
        markup("\"")
    }

    package mutating func attribute(_ name: StaticString, _ value: Int) {
        opening(name)
        integer(value)
        markup("\"")
    }

    package mutating func attribute(_ name: StaticString, _ value: Double) {
        opening(name)
        number(value)
        markup("\"")
    }

    /// xsd:boolean as `1` and `0`.
    package mutating func attribute(_ name: StaticString, _ value: Bool) {
        attribute(name, value ? 1 : 0)
    }

    /// The attribute where there is a value, nothing where there is none.
    package mutating func attribute(_ name: StaticString, _ value: String?) {
        if let value { attribute(name, value) }
    }

    private mutating func opening(_ name: StaticString) {
        markup(" ")
        markup(name)
        markup("=\"")
    }
}

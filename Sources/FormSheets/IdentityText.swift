import MonitoringForm

/// What people write for a county or a level, outside of a return.
package struct IdentityText {
    private let names: ComplexName
    private let values: ValueReader

    package init(_ form: FormDefinition) {
        names = ComplexName(form)
        values = ValueReader(form)
    }

    /// The reporting area that a text names, in full or short.
    package func county(_ text: String) -> String? { names.area(in: text) }

    /// The reporting area that a complex's name begins with.
    package func county(ofComplex name: String) -> String? { names.area(ofName: name) }

    package func level(_ text: String) -> ComplexLevel? { values.level(text) }

    /// What tells a complex from others: its name without the place in front and 产业创新服务综合体 behind.
    package func core(ofComplex name: String) -> String { names.core(ofName: name) }

    /// A name with what varies between its spellings taken away, to compare by.
    package static func key(ofComplex name: String) -> String { ComplexName.key(name) }
}

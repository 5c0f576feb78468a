/// Reads documents whose members stand in the order of the model, as `jiance` writes them and nearly all programs
/// leave them, without a tree of values between.
///
/// What is otherwise in any way is for ``DocumentReader``, which says what is wrong with it.
struct OrderedDocumentReader {
    private var parser: JSONParser
    private let form: FormDefinition

    private init(_ bytes: [UInt8], _ form: FormDefinition) {
        parser = JSONParser(bytes)
        self.form = form
    }

    /// - Returns: the items of a text, or of one with an item on each line; nil where any of it is otherwise.
    static func read(_ bytes: [UInt8], form: FormDefinition) -> [DocumentReader.Item]? {
        var reader = OrderedDocumentReader(bytes, form)
        if let items = try? reader.items() { return items }
        return DocumentReader.eachLine(bytes) { line in
            var reader = OrderedDocumentReader(line, form)
            return try? reader.only()
        }
    }

    // MARK: Documents

    private mutating func items() throws(JSONError) -> [DocumentReader.Item] {
        parser.skipSpace()
        guard parser.take("[") else { return [try only()] }
        let items = try list { reader throws(JSONError) in try reader.item() }
        try parser.end()
        return items
    }

    private mutating func only() throws(JSONError) -> DocumentReader.Item {
        let item = try item()
        try parser.end()
        return item
    }

    /// The elements of an array that has begun.
    private mutating func list<T>(
        _ element: (inout OrderedDocumentReader) throws(JSONError) -> T
    ) throws(JSONError) -> [T] {
        var elements: [T] = []
        parser.skipSpace()
        if parser.take("]") { return elements }
        repeat {
            elements.append(try element(&self))
            parser.skipSpace()
        } while parser.take(",")
        guard parser.take("]") else { throw parser.error("a comma or ]") }
        return elements
    }

    private mutating func item() throws(JSONError) -> DocumentReader.Item {
        try token("{")
        if parser.takeKey("form") {
            return DocumentReader.Item(file: nil, sha256: nil, returns: [try restOfReturn()])
        }
        try key("schemaVersion")
        guard try text() == ConvertedDocument.schemaVersion else { throw parser.error("1.0") }
        try next("source")
        try first("file")
        let file = try text()
        try next("sha256")
        let sha256 = try text()
        try token("}")
        try next("returns")
        try token("[")
        let returns = try list { reader throws(JSONError) in
            try reader.first("form")
            return try reader.restOfReturn()
        }
        try next("findings")
        guard try parser.skipArray() else { throw parser.error("an array") }
        try token("}")
        return DocumentReader.Item(file: file, sha256: sha256, returns: returns)
    }

    // MARK: Returns

    /// A return, of which the key of the first member is read.
    private mutating func restOfReturn() throws(JSONError) -> Return {
        guard try text() == form.id else { throw parser.error(form.id) }
        try next("sheet")
        var result = Return(form: form, sheet: try text())
        try next("complex")
        try readComplex(&result.complex)
        try next("period")
        result.period = try choice { Period($0) }
        try next("reporting")
        try first("preparedBy")
        result.reporting.preparedBy = try textOrNull()
        try next("reviewedBy")
        result.reporting.reviewedBy = try textOrNull()
        try next("phone")
        result.reporting.phone = try textOrNull()
        try next("date")
        result.reporting.date = try choice { CivilDate(iso8601: $0) }
        try token("}")
        try next("indicators")
        for (index, indicator) in form.indicators.enumerated() {
            try member(indicator.id, index)
            for measure in Measure.allCases {
                try member(measure.rawValue, measure.position)
                result.indicators[index][measure] = try numberOrNull()
            }
            try token("}")
        }
        try token("}")
        try next("construction")
        for (index, work) in form.construction.works.enumerated() {
            try member(work.id, index)
            try first("status")
            result.works[index].status = try choice { WorkStatus(rawValue: $0) }
            try next("note")
            result.works[index].note = try textOrNull()
            try token("}")
        }
        try token("}")
        try next("funding")
        try first("disbursed")
        for level in FundingLevel.allCases {
            try member(level.rawValue, level.position)
            result.disbursed[level] = try numberOrNull()
        }
        try token("}")
        try next("spent")
        try first("total")
        result.spent.total = try numberOrNull()
        for level in FundingLevel.allCases {
            try next(level.rawValue)
            result.spent[level] = try numberOrNull()
        }
        try token("}")
        try token("}")
        try token("}")
        return result
    }

    private mutating func readComplex(_ complex: inout Return.Complex) throws(JSONError) {
        try first("name")
        complex.name = try textOrNull()
        try next("county")
        let areas = form.areas
        complex.county = try choice { name in areas.contains { $0.name == name } ? name : nil }
        try next("level")
        complex.level = try choice { ComplexLevel(rawValue: $0) }
        try next("operator")
        complex.operator = try textOrNull()
        try token("}")
    }

    // MARK: Tokens

    private mutating func token(_ character: Unicode.Scalar) throws(JSONError) {
        parser.skipSpace()
        guard parser.take(character) else { throw parser.error("\(character)") }
    }

    private mutating func key(_ key: String) throws(JSONError) {
        guard parser.takeKey(key) else { throw parser.error(key) }
    }

    /// The beginning of an object and the key of its first member.
    private mutating func first(_ key: String) throws(JSONError) {
        try token("{")
        try self.key(key)
    }

    private mutating func next(_ key: String) throws(JSONError) {
        try token(",")
        try self.key(key)
    }

    private mutating func member(_ key: String, _ position: Int) throws(JSONError) {
        if position == 0 { try first(key) } else { try next(key) }
    }

    private mutating func text() throws(JSONError) -> String {
        guard let text = try textOrNull() else { throw parser.error("a string") }
        return text
    }

    private mutating func textOrNull() throws(JSONError) -> String? {
        parser.skipSpace()
        if parser.takeNull() { return nil }
        guard parser.next == UInt8(ascii: "\"") else { throw parser.error("a string") }
        return try parser.string()
    }

    /// Null, or a text that stands for something.
    private mutating func choice<T>(_ meaning: (String) -> T?) throws(JSONError) -> T? {
        guard let text = try textOrNull() else { return nil }
        guard let value = meaning(text) else { throw parser.error("one of the choices") }
        return value
    }

    private mutating func numberOrNull() throws(JSONError) -> ExactDecimal? {
        parser.skipSpace()
        if parser.takeNull() { return nil }
        let digits = try parser.number()
        guard let value = parser.decimal(digits) else { throw parser.error("fewer digits") }
        return value
    }
}

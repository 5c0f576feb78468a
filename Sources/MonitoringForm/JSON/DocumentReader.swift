/// Reads what `jiance convert` writes back into the model: a document, several in an array or one a line, or
/// returns by themselves.
///
/// Strict, since figures are at stake: every leaf has to be there, nothing may be there that the model does
/// not know (design/model.md). All that does not fit is told at once.
package struct DocumentReader {
    /// A document or a return as it stood in the text.
    package struct Item: Hashable, Sendable {
        /// Name of the workbook that the document was made of; nil for returns by themselves.
        package let file: String?
        package let sha256: String?
        package let returns: [Return]
    }

    private let form: FormDefinition
    private var mismatches: [DocumentMismatch] = []

    private init(_ form: FormDefinition) { self.form = form }

    /// Whether a file begins as JSON does, and not as a workbook.
    package static func isDocument(_ bytes: [UInt8]) -> Bool {
        let first = bytes.first { $0 > 0x20 && $0 < 0x80 }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }

    /// - Throws: ``DocumentError``.
    package static func read(
        _ bytes: [UInt8], form: FormDefinition
    ) throws(DocumentError) -> [Item] {
        if let items = OrderedDocumentReader.read(bytes, form: form) { return items }
        var reader = DocumentReader(form)
        let items: [Item]
        do {
            items = reader.items(try JSONParser.parse(bytes))
        } catch {
            guard let lines = try reader.lines(bytes) else { throw .notJSON(error) }
            items = lines
        }
        guard reader.mismatches.isEmpty else { throw .mismatches(reader.mismatches) }
        return items
    }

    /// Reads JSON that is parsed already.
    ///
    /// - Throws: ``DocumentError``.
    package static func read(
        _ value: JSONValue, form: FormDefinition
    ) throws(DocumentError) -> [Item] {
        var reader = DocumentReader(form)
        let items = reader.items(value)
        guard reader.mismatches.isEmpty else { throw .mismatches(reader.mismatches) }
        return items
    }

    /// Reads some of the returns of a document that is parsed already.
    ///
    /// - Throws: ``DocumentError``.
    package static func returns(
        at positions: [Int], of document: JSONValue, form: FormDefinition
    ) throws(DocumentError) -> [Return] {
        var reader = DocumentReader(form)
        let list = document["returns"]?.elements ?? []
        let returns = positions.compactMap { position in
            let pointer = JSONPointer("returns", String(position))
            return reader.readReturn(
                list.indices.contains(position) ? list[position] : .null, pointer)
        }
        guard reader.mismatches.isEmpty else { throw .mismatches(reader.mismatches) }
        return returns
    }

    /// The items of a text with a value on each line; nil where any line is no JSON.
    ///
    /// - Throws: ``DocumentError/notJSON(_:)`` where the lines have more values than are read.
    private mutating func lines(_ bytes: [UInt8]) throws(DocumentError) -> [Item]? {
        var room = JSONParser.valueLimit
        var index = 0
        var items: [Item] = []
        let read = DocumentReader.eachLine(bytes) { line -> Bool? in
            guard let value = try? JSONParser.parse(line, room: &room) else { return nil }
            if let item = item(value, JSONPointer(String(index))) { items.append(item) }
            index += 1
            return true
        }
        if room < 0 {
            throw .notJSON(JSONError(line: index + 1, column: 1, expected: "fewer values"))
        }
        return read == nil ? nil : items
    }

    /// What the lines of a text are read as, blank ones left out; nil where there is only one, or one cannot be read.
    static func eachLine<T>(_ bytes: [UInt8], _ read: ([UInt8]) -> T?) -> [T]? {
        var values: [T] = []
        var rest = bytes[...]
        var isOnly = true
        while true {
            // One at a time: a list of millions of lines takes many times what they do.
            rest = rest.drop(while: DocumentReader.isLineEnd)
            if rest.isEmpty { break }
            let line = rest.prefix { !DocumentReader.isLineEnd($0) }
            rest = rest[line.endIndex...]
            if isOnly, rest.allSatisfy(DocumentReader.isLineEnd) { return nil }
            isOnly = false
            guard let value = read(Array(line)) else { return nil }
            values.append(value)
        }
        return isOnly ? nil : values
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    // MARK: Documents

    private mutating func items(_ value: JSONValue) -> [Item] {
        guard let elements = value.elements else {
            return item(value, JSONPointer()).map { [$0] } ?? []
        }
        return elements.enumerated().compactMap { index, element in
            item(element, JSONPointer(String(index)))
        }
    }

    private mutating func item(_ value: JSONValue, _ pointer: JSONPointer) -> Item? {
        if value["indicators"] != nil {
            return readReturn(value, pointer).map {
                Item(file: nil, sha256: nil, returns: [$0])
            }
        }
        guard value["returns"] != nil else {
            tell(pointer, .expected(.document))
            return nil
        }
        let members = ["schemaVersion", "source", "returns", "findings"]
        guard let document = object(value, pointer, members) else { return nil }
        choice(document, "schemaVersion", pointer, [ConvertedDocument.schemaVersion], orNull: false)
        let place = pointer.appending("source")
        let source = document["source"].flatMap { object($0, place, ["file", "sha256"]) }
        let file = source.flatMap { string($0, "file", place) }
        let sha256 = source.flatMap { string($0, "sha256", place) }
        if let findings = document["findings"], findings.elements == nil {
            tell(pointer.appending("findings"), .expected(.array))
        }
        guard let returns = document["returns"] else { return nil }
        let list = pointer.appending("returns")
        guard let elements = returns.elements else {
            tell(list, .expected(.array))
            return nil
        }
        return Item(
            file: file ?? nil, sha256: sha256 ?? nil,
            returns: elements.enumerated().compactMap { index, element in
                readReturn(element, list.appending(String(index)))
            })
    }

    // MARK: Returns

    private mutating func readReturn(_ value: JSONValue, _ pointer: JSONPointer) -> Return? {
        let members = [
            "form", "sheet", "complex", "period", "reporting", "indicators", "construction",
            "funding",
        ]
        guard let item = object(value, pointer, members) else { return nil }
        choice(item, "form", pointer, [form.id], orNull: false)
        var result = Return(form: form, sheet: string(item, "sheet", pointer) ?? "")
        readComplex(item, pointer.appending("complex"), &result)
        if let text = nullableString(item, "period", pointer) {
            result.period = Period(text)
            if result.period == nil { tell(pointer.appending("period"), .expected(.period)) }
        }
        readReporting(item, pointer.appending("reporting"), &result)
        readIndicators(item, pointer.appending("indicators"), &result)
        readWorks(item, pointer.appending("construction"), &result)
        readFunding(item, pointer.appending("funding"), &result)
        return result
    }

    private mutating func readComplex(
        _ item: JSONValue, _ pointer: JSONPointer, _ result: inout Return
    ) {
        let members = ["name", "county", "level", "operator"]
        guard let complex = item["complex"].flatMap({ object($0, pointer, members) }) else {
            return
        }
        result.complex.name = nullableString(complex, "name", pointer)
        choice(complex, "county", pointer, form.areas.map(\.name), orNull: true)
        result.complex.county = complex["county"]?.text
        choice(complex, "level", pointer, ComplexLevel.allCases.map(\.rawValue), orNull: true)
        result.complex.level = complex["level"]?.text.flatMap(ComplexLevel.init)
        result.complex.operator = nullableString(complex, "operator", pointer)
    }

    private mutating func readReporting(
        _ item: JSONValue, _ pointer: JSONPointer, _ result: inout Return
    ) {
        let members = ["preparedBy", "reviewedBy", "phone", "date"]
        guard let reporting = item["reporting"].flatMap({ object($0, pointer, members) }) else {
            return
        }
        result.reporting.preparedBy = nullableString(reporting, "preparedBy", pointer)
        result.reporting.reviewedBy = nullableString(reporting, "reviewedBy", pointer)
        result.reporting.phone = nullableString(reporting, "phone", pointer)
        if let text = nullableString(reporting, "date", pointer) {
            result.reporting.date = CivilDate(iso8601: text)
            if result.reporting.date == nil { tell(pointer.appending("date"), .expected(.date)) }
        }
    }

    private mutating func readIndicators(
        _ item: JSONValue, _ pointer: JSONPointer, _ result: inout Return
    ) {
        let ids = form.indicators.map(\.id)
        guard let list = item["indicators"].flatMap({ object($0, pointer, ids) }) else { return }
        for (index, id) in ids.enumerated() {
            let place = pointer.appending(id)
            let members = Measure.allCases.map(\.rawValue)
            guard let figures = list[id].flatMap({ object($0, place, members) }) else { continue }
            for measure in Measure.allCases {
                result.indicators[index][measure] = number(figures, measure.rawValue, place)
            }
        }
    }

    private mutating func readWorks(
        _ item: JSONValue, _ pointer: JSONPointer, _ result: inout Return
    ) {
        let ids = form.construction.works.map(\.id)
        guard let list = item["construction"].flatMap({ object($0, pointer, ids) }) else { return }
        for (index, id) in ids.enumerated() {
            let place = pointer.appending(id)
            guard let work = list[id].flatMap({ object($0, place, ["status", "note"]) }) else {
                continue
            }
            let statuses = [WorkStatus.complete, .incomplete].map(\.rawValue)
            choice(work, "status", place, statuses, orNull: true)
            result.works[index].status = work["status"]?.text.flatMap(WorkStatus.init)
            result.works[index].note = nullableString(work, "note", place)
        }
    }

    private mutating func readFunding(
        _ item: JSONValue, _ pointer: JSONPointer, _ result: inout Return
    ) {
        guard
            let funding = item["funding"].flatMap({ object($0, pointer, ["disbursed", "spent"]) })
        else { return }
        let levels = FundingLevel.allCases.map(\.rawValue)
        let paid = pointer.appending("disbursed")
        if let amounts = funding["disbursed"].flatMap({ object($0, paid, levels) }) {
            for level in FundingLevel.allCases {
                result.disbursed[level] = number(amounts, level.rawValue, paid)
            }
        }
        let spent = pointer.appending("spent")
        if let amounts = funding["spent"].flatMap({ object($0, spent, ["total"] + levels) }) {
            result.spent.total = number(amounts, "total", spent)
            for level in FundingLevel.allCases {
                result.spent[level] = number(amounts, level.rawValue, spent)
            }
        }
    }

    // MARK: Members

    /// Places that are told: whoever has put these right asks again.
    private static let mostMismatches = 1_000

    private mutating func tell(_ pointer: JSONPointer, _ reason: DocumentMismatch.Reason) {
        guard mismatches.count < DocumentReader.mostMismatches else { return }
        mismatches.append(DocumentMismatch(pointer: pointer, reason: reason))
    }

    /// The value if it is an object; members that are absent or not known are told.
    private mutating func object(
        _ value: JSONValue, _ pointer: JSONPointer, _ members: [String]
    ) -> JSONValue? {
        guard let found = value.members else {
            tell(pointer, .expected(.object))
            return nil
        }
        // As they are written, which is what nearly all have.
        if found.elementsEqual(members, by: { $0.key == $1 }) { return value }
        let keys = Set(found.map(\.key))
        for member in members where !keys.contains(member) {
            tell(pointer.appending(member), .missing)
        }
        let known = Set(members)
        for member in found where !known.contains(member.key) {
            if mismatches.count == DocumentReader.mostMismatches { break }
            tell(pointer.appending(member.key), .unknownMember)
        }
        return value
    }

    private mutating func string(
        _ object: JSONValue, _ key: String, _ pointer: JSONPointer
    ) -> String? {
        guard let value = object[key] else { return nil }
        if let text = value.text { return text }
        tell(pointer.appending(key), .expected(.string))
        return nil
    }

    private mutating func nullableString(
        _ object: JSONValue, _ key: String, _ pointer: JSONPointer
    ) -> String? {
        guard let value = object[key], value != .null else { return nil }
        if let text = value.text { return text }
        tell(pointer.appending(key), .expected(.stringOrNull))
        return nil
    }

    private mutating func choice(
        _ object: JSONValue, _ key: String, _ pointer: JSONPointer, _ choices: [String],
        orNull: Bool
    ) {
        guard let value = object[key] else { return }
        if orNull, value == .null { return }
        guard let text = value.text, choices.contains(text) else {
            return tell(pointer.appending(key), .expected(.choice(choices, orNull: orNull)))
        }
    }

    private mutating func number(
        _ object: JSONValue, _ key: String, _ pointer: JSONPointer
    ) -> ExactDecimal? {
        guard let value = object[key], value != .null else { return nil }
        guard case .number(let digits) = value else {
            tell(pointer.appending(key), .expected(.numberOrNull))
            return nil
        }
        guard let number = ExactDecimal(digits) else {
            tell(pointer.appending(key), .expected(.fewerDigits))
            return nil
        }
        return number
    }
}

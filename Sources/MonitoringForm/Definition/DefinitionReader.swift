/// Why a form definition cannot be used, and where in its file.
package struct DefinitionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// JSON Pointer of the member at fault, or the line and column of broken JSON.
    package let place: String
    package let reason: String

    package var description: String { "\(place): \(reason)" }
}

extension FormDefinition {
    /// The edition that is built in.
    package static let builtIn: Result<FormDefinition, DefinitionError> = Result {
        () throws(DefinitionError) in
        try FormDefinition(json: PackageResources.jiaxing_quarterly_2020_json)
    }

    /// The bytes of the built-in definition's file.
    package static var builtInFile: [UInt8] { PackageResources.jiaxing_quarterly_2020_json }

    /// What a definition may come to, many times what the built-in one does: every cell of every workbook is held
    /// against all that it says.
    package enum Most {
        package static let bytes = 1 << 20
        package static let bytesOfText = 2_000
        package static let elements = 2_000
        package static let rows = 300
    }

    /// Reads and checks a definition file.
    ///
    /// - Throws: ``DefinitionError`` for broken JSON, a missing or wrong member, an id or label that
    ///   stands twice, an unknown unit, a relation between unknown indicators, and more than ``Most``.
    package convenience init(json bytes: [UInt8]) throws(DefinitionError) {
        guard bytes.count <= Most.bytes else {
            throw DefinitionError(place: "/", reason: "larger than \(Most.bytes) bytes")
        }
        var root: DefinitionNode
        do {
            root = DefinitionNode(value: try JSONParser.parse(bytes), place: "")
        } catch {
            throw DefinitionError(
                place: "line \(error.line), column \(error.column)",
                reason: "expected \(error.expected)")
        }
        let units = try UnitTable(
            dimensions: root["units"].each { (node) throws(DefinitionError) in
                UnitTable.Dimension(
                    name: try node["dimension"].text(),
                    units: try node["names"].members().map {
                        (name, power) throws(DefinitionError) in (name, try power.integer())
                    }, claims: try node.optional("claims")?.texts() ?? [],
                    insteadOf: try node.optional("insteadOf")?.text(),
                    isOpen: try node.optional("isOpen")?.boolean() ?? false)
            }, perMu: root["perMuSuffixes"].texts(),
            rates: root["rates"].members().map { (rate, amount) throws(DefinitionError) in
                (rate, try amount.text())
            })
        let rewrites = try root["rewrites"].each { (node) throws(DefinitionError) in
            let pair = try node.texts()
            guard pair.count == 2 else { throw node.error("two texts") }
            return (from: pair[0], to: pair[1])
        }
        let rules = LabelRules(units: units, rewrites: rewrites)
        root.rules = rules
        let sections = try root["sections"].each { (node) throws(DefinitionError) in
            Section(
                id: try node["id"].text(), label: try node.label(),
                indicators: try node["indicators"].each { (node) throws(DefinitionError) in
                    try Indicator(node, units: units)
                })
        }
        let construction = root["construction"]
        let funding = root["funding"]
        let measures = root["measures"]
        let headers = root["headers"]
        let status = root["status"]
        try self.init(
            id: root["id"].text(), title: root["title"].text(), source: root["source"].text(),
            labelRules: rules,
            indicators: sections.flatMap(\.indicators),
            areas: root["areas"].each { (node) throws(DefinitionError) in
                ReportingArea(name: try node["name"].text(), variants: try node["variants"].texts())
            }, sections: sections,
            construction: Construction(
                label: construction.label(), instruction: construction["instruction"].text(),
                works: construction["works"].each { (node) throws(DefinitionError) in
                    Work(
                        id: try node["id"].text(), label: try node.label(),
                        words: node["words"].value == nil ? [] : try node["words"].texts())
                }),
            funding: Funding(
                label: funding.label(),
                row: funding.label("rowLabel", "rowVariants"),
                unit: funding["unit"].unit(units), disbursed: funding["disbursed"].label(),
                spent: funding["spent"].label(),
                levels: funding["levels"].labels(FundingLevel.self),
                total: funding["total"].label()),
            measures: MeasureLabels(
                quarter: measures["quarter"].label(), cumulative: measures["cumulative"].label(),
                growth: measures["growth"].label(), value: measures["value"].label(),
                group: measures["group"].label(), ignored: measures["ignored"].label()),
            headers: HeaderLabels(
                section: headers["section"].label(), indicator: headers["indicator"].label(),
                unit: headers["unit"].label(), status: headers["status"].label(),
                note: headers["note"].label(), complete: headers["complete"].label(),
                incomplete: headers["incomplete"].label(),
                sequence: headers["sequence"].label(), fundSource: headers["fundSource"].label(),
                measure: headers["measure"].label(), extra: headers["extra"].label()),
            identity: FormDefinition.identityLabels(root["identity"]),
            levels: root["levels"].labels(ComplexLevel.self), units: units,
            words: WordLists(
                harmlessNotes: root["harmlessNotes"].texts(),
                complexSuffixes: root["complexSuffixes"].texts(),
                titleWords: root["titleWords"].texts(), complete: status["complete"].texts(),
                incomplete: status["incomplete"].texts(), partial: status["partial"].texts(),
                absent: root["absentWords"].texts(),
                distinguishing: root["distinguishing"].texts(),
                otherTimes: root["otherTimes"].texts(),
                sampleSheets: root["sampleSheets"].textsIfAny(),
                otherSheets: root["otherSheets"].textsIfAny(),
                nameHeads: root["nameHeads"].textsIfAny(),
                headingWords: root["headingWords"].textsIfAny(),
                nameLeads: root["nameLeads"].textsIfAny(),
                officeEndings: root["officeEndings"].textsIfAny(),
                countEndings: root["countEndings"].textsIfAny(),
                amountEndings: root["amountEndings"].textsIfAny()),
            rules: RuleSettings(root, sections.flatMap(\.indicators)))
        try check()
    }

    private static func identityLabels(
        _ node: DefinitionNode
    ) throws(DefinitionError) -> [IdentityField: Label] {
        var labels: [IdentityField: Label] = [:]
        for field in IdentityField.allCases { labels[field] = try node[field.rawValue].label() }
        return labels
    }

    /// What the members say of each other.
    private func check() throws(DefinitionError) {
        let ids = indicators.map(\.id) + construction.works.map(\.id) + sections.map(\.id)
        if let twice = FormDefinition.firstRepeated(ids) {
            throw DefinitionError(place: "/sections", reason: "the id \(twice) stands twice")
        }
        guard !indicators.isEmpty else {
            throw DefinitionError(place: "/sections", reason: "no indicators")
        }
        for (place, count) in [
            ("/sections", indicators.count), ("/construction/works", construction.works.count),
        ] where count > Most.rows {
            throw DefinitionError(place: place, reason: "more than \(Most.rows) rows")
        }
        // A label that stands for two rows would read one row's figures into the other.
        var owners: [ByteKey: String] = [:]
        let rows =
            indicators.map { ($0.id, $0.label) } + construction.works.map { ($0.id, $0.label) }
        for (id, labels) in rows {
            for (label, key) in zip(labels.all, labels.keys) {
                if key.isEmpty {
                    throw DefinitionError(place: "/sections", reason: "an empty label of \(id)")
                }
                if let owner = owners.updateValue(id, forKey: ByteKey(key)), owner != id {
                    throw DefinitionError(
                        place: "/sections", reason: "\(label) stands for \(owner) and for \(id)")
                }
            }
        }
    }

    private static func firstRepeated(_ texts: [String]) -> String? {
        var seen = Set<String>()
        return texts.first { !seen.insert($0).inserted }
    }
}

extension FormDefinition.Indicator {
    fileprivate convenience init(
        _ node: DefinitionNode, units: UnitTable
    ) throws(DefinitionError) {
        var kinds = Set<Kind>()
        for word in try node["kind"].text().split(separator: ",") {
            guard let kind = Kind(rawValue: String(word.drop { $0 == " " })) else {
                throw node["kind"].error("flow, stock, ratio, share or count")
            }
            kinds.insert(kind)
        }
        self.init(
            id: try node["id"].text(), label: try node.label(),
            unit: try node["unit"].unit(units), kinds: kinds)
    }
}

/// A member of the file with its place, for errors that name it.
struct DefinitionNode {
    let value: JSONValue?
    let place: String
    /// How labels are taken apart; known once units and rewrites are read.
    var rules: LabelRules?

    subscript(key: String) -> DefinitionNode { child(value?[key], key) }

    private func child(_ value: JSONValue?, _ key: String) -> DefinitionNode {
        DefinitionNode(value: value, place: "\(place)/\(key)", rules: rules)
    }

    /// A member that need not be there.
    func optional(_ key: String) -> DefinitionNode? { value?[key] == nil ? nil : self[key] }

    func boolean() throws(DefinitionError) -> Bool {
        guard case .boolean(let isTrue) = value else { throw error("true or false") }
        return isTrue
    }

    func error(_ expected: String) -> DefinitionError {
        DefinitionError(place: place.isEmpty ? "/" : place, reason: "expected \(expected)")
    }

    func text() throws(DefinitionError) -> String {
        guard let text = value?.text, !text.isEmpty else { throw error("a text") }
        guard text.utf8.count <= FormDefinition.Most.bytesOfText else {
            throw error("a text of at most \(FormDefinition.Most.bytesOfText) bytes")
        }
        return text
    }

    func integer() throws(DefinitionError) -> Int {
        guard case .number(let digits) = value, let number = Int(digits),
            (-29...29).contains(number)
        else {
            throw error("a small whole number")
        }
        return number
    }

    /// A number above 0, or at least 0.
    func number(orZero: Bool = false) throws(DefinitionError) -> ExactDecimal {
        guard case .number(let digits) = value, let number = ExactDecimal(digits),
            orZero ? number >= .zero : number > .zero
        else { throw error(orZero ? "a number, not negative" : "a positive number") }
        return number
    }

    func unit(_ units: UnitTable) throws(DefinitionError) -> String {
        let name = try text()
        guard units.unit(ofForm: name) != nil else { throw error("a unit of /units") }
        return name
    }

    func texts() throws(DefinitionError) -> [String] {
        try each { (node) throws(DefinitionError) in try node.text() }
    }

    /// Texts that a definition need not have.
    func textsIfAny() throws(DefinitionError) -> [String] { value == nil ? [] : try texts() }

    func each<T>(
        _ read: (DefinitionNode) throws(DefinitionError) -> T
    ) throws(DefinitionError) -> [T] {
        guard let elements = value?.elements else { throw error("a list") }
        guard elements.count <= FormDefinition.Most.elements else {
            throw error("at most \(FormDefinition.Most.elements) elements")
        }
        var result: [T] = []
        for (index, element) in elements.enumerated() {
            result.append(try read(child(element, "\(index)")))
        }
        return result
    }

    func members() throws(DefinitionError) -> [(String, DefinitionNode)] {
        guard let members = value?.members else { throw error("an object") }
        return members.map { ($0.key, child($0.value, $0.key)) }
    }

    func label() throws(DefinitionError) -> FormDefinition.Label {
        try label("label", "variants")
    }

    func label(_ text: String, _ variants: String) throws(DefinitionError) -> FormDefinition.Label {
        guard let rules else { throw error("units and rewrites before labels") }
        return FormDefinition.Label(
            text: try self[text].text(), variants: try self[variants].patterns(), rules: rules)
    }

    /// The labels that a list of ``LabelPattern``s stands for.
    private func patterns() throws(DefinitionError) -> [String] {
        var labels: [String] = []
        for node in try each({ (node) throws(DefinitionError) in node }) {
            let text = try node.text()
            guard text.utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") })
            else {
                labels.append(text)
                continue
            }
            let most = FormDefinition.Most.elements - labels.count
            guard let pattern = LabelPattern(text), let several = pattern.labels(most: most) else {
                throw node.error(
                    "braces in pairs, for at most \(FormDefinition.Most.elements) labels in all")
            }
            labels += several
        }
        return labels
    }

    func labels<Key: RawRepresentable & CaseIterable & Hashable>(
        _ type: Key.Type
    ) throws(DefinitionError) -> [Key: FormDefinition.Label] where Key.RawValue == String {
        var labels: [Key: FormDefinition.Label] = [:]
        for (id, label) in try each({ (node) throws(DefinitionError) in
            (try node["id"].text(), try node.label())
        }) {
            guard let key = Key(rawValue: id) else { throw error("known ids, not \(id)") }
            labels[key] = label
        }
        for key in Key.allCases where labels[key] == nil { throw error("an entry \(key.rawValue)") }
        return labels
    }
}

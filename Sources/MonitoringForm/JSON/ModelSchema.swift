extension JSONWriter {
    /// Writes the JSON Schema (2020-12) of a document with the indicators and works of a form.
    package mutating func schema(of form: FormDefinition) {
        object { json in
            json.member("$schema") { $0.string("https://json-schema.org/draft/2020-12/schema") }
            json.member("$id") { $0.string("urn:jiance:document:1.0:\(form.id)") }
            json.member("title") { $0.string(form.title) }
            json.fixed([
                ("schemaVersion", { $0.constant("1.0") }),
                ("source", { $0.source() }),
                ("returns", { $0.list { $0.schemaOfReturn(form) } }),
                ("findings", { $0.list { $0.schemaOfFinding() } }),
            ])
        }
    }

    private typealias Members = [(String, (inout JSONWriter) -> Void)]

    /// The keywords of an object that has just these members.
    private mutating func fixed(_ members: Members) {
        member("type") { $0.string("object") }
        member("required") {
            $0.array { list in for (name, _) in members { list.string(name) } }
        }
        member("properties") {
            $0.object { properties in
                for (name, schema) in members { properties.member(name, schema) }
            }
        }
        member("additionalProperties") { $0.boolean(false) }
    }

    private mutating func record(_ members: Members) { object { $0.fixed(members) } }

    private mutating func constant(_ value: String) {
        object { json in json.member("const") { $0.string(value) } }
    }

    private mutating func list(_ items: (inout JSONWriter) -> Void) {
        object { json in
            json.member("type") { $0.string("array") }
            json.member("items", items)
        }
    }

    private mutating func types(_ names: String...) {
        object { json in
            json.member("type") {
                $0.array { list in for name in names { list.string(name) } }
            }
        }
    }

    private mutating func pattern(_ pattern: String, nullable: Bool) {
        object { json in
            json.member("type") {
                $0.array { list in
                    list.string("string")
                    if nullable { list.string("null") }
                }
            }
            json.member("pattern") { $0.string(pattern) }
        }
    }

    private mutating func choice(_ values: [String], nullable: Bool) {
        object { json in
            json.member("enum") {
                $0.array { list in
                    for value in values { list.string(value) }
                    if nullable { list.null() }
                }
            }
        }
    }

    private mutating func source() {
        record([
            ("file", { $0.types("string") }),
            ("sha256", { $0.pattern("^[0-9a-f]{64}$", nullable: false) }),
        ])
    }

    private mutating func schemaOfReturn(_ form: FormDefinition) {
        let text: (inout JSONWriter) -> Void = { $0.types("string", "null") }
        let number: (inout JSONWriter) -> Void = { $0.types("number", "null") }
        record([
            ("form", { $0.constant(form.id) }),
            ("sheet", { $0.types("string") }),
            (
                "complex",
                {
                    $0.record([
                        ("name", text),
                        ("county", { $0.choice(form.areas.map(\.name), nullable: true) }),
                        (
                            "level",
                            { $0.choice(ComplexLevel.allCases.map(\.rawValue), nullable: true) }
                        ),
                        ("operator", text),
                    ])
                }
            ),
            ("period", { $0.pattern("^[0-9]{4}Q[1-4]$", nullable: true) }),
            (
                "reporting",
                {
                    $0.record([
                        ("preparedBy", text), ("reviewedBy", text), ("phone", text),
                        ("date", { $0.pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", nullable: true) }),
                    ])
                }
            ),
            (
                "indicators",
                {
                    $0.record(
                        form.indicators.map { indicator in
                            (
                                indicator.id,
                                { $0.record(Measure.allCases.map { ($0.rawValue, number) }) }
                            )
                        })
                }
            ),
            (
                "construction",
                {
                    $0.record(
                        form.construction.works.map { work in
                            (
                                work.id,
                                {
                                    $0.record([
                                        (
                                            "status",
                                            {
                                                $0.choice(
                                                    ["complete", "incomplete"], nullable: true)
                                            }
                                        ),
                                        ("note", text),
                                    ])
                                }
                            )
                        })
                }
            ),
            (
                "funding",
                {
                    let levels = FundingLevel.allCases.map { ($0.rawValue, number) }
                    $0.record([
                        ("disbursed", { $0.record(levels) }),
                        ("spent", { $0.record([("total", number)] + levels) }),
                    ])
                }
            ),
        ])
    }

    private mutating func schemaOfFinding() {
        record([
            ("severity", { $0.choice(["error", "warning", "info"], nullable: false) }),
            ("code", { $0.pattern("^[a-z]+\\.[A-Za-z]+$", nullable: false) }),
            ("pointer", { $0.pattern("^(/.*)?$", nullable: true) }),
            ("sheet", { $0.types("string", "null") }),
            ("cell", { $0.pattern("^[A-Z]{1,3}[0-9]{1,7}$", nullable: true) }),
            ("message", { $0.types("string") }),
        ])
    }
}

/// What one conversion gives: `design/model.md`, "One conversion = one document".
package struct ConvertedDocument: Sendable {
    package static let schemaVersion = "1.0"

    /// The file's name without its folder.
    package var file: String
    /// 64 lower-case hexadecimal digits; of no bytes where the file could not be read.
    package var sha256: String
    package var returns: [Return]
    package var findings: [Finding]

    package init(file: String, sha256: String, returns: [Return], findings: [Finding]) {
        self.file = file
        self.sha256 = sha256
        self.returns = returns
        self.findings = findings
    }
}

extension JSONWriter {
    /// Writes a document with its keys in the order of the model.
    package mutating func document(
        _ document: ConvertedDocument, form: FormDefinition, messages: MessageCatalogue
    ) {
        object { json in
            json.member("schemaVersion") { $0.string(ConvertedDocument.schemaVersion) }
            json.member("source") {
                $0.object { source in
                    source.member("file") { $0.string(document.file) }
                    source.member("sha256") { $0.string(document.sha256) }
                }
            }
            json.member("returns") {
                $0.array { list in
                    for item in document.returns { list.return(item, form: form) }
                }
            }
            json.member("findings") {
                $0.array { list in
                    for finding in document.findings {
                        list.finding(finding, message: messages.message(for: finding))
                    }
                }
            }
        }
    }

    package mutating func `return`(_ value: Return, form: FormDefinition) {
        object { json in
            json.member("form") { $0.string(value.form) }
            json.member("sheet") { $0.string(value.sheet) }
            json.member("complex") {
                $0.object { complex in
                    complex.member("name") { $0.string(value.complex.name) }
                    complex.member("county") { $0.string(value.complex.county) }
                    complex.member("level") { $0.string(value.complex.level?.rawValue) }
                    complex.member("operator") { $0.string(value.complex.operator) }
                }
            }
            json.member("period") { $0.string(value.period?.description) }
            json.member("reporting") {
                $0.object { reporting in
                    reporting.member("preparedBy") { $0.string(value.reporting.preparedBy) }
                    reporting.member("reviewedBy") { $0.string(value.reporting.reviewedBy) }
                    reporting.member("phone") { $0.string(value.reporting.phone) }
                    reporting.member("date") { $0.string(value.reporting.date?.description) }
                }
            }
            json.member("indicators") {
                $0.object { indicators in
                    for (indicator, figures) in zip(form.indicators, value.indicators) {
                        indicators.member(indicator.id) { $0.figures(figures) }
                    }
                }
            }
            json.member("construction") {
                $0.object { works in
                    for (work, state) in zip(form.construction.works, value.works) {
                        works.member(work.id) {
                            $0.object { item in
                                item.member("status") { $0.string(state.status?.rawValue) }
                                item.member("note") { $0.string(state.note) }
                            }
                        }
                    }
                }
            }
            json.member("funding") {
                $0.object { funding in
                    funding.member("disbursed") { $0.amounts(value.disbursed, total: false) }
                    funding.member("spent") { $0.amounts(value.spent, total: true) }
                }
            }
        }
    }

    private mutating func figures(_ figures: Return.Figures) {
        object { json in
            for measure in Measure.allCases {
                json.member(measure.rawValue) { $0.number(figures[measure]) }
            }
        }
    }

    private mutating func amounts(_ amounts: Return.Amounts, total: Bool) {
        object { json in
            if total { json.member("total") { $0.number(amounts.total) } }
            for level in FundingLevel.allCases {
                json.member(level.rawValue) { $0.number(amounts[level]) }
            }
        }
    }

    private mutating func finding(_ finding: Finding, message: String) {
        object { json in
            json.member("severity") { $0.string(finding.severity.rawValue) }
            json.member("code") { $0.string(finding.code.rawValue) }
            json.member("pointer") { $0.string(finding.pointer?.description) }
            json.member("sheet") { $0.string(finding.sheet) }
            json.member("cell") { $0.string(finding.cell) }
            json.member("message") { $0.string(message) }
        }
    }
}

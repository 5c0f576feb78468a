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

/// Writes documents of one form in one style: keys in the order of the model.
package final class DocumentCoding: Sendable {
    private let messages: MessageCatalogue
    private let style: JSONWriter.Style
    private let returnText: JSONTemplate
    private let findingText: JSONTemplate

    /// Returns and findings stand in an array in the document.
    private static let depth = 2

    package init(style: JSONWriter.Style, form: FormDefinition, messages: MessageCatalogue) {
        self.messages = messages
        self.style = style
        returnText = JSONTemplate(style: style, depth: DocumentCoding.depth) {
            DocumentCoding.describe(&$0, form)
        }
        findingText = JSONTemplate(style: style, depth: DocumentCoding.depth) { json in
            json.object { json in
                for key in ["severity", "code", "pointer", "sheet", "cell", "message"] {
                    json.empty(key)
                }
            }
        }
    }

    package func bytes(of document: ConvertedDocument) -> [UInt8] {
        var json = JSONWriter(style: style)
        json.reserve(512 + document.returns.count * 6144 + document.findings.count * 384)
        json.object { json in
            json.member("schemaVersion") { $0.string(ConvertedDocument.schemaVersion) }
            json.member("source") {
                $0.object { source in
                    source.member("file") { $0.string(document.file) }
                    source.member("sha256") { $0.string(document.sha256) }
                }
            }
            json.member("returns") {
                $0.array { list in
                    for item in document.returns {
                        list.value(returnText) { DocumentCoding.fill(&$0, item) }
                    }
                }
            }
            json.member("findings") {
                $0.array { list in
                    for finding in document.findings {
                        list.value(findingText) { fill(&$0, finding) }
                    }
                }
            }
        }
        return json.bytes
    }

    // MARK: Returns

    /// The text of a return, a hole for each leaf; ``fill(_:_:)`` has the leaves in the same order.
    private static func describe(_ json: inout JSONWriter, _ form: FormDefinition) {
        json.object { json in
            json.empty("form")
            json.empty("sheet")
            json.empties("complex", ["name", "county", "level", "operator"])
            json.empty("period")
            json.empties("reporting", ["preparedBy", "reviewedBy", "phone", "date"])
            json.member("indicators") {
                $0.object { indicators in
                    for indicator in form.indicators {
                        indicators.empties(indicator.id, Measure.allCases.map(\.rawValue))
                    }
                }
            }
            json.member("construction") {
                $0.object { works in
                    for work in form.construction.works {
                        works.empties(work.id, ["status", "note"])
                    }
                }
            }
            json.member("funding") {
                $0.object { funding in
                    let levels = FundingLevel.allCases.map(\.rawValue)
                    funding.empties("disbursed", levels)
                    funding.empties("spent", ["total"] + levels)
                }
            }
        }
    }

    private static func fill(_ text: inout JSONWriter, _ value: Return) {
        text.leaf(value.form)
        text.leaf(value.sheet)
        text.leaf(value.complex.name)
        text.leaf(value.complex.county)
        text.leaf(value.complex.level?.rawValue)
        text.leaf(value.complex.operator)
        text.leaf(value.period?.description)
        text.leaf(value.reporting.preparedBy)
        text.leaf(value.reporting.reviewedBy)
        text.leaf(value.reporting.phone)
        text.leaf(value.reporting.date?.description)
        for figures in value.indicators {
            text.leaf(figures.quarter)
            text.leaf(figures.quarterGrowth)
            text.leaf(figures.cumulative)
            text.leaf(figures.cumulativeGrowth)
        }
        for work in value.works {
            text.leaf(work.status?.rawValue)
            text.leaf(work.note)
        }
        amounts(&text, value.disbursed)
        text.leaf(value.spent.total)
        amounts(&text, value.spent)
    }

    private static func amounts(_ text: inout JSONWriter, _ amounts: Return.Amounts) {
        text.leaf(amounts.provincial)
        text.leaf(amounts.municipal)
        text.leaf(amounts.county)
    }

    // MARK: Findings

    private func fill(_ text: inout JSONWriter, _ finding: Finding) {
        text.leaf(finding.severity.rawValue)
        text.leaf(finding.code.rawValue)
        text.leaf(finding.pointer?.description)
        text.leaf(finding.sheet)
        text.leaf(finding.cell)
        text.leaf(messages.message(for: finding))
    }
}

extension JSONWriter {
    fileprivate mutating func empty(_ name: String) {
        key(name)
        hole()
    }

    fileprivate mutating func empties(_ name: String, _ keys: [String]) {
        member(name) {
            $0.object { item in
                for key in keys { item.empty(key) }
            }
        }
    }
}

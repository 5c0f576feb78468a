import MonitoringForm

/// Numbered messages, and the marks that lead to them.
struct FindingList {
    let id: String
    let messages: MessageCatalogue
    private var count = 0

    init(id: String, _ messages: MessageCatalogue) {
        self.id = id
        self.messages = messages
    }

    typealias Numbered = (number: Int, finding: Finding)

    mutating func number(_ findings: [Finding]) -> [Numbered] {
        findings.sorted { $0.severity < $1.severity }.map { finding in
            count += 1
            return (count, finding)
        }
    }

    func writeMarks(_ findings: [Numbered], to html: inout HTMLWriter) {
        for (number, finding) in findings {
            let severity = finding.severity
            html.element(
                "a",
                [
                    "class": "m \(severity.rawValue)", "href": "#\(id)-\(number)",
                    "id": "\(id)-m\(number)",
                    "aria-label": "\(messages.name(of: severity)) \(number)",
                ], "\(severity.symbol)\(number)")
        }
    }

    func write(_ findings: [Numbered], to html: inout HTMLWriter, isMarked: Bool = true) {
        html.element("ul", ["class": "f"]) { html in
            for (number, finding) in findings {
                let severity = finding.severity
                html.element(
                    "li", ["id": "\(id)-\(number)", "class": severity.rawValue]
                ) { html in
                    html.element(
                        isMarked ? "a" : "b",
                        ["class": "n", "href": isMarked ? "#\(id)-m\(number)" : nil],
                        "\(severity.symbol)\(number) \(messages.name(of: severity))")
                    html.text(" ")
                    html.foreign(messages.message(for: finding))
                    if let place = finding.placeText {
                        html.text(" ")
                        html.element("code") { $0.foreign(place) }
                    }
                }
            }
        }
    }
}

extension Severity {
    /// So that colour is never the only mark.
    var symbol: String {
        switch self {
        case .error: "✕"
        case .warning: "▲"
        case .info: "●"
        }
    }

    var cellClass: String { "d \(rawValue)" }
}

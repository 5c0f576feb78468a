import MonitoringForm

/// Who is clean and who is not, by county and complex.
struct CheckOverview {
    let groups: [ReportGroup]
    /// Ids of the entries that have a chapter.
    let drawn: Set<String>
    let messages: MessageCatalogue

    private var words: MessageCatalogue.ReportWords { messages.report }

    func write(to html: inout HTMLWriter) {
        html.element("section", ["id": "overview", "aria-labelledby": "overview-title"]) { html in
            html.element("h2", ["id": "overview-title"], words.overview)
            html.element("p", ["class": "h"], words.legend)
            html.element("table", ["class": "o"]) { html in
                html.element("thead") { html in
                    html.element("tr") { html in
                        html.element("th", ["scope": "col"], words.complex)
                        html.element("th", ["scope": "col"], words.period)
                        html.element("th", ["scope": "col"], words.file)
                        for severity in Severity.allCases {
                            html.element(
                                "th", ["scope": "col", "class": "v"],
                                "\(severity.symbol) \(messages.name(of: severity))")
                        }
                        html.element("th", ["scope": "col"], words.state)
                    }
                }
                for group in groups { write(group, &html) }
            }
        }
    }

    private func write(_ group: ReportGroup, _ html: inout HTMLWriter) {
        html.element("tbody") { html in
            html.element("tr", ["class": "g"]) { html in
                html.element("th", ["scope": "rowgroup", "colspan": "3"]) { html in
                    html.foreign(
                        group.county
                            ?? (group.isOfWorkbooks ? words.ofWorkbooks : words.withoutCounty))
                }
                writeCounts(group.counts, &html)
                html.element("td", "")
            }
            for entry in group.entries {
                html.element("tr", ["data-for": entry.id]) { html in
                    html.element("th", ["scope": "row"]) { html in
                        let isDrawn = drawn.contains(entry.id)
                        html.element(
                            isDrawn ? "a" : "span", ["href": isDrawn ? "#\(entry.id)" : nil]
                        ) {
                            CheckOverview.writeName(entry, words, &$0)
                        }
                    }
                    html.element("td", period(of: entry))
                    html.element("td", ["class": "path"]) { $0.foreign(entry.path) }
                    writeCounts(entry.counts, &html)
                    html.element("td") { CheckOverview.writeState(entry, messages, &$0) }
                }
            }
        }
    }

    private func period(of entry: ReportEntry) -> String {
        if case .item(let item, _) = entry.subject { item.period?.description ?? "—" } else { "" }
    }

    private func writeCounts(_ counts: SeverityCounts, _ html: inout HTMLWriter) {
        for severity in Severity.allCases {
            let count = counts[severity]
            html.element(
                "td",
                [
                    "class": count == 0 ? "v z" : "v \(severity.rawValue)",
                    "data-h": severity.symbol,
                ], "\(count)")
        }
    }

    static func writeName(
        _ entry: ReportEntry, _ words: MessageCatalogue.ReportWords, _ html: inout HTMLWriter
    ) {
        switch entry.subject {
        case .item(let item, _):
            // In full it stands on the form.
            html.foreign(item.complex.name.map(MessageCatalogue.shortened) ?? words.withoutName)
        case .workbook: html.foreign(String(entry.path.split(separator: "/").last ?? ""))
        }
    }

    static func writeState(
        _ entry: ReportEntry, _ messages: MessageCatalogue, _ html: inout HTMLWriter
    ) {
        if case .workbook(isUnreadable: true) = entry.subject {
            html.element("span", ["class": "st error"], "⊘ \(messages.report.unreadable)")
            return
        }
        let counts = entry.counts
        guard !counts.isClean else {
            html.element("span", ["class": "st ok"], "✓ \(messages.report.clean)")
            return
        }
        for severity in [Severity.error, .warning] where counts[severity] > 0 {
            html.element(
                "span", ["class": "st \(severity.rawValue)"],
                "\(severity.symbol) \(messages.name(of: severity)) \(counts[severity])")
            html.text(" ")
        }
    }
}

import MonitoringForm

/// What a check found, as one page that needs nothing but itself: the overview, then each return as the form.
package struct CheckPage: Sendable {
    private let report: CheckReport
    private let messages: MessageCatalogue
    private let entries: [ReportEntry]
    private let groups: [ReportGroup]
    /// What is shown in full; the others the overview alone has.
    private let chapters: [(group: Int, entry: ReportEntry)]
    private let jobs: Int

    /// Returns that are drawn at most: a page of more is none that a browser shows.
    static let longest = 1_000

    /// - Parameter jobs: threads.
    package init(_ report: CheckReport, _ messages: MessageCatalogue, jobs: Int = 1) {
        self.report = report
        self.jobs = jobs
        self.messages = messages
        entries = ReportEntry.all(of: report)
        groups = ReportGroup.all(of: entries, form: report.form)
        let all = groups.enumerated().flatMap { index, group in
            group.entries.map { (group: index, entry: $0) }
        }
        chapters = Array(all.prefix(CheckPage.longest))
    }

    private var words: MessageCatalogue.ReportWords { messages.report }

    /// Writes the page in pieces, some chapters each, so that it never is in memory as a whole.
    package func write<Failure: Error>(
        to sink: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        var html = HTMLWriter()
        writeHead(&html)
        writeSummary(&html)
        let drawn = Set(chapters.map(\.entry.id))
        CheckOverview(groups: groups, drawn: drawn, messages: messages).write(to: &html)
        if chapters.count < entries.count {
            let count = chapters.count
            html.element(
                "p", ["class": "h"],
                messages.language == .chinese
                    ? "填报过多，以下只列出前 \(count) 份；其余请分批审核。"
                    : "Too many to be shown: the first \(count) follow. Check the others by themselves."
            )
        }
        try sink(html.take())
        let window = jobs * 32
        for start in stride(from: 0, to: chapters.count, by: window) {
            let part = chapters[start..<min(start + window, chapters.count)]
            let texts = SideBySide.map(part.count, jobs: jobs) { number in
                var html = HTMLWriter()
                let chapter = part[start + number]
                write(chapter.entry, group: chapter.group, &html)
                return html.take()
            }
            for text in texts { try sink(text) }
        }
        html.close("main")
        html.embedded("script", PackageResources.report_js)
        html.close("body")
        html.close("html")
        try sink(html.take())
    }

    // MARK: Head

    private var title: String { "\(report.form.title) · \(words.title)" }

    private func writeHead(_ html: inout HTMLWriter) {
        html.trusted("<!DOCTYPE html>\n")
        html.open("html", ["lang": messages.language == .chinese ? "zh-CN" : "en"])
        html.element("head") { html in
            html.open("meta", ["charset": "utf-8"])
            html.open(
                "meta",
                [
                    "http-equiv": "Content-Security-Policy",
                    "content": ContentFence.policy(
                        style: PackageResources.report_css, script: PackageResources.report_js),
                ])
            html.open(
                "meta", ["name": "viewport", "content": "width=device-width,initial-scale=1"])
            html.open("meta", ["name": "color-scheme", "content": "light dark"])
            html.element("title", title)
            html.embedded("style", PackageResources.report_css)
        }
        html.open("body")
        html.open("main")
    }

    private func writeSummary(_ html: inout HTMLWriter) {
        let periods = Set(
            report.workbooks.flatMap { $0.conversion.document.returns.compactMap(\.period) }
        ).sorted()
        html.element("header") { html in
            html.element("p", ["class": "k"], words.title)
            html.element("h1", report.form.title)
            html.element(
                "p", ["class": "p"], periods.map(messages.name(of:)).joined(separator: " · "))
            html.element("ul", ["class": "sum"]) { html in
                writeTotal(report.returnCount, words.returns, nil, &html)
                writeTotal(report.workbooks.count, words.workbooks, nil, &html)
                let counts = report.counts
                for severity in Severity.allCases {
                    writeTotal(counts[severity], messages.name(of: severity), severity, &html)
                }
                let clean = entries.count { entry in
                    if case .item = entry.subject { entry.counts.isClean } else { false }
                }
                writeTotal(clean, words.clean, nil, &html, mark: "✓ ")
                let unreadable = report.workbooks.count(where: \.conversion.isUnreadable)
                if unreadable > 0 {
                    writeTotal(unreadable, words.unreadable, nil, &html, mark: "⊘ ")
                }
            }
        }
        writeFilter(&html)
    }

    private func writeTotal(
        _ count: Int, _ name: String, _ severity: Severity?, _ html: inout HTMLWriter,
        mark: String = ""
    ) {
        html.element("li", ["class": severity?.rawValue]) { html in
            html.element("b", "\(count)")
            html.element("span", (severity.map { $0.symbol + " " } ?? mark) + name)
        }
    }

    /// Shown by the script, which alone can make use of it.
    private func writeFilter(_ html: inout HTMLWriter) {
        html.element(
            "div", ["id": "filter", "hidden": "", "role": "search", "aria-label": words.filter]
        ) { html in
            html.element("label") { html in
                html.element("span", words.severity)
                html.element("select", ["id": "severity"]) { html in
                    html.element("option", ["value": "all"], words.all)
                    for severity in Severity.allCases {
                        html.element(
                            "option", ["value": severity.rawValue],
                            "\(severity.symbol) \(messages.name(of: severity))")
                    }
                }
            }
            html.element("label") { html in
                html.element("span", words.county)
                html.element("select", ["id": "county"]) { html in
                    html.element("option", ["value": "all"], words.all)
                    for (index, group) in groups.enumerated() {
                        html.element(
                            "option", ["value": "\(index)"],
                            group.county
                                ?? (group.isOfWorkbooks ? words.ofWorkbooks : words.withoutCounty))
                    }
                }
            }
            html.element("label", ["class": "w"]) { html in
                html.element("span", words.search)
                html.open("input", ["id": "search", "type": "search", "autocomplete": "off"])
            }
            html.element("label", ["class": "check"]) { html in
                html.open("input", ["id": "doubtful", "type": "checkbox"])
                html.element("span", words.only)
            }
            html.element("p", ["role": "status"]) { html in
                html.text(words.shown + " ")
                html.element("output", ["id": "shown"], "\(entries.count)")
                html.text(" / \(entries.count)")
            }
        }
    }

    // MARK: Chapters

    private func write(_ entry: ReportEntry, group: Int, _ html: inout HTMLWriter) {
        html.open(
            "article",
            [
                "id": entry.id, "data-g": "\(group)", "data-error": "\(entry.counts.errors)",
                "data-warning": "\(entry.counts.warnings)", "data-info": "\(entry.counts.remarks)",
            ])
        html.open("details", ["open": entry.counts.isClean ? nil : ""])
        html.element("summary") { html in
            html.element("h2") { CheckOverview.writeName(entry, words, &$0) }
            html.element("p") { html in
                if case .item(let item, _) = entry.subject {
                    html.foreign(item.complex.county ?? words.withoutCounty)
                    html.text(" · ")
                    html.text(item.period.map(messages.name(of:)) ?? words.withoutPeriod)
                    html.text(" · ")
                }
                html.foreign(entry.path)
                if case .item(let item, _) = entry.subject {
                    html.text("!")
                    html.foreign(item.sheet)
                }
            }
            CheckOverview.writeState(entry, messages, &html)
        }
        var list = FindingList(id: entry.id, messages)
        switch entry.subject {
        case .workbook:
            list.write(list.number(entry.findings.elsewhere), to: &html, isMarked: false)
        case .item(let item, let history):
            var drawing = FormDrawing(
                item, history: history, findings: entry.findings, list: list, form: report.form,
                messages: messages)
            drawing.write(to: &html)
            if history.latest(2).count > 1 { html.element("p", ["class": "h"], words.history) }
        }
        html.element("p", ["class": "up"]) {
            $0.element("a", ["href": "#overview"], words.toOverview)
        }
        html.close("details")
        html.close("article")
    }
}

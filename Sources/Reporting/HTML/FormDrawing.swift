import MonitoringForm

/// A return drawn as the official form, with what is doubtful in it.
struct FormDrawing {
    private let form: FormDefinition
    private let messages: MessageCatalogue
    private let item: Return
    /// Of the quarters that are drawn as a line.
    private let latest: [Return]
    private let findings: PlacedFindings
    private var list: FindingList
    private let earlier: [Return]

    init(
        _ item: Return, history: ReturnHistory, findings: PlacedFindings, list: FindingList,
        form: FormDefinition, messages: MessageCatalogue
    ) {
        self.form = form
        self.messages = messages
        self.item = item
        latest = history.latest(Sparkline.reach, through: item.period)
        self.findings = findings
        self.list = list
        earlier = [item.period?.lastYear, item.period?.previous].compactMap { history[$0] }
    }

    mutating func write(to html: inout HTMLWriter) {
        writeElsewhere(&html)
        writeIdentity(
            [.complexName, .county, .level, .operatingUnit, .period, .date], &html)
        html.element("div", ["class": "t"]) { html in
            writeIndicators(&html)
            writeConstruction(&html)
            writeFunding(&html)
        }
        writeIdentity([.preparedBy, .reviewedBy, .phone], &html)
    }

    private mutating func writeElsewhere(_ html: inout HTMLWriter) {
        guard !findings.elsewhere.isEmpty else { return }
        html.element("h4", messages.report.beyondForm)
        list.write(list.number(findings.elsewhere), to: &html, isMarked: false)
    }

    // MARK: Cells

    private mutating func numbered(_ spot: FormSpot) -> [FindingList.Numbered] {
        list.number(findings.bySpot[spot] ?? [])
    }

    private func cellClass(_ found: [FindingList.Numbered], _ kind: String? = nil) -> String? {
        let parts = [kind, found.first?.finding.severity.cellClass].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    private func writeBlank(_ html: inout HTMLWriter) {
        html.element(
            "span", ["class": "z", "role": "img", "aria-label": messages.report.blank], "—")
    }

    private func write(_ text: String?, to html: inout HTMLWriter) {
        if let text { html.foreign(text) } else { writeBlank(&html) }
    }

    private func write(_ value: ExactDecimal?, to html: inout HTMLWriter) {
        if let value { html.text(FigureText.grouped(value)) } else { writeBlank(&html) }
    }

    /// The figure in the returns that this one is compared with.
    private func writeEarlier(_ leaf: ReturnLeaf, _ html: inout HTMLWriter) {
        for earlier in earlier {
            guard let period = earlier.period, case .number(let value?) = earlier[leaf] else {
                continue
            }
            html.element("small") { html in
                html.element("i", period.description)
                html.text(" " + FigureText.grouped(value))
            }
        }
    }

    /// The messages of a row, in a row of their own below it.
    private func writeSaid(
        _ found: [FindingList.Numbered], columns: Int, _ html: inout HTMLWriter
    ) {
        guard !found.isEmpty else { return }
        html.element("tr", ["class": "said"]) { html in
            html.element("td", ["colspan": "\(columns)"]) { list.write(found, to: &$0) }
        }
    }

    // MARK: Identity

    private mutating func writeIdentity(_ fields: [IdentityField], _ html: inout HTMLWriter) {
        var said: [FindingList.Numbered] = []
        html.open("dl")
        for field in fields {
            let found = numbered(.leaf(.identity(field)))
            said += found
            html.open("div", ["class": cellClass(found)])
            html.element("dt", form.identity[field]?.text ?? field.rawValue)
            html.open("dd")
            write(text(of: field), to: &html)
            list.writeMarks(found, to: &html)
            html.close("dd")
            html.close("div")
        }
        html.close("dl")
        if !said.isEmpty { list.write(said, to: &html) }
    }

    private func text(of field: IdentityField) -> String? {
        switch field {
        case .level: return item.complex.level.map { form.levels[$0]?.text ?? $0.rawValue }
        case .period: return item.period.map(messages.name(of:))
        default:
            if case .text(let text) = item[.identity(field)] { return text }
            return nil
        }
    }

    // MARK: Indicators

    private func name(of measure: Measure) -> String {
        let measures = form.measures
        return switch measure {
        case .quarter: measures.quarter.text
        case .cumulative: measures.cumulative.text
        case .quarterGrowth, .cumulativeGrowth: measures.growth.text
        }
    }

    private mutating func writeIndicators(_ html: inout HTMLWriter) {
        let headers = form.headers
        html.open("table", ["class": "i"])
        html.element("thead") { html in
            html.element("tr") { html in
                for text in [headers.section, headers.indicator].map(\.text) {
                    html.element("th", ["scope": "col"], text)
                }
                html.element("th", ["scope": "col", "class": "u"], headers.unit.text)
                for measure in Measure.allCases {
                    let name = name(of: measure)
                    html.element(
                        "th",
                        ["scope": "col", "class": "v"],
                        measure.isGrowth ? "\(name)（%）" : name)
                }
            }
        }
        var index = 0
        for section in form.sections {
            var rows: [[[FindingList.Numbered]]] = []
            for offset in section.indicators.indices {
                let indicator = index + offset
                var row = [numbered(.indicator(indicator))]
                for measure in Measure.allCases {
                    row.append(numbered(.leaf(.figure(indicator: indicator, measure))))
                }
                rows.append(row)
            }
            let height = rows.count + rows.count { $0.contains { !$0.isEmpty } }
            html.open("tbody")
            for (offset, (indicator, row)) in zip(section.indicators, rows).enumerated() {
                html.open("tr")
                if offset == 0 {
                    html.element(
                        "th", ["scope": "rowgroup", "class": "g", "rowspan": "\(height)"],
                        section.label.text)
                }
                writeIndicator(indicator, index + offset, row, &html)
                html.close("tr")
                writeSaid(row.flatMap { $0 }, columns: 6, &html)
            }
            html.close("tbody")
            index += section.indicators.count
        }
        html.close("table")
    }

    private func writeIndicator(
        _ indicator: FormDefinition.Indicator, _ index: Int, _ row: [[FindingList.Numbered]],
        _ html: inout HTMLWriter
    ) {
        let ofRow = row.first ?? []
        html.element("th", ["scope": "row", "class": cellClass(ofRow, "l")]) { html in
            html.text(indicator.label.text)
            list.writeMarks(ofRow, to: &html)
        }
        html.element("td", ["class": "u"], indicator.unit)
        for (measure, found) in zip(Measure.allCases, row.dropFirst()) {
            html.element(
                "td", ["class": cellClass(found, "v"), "data-h": name(of: measure)]
            ) { html in
                let value = item.figure(index, measure)
                html.element("span", ["class": "x"]) { html in
                    list.writeMarks(found, to: &html)
                    write(value, to: &html)
                }
                writeEarlier(.figure(indicator: index, measure), &html)
                writeSparkline(index, measure, &html)
            }
        }
    }

    private func writeSparkline(_ index: Int, _ measure: Measure, _ html: inout HTMLWriter) {
        guard !measure.isGrowth, !earlier.isEmpty else { return }
        Sparkline(of: { $0.figure(index, measure) }, in: latest, now: item.period)?
            .write(to: &html)
    }

    // MARK: Construction

    private mutating func writeConstruction(_ html: inout HTMLWriter) {
        let headers = form.headers
        html.open("table", ["class": "c"])
        html.element("thead") { html in
            html.element("tr") { html in
                let label = form.construction.label.text
                for text in [label, headers.status.text, headers.note.text] {
                    html.element("th", ["scope": "col"], text)
                }
            }
        }
        html.open("tbody")
        for (index, work) in form.construction.works.enumerated() {
            let stated = item.works.indices.contains(index) ? item.works[index] : Return.Work()
            let ofRow = numbered(.work(index))
            let ofStatus = numbered(.leaf(.status(work: index)))
            let ofNote = numbered(.leaf(.note(work: index)))
            html.element("tr") { html in
                html.element("th", ["scope": "row", "class": cellClass(ofRow, "l")]) { html in
                    html.text(work.label.text)
                    list.writeMarks(ofRow, to: &html)
                }
                html.element(
                    "td", ["class": cellClass(ofStatus, "s"), "data-h": headers.status.text]
                ) { html in
                    write(name(of: stated.status), to: &html)
                    list.writeMarks(ofStatus, to: &html)
                }
                html.element(
                    "td", ["class": cellClass(ofNote, "o"), "data-h": headers.note.text]
                ) { html in
                    if let note = stated.note { html.foreign(note) }
                    list.writeMarks(ofNote, to: &html)
                }
            }
            writeSaid(ofRow + ofStatus + ofNote, columns: 3, &html)
        }
        html.close("tbody")
        html.close("table")
    }

    private func name(of status: WorkStatus?) -> String? {
        switch status {
        case .complete: "✓ " + form.headers.complete.text
        case .incomplete: "○ " + form.headers.incomplete.text
        case nil: nil
        }
    }

    // MARK: Funding

    private mutating func writeFunding(_ html: inout HTMLWriter) {
        let funding = form.funding
        let levels = FundingLevel.allCases
        // The form has one column for money spent; levels of it are drawn where there is something in them.
        let isSplit = levels.contains {
            item.spent[$0] != nil || findings.bySpot[.leaf(.spent($0))] != nil
        }
        html.open("table", ["class": "b"])
        html.element("thead") { html in
            html.element("tr") { html in
                html.element("th", ["scope": "col", "rowspan": "2"], funding.label.text)
                html.element(
                    "th", ["scope": "colgroup", "colspan": "3"],
                    "\(funding.disbursed.text)（\(funding.unit)）")
                html.element(
                    "th",
                    [
                        "scope": isSplit ? "colgroup" : "col", "class": "v",
                        "rowspan": isSplit ? nil : "2", "colspan": isSplit ? "4" : nil,
                    ], "\(funding.spent.text)（\(funding.unit)）")
            }
            html.element("tr") { html in
                let names = levels.map { funding.levels[$0]?.text ?? $0.rawValue }
                for name in names + (isSplit ? [funding.total.text] + names : []) {
                    html.element("th", ["scope": "col", "class": "v"], name)
                }
            }
        }
        let leaves =
            levels.map { ReturnLeaf.disbursed($0) } + [.spentTotal]
            + (isSplit ? levels.map { .spent($0) } : [])
        var said: [FindingList.Numbered] = []
        html.open("tbody")
        html.open("tr")
        html.element("th", ["scope": "row", "class": "l"], funding.row.text)
        for leaf in leaves {
            let found = numbered(.leaf(leaf))
            said += found
            html.open("td", ["class": cellClass(found, "v"), "data-h": messages.name(of: leaf)])
            html.open("span", ["class": "x"])
            list.writeMarks(found, to: &html)
            if case .number(let value) = item[leaf] { write(value, to: &html) }
            html.close("span")
            writeEarlier(leaf, &html)
            html.close("td")
        }
        html.close("tr")
        writeSaid(said, columns: leaves.count + 1, &html)
        html.close("tbody")
        html.close("table")
    }
}

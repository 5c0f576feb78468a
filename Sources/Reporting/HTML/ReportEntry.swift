import MonitoringForm

/// One chapter of the page: a return, or what is said of a workbook as a whole.
struct ReportEntry {
    enum Subject {
        case item(Return, ReturnHistory)
        case workbook(isUnreadable: Bool)
    }

    let id: String
    let path: String
    let subject: Subject
    let findings: PlacedFindings
    let counts: SeverityCounts

    var county: String? {
        if case .item(let item, _) = subject { item.complex.county } else { nil }
    }

    /// The chapters of a report in the order of its workbooks.
    static func all(of report: CheckReport) -> [ReportEntry] {
        let spots = FindingSpots(report.form)
        var entries: [ReportEntry] = []
        for workbook in report.workbooks {
            let document = workbook.conversion.document
            var placed = document.returns.map { _ in PlacedFindings() }
            var ofWorkbook = PlacedFindings()
            for finding in document.findings {
                if let (index, path) = finding.pointer?.inReturn, placed.indices.contains(index) {
                    placed[index].add(finding, at: spots.spot(ofPath: path))
                } else {
                    ofWorkbook.add(finding, at: nil)
                }
            }
            if !ofWorkbook.elsewhere.isEmpty || document.returns.isEmpty {
                entries.append(
                    ReportEntry(
                        id: "w\(entries.count)", path: workbook.path,
                        subject: .workbook(isUnreadable: workbook.conversion.isUnreadable),
                        findings: ofWorkbook, counts: SeverityCounts(ofWorkbook.all)))
            }
            for (position, item) in document.returns.enumerated() {
                let history =
                    workbook.histories.indices.contains(position)
                    ? workbook.histories[position] : ReturnHistory()
                entries.append(
                    ReportEntry(
                        id: "r\(entries.count)", path: workbook.path,
                        subject: .item(item, history), findings: placed[position],
                        counts: SeverityCounts(placed[position].all)))
            }
        }
        return entries
    }
}

/// The chapters of one county.
struct ReportGroup {
    /// Nil for workbooks as a whole, and for returns without one.
    let county: String?
    let isOfWorkbooks: Bool
    let entries: [ReportEntry]
    var counts: SeverityCounts { entries.reduce(SeverityCounts()) { $0 + $1.counts } }

    /// Counties in the order of the form, then others; what could not be read stands first.
    static func all(of entries: [ReportEntry], form: FormDefinition) -> [ReportGroup] {
        var books: [ReportEntry] = []
        var nowhere: [ReportEntry] = []
        var byCounty: [String: [ReportEntry]] = [:]
        var order = form.areas.map(\.name)
        for entry in entries {
            guard case .item = entry.subject else {
                books.append(entry)
                continue
            }
            guard let county = entry.county else {
                nowhere.append(entry)
                continue
            }
            if byCounty[county] == nil, !form.areas.contains(where: { $0.name == county }) {
                order.append(county)
            }
            byCounty[county, default: []].append(entry)
        }
        var groups: [ReportGroup] = []
        if !books.isEmpty {
            groups.append(ReportGroup(county: nil, isOfWorkbooks: true, entries: books))
        }
        for county in order {
            if let entries = byCounty[county] {
                groups.append(ReportGroup(county: county, isOfWorkbooks: false, entries: entries))
            }
        }
        if !nowhere.isEmpty {
            groups.append(ReportGroup(county: nil, isOfWorkbooks: false, entries: nowhere))
        }
        return groups
    }
}

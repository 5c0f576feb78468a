import MonitoringForm

/// What a check found, for people at a terminal: by workbook, gravest first, aligned.
package struct CheckText: Sendable {
    private let report: CheckReport
    private let messages: MessageCatalogue
    private let isColoured: Bool
    private let jobs: Int

    /// - Parameter jobs: threads.
    package init(
        _ report: CheckReport, _ messages: MessageCatalogue, isColoured: Bool, jobs: Int = 1
    ) {
        self.report = report
        self.messages = messages
        self.isColoured = isColoured
        self.jobs = jobs
    }

    private var isChinese: Bool { messages.language == .chinese }

    package var text: String {
        let found = report.workbooks.filter { !$0.findings.isEmpty }
        let parts = SideBySide.map(found.count, jobs: jobs) { index in
            lines(found[index]).joined(separator: "\n") + "\n\n"
        }
        return parts.joined() + summary + "\n"
    }

    // MARK: Workbooks

    private func lines(_ workbook: CheckReport.Workbook) -> [String] {
        let returns = workbook.conversion.document.returns
        let findings = workbook.findings.sorted { $0.severity < $1.severity }
        let rows = findings.map { finding in
            [
                messages.name(of: finding.severity),
                MessageCatalogue.shortened(finding.placeText ?? ""),
                returns.count > 1 ? complex(finding, returns) : "",
            ]
        }
        let widths = (0..<3).map { column in
            rows.map { DisplayWidth.of($0[column]) }.max() ?? 0
        }
        var lines = [paint(workbook.path, .bold) + "  " + counts(workbook.counts)]
        for (finding, row) in zip(findings, rows) {
            let cells = zip(row.indices, row).filter { widths[$0.0] > 0 }.map { column, text in
                let space = DisplayWidth.space(behind: text, to: widths[column])
                return (column == 0 ? paint(text, CheckText.paint(finding.severity)) : text) + space
            }
            lines.append(
                "  " + cells.joined(separator: "  ") + "  " + messages.message(for: finding)
                    + "  " + paint(finding.code.rawValue, .faint))
        }
        return lines
    }

    private func complex(_ finding: Finding, _ returns: [Return]) -> String {
        guard let index = finding.pointer?.inReturn?.index, returns.indices.contains(index) else {
            return ""
        }
        // One name of pages would make the column as wide for all.
        return returns[index].complex.name.map(MessageCatalogue.shortened) ?? "#\(index + 1)"
    }

    // MARK: Counts

    private func counts(_ counts: SeverityCounts) -> String {
        let parts = Severity.allCases.compactMap { severity -> String? in
            let count = counts[severity]
            return count == 0 ? nil : paint(amount(count, severity), CheckText.paint(severity))
        }
        return parts.joined(separator: isChinese ? "，" : ", ")
    }

    private var summary: String {
        let clean = report.workbooks.count(where: \.counts.isClean)
        let unreadable = report.workbooks.count(where: \.conversion.isUnreadable)
        let counts = report.counts
        let found = Severity.allCases.map { amount(counts[$0], $0) }
        if isChinese {
            var text =
                "共 \(report.workbooks.count) 个工作簿、\(report.returnCount) 份填报："
                + found.joined(separator: "，") + "；\(clean) 个工作簿没有错误和警告"
            if unreadable > 0 { text += "，\(unreadable) 个无法读取" }
            return text + "。"
        }
        var text =
            "\(report.workbooks.count) workbooks, \(report.returnCount) returns: "
            + found.joined(separator: ", ") + "; \(clean) without errors and warnings"
        if unreadable > 0 { text += ", \(unreadable) unreadable" }
        return text + "."
    }

    private func amount(_ count: Int, _ severity: Severity) -> String {
        if isChinese { return "\(messages.name(of: severity)) \(count)" }
        let noun =
            switch severity {
            case .error: count == 1 ? "error" : "errors"
            case .warning: count == 1 ? "warning" : "warnings"
            case .info: count == 1 ? "remark" : "remarks"
            }
        return "\(count) \(noun)"
    }

    // MARK: Colour

    /// Select Graphic Rendition codes (ECMA-48, 8.3.117).
    private enum Paint: String {
        case bold = "1"
        case faint = "2"
        case red = "31"
        case yellow = "33"
        case blue = "34"
    }

    private static func paint(_ severity: Severity) -> Paint {
        switch severity {
        case .error: .red
        case .warning: .yellow
        case .info: .blue
        }
    }

    private func paint(_ text: String, _ paint: Paint) -> String {
        isColoured ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
    }
}

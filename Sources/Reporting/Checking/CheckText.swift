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

    /// Writes the text in pieces, so that it never is in memory as a whole.
    package func write<Failure: Error>(
        to sink: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        let found = report.workbooks.filter { !$0.findings.isEmpty }
        let window = jobs * 32
        for start in stride(from: 0, to: found.count, by: window) {
            let part = found[start..<min(start + window, found.count)]
            if part.count == 1 {
                try write(part[start], to: sink)
                continue
            }
            let texts = SideBySide.map(part.count, jobs: jobs) { number in
                var text: [UInt8] = []
                write(part[start + number]) { text += $0 }
                return text
            }
            for text in texts { try sink(text) }
        }
        try sink(Array((summary + "\n").utf8))
    }

    // MARK: Workbooks

    /// A text with its width at the terminal, both made once.
    private struct Cell {
        let text: String
        let width: Int

        init(_ text: String) {
            // One of pages would make the column as wide for all.
            self.text = MessageCatalogue.shortened(text)
            width = DisplayWidth.of(self.text)
        }

        /// The spaces that fill it up to a width.
        func space(to width: Int) -> String {
            String(repeating: " ", count: max(0, width - self.width))
        }
    }

    /// Bytes of a text from which on it is written.
    private static let pieceSize = 1 << 16

    private func write<Failure: Error>(
        _ workbook: CheckReport.Workbook, to sink: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        let returns = workbook.conversion.document.returns
        let findings = workbook.findings
        let severities = Dictionary(
            uniqueKeysWithValues: Severity.allCases.map { ($0, Cell(messages.name(of: $0))) })
        let places = findings.map { Cell($0.placeText ?? "") }
        let complexes =
            returns.count > 1
            ? returns.indices.map { Cell(returns[$0].complex.name ?? "#\($0 + 1)") } : []
        var widths = (severity: 0, place: places.map(\.width).max() ?? 0, complex: 0)
        for finding in findings {
            widths.severity = max(widths.severity, severities[finding.severity]?.width ?? 0)
            if let index = returnIndex(finding, complexes) {
                widths.complex = max(widths.complex, complexes[index].width)
            }
        }
        let nothing = Cell("")
        var text = Array((paint(workbook.path, .bold) + "  " + counts(workbook.counts) + "\n").utf8)
        for severity in Severity.allCases {
            guard let name = severities[severity] else { continue }
            let lead =
                "  " + paint(name.text, CheckText.paint(severity))
                + name.space(to: widths.severity) + "  "
            for (finding, place) in zip(findings, places) where finding.severity == severity {
                text += lead.utf8
                if widths.place > 0 {
                    text += place.text.utf8
                    text += place.space(to: widths.place + 2).utf8
                }
                if widths.complex > 0 {
                    let complex = returnIndex(finding, complexes).map { complexes[$0] } ?? nothing
                    text += complex.text.utf8
                    text += complex.space(to: widths.complex + 2).utf8
                }
                text += messages.message(for: finding).utf8
                text += "  ".utf8
                text += paint(finding.code.rawValue, .faint).utf8
                text.append(UInt8(ascii: "\n"))
                if text.count >= CheckText.pieceSize {
                    try sink(text)
                    text.removeAll(keepingCapacity: true)
                }
            }
        }
        text.append(UInt8(ascii: "\n"))
        try sink(text)
    }

    private func returnIndex(_ finding: Finding, _ complexes: [Cell]) -> Int? {
        guard let index = finding.pointer?.inReturn?.index else { return nil }
        return complexes.indices.contains(index) ? index : nil
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

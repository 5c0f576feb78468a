import FormSheets
import MonitoringForm
import Spreadsheet

/// The sheet 审核意见 of an annotated workbook: all findings with links to their cells, and room for an answer.
struct ReviewList {
    /// Remarks that a list holds at most; nobody answers more.
    static let longest = 20_000

    private let messages: MessageCatalogue
    /// Names of sheets that the workbook has.
    private let taken: Set<String>

    init(_ messages: MessageCatalogue, taken: [String]) {
        self.messages = messages
        self.taken = Set(taken)
    }

    private var isChinese: Bool { messages.language == .chinese }

    func sheet(of checked: CheckReport.Workbook, _ answers: ReviewAnswers) -> AddedSheet {
        let findings = checked.findings
        let returns = checked.conversion.document.returns
        let headers =
            isChinese
            ? ["序号", "级别", "工作表", "单元格", "所属报表", "审核意见", "县（市、区）答复"]
            : ["No.", "severity", "sheet", "cell", "return", "remark", "answer"]
        var rows: [[AddedSheet.Item]] = [
            [.init(title(checked.counts), style: ReviewList.title)],
            headers.map { .init($0, style: ReviewList.header) },
        ]
        var heights: [Int: Double] = [0: 30, 1: 24]
        for (number, finding) in ReviewList.listed(findings).enumerated() {
            let message = messages.message(for: finding)
            heights[rows.count] = ReviewList.height(of: message)
            rows.append([
                .init("\(number + 1)", style: ReviewList.text(.center)),
                .init(
                    messages.name(of: finding.severity),
                    style: ReviewList.text(.center, fill: ReviewList.tint(finding.severity))),
                .init(finding.sheet ?? "", style: ReviewList.text()),
                cell(finding),
                .init(name(finding, returns), style: ReviewList.text()),
                .init(message, style: ReviewList.text()),
                .init(answers.answer(to: finding, message), style: ReviewList.text()),
            ])
        }
        let rest = findings.count - ReviewList.longest
        if rest > 0 {
            rows.append([
                .init(
                    isChinese ? "另有 \(rest) 条未列出。" : "\(rest) more are not listed.",
                    style: ReviewList.plain)
            ])
        }
        if findings.isEmpty {
            rows.append([
                .init(isChinese ? "没有需要核对的内容。" : "Nothing to look at.", style: ReviewList.plain)
            ])
        }
        var sheet = AddedSheet(
            freeName, rows: rows, widths: [6, 8, 16, 9, 30, ReviewList.messageWidth, 32])
        sheet.frozenRows = 2
        sheet.heights = heights
        sheet.isLandscape = true
        if let first = CellReference(row: 0, column: 0),
            let last = CellReference(row: 0, column: headers.count - 1)
        {
            sheet.merges = [CellRange(first, last)]
        }
        return sheet
    }

    /// Those that a list holds, gravest first.
    static func listed(_ findings: [Finding]) -> [Finding] {
        let ordered = Severity.allCases.flatMap { severity in
            findings.indices.filter { findings[$0].severity == severity }
        }
        return ordered.prefix(longest).map { findings[$0] }
    }

    private func title(_ counts: SeverityCounts) -> String {
        let counts = Severity.allCases.map { "\(messages.name(of: $0)) \(counts[$0])" }
        return ReviewSheet.mark + (isChinese ? "　共 " : "  ")
            + counts.joined(separator: isChinese ? "，" : ", ")
    }

    private func cell(_ finding: Finding) -> AddedSheet.Item {
        guard let sheet = finding.sheet, let cell = finding.cell else {
            return .init("", style: ReviewList.text(.center))
        }
        guard taken.contains(sheet) else {
            return .init(cell, style: ReviewList.text(.center))
        }
        let quoted = "'" + sheet.replacing("'", with: "''") + "'"
        return .init(cell, link: "\(quoted)!\(cell)", style: ReviewList.link)
    }

    private func name(_ finding: Finding, _ returns: [Return]) -> String {
        guard let index = finding.pointer?.inReturn?.index, returns.indices.contains(index) else {
            return ""
        }
        let item = returns[index]
        return [item.complex.name, item.period?.description].compactMap { $0 }
            .joined(separator: " ")
    }

    private var freeName: String {
        let taken = Set(taken.map { $0.lowercased() })
        var number = 1
        var name = ReviewSheet.name
        while taken.contains(name.lowercased()) {
            number += 1
            name = "\(ReviewSheet.name) (\(number))"
        }
        return name
    }

    // MARK: Looks

    private static let messageWidth = 62.0
    private static let line = CellColor(rgb: 0xBFBFBF)

    static func tint(_ severity: Severity) -> CellColor {
        switch severity {
        case .error: CellColor(rgb: 0xFFC7CE)
        case .warning: CellColor(rgb: 0xFFEB9C)
        case .info: CellColor(rgb: 0xDDEBF7)
        }
    }

    private static let font = CellFont("宋体", size: 10)
    private static let plain = CellStyle(font: font)
    private static let title = CellStyle(
        font: CellFont("宋体", size: 14, isBold: true), alignment: CellAlignment(.left, .center))
    private static let header = CellStyle(
        font: CellFont("宋体", size: 10, isBold: true), fill: CellColor(rgb: 0xE7E6E6),
        border: CellBorder(all: .thin, color: line),
        alignment: CellAlignment(.center, .center, wraps: true))

    private static func text(
        _ horizontal: CellAlignment.Horizontal = .left, fill: CellColor? = nil
    ) -> CellStyle {
        CellStyle(
            font: font, fill: fill, border: CellBorder(all: .thin, color: line),
            alignment: CellAlignment(horizontal, .center, wraps: true))
    }

    private static let link: CellStyle = {
        var style = text(.center)
        var font = ReviewList.font
        font.color = CellColor(rgb: 0x0563C1)
        font.isUnderlined = true
        style.font = font
        return style
    }()

    /// Points that a wrapped message takes, and an answer may.
    private static func height(of message: String) -> Double {
        let lines = 1 + DisplayWidth.of(message) / Int(messageWidth * 1.05)
        return max(30, Double(lines) * 14 + 6)
    }
}

import FormSheets
import MonitoringForm
import Spreadsheet

/// A copy of a workbook that goes back to the county: each finding is a comment at its cell and a tint, and a
/// sheet lists them all. Everything else is as the county sent it.
package struct AnnotatedCopy {
    /// The author of the comments, by which a later annotation finds and replaces them.
    static let author = "审核意见"

    private let messages: MessageCatalogue
    private let limits: SpreadsheetLimits

    package init(_ messages: MessageCatalogue, limits: SpreadsheetLimits) {
        self.messages = messages
        self.limits = limits
    }

    /// - Parameters:
    ///   - bytes: the workbook, annotated before or not.
    ///   - checked: what was found in it.
    /// - Returns: the copy.
    /// - Throws: ``SpreadsheetError``: `refusedEdit` where annotating would damage the workbook.
    package func bytes(
        of bytes: [UInt8], _ checked: CheckReport.Workbook
    ) throws(SpreadsheetError) -> [UInt8] {
        let earlier = try ReviewSheet.all(in: bytes, limits: limits)
        let answers = ReviewAnswers(earlier.map(\.grid))
        let clean = try without(earlier.map(\.sheet), bytes)
        return try annotated(clean, checked, answers)
    }

    private func without(
        _ earlier: [SheetEntry], _ bytes: [UInt8]
    ) throws(SpreadsheetError) -> [UInt8] {
        if earlier.isEmpty { return bytes }
        let editor = try WorkbookEditor(bytes, limits: limits)
        editor.removeComments(by: AnnotatedCopy.author)
        editor.removeTints()
        if let sheet = earlier.first { try editor.remove(sheet) }
        return try written(editor)
    }

    private func annotated(
        _ bytes: [UInt8], _ checked: CheckReport.Workbook, _ answers: ReviewAnswers
    ) throws(SpreadsheetError) -> [UInt8] {
        let editor = try WorkbookEditor(bytes, limits: limits)
        // A cell with a conversation cannot get a comment: its remark is in the list alone.
        editor.skipsConversations = true
        let bySheet = Dictionary(
            grouping: ReviewList.listed(checked.findings).filter { $0.cell != nil }, by: \.sheet)
        for sheet in editor.sheets {
            let remarks = remarks(bySheet[sheet.name] ?? [])
            for severity in Severity.allCases {
                let cells = remarks.filter { $0.severity == severity }.map {
                    CellRange($0.cell, $0.cell)
                }
                if cells.isEmpty { continue }
                try editor.add(CellTint(cells, fill: ReviewList.tint(severity).hex), on: sheet)
            }
            for remark in remarks {
                try editor.add(comment(remark), on: sheet)
            }
        }
        editor.add(
            ReviewList(messages, taken: editor.sheets.map(\.name)).sheet(of: checked, answers))
        return try written(editor)
    }

    private func written(_ editor: WorkbookEditor) throws(SpreadsheetError) -> [UInt8] {
        let sink = MemorySink()
        _ = try editor.write(to: sink)
        return sink.bytes
    }

    // MARK: Remarks

    /// What is said of one cell.
    private struct Remark {
        let cell: CellReference
        let severity: Severity
        let text: String
    }

    /// The findings of a sheet by cell, in the order of the sheet.
    private func remarks(_ findings: [Finding]) -> [Remark] {
        var cells: [CellReference: [Finding]] = [:]
        for finding in findings {
            guard let cell = finding.cell.flatMap({ CellReference($0) }) else { continue }
            cells[cell, default: []].append(finding)
        }
        return cells.sorted { $0.key < $1.key }.map { cell, findings in
            let ordered = findings.sorted { $0.severity < $1.severity }
            let lines = ordered.map {
                "【\(messages.name(of: $0.severity))】\(messages.message(for: $0))"
            }
            return Remark(
                cell: cell, severity: ordered.first?.severity ?? .info,
                text: "【\(AnnotatedCopy.author)】\n" + lines.joined(separator: "\n"))
        }
    }

    private func comment(_ remark: Remark) -> CellComment {
        // Excel shows at most 32,767 characters; a clerk reads fewer.
        var comment = CellComment(
            remark.cell, author: AnnotatedCopy.author, String(remark.text.prefix(4_000)))
        comment.width = 240
        // About 34 half-width characters of 9 points to a line.
        let lines = remark.text.split(separator: "\n").reduce(0) {
            $0 + 1 + DisplayWidth.of(String($1)) / 34
        }
        comment.height = min(360, Double(lines) * 13 + 16)
        return comment
    }
}

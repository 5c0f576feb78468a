import MonitoringForm
import Spreadsheet

/// What a county wrote behind the remarks of earlier lists; it stays with a remark that is made again.
struct ReviewAnswers {
    /// Columns of the list, counted from 0; ``ReviewList`` writes them.
    enum Column {
        static let (sheet, cell, message, answer) = (2, 3, 5, 6)
    }

    private struct Remark: Hashable {
        let sheet: String
        let cell: String
        let message: String
    }

    private var answers: [Remark: String] = [:]

    /// - Parameter lists: the sheets that earlier annotations added.
    init(_ lists: [SheetGrid]) {
        for list in lists {
            for row in list.usedRows {
                guard let answer = ReviewAnswers.text(list, row, Column.answer),
                    let message = ReviewAnswers.text(list, row, Column.message)
                else { continue }
                let remark = Remark(
                    sheet: ReviewAnswers.text(list, row, Column.sheet) ?? "",
                    cell: ReviewAnswers.text(list, row, Column.cell) ?? "", message: message)
                answers[remark] = answer
            }
        }
    }

    private static func text(_ list: SheetGrid, _ row: Int, _ column: Int) -> String? {
        switch list.cell(row: row, column: column)?.value {
        case .text(let text): text.isEmpty ? nil : text
        case .number(let digits): digits
        default: nil
        }
    }

    func answer(to finding: Finding, _ message: String) -> String {
        answers[
            Remark(sheet: finding.sheet ?? "", cell: finding.cell ?? "", message: message)] ?? ""
    }
}

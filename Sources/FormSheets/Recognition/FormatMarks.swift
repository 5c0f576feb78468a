import MonitoringForm
import Spreadsheet

/// What a number format shows around a number that changes what it says: 下降, ↓, 约 and 左右, parted from the unit.
struct FormatMarks {
    /// Before the number, as a person would type it.
    let before: String
    /// Behind the number: a mark of direction or 左右.
    private(set) var behind = ""
    /// What is left of the text behind the number.
    private(set) var unit: String

    init(_ format: NumberFormat) {
        before = format.prefix
        unit = format.suffix
        var isDone = false
        while !isDone {
            isDone = true
            for mark in FormatMarks.marks where unit.hasSuffix(mark) {
                unit.removeLast(mark.count)
                behind = mark + behind
                isDone = false
            }
        }
        // ↓ stands behind the unit of a text too.
        if !behind.isEmpty, format.kind == .percent { behind = "%" + behind }
    }

    private static let marks = ["↓", "↑", "（下降）", "(下降)", "（增长）", "(增长)", "（上升）", "左右", "上下"]

    /// Whether nothing around the number says more than its unit and currency.
    var isSilent: Bool {
        behind.isEmpty
            && !before.contains { $0.isLetter || "≈▲▼△↓↑$€£-−－~".contains($0) }
    }

    /// Whether nothing but a minus stands before the number.
    var isBareMinus: Bool {
        behind.isEmpty && !before.contains { $0.isLetter || $0 == "▼" || $0 == "↓" }
    }

    /// Whether what cannot be read with the number makes another number of it.
    var isOther: Bool {
        !behind.isEmpty
            || before.contains {
                "降减亏负损跌▼△↓€£-−－".contains($0) || ($0.isASCII && $0.isLetter)
            }
    }
}

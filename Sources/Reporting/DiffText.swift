import FormSheets
import MonitoringForm

/// A difference for people: a table for each return that changed, aligned for a terminal.
package struct DiffText {
    private let diff: ReturnDiff
    private let messages: MessageCatalogue

    package init(_ diff: ReturnDiff, _ messages: MessageCatalogue) {
        self.diff = diff
        self.messages = messages
    }

    private var isChinese: Bool { messages.language == .chinese }

    package var text: String {
        if diff.isEmpty { return isChinese ? "没有变化。\n" : "No changes.\n" }
        var lines: [String] = []
        for match in diff.matches where !match.changes.isEmpty {
            lines.append(title(diff.old.returns[match.old]))
            lines += table(match)
            lines.append("")
        }
        lines += unmatched
        let count = diff.matches.reduce(0) { $0 + $1.changes.count }
        let returns = diff.matches.count { !$0.changes.isEmpty }
        lines.append(
            isChinese
                ? "共 \(returns) 份报表、\(count) 处变化。"
                : "\(count) changes in \(returns) returns.")
        return lines.joined(separator: "\n") + "\n"
    }

    /// Returns that only one side has.
    package var unmatched: [String] {
        diff.removed.map {
            title(diff.old.returns[$0]) + (isChinese ? "：已不在新表中。" : ": no longer there.")
        }
            + diff.added.map {
                title(diff.new.returns[$0]) + (isChinese ? "：新增。" : ": new.")
            }
    }

    private func title(_ item: Return) -> String {
        let name = item.complex.name ?? (isChinese ? "（未写明综合体）" : "(complex not stated)")
        return [name, item.period?.description].compactMap { $0 }.joined(separator: " ")
    }

    private func table(_ match: ReturnDiff.Match) -> [String] {
        let header =
            isChinese
            ? ["项目", "单位", "原值", "现值", "变化", "单元格"]
            : ["item", "unit", "old", "new", "change", "cell"]
        let rows = match.changes.map { change in
            [
                messages.name(of: change.leaf), change.leaf.unit(in: diff.form) ?? "",
                show(change.old), show(change.new), DiffText.change(change),
                place(change.leaf, match),
            ]
        }
        let all = [header] + rows
        let widths = header.indices.map { column in
            all.map { DisplayWidth.of($0[column]) }.max() ?? 0
        }
        // Values and changes to the right, words to the left.
        return all.map { row in
            let cells = zip(row.indices, row).map { column, text in
                let space = DisplayWidth.space(behind: text, to: widths[column])
                return (2...4).contains(column) ? space + text : text + space
            }
            let line = "  " + cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }

    private func show(_ value: LeafValue) -> String {
        switch value {
        case .number(let number): number?.description ?? "—"
        case .text(let text):
            switch text.flatMap(WorkStatus.init) {
            case .complete: messages.form.headers.complete.text
            case .incomplete: messages.form.headers.incomplete.text
            case nil: text ?? "—"
            }
        }
    }

    /// The change in per cent of the old value, one decimal.
    private static func change(_ change: ReturnDiff.Change) -> String {
        guard case .number(let old?) = change.old, case .number(let new?) = change.new,
            old != .zero
        else { return "" }
        let (before, after) = (old.approximate, new.approximate)
        let tenths = ((after - before) / before.magnitude * 1000).rounded()
        guard tenths.magnitude < 1e7 else { return "" }
        let sign = tenths < 0 ? "-" : "+"
        let magnitude = Int(tenths.magnitude)
        return "\(sign)\(magnitude / 10).\(magnitude % 10)%"
    }

    /// The cell in the old workbook, or else in the new one.
    private func place(_ leaf: ReturnLeaf, _ match: ReturnDiff.Match) -> String {
        for (side, index) in [(diff.old, match.old), (diff.new, match.new)] {
            guard side.traces.indices.contains(index),
                let place = side.traces[index].place(of: leaf)
            else { continue }
            return "\(place.sheet)!\(place.cell)"
        }
        return ""
    }
}

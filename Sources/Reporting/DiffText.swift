import FormSheets
import MonitoringForm

/// A difference for people: a table for each return that changed, aligned for a terminal.
package struct DiffText {
    private let diff: ReturnDiff
    private let messages: MessageCatalogue
    private let names: [ReturnLeaf: String]

    package init(_ diff: ReturnDiff, _ messages: MessageCatalogue) {
        self.diff = diff
        self.messages = messages
        let leaves = ReturnLeaf.all(of: diff.form)
        names = Dictionary(uniqueKeysWithValues: leaves.map { ($0, messages.name(of: $0)) })
    }

    private var isChinese: Bool { messages.language == .chinese }

    package var text: String {
        var bytes: [UInt8] = []
        write { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Hands over the text in pieces, a table in each: thousands of them need not be held.
    package func write<E>(_ take: ([UInt8]) throws(E) -> Void) throws(E) {
        if diff.isEmpty { return try take(line(isChinese ? "没有变化。" : "No changes.")) }
        for match in diff.matches where !match.changes.isEmpty {
            try take(line(title(diff.old.returns[match.old])) + table(match) + [0x0A])
        }
        for other in unmatched { try take(line(other)) }
        let count = diff.matches.reduce(0) { $0 + $1.changes.count }
        let returns = diff.matches.count { !$0.changes.isEmpty }
        try take(
            line(
                isChinese
                    ? "共 \(returns) 份报表、\(count) 处变化。"
                    : "\(count) changes in \(returns) returns."))
    }

    private func line(_ text: String) -> [UInt8] { Array(text.utf8) + [0x0A] }

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
        let name =
            item.complex.name?.shortened(to: DiffText.longest)
            ?? (isChinese ? "（未写明综合体）" : "(complex not stated)")
        return [name, item.period?.description].compactMap { $0 }.joined(separator: " ")
    }

    private func table(_ match: ReturnDiff.Match) -> [UInt8] {
        let header =
            isChinese
            ? ["项目", "单位", "原值", "现值", "变化", "单元格"]
            : ["item", "unit", "old", "new", "change", "cell"]
        // The cell in the old workbook, or else in the new one.
        let cells = (old: places(diff.old, match.old), new: places(diff.new, match.new))
        let rows = match.changes.map { change in
            [
                names[change.leaf] ?? "", change.leaf.unit(in: diff.form) ?? "",
                show(change.old), show(change.new), DiffText.change(change),
                (cells.old[change.leaf] ?? cells.new[change.leaf]).map(DiffText.words) ?? "",
            ]
        }
        let all = ([header] + rows).map { row in
            row.map { text in
                let text = text.shortened(to: DiffText.longest)
                return (text, width: DisplayWidth.of(text))
            }
        }
        let widths = header.indices.map { column in all.map { $0[column].width }.max() ?? 0 }
        var bytes: [UInt8] = []
        for row in all {
            let start = bytes.count
            // Values and changes to the right, words to the left.
            for (column, (text, width)) in row.enumerated() {
                let space = DiffText.blanks.prefix(widths[column] - width)
                bytes += [0x20, 0x20]
                if DiffText.rightColumns.contains(column) {
                    bytes += space
                    bytes += text.utf8
                } else {
                    bytes += text.utf8
                    bytes += space
                }
            }
            while bytes.count > start, bytes.last == 0x20 { bytes.removeLast() }
            bytes.append(0x0A)
        }
        return bytes
    }

    private static let rightColumns = 2...4

    /// Scalars of a text: one of megabytes would stretch every row of its table.
    private static let longest = 500
    /// As many as the widest column has places.
    private static let blanks = [UInt8](repeating: 0x20, count: 2 * longest + 1)

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

    /// The cells of a return on one side, the first of a leaf.
    private func places(_ side: ReturnDiff.Side, _ index: Int) -> [ReturnLeaf: LeafPlace] {
        guard side.traces.indices.contains(index) else { return [:] }
        return Dictionary(side.traces[index].places.map { ($0.leaf, $0) }) { first, _ in first }
    }

    private static func words(_ place: LeafPlace) -> String {
        "\(place.sheet.shortened(to: longest))!\(place.cell)"
    }
}

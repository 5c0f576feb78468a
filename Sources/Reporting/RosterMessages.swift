import MonitoringForm

/// What is said of the mistakes of a roster.
extension MessageCatalogue {
    package func line(for problem: Roster.Problem) -> String {
        let isChinese = language == .chinese
        let text = isChinese ? chinese(problem.kind) : english(problem.kind)
        if problem.line == 0 { return text }
        return isChinese ? "第 \(problem.line) 行：\(text)" : "line \(problem.line): \(text)"
    }

    private func chinese(_ kind: Roster.Problem.Kind) -> String {
        switch kind {
        case .missingColumn(let label): "缺少“\(label)”一列。"
        case .emptyName: "综合体名称为空。"
        case .unknownCounty(let text):
            text.isEmpty
                ? "没有填写所属县（市、区）。"
                : "“\(text)”不是报送地区：\(form.areas.map(\.name).joined(separator: "、"))。"
        case .unknownLevel(let text): "级别“\(text)”应为省级或市级。"
        case .repeated(let name, let earlier): "“\(name)”与第 \(earlier) 行重复。"
        case .empty: "名单里没有综合体。"
        case .tooLong(let label): "“\(label)”一列的文字过长。"
        case .tooMany(let limit): "名单超过 \(limit) 行，请分成几份。"
        case .more(let count): "另有 \(count) 处问题，更正以上各处后再查。"
        case .unreadable(let reason): "名单无法读取（\(reason)）。应为 CSV、JSON 或 XLSX。"
        }
    }

    private func english(_ kind: Roster.Problem.Kind) -> String {
        switch kind {
        case .missingColumn(let label): "the column \(label) is missing."
        case .emptyName: "the name of the complex is empty."
        case .unknownCounty(let text):
            text.isEmpty
                ? "no county is given."
                : "\(text) is no reporting area: \(form.areas.map(\.name).joined(separator: ", "))."
        case .unknownLevel(let text): "the level \(text) is neither 省级 nor 市级."
        case .repeated(let name, let earlier): "\(name) stands in line \(earlier) already."
        case .empty: "there is no complex in the list."
        case .tooLong(let label): "the text in the column \(label) is too long."
        case .tooMany(let limit): "there are more than \(limit) lines: divide the list."
        case .more(let count): "\(count) more mistakes; put these right and ask again."
        case .unreadable(let reason): "cannot be read (\(reason)): CSV, JSON or XLSX is expected."
        }
    }
}

import MonitoringForm
import Spreadsheet

/// What is said of corrections.
extension MessageCatalogue {
    /// The comment at a corrected cell.
    func remark(on correction: LeafCorrection, date: CivilDate) -> String {
        let unit = correction.leaf.unit(in: form).map { " \($0)" } ?? ""
        func show(_ value: LeafValue) -> String {
            switch value {
            case .number(let number): return number.map { "\($0)\(unit)" } ?? blank
            case .text(let text):
                switch text.flatMap(WorkStatus.init) {
                case .complete: return form.headers.complete.text
                case .incomplete: return form.headers.incomplete.text
                case nil: return text ?? blank
                }
            }
        }
        let name = name(of: correction.leaf)
        return language == .chinese
            ? "更正（\(date)）\n\(name)\n原值：\(show(correction.old))\n现值：\(show(correction.new))"
            : "Corrected (\(date))\n\(name)\nold: \(show(correction.old))\nnew: \(show(correction.new))"
    }

    private var blank: String { language == .chinese ? "（空）" : "(blank)" }

    /// One line for each thing that stands in the way.
    package func lines(for failure: Correction.Failure) -> [String] {
        let isChinese = language == .chinese
        switch failure {
        case .unreadable(let finding): return [message(for: finding)]
        case .patch(let failure): return [line(for: failure)]
        case .notCorrectable(let operation, let pointer):
            return [
                isChinese
                    ? "第 \(operation + 1) 条更正：\(pointer) 不是报表中的数据，不能更正。"
                    : "operation \(operation + 1): \(pointer) is nothing that the workbook tells."
            ]
        case .document(let error): return lines(for: error)
        case .otherVersion:
            return [
                isChinese
                    ? "这份 JSON 是由另一版本的工作簿转换的。请先用 jiance diff 生成更正清单。"
                    : "the document was made of another version of the workbook; make a patch with jiance diff."
            ]
        case .otherReturns(let wanted, let found):
            return [
                isChinese
                    ? "更正中有 \(wanted) 份报表，工作簿中有 \(found) 份。"
                    : "the corrections have \(wanted) returns, the workbook has \(found)."
            ]
        case .uncorrectable(let leaves):
            return leaves.map { leaf in
                let pointer = JSONPointer("returns", String(leaf.returnIndex))
                    .appending(contentsOf: leaf.leaf.pointer(in: form))
                return "\(pointer) \(name(of: leaf.leaf)): \(reason(leaf.reason))"
            }
        case .refused(let error):
            return [line(refusing: error)]
        case .notAsAsked(let pointers):
            let list = pointers.map(\.description).joined(separator: " ")
            return [
                isChinese
                    ? "改后重新读取的结果与要求不符，未写入：\(list)"
                    : "read again, the result is not what was asked for; nothing written: \(list)"
            ]
        }
    }

    /// What was done, and what the user has to know of it.
    package func lines(for outcome: Correction.Outcome) -> [String] {
        let isChinese = language == .chinese
        let count = outcome.corrections.count
        var lines = [
            count == 0
                ? (isChinese ? "没有需要更正的内容。" : "nothing to correct.")
                : (isChinese ? "已更正 \(count) 处。" : "\(count) values corrected.")
        ]
        func list(_ places: [CellPlace]) -> String {
            places.map { "\($0.sheet)!\($0.reference)" }.joined(separator: " ")
        }
        if !outcome.report.droppedFormulas.isEmpty {
            let list = list(outcome.report.droppedFormulas)
            lines.append(
                isChinese ? "这些单元格的公式已改为数值：\(list)" : "formulas gave way to values: \(list)")
        }
        if !outcome.recalculated.isEmpty {
            lines.append(
                isChinese
                    ? "这些数据是引用了更正单元格的公式，结果已随之改变：\(list(outcome.recalculated))"
                    : "these figures are formulas of corrected cells and have changed with them: \(list(outcome.recalculated))"
            )
        }
        if !outcome.uncalculated.isEmpty {
            let list = list(outcome.uncalculated)
            lines.append(
                isChinese
                    ? "这些数据是引用了更正单元格的公式，请用 Excel 或 WPS 打开并保存一次，再重新转换：\(list)"
                    : "these figures are formulas of corrected cells; open and save the workbook in Excel before converting it again: \(list)"
            )
        } else if outcome.report.hasUnknownDependents || !outcome.report.invalidated.isEmpty {
            lines.append(
                isChinese
                    ? "有公式引用了更正的单元格，其结果待打开时重新计算。"
                    : "formulas that depend on the corrected cells are calculated when the workbook is opened."
            )
        }
        if outcome.report.breaksSignature {
            lines.append(
                isChinese
                    ? "工作簿的数字签名因修改而失效。" : "the digital signature of the workbook no longer holds.")
        }
        return lines
    }

    private func line(for failure: JSONPatch.Failure) -> String {
        let isChinese = language == .chinese
        switch failure {
        case .malformed(let operation):
            return isChinese
                ? "第 \(operation + 1) 条更正不是有效的 JSON Patch 操作。"
                : "operation \(operation + 1) is no sound JSON Patch operation."
        case .noTarget(let operation, let pointer):
            return isChinese
                ? "第 \(operation + 1) 条更正：没有 \(pointer) 这一项。"
                : "operation \(operation + 1): there is no \(pointer)."
        case .testFailed(let operation, let pointer, let found):
            var writer = JSONWriter(style: .compact)
            writer.value(found)
            let text = String(decoding: writer.bytes, as: UTF8.self)
            return isChinese
                ? "第 \(operation + 1) 条更正：\(pointer) 的现值是 \(text)，与 test 不符，全部未写入。"
                : "operation \(operation + 1): \(pointer) is \(text), not what test says; nothing written."
        }
    }

    private func reason(_ reason: UncorrectableLeaf.Reason) -> String {
        let isChinese = language == .chinese
        switch reason {
        case .noCell:
            return isChinese ? "表中缺少这一行或这一列，没有单元格可写。" : "the workbook has no cell for it."
        case .isSum:
            return isChinese
                ? "合计由表中的分级金额相加得出，请更正分级金额。" : "it is the sum of other cells; correct these."
        case .withinText:
            return isChinese ? "写在一段文字之中，无法单独修改。" : "it stands within a line of text."
        case .inComment: return isChinese ? "写在批注中，无法修改。" : "a comment tells it."
        case .noPlaceForNote:
            return isChinese
                ? "没有完成情况，说明就无处可写；请保留完成情况，或把说明一并清空。"
                : "a note has no place without a status; keep the status, or clear the note with it."
        case .sharedCell:
            return isChinese ? "与其他项共用一个单元格，要求不一致。" : "it shares its cell with another item."
        }
    }
}

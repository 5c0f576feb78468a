/// What is said of JSON that does not fit the model.
extension MessageCatalogue {
    /// One line a place.
    package func lines(for error: DocumentError) -> [String] {
        switch error {
        case .notJSON(let error):
            let place = "\(error.line):\(error.column)"
            return [
                language == .chinese
                    ? "不是有效的 JSON（第 \(error.line) 行第 \(error.column) 列，\(wanted(error.expected))）。"
                    : "not valid JSON at \(place): expected \(error.expected)."
            ]
        case .mismatches(let mismatches):
            return mismatches.map { mismatch in
                let pointer = "\(mismatch.pointer)"
                let place = pointer.isEmpty ? "/" : pointer
                return "\(place): \(reason(mismatch.reason))"
            }
        }
    }

    /// What JSON wants at a place, in Chinese.
    private func wanted(_ expected: String) -> String {
        switch expected {
        case "end of text": "此处应已结束"
        case "a value": "应为一个值"
        case "fewer levels": "嵌套层次过多"
        case "fewer values": "数据项过多"
        case "a key in quotes": "应为带引号的键"
        case "a colon": "应为冒号"
        case "a comma or }": "应为逗号或 }"
        case "a comma or ]": "应为逗号或 ]"
        case "a digit": "应为数字"
        case "UTF-8": "不是 UTF-8 编码"
        case "an escaped control character": "控制字符须转义"
        case "a closing quote": "缺少右引号"
        case "an escape", "a whole surrogate pair", "four hexadecimal digits": "转义写法不对"
        default: "应为 \(expected)"
        }
    }

    package var nothingToFill: String {
        language == .chinese ? "没有可填的报表。" : "There is no return to fill in."
    }

    private func reason(_ reason: DocumentMismatch.Reason) -> String {
        let isChinese = language == .chinese
        switch reason {
        case .missing: return isChinese ? "缺少这一项。" : "this member is missing."
        case .unknownMember:
            return isChinese ? "模型中没有这一项。" : "the model has no such member."
        case .expected(let expectation):
            let name = self.name(expectation)
            return isChinese ? "应为\(name)。" : "expected \(name)."
        }
    }

    private func name(_ expectation: DocumentMismatch.Expectation) -> String {
        let isChinese = language == .chinese
        switch expectation {
        case .object: return isChinese ? "对象" : "an object"
        case .array: return isChinese ? "数组" : "an array"
        case .string: return isChinese ? "文本" : "a string"
        case .stringOrNull: return isChinese ? "文本或 null" : "a string or null"
        case .numberOrNull: return isChinese ? "数值或 null" : "a number or null"
        case .period: return isChinese ? "季度，如 2020Q3，或 null" : "a quarter such as 2020Q3, or null"
        case .date:
            return isChinese ? "日期，如 2020-10-21，或 null" : "a day such as 2020-10-21, or null"
        case .document:
            return isChinese
                ? "convert 输出的文档或单独一份填报" : "a document of convert, or a return"
        case .choice(let values, let orNull):
            let list = values.map { "\"\($0)\"" } + (orNull ? ["null"] : [])
            return list.joined(separator: isChinese ? "、" : ", ")
        case .fewerDigits: return isChinese ? "位数较少的数值" : "a number with fewer digits"
        }
    }
}

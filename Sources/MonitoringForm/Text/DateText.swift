/// Days as people write them: 2020年10月21日, 2020/10/21, 2020-10-21, 2020.10.21, 20201021, 二〇二〇年…
package enum DateText {
    /// - Returns: nil for anything else; a time behind the day is left out.
    package static func date(in text: String) -> CivilDate? {
        let compact = TextFolding.folded(text)
        var fields: [Int] = []
        var digits: [Unicode.Scalar] = []
        func flush() {
            if let value = number(digits) { fields.append(value) }
            digits = []
        }
        var hasTime = false
        for scalar in compact {
            if TextFolding.isDigit(scalar) || TextFolding.chineseDigit(scalar) != nil
                || scalar == "十"
            {
                digits.append(scalar)
            } else if ["年", "月", "日", "号", "/", "-", ".", " ", "T", ",", "、"].contains(scalar) {
                flush()
                // What follows the day is the time.
                if fields.count == 3 {
                    hasTime = true
                    break
                }
            } else {
                return nil
            }
        }
        if !hasTime { flush() }
        if fields.count == 1, let number = fields.first, number > 19_000_000 {
            return CivilDate(
                year: number / 10_000, month: number / 100 % 100, day: number % 100)
        }
        guard fields.count == 3 else { return nil }
        return CivilDate(year: fields[0], month: fields[1], day: fields[2])
    }

    /// Whether a text is a form's 年  月  日 that has not been filled in, or not to the end.
    package static func isOpen(_ text: String) -> Bool {
        let compact = TextFolding.compact(text)
        return compact.indices.contains { index in
            guard ["年", "月", "日"].contains(compact[index]) else { return false }
            let before = index == 0 ? nil : compact[index - 1]
            return before.map {
                !TextFolding.isDigit($0) && TextFolding.chineseDigit($0) == nil && $0 != "十"
            } ?? true
        }
    }

    /// 21, 二〇二〇, 十, 二十一.
    private static func number(_ digits: [Unicode.Scalar]) -> Int? {
        guard !digits.isEmpty, digits.count <= 8 else { return nil }
        guard let ten = digits.firstIndex(of: "十") else {
            return digits.reduce(into: Int?.some(0)) { value, scalar in
                let digit =
                    TextFolding.isDigit(scalar)
                    ? Int(scalar.value - 0x30) : TextFolding.chineseDigit(scalar)
                value = value.flatMap { left in digit.map { left * 10 + $0 } }
            }
        }
        let tens = ten == 0 ? 1 : number(Array(digits[..<ten]))
        let ones = ten == digits.count - 1 ? 0 : number(Array(digits[(ten + 1)...]))
        guard let tens, let ones, tens < 10, ones < 10 else { return nil }
        return tens * 10 + ones
    }
}

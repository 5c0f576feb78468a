/// A label taken apart: the words that count for comparing, and what people write around them.
package struct LabelText: Hashable, Sendable {
    /// Letters, digits and Han characters only; width, case, spaces, numbering, 其中 and punctuation are
    /// gone, 县（市、区） in all its orders is 县, and the definition's rewrites are applied.
    package var key: String { TextFolding.string(keyScalars) }
    let keyScalars: [Unicode.Scalar]
    /// The key with numbering kept, for labels that begin with a digit of their own.
    let numberedScalars: [Unicode.Scalar]
    /// A unit stated in the label, known or not: 亿元 of 营业收入（亿元） or 实际拨付金额/万元.
    package internal(set) var unit: String?
    /// Words in brackets that are neither unit nor 县（市、区）.
    package let notes: [String]
    /// A year that the label names, as in 2020年三季度.
    package let year: Int?
    /// The quarter, 1 to 4, that a period in the label ends with: 3 of 三季度 and of 1-9月.
    package let quarter: Int?
    /// Whether the period is a span of months: 1-3月 may be meant as the sum since January.
    let isOfMonths: Bool

    /// Han characters that have a meaning in labels beside the definition's words: of numbers, periods and places.
    static let ownWords = ["一二三四五六七八九十〇零两", "第年月日份季度末底初至到截止累计前上下半全当本其中各县市区", "萬億圓圆仟佰"]

    package init(_ text: String, _ rules: LabelRules) {
        let units = rules.units
        let folded = TextFolding.folded(text)
        if folded.allSatisfy(LabelText.isPlain) {
            keyScalars = rules.key(folded)
            numberedScalars = keyScalars
            unit = nil
            notes = []
            year = nil
            quarter = nil
            isOfMonths = false
            return
        }
        var scalars = LabelText.joiningCounties(folded)
        var unit: String?
        var notes: [String] = []
        scalars = LabelText.takingBrackets(scalars) { content in
            switch UnitText.reading(of: content, units) {
            case .unit(let name, let saysMore):
                unit = name
                if !saysMore { return }
            case .stranger(let name): unit = unit ?? name
            case .none: break
            }
            notes.append(TextFolding.string(content.filter { $0 != " " }))
        }
        if unit == nil, scalars.contains("/"),
            let rate = rules.unitNames.first(where: { name in
                name.contains("/") && scalars.count > name.count
                    && scalars[(scalars.count - name.count)...].elementsEqual(name)
            })
        {
            // …，万元/人: not 人 behind a slash.
            unit = TextFolding.string(rate)
            scalars.removeLast(rate.count)
        }
        if unit == nil, let slash = scalars.lastIndex(of: "/") {
            // The tail behind a slash; 万元/人 has one of its own.
            let starts = scalars.indices.filter { scalars[$0] == "/" }
            for start in starts where start <= slash {
                if start > 0,
                    let name = UnitText.unit(Array(scalars[(start + 1)...]), units)
                {
                    unit = name
                    scalars.removeSubrange(start...)
                    break
                }
            }
        }
        if unit == nil { unit = scalars.contains("%") ? "%" : scalars.contains("‰") ? "‰" : nil }
        var year: Int?
        var quarter: Int?
        let before = scalars
        scalars = LabelText.namingPeriods(scalars, year: &year, quarter: &quarter)
        isOfMonths = quarter != nil && before.contains("月") && !scalars.contains("月")
        let withoutNumber = LabelText.withoutNumbering(scalars)
        keyScalars = rules.key(withoutNumber)
        numberedScalars =
            withoutNumber.count == scalars.count ? keyScalars : rules.key(scalars)
        self.unit = unit
        self.notes = notes
        self.year = year
        self.quarter = quarter
    }

    /// Whether a character is a letter that none of the steps below looks at.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "县", "市", "区", "季", "月", "半", "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十",
            "Q", "q":
            false
        default:
            (scalar.value >= 0x4E00 && scalar.value < 0xA000)
                || (scalar.value >= 0x41 && scalar.value <= 0x5A)
        }
    }

    // MARK: Steps

    private static func isCountyLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "县" || scalar == "市" || scalar == "区"
    }

    /// What people write between the letters.
    private static func isFiller(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "(", ")", "、", ",", "/", ";", " ", "，", "·", ".", "-", "\\", "[", "]": true
        default: false
        }
    }

    /// 县（市、区）, 县(区/市), 市、县、区, 县市区 … to 县.
    private static func joiningCounties(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
        guard text.contains("区"), text.contains("县") else { return text }
        var result: [Unicode.Scalar] = []
        var index = 0
        while index < text.count {
            guard isCountyLetter(text[index]) else {
                result.append(text[index])
                index += 1
                continue
            }
            var end = index
            var depth = 0
            var (hasCounty, hasDistrict) = (false, false)
            while end < text.count {
                let scalar = text[end]
                if isCountyLetter(scalar) {
                    hasCounty = hasCounty || scalar == "县"
                    hasDistrict = hasDistrict || scalar == "区"
                } else if !isFiller(scalar) {
                    break
                }
                if scalar == "(" { depth += 1 }
                if scalar == ")" {
                    if depth == 0 { break }
                    depth -= 1
                }
                end += 1
            }
            while end > index + 1, !isCountyLetter(text[end - 1]), text[end - 1] != ")" {
                end -= 1
            }
            // A bracket opened at the end belongs to what follows.
            if hasCounty, hasDistrict {
                result.append("县")
                index = end
            } else {
                result.append(text[index])
                index += 1
            }
        }
        return result
    }

    private static func takingBrackets(
        _ text: [Unicode.Scalar], _ take: ([Unicode.Scalar]) -> Void
    ) -> [Unicode.Scalar] {
        guard text.contains(where: { closing($0) != nil }) else { return text }
        var result: [Unicode.Scalar] = []
        var index = 0
        while index < text.count {
            if let close = closing(text[index]),
                let end = text[index...].firstIndex(of: close), end > index
            {
                let content = Array(text[(index + 1)..<end])
                // (1) and （一） in front are numbering.
                if !(result.allSatisfy { $0 == " " } && isNumbering(content)) { take(content) }
                index = end + 1
            } else {
                result.append(text[index])
                index += 1
            }
        }
        return result
    }

    static func closing(_ bracket: Unicode.Scalar) -> Unicode.Scalar? {
        switch bracket {
        case "(": ")"
        case "[": "]"
        case "【": "】"
        case "〔": "〕"
        case "〈": "〉"
        case "<": ">"
        case "{": "}"
        default: nil
        }
    }

    private static func isNumbering(_ text: [Unicode.Scalar]) -> Bool {
        let plain = text.filter { $0 != " " }
        return !plain.isEmpty && plain.count <= 4
            && plain.allSatisfy {
                TextFolding.isDigit($0) || TextFolding.chineseDigit($0) != nil || $0 == "十"
            }
    }

    /// Marks that people put in front of a row.
    private static func isBullet(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "*", "#", "★", "☆", "※", "●", "◆", "■", "▲", "·", "-", "•": true
        default: false
        }
    }

    /// 1. 1、 1) ① 一、 1.1 — not before a digit or a word of time.
    private static func withoutNumbering(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var rest = text[...]
        func skipSpaces() { while rest.first == " " { rest.removeFirst() } }
        skipSpaces()
        while let first = rest.first,
            isBullet(first)
        {
            rest.removeFirst()
            skipSpaces()
        }
        guard let first = rest.first else { return text }
        var tail = rest
        if (0x2460...0x249B).contains(first.value) || (0x3220...0x3229).contains(first.value)
            || (0x2160...0x217F).contains(first.value) || (0x2776...0x2793).contains(first.value)
            || (0x3251...0x325F).contains(first.value) || (0x32B1...0x32BF).contains(first.value)
        {
            tail.removeFirst()
            if let mark = tail.first, [".", "、", ",", ":"].contains(mark) { tail.removeFirst() }
            return Array(tail)
        }
        if rest.starts(with: "指标".unicodeScalars), let digit = rest.dropFirst(2).first,
            TextFolding.isDigit(digit)
        {
            // 指标1：服务企业数
            return withoutNumbering(Array(rest.dropFirst(2)))
        }
        let isArabic = TextFolding.isDigit(first)
        var count = 0
        while let digit = tail.first,
            isArabic
                ? TextFolding.isDigit(digit) || ((digit == "." || digit == "-") && count > 0)
                : TextFolding.chineseDigit(digit) != nil || digit == "十"
        {
            tail.removeFirst()
            count += 1
        }
        guard count > 0, count <= 6 else { return Array(rest) }
        let hasMark = tail.first.map { ["、", ",", ")", ":", "．", "。"].contains($0) } ?? false
        if hasMark { tail.removeFirst() }
        while tail.first == " " { tail.removeFirst() }
        guard let next = tail.first else { return Array(rest) }
        if !isArabic, !hasMark { return Array(rest) }
        if ["年", "季", "月", "日", "Q", "%", "至"].contains(next) || TextFolding.isDigit(next) {
            return Array(rest)
        }
        return Array(tail)
    }

    /// Names of quarters and ranges of months as the measures they stand for: 2020年三季度 is 本季度,
    /// 1-9月 and 前三季度 are 累计.
    private static func namingPeriods(
        _ text: [Unicode.Scalar], year: inout Int?, quarter: inout Int?
    ) -> [Unicode.Scalar] {
        let compact = text.filter { $0 != " " }
        if compact.contains(where: { $0 == "季" || $0 == "月" || $0 == "Q" || $0 == "半" }) {
            if let sum = CumulativePeriod.find(in: compact) {
                year = sum.year
                quarter = sum.quarter
                var rest = compact[sum.range.upperBound...]
                if rest.starts(with: "累计".unicodeScalars) { rest = rest.dropFirst(2) }
                return Array(compact[..<sum.range.lowerBound]) + Array("累计".unicodeScalars) + rest
            }
            if let (period, range) = PeriodText.find(in: compact) {
                year = period.year
                quarter = period.quarter
                return named(compact, range)
            }
            for start in compact.indices {
                if let (end, ending) = PeriodText.endWithoutYear(in: compact, from: start) {
                    quarter = ending
                    return named(compact, start..<end)
                }
            }
        }
        return withoutYear(compact, year: &year) ?? text
    }

    /// 2020年, 2020年度, 2020年数据: a year in front of nothing or of a measure.
    private static func withoutYear(
        _ compact: [Unicode.Scalar], year: inout Int?
    ) -> [Unicode.Scalar]? {
        guard let found = PeriodText.year(in: compact, at: 0), (1990...2100).contains(found) else {
            return nil
        }
        var rest = compact[5...]
        if rest.first == "度" { rest = rest.dropFirst() }
        guard rest.count <= 6 else { return nil }
        year = found
        return rest.isEmpty ? Array("数据".unicodeScalars) : Array(rest)
    }

    private static func named(
        _ compact: [Unicode.Scalar], _ range: Range<Int>
    ) -> [Unicode.Scalar] {
        let name = TextFolding.string(compact[range])
        let firstMonth = name.split(whereSeparator: { !$0.isNumber }).dropLast().last
        let isRange = name.contains("月")
        let isSoFar =
            name.contains("前") || name.contains("上半年")
            || (isRange && firstMonth == "1" && !name.hasSuffix("3月") && !name.hasSuffix("3月份"))
        let word = isSoFar ? "累计" : "本季度"
        var result = Array(compact[..<range.lowerBound])
        // 截至2020年三季度累计 keeps its own words.
        result += Array(word.unicodeScalars)
        var rest = compact[range.upperBound...]
        if isSoFar, rest.starts(with: "累计".unicodeScalars) { rest = rest.dropFirst(2) }
        return result + rest
    }
}

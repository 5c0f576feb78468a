/// Finds the quarter that a text names: 2020年第三季度, 2020年3季度, 二〇二〇年三季度, 2020Q3, 2020年1-9月,
/// 2020年7-9月 (design/model.md, "A return").
package struct PeriodText {
    private let text: [Unicode.Scalar]
    private var position = 0

    private init(_ text: [Unicode.Scalar]) { self.text = text }

    /// The first quarter in a text, and where it stands in the folded text without spaces.
    package static func find(
        in compact: [Unicode.Scalar]
    ) -> (period: Period, range: Range<Int>)? {
        for start in compact.indices {
            // Not in the middle of a longer number, such as a telephone's.
            if start > 0, TextFolding.isDigit(compact[start - 1]) { continue }
            // Every year begins with a digit of one kind or the other.
            guard isYearDigit(compact[start]) else { continue }
            var scanner = PeriodText(compact)
            scanner.position = start
            if let period = scanner.period() { return (period, start..<scanner.position) }
        }
        return nil
    }

    /// Bytes of a text that may name a quarter; what is longer is prose.
    private static let longest = 4_000

    package static func period(in text: String) -> Period? {
        guard text.utf8.count <= longest else { return nil }
        if let ticked = tickedPeriod(in: text) { return ticked }
        let compact = filledIn(TextFolding.compact(text))
        if let found = find(in: compact) {
            return isFollowedByAnother(found, compact) ? nil : found.period
        }
        // 2020年1-3季度, 截至2020年9月底
        if let sum = CumulativePeriod.find(in: compact), let year = sum.year {
            return Period(year: year, quarter: sum.quarter)
        }
        return yearBehind(compact)
    }

    /// 第__3__季度 and 第(三)季度 without what a form has there to be filled in.
    private static func filledIn(_ compact: [Unicode.Scalar]) -> [Unicode.Scalar] {
        guard compact.contains("_") || compact.contains("第") && compact.contains("(") else {
            return compact
        }
        var result: [Unicode.Scalar] = []
        let plain = compact.filter { $0 != "_" }
        var index = 0
        while index < plain.count {
            // A single numeral in brackets, as 第(三)季度 has it.
            if plain[index] == "(", index + 3 < plain.count, plain[index + 2] == ")",
                plain[index + 3] == "季", result.last == "第"
            {
                result.append(plain[index + 1])
                index += 3
            } else {
                result.append(plain[index])
                index += 1
            }
        }
        return result
    }

    /// 三季度(2020年)
    private static func yearBehind(_ compact: [Unicode.Scalar]) -> Period? {
        guard let (end, quarter) = endWithoutYear(in: compact, from: 0), end + 6 <= compact.count,
            compact[end] == "(", let year = year(in: compact, at: end + 1)
        else { return nil }
        return Period(year: year, quarter: quarter)
    }

    /// 2020年 □一 □二 ☑三 □四 季度
    private static func tickedPeriod(in text: String) -> Period? {
        guard mayBeTicked(text) else { return nil }
        let compact = TextFolding.compact(text)
        guard let start = compact.indices.first(where: { year(in: compact, at: $0) != nil }),
            let year = year(in: compact, at: start),
            let quarter = tickedQuarter(in: compact[(start + 5)...])
        else { return nil }
        return Period(year: year, quarter: quarter)
    }

    private static func mayBeTicked(_ text: String) -> Bool {
        // √, ☑ and ■ have the same first byte.
        text.utf8.contains(0xE2) && text.utf8.count <= 200 && TextFolding.contains(text, "季")
            && TickedChoice.isTicked(TextFolding.folded(text))
    }

    /// The boxes stand before or behind 第一 to 第四; the word 季度 may stand once behind all of them.
    private static func tickedQuarter(in compact: ArraySlice<Unicode.Scalar>) -> Int? {
        let choices = compact.filter { $0 != "第" }
        let words = choices.split { $0 == "季" || $0 == "度" }.joined(separator: [" "])
        guard let ticked = TickedChoice(Array(words))?.ticked, ticked.count == 1 else { return nil }
        return quarterAlone(in: TextFolding.string(ticked[0]))
    }

    /// 2020年第2季度/第3季度 offers two, and nobody has chosen.
    private static func isFollowedByAnother(
        _ found: (period: Period, range: Range<Int>), _ compact: [Unicode.Scalar]
    ) -> Bool {
        let end = found.range.upperBound
        guard end < compact.count, offers.contains(compact[end]),
            let next = endWithoutYear(in: compact, from: end + 1)
        else { return false }
        return next.quarter != found.period.quarter
    }

    private static let offers = Array("/、,;或和及与~-—至到".unicodeScalars)

    /// Where a quarter ends that a text names without its year, as 三季度 and 1-9月 do, and which it is.
    ///
    /// - Parameter start: the position at which it would have to begin.
    static func endWithoutYear(
        in compact: [Unicode.Scalar], from start: Int
    ) -> (end: Int, quarter: Int)? {
        var scanner = PeriodText(compact)
        scanner.position = start
        _ = scanner.take("度")
        return scanner.period(of: 2000, hasYearWord: true).map { (scanner.position, $0.quarter) }
    }

    /// The one quarter that a text names somewhere without its year: 三季度资金; nil for none or several.
    package static func quarter(in text: String) -> Int? {
        guard TextFolding.contains(text, "季"), text.utf8.count <= 200 else { return nil }
        let compact = TextFolding.compact(text)
        var found = Set<Int>()
        for start in compact.indices {
            if start > 0, TextFolding.isDigit(compact[start - 1]) || compact[start - 1] == "-" {
                continue
            }
            if let (_, quarter) = endWithoutYear(in: compact, from: start) { found.insert(quarter) }
        }
        return found.count == 1 ? found.first : nil
    }

    /// The year that four digits with 年 behind them name at a place of a text.
    package static func year(in compact: [Unicode.Scalar], at start: Int) -> Int? {
        guard start >= 0, start + 4 < compact.count, compact[start + 4] == "年" else { return nil }
        let digits = compact[start..<start + 4]
        guard digits.allSatisfy(TextFolding.isDigit) else { return nil }
        return Int(TextFolding.string(digits))
    }

    /// The quarter that ends with a month, where a text names nothing but that month: 2020年9月, 2020年9月底.
    package static func monthAlone(in text: String) -> Period? {
        guard text.utf8.count <= 40 else { return nil }
        var scanner = PeriodText(TextFolding.compact(text))
        guard let year = scanner.year(), scanner.take("年") || scanner.take(.betweenFields),
            let month = scanner.number(maxDigits: 2), (3...12).contains(month), month % 3 == 0
        else { return nil }
        _ = scanner.take("月份") || scanner.take("月")
        _ = scanner.take("底") || scanner.take("末")
        return scanner.next == nil ? Period(year: year, quarter: month / 3) : nil
    }

    /// The quarter of a text that names one without its year and says nothing else: 3, 三季度, 第3季度, 7-9月,
    /// □一季度 ☑二季度.
    package static func quarterAlone(in text: String) -> Int? {
        let compact = TextFolding.compact(text)
        if mayBeTicked(text) { return tickedQuarter(in: compact[...]) }
        if compact.count == 1, let only = compact.first {
            let digit =
                TextFolding.isDigit(only)
                ? Int(only.value - 0x30) : TextFolding.chineseDigit(only) ?? romanDigit(only)
            return digit.flatMap { (1...4).contains($0) ? $0 : nil }
        }
        guard let (end, quarter) = endWithoutYear(in: compact, from: 0), end == compact.count else {
            return nil
        }
        return quarter
    }

    /// Ⅰ to Ⅳ.
    private static func romanDigit(_ scalar: Unicode.Scalar) -> Int? {
        (0x2160...0x2163).contains(scalar.value) ? Int(scalar.value - 0x215F) : nil
    }

    private static func isYearDigit(_ scalar: Unicode.Scalar) -> Bool {
        TextFolding.isDigit(scalar) || TextFolding.chineseDigit(scalar) != nil
    }

    private var next: Unicode.Scalar? { position < text.count ? text[position] : nil }

    private mutating func take(_ word: String) -> Bool {
        var end = position
        for scalar in word.unicodeScalars {
            guard end < text.count, text[end] == scalar else { return false }
            end += 1
        }
        position = end
        return true
    }

    private mutating func take(_ mark: Mark) -> Bool {
        guard let next, mark.contains(next) else { return false }
        position += 1
        return true
    }

    /// Marks of which any one may stand.
    private enum Mark {
        case betweenFields, betweenMonths

        func contains(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar {
            case "-": true
            case "/", ".", "_": self == .betweenFields
            case "—", "－", "–", "~", "～", "至", "到", "―", "−": self == .betweenMonths
            default: false
            }
        }
    }

    private mutating func number(maxDigits: Int) -> Int? {
        var value = 0
        var count = 0
        while let scalar = next, TextFolding.isDigit(scalar), count < maxDigits {
            value = value * 10 + Int(scalar.value - 0x30)
            position += 1
            count += 1
        }
        if let scalar = next, TextFolding.isDigit(scalar) { return nil }
        return count == 0 ? nil : value
    }

    private mutating func year() -> Int? {
        let start = position
        if let value = number(maxDigits: 4) {
            if position - start == 4 { return value }
            // 20年三季度: two digits need the word behind them.
            guard position - start == 2, (10...60).contains(value), next == "年" else { return nil }
            return 2000 + value
        }
        position = start
        var value = 0
        while position - start < 4, let scalar = next,
            let digit = TextFolding.chineseDigit(scalar)
        {
            value = value * 10 + digit
            position += 1
        }
        return position - start == 4 ? value : nil
    }

    private mutating func period() -> Period? {
        guard let year = year() else { return nil }
        let hasYearWord = take("年度") || take("年")
        let isPointed = !hasYearWord && (next == "." || next == "/")
        if !hasYearWord { _ = take(.betweenFields) }
        let start = position
        if let period = period(of: year, hasYearWord: hasYearWord) { return period }
        position = start
        guard hasYearWord || isPointed, let quarter = openMonthRange() else { return nil }
        return Period(year: year, quarter: quarter)
    }

    /// 7-9 of 2020.7-9: months without their word, where the text ends behind them.
    private mutating func openMonthRange() -> Int? {
        guard let first = number(maxDigits: 2), take(.betweenMonths),
            let last = number(maxDigits: 2), next.map({ $0 == ")" || $0 == "," }) ?? true
        else { return nil }
        return PeriodText.quarter(first, last)
    }

    /// The quarter that months span, from its first or from January on.
    private static func quarter(_ first: Int, _ last: Int) -> Int? {
        last % 3 == 0 && (3...12).contains(last) && (first == 1 || first == last - 2)
            ? last / 3 : nil
    }

    /// What follows the year.
    private mutating func period(of year: Int, hasYearWord: Bool) -> Period? {
        let start = position
        if take("前三季度") || take("前3季度") { return Period(year: year, quarter: 3) }
        if take("上半年") { return Period(year: year, quarter: 2) }
        if let quarter = quarterName(hasYearWord: hasYearWord) {
            return Period(year: year, quarter: quarter)
        }
        position = start
        if let quarter = monthRange() { return Period(year: year, quarter: quarter) }
        position = start
        if let quarter = pointedMonths(of: year) { return Period(year: year, quarter: quarter) }
        return nil
    }

    /// 07-2020.09 of 2020.07-2020.09.
    private mutating func pointedMonths(of year: Int) -> Int? {
        guard let first = number(maxDigits: 2), take(.betweenMonths), self.year() == year,
            take(.betweenFields), let last = number(maxDigits: 2), next.map({ $0 == ")" }) ?? true
        else { return nil }
        return PeriodText.quarter(first, last)
    }

    private mutating func quarterName(hasYearWord: Bool) -> Int? {
        if take("Q") || take("q") {
            guard let quarter = number(maxDigits: 1), (1...4).contains(quarter) else { return nil }
            return quarter
        }
        let isOrdinal = take("第")
        guard let scalar = next else { return nil }
        let digit: Int
        if let chinese = TextFolding.chineseDigit(scalar) {
            digit = chinese
        } else if TextFolding.isDigit(scalar) {
            digit = Int(scalar.value - 0x30)
        } else if let roman = PeriodText.romanDigit(scalar) {
            digit = roman
        } else {
            return nil
        }
        guard (1...4).contains(digit) else { return nil }
        position += 1
        guard take("季度") || take("季") || ((isOrdinal || hasYearWord) && take("Q")) else {
            return nil
        }
        return digit
    }

    /// 1-9月 (the year so far) or 7-9月 (the quarter).
    private mutating func monthRange() -> Int? {
        guard let first = number(maxDigits: 2) else { return nil }
        if take("月份") || take("月") { skipDay() }
        guard take(.betweenMonths) else { return nil }
        // Dashes are often doubled, and the year may be repeated.
        while take("-") || take("—") {}
        let beforeYear = position
        if year() == nil || !take("年") { position = beforeYear }
        guard let last = number(maxDigits: 2), take("月份") || take("月") else { return nil }
        skipDay()
        return PeriodText.quarter(first, last)
    }

    private mutating func skipDay() {
        let start = position
        if number(maxDigits: 2) == nil || !take("日") { position = start }
    }
}

/// What a text in a figure's cell says (design/model.md, "Numbers").
package enum NumberReading: Hashable, Sendable {
    case blank
    /// —, 无, 不适用 …
    case absent
    case number(ExactDecimal, unit: String?, isApproximate: Bool)
    /// Anything that a person would not read as one number.
    case notNumeric
}

/// The grammar of numbers typed as text.
package struct NumberText {
    private let units: UnitTable
    private let unitNames: [[Unicode.Scalar]]
    private let perMuSuffixes: [[Unicode.Scalar]]
    private let absentWords: Set<ByteKey>
    /// Whether any of the words has a digit, so that a number could be one.
    private let hasDigitWords: Bool

    package init(units: UnitTable, absentWords: [String]) {
        self.units = units
        unitNames = units.names.map { Array($0.unicodeScalars) }
        perMuSuffixes = units.perMuSuffixes.map { Array($0.unicodeScalars) }
        self.absentWords = Set(absentWords.map { NumberText.key(TextFolding.folded($0)) })
        hasDigitWords = (absentWords + units.names).contains { word in
            TextFolding.folded(word).contains(where: TextFolding.isDigit)
        }
    }

    /// Without spaces, n/a as N/A.
    private static func key(_ scalars: some Sequence<Unicode.Scalar>) -> ByteKey {
        var key = String.UnicodeScalarView()
        for scalar in scalars where scalar != " " {
            let isSmall = scalar >= "a" && scalar <= "z"
            key.append(isSmall ? Unicode.Scalar(UInt8(scalar.value) - 0x20) : scalar)
        }
        return ByteKey(String(key))
    }

    /// Whether a text is a word for nothing: 无, N/A.
    package func isAbsent(_ text: String) -> Bool {
        absentWords.contains(NumberText.key(TextFolding.folded(text)))
    }

    /// - Parameter growth: whether words of growth (增长, 下降, 持平) have a meaning in this cell.
    package func read(_ text: String, growth: Bool) -> NumberReading {
        if !hasDigitWords, let reading = NumberText.plain(text) { return reading }
        var rest = NumberText.folded(text)[...]
        NumberText.trim(&rest)
        if rest.isEmpty { return .blank }
        let hasDigit = rest.contains(where: TextFolding.isDigit)
        if !hasDigit || hasDigitWords, absentWords.contains(NumberText.key(rest)) {
            return .absent
        }
        var isApproximate = NumberText.strip(&rest, prefixes: NumberText.abouts)
        var direction: Bool?
        if growth {
            NumberText.unwrapWords(&rest)
            if !hasDigit, let (value, isApproximate) = NumberText.growthInWords(rest) {
                return .number(value, unit: nil, isApproximate: isApproximate)
            }
            // In accounts ▲ marks what is negative.
            if rest.first == "▲" { isApproximate = true }
            direction = NumberText.takeDirection(&rest)
            if NumberText.strip(&rest, prefixes: NumberText.aboutsWithin) { isApproximate = true }
            // 增长（8.5%）: behind the word brackets are no minus.
            if direction != nil, rest.first == "(", rest.last == ")" {
                rest = rest.dropFirst().dropLast()
                NumberText.trim(&rest)
            }
        }
        if NumberText.strip(&rest, suffixes: NumberText.aboutsBehind) { isApproximate = true }
        if NumberText.takeReference(&rest) { isApproximate = true }
        if growth, let arrow = NumberText.takeArrow(&rest) {
            if let direction, direction != arrow { return .notNumeric }
            // -3.2%↓ says it twice, and means it once.
            let isSigned = rest.first == "-" || rest.first == "−" || rest.first == "–"
            direction = arrow == false && direction == nil && isSigned ? nil : arrow
        }
        if let (value, unit) = NumberText.mixedAmount(rest) {
            return .number(value, unit: unit, isApproximate: isApproximate)
        }
        if NumberText.strip(&rest, prefixes: NumberText.percents) { rest.append("%") }
        if !NumberText.strip(&rest, prefixes: NumberText.currencies), !growth {
            _ = NumberText.strip(&rest, prefixes: NumberText.sums)
        }
        let isBracketed = NumberText.takeBrackets(&rest)
        var unit = takeUnit(&rest)
        if NumberText.strip(&rest, suffixes: NumberText.aboutsBehind) { isApproximate = true }
        if unit == nil, let (content, note) = NumberText.takeNote(rest) {
            // 123（预计）: a person reads 123 and is told of the words behind it.
            if growth, direction == nil, let said = NumberText.direction(note) {
                direction = said
                if said == false, content.first == "-" || content.first == "−" { direction = nil }
            } else if units.units(named: note).isEmpty {
                isApproximate = true
            } else {
                unit = note
            }
            rest = content
            if let said = takeUnit(&rest) {
                // 500万（元）
                unit = unit.map { $0 == said ? said : said + $0 } ?? said
            }
        }
        guard var value = NumberText.digits(rest) else { return .notNumeric }
        if isBracketed, rest.first != "+" {
            if value.isNegative { return .notNumeric }
            value = value.negated
        }
        switch direction {
        case nil, true?: return .number(value, unit: unit, isApproximate: isApproximate)
        case false?:
            // 下降-3.2%: twice negative, and nobody knows which one was meant.
            if value.isNegative { return .notNumeric }
            return .number(value.negated, unit: unit, isApproximate: isApproximate)
        }
    }

    // MARK: Pieces

    /// A text of digits, with a point and a minus at the most; nil for any other.
    private static func plain(_ text: String) -> NumberReading? {
        let bytes = text.utf8.span
        let start = !bytes.isEmpty && bytes[0] == UInt8(ascii: "-") ? 1 : 0
        guard start < bytes.count, isDigit(bytes[start]) else { return nil }
        for index in start..<bytes.count
        where !isDigit(bytes[index]) && bytes[index] != UInt8(ascii: ".") {
            return nil
        }
        guard let value = ExactDecimal(text) else { return .notNumeric }
        return .number(value, unit: nil, isApproximate: false)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    private static func words(_ words: String...) -> [[Unicode.Scalar]] {
        words.map { Array($0.unicodeScalars) }
    }

    private static let abouts = words("大约为", "大约", "约为", "约", "≈", "~")
    private static let aboutsWithin = words("大约", "约", "≈", "~")
    private static let aboutsBehind = words("左右", "上下")
    private static let percents = words("百分之")
    private static let currencies = words("人民币:", "人民币", "RMB", "CNY")
    private static let sums = words("共计", "共有", "共")
    private static let comparisons = words(
        "同比", "与上年同期相比", "与去年同期相比", "与上年同期比", "与去年同期比", "与上年相比", "与去年相比", "较上年同期", "比上年同期",
        "较去年同期", "比去年同期", "比上年", "较上年", "比去年", "较去年", "比同期", "较同期", "同期")
    private static let others = words(
        "与上年同期", "与去年同期", "和上年同期", "和去年同期", "与上年", "与去年", "和上年", "和去年")
    private static let declines = words("负增长")
    private static let rises = words(
        "增长率", "增长", "上升", "增加", "提高", "提升", "增幅", "增速", "上涨", "涨幅", "增", "升", "涨", "↑", "▲")
    private static let falls = words(
        "下降", "减少", "降低", "下滑", "下跌", "回落", "降幅", "跌幅", "降", "减", "跌", "↓", "▼")
    private static let fillers = words("了", "为", ":", "幅度为", "幅度")
    private static let pauses = words(",", ":")

    /// Folded, but with line breaks and tabs kept: no number goes on behind one.
    private static func folded(_ text: String) -> [Unicode.Scalar] {
        let isBroken = text.utf8.contains { (0x09...0x0D).contains($0) }
        guard isBroken else { return TextFolding.folded(text) }
        return text.unicodeScalars.compactMap {
            (0x09...0x0D).contains($0.value) ? "\n" : TextFolding.folded($0)
        }
    }

    private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "'", "‘", "’", "`", "＇", "\"", "“", "”": true
        default: false
        }
    }

    private static func trim(_ rest: inout ArraySlice<Unicode.Scalar>) {
        while let first = rest.first, first == " " || first == "\n" || isApostrophe(first) {
            rest.removeFirst()
        }
        while let last = rest.last,
            last == " " || last == "\n" || isApostrophe(last) || last == "。"
        {
            rest.removeLast()
        }
    }

    private static func strip(
        _ rest: inout ArraySlice<Unicode.Scalar>, prefixes: [[Unicode.Scalar]]
    ) -> Bool {
        guard let first = rest.first else { return false }
        for prefix in prefixes where prefix.first == first && rest.starts(with: prefix) {
            rest.removeFirst(prefix.count)
            trim(&rest)
            return true
        }
        return false
    }

    private static func strip(
        _ rest: inout ArraySlice<Unicode.Scalar>, suffixes: [[Unicode.Scalar]]
    ) -> Bool {
        for suffix in suffixes where ends(rest, with: suffix) {
            rest.removeLast(suffix.count)
            trim(&rest)
            return true
        }
        return false
    }

    private static func ends(
        _ rest: ArraySlice<Unicode.Scalar>, with suffix: [Unicode.Scalar]
    ) -> Bool {
        rest.last == suffix.last && rest.count >= suffix.count
            && rest[(rest.endIndex - suffix.count)...].elementsEqual(suffix)
    }

    /// 持平 is no growth, 基本持平 is about none, 翻一番 is about 100 %.
    private static func growthInWords(
        _ rest: ArraySlice<Unicode.Scalar>
    ) -> (value: ExactDecimal, isApproximate: Bool)? {
        var rest = rest
        if strip(&rest, prefixes: comparisons + others) { _ = strip(&rest, prefixes: pauses) }
        return switch key(rest).text {
        case "持平", "无变化", "没有变化", "不变", "零增长", "无增长", "没有增长": (.zero, false)
        case "基本持平", "大致持平": (.zero, true)
        case "翻番", "翻一番", "翻了一番": (ExactDecimal(100), true)
        default: nil
        }
    }

    /// （增长8.5%）: brackets around words as well as the number mean nothing.
    private static func unwrapWords(_ rest: inout ArraySlice<Unicode.Scalar>) {
        guard rest.first == "(", rest.last == ")" else { return }
        var inside = rest.dropFirst().dropLast()
        trim(&inside)
        var words = inside
        if takeDirection(&words) != nil { rest = inside }
    }

    /// The direction that a text says, and nothing else.
    private static func direction(_ text: String) -> Bool? {
        var rest = Array(text.unicodeScalars)[...]
        let direction = takeDirection(&rest)
        return rest.isEmpty ? direction : nil
    }

    /// True for growth, false for decline, nil where no word says.
    private static func takeDirection(_ rest: inout ArraySlice<Unicode.Scalar>) -> Bool? {
        if strip(&rest, prefixes: comparisons) { _ = strip(&rest, prefixes: pauses) }
        if strip(&rest, prefixes: declines) { return false }
        let direction: Bool? =
            if strip(&rest, prefixes: rises) {
                true
            } else if strip(&rest, prefixes: falls) {
                false
            } else {
                nil
            }
        if direction != nil { _ = strip(&rest, prefixes: fillers) }
        return direction
    }

    /// 3.2%↓: the direction behind the number.
    private static func takeArrow(_ rest: inout ArraySlice<Unicode.Scalar>) -> Bool? {
        guard let last = rest.last, last == "↑" || last == "↓" else { return nil }
        rest.removeLast()
        trim(&rest)
        return last == "↑"
    }

    /// 123*, 15.2①: a mark that refers to a note elsewhere.
    private static func takeReference(_ rest: inout ArraySlice<Unicode.Scalar>) -> Bool {
        let before = rest.count
        while let last = rest.last, rest.count > 1,
            last == "*" || last == "※" || (0x2460...0x2473).contains(last.value)
        {
            rest.removeLast()
        }
        trim(&rest)
        return rest.count < before && (rest.last.map { $0 != "*" } ?? false)
    }

    /// （3.2%）: brackets around number and unit, which mean what they mean around a number.
    private static func takeBrackets(_ rest: inout ArraySlice<Unicode.Scalar>) -> Bool {
        guard rest.first == "(", rest.last == ")", !rest.dropFirst().dropLast().contains("("),
            let before = rest.dropLast().last, !TextFolding.isDigit(before)
        else { return false }
        rest = rest.dropFirst().dropLast()
        trim(&rest)
        return true
    }

    /// 12亿3456万元, 3万5千元: an amount in several units. Each lower part is below what it would make one more of
    /// the higher.
    private static func mixedAmount(
        _ text: ArraySlice<Unicode.Scalar>
    ) -> (value: ExactDecimal, unit: String)? {
        // 12亿3456万: of money or of anything else.
        let isOfMoney = text.last == "元"
        guard isOfMoney || text.last == "万", text.contains("亿") || text.contains("万") else {
            return nil
        }
        let amount = isOfMoney ? text.dropLast() : text
        var rest = amount.filter { $0 != " " && $0 != "零" }[...]
        var parts: [ExactDecimal] = []
        var last: Int?
        let powers: [(unit: Unicode.Scalar?, power: Int)] = [
            ("亿", 8), ("万", 4), ("千", 3), ("百", 2), (nil, 0),
        ]
        for (unit, power) in powers {
            let end = unit.map { rest.firstIndex(of: $0) } ?? rest.endIndex
            guard let end, end > rest.startIndex else { continue }
            let part = rest[..<end]
            guard part.count <= (last.map { $0 - power } ?? 12),
                part.allSatisfy(TextFolding.isDigit),
                let amount = ExactDecimal(TextFolding.string(part))
            else { return nil }
            parts.append(amount.scaled(byPowerOfTen: power))
            last = power
            rest = rest[min(end + 1, rest.endIndex)...]
        }
        guard parts.count > 1, rest.isEmpty, let sum = ExactDecimal.sum(parts) else { return nil }
        return isOfMoney ? (sum, "元") : (sum.scaled(byPowerOfTen: -4), "万")
    }

    /// A unit behind the number, and what stood before it.
    private func takeUnit(_ rest: inout ArraySlice<Unicode.Scalar>) -> String? {
        for suffix in perMuSuffixes where NumberText.ends(rest, with: suffix) {
            // 12万元/亩: only of amounts, so there has to be one.
            var amount = rest.dropLast(suffix.count)
            guard let unit = takeName(&amount) else { return nil }
            rest = amount
            return unit
        }
        return takeName(&rest)
    }

    private func takeName(_ rest: inout ArraySlice<Unicode.Scalar>) -> String? {
        for (name, scalars) in zip(units.names, unitNames)
        where NumberText.ends(rest, with: scalars) {
            // 个百分点 before 百分点, 万元 before 元: names are tried longest first.
            rest.removeLast(scalars.count)
            NumberText.trim(&rest)
            return name
        }
        return nil
    }

    /// A remark in brackets behind the number; none where it has digits of its own.
    private static func takeNote(
        _ rest: ArraySlice<Unicode.Scalar>
    ) -> (content: ArraySlice<Unicode.Scalar>, note: String)? {
        guard rest.last == ")", let open = rest.lastIndex(of: "("), open > rest.startIndex else {
            return nil
        }
        let note = rest[(open + 1)..<(rest.endIndex - 1)]
        guard !note.isEmpty, !note.contains(where: TextFolding.isDigit) else { return nil }
        var content = rest[..<open]
        trim(&content)
        return (content, TextFolding.string(note))
    }

    /// Sign, digits, separators of thousands, point and exponent.
    private static func digits(_ text: ArraySlice<Unicode.Scalar>) -> ExactDecimal? {
        var rest = text
        if rest.first == "(", rest.last == ")" {
            let inside = rest.dropFirst().dropLast()
            // Brackets in brackets are no sign of anything.
            guard inside.first != "(", let value = digits(inside), !value.isNegative else {
                return nil
            }
            return inside.first == "+" ? value : value.negated
        }
        var isNegative = false
        switch rest.first {
        case "-", "−", "–", "﹣", "—", "‐", "‑", "负", "+", "﹢":
            isNegative = rest.first != "+" && rest.first != "﹢"
            rest.removeFirst()
            while rest.first == " " { rest.removeFirst() }
        default: break
        }
        if rest.first == "¥" { rest.removeFirst() }
        guard let plain = withoutSeparators(rest), let first = plain.first,
            TextFolding.isDigit(first) || first == ".",
            let value = ExactDecimal(TextFolding.string(plain))
        else { return nil }
        return isNegative ? value.negated : value
    }

    /// The digits without separators of thousands; nil where these do not stand before each third digit.
    private static func withoutSeparators(
        _ text: ArraySlice<Unicode.Scalar>
    ) -> [Unicode.Scalar]? {
        let whole = text.prefix { $0 != "." && $0 != "e" && $0 != "E" }
        guard let separator = whole.first(where: { $0 == "," || $0 == " " }) else {
            return Array(text)
        }
        let groups = whole.split(separator: separator, omittingEmptySubsequences: false)
        guard groups.count > 1, let first = groups.first, (1...3).contains(first.count),
            groups.dropFirst().allSatisfy({ $0.count == 3 }),
            groups.allSatisfy({ $0.allSatisfy(TextFolding.isDigit) })
        else { return nil }
        return groups.flatMap { $0 } + text[whole.endIndex...]
    }
}

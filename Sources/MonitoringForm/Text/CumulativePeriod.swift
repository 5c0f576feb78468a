/// Finds a span of quarters, or of months up to one, that begins with the year: 1-3季度, 一至三季度, Q1-Q3, 截至9月底.
struct CumulativePeriod {
    let year: Int?
    /// The last quarter of the span, 2 to 4; 1 where it ends in March.
    let quarter: Int
    /// Where it stands in the text.
    let range: Range<Int>

    static func find(in compact: [Unicode.Scalar]) -> CumulativePeriod? {
        for start in compact.indices {
            var scanner = Scanner(text: compact, position: start)
            if let quarter = scanner.quarters() ?? scanner.monthEnd() {
                let (year, first) = yearBefore(start, in: compact)
                return CumulativePeriod(
                    year: scanner.year ?? year, quarter: quarter, range: first..<scanner.position)
            }
        }
        return nil
    }

    /// 2020年 in front.
    private static func yearBefore(
        _ start: Int, in text: [Unicode.Scalar]
    ) -> (year: Int?, start: Int) {
        PeriodText.year(in: text, at: start - 5).map { ($0, start - 5) } ?? (nil, start)
    }

    private struct Scanner {
        let text: [Unicode.Scalar]
        var position: Int
        var year: Int?

        private mutating func take(_ words: String...) -> Bool {
            for word in words where text[position...].starts(with: word.unicodeScalars) {
                position += word.unicodeScalars.count
                return true
            }
            return false
        }

        private mutating func number() -> Int? {
            var value = 0
            let start = position
            while position < text.count, position - start < 4, TextFolding.isDigit(text[position]) {
                value = value * 10 + Int(text[position].value - 48)
                position += 1
            }
            if position > start { return value }
            guard position < text.count, let digit = TextFolding.chineseDigit(text[position]) else {
                return nil
            }
            position += 1
            return digit
        }

        /// 1-3季度, 第一至第三季度, Q1-Q3.
        mutating func quarters() -> Int? {
            let start = position
            let isLettered = take("Q")
            if !isLettered { _ = take("第") }
            // Not the end of a longer number.
            if start > 0, TextFolding.isDigit(text[start - 1]) { return back(to: start) }
            guard number() == 1 else { return back(to: start) }
            if !isLettered { _ = take("季度", "季") }
            guard take("-", "~", "—", "–", "至", "到") else { return back(to: start) }
            if isLettered { _ = take("Q") } else { _ = take("第") }
            guard let last = number(), (2...4).contains(last), isLettered || take("季度", "季") else {
                return back(to: start)
            }
            return last
        }

        /// 截至9月底, 截止2020年9月末.
        mutating func monthEnd() -> Int? {
            let start = position
            guard take("截至", "截止") else { return nil }
            guard var month = number() else { return back(to: start) }
            if month > 1900, take("年") {
                year = month
                guard let found = number() else { return back(to: start) }
                month = found
            }
            guard month % 3 == 0, (3...12).contains(month), take("月底", "月末", "月份", "月") else {
                return back(to: start)
            }
            if number() != nil { _ = take("日") }
            return month / 3
        }

        private mutating func back(to start: Int) -> Int? {
            position = start
            year = nil
            return nil
        }
    }
}

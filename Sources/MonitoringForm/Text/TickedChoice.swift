/// Choices of which some are ticked: ☑省级 □市级, 省级√ 市级, 省级（√） 市级（ ）.
package struct TickedChoice {
    /// What is ticked, in the order of the text.
    package private(set) var ticked: [[Unicode.Scalar]] = []

    private static let ticks = Array("☑☒√✔✓■●".unicodeScalars)
    private static let boxes = Array("□☐○◯▢".unicodeScalars)
    private static let gaps = Array(" ()[]【】,，、;；/".unicodeScalars)

    /// Nil where nothing is ticked.
    ///
    /// - Parameter text: folded. Ticks stand before their choices where the text begins with a mark, and
    ///   behind them otherwise.
    package init?(_ text: [Unicode.Scalar]) {
        let text = TickedChoice.withBoxes(text)
        guard text.contains(where: TickedChoice.ticks.contains),
            let first = text.first(where: { !TickedChoice.gaps.contains($0) })
        else { return nil }
        let isAhead = TickedChoice.isMark(first)
        var mark: Unicode.Scalar?
        var words: [Unicode.Scalar] = []
        var isBehindGap = false
        func take() {
            if let mark, TickedChoice.ticks.contains(mark), !words.isEmpty { ticked.append(words) }
            mark = nil
            words = []
        }
        for scalar in text {
            if TickedChoice.gaps.contains(scalar) {
                isBehindGap = !words.isEmpty
                continue
            }
            if TickedChoice.isMark(scalar) {
                if isAhead { take() }
                mark = scalar
                if !isAhead { take() }
            } else {
                // Without a mark of its own, what follows a gap is a choice that is not ticked.
                if isBehindGap { isAhead ? take() : words.removeAll() }
                words.append(scalar)
            }
            isBehindGap = false
        }
        if isAhead { take() }
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        ticks.contains(scalar) || boxes.contains(scalar)
    }

    /// Brackets with nothing in them are boxes.
    private static func withBoxes(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        for scalar in text {
            if scalar == ")", let open = result.lastIndex(where: { $0 != " " }), result[open] == "("
            {
                result.removeSubrange(open...)
                result.append("□")
            } else {
                result.append(scalar)
            }
        }
        return result
    }
}

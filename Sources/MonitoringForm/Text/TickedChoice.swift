/// Choices of which some are ticked: ☑省级 □市级, 省级√ 市级, 省级（√） 市级（ ）.
package struct TickedChoice {
    /// What is ticked, in the order of the text.
    package private(set) var ticked: [[Unicode.Scalar]] = []

    private static let ticks = Array("☑☒√✔✓■●".unicodeScalars)
    private static let boxes = Array("□☐○◯▢".unicodeScalars)
    private static let gaps = Array(" ()[]【】,，、;；/".unicodeScalars)

    /// Scalars of a text that offers choices: a longer one is none.
    private static let longest = 200

    /// Nil where nothing is ticked, or where nobody can tell whether the marks stand before or behind their choices.
    ///
    /// - Parameter text: folded.
    package init?(_ text: [Unicode.Scalar]) {
        guard text.count <= TickedChoice.longest else { return nil }
        let text = TickedChoice.withBoxes(text)
        guard text.contains(where: TickedChoice.ticks.contains),
            let isAhead = TickedChoice.standAhead(text)
        else { return nil }
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

    /// Whether a text is a tick and nothing else.
    package static func isTick(_ text: String) -> Bool {
        text.utf8.count <= 12 && text.unicodeScalars.allSatisfy { ticks.contains($0) || $0 == " " }
            && !text.isEmpty
    }

    /// Whether anything is ticked in a text.
    package static func isTicked(_ text: [Unicode.Scalar]) -> Bool {
        text.count <= longest && withBoxes(text).contains(where: ticks.contains)
    }

    /// Whether marks stand before their choices: the text begins with one and does not end with one, or the other
    /// way round; else what they touch tells.
    private static func standAhead(_ text: [Unicode.Scalar]) -> Bool? {
        let letters = text.filter { !gaps.contains($0) }
        guard let first = letters.first, let last = letters.last else { return nil }
        if isMark(first) { return true }
        if isMark(last) { return false }
        var touches: Set<Bool> = []
        for (index, scalar) in text.enumerated() where isMark(scalar) {
            let isBehind = index > 0 && !gaps.contains(text[index - 1])
            let isBefore = index + 1 < text.count && !gaps.contains(text[index + 1])
            if isBehind != isBefore { touches.insert(isBefore) }
        }
        return touches.count == 1 ? touches.first : nil
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        ticks.contains(scalar) || boxes.contains(scalar)
    }

    /// Brackets with nothing in them are boxes, with a tick in them they are a tick.
    private static func withBoxes(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        for scalar in text {
            guard scalar == ")", let open = result.lastIndex(of: "(") else {
                result.append(scalar)
                continue
            }
            let inside = result[(open + 1)...].filter { $0 != " " }
            if inside.isEmpty {
                result.replaceSubrange(open..., with: ["□"])
            } else if inside.count == 1, let only = inside.first,
                isMark(only) || only == "V" || only == "v"
            {
                result.replaceSubrange(open..., with: [isMark(only) ? only : "√"])
            } else {
                result.append(scalar)
            }
        }
        return result
    }
}

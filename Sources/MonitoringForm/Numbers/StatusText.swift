/// What a cell says of a work (design/model.md, "Status of a work").
package struct StatusReading: Hashable, Sendable {
    package var status: WorkStatus?
    package var note: String?
    package var isPartial = false
    package var isAbsent = false
    package var isRecognised = true

    package init(
        status: WorkStatus? = nil, note: String? = nil, isPartial: Bool = false,
        isAbsent: Bool = false, isRecognised: Bool = true
    ) {
        self.status = status
        self.note = note
        self.isPartial = isPartial
        self.isAbsent = isAbsent
        self.isRecognised = isRecognised
    }
}

/// The grammar of 完成情况.
package struct StatusText {
    private let complete: Set<String>
    private let incomplete: Set<String>
    private let partial: Set<String>
    private let absent: Set<String>
    private let instruction: String

    package init(words: FormDefinition.WordLists, instruction: String) {
        complete = Set(words.complete.map(StatusText.key))
        incomplete = Set(words.incomplete.map(StatusText.key))
        partial = Set(words.partial.map(StatusText.key))
        absent = Set(words.absent.map(StatusText.key))
        self.instruction = StatusText.plain(instruction)
    }

    private static func key(_ text: String) -> String {
        TextFolding.string(TextFolding.compact(text)).uppercased()
    }

    /// Letters and digits only, so that the instruction is known however it is punctuated.
    private static func plain(_ text: String) -> String {
        TextFolding.string(TextFolding.compact(text).filter { $0.properties.isAlphabetic })
    }

    /// Bytes of a status with its note; what is longer is a treatise.
    private static let longest = 4_000

    /// Nil where the cell is blank.
    package func read(_ text: String) -> StatusReading? {
        guard text.utf8.count <= StatusText.longest else {
            return StatusReading(isRecognised: false)
        }
        guard let tidy = TextFolding.tidy(text) else { return nil }
        if let reading = word(tidy) ?? choice(tidy) { return reading }
        // 未完成（展厅在建）, 未完成：展厅在建, 未完成，展厅在建, 未完成 展厅在建
        if let split = tidy.firstIndex(where: StatusText.isSeparator),
            var reading = word(String(tidy[..<split]))
        {
            let note = StatusText.unwrapped(tidy[split...])
            if reading.isPartial {
                reading.note = [reading.note, note].compactMap { $0 }.joined(separator: "：")
            } else if let note, isNote(note) {
                reading.note = note
            }
            return reading
        }
        return sentence(tidy) ?? StatusReading(isRecognised: false)
    }

    /// 已于2020年5月完成, 预计12月完成, 招标中: what a short sentence says without doubt.
    private func sentence(_ text: String) -> StatusReading? {
        guard text.utf8.count <= 120 else { return nil }
        let isOfFuture = StatusText.futures.contains { TextFolding.starts(text, with: $0) }
        let isDone = StatusText.ends.contains { TextFolding.ends(text, with: $0) }
        if isOfFuture, isDone { return StatusReading(status: .incomplete, note: text) }
        let isOpen = StatusText.doubts.contains { TextFolding.contains(text, $0) }
        if TextFolding.starts(text, with: "已"), isDone, !isOpen {
            return StatusReading(status: .complete)
        }
        if text.count <= 8, TextFolding.ends(text, with: "中"), !isOpen, !isDone {
            return StatusReading(status: .incomplete, note: text)
        }
        return nil
    }

    private static let futures = ["预计", "计划", "拟", "将于", "争取", "力争", "预期"]
    private static let ends = ["完成", "建成", "落实", "到位", "挂牌", "投入使用", "启用"]
    private static let doubts = [
        "未", "没", "待", "拟", "预计", "计划", "部分", "基本", "初步", "接近", "其中", "%", "％", "正在", "除",
    ]

    /// ☑完成 □未完成, 完成 未完成√: the one choice that is ticked.
    ///
    /// - Returns: an unrecognised reading where a text offers both and ticks none of them, or both; nil for any
    ///   other text.
    private func choice(_ text: String) -> StatusReading? {
        let choice = TickedChoice(TextFolding.folded(text))
        if let choice, choice.ticked.count == 1, let only = choice.ticked.first,
            let reading = plainWord(
                TextFolding.string(only), StatusText.key(TextFolding.string(only))),
            StatusText.key(text).filter({ $0.isLetter }).count > only.count
                || text.contains(where: { "□☐○◯".contains($0) })
        {
            return reading
        }
        return offersBoth(text) ? StatusReading(isRecognised: false) : nil
    }

    private func offersBoth(_ text: String) -> Bool {
        var first: WorkStatus?
        // A long text says the same few words again and again.
        var known: [ByteKey] = []
        for piece in text.unicodeScalars.split(whereSeparator: StatusText.isBetweenChoices) {
            let word = String(piece)
            if known.contains(ByteKey(word)) { continue }
            if known.count < 8 { known.append(ByteKey(word)) }
            guard let status = plainWord(word, StatusText.key(word))?.status else { continue }
            if let first, first != status { return true }
            first = status
        }
        return false
    }

    private static func isBetweenChoices(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "□", "☐", "○", "◯", "☑", "☒", "√", "✔", "✓", "■", "●", "）", ")": true
        default: isSeparator(scalar)
        }
    }

    private static func isSeparator(_ character: Character) -> Bool {
        let scalars = character.unicodeScalars
        return scalars.first.map(isSeparator) ?? false && scalars.count == 1
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "（", "(", "：", ":", "，", ",", "、", "；", ";", " ", "—", "-", "。", "\n": true
        default: false
        }
    }

    /// Bytes of a word with the marks around it.
    private static let longestWord = 200

    private func word(_ text: String) -> StatusReading? {
        guard text.utf8.count <= StatusText.longestWord else { return nil }
        let key = StatusText.key(text).trimmingPunctuation()
        if let reading = plainWord(text, key) { return reading }
        // 完成√ says it twice; 完成× says nothing.
        let bare = key.filter { !StatusText.marks.contains($0) }
        guard !bare.isEmpty, bare.count < key.count, let reading = plainWord(bare, bare),
            key.filter(StatusText.marks.contains).allSatisfy({ mark in
                plainWord(String(mark), String(mark))?.status == reading.status
            })
        else { return nil }
        return reading
    }

    private static let marks = "√✔✓☑×✗✘"

    private func plainWord(_ text: String, _ key: String) -> StatusReading? {
        if complete.contains(key) { return StatusReading(status: .complete) }
        if incomplete.contains(key) { return StatusReading(status: .incomplete) }
        if partial.contains(key) {
            return StatusReading(status: .incomplete, note: text, isPartial: true)
        }
        return absent.contains(StatusText.key(text)) ? StatusReading(isAbsent: true) : nil
    }

    /// Whether a text says anything of its own: blank text and the form's instruction do not.
    package func isNote(_ text: String) -> Bool {
        let plain = StatusText.plain(text)
        if plain.isEmpty {
            return text.unicodeScalars.contains { $0.properties.numericType != nil }
        }
        return !(plain.count >= 8 && (instruction.contains(plain) || plain.contains(instruction)))
    }

    private static func unwrapped(_ text: Substring) -> String? {
        var rest = text.drop { $0.isWhitespace }
        let isBracketed = rest.first == "（" || rest.first == "("
        while let first = rest.first, isSeparator(first) { rest.removeFirst() }
        if isBracketed {
            while let last = rest.last, "）)。 ".contains(last) { rest.removeLast() }
        }
        return TextFolding.tidy(String(rest))
    }
}

extension String {
    fileprivate func trimmingPunctuation() -> String {
        var rest = self[...]
        while let last = rest.last, "。.,，;；!！”\"'’」』".contains(last) { rest.removeLast() }
        while let first = rest.first, "“\"'‘「『".contains(first) { rest.removeFirst() }
        return String(rest)
    }
}

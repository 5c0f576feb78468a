/// What people write where a unit is stated: （万元）, 单位：人民币万元, 以元计, （元，含税）.
package enum UnitText {
    package enum Reading: Hashable, Sendable {
        /// A unit that the table knows, and whether the text says more than that.
        case unit(String, saysMore: Bool)
        /// What speaks of a unit that the table does not know.
        case stranger(String)
        /// Nothing about units.
        case none
    }

    /// Scalars of a text that may name a unit.
    private static let longest = 80

    /// The unit that a text names and nothing else; nil for any other text.
    ///
    /// - Parameter text: folded.
    package static func unit(_ text: [Unicode.Scalar], _ units: UnitTable) -> String? {
        guard text.count <= longest else { return nil }
        let name = name(text)
        if units.isUnit(name) { return name }
        var rest = traditional(name)[...]
        while let shorter = undressed(rest), !shorter.isEmpty {
            let name = TextFolding.string(shorter)
            if units.isUnit(name) { return name }
            rest = shorter
        }
        return units.isUnit(TextFolding.string(rest)) ? TextFolding.string(rest) : nil
    }

    /// What the words in a pair of brackets, or behind 单位：, say of the unit.
    ///
    /// - Parameter text: folded.
    package static func reading(of text: [Unicode.Scalar], _ units: UnitTable) -> Reading {
        if let name = unit(text, units) { return .unit(name, saysMore: false) }
        // Nobody lists more units than the form has.
        let pieces = text.split(maxSplits: 12) { separators.contains($0) }.map(Array.init)
        guard pieces.count <= 12 else { return .none }
        var found = pieces.count > 1 ? named(pieces, units) : []
        if found.isEmpty {
            // （万元 当季）, but not （第 三 次）
            found = named(text.split(separator: " ").map(Array.init).filter { $0.count > 1 }, units)
        }
        // （元，含税）; where several are named, nobody knows which is meant.
        if found.count == 1 { return .unit(found[0], saysMore: true) }
        if let claim = pieces.lazy.map(name).first(where: units.isClaim) { return .stranger(claim) }
        // 单位：万班次; 单位：见右 says nothing.
        let isMultiple =
            text.starts(with: "单位:".unicodeScalars)
            && text.contains { "十百千万亿%‰".unicodeScalars.contains($0) }
        return isMultiple || found.count > 1 ? .stranger(name(text)) : .none
    }

    /// Whether a text stands for what is written above it: 〃, 同上.
    package static func isDitto(_ text: String) -> Bool {
        text.utf8.count <= 12 && dittos.contains(TextFolding.string(TextFolding.compact(text)))
    }

    private static let dittos: Set<String> = ["〃", "″", "\"", "”", "“", "''", "同上", "..", "〞"]

    private static func named(_ pieces: [[Unicode.Scalar]], _ units: UnitTable) -> [String] {
        var found: [String] = []
        for piece in pieces {
            // （企业、院、所）: words that only count are words among others.
            guard let name = unit(piece, units), !units.isCounter(name), !found.contains(name)
            else {
                continue
            }
            found.append(name)
        }
        return found
    }

    /// A unit's name as tables have it: no spaces, without 单位：.
    package static func name(_ scalars: [Unicode.Scalar]) -> String {
        var rest = scalars[...]
        if rest.contains(" ") { rest = scalars.filter { $0 != " " }[...] }
        if rest.contains(":") {
            for prefix in ["计量单位:", "单位:", "金额单位:", ":"]
            where rest.starts(with: prefix.unicodeScalars) {
                rest = rest.dropFirst(prefix.unicodeScalars.count)
            }
        }
        while let last = rest.last, last == "." || last == "。" || last == ";" { rest.removeLast() }
        return TextFolding.string(rest)
    }

    private static let separators = Array(",，、;；:：。".unicodeScalars)

    // MARK: What is written around a unit

    private static func words(_ words: String...) -> [[Unicode.Scalar]] {
        words.map { Array($0.unicodeScalars) }
    }

    private static let before = words(
        "金额单位", "货币单位", "计量单位", "单位", "人民币", "RMB", "CNY", "rmb", "¥", ":", "以", "均为", "均以")
    private static let behind = words("为单位", "计算", "计", "人民币", "整", ".", "。", ";", ",")

    /// 萬元 as 万元.
    private static func traditional(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "萬": "万"
            case "億": "亿"
            case "圓", "圆": "元"
            case "仟": "千"
            case "佰": "百"
            default: scalar
            }
        }
    }

    /// The text without one of the things that are written around a unit; nil where there is none.
    private static func undressed(
        _ text: ArraySlice<Unicode.Scalar>
    ) -> ArraySlice<Unicode.Scalar>? {
        if let first = text.first, let close = LabelText.closing(first), text.last == close {
            return text.dropFirst().dropLast()
        }
        for word in before where text.starts(with: word) { return text.dropFirst(word.count) }
        for word in behind
        where text.count > word.count && text.suffix(word.count).elementsEqual(word) {
            return text.dropLast(word.count)
        }
        // 万元（含税）
        if text.last == ")", let open = text.lastIndex(of: "("), open > text.startIndex {
            return text[..<open]
        }
        return nil
    }
}

import MonitoringForm

/// Finds the name of a complex in a title, a heading or a sheet's name.
final class ComplexName {
    private let definition: FormDefinition
    /// Longest first: 嘉兴经开区 before 经开区.
    private let shortForms: [(name: String, variant: String, isTail: Bool)]
    /// The areas' names and, behind them, the short forms.
    private let areaWords: TextTrie
    /// Names found before: a title is asked for more than once.
    private let found = TextMemo<String?>(capacity: 512, longest: 400)
    /// What a name may begin with that tells no complex from another.
    private let places: [[Unicode.Scalar]]
    private let suffixes: [[Unicode.Scalar]]
    /// The form's words for the name, each with a colon behind it.
    private let labels: [[Unicode.Scalar]]
    /// What a title says before a name, and what an office's name ends with.
    private let leads: [[Unicode.Scalar]]
    private let offices: [[Unicode.Scalar]]

    init(_ definition: FormDefinition) {
        self.definition = definition
        let places =
            definition.areas.flatMap { [$0.name] + $0.variants } + [
                "嘉兴市", "嘉兴", "浙江省", "各县(市、区)", "各县市区", "(市、区)", "全市", "全县", "全区", "全省", "各县", "各",
                "省级", "市级", "县级", "所属",
                "辖区", "本市", "本县", "本区", "我市", "我县", "我区", "重点", "省", "市", "县", "区", "及", "和", "级",
            ]
        self.places = places.map { Array($0.unicodeScalars) }
        suffixes = definition.words.complexSuffixes.map { Array($0.unicodeScalars) }
        labels = (definition.identity[.complexName]?.all ?? []).map {
            TextFolding.compact($0) + [":"]
        }
        leads = definition.words.nameLeads.map { Array($0.unicodeScalars) }
        offices = definition.words.officeEndings.map { Array($0.unicodeScalars) }
        let shortForms = definition.areas.flatMap { area in
            area.variants.map { variant in
                // 港区 of 嘉兴港区: a name without its place.
                let isTail = ([area.name] + area.variants).contains {
                    $0 != variant && $0.hasSuffix(variant)
                }
                return (area.name, variant, isTail)
            }
        }
        .sorted { ($0.1.count, $1.1) > ($1.1.count, $0.1) }
        areaWords = TextTrie(
            (definition.areas.map(\.name) + shortForms.map(\.1)).map { Array($0.unicodeScalars) })
        self.shortForms = shortForms
    }

    /// Bytes of a title with a name in it.
    private static let longest = 1_200

    /// The name up to and with 综合体; nil where the text names none, or speaks of all complexes of a
    /// place (全市产业创新服务综合体, 平湖市综合体).
    func find(in text: String) -> String? {
        guard text.utf8.count <= ComplexName.longest, TextFolding.contains(text, "综") else {
            return nil
        }
        if let known = found[text] { return known }
        let isBroken = text.utf8.contains { (0x0A...0x0D).contains($0) }
        let name =
            (isBroken ? name(inLinesOf: text) : nil) ?? name(in: TextFolding.compact(text))
        found.remember(text, name)
        return name
    }

    /// Of several lines the last one that names a complex does.
    private func name(inLinesOf text: String) -> String? {
        text.split(whereSeparator: \.isNewline).reversed().lazy
            .compactMap { self.name(in: TextFolding.compact(String($0))) }.first
    }

    private func name(in text: [Unicode.Scalar]) -> String? {
        var compact = text
        guard compact.count <= 80 else { return nil }
        let suffix = Array("综合体".unicodeScalars)
        // 综合体名称：平湖…综合体
        if let label = labels.first(where: { compact.starts(with: $0) }) {
            compact.removeFirst(label.count)
        }
        guard let end = ComplexName.range(of: suffix, in: compact[...])?.upperBound,
            !isWork(compact[end...])
        else {
            return nil
        }
        compact = Array(compact[..<end])
        while let (_, range) = PeriodText.find(in: compact) {
            // What stands before the period is the place or the city's office.
            let before = compact[..<range.lowerBound]
            compact = Array(
                ComplexName.isPlace(before, definition)
                    ? compact[range.upperBound...] : before + compact[range.upperBound...])
        }
        var name = ComplexName.withoutLead(compact[...])
        if let colon = name.lastIndex(of: ":") { name = name[(colon + 1)...] }
        name = withoutOffice(name)
        guard !name.isEmpty,
            !name.contains(where: { ",。;:!?“”\"".unicodeScalars.contains($0) }),
            hasCore(name)
        else { return nil }
        return TextFolding.string(name)
    }

    /// Whether what follows 综合体 makes it the subject of one of the works: 悬挂综合体名牌.
    private func isWork(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        guard !rest.isEmpty, rest.count <= 8 else { return false }
        let text = TextFolding.string(rest)
        return definition.construction.works.contains { work in
            work.words.contains { TextFolding.contains(text, $0) }
        }
    }

    /// A title's name from its own place on: 报送, the province, 嘉兴市 or the office that reports may stand before it.
    private func withoutOffice(
        _ name: ArraySlice<Unicode.Scalar>
    ) -> ArraySlice<Unicode.Scalar> {
        let text = Array(name)
        guard let start = lastPlace(in: text), start > 0 else { return name }
        let before = text[..<start]
        let isOffice = offices.contains {
            before.count > $0.count && before.suffix($0.count).elementsEqual($0)
        }
        let isRepeated = text[start...].starts(with: before)
        var rest = before
        while let lead = leads.first(where: { rest.starts(with: $0) }) {
            rest = rest.dropFirst(lead.count)
        }
        guard isOffice || isRepeated || rest.isEmpty, hasCore(text[start...]) else { return name }
        return text[start...]
    }

    /// Where the last reporting area begins that a text names by more than 经开区.
    private func lastPlace(in text: [Unicode.Scalar]) -> Int? {
        mentions(in: text).last { !$0.isZone }?.range.lowerBound
    }

    /// Where a text names reporting areas, the longer name where one begins with the other.
    private func mentions(
        in text: [Unicode.Scalar]
    ) -> [(name: String, isZone: Bool, range: Range<Int>)] {
        var found: [(name: String, isZone: Bool, range: Range<Int>)] = []
        let areas = definition.areas
        var start = 0
        while start < text.count {
            guard let (word, length) = areaWords.longestWord(in: text, at: start) else {
                start += 1
                continue
            }
            let form = word < areas.count ? nil : shortForms[word - areas.count]
            found.append(
                (form?.name ?? areas[word].name, form?.isTail ?? false, start..<start + length))
            start += length
        }
        return found
    }

    private static func range(
        of part: [Unicode.Scalar], in text: ArraySlice<Unicode.Scalar>
    ) -> Range<Int>? {
        guard text.count >= part.count else { return nil }
        for start in text.startIndex...(text.endIndex - part.count)
        where text[start..<start + part.count].elementsEqual(part) {
            return start..<start + part.count
        }
        return nil
    }

    private static func isPlace(
        _ text: ArraySlice<Unicode.Scalar>, _ definition: FormDefinition
    ) -> Bool {
        let string = TextFolding.string(text)
        return definition.areas.contains { $0.name == string || $0.variants.contains(string) }
    }

    private static let leads = [
        "关于", "附件", "附表", "表", "年度", "年", "季度", "的", "、", ".", ":", "-", "_",
    ].map { Array($0.unicodeScalars) }

    /// Numbers, 附件1 and remains of a date in front.
    private static func withoutLead(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<
        Unicode.Scalar
    > {
        var rest = text
        var isDone = false
        while !isDone {
            isDone = true
            while let first = rest.first, TextFolding.isDigit(first) || first == "(" || first == ")"
            {
                rest.removeFirst()
                isDone = false
            }
            if let tail = withoutChineseNumber(rest) {
                rest = tail
                isDone = false
            }
            for lead in leads where rest.starts(with: lead) {
                rest = rest.dropFirst(lead.count)
                isDone = false
            }
        }
        return rest
    }

    /// A heading without its number: 一、平湖…综合体, （二）…, 3. ….
    static func withoutNumber(_ name: String) -> String {
        guard let first = name.unicodeScalars.first,
            first == "(" || first == "（" || isNumeral(first)
        else { return name }
        let scalars = Array(name.unicodeScalars)
        let marks = "、.．)）".unicodeScalars
        let open = scalars.first == "(" || scalars.first == "（" ? 1 : 0
        let tail = scalars.dropFirst(open).drop(while: isNumeral)
        guard scalars.count - tail.count > open, let mark = tail.first, marks.contains(mark) else {
            return name
        }
        let rest = TextFolding.string(tail.dropFirst().drop { TextFolding.isSpace($0) })
        return rest.isEmpty ? name : rest
    }

    private static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
        TextFolding.isDigit(scalar) || isChineseNumeral(scalar)
    }

    private static func isChineseNumeral(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "十" || TextFolding.chineseDigit(scalar) != nil
    }

    /// 一、 and 十二. in front.
    private static func withoutChineseNumber(
        _ text: ArraySlice<Unicode.Scalar>
    ) -> ArraySlice<Unicode.Scalar>? {
        let tail = text.drop(while: isChineseNumeral)
        guard tail.count < text.count, let mark = tail.first,
            mark == "、" || mark == "." || mark == ")"
        else { return nil }
        return tail.dropFirst()
    }

    /// Whether anything is left beside the place and the kind.
    private func hasCore(_ name: ArraySlice<Unicode.Scalar>) -> Bool {
        let core = core(name)
        return core.count >= 2 && core != "产业" && core != "创新"
    }

    /// Whether a text stands for all complexes of a place or a level: 平湖市, 平湖市（2家）, 省级综合体, 其中：省级.
    func speaksOfAll(_ text: String) -> Bool {
        guard text.utf8.count <= 60 else { return false }
        var rest = TextFolding.compact(text)[...]
        if rest.last == ")", let open = rest.lastIndex(of: "(") { rest = rest[..<open] }
        for word in ComplexName.parts where rest.starts(with: word) {
            rest = rest.dropFirst(word.count).drop { $0 == ":" }
        }
        return !rest.isEmpty && core(rest).isEmpty
    }

    private static let parts = ["其中", "全部"].map { Array($0.unicodeScalars) }

    /// What is left of a name beside the place and the kind.
    func core(ofName name: String) -> String { core(TextFolding.compact(name)[...]) }

    private func core(_ name: ArraySlice<Unicode.Scalar>) -> String {
        var rest = name
        for suffix in suffixes where rest.count >= suffix.count {
            let start = rest.endIndex - suffix.count
            guard rest[start...].elementsEqual(suffix) else { continue }
            rest = rest[..<start]
            break
        }
        while let place = places.first(where: { rest.starts(with: $0) }) {
            rest = rest.dropFirst(place.count)
        }
        return TextFolding.string(rest)
    }

    /// The name with what varies between its spellings taken away, to compare by.
    static func key(_ name: String) -> String {
        let letters = TextFolding.compact(name).filter { isLetter($0) || TextFolding.isDigit($0) }
        let key = TextFolding.string(letters)
        // Han characters have no case.
        let isPlain = letters.allSatisfy {
            (0x4E00...0x9FFF).contains($0.value) || TextFolding.isDigit($0)
        }
        return isPlain ? key : key.uppercased()
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        // Han characters without a look into the tables, which nearly all are.
        (0x4E00...0x9FFF).contains(scalar.value) || scalar.properties.isAlphabetic
    }

    /// The reporting area that a text names, in full or short, anywhere in it; nil where it names several.
    func area(in text: String) -> String? {
        let areas = areas(in: text)
        return areas.count == 1 ? areas.first : nil
    }

    /// The reporting areas that a text names, each once. 经济技术开发区 and 港区 are those of 嘉兴 where no other place
    /// stands before them: 海宁经开区 is in 海宁市, 张江经开区 in none of them.
    func areas(in text: String) -> [String] {
        let compact = TextFolding.compact(text)
        var found: [String] = []
        // Where the last area ends.
        var end = 0
        for (name, isZone, range) in mentions(in: compact) {
            let start = range.lowerBound
            // 海宁市（经开区）
            let follows = compact[end..<start].allSatisfy { !$0.properties.isAlphabetic } && end > 0
            if !isZone || !(follows || isOfAnotherPlace(compact[..<start])), !found.contains(name) {
                found.append(name)
            }
            end = range.upperBound
        }
        return found
    }

    /// Whether a text ends with the name of a place that is not the city.
    private func isOfAnotherPlace(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let last = text.last, last.properties.isAlphabetic else { return false }
        if text.count == 1, last == "市" { return false }
        return !ComplexName.cities.contains { city in
            text.count >= city.count && text.suffix(city.count).elementsEqual(city)
        }
    }

    private static let cities = ["嘉兴", "嘉兴市", "浙江", "浙江省", "国家级", "省级", "市级", "本级"].map {
        Array($0.unicodeScalars)
    }

    /// The reporting area that a complex's name begins with.
    func area(ofName name: String) -> String? {
        var compact = TextFolding.string(TextFolding.compact(name))
        for city in ["浙江省嘉兴市", "浙江嘉兴", "嘉兴市"] where compact.hasPrefix(city) {
            compact = String(compact.dropFirst(city.count))
        }
        for area in definition.areas where compact.hasPrefix(area.name) { return area.name }
        return shortForms.first { compact.hasPrefix($0.variant) }?.name
    }
}

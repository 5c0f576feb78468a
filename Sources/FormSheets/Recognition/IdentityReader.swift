import MonitoringForm
import Spreadsheet

/// Something that a sheet says of whose return it is, outside of the tables.
struct IdentityFact {
    let field: IdentityField
    /// The value as text; numbers as stored, a quarter with the year that stands elsewhere.
    var text: String
    /// The cell that holds the value.
    private(set) var cell: Int
    private(set) var place: CellReference
    /// Read from a title or a heading rather than behind a label.
    let isFromTitle: Bool
    /// Which word for the field the label is, from the form's own on: 负责人 gives way to 审核人.
    var variant = 0

    /// The same, said in another cell.
    func moved(to cell: Int, _ place: CellReference) -> IdentityFact {
        var fact = self
        fact.cell = cell
        fact.place = place
        return fact
    }
}

/// Reads identity: label and value in neighbouring cells, in one cell, or in a title.
final class IdentityReader {
    let definition: FormDefinition
    private let names: ComplexName
    /// Identity labels, folded and without spaces.
    let labels: [Label]
    let forwards: TextTrie
    /// The labels from their last character to their first.
    let backwards: TextTrie
    private let titleWords: TextTrie
    /// What texts were found to say, wherever they stood.
    private let knownTexts = TextMemo<[IdentityFact]>(capacity: 2048, longest: 300)

    /// The words for a field, as keys, in the order of the definition: the form's own is the first.
    private let variants: [IdentityField: [String: Int]]

    init(_ definition: FormDefinition, names: ComplexName) {
        self.definition = definition
        self.names = names
        variants = definition.identity.mapValues { label in
            Dictionary(label.keys.enumerated().map { ($1, $0) }) { first, _ in first }
        }
        var labels: [Label] = []
        for field in IdentityField.allCases {
            for (rank, text) in (definition.identity[field]?.all ?? []).enumerated() {
                for spelling in IdentityReader.spellings(of: TextFolding.compact(text)) {
                    labels.append(Label(text: spelling, field: field, variant: rank))
                }
            }
        }
        self.labels = labels
        forwards = TextTrie(labels.map(\.text))
        backwards = TextTrie(labels.map { $0.text.reversed() })
        titleWords = TextTrie(definition.words.titleWords.map { Array($0.unicodeScalars) })
    }

    struct Label {
        let text: [Unicode.Scalar]
        let field: IdentityField
        let variant: Int
    }

    /// 县（市、区） is written in all orders.
    private static func spellings(of text: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
        let usual = orders[0]
        guard
            let start = text.indices.first(where: { text[$0...].starts(with: usual) })
        else { return [text] }
        let end = start + usual.count
        return orders.map { text[..<start] + $0 + text[end...] }
    }

    private static let orders: [[Unicode.Scalar]] = [
        "县(市、区)", "县(区、市)", "市(县、区)", "区(县、市)", "区(市、县)", "市(区、县)", "县(市,区)",
        "县(市/区)", "县(市区)", "县市区", "县、市、区", "县/市/区", "县区", "区县", "市、县、区", "市县区",
    ].map { Array($0.unicodeScalars) }

    /// The facts of a sheet, in reading order.
    ///
    /// - Parameter around: the cells that no table covers; the others say nothing here.
    func facts(of sheet: SheetContents, around: CellsAround) -> [IdentityFact] {
        var facts: [IdentityFact] = []
        var used = Set<Int>()
        for index in around.cells {
            // A sheet of data that names complexes on each of its rows: what is this far down is of nobody's form.
            if facts.count >= IdentityReader.mostFacts { break }
            guard let text = sheet.text(index), used.isEmpty || !used.contains(index) else {
                continue
            }
            let label = sheet.label(index)
            if let label, let field = label.identity {
                if let value = value(of: field, beside: index, in: sheet, around, used) {
                    used.insert(value)
                    var found = fact(field, value, in: sheet)
                    found.variant = variant(of: field, label)
                    facts.append(found)
                }
                continue
            }
            if let label, label.hasHeader, text.count <= 8 { continue }
            if let label, label.termSet.has(.periods), isOneOfSeveral(index, label, in: sheet) {
                continue
            }
            // 明显、大气的综合体名牌 names no complex.
            if let label, label.termSet.has(.rows) { continue }
            facts += self.facts(inText: text, index, sheet.grid.cells[index].reference)
            if let day = loneDay(text, index, in: sheet) { facts.append(day) }
            if let county = loneCounty(text, index, in: sheet) { facts.append(county) }
        }
        let open = facts.indices.filter {
            facts[$0].field == .period && PeriodText.period(in: facts[$0].text) == nil
        }
        let lacksPeriod = !facts.contains { $0.field == .period }
        let sheetQuarter = lacksPeriod ? PeriodText.quarter(in: sheet.name) : nil
        guard !open.isEmpty || sheetQuarter != nil, let year = onlyYear(in: sheet, around) else {
            return facts
        }
        // A sheet 三季度 below 2020年….
        if let sheetQuarter, let corner = sheet.grid.cells.first {
            facts.append(
                IdentityFact(
                    field: .period, text: "\(year)年\(sheetQuarter)季度", cell: 0,
                    place: corner.reference, isFromTitle: true))
        }
        for index in open {
            guard let quarter = PeriodText.quarterAlone(in: facts[index].text) else { continue }
            facts[index].text = "\(year)年\(quarter)季度"
        }
        return facts
    }

    /// 2020年10月21日 in a line of its own below a form: the day of the report. Beside or below a text it is the day
    /// of something else.
    private func loneDay(_ text: String, _ cell: Int, in sheet: SheetContents) -> IdentityFact? {
        guard text.utf8.count <= 48, TextFolding.contains(text, "年"),
            TextFolding.contains(text, "日"), DateText.date(in: text) != nil
        else { return nil }
        let place = sheet.grid.cells[cell].reference
        let isLabelled = sheet.grid.cells[..<cell].indices.reversed().lazy
            .prefix { sheet.grid.cells[$0].reference.row == place.row }
            .contains { sheet.text($0) != nil }
        let above = place.row > 0 ? sheet.cell(place.row - 1, place.column) : nil
        // A short text right above is what the day is of; the line of signatures has its colons.
        let isBelowLabel = above.flatMap { sheet.text($0) }.map { text in
            text.count <= 12 && !text.contains("：") && !text.contains(":")
        }
        // The foot of the form, not a line above it.
        let last = sheet.grid.cells.last?.reference.row ?? 0
        guard !isLabelled, isBelowLabel != true, place.row + 8 > last, place.row > 4 else {
            return nil
        }
        return IdentityFact(field: .date, text: text, cell: cell, place: place, isFromTitle: true)
    }

    /// 一、平湖市（2家） alone on its row heads what is below it.
    private func loneCounty(
        _ text: String, _ cell: Int, in sheet: SheetContents
    ) -> IdentityFact? {
        guard text.utf8.count <= 48, let area = names.area(in: text), names.find(in: text) == nil,
            sheet.cells(inRow: sheet.grid.cells[cell].reference.row).allSatisfy({ $0 == cell })
        else { return nil }
        return IdentityFact(
            field: .county, text: area, cell: cell, place: sheet.grid.cells[cell].reference,
            isFromTitle: true)
    }

    /// Whether a quarter heads columns: another one stands in its row.
    private func isOneOfSeveral(_ cell: Int, _ label: LabelMatch, in sheet: SheetContents) -> Bool {
        guard label.text.year != nil || label.text.quarter != nil else { return false }
        return sheet.cells(inRow: sheet.grid.cells[cell].reference.row).prefix(64).contains {
            guard $0 != cell, let other = sheet.label($0), other.termSet.has(.periods) else {
                return false
            }
            return other.text.year != label.text.year || other.text.quarter != label.text.quarter
        }
    }

    private static let yearLabels: Set<String> = ["年度", "年份", "年"]

    /// The year that a sheet names around its tables, where it names just one: 年度 and 2020, or 2020年度监测表.
    private func onlyYear(in sheet: SheetContents, _ around: CellsAround) -> Int? {
        var years = Set<Int>()
        for index in around.cells {
            guard let text = sheet.text(index), text.utf8.count <= 300 else { continue }
            let compact = TextFolding.compact(text)
            let place = sheet.grid.cells[index].reference
            if let year = IdentityReader.labelledYear(compact) { years.insert(year) }
            if IdentityReader.yearLabels.contains(TextFolding.string(compact)),
                let right = sheet.grid.index(row: place.row, column: place.column + 1),
                case .number(let digits) = sheet.grid.cells[right].value, let year = Int(digits),
                (2000...2100).contains(year)
            {
                years.insert(year)
            }
            for start in compact.indices {
                guard let year = PeriodText.year(in: compact, at: start),
                    (2000...2100).contains(year)
                else { continue }
                years.insert(year)
            }
        }
        return years.count == 1 ? years.first : nil
    }

    /// 年份：2020
    private static func labelledYear(_ compact: [Unicode.Scalar]) -> Int? {
        guard let colon = compact.firstIndex(of: ":"), compact.count == colon + 5,
            yearLabels.contains(TextFolding.string(compact[..<colon])),
            let year = Int(TextFolding.string(compact[(colon + 1)...])),
            (2000...2100).contains(year)
        else { return nil }
        return year
    }

    /// Which word for a field a label is, counted from the form's own.
    private func variant(of field: IdentityField, _ label: LabelMatch) -> Int {
        variants[field]?[label.text.key] ?? 1
    }

    /// What a text says by itself.
    func facts(
        inText text: String, _ index: Int = 0, _ place: CellReference = .origin
    ) -> [IdentityFact] {
        if let known = knownTexts[text] {
            return known.map { $0.moved(to: index, place) }
        }
        var found = inlineFacts(index, text, place)
        if found.isEmpty, text.unicodeScalars.count <= 80 {
            found = titleFacts(text, index, place)
        }
        knownTexts.remember(text, found)
        return found
    }

    // MARK: Neighbouring cells

    private func fact(_ field: IdentityField, _ cell: Int, in sheet: SheetContents) -> IdentityFact
    {
        let text: String =
            switch sheet.grid.cells[cell].value {
            case .text(let text): text.trimmingLines()
            case .number(let digits): digits
            default: ""
            }
        return IdentityFact(
            field: field, text: text, cell: cell, place: sheet.grid.cells[cell].reference,
            isFromTitle: false)
    }

    /// The cell to the right of a label, merged ranges skipped, or the one below it.
    private func value(
        of field: IdentityField, beside label: Int, in sheet: SheetContents,
        _ around: CellsAround, _ used: Set<Int>
    ) -> Int? {
        let place = sheet.grid.cells[label].reference
        let span = sheet.grid.merges.range(containingRow: place.row, column: place.column)
        let right = (span?.last.column ?? place.column) + 1
        // Behind 综合体名称 another word for it, such as “综合体”, is what somebody filled in.
        func isLabel(_ cell: Int) -> Bool {
            guard let identity = sheet.terms(cell)?.identity else { return false }
            return identity != field || sheet.label(label).map { variant(of: field, $0) } != 0
        }
        func candidate(_ row: Int, _ column: Int) -> Int? {
            guard let cell = sheet.grid.index(row: row, column: column), !sheet.isBlank(cell),
                around.contains(cell), !used.contains(cell), !isLabel(cell),
                // 联系电话 | 填写说明 head columns of a table.
                !sheet.has(.headers, cell)
            else { return nil }
            return cell
        }
        let isBesideLabel =
            sheet.grid.index(row: place.row, column: right).map(isLabel) ?? false
        if !isBesideLabel {
            if let cell = candidate(place.row, right) { return cell }
            // One empty column between them, as where the label's merge was lost.
            if sheet.grid.index(row: place.row, column: right).map(sheet.isBlank) ?? true,
                let cell = candidate(place.row, right + 1), isLonely(place, sheet)
            {
                return cell
            }
        }
        let below = (span?.last.row ?? place.row) + 1
        guard let cell = candidate(below, place.column), isBesideLabel || isInLabelRow(place, sheet)
        else { return nil }
        return cell
    }

    /// Whether no other identity label follows soon in the row, which would own the next value.
    private func isLonely(_ place: CellReference, _ sheet: SheetContents) -> Bool {
        guard
            let next = sheet.grid.index(row: place.row, column: place.column + 1)
        else { return true }
        return !sheet.has(.identity, next)
    }

    /// A row of labels has its values in the row below.
    private func isInLabelRow(_ place: CellReference, _ sheet: SheetContents) -> Bool {
        if place.column > 0,
            let left = sheet.grid.index(row: place.row, column: place.column - 1),
            sheet.has(.identity, left)
        {
            return true
        }
        // With blanks between them: no value stands in the row, and no label in the one below.
        let labels = Array(sheet.cells(inRow: place.row).prefix(64))
        let below = sheet.cells(inRow: place.row + 1).prefix(64)
        return labels.count > 1 && labels.allSatisfy { sheet.has(.identity, $0) }
            && !below.contains { sheet.has([.identity, .headers], $0) }
    }

    /// Facts of one sheet.
    private static let mostFacts = 120_000

    // MARK: Titles

    /// （省级） behind a name.
    private func level(bracketedIn text: String) -> String? {
        let compact = TextFolding.string(TextFolding.compact(text))
        return definition.levels.values.lazy.map(\.text).first {
            TextFolding.contains(compact, "(" + $0 + ")")
        }
    }

    /// What a title or a sheet's name says: a quarter, a complex, a place.
    func titleFacts(_ text: String, _ cell: Int, _ place: CellReference) -> [IdentityFact] {
        var facts: [IdentityFact] = []
        func add(_ field: IdentityField, _ text: String) {
            facts.append(
                IdentityFact(field: field, text: text, cell: cell, place: place, isFromTitle: true))
        }
        let name = names.find(in: text)
        if let name { add(.complexName, name) }
        // 说明：去年同期为… tells of other periods.
        let isRemark = ["注", "备注", "说明", "填表说明", "附注"].contains {
            TextFolding.starts(text, with: $0)
        }
        let isTitle = name != nil || titleWords.first(in: Array(text.unicodeScalars)) != nil
        if !isRemark, let period = PeriodText.period(in: text) {
            add(.period, period.description)
        } else if !isRemark, isTitle, let quarter = PeriodText.quarter(in: text) {
            // 2020年度监测表（四季度）; the year may also stand elsewhere.
            add(.period, "\(quarter)季度")
        }
        if name != nil, let level = level(bracketedIn: text) { add(.level, level) }
        if isTitle, let area = name.flatMap({ names.area(ofName: $0) }) ?? names.area(in: text) {
            add(.county, area)
        }
        return facts
    }
}

extension String {
    /// The text without the line that a printed form has to write on; a single `_` is the text's own.
    func trimmingLines() -> String {
        // `_`, and the end and the beginning of `＿`.
        guard utf8.last == 0x5F || utf8.last == 0xBF || utf8.first == 0x5F || utf8.first == 0xEF
        else { return self }
        func isLine(_ character: Character) -> Bool { character == "_" || character == "＿" }
        let before = prefix(while: isLine).count
        let behind = reversed().prefix(while: isLine).count
        return String(dropFirst(before > 1 ? before : 0).dropLast(behind > 1 ? behind : 0))
    }
}

import MonitoringForm
import Spreadsheet

/// Reads what a cell says into the model, and tells what is doubtful about it.
final class ValueReader {
    let definition: FormDefinition
    let numbers: NumberText
    let statuses: StatusText
    /// What the cells of each indicator hold, by its position in the definition.
    let ofFigures: [Expectation]
    let ofGrowth: [Expectation]
    let ofFunding: Expectation
    let paths: ReturnPaths
    /// Notes read before: the form's own instruction stands on every sheet.
    private let knownNotes = TextMemo<String?>(capacity: 1024, longest: 600)
    /// Statuses read before: nearly all cells say one of a few words.
    private let knownStatuses = TextMemo<StatusReading?>(capacity: 512, longest: 200)

    init(_ definition: FormDefinition) {
        self.definition = definition
        paths = ReturnPaths(definition)
        numbers = NumberText(units: definition.units, absentWords: definition.words.absent)
        statuses = StatusText(
            words: definition.words, instruction: definition.construction.instruction)
        ofFigures = definition.indicators.map {
            Expectation(unit: $0.unit, isGrowth: false, isShare: $0.isShare)
        }
        ofGrowth = definition.indicators.map {
            Expectation(unit: "%", isGrowth: true, isShare: $0.isShare)
        }
        ofFunding = Expectation(unit: definition.funding.unit, isGrowth: false, isShare: false)
    }

    /// What kind of figure a cell holds.
    struct Expectation {
        /// The unit of the model.
        let unit: String
        let isGrowth: Bool
        let isShare: Bool

        /// Whether the figure is in percentage points.
        var isPercentage: Bool { isGrowth || isShare }
    }

    struct Reading {
        var value: ExactDecimal?
        var findings: [(FindingCode, Finding.Detail)] = []
        /// A number without percent format that was taken as it stands.
        var isPlainPercentage = false
        /// The unit stands behind the number itself.
        var hasOwnUnit = false
        var fractionDigits = 0
    }

    // MARK: Figures

    /// - Parameter units: stated around the cell, most trustworthy first.
    func figure(
        _ cell: Int, in sheet: SheetContents, units: [String], _ expectation: Expectation
    ) -> Reading {
        var reading = Reading()
        switch sheet.grid.cells[cell].value {
        case .empty:
            if sheet.grid.cells[cell].hasFormula {
                reading.findings.append((.noCachedResult, Finding.Detail()))
            }
        case .error(let text):
            reading.findings.append((.cellError, Finding.Detail(quoted: text)))
        case .damaged(let defect):
            reading.findings.append((.cellError, Finding.Detail(reason: defect.rawValue)))
        case .boolean(let value):
            reading.findings.append((.notNumeric, Finding.Detail(quoted: value ? "TRUE" : "FALSE")))
        case .number(let digits):
            number(digits, cell, sheet, units, expectation, &reading)
        case .text(let text):
            self.text(text, units, expectation, &reading)
        }
        return reading
    }

    private func number(
        _ digits: String, _ cell: Int, _ sheet: SheetContents, _ units: [String],
        _ expectation: Expectation, _ reading: inout Reading
    ) {
        guard let format = sheet.formats.format(ofStyle: sheet.grid.cells[cell].style) else {
            reading.findings.append(
                (.cellError, Finding.Detail(quoted: digits, reason: "styleIndex")))
            return
        }
        // Spreadsheets show 15 significant digits; the rest is binary noise.
        guard format.kind != .date, let value = ExactDecimal(digits)?.rounded(toPrecision: 15)
        else {
            reading.findings.append(
                (
                    .notNumeric,
                    Finding.Detail(quoted: digits, reason: format.kind == .date ? "date" : nil)
                ))
            return
        }
        if format.kind == .percent {
            let isPercentage = expectation.isPercentage
            let shown = isPercentage ? value.scaled(byPowerOfTen: 2) : value
            reading.value = dressed(shown, format, expectation, &reading)
            if !isPercentage {
                reading.findings.append(
                    (.scaleSuspect, Finding.Detail(quoted: digits, reason: "percentFormat")))
            }
            return
        }
        var units = units
        var shown = value
        let suffix = suffix(of: format)
        if !suffix.isEmpty, definition.units.power(from: suffix, to: expectation.unit) != nil {
            // 0.00"亿元" shows its unit behind the number, which may be shifted to fit it.
            units.insert(suffix, at: 0)
            reading.hasOwnUnit = true
            shown = value.scaled(byPowerOfTen: -format.shift)
        } else if !suffix.isEmpty, definition.units.isUnit(suffix) {
            refuse(value, suffix, expectation, &reading)
            return
        } else if format.shift > 0 {
            reading.findings.append(
                (.scaleSuspect, Finding.Detail(quoted: digits, reason: "scaledFormat")))
        }
        guard let said = dressed(shown, format, expectation, &reading) else { return }
        shown = said
        convert(shown, units, expectation, &reading)
        reading.isPlainPercentage = expectation.isPercentage && format.suffix != "%"
        reading.fractionDigits = value.fractionDigits
    }

    /// The unit that a number format shows behind its numbers; empty for none.
    private func suffix(of format: NumberFormat) -> String {
        guard !format.suffix.isEmpty else { return "" }
        let folded = TextFolding.folded(FormatMarks(format).unit)
        return UnitText.unit(folded, definition.units) ?? UnitText.name(folded)
    }

    /// A number with what its format shows around it: 下降3.2%, 3.2%↓, 约3. What that says is read as in a text.
    private func dressed(
        _ value: ExactDecimal, _ format: NumberFormat, _ expectation: Expectation,
        _ reading: inout Reading
    ) -> ExactDecimal? {
        if format.prefix.isEmpty, format.suffix.isEmpty { return value }
        let marks = FormatMarks(format)
        // The second section of a format is for what is negative.
        guard !marks.isSilent, !(value.isNegative && format.code.contains(";")) else {
            return value
        }
        let quoted = "\(format.prefix)\(value)\(format.suffix)"
        switch numbers.read(
            "\(marks.before)\(value)\(marks.behind)", growth: expectation.isGrowth)
        {
        case .number(let said, _, let isApproximate):
            // "▲"0.0;"▼"0.0 tells which is which; a minus that only the format has may be a slip.
            let isDoubtful = isApproximate && !(said == value && format.code.contains(";"))
            if isDoubtful || (said != value && marks.isBareMinus) {
                reading.findings.append((.approximate, Finding.Detail(quoted: quoted)))
            }
            return said
        default:
            // 第12 is taken as 12, and told; 亏损12 and 下降12 of an amount are another number.
            reading.findings.append(
                (marks.isOther ? .notNumeric : .approximate, Finding.Detail(quoted: quoted)))
            return marks.isOther ? nil : value
        }
    }

    private func text(
        _ text: String, _ units: [String], _ expectation: Expectation, _ reading: inout Reading
    ) {
        switch numbers.read(text, growth: expectation.isGrowth) {
        case .blank: break
        case .absent:
            reading.findings.append((.declaredAbsent, Finding.Detail(quoted: text)))
        case .notNumeric:
            reading.findings.append((.notNumeric, Finding.Detail(quoted: text)))
        case .number(let value, let unit, let isApproximate):
            var stated = units
            if let unit {
                guard definition.units.power(from: unit, to: expectation.unit) != nil else {
                    reading.findings.append((.notNumeric, Finding.Detail(quoted: text)))
                    return
                }
                stated.insert(unit, at: 0)
                reading.hasOwnUnit = true
            }
            reading.findings.append((.textNumber, Finding.Detail(quoted: text)))
            if isApproximate {
                reading.findings.append((.approximate, Finding.Detail(quoted: text)))
            }
            convert(value, stated, expectation, &reading)
            reading.isPlainPercentage = expectation.isPercentage && unit == nil
            reading.fractionDigits = value.fractionDigits
        }
    }

    /// Brings a figure from the first unit that measures the same into that of the model.
    private func convert(
        _ value: ExactDecimal, _ units: [String], _ expectation: Expectation,
        _ reading: inout Reading
    ) {
        reading.value = value
        var stranger: String?
        for unit in units {
            guard let power = definition.units.power(from: unit, to: expectation.unit) else {
                stranger = stranger ?? unit
                continue
            }
            if power != 0 {
                let converted = value.scaled(byPowerOfTen: power)
                reading.value = converted
                reading.findings.append(
                    (
                        .unitConverted,
                        Finding.Detail(
                            from: "\(value) \(unit)", to: "\(converted) \(expectation.unit)")
                    ))
            }
            return
        }
        guard let stranger, numbers.read(stranger, growth: false) != .absent else { return }
        guard definition.units.mayCount(stranger, expectation.unit) else {
            refuse(value, stranger, expectation, &reading)
            return
        }
        reading.findings.append(
            (
                .scaleSuspect,
                Finding.Detail(
                    quoted: "\(value) \(stranger)", subject: expectation.unit, reason: "unknownUnit"
                )
            ))
    }

    /// What is in a unit of something else is no figure of this kind.
    private func refuse(
        _ value: ExactDecimal, _ unit: String, _ expectation: Expectation,
        _ reading: inout Reading
    ) {
        reading.value = nil
        reading.findings.append(
            (
                .notNumeric,
                Finding.Detail(
                    quoted: "\(value) \(unit)", subject: expectation.unit, reason: "unit")
            ))
    }

    /// The power of ten that brings a number in a cell to the unit of the model: the way back of ``number``.
    func power(of terms: FigureTerms, _ format: NumberFormat) -> Int {
        let expectation = terms.expectation
        if format.kind == .percent { return expectation.isPercentage ? 2 : 0 }
        var units = terms.units
        var hidden = 0
        let suffix = suffix(of: format)
        if !suffix.isEmpty, definition.units.power(from: suffix, to: expectation.unit) != nil {
            units.insert(suffix, at: 0)
            hidden = -format.shift
        }
        for unit in units {
            if let power = definition.units.power(from: unit, to: expectation.unit) {
                return power + hidden
            }
        }
        return hidden
    }

    // MARK: Works

    struct WorkReading {
        var status: WorkStatus?
        var note: String?
        var findings: [(FindingCode, Finding.Detail)] = []
        var isAbsent = false
    }

    func status(_ cell: Int, in sheet: SheetContents, mark: WorkStatus?) -> WorkReading {
        var reading = WorkReading()
        let text: String
        switch sheet.grid.cells[cell].value {
        case .text(let value): text = value
        case .boolean(let value): text = value ? "TRUE" : "FALSE"
        case .number(let digits): text = digits
        case .error(let value):
            reading.findings.append((.cellError, Finding.Detail(quoted: value)))
            return reading
        case .damaged(let defect):
            reading.findings.append((.cellError, Finding.Detail(reason: defect.rawValue)))
            return reading
        case .empty:
            if sheet.grid.cells[cell].hasFormula {
                reading.findings.append((.noCachedResult, Finding.Detail()))
            }
            return reading
        }
        guard var found = status(of: text) else { return reading }
        if mark != nil, !found.isRecognised, ValueReader.isMark(text) {
            found = StatusReading(status: .complete)
        }
        if !found.isRecognised {
            reading.findings.append((.statusUnrecognised, Finding.Detail(quoted: text)))
        }
        if found.isAbsent {
            reading.findings.append((.declaredAbsent, Finding.Detail(quoted: text)))
            reading.isAbsent = true
        }
        if found.isPartial {
            reading.findings.append((.statusPartial, Finding.Detail(quoted: text)))
        }
        reading.status = found.status
        reading.note = found.note
        if let mark, found.isRecognised, !found.isAbsent {
            // √ under 未完成 is a mark of its column; × there takes it back.
            reading.status = found.status == .complete ? mark : nil
        }
        return reading
    }

    /// ● and the like, which say in a column of marks what √ says.
    private static func isMark(_ text: String) -> Bool {
        ["●", "■", "◆", "★", "*", "1"].contains(TextFolding.string(TextFolding.compact(text)))
    }

    private func status(of text: String) -> StatusReading? {
        if let known = knownStatuses[text] { return known }
        let reading = statuses.read(text)
        knownStatuses.remember(text, reading)
        return reading
    }

    /// The text of a note's cell, unless it is the form's own instruction.
    func note(_ cell: Int, in sheet: SheetContents) -> String? {
        switch sheet.grid.cells[cell].value {
        case .text(let text):
            if let known = knownNotes[text] { return known }
            var note = TextFolding.tidy(text)
            if let tidy = note,
                !statuses.isNote(tidy) || numbers.read(tidy, growth: false) == .absent
            {
                note = nil
            }
            knownNotes.remember(text, note)
            return note
        case .number(let digits): return digits
        default: return nil
        }
    }

    // MARK: Identity

    /// Whether a text in an identity's place is none: lines, dashes and dots, or a word for nothing.
    func saysNothing(_ text: String) -> Bool {
        guard text.utf8.count <= 24 else { return false }
        let isLine = text.unicodeScalars.allSatisfy {
            ValueReader.lines.contains($0) || TextFolding.isSpace($0)
        }
        return isLine || numbers.isAbsent(text)
    }

    private static let lines = Set("_＿-－—―─–~～/／\\….。·*×".unicodeScalars)

    /// Whether anything is chosen of the levels that a text offers.
    func isFilled(_ level: String) -> Bool {
        let offered = TextFolding.string(TextFolding.compact(level))
        let isChoice = ["省级", "市级"].allSatisfy { TextFolding.contains(offered, $0) }
        return !isChoice || TickedChoice.isTicked(TextFolding.folded(level))
    }

    /// The level that a text names, or of several that it offers the one that is ticked.
    func level(_ text: String) -> ComplexLevel? {
        let compact = TextFolding.compact(text)
        let whole = TextFolding.string(compact)
        for level in ComplexLevel.allCases
        where definition.levels[level]?.all.contains(whole) ?? false {
            return level
        }
        let choices = TickedChoice(TextFolding.folded(text))
        // 省级（嘉兴市推荐）: what stands in brackets is a remark.
        let plain = Array(compact.prefix { $0 != "(" })
        let pieces = choices?.ticked ?? [plain.isEmpty ? compact : plain]
        let named = pieces.compactMap { piece -> ComplexLevel? in
            let isProvincial = piece.contains("省")
            let isMunicipal = piece.contains("市")
            guard isProvincial != isMunicipal, !piece.contains("县"), !piece.contains("国") else {
                return nil
            }
            return isProvincial ? .provincial : .municipal
        }
        return named.count == 1 && pieces.count == 1 ? named[0] : nil
    }

    func date(_ fact: IdentityFact, in sheet: SheetContents) -> CivilDate? {
        if case .number(let digits) = sheet.grid.cells[fact.cell].value {
            let format = sheet.formats.format(ofStyle: sheet.grid.cells[fact.cell].style)
            if format?.kind == .date, let serial = Double(digits), serial.magnitude < 1e7,
                let day = SerialDate.civil(
                    fromSerial: Int(serial.rounded(.down)), uses1904: sheet.uses1904)
            {
                return CivilDate(year: day.year, month: day.month, day: day.day)
            }
            // A day whose format was lost: the number of one of this century.
            if let serial = Int(digits), (36_526...51_501).contains(serial) {
                let day = SerialDate.civil(fromSerial: serial, uses1904: sheet.uses1904)
                return day.flatMap { CivilDate(year: $0.year, month: $0.month, day: $0.day) }
            }
            return digits.count == 8 ? DateText.date(in: digits) : nil
        }
        return DateText.date(in: fact.text)
    }
}

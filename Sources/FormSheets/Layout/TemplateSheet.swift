import MonitoringForm
import Spreadsheet

/// The official worksheet of one return: blank where the return is, filled where it has figures.
struct TemplateSheet {
    private let form: FormDefinition
    private let layout: OfficialLayout
    private let styles: TemplateStyles
    private let book: WorkbookWriter
    private let item: Return
    private var sheet: SheetContent

    /// Column widths in digits of the base font.
    private static let widths: [Double] = [12, 37, 11, 17, 14, 13, 14]
    private static let lineHeight = 15.0

    private init(
        _ item: Return, name: String, _ layout: OfficialLayout, _ styles: TemplateStyles,
        in book: WorkbookWriter
    ) {
        form = layout.form
        self.layout = layout
        self.styles = styles
        self.book = book
        self.item = item
        sheet = SheetContent(SheetSetup(name))
    }

    /// - Parameter name: of the sheet; sound by ``SheetName``.
    /// - Throws: ``SpreadsheetError`` where a text or a figure fits into no cell, or what the sink throws.
    static func write(
        _ item: Return, name: String, _ layout: OfficialLayout, _ styles: TemplateStyles,
        to book: WorkbookWriter
    ) throws(SpreadsheetError) {
        var template = TemplateSheet(item, name: name, layout, styles, in: book)
        template.writeTitle()
        template.writeIdentity()
        template.writeIndicatorLabels()
        try template.writeFigures()
        template.writeWorks()
        try template.writeFunds()
        template.setUp()
        try template.sheet.write(to: book)
    }

    // MARK: Cells

    private mutating func put(
        _ range: CellRange, _ content: CellContent, _ style: StyleID
    ) {
        if range.first == range.last {
            sheet.set(range.first, content, style)
        } else {
            sheet.merge(range, content, style)
        }
    }

    private mutating func label(
        _ rows: ClosedRange<Int>, _ columns: ClosedRange<Int>, _ text: String
    ) {
        put(OfficialLayout.range(rows, columns), .text(text), styles.label)
    }

    private mutating func header(
        _ rows: ClosedRange<Int>, _ columns: ClosedRange<Int>, _ text: String
    ) {
        put(OfficialLayout.range(rows, columns), .text(text), styles.header)
    }

    /// Text that is filled in, or the blank cell for it.
    private static func content(_ text: String?) -> CellContent {
        text.map { .text($0) } ?? .blank
    }

    private mutating func figure(
        _ target: Target, _ value: ExactDecimal?, _ format: FigureFormat,
        isAmongFractions: Bool = false
    ) throws(SpreadsheetError) {
        guard let range = layout.range(of: target) else { return }
        let code = format.code(for: value, isAmongFractions: isAmongFractions)
        let style = try TemplateStyles.number(code, in: book)
        guard let value else { return put(range, .blank, style) }
        // A number of a cell counts to 15 digits; a longer one is kept as text.
        let content: CellContent =
            value.precision <= 15
            ? .numeral(value.description) : .text(value.description)
        put(range, content, style)
    }

    /// The height of a row whose cells hold text in ranges of columns.
    private static func height(
        _ texts: [(text: String, columns: ClosedRange<Int>)], least: Double
    ) -> Double {
        let lines = texts.map { text, columns in
            // A Han character is a little wider than two digits, and a cell has padding.
            let width = widths[columns].reduce(0, +) - 1.5
            return text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0.0) {
                $0 + max(1, (Double(DisplayWidth.of(String($1))) * 1.07 / width).rounded(.up))
            }
        }
        return min(400, max(least, (lines.max() ?? 1) * lineHeight + 5))
    }

    // MARK: Blocks

    private mutating func writeTitle() {
        put(
            OfficialLayout.range(OfficialLayout.titleRow, 0...OfficialLayout.columnCount - 1),
            .text(form.title), styles.title)
        sheet.setRow(OfficialLayout.titleRow, RowSetup(height: 38))
    }

    private mutating func writeIdentity() {
        var texts: [Int: [(text: String, columns: ClosedRange<Int>)]] = [:]
        for place in layout.identityPlaces {
            let label = form.identity[place.field]?.text ?? ""
            put(place.label, .text(label), styles.label)
            let row = place.label.first.row
            texts[row, default: []].append((label, place.label.columns))
            if place.field == .date {
                let content = item.reporting.date.map {
                    CellContent.date(year: $0.year, month: $0.month, day: $0.day)
                }
                put(place.value, content ?? .blank, styles.date)
            } else {
                let text = identityText(place.field)
                put(place.value, TemplateSheet.content(text), styles.text)
                texts[row]?.append((text ?? "", place.value.columns))
            }
        }
        for (row, texts) in texts {
            sheet.setRow(row, RowSetup(height: TemplateSheet.height(texts, least: 26)))
        }
    }

    private func identityText(_ field: IdentityField) -> String? {
        switch field {
        case .complexName: item.complex.name
        case .county: item.complex.county
        case .level: item.complex.level.flatMap { form.levels[$0]?.text }
        case .operatingUnit: item.complex.operator
        case .period: item.period.map(PeriodLabel.text)
        case .preparedBy: item.reporting.preparedBy
        case .reviewedBy: item.reporting.reviewedBy
        case .phone: item.reporting.phone
        case .date, .reportingUnit: nil
        }
    }

    private mutating func writeIndicatorLabels() {
        let headers = [
            form.headers.section.text, form.headers.indicator.text, form.headers.unit.text,
            form.measures.quarter.text, form.measures.growth.text,
            form.measures.cumulative.text, form.measures.growth.text,
        ]
        let row = OfficialLayout.indicatorHeaderRow
        for (column, text) in headers.enumerated() {
            header(row...row, column...column, text)
        }
        sheet.setRow(
            row,
            RowSetup(
                height: TemplateSheet.height(
                    headers.enumerated().map { ($1, $0...$0) }, least: 26)))
        var first = OfficialLayout.firstIndicatorRow
        for section in form.sections where !section.indicators.isEmpty {
            let rows = first...first + section.indicators.count - 1
            label(rows, 0...0, section.label.text)
            for (row, indicator) in zip(rows, section.indicators) {
                label(row...row, 1...1, indicator.label.text)
                label(row...row, 2...2, indicator.unit)
                let texts = [(indicator.label.text, 1...1), (indicator.unit, 2...2)]
                sheet.setRow(row, RowSetup(height: TemplateSheet.height(texts, least: 22)))
            }
            first = rows.upperBound + 1
        }
    }

    private mutating func writeFigures() throws(SpreadsheetError) {
        for measure in Measure.allCases {
            let formats = form.indicators.map {
                measure.isGrowth ? .growth : FigureFormat($0)
            }
            let percentages = zip(formats, item.indicators).compactMap { format, figures in
                format.isPercentage && figures[measure] != .zero ? figures[measure] : nil
            }
            let isAmongFractions =
                percentages.count >= 4 && percentages.allSatisfy(FigureFormat.isFraction)
            for (index, format) in formats.enumerated() {
                try figure(
                    .figure(indicator: index, measure), item.indicators[index][measure], format,
                    isAmongFractions: isAmongFractions)
            }
        }
    }

    private mutating func writeWorks() {
        let works = form.construction.works
        guard !works.isEmpty else { return }
        let row = layout.workHeaderRow
        let note = form.headers.note.text + "（\(form.construction.instruction)）"
        header(row...row, 0...0, form.headers.section.text)
        header(row...row, 1...1, form.headers.indicator.text)
        header(row...row, 2...2, form.headers.status.text)
        header(row...row, 3...6, note)
        sheet.setRow(row, RowSetup(height: TemplateSheet.height([(note, 3...6)], least: 26)))
        label(
            layout.firstWorkRow...layout.firstWorkRow + works.count - 1, 0...0,
            form.construction.label.text)
        for (index, work) in works.enumerated() {
            let row = layout.firstWorkRow + index
            label(row...row, 1...1, work.label.text)
            let state = item.works[index]
            let status = state.status.map {
                $0 == .complete ? form.headers.complete.text : form.headers.incomplete.text
            }
            put(
                OfficialLayout.range(row, 2...2), TemplateSheet.content(status), styles.text)
            put(
                OfficialLayout.range(row, 3...6), TemplateSheet.content(state.note), styles.note)
            let texts = [(work.label.text, 1...1), (state.note ?? "", 3...6)]
            sheet.setRow(row, RowSetup(height: TemplateSheet.height(texts, least: 24)))
        }
    }

    private mutating func writeFunds() throws(SpreadsheetError) {
        let funding = form.funding
        let top = layout.fundHeaderRow
        let both = top...top + 1
        header(both, 0...0, form.headers.section.text)
        header(both, 1...1, form.headers.indicator.text)
        header(top...top, 2...5, "\(funding.disbursed.text)/\(funding.unit)")
        for level in FundingLevel.allCases {
            header(
                top + 1...top + 1, OfficialLayout.columns(of: level),
                funding.levels[level]?.text ?? "")
        }
        header(both, 6...6, "\(funding.spent.text)/\(funding.unit)")
        for row in both { sheet.setRow(row, RowSetup(height: 24)) }
        let row = layout.fundRow
        label(row...row, 0...0, funding.label.text)
        label(row...row, 1...1, funding.row.text)
        sheet.setRow(
            row, RowSetup(height: TemplateSheet.height([(funding.row.text, 1...1)], least: 36)))
        let format = FigureFormat(kind: .amount, unit: funding.unit)
        for level in FundingLevel.allCases {
            try figure(.disbursed(level), item.disbursed[level], format)
        }
        try figure(.spentTotal, item.spent.total, format)
        if let text = SpentComment.text(item.spent, form), let cell = layout.range(of: .spentTotal)
        {
            var comment = CellComment(cell.first, author: SpentComment.author, text)
            (comment.width, comment.height) = (150, 70)
            sheet.setup.comments.append(comment)
        }
    }

    // MARK: Sheet

    private mutating func setUp() {
        let last = OfficialLayout.columnCount - 1
        sheet.setup.columns = TemplateSheet.widths.enumerated().map {
            ColumnSetup($0...$0, width: $1)
        }
        sheet.setup.view.showsGridlines = false
        sheet.setup.view.activeCell = layout.identityPlaces.first?.value.first
        // The cursor goes from input to input; rows may be made higher for a long note.
        sheet.setup.protection = SheetProtection(
            allowing: [.selectUnlockedCells, .formatRows, .formatColumns])
        sheet.setup.validations = InputRules(layout, period: item.period).validations()
        sheet.setup.printArea = OfficialLayout.range(0...layout.footerRow, 0...last)
        let header = OfficialLayout.indicatorHeaderRow
        sheet.setup.titleRows = header...header
        sheet.setup.page.scaling = .fit(width: 1, height: 1)
        sheet.setup.page.centersHorizontally = true
        sheet.setup.page.margins.left = 0.5
        sheet.setup.page.margins.right = 0.5
        sheet.setup.page.margins.top = 0.6
        sheet.setup.page.margins.bottom = 0.5
    }
}

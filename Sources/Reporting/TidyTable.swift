import MonitoringForm

/// Documents as a tidy table in CSV (RFC 4180): one row a value.
///
/// UTF-8 with a byte-order mark, without which Excel reads it as the system's code page. Text that a
/// spreadsheet would take for a formula gets an apostrophe in front.
package struct TidyTable {
    package static let columns = [
        "file", "sheet", "county", "level", "complex", "operator", "period", "section", "id",
        "label",
        "unit", "measure", "value",
    ]

    private let form: FormDefinition

    package init(_ form: FormDefinition) { self.form = form }

    /// The mark and the row of column names.
    package func header() -> [UInt8] {
        [0xEF, 0xBB, 0xBF] + Array(TidyTable.columns.joined(separator: ",").utf8) + [0x0D, 0x0A]
    }

    /// The rows of one document, each ended by CR LF.
    package func rows(of document: ConvertedDocument) -> [UInt8] {
        var bytes: [UInt8] = []
        let longest = longest(in: document)
        for item in document.returns {
            append(item, file: document.file, longest: longest, to: &bytes)
        }
        return bytes
    }

    /// What each row of a return begins with.
    private static func lead(_ item: Return, file: String) -> [String] {
        [
            file, item.sheet, item.complex.county ?? "", item.complex.level?.rawValue ?? "",
            item.complex.name ?? "", item.complex.operator ?? "", item.period?.description ?? "",
        ]
    }

    /// Characters of a text that is repeated in each row.
    private static let longestText = 1_000
    /// Bytes of what the rows of a document begin with: thousands of full returns with names as they are have less.
    private static let mostRepeated = 1 << 27

    /// How many characters of a repeated text are shown: fewer where thousands of returns have long ones.
    private func longest(in document: ConvertedDocument) -> Int {
        let leaves = ReturnLeaf.all(of: form)
        let leads = document.returns.map { item in
            (
                lengths: TidyTable.lead(item, file: document.file).map(\.utf8.count),
                rows: leaves.count { !item[$0].isBlank }
            )
        }
        let choices = [TidyTable.longestText, 200, 50]
        return choices.first { longest in
            leads.reduce(0) { total, lead in
                total + lead.rows * lead.lengths.reduce(0) { $0 + min($1, 3 * longest) }
            } <= TidyTable.mostRepeated
        } ?? 20
    }

    private func append(_ item: Return, file: String, longest: Int, to bytes: inout [UInt8]) {
        var lead: [UInt8] = []
        for text in TidyTable.lead(item, file: file) {
            TidyTable.append(text.shortened(to: longest), to: &lead)
            lead.append(UInt8(ascii: ","))
        }
        func row(_ cells: [String], number: ExactDecimal? = nil, text: String? = nil) {
            guard number != nil || text != nil else { return }
            bytes += lead
            for cell in cells {
                TidyTable.append(cell, to: &bytes)
                bytes.append(UInt8(ascii: ","))
            }
            if let number { number.appendDigits(to: &bytes) }
            if let text { TidyTable.append(text, to: &bytes) }
            bytes.append(contentsOf: [0x0D, 0x0A])
        }
        var position = 0
        for section in form.sections {
            for indicator in section.indicators {
                let figures = item.indicators[position]
                position += 1
                for measure in Measure.allCases {
                    let unit = measure.isGrowth ? "%" : indicator.unit
                    row(
                        [section.id, indicator.id, indicator.label.text, unit, measure.rawValue],
                        number: figures[measure])
                }
            }
        }
        for (work, state) in zip(form.construction.works, item.works) {
            let cells = [form.construction.id, work.id, work.label.text, ""]
            row(cells + ["status"], text: state.status?.rawValue)
            row(cells + ["note"], text: state.note)
        }
        let funding = form.funding
        for (id, label, amounts) in [
            ("disbursed", funding.disbursed, item.disbursed), ("spent", funding.spent, item.spent),
        ] {
            let cells = [funding.id, id, label.text, funding.unit]
            row(cells + ["total"], number: amounts.total)
            for level in FundingLevel.allCases {
                row(cells + [level.rawValue], number: amounts[level])
            }
        }
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        let leaders: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"]
        let isFormula = text.unicodeScalars.first.map { leaders.contains($0) } ?? false
        let guarded = isFormula ? "'" + text : text
        let needsQuotes = guarded.utf8.contains { byte in
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
        }
        guard needsQuotes else { return bytes.append(contentsOf: guarded.utf8) }
        bytes.append(UInt8(ascii: "\""))
        for byte in guarded.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

import FormSheets
import MonitoringForm
import Spreadsheet
import TextDecoding

/// The rows of a roster under their columns, whatever file they come from.
struct RosterTable {
    struct Row {
        /// Counted from 1.
        let line: Int
        let texts: [IdentityField: String]
    }

    private(set) var rows: [Row] = []
    private let keys: [String: IdentityField]
    private let form: FormDefinition

    init(_ bytes: [UInt8], form: FormDefinition) throws(Roster.Problems) {
        self.form = form
        var keys: [String: IdentityField] = [:]
        for field in Roster.fields {
            for key in form.identity[field]?.keys ?? [] { keys[key] = field }
        }
        self.keys = keys
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let first = bytes[start...].first { $0 > 0x20 }
        if bytes.starts(with: "PK".utf8) {
            try readWorkbook(bytes)
        } else if first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
            try readJSON(bytes)
        } else {
            try readText(bytes[start...])
        }
    }

    private static func unreadable(_ reason: String) -> Roster.Problems {
        Roster.Problems(list: [Roster.Problem(line: 0, kind: .unreadable(reason))])
    }

    private func field(_ label: String) -> IdentityField? {
        keys[LabelText(label, form.labelRules).key]
    }

    /// The columns of a header.
    ///
    /// - Throws: the columns that it lacks.
    private func columns(
        _ header: [String], line: Int
    ) throws(Roster.Problems) -> [IdentityField: Int] {
        var columns: [IdentityField: Int] = [:]
        for (index, label) in header.enumerated() {
            if let field = field(label), columns[field] == nil { columns[field] = index }
        }
        let missing = Roster.fields.filter { columns[$0] == nil }
        guard missing.isEmpty else {
            throw Roster.Problems(
                list: missing.map {
                    Roster.Problem(
                        line: line, kind: .missingColumn(form.identity[$0]?.text ?? $0.rawValue))
                })
        }
        return columns
    }

    private mutating func read(
        _ lines: [(line: Int, fields: [String])]
    ) throws(Roster.Problems) {
        // Titles may stand above the header.
        let header = lines.firstIndex { line in
            line.fields.contains { field($0) == .complexName }
        }
        let position = header ?? 0
        guard lines.indices.contains(position) else { return }
        let columns = try columns(lines[position].fields, line: lines[position].line)
        for (line, fields) in lines[(position + 1)...] {
            rows.append(
                Row(
                    line: line,
                    texts: columns.compactMapValues {
                        fields.indices.contains($0) ? fields[$0] : nil
                    }))
        }
    }

    // MARK: Kinds of files

    private mutating func readText(_ bytes: ArraySlice<UInt8>) throws(Roster.Problems) {
        guard
            let text = String(validating: bytes, as: UTF8.self) ?? GB18030.decode(bytes)
        else { throw RosterTable.unreadable("encoding") }
        let records: [(line: Int, fields: [String])]
        do throws(CSVReader.OpenQuote) {
            records = try CSVReader.records(text)
        } catch {
            throw Roster.Problems(
                list: [Roster.Problem(line: error.line, kind: .unreadable("quote"))])
        }
        try read(records)
    }

    private mutating func readJSON(_ bytes: [UInt8]) throws(Roster.Problems) {
        let value: JSONValue
        do {
            value = try JSONParser.parse(bytes)
        } catch {
            throw Roster.Problems(
                list: [Roster.Problem(line: error.line, kind: .unreadable("json"))])
        }
        // A list, or an object with the list as its only member.
        let list = value.elements ?? value.members?.first?.value.elements
        guard let list else { throw RosterTable.unreadable("json") }
        for (index, element) in list.enumerated() {
            guard let members = element.members else { throw RosterTable.unreadable("json") }
            var texts: [IdentityField: String] = [:]
            for member in members {
                if let field = field(member.key) { texts[field] = member.value.text }
            }
            if index == 0 {
                _ = try columns(members.map(\.key), line: 1)
            }
            rows.append(Row(line: index + 1, texts: texts))
        }
    }

    private mutating func readWorkbook(_ bytes: [UInt8]) throws(Roster.Problems) {
        let grid: SheetGrid
        do throws(SpreadsheetError) {
            let workbook = try WorkbookReader().open(bytes)
            guard let sheet = workbook.sheets.first(where: { $0.state == .visible }) else {
                return
            }
            grid = try workbook.grid(of: sheet)
        } catch {
            throw RosterTable.unreadable(error.reason)
        }
        guard let used = grid.usedRange, used.columns.count <= 1_000 else { return }
        let lines = grid.usedRows.map { row in
            (
                line: row + 1,
                fields: used.columns.map { column -> String in
                    switch grid.cell(row: row, column: column)?.value {
                    case .text(let text): text
                    case .number(let digits): digits
                    default: ""
                    }
                }
            )
        }
        try read(lines)
    }
}

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

    /// A line of a table, with what stands in each of its columns.
    private struct Line {
        let number: Int
        let cells: [(column: Int, text: String)]
    }

    private(set) var rows: [Row] = []
    private let keys: [String: IdentityField]
    private let form: FormDefinition
    /// What labels were found to mean: in JSON each element has them again.
    private var known: [String: IdentityField?] = [:]

    /// Rows of a list, many times what a province has.
    static let rowLimit = 10_000
    private static let columnLimit = 1_000
    /// Lines that titles may take above the header.
    private static let titleLimit = 100
    /// Labels that are looked at, and bytes of one.
    private static let labelLimit = 20_000
    private static let longestLabel = 500

    init(
        _ bytes: [UInt8], form: FormDefinition, limits: SpreadsheetLimits
    ) throws(Roster.Problems) {
        self.form = form
        var keys: [String: IdentityField] = [:]
        for field in Roster.fields {
            for key in form.identity[field]?.keys ?? [] { keys[key] = field }
        }
        self.keys = keys
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let first = bytes[start...].first { $0 > 0x20 }
        if bytes.starts(with: "PK".utf8) {
            try readWorkbook(bytes, limits)
        } else if first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
            try readJSON(bytes)
        } else {
            try readText(bytes[start...])
        }
    }

    private static func unreadable(_ reason: String, line: Int = 0) -> Roster.Problems {
        Roster.Problems(list: [Roster.Problem(line: line, kind: .unreadable(reason))])
    }

    private mutating func field(_ label: String) -> IdentityField? {
        if let field = known[label] { return field }
        guard known.count < RosterTable.labelLimit, label.utf8.count <= RosterTable.longestLabel
        else { return nil }
        let field = keys[LabelText(label, form.labelRules).key]
        known[label] = .some(field)
        return field
    }

    /// The fields of a header by column.
    ///
    /// - Throws: the columns that it lacks.
    private mutating func columns(_ header: Line) throws(Roster.Problems) -> [Int: IdentityField] {
        var columns: [Int: IdentityField] = [:]
        var missing = Roster.fields
        for (column, label) in header.cells {
            guard let field = field(label), let index = missing.firstIndex(of: field) else {
                continue
            }
            columns[column] = field
            missing.remove(at: index)
        }
        guard missing.isEmpty else {
            throw Roster.Problems(
                list: missing.map {
                    Roster.Problem(
                        line: header.number,
                        kind: .missingColumn(form.identity[$0]?.text ?? $0.rawValue))
                })
        }
        return columns
    }

    private mutating func add(_ row: Row) throws(Roster.Problems) {
        guard rows.count < RosterTable.rowLimit else {
            throw Roster.Problems(
                list: [Roster.Problem(line: row.line, kind: .tooMany(RosterTable.rowLimit))])
        }
        rows.append(row)
    }

    /// Takes lines one by one, since a table may be many times as large as what is wanted of it.
    private mutating func read(
        _ next: () throws(Roster.Problems) -> Line?
    ) throws(Roster.Problems) {
        var columns: [Int: IdentityField]?
        // Titles may stand above the header.
        var titles: [Line] = []
        while let line = try next() {
            if let columns {
                var texts: [IdentityField: String] = [:]
                for cell in line.cells {
                    if let field = columns[cell.column] { texts[field] = cell.text }
                }
                try add(Row(line: line.number, texts: texts))
            } else if titles.count < RosterTable.titleLimit {
                var isHeader = false
                for cell in line.cells where field(cell.text) == .complexName { isHeader = true }
                if isHeader { columns = try self.columns(line) } else { titles.append(line) }
            }
        }
        if columns == nil, let first = titles.first { _ = try self.columns(first) }
    }

    // MARK: Kinds of files

    private mutating func readText(_ bytes: ArraySlice<UInt8>) throws(Roster.Problems) {
        var reader: CSVReader
        if String(validating: bytes, as: UTF8.self) != nil {
            reader = CSVReader(bytes)
        } else if let text = GB18030.decode(bytes) {
            reader = CSVReader(Array(text.utf8)[...])
        } else {
            throw RosterTable.unreadable("encoding")
        }
        try read { () throws(Roster.Problems) in
            do throws(CSVReader.OpenQuote) {
                return try reader.next().map { record in
                    Line(
                        number: record.line,
                        cells: record.fields.enumerated().map { (column: $0, text: $1) })
                }
            } catch {
                throw RosterTable.unreadable("quote", line: error.line)
            }
        }
    }

    private mutating func readJSON(_ bytes: [UInt8]) throws(Roster.Problems) {
        let value: JSONValue
        do {
            value = try JSONParser.parse(bytes)
        } catch {
            throw RosterTable.unreadable("json", line: error.line)
        }
        // A list, or an object with the list as its only member.
        let list = value.elements ?? value.members?.first?.value.elements
        guard let list else { throw RosterTable.unreadable("json") }
        for (index, element) in list.enumerated() {
            guard let members = element.members?.prefix(RosterTable.columnLimit) else {
                throw RosterTable.unreadable("json")
            }
            var texts: [IdentityField: String] = [:]
            for member in members {
                if let field = field(member.key) { texts[field] = member.value.text }
            }
            if index == 0 {
                let labels = members.map(\.key).enumerated().map { (column: $0, text: $1) }
                _ = try columns(Line(number: 1, cells: labels))
            }
            try add(Row(line: index + 1, texts: texts))
        }
    }

    private mutating func readWorkbook(
        _ bytes: [UInt8], _ limits: SpreadsheetLimits
    ) throws(Roster.Problems) {
        let grid: SheetGrid
        do throws(SpreadsheetError) {
            let workbook = try WorkbookReader(limits: limits).open(bytes)
            guard let sheet = workbook.sheets.first(where: { $0.state == .visible }) else {
                return
            }
            grid = try workbook.grid(of: sheet)
        } catch {
            throw RosterTable.unreadable(error.reason)
        }
        guard let used = grid.usedRange, used.columns.count <= RosterTable.columnLimit else {
            return
        }
        var rows = grid.usedRows.makeIterator()
        try read { () throws(Roster.Problems) in
            rows.next().map { row in
                let cells = grid.indices(inRow: row).compactMap { index in
                    let cell = grid.cells[index]
                    return cell.plainText.map { (column: cell.reference.column, text: $0) }
                }
                return Line(number: row + 1, cells: cells)
            }
        }
    }
}

extension Cell {
    /// What a text or a number says.
    fileprivate var plainText: String? {
        switch value {
        case .text(let text): text
        case .number(let digits): digits
        default: nil
        }
    }
}

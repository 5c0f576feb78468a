import FormSheets
import MonitoringForm
import Spreadsheet

/// The complexes that report, as a list from the city office has them.
package struct Roster: Sendable {
    package let complexes: [Return.Complex]

    /// What is wrong with a line of the list.
    package struct Problem: Hashable, Sendable {
        package enum Kind: Hashable, Sendable {
            /// A column, by its label on the form.
            case missingColumn(String)
            case emptyName
            case unknownCounty(String)
            case unknownLevel(String)
            /// The same complex stands in an earlier line.
            case repeated(name: String, earlier: Int)
            /// No line beside the header.
            case empty
            /// What stands in a column, by its label on the form, is longer than any name.
            case tooLong(String)
            /// More lines than are read.
            case tooMany(Int)
            /// So many mistakes more.
            case more(Int)
            /// Neither a table nor JSON, or one that cannot be read: why.
            case unreadable(String)
        }

        /// Line of the text or row of the sheet, counted from 1; position in a JSON list, likewise. 0 for
        /// the list as a whole.
        package let line: Int
        package let kind: Kind
    }

    package struct Problems: Error, Hashable, Sendable {
        package let list: [Problem]
    }

    /// A list in CSV (UTF-8 with or without mark, GB18030), JSON or XLSX with the columns of
    /// ``fields``, whatever their order and whichever variants of their labels are used.
    ///
    /// - Throws: ``Problems``: all mistakes at once, the first hundred with their lines.
    package init(
        _ bytes: [UInt8], form: FormDefinition, limits: SpreadsheetLimits = SpreadsheetLimits()
    ) throws(Problems) {
        let table = try RosterTable(bytes, form: form, limits: limits)
        var checker = RosterChecker(form)
        for row in table.rows { checker.add(row) }
        if checker.complexes.isEmpty, checker.problems.isEmpty {
            checker.tell(.empty, line: 0)
        }
        if checker.untold > 0 {
            checker.problems.append(Problem(line: 0, kind: .more(checker.untold)))
        }
        guard checker.problems.isEmpty else { throw Problems(list: checker.problems) }
        complexes = checker.complexes
    }

    /// The columns that a list has to have.
    static let fields: [IdentityField] = [.complexName, .county, .level, .operatingUnit]
}

/// Turns rows of a roster into complexes and collects the mistakes.
private struct RosterChecker {
    private let identity: IdentityText
    private let form: FormDefinition
    private(set) var complexes: [Return.Complex] = []
    var problems: [Roster.Problem] = []
    /// Mistakes beyond those that are told.
    private(set) var untold = 0
    private var lines: [String: Int] = [:]

    /// Mistakes that are told one by one: whoever has put these right asks again.
    private static let mostProblems = 100
    /// Bytes of a text: three hundred Han characters, of which no name has a tenth.
    private static let longestText = 1_000

    init(_ form: FormDefinition) {
        self.form = form
        identity = IdentityText(form)
    }

    mutating func tell(_ kind: Roster.Problem.Kind, line: Int) {
        if problems.count < RosterChecker.mostProblems {
            problems.append(Roster.Problem(line: line, kind: kind))
        } else {
            untold += 1
        }
    }

    mutating func add(_ row: RosterTable.Row) {
        func text(_ field: IdentityField) -> String? {
            row.texts[field].flatMap { TextFolding.tidy($0) }
        }
        func tell(_ kind: Roster.Problem.Kind) {
            self.tell(kind, line: row.line)
        }
        for field in Roster.fields {
            guard let text = row.texts[field], text.utf8.count > RosterChecker.longestText else {
                continue
            }
            return tell(.tooLong(form.identity[field]?.text ?? field.rawValue))
        }
        // A line without anything is no line.
        if Roster.fields.allSatisfy({ text($0) == nil }) { return }
        var complex = Return.Complex()
        complex.operator = text(.operatingUnit).flatMap { TextFolding.name($0) }
        if let name = text(.complexName).flatMap({ TextFolding.name($0) }) {
            complex.name = name
            let key = IdentityText.key(ofComplex: name)
            if let earlier = lines[key] {
                tell(.repeated(name: name, earlier: earlier))
            } else {
                lines[key] = row.line
            }
        } else {
            tell(.emptyName)
        }
        let stated = text(.county)
        complex.county =
            stated.map { identity.county($0) } ?? complex.name.flatMap(identity.county(ofComplex:))
        if complex.county == nil { tell(.unknownCounty(stated ?? "")) }
        if let stated = text(.level) {
            complex.level = identity.level(stated)
            if complex.level == nil { tell(.unknownLevel(stated)) }
        }
        complexes.append(complex)
    }
}

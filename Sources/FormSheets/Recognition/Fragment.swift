import MonitoringForm
import Spreadsheet

/// The leaf of a return that a cell fills.
package enum Target: Hashable, Sendable {
    case figure(indicator: Int, Measure)
    case status(work: Int)
    case note(work: Int)
    case disbursed(FundingLevel)
    case spent(FundingLevel)
    case spentTotal

    /// How many a form has.
    static func count(in form: FormDefinition) -> Int {
        form.indicators.count * 4 + form.construction.works.count * 2 + 7
    }

    /// Place among all that the form has, counted from 0.
    func position(in form: FormDefinition) -> Int {
        let works = form.indicators.count * 4
        let funds = works + form.construction.works.count * 2
        return switch self {
        case .figure(let indicator, let measure): indicator * 4 + measure.position
        case .status(let work): works + work * 2
        case .note(let work): works + work * 2 + 1
        case .disbursed(let level): funds + level.position
        case .spent(let level): funds + 3 + level.position
        case .spentTotal: funds + 6
        }
    }
}

/// A cell that belongs to a return, and what the table says of it.
struct Entry {
    let target: Target
    /// Position in the sheet's grid; nil for a blank cell.
    let cell: Int?
    let place: CellReference
    /// Units stated for the cell's row, most trustworthy first: the unit column's, the label's.
    let units: UnitLists.Number
    /// The unit that the header of the cell's column states, for those rows that it can mean.
    let headerUnit: UnitLists.Number
    /// The label of the cell's row.
    let label: Int?
    /// Whether the table's unit column is blank in the cell's row.
    var lacksUnit = false
    /// The status that any mark in this cell means: the cell stands under 完成 or 未完成.
    var mark: WorkStatus?
}

/// The units that a table states, by number, so that its thousands of entries need not hold them.
struct UnitLists: Sendable {
    typealias Number = Int32

    /// No unit is stated.
    static let none: Number = 0

    private var lists: [[String]] = [[]]
    /// All that the table's column of units says.
    private(set) var ofUnitColumn: [String] = []

    subscript(number: Number) -> [String] { lists[Int(number)] }

    /// The number of a list of one or two units; the last ones are looked through, since neighbours say the
    /// same.
    mutating func number(of first: String?, _ second: String? = nil) -> Number {
        guard let first = first ?? second else { return UnitLists.none }
        let other = second == first ? nil : second
        for index in stride(from: lists.count - 1, to: max(0, lists.count - 9), by: -1)
        where isSame(lists[index], first, other) {
            return Number(index)
        }
        lists.append([first] + (other.map { [$0] } ?? []))
        return Number(lists.count - 1)
    }

    private func isSame(_ list: [String], _ first: String, _ second: String?) -> Bool {
        guard list.count == (second == nil ? 1 : 2), TextFolding.isSame(list[0], first) else {
            return false
        }
        return second.map { TextFolding.isSame(list[1], $0) } ?? true
    }

    /// Remembers what the column of units says in one row; more than a few are nothing to go by.
    mutating func note(inColumn unit: String) {
        guard ofUnitColumn.count < 8, !ofUnitColumn.contains(unit) else { return }
        ofUnitColumn.append(unit)
    }
}

/// What a table says of whom its figures are.
struct RecordIdentity {
    /// Positions in the sheet's grid.
    var fields = FieldTable<Int>()
    /// A name that heads the record without a label of its own.
    var heading: Int?
    /// The county of the group of records that this one stands in.
    var county: Int?
    /// The quarter that the headers of the figures name, or the heading of their table.
    var period: Period?

    var isNamed: Bool { heading != nil || fields[.complexName] != nil }
}

/// The part of one return that one table holds.
final class Fragment {
    let sheet: SheetContents
    /// The table's cells, headers included.
    let box: CellRange
    /// First row of the record itself, to order records by.
    let order: CellReference
    let identity: RecordIdentity
    let entries: [Entry]
    let units: UnitLists
    /// Rows of the form that the table has, filled or not.
    let rows: RowSet
    /// Labels that were matched by likeness: position in the grid, and the row taken for.
    let fuzzy: [(cell: Int, key: RowKey)]
    /// Headers whose measure was concluded from their neighbours only.
    let doubtfulHeaders: [Int]
    /// Labels of rows or columns that the form does not know.
    let unknown: [Int]
    /// Measures that have no column.
    let missingMeasures: [Measure]

    init(
        sheet: SheetContents, box: CellRange, order: CellReference, identity: RecordIdentity,
        entries: [Entry], units: UnitLists, rows: RowSet, fuzzy: [(cell: Int, key: RowKey)],
        doubtfulHeaders: [Int], unknown: [Int], missingMeasures: [Measure]
    ) {
        self.sheet = sheet
        self.box = box
        self.order = order
        self.identity = identity
        self.entries = entries
        self.units = units
        self.rows = rows
        self.fuzzy = fuzzy
        self.doubtfulHeaders = doubtfulHeaders
        self.unknown = unknown
        self.missingMeasures = missingMeasures
    }

    var sections: SectionSet { rows.sections }

    /// The measures of its indicators.
    var measures: MeasureSet {
        guard sections.contains(.indicators) else { return MeasureSet() }
        return MeasureSet(Measure.allCases.filter { !missingMeasures.contains($0) })
    }

    /// The cell that names the complex.
    var name: Int? { identity.fields[.complexName] ?? identity.heading }

    /// The reporting area that stands beside the name.
    func county(_ names: ComplexName) -> String? {
        let cell = identity.fields[.county] ?? identity.county
        return cell.flatMap { sheet.text($0) }.flatMap { names.area(in: $0) }
    }
}

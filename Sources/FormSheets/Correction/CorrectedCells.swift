import MonitoringForm
import Spreadsheet

/// What the cells that leaves were read from hold before they are corrected.
final class CorrectedCells {
    private let workbook: Workbook
    private var cells: [CellPlace: Cell] = [:]
    private let places: Set<CellPlace>
    private var blankStyles: [String: [CellReference: Int]] = [:]

    init(_ workbook: Workbook, _ traces: [ReturnTrace]) {
        self.workbook = workbook
        var places: Set<CellPlace> = []
        for trace in traces {
            for held in trace.cells { cells[held.place] = held.cell }
            for place in trace.places {
                places.formUnion(
                    place.cells.map { CellPlace(sheet: place.sheet, reference: $0) })
            }
        }
        self.places = places
    }

    var uses1904: Bool { workbook.uses1904 }

    func cell(_ reference: CellReference, on sheet: String) -> Cell? {
        cells[CellPlace(sheet: sheet, reference: reference)]
    }

    /// The text of a cell as it stands there; nil for blank cells.
    func text(_ reference: CellReference, on sheet: String) -> String? {
        switch cell(reference, on: sheet)?.value {
        case .text(let text): TextFolding.isBlank(text) ? nil : text
        case .number(let digits): digits
        case .boolean(let isTrue): isTrue ? "TRUE" : "FALSE"
        default: nil
        }
    }

    /// How a number in the cell is shown, whether one is there now or not.
    func format(
        _ reference: CellReference, on sheet: String
    ) throws(SpreadsheetError) -> NumberFormat {
        var style = cell(reference, on: sheet)?.style
        if style == nil { style = try blankStyles(of: sheet)[reference] }
        return try workbook.formats().format(ofStyle: style ?? 0) ?? .general
    }

    private func blankStyles(
        of sheet: String
    ) throws(SpreadsheetError) -> [CellReference: Int] {
        if let known = blankStyles[sheet] { return known }
        let styles = BlankStyles(of: Set(places.filter { $0.sheet == sheet }.map(\.reference)))
        if let entry = workbook.sheets.first(where: { $0.name == sheet }) {
            try workbook.read(entry, into: styles, blanks: true)
        }
        blankStyles[sheet] = styles.styles
        return styles.styles
    }
}

/// The styles of those cells that hold nothing.
private final class BlankStyles: CellSink {
    private(set) var styles: [CellReference: Int] = [:]
    private let wanted: Set<CellReference>

    init(of wanted: Set<CellReference>) { self.wanted = wanted }

    func cell(_ cell: Cell) throws {
        guard case .empty = cell.value, wanted.contains(cell.reference) else { return }
        styles[cell.reference] = cell.style
    }

    func mergedRange(_ range: CellRange) throws {}
}

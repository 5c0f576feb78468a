import MonitoringForm
import Spreadsheet

/// What a sheet says of all its figures before its tables are read: which quarter, and whether of one complex.
struct SheetStatement {
    /// Whether just one complex is named beside 综合体名称.
    let isNameStated: Bool
    /// The one quarter that stands beside 报送季度, or in the sheet's title.
    let period: Period?

    init(_ sheet: SheetContents, names: ComplexName) {
        var complexes: [String?] = []
        var stated = Set<Period>()
        for cell in sheet.grid.cells.indices where sheet.has(.identity, cell) {
            switch sheet.terms(cell)?.identity {
            case .complexName:
                if complexes.count < 2 {
                    complexes.append(SheetStatement.value(of: cell, in: sheet))
                }
            case .period:
                let text = stated.count < 2 ? SheetStatement.value(of: cell, in: sheet) : nil
                if let period = text.flatMap({ PeriodText.period(in: $0) }) {
                    stated.insert(period)
                }
            default: break
            }
        }
        isNameStated =
            complexes.count == 1 && complexes.allSatisfy { names.find(in: $0 ?? "") != nil }
        let periods = stated.isEmpty ? sheet.titlePeriods : stated
        period = periods.count == 1 ? periods.first : nil
    }

    /// The text right of a label.
    private static func value(of label: Int, in sheet: SheetContents) -> String? {
        let place = sheet.grid.cells[label].reference
        let span = sheet.mergedRange(place.row, place.column)
        let value = sheet.cell(place.row, (span?.last.column ?? place.column) + 1)
        return value.flatMap { sheet.text($0) }
    }
}

import MonitoringForm
import Spreadsheet

/// What a sheet says of all its figures before its tables are read: which quarter, and whether of one complex.
struct SheetStatement {
    /// Whether just one complex is named beside 综合体名称.
    let isNameStated: Bool
    /// The one quarter that stands beside 报送季度, or in the sheet's title.
    let period: Period?

    init(_ sheet: SheetContents, names: ComplexName) {
        let complexes = SheetStatement.values(of: .complexName, in: sheet, atMost: 2)
        isNameStated =
            complexes.count == 1 && complexes.allSatisfy { names.find(in: $0 ?? "") != nil }
        let stated = Set(
            SheetStatement.values(of: .period, in: sheet, atMost: 8).compactMap {
                $0.flatMap { PeriodText.period(in: $0) }
            })
        let periods = stated.isEmpty ? SheetStatement.titlePeriods(of: sheet) : stated
        period = periods.count == 1 ? periods.first : nil
    }

    /// The texts right of the labels of a field.
    private static func values(
        of field: IdentityField, in sheet: SheetContents, atMost limit: Int
    ) -> [String?] {
        let labels = sheet.grid.cells.indices.lazy.filter {
            sheet.has(.identity, $0) && sheet.terms($0)?.identity == field
        }
        return labels.prefix(limit).map { label in
            let place = sheet.grid.cells[label].reference
            let span = sheet.mergedRange(place.row, place.column)
            let value = sheet.cell(place.row, (span?.last.column ?? place.column) + 1)
            return value.flatMap { sheet.text($0) }
        }
    }

    /// Quarters in the first cells of a sheet that label nothing.
    private static func titlePeriods(of sheet: SheetContents) -> Set<Period> {
        Set(
            sheet.grid.cells.indices.prefix(8).compactMap { cell in
                guard let text = sheet.text(cell), text.utf8.count <= 200,
                    !sheet.has([.measures, .identity, .headers, .keys], cell)
                else { return nil }
                return PeriodText.period(in: text)
            })
    }
}

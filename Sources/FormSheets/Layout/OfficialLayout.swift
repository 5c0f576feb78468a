import MonitoringForm
import Spreadsheet

/// Where everything stands on the official worksheet, from the form's definition (design/form.md).
///
/// Seven columns, A to G. Rows are counted from 0.
package struct OfficialLayout: Sendable {
    package let form: FormDefinition

    static let columnCount = 7
    static let titleRow = 0
    static let indicatorHeaderRow = 3
    static let firstIndicatorRow = 4

    /// A label of the identity block or the footer and the cells of its value.
    struct IdentityPlace {
        let field: IdentityField
        let label: CellRange
        let value: CellRange
    }

    package init(_ form: FormDefinition) { self.form = form }

    var workHeaderRow: Int { OfficialLayout.firstIndicatorRow + form.indicators.count }
    var firstWorkRow: Int { workHeaderRow + 1 }
    /// The first of two header rows.
    var fundHeaderRow: Int { firstWorkRow + form.construction.works.count }
    var fundRow: Int { fundHeaderRow + 2 }
    var footerRow: Int { fundRow + 1 }

    /// Identity and reporting, in the order in which they are filled in.
    var identityPlaces: [IdentityPlace] {
        func place(
            _ field: IdentityField, _ row: Int, _ label: Int, _ value: ClosedRange<Int>
        ) -> IdentityPlace {
            IdentityPlace(
                field: field, label: OfficialLayout.range(row, label...label),
                value: OfficialLayout.range(row, value))
        }
        return [
            place(.complexName, 1, 0, 1...2), place(.county, 1, 3, 4...4),
            place(.level, 1, 5, 6...6), place(.operatingUnit, 2, 0, 1...2),
            place(.period, 2, 3, 4...4), place(.date, 2, 5, 6...6),
            place(.preparedBy, footerRow, 0, 1...1), place(.reviewedBy, footerRow, 2, 3...3),
            place(.phone, footerRow, 4, 5...6),
        ]
    }

    /// The cell, or the merged range, that a leaf is written to; nil for money spent by level, which the
    /// form has no cells for.
    func range(of target: Target) -> CellRange? {
        switch target {
        case .figure(let indicator, let measure):
            let column =
                switch measure {
                case .quarter: 2 + 1
                case .quarterGrowth: 2 + 2
                case .cumulative: 2 + 3
                case .cumulativeGrowth: 2 + 4
                }
            return OfficialLayout.range(
                OfficialLayout.firstIndicatorRow + indicator, column...column)
        case .status(let work): return OfficialLayout.range(firstWorkRow + work, 2...2)
        case .note(let work): return OfficialLayout.range(firstWorkRow + work, 3...6)
        case .disbursed(let level):
            return OfficialLayout.range(fundRow, OfficialLayout.columns(of: level))
        case .spentTotal: return OfficialLayout.range(fundRow, 6...6)
        case .spent: return nil
        }
    }

    /// The columns of a level of money, under 实际拨付金额.
    static func columns(of level: FundingLevel) -> ClosedRange<Int> {
        switch level {
        case .provincial: 2...2
        case .municipal: 3...3
        case .county: 4...5
        }
    }

    static func range(_ row: Int, _ columns: ClosedRange<Int>) -> CellRange {
        range(row...row, columns)
    }

    static func range(_ rows: ClosedRange<Int>, _ columns: ClosedRange<Int>) -> CellRange {
        CellRange(
            CellReference(row: rows.lowerBound, column: columns.lowerBound) ?? .origin,
            CellReference(row: rows.upperBound, column: columns.upperBound) ?? .origin)
    }
}

/// Keeps of a sheet the values of those cells that formulas ask for.
final class OperandCollector: CellSink {
    private(set) var values: [CellReference: Calculator.Value] = [:]
    /// Whether there were more than may be kept.
    private(set) var isExhausted = false
    private let limit: Int
    private var ranges: [SheetRange] = []

    init(_ ranges: [SheetRange], limit: Int) {
        self.limit = limit
        // Beyond a few ranges one that covers them all is quicker to ask.
        let unique = Array(Set(ranges))
        if unique.count <= 16 {
            self.ranges = unique
        } else if let first = unique.first {
            self.ranges = [unique.reduce(first) { $0.union($1) }]
        }
    }

    func cell(_ cell: Cell) throws {
        guard !isExhausted, ranges.contains(where: { $0.contains(cell.reference) }) else { return }
        guard values.count < limit else {
            isExhausted = true
            return
        }
        values[cell.reference] =
            switch cell.value {
            case .number(let digits): Double(digits).map { .number($0) } ?? .error
            case .text(let text): .text(text)
            case .boolean(let value): .boolean(value)
            // A formula without a stored result is not empty: what it gives is not known.
            case .empty: cell.hasFormula ? .unknown : .blank
            case .error: .error
            case .damaged: .unknown
            }
    }

    func mergedRange(_ range: CellRange) throws {}
}

extension SheetRange {
    func union(_ other: SheetRange) -> SheetRange {
        SheetRange(
            sheet: sheet,
            rows: min(
                rows.lowerBound, other.rows.lowerBound)...max(
                    rows.upperBound, other.rows.upperBound),
            columns: min(
                columns.lowerBound, other.columns.lowerBound)...max(
                    columns.upperBound, other.columns.upperBound))
    }
}

import MonitoringForm

/// What a leaf of figures is: its unit, how it is shown, and what may be typed into its cell.
struct FigureFormat {
    enum Kind { case whole, share, percentage, amount }

    let kind: Kind
    let unit: String

    static let growth = FigureFormat(kind: .percentage, unit: "%")

    init(kind: Kind, unit: String) {
        self.kind = kind
        self.unit = unit
    }

    init(_ indicator: FormDefinition.Indicator) {
        unit = indicator.unit
        kind =
            indicator.kinds.contains(.count) ? .whole : indicator.isShare ? .share : .amount
    }

    /// The format code for a value, with all its decimals, or for the blank cell.
    func code(for value: ExactDecimal?) -> String {
        let usual = kind == .whole ? 0 : 2
        let stated = value?.fractionDigits ?? 0
        // Beyond this the figure is for no column to show.
        guard stated <= 12 else { return "General" }
        let digits = max(usual, stated)
        let code = "#,##0" + (digits > 0 ? "." + String(repeating: "0", count: digits) : "")
        return value.map(isDoubtful) == true ? code + "\"%\"" : code
    }

    /// Whether a percentage is so small that it could be a fraction that lost its percent format: shown
    /// with the sign behind it, it is none.
    private func isDoubtful(_ value: ExactDecimal) -> Bool {
        (kind == .share || kind == .percentage) && value != .zero
            && value.magnitude < ExactDecimal(1)
    }
}

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
        kind = indicator.isCount ? .whole : indicator.isShare ? .share : .amount
    }

    /// The format code for a value, with all its decimals, or for the blank cell.
    ///
    /// - Parameter isAmongFractions: whether all percentages of the column are below 1.
    func code(for value: ExactDecimal?, isAmongFractions: Bool) -> String {
        let usual = kind == .whole ? 0 : 2
        let stated = value?.fractionDigits ?? 0
        // Beyond this the figure is for no column to show.
        guard stated <= 12 else { return "General" }
        let digits = max(usual, stated)
        let code = "#,##0" + (digits > 0 ? "." + String(repeating: "0", count: digits) : "")
        let isDoubtful =
            isPercentage && value.map(FigureFormat.isFraction) == true
            && (stated >= 3 || isAmongFractions)
        // `_ ` keeps the figure off the ruled line.
        return (isDoubtful ? code + "\"%\"" : code) + "_ "
    }

    var isPercentage: Bool { kind == .share || kind == .percentage }

    /// Whether a percentage is so small that it could be a fraction that lost its percent format. Where the
    /// reader would doubt it, it is shown with the sign behind it: then it is none.
    static func isFraction(_ value: ExactDecimal) -> Bool {
        value != .zero && value.magnitude < ExactDecimal(1)
    }
}

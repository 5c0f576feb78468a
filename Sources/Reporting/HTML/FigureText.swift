import MonitoringForm

/// Figures as people read them.
enum FigureText {
    /// The exact digits, thousands apart.
    static func grouped(_ value: ExactDecimal) -> String {
        let text = value.description
        let digits = text.prefix { $0 == "-" || $0.isNumber }
        let sign = digits.hasPrefix("-") ? "−" : ""
        let whole = Array(digits.drop { $0 == "-" })
        var grouped = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { grouped.append(",") }
            grouped.append(digit)
        }
        return sign + grouped + text.dropFirst(digits.count)
    }
}

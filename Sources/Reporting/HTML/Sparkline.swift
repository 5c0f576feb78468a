import MonitoringForm

/// A figure over the latest quarters at hand, drawn as a line; quarters stand apart by time, gaps are gaps.
struct Sparkline {
    /// Quarters that one shows; more would be a blot.
    static let reach = 12

    private let points: [(period: Period, value: ExactDecimal)]
    private let now: Period?

    private static let (width, height, margin) = (72.0, 20.0, 3.0)

    /// - Returns: nil where there are not two figures to compare.
    init?(of figure: (Return) -> ExactDecimal?, in returns: [Return], now: Period?) {
        points = returns.compactMap { item in
            guard let period = item.period, let value = figure(item) else { return nil }
            return (period, value)
        }
        self.now = now
        guard points.count > 1 else { return nil }
    }

    func write(to html: inout HTMLWriter) {
        let values = points.map(\.value.approximate)
        let ordinals = points.map { Double($0.period.year * 4 + $0.period.quarter) }
        guard let low = values.min(), let high = values.max(), let first = ordinals.first,
            let last = ordinals.last, last > first, (high - low).isFinite
        else { return }
        let (width, height, margin) = (Sparkline.width, Sparkline.height, Sparkline.margin)
        func x(_ ordinal: Double) -> String {
            Sparkline.text(margin + (ordinal - first) / (last - first) * (width - 2 * margin))
        }
        func y(_ value: Double) -> String {
            let share = high > low ? (value - low) / (high - low) : 0.5
            return Sparkline.text(height - margin - share * (height - 2 * margin))
        }
        html.element("svg", ["viewBox": "0 0 72 20", "role": "img"]) { html in
            let told = points.map { "\($0.period) \(FigureText.grouped($0.value))" }
            html.element("title", told.joined(separator: " → "))
            let line = zip(ordinals, values).map { "\(x($0)),\(y($1))" }.joined(separator: " ")
            html.element("polyline", ["points": line], "")
            for index in points.indices where points[index].period == now {
                html.element(
                    "circle", ["cx": x(ordinals[index]), "cy": y(values[index]), "r": "2.4"], "")
            }
        }
    }

    private static func text(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}

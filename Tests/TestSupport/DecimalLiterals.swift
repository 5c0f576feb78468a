/// Figures in tests read as figures.
import MonitoringForm

extension ExactDecimal: ExpressibleByIntegerLiteral {
    package init(integerLiteral value: Int) { self.init(value) }
}

extension ExactDecimal: ExpressibleByFloatLiteral {
    package init(floatLiteral value: Double) { self = ExactDecimal("\(value)") ?? .zero }
}

import MonitoringForm

/// Figures as people read them.
enum FigureText {
    /// The exact digits, thousands apart.
    static func grouped(_ value: ExactDecimal) -> String {
        var digits: [UInt8] = []
        value.magnitude.appendDigits(to: &digits)
        let whole = digits.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }.count
        var grouped: [UInt8] = value.isNegative ? Array("−".utf8) : []
        for index in digits.indices {
            if index > 0, index < whole, (whole - index) % 3 == 0 {
                grouped.append(UInt8(ascii: ","))
            }
            grouped.append(digits[index])
        }
        return String(decoding: grouped, as: UTF8.self)
    }
}

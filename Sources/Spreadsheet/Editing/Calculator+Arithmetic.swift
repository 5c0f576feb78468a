extension Calculator {
    static func combine(
        _ operation: FormulaExpression.Operator, _ left: Value, _ right: Value
    ) throws(Unknown) -> Value {
        if left == .error || right == .error { return .error }
        if case .text(let first) = left, case .text(let second) = right {
            // Order of texts is a matter of language; whether they are alike is not, but for case.
            switch operation {
            case .equal: return .boolean(first.lowercased() == second.lowercased())
            case .unequal: return .boolean(first.lowercased() != second.lowercased())
            default: throw Unknown()
            }
        }
        // An empty cell equals the empty text.
        if case .text(let text) = left, right == .blank {
            return try combine(operation, .text(text), .text(""))
        }
        if case .text(let text) = right, left == .blank {
            return try combine(operation, .text(""), .text(text))
        }
        if case .text = left { return try mixed(operation) }
        if case .text = right { return try mixed(operation) }
        let (x, y) = (try number(left), try number(right))
        switch operation {
        case .add: return .number(snapped(x + y, of: x))
        case .subtract: return .number(snapped(x - y, of: x))
        case .multiply: return .number(x * y)
        case .divide: return y == 0 ? .error : .number(x / y)
        case .power: throw Unknown()
        case .equal: return .boolean(x == y)
        case .unequal: return .boolean(x != y)
        case .less: return .boolean(x < y)
        case .greater: return .boolean(x > y)
        case .atMost: return .boolean(x <= y)
        case .atLeast: return .boolean(x >= y)
        }
    }

    /// A text and a number are never equal; what else becomes of them depends on settings.
    private static func mixed(_ operation: FormulaExpression.Operator) throws(Unknown) -> Value {
        switch operation {
        case .equal: return .boolean(false)
        case .unequal: return .boolean(true)
        default: throw Unknown()
        }
    }

    private static func number(_ value: Value) throws(Unknown) -> Double {
        switch value {
        case .number(let number): return number
        case .blank: return 0
        case .text, .boolean, .error, .unknown: throw Unknown()
        }
    }

    /// Programs take a sum for 0 whose terms cancel but for the last bits: 0.1 + 0.2 - 0.3.
    private static func snapped(_ sum: Double, of term: Double) -> Double {
        sum.magnitude < term.magnitude * 0x1p-48 ? 0 : sum
    }

    static func aggregate(
        _ function: FormulaExpression.Function, _ numbers: [Double]
    ) throws(Unknown) -> Value {
        switch function {
        case .SUM: return .number(numbers.reduce(0, +))
        case .COUNT: return .number(Double(numbers.count))
        case .MIN: return .number(numbers.min() ?? 0)
        case .MAX: return .number(numbers.max() ?? 0)
        case .PRODUCT: return .number(numbers.isEmpty ? 0 : numbers.reduce(1, *))
        case .AVERAGE:
            if numbers.isEmpty { return .error }
            return .number(numbers.reduce(0, +) / Double(numbers.count))
        default: throw Unknown()
        }
    }

    /// Rounds half away from zero, as the decimal digits have it: 2.675 becomes 2.68.
    static func rounded(_ number: Double, _ digits: Int) -> Double {
        var scale = 1.0
        for _ in 0..<digits.magnitude { scale *= 10 }
        let scaled = digits < 0 ? number / scale : number * scale
        guard scaled.magnitude < 0x1p52 else { return number }
        let nudged = scaled + scaled * 1e-15
        let whole = nudged.rounded(.toNearestOrAwayFromZero)
        return digits < 0 ? whole * scale : whole / scale
    }
}

/// A formula that is simple enough to be computed here: numbers, cells, ranges, the four operations,
/// powers, per cent, comparisons, and a handful of functions.
indirect enum FormulaExpression: Sendable {
    case number(Double)
    case text(String)
    case boolean(Bool)
    case reference(SheetRange)
    case negated(FormulaExpression)
    case percent(FormulaExpression)
    case binary(Operator, FormulaExpression, FormulaExpression)
    case call(Function, [FormulaExpression])

    enum Operator: String, Sendable {
        case add = "+", subtract = "-", multiply = "*", divide = "/", power = "^"
        case equal = "=", unequal = "<>", less = "<", greater = ">", atMost = "<=", atLeast = ">="
    }

    /// Functions that do the same in every program, spelled as in formulas.
    enum Function: String, Sendable {
        case SUM, AVERAGE, MIN, MAX, COUNT, PRODUCT, ROUND, ABS, IF, IFERROR
    }

    /// The cells that the result depends on.
    var ranges: [SheetRange] {
        switch self {
        case .number, .text, .boolean: []
        case .reference(let range): [range]
        case .negated(let inner), .percent(let inner): inner.ranges
        case .binary(_, let left, let right): left.ranges + right.ranges
        case .call(_, let arguments): arguments.flatMap(\.ranges)
        }
    }
}

/// Parses formulas by the precedence that ISO/IEC 29500-1, 18.17.2.2 gives the operators.
struct FormulaParser {
    private let formula: FormulaText
    private let sheet: Int
    private let scope: FormulaScope
    private var index = 0
    private var depth = 0

    init(_ formula: FormulaText, on sheet: Int, in scope: FormulaScope) {
        self.formula = formula
        self.sheet = sheet
        self.scope = scope
    }

    /// Names, numbers and signs of a formula: each may be a level of the expression, which is walked by recursion.
    private static let mostPieces = 2_048

    /// - Returns: nil for a formula that is not simple enough.
    mutating func parse() -> FormulaExpression? {
        guard formula.pieces.count <= FormulaParser.mostPieces, let expression = comparison() else {
            return nil
        }
        skipSpace()
        return index == formula.pieces.count ? expression : nil
    }

    private var token: FormulaText.Token? {
        index < formula.pieces.count ? formula.pieces[index].token : nil
    }

    private mutating func skipSpace() {
        while case .other(let byte)? = token, byte == 0x20 || byte == 0x0A || byte == 0x0D {
            index += 1
        }
    }

    private mutating func take(_ character: Character) -> Bool {
        skipSpace()
        guard let byte = character.asciiValue, token == .other(byte) else { return false }
        index += 1
        return true
    }

    private mutating func comparison() -> FormulaExpression? {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 64, var left = sum() else { return nil }
        while true {
            var sign = ""
            for character in ["<", ">", "="] as [Character] where take(character) {
                sign.append(character)
            }
            if sign.isEmpty { return left }
            guard let operation = FormulaExpression.Operator(rawValue: sign), let right = sum()
            else { return nil }
            left = .binary(operation, left, right)
        }
    }

    private mutating func sum() -> FormulaExpression? {
        guard var left = product() else { return nil }
        while true {
            if take("+") {
                guard let right = product() else { return nil }
                left = .binary(.add, left, right)
            } else if take("-") {
                guard let right = product() else { return nil }
                left = .binary(.subtract, left, right)
            } else {
                return left
            }
        }
    }

    private mutating func product() -> FormulaExpression? {
        guard var left = power() else { return nil }
        while true {
            if take("*") {
                guard let right = power() else { return nil }
                left = .binary(.multiply, left, right)
            } else if take("/") {
                guard let right = power() else { return nil }
                left = .binary(.divide, left, right)
            } else {
                return left
            }
        }
    }

    private mutating func power() -> FormulaExpression? {
        guard var left = signed() else { return nil }
        while take("^") {
            guard let right = signed() else { return nil }
            left = .binary(.power, left, right)
        }
        return left
    }

    private mutating func signed() -> FormulaExpression? {
        var isNegative = false
        while true {
            if take("-") {
                isNegative.toggle()
            } else if !take("+") {
                break
            }
        }
        guard var expression = operand() else { return nil }
        // The sign binds stronger than `^` but weaker than `%`, which makes no difference.
        while take("%") { expression = .percent(expression) }
        return isNegative ? .negated(expression) : expression
    }

    private mutating func operand() -> FormulaExpression? {
        skipSpace()
        guard let current = token else { return nil }
        if take("(") {
            guard let inner = comparison(), take(")") else { return nil }
            return inner
        }
        index += 1
        switch current {
        case .number(let digits): return Double(digits).map { .number($0) }
        case .string:
            let bytes = formula.bytes[formula.pieces[index - 1].range].dropFirst().dropLast()
            return .text(String(decoding: bytes, as: UTF8.self).replacing("\"\"", with: "\""))
        case .name(let name):
            switch name.uppercased() {
            case "TRUE": return .boolean(true)
            case "FALSE": return .boolean(false)
            default: return nil
            }
        case .corner(let first): return reference(first, on: sheet)
        case .sheet(let name):
            guard !name.contains("["), let target = scope.sheets[name.lowercased()],
                case .corner(let first)? = token
            else { return nil }
            index += 1
            return reference(first, on: target)
        case .function(let name): return call(name)
        case .error, .brackets, .other: return nil
        }
    }

    private mutating func reference(
        _ first: FormulaText.Corner, on sheet: Int
    ) -> FormulaExpression? {
        var last: FormulaText.Corner?
        if token == .other(UInt8(ascii: ":")) {
            index += 1
            guard case .corner(let other)? = token else { return nil }
            index += 1
            last = other
        } else if first.row == nil || first.column == nil {
            return nil
        }
        return SheetRange(sheet: sheet, first, last).map { .reference($0) }
    }

    private mutating func call(_ name: String) -> FormulaExpression? {
        guard let function = FormulaExpression.Function(rawValue: name), take("(") else {
            return nil
        }
        var arguments: [FormulaExpression] = []
        repeat {
            guard let argument = comparison() else { return nil }
            arguments.append(argument)
        } while take(",")
        return take(")") ? .call(function, arguments) : nil
    }
}

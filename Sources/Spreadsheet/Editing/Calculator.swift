/// Computes the results of simple formulas from the cells of a workbook as it is after an edit.
///
/// Whatever is not certain, a text where a number is wanted, an error, a circle, has no result here.
final class Calculator {
    enum Value: Hashable {
        case blank
        case number(Double)
        case text(String)
        case boolean(Bool)
        case error
        /// Something that cannot be told here.
        case unknown
    }

    struct Place: Hashable {
        let sheet: Int
        let cell: CellReference
    }

    /// Thrown where a result cannot be told.
    struct Unknown: Error {
        /// The formula that has to be computed first: too many depend on each other to be computed in one go.
        var first: Place?
    }

    private enum State { case waiting, running, known(Value), unknown }

    private var expressions: [Place: FormulaExpression] = [:]
    private var states: [Place: State] = [:]
    private var values: [Int: [CellReference: Value]] = [:]
    /// The cells of each sheet in order, to walk over those of a range.
    private var order: [Int: [CellReference]] = [:]
    /// Cells that may still be looked at in ranges: formulas can ask for the same ones over and over.
    private var budget: Int

    private static let depthLimit = 64
    /// Pieces of all formulas that are computed: each may be a node of an expression.
    private static let mostPieces = 2_000_000

    /// - Parameter formulas: those to be computed, with the index of their sheet.
    init(
        workbook: Workbook, scope: FormulaScope, changed: [Int: SheetEdits],
        formulas: [(sheet: Int, formula: SheetFormula)]
    ) throws(SpreadsheetError) {
        budget = workbook.limits.operands * 20
        var needed: [Int: [SheetRange]] = [:]
        var piecesLeft = Calculator.mostPieces
        for (sheet, formula) in formulas {
            let place = Place(sheet: sheet, cell: formula.reference)
            states[place] = .unknown
            guard formula.range == nil, let formula = formula.text.map({ FormulaText($0) }),
                formula.pieces.count <= piecesLeft
            else { continue }
            var parser = FormulaParser(formula, on: sheet, in: scope)
            guard let expression = parser.parse() else { continue }
            piecesLeft -= formula.pieces.count
            expressions[place] = expression
            states[place] = .waiting
            for range in expression.ranges { needed[range.sheet, default: []].append(range) }
        }
        for (sheet, ranges) in needed {
            let collector = OperandCollector(ranges, limit: workbook.limits.operands)
            try workbook.read(workbook.sheets[sheet], into: collector)
            // Too many cells: none of them counts as known.
            if collector.isExhausted { budget = 0 }
            values[sheet] = collector.values
        }
        for (sheet, edits) in changed {
            for (reference, change) in edits.changes {
                guard case .edit(let edit) = change, let content = edit.content else { continue }
                values[sheet, default: [:]][reference] = Calculator.value(of: content)
            }
        }
        for place in states.keys { values[place.sheet, default: [:]][place.cell] = .blank }
        for (sheet, cells) in values { order[sheet] = cells.keys.sorted() }
        let places = formulas.map { Place(sheet: $0.sheet, cell: $0.formula.reference) }
        computeAll(places)
    }

    /// The number that a formula gives, in the fewest digits that read back as it; nil where it is not known.
    func result(sheet: Int, _ cell: CellReference) -> String? {
        guard case .known(.number(let number))? = states[Place(sheet: sheet, cell: cell)],
            number.isFinite
        else { return nil }
        if number == number.rounded(), number.magnitude < 1e15 { return "\(Int(number))" }
        return "\(number)"
    }

    /// Computes each formula, those first that many others build on.
    private func computeAll(_ places: [Place]) {
        for place in places {
            var path = [place]
            var onPath: Set<Place> = [place]
            while let last = path.last {
                if case .waiting? = states[last] {
                    do {
                        _ = try value(at: last, depth: 0)
                    } catch {
                        if let first = error.first {
                            guard onPath.insert(first).inserted else {
                                // In a circle nothing can be computed.
                                states[last] = .unknown
                                continue
                            }
                            path.append(first)
                            continue
                        }
                    }
                }
                onPath.remove(last)
                path.removeLast()
            }
        }
    }

    private static func value(of content: CellEdit.Content) -> Value {
        switch content {
        case .number(let digits): Double(digits).map { .number($0) } ?? .error
        case .text(let text): .text(text)
        case .boolean(let value): .boolean(value)
        case .blank: .blank
        }
    }

    // MARK: Cells

    private func value(at place: Place, depth: Int) throws(Unknown) -> Value {
        switch states[place] {
        case nil:
            guard budget > 0 else { throw Unknown() }
            let value = values[place.sheet]?[place.cell] ?? .blank
            if value == .unknown { throw Unknown() }
            return value
        case .known(let value): return value
        case .unknown, .running: throw Unknown()
        case .waiting:
            guard depth < Calculator.depthLimit else { throw Unknown(first: place) }
            guard let expression = expressions[place] else { throw Unknown() }
            states[place] = .running
            do {
                let value = try evaluate(expression, depth: depth + 1)
                // A formula that points at an empty cell gives 0.
                states[place] = .known(value == .blank ? .number(0) : value)
                return value
            } catch {
                states[place] = error.first == nil ? .unknown : .waiting
                throw error
            }
        }
    }

    /// The values of the cells of a range that hold something.
    private func values(in range: SheetRange, depth: Int) throws(Unknown) -> [Value] {
        let cells = order[range.sheet] ?? []
        var index = cells.partitioningIndex { $0.row >= range.rows.lowerBound } ?? cells.count
        var found: [Value] = []
        while index < cells.count, cells[index].row <= range.rows.upperBound {
            budget -= 1
            guard budget > 0 else { throw Unknown() }
            if range.columns.contains(cells[index].column) {
                found.append(
                    try value(at: Place(sheet: range.sheet, cell: cells[index]), depth: depth))
            }
            index += 1
        }
        return found
    }

    // MARK: Expressions

    private func evaluate(
        _ expression: FormulaExpression, depth: Int
    ) throws(Unknown) -> Value {
        switch expression {
        case .number(let number): return .number(number)
        case .text(let text): return .text(text)
        case .boolean(let value): return .boolean(value)
        case .reference(let range):
            guard range.rows.count == 1, range.columns.count == 1,
                let cell = CellReference(
                    row: range.rows.lowerBound, column: range.columns.lowerBound)
            else { throw Unknown() }
            return try value(at: Place(sheet: range.sheet, cell: cell), depth: depth)
        case .negated(let inner): return try number(inner, depth) { -$0 }
        case .percent(let inner): return try number(inner, depth) { $0 / 100 }
        case .binary(let operation, let left, let right):
            return try Calculator.combine(
                operation, try evaluate(left, depth: depth), try evaluate(right, depth: depth))
        case .call(let function, let arguments):
            return try call(function, arguments, depth)
        }
    }

    private func number(
        _ expression: FormulaExpression, _ depth: Int, _ body: (Double) -> Double
    ) throws(Unknown) -> Value {
        switch try evaluate(expression, depth: depth) {
        case .number(let number): return .number(body(number))
        case .blank: return .number(body(0))
        case .error: return .error
        case .text, .boolean, .unknown: throw Unknown()
        }
    }

    private func call(
        _ function: FormulaExpression.Function, _ arguments: [FormulaExpression], _ depth: Int
    ) throws(Unknown) -> Value {
        switch function {
        case .IF:
            guard arguments.count == 3 else { throw Unknown() }
            switch try evaluate(arguments[0], depth: depth) {
            case .boolean(let isTrue):
                return try evaluate(arguments[isTrue ? 1 : 2], depth: depth)
            case .number(let number):
                return try evaluate(arguments[number != 0 ? 1 : 2], depth: depth)
            case .error: return .error
            case .blank, .text, .unknown: throw Unknown()
            }
        case .IFERROR:
            guard arguments.count == 2 else { throw Unknown() }
            let value = try evaluate(arguments[0], depth: depth)
            return value == .error ? try evaluate(arguments[1], depth: depth) : value
        case .ABS:
            guard arguments.count == 1 else { throw Unknown() }
            return try number(arguments[0], depth) { $0.magnitude }
        case .ROUND:
            guard arguments.count == 2,
                case .number(let digits) = try number(arguments[1], depth, { $0 }),
                digits.magnitude <= 15
            else { throw Unknown() }
            return try number(arguments[0], depth) { Calculator.rounded($0, Int(digits)) }
        case .SUM, .AVERAGE, .MIN, .MAX, .COUNT, .PRODUCT:
            var numbers: [Double] = []
            for argument in arguments {
                // COUNT passes over errors, the others give them on.
                let isCounting = function == .COUNT
                guard let more = try self.numbers(argument, depth, skipsErrors: isCounting) else {
                    return .error
                }
                numbers += more
            }
            return try Calculator.aggregate(function, numbers)
        }
    }

    /// The numbers of an argument: texts and booleans in cells do not count. Nil where there is an error.
    private func numbers(
        _ argument: FormulaExpression, _ depth: Int, skipsErrors: Bool
    ) throws(Unknown) -> [Double]? {
        var found: [Double] = []
        guard case .reference(let range) = argument else {
            switch try evaluate(argument, depth: depth) {
            case .number(let number): return [number]
            case .error: return skipsErrors ? [] : nil
            // An empty cell that IF has chosen stays a reference, which has no number.
            case .blank: if case .call(.IF, _) = argument { return [] }
            case .text, .boolean, .unknown: break
            }
            throw Unknown()
        }
        for value in try values(in: range, depth: depth) {
            switch value {
            case .number(let number): found.append(number)
            case .error: if !skipsErrors { return nil }
            case .blank, .text, .boolean, .unknown: break
            }
        }
        return found
    }
}

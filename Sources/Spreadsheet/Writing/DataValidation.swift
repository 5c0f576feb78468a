import XMLStream

/// What may be entered into cells, and what is said about it (ISO/IEC 29500-1, 18.3.1.32).
package struct DataValidation: Sendable {
    package enum Rule: Sendable {
        /// Everything; the prompt is all there is.
        case any
        /// One of these, without commas, at most 255 UTF-16 units together with the commas between.
        case list([String])
        /// One of the cells of a range, or of what else a formula gives.
        case listFormula(String)
        case whole(Condition)
        case decimal(Condition)
        /// Operands are serial numbers or formulas, such as `DATE(2020,1,1)`.
        case date(Condition)
        case time(Condition)
        case textLength(Condition)
        /// A formula that is true for what may be entered, written for the first cell.
        case custom(String)
    }

    /// A comparison; operands are numerals or formulas without `=`.
    package enum Condition: Sendable {
        case between(String, String)
        case notBetween(String, String)
        case equal(String)
        case notEqual(String)
        case lessThan(String)
        case lessThanOrEqual(String)
        case greaterThan(String)
        case greaterThanOrEqual(String)
    }

    /// What happens to an entry that breaks the rule.
    package enum ErrorStyle: String, Sendable {
        /// It is refused.
        case stop
        /// It may be kept after a question.
        case warning
        /// It is kept.
        case information
    }

    package struct Message: Sendable {
        package var title: String
        package var text: String

        package init(_ title: String, _ text: String) {
            self.title = title
            self.text = text
        }
    }

    package var ranges: [CellRange]
    package var rule: Rule
    /// Whether the cell may be left, or made, empty.
    package var allowsBlank = true
    /// Whether a list shows its arrow.
    package var showsArrow = true
    /// Shown while the cell is selected: title of at most 32 UTF-16 units, text of at most 255.
    package var prompt: Message?
    /// Shown after a wrong entry: title of at most 32 UTF-16 units, text of at most 225.
    package var error: Message?
    package var errorStyle = ErrorStyle.stop

    package init(
        _ ranges: [CellRange], _ rule: Rule, prompt: Message? = nil, error: Message? = nil
    ) {
        self.ranges = ranges
        self.rule = rule
        self.prompt = prompt
        self.error = error
    }

    // MARK: Limits

    /// Excel's limits, which [MS-XLS] 2.4.91 (Dv) spells out; beyond them it repairs the workbook.
    private static let titleLimit = 32
    private static let promptLimit = 255
    private static let errorLimit = 225
    private static let listLimit = 255

    func check() throws(SpreadsheetError) {
        guard let first = ranges.first?.first else {
            throw SpreadsheetError(.notWritable, reason: "validationWithoutRange")
        }
        func check(_ text: String?, _ limit: Int, _ reason: String) throws(SpreadsheetError) {
            guard let text, text.utf16.count > limit else { return }
            throw SpreadsheetError(
                .notWritable, reason: reason, cell: "\(first)", detail: "\(text.utf16.count)")
        }
        try check(prompt?.title, DataValidation.titleLimit, "promptTitleTooLong")
        try check(prompt?.text, DataValidation.promptLimit, "promptTooLong")
        try check(error?.title, DataValidation.titleLimit, "errorTitleTooLong")
        try check(error?.text, DataValidation.errorLimit, "errorTooLong")
        if case .list(let items) = rule {
            guard !items.isEmpty, items.allSatisfy({ !$0.isEmpty && !$0.contains(",") }) else {
                throw SpreadsheetError(.notWritable, reason: "listItem", cell: "\(first)")
            }
            try check(items.joined(separator: ","), DataValidation.listLimit, "listTooLong")
        }
        for formula in formulas {
            guard !formula.isEmpty else {
                throw SpreadsheetError(.notWritable, reason: "formulaEmpty", cell: "\(first)")
            }
            try check(formula, SheetLimits.formula, "formulaTooLong")
        }
    }

    // MARK: Markup

    private var type: String? {
        switch rule {
        case .any: nil
        case .list, .listFormula: "list"
        case .whole: "whole"
        case .decimal: "decimal"
        case .date: "date"
        case .time: "time"
        case .textLength: "textLength"
        case .custom: "custom"
        }
    }

    private var condition: Condition? {
        switch rule {
        case .whole(let condition), .decimal(let condition), .date(let condition),
            .time(let condition), .textLength(let condition):
            condition
        default: nil
        }
    }

    private var formulas: [String] {
        switch rule {
        case .any: []
        case .list(let items):
            ["\"" + items.joined(separator: ",").replacing("\"", with: "\"\"") + "\""]
        case .listFormula(let formula), .custom(let formula): [CellFormula.text(formula)]
        default: condition?.operands.map { CellFormula.text($0) } ?? []
        }
    }

    func write(to xml: inout XMLWriter) {
        xml.element(
            "dataValidation",
            { xml in
                xml.attribute("type", type)
                if errorStyle != .stop { xml.attribute("errorStyle", errorStyle.rawValue) }
                xml.attribute("operator", condition?.name)
                if allowsBlank { xml.attribute("allowBlank", true) }
                // The attribute says the opposite of its name (18.3.1.32).
                if !showsArrow { xml.attribute("showDropDown", true) }
                if prompt != nil { xml.attribute("showInputMessage", true) }
                if type != nil { xml.attribute("showErrorMessage", true) }
                if let error {
                    if !error.title.isEmpty { xml.attribute("errorTitle", error.title) }
                    xml.attribute("error", error.text)
                }
                if let prompt {
                    if !prompt.title.isEmpty { xml.attribute("promptTitle", prompt.title) }
                    xml.attribute("prompt", prompt.text)
                }
                xml.attribute("sqref", CellRange.list(ranges))
            }
        ) { xml in
            for (index, formula) in formulas.enumerated() {
                if index == 0 {
                    xml.element("formula1", text: formula)
                } else {
                    xml.element("formula2", text: formula)
                }
            }
        }
    }
}

extension DataValidation.Condition {
    var operands: [String] {
        switch self {
        case .between(let first, let second), .notBetween(let first, let second): [first, second]
        case .equal(let value), .notEqual(let value), .lessThan(let value),
            .lessThanOrEqual(let value), .greaterThan(let value), .greaterThanOrEqual(let value):
            [value]
        }
    }

    /// ST_DataValidationOperator (18.18.22) and ST_ConditionalFormattingOperator (18.18.15).
    var name: String {
        switch self {
        case .between: "between"
        case .notBetween: "notBetween"
        case .equal: "equal"
        case .notEqual: "notEqual"
        case .lessThan: "lessThan"
        case .lessThanOrEqual: "lessThanOrEqual"
        case .greaterThan: "greaterThan"
        case .greaterThanOrEqual: "greaterThanOrEqual"
        }
    }
}

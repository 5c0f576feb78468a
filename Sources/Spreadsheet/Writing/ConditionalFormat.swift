import XMLStream

/// Looks that depend on what a cell holds (ISO/IEC 29500-1, 18.3.1.18).
package struct ConditionalFormat: Sendable {
    package enum Rule: Sendable {
        /// The cell's value is compared.
        case cell(DataValidation.Condition)
        /// A formula, written for the first cell of the first range.
        case expression(String)
    }

    package var ranges: [CellRange]
    package var rule: Rule
    package var style: DifferentialStyle
    /// Whether rules behind this one are left out where it holds.
    package var stops: Bool

    package init(
        _ ranges: [CellRange], _ rule: Rule, _ style: DifferentialStyle, stops: Bool = false
    ) {
        self.ranges = ranges
        self.rule = rule
        self.style = style
        self.stops = stops
    }

    private var formulas: [String] {
        switch rule {
        case .cell(let condition): condition.operands.map { CellFormula.text($0) }
        case .expression(let formula): [CellFormula.text(formula)]
        }
    }

    func check() throws(SpreadsheetError) {
        guard let first = ranges.first?.first else {
            throw SpreadsheetError(.notWritable, reason: "conditionWithoutRange")
        }
        let isSound = formulas.allSatisfy {
            !$0.isEmpty && $0.utf16.count <= SheetLimits.formula
        }
        guard isSound else {
            throw SpreadsheetError(.notWritable, reason: "formulaTooLong", cell: "\(first)")
        }
    }

    /// - Parameter priority: 1 for the rule that wins.
    func write(priority: Int, differential: Int, to xml: inout XMLWriter) {
        xml.element(
            "conditionalFormatting", { $0.attribute("sqref", CellRange.list(ranges)) }
        ) { xml in
            xml.element(
                "cfRule",
                { xml in
                    switch rule {
                    case .cell: xml.attribute("type", "cellIs")
                    case .expression: xml.attribute("type", "expression")
                    }
                    xml.attribute("dxfId", differential)
                    xml.attribute("priority", priority)
                    if stops { xml.attribute("stopIfTrue", true) }
                    if case .cell(let condition) = rule {
                        xml.attribute("operator", condition.name)
                    }
                }
            ) { xml in
                for formula in formulas { xml.element("formula", text: formula) }
            }
        }
    }
}

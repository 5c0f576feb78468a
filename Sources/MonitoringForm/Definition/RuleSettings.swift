/// What the rules of `jiance check` know of the form: relations between indicators and how much may differ.
///
/// Members that a definition leaves out stand for no relation, or for what the 2020 edition has.
package struct RuleSettings: Sendable {
    /// The figure of `part` is contained in that of `whole`; both are positions among the indicators.
    package struct PartOf: Sendable {
        package let part: Int
        package let whole: Int
    }

    /// An amount and its share of the county's, which together imply the county's amount.
    package struct CountyShare: Sendable {
        package let amount: Int
        package let share: Int
    }

    /// How many times another figure is that was written in another unit by mistake.
    package struct Slip: Sendable {
        package let from: Double
        package let to: Double
        /// Smaller figures come to such multiples by themselves.
        package let leastCount: Double
        package let leastAmount: Double
    }

    package var partOf: [PartOf] = []
    /// Indicators whose figures are the county's own, the same in all its complexes' returns.
    package var countyFigures: [Int] = []
    package var countyShares: [CountyShare] = []
    /// The day of the month behind the quarter by which returns are due (work plan, 四（二）).
    package var deadlineDay = 25
    /// Percentage points of growth above which a figure is doubted.
    package var highestGrowth = ExactDecimal(300)
    /// Percentage points between growth as stated and as computed.
    package var growthTolerance = 0.1
    /// Per cent between the amounts of one county that two returns imply.
    package var countyTolerance = 5.0
    package var slips: [Slip] = [
        Slip(from: 5_000, to: 20_000, leastCount: 0, leastAmount: 0),
        Slip(from: 500, to: 2_000, leastCount: 10, leastAmount: 1),
        Slip(from: 50, to: 200, leastCount: 10, leastAmount: 1),
    ]

    /// - Throws: ``DefinitionError`` for a relation of unknown indicators and for numbers out of range.
    init(
        _ root: DefinitionNode, _ indicators: [FormDefinition.Indicator]
    ) throws(DefinitionError) {
        func position(_ node: DefinitionNode) throws(DefinitionError) -> Int {
            let id = try node.text()
            guard let position = indicators.firstIndex(where: { $0.id == id }) else {
                throw DefinitionError(place: node.place, reason: "no indicator \(id)")
            }
            return position
        }
        if root["partOf"].value != nil {
            partOf = try root["partOf"].each { (node) throws(DefinitionError) in
                PartOf(part: try position(node["part"]), whole: try position(node["whole"]))
            }
        }
        if root["countyFigures"].value != nil {
            countyFigures = try root["countyFigures"].each(position)
        }
        if root["countyShares"].value != nil {
            countyShares = try root["countyShares"].each { (node) throws(DefinitionError) in
                CountyShare(
                    amount: try position(node["amount"]), share: try position(node["share"]))
            }
        }
        if root["rules"].value != nil { try read(root["rules"]) }
    }

    private mutating func read(_ node: DefinitionNode) throws(DefinitionError) {
        guard node.value?.members != nil else { throw node.error("an object") }
        if node["deadlineDay"].value != nil {
            deadlineDay = try node["deadlineDay"].integer()
            guard (1...28).contains(deadlineDay) else {
                throw node["deadlineDay"].error("a day from 1 to 28")
            }
        }
        if node["highestGrowth"].value != nil { highestGrowth = try node["highestGrowth"].number() }
        if node["growthTolerance"].value != nil {
            growthTolerance = try node["growthTolerance"].number(orZero: true).approximate
        }
        if node["countyTolerance"].value != nil {
            countyTolerance = try node["countyTolerance"].number(orZero: true).approximate
        }
        if node["slips"].value != nil {
            slips = try node["slips"].each { (node) throws(DefinitionError) in
                func least(_ name: String) throws(DefinitionError) -> Double {
                    node[name].value == nil ? 0 : try node[name].number(orZero: true).approximate
                }
                let slip = Slip(
                    from: try node["from"].number().approximate,
                    to: try node["to"].number().approximate,
                    leastCount: try least("leastCount"), leastAmount: try least("leastAmount"))
                guard slip.from > 1, slip.from <= slip.to else {
                    throw node.error("from above 1 and not above to")
                }
                return slip
            }
        }
    }
}

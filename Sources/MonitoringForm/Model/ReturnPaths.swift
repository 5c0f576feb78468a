/// Where the leaves of a return stand in its document, as the ends of JSON Pointers, made once for a form.
package final class ReturnPaths: Sendable {
    private let indicators: [String]
    private let figures: [String]
    private let works: [String]
    private let funding: [String]
    private let levels: [String]

    package init(_ form: FormDefinition) {
        func path(_ tokens: String...) -> String {
            tokens.reduce(JSONPointer()) { $0.appending($1) }.description
        }
        indicators = form.indicators.map { path("indicators", $0.id) }
        figures = form.indicators.flatMap { indicator in
            Measure.allCases.map { path("indicators", indicator.id, $0.rawValue) }
        }
        works = form.construction.works.map { path("construction", $0.id) }
        funding = ["disbursed", "spent"].map { path("funding", $0) }
        levels = FundingLevel.allCases.map { "/" + $0.rawValue }
    }

    package func indicator(_ index: Int) -> String { indicators[index] }

    package func figure(_ indicator: Int, _ measure: Measure) -> String {
        figures[indicator * 4 + measure.position]
    }

    package func work(_ index: Int) -> String { works[index] }
    package func status(_ work: Int) -> String { works[work] + "/status" }
    package func note(_ work: Int) -> String { works[work] + "/note" }
    package func disbursed(_ level: FundingLevel) -> String { funding[0] + levels[level.position] }
    package func spent(_ level: FundingLevel) -> String { funding[1] + levels[level.position] }
    package var spentTotal: String { funding[1] + "/total" }
}

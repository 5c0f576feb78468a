/// One edition of the form, as its definition file has it: everything that recognition, templates and
/// rules know of the form comes from here.
///
/// A class, since everything holds on to it.
package final class FormDefinition: Sendable {
    package let id: String
    package let title: String
    package let source: String
    package let labelRules: LabelRules
    /// All indicators in the order of the form.
    package let indicators: [Indicator]
    package let areas: [ReportingArea]
    package let sections: [Section]
    package let construction: Construction
    package let funding: Funding
    package let measures: MeasureLabels
    package let headers: HeaderLabels
    package let identity: [IdentityField: Label]
    package let levels: [ComplexLevel: Label]
    package let units: UnitTable
    package let words: WordLists
    package let rules: RuleSettings

    init(
        id: String, title: String, source: String, labelRules: LabelRules,
        indicators: [Indicator], areas: [ReportingArea], sections: [Section],
        construction: Construction, funding: Funding, measures: MeasureLabels,
        headers: HeaderLabels, identity: [IdentityField: Label], levels: [ComplexLevel: Label],
        units: UnitTable, words: WordLists, rules: RuleSettings
    ) {
        self.id = id
        self.title = title
        self.source = source
        self.labelRules = labelRules
        self.indicators = indicators
        self.areas = areas
        self.sections = sections
        self.construction = construction
        self.funding = funding
        self.measures = measures
        self.headers = headers
        self.identity = identity
        self.levels = levels
        self.units = units
        self.words = words
        self.rules = rules
    }

    /// What the form prints, and what else people write for it.
    package struct Label: Sendable {
        package let text: String
        package let variants: [String]
        /// What ``all`` are compared by, in the same order.
        package let keys: [String]
        package var all: [String] { [text] + variants }

        init(text: String, variants: [String], rules: LabelRules) {
            self.text = text
            self.variants = variants
            keys = ([text] + variants).map { LabelText($0, rules).key }
        }
    }

    package struct ReportingArea: Sendable {
        package let name: String
        package let variants: [String]
    }

    package struct Section: Sendable {
        package let id: String
        package let label: Label
        package let indicators: [Indicator]
    }

    /// A class, since loops over all of them must not copy what they hold.
    package final class Indicator: Sendable {
        package let id: String
        package let label: Label
        /// The unit of the model.
        package let unit: String
        package let kinds: Set<Kind>
        package let isCount: Bool
        package let isFlow: Bool
        package let isShare: Bool
        package enum Kind: String, Sendable { case flow, stock, ratio, share, count }

        init(id: String, label: Label, unit: String, kinds: Set<Kind>) {
            self.id = id
            self.label = label
            self.unit = unit
            self.kinds = kinds
            isCount = kinds.contains(.count)
            isFlow = kinds.contains(.flow)
            isShare = kinds.contains(.share)
        }
    }

    package struct Work: Sendable {
        package let id: String
        package let label: Label
        /// What a label speaks of that is worded freely: 展厅.
        package let words: [String]
    }

    package struct Construction: Sendable {
        package let id = "construction"
        package let label: Label
        package let instruction: String
        package let works: [Work]
    }

    package struct Funding: Sendable {
        package let id = "funding"
        package let label: Label
        package let row: Label
        package let unit: String
        package let disbursed: Label
        package let spent: Label
        package let levels: [FundingLevel: Label]
        package let total: Label
    }

    package struct MeasureLabels: Sendable {
        package let quarter: Label
        package let cumulative: Label
        package let growth: Label
        /// The leaf under 本季度 or 累计 that is the figure itself.
        package let value: Label
        /// A level above the measures that says nothing.
        package let group: Label
        /// Columns of figures that are not the form's: last year's, targets, ranks.
        package let ignored: Label
    }

    package struct HeaderLabels: Sendable {
        package let section: Label
        package let indicator: Label
        package let unit: Label
        package let status: Label
        package let note: Label
        package let complete: Label
        package let incomplete: Label
        package let sequence: Label
        package let fundSource: Label
        package let measure: Label
        package let extra: Label
    }

    package struct WordLists: Sendable {
        package let harmlessNotes: [String]
        package let complexSuffixes: [String]
        package let titleWords: [String]
        package let complete: [String]
        package let incomplete: [String]
        package let partial: [String]
        package let absent: [String]
        /// Words that make two labels different however alike they are otherwise.
        package let distinguishing: [String]
        /// What a label says within other words whose figures are not of the quarter.
        package let otherTimes: [String]
        /// What the name of a sheet has that shows how the form is to be filled in, or was withdrawn.
        package let sampleSheets: [String]
        /// What the name or the title of a sheet has that holds other figures of complexes with returns elsewhere.
        package let otherSheets: [String]
        /// What heads the lines of a roll-up that tell its complexes apart where none are named: 产业.
        package let nameHeads: [String]
        /// What stands beside the indicator in the heading of a table that is of it alone: 情况表.
        package let headingWords: [String]
        /// What stands before a name in a title and is none of it: 关于报送.
        package let nameLeads: [String]
        /// What the name of an office ends with that stands before that of its complex: 协会.
        package let officeEndings: [String]
        /// Endings of labels that can only be of numbers of things, whatever their other words: 户数.
        package let countEndings: [String]
        /// Endings of labels that can only be of money: 金额.
        package let amountEndings: [String]

        /// Whether a text names last year, the quarter before or the like within other words: 上季度到位情况.
        package func speakOfAnotherTime(in text: String) -> Bool {
            otherTimes.contains { TextFolding.contains(text, $0) }
        }
    }
}

/// The fields that tell whose return it is, and who made it.
package enum IdentityField: String, CaseIterable, Sendable {
    case complexName, county, level, operatingUnit = "operator", reportingUnit, period
    case preparedBy, reviewedBy, phone, date

    /// Place among the fields, counted from 0.
    package var position: Int {
        switch self {
        case .complexName: 0
        case .county: 1
        case .level: 2
        case .operatingUnit: 3
        case .reportingUnit: 4
        case .period: 5
        case .preparedBy: 6
        case .reviewedBy: 7
        case .phone: 8
        case .date: 9
        }
    }

    /// Whether the field tells who made the return rather than what it is of.
    package var isReporting: Bool {
        switch self {
        case .preparedBy, .reviewedBy, .phone, .date: true
        default: false
        }
    }
}

/// 省级 or 市级: who recognised the complex.
package enum ComplexLevel: String, CaseIterable, Sendable {
    case provincial, municipal
}

/// Which purse money comes from.
package enum FundingLevel: String, CaseIterable, Sendable {
    case provincial, municipal, county

    /// Place among the levels, counted from 0.
    package var position: Int {
        switch self {
        case .provincial: 0
        case .municipal: 1
        case .county: 2
        }
    }
}

/// The four figures of an indicator, in the order of the form.
package enum Measure: String, CaseIterable, Sendable {
    case quarter, quarterGrowth, cumulative, cumulativeGrowth

    package var isGrowth: Bool { self == .quarterGrowth || self == .cumulativeGrowth }

    /// The figure whose growth this is; nil for a figure itself.
    package var base: Measure? {
        switch self {
        case .quarter, .cumulative: nil
        case .quarterGrowth: .quarter
        case .cumulativeGrowth: .cumulative
        }
    }

    /// The growth of this figure; a growth itself stays what it is.
    package var itsGrowth: Measure {
        switch self {
        case .quarter: .quarterGrowth
        case .cumulative: .cumulativeGrowth
        default: self
        }
    }

    /// Place among the measures, counted from 0.
    package var position: Int {
        switch self {
        case .quarter: 0
        case .quarterGrowth: 1
        case .cumulative: 2
        case .cumulativeGrowth: 3
        }
    }
}

package enum WorkStatus: String, Sendable {
    case complete, incomplete
}

/// What one complex returns for one quarter: the model of `design/model.md`, "A return".
package struct Return: Hashable, Sendable {
    package struct Complex: Hashable, Sendable {
        package var name: String?
        package var county: String?
        package var level: ComplexLevel?
        package var `operator`: String?

        package init() {}
    }

    package struct Reporting: Hashable, Sendable {
        package var preparedBy: String?
        package var reviewedBy: String?
        package var phone: String?
        package var date: CivilDate?
    }

    package struct Figures: Hashable, Sendable {
        package var quarter: ExactDecimal?
        package var quarterGrowth: ExactDecimal?
        package var cumulative: ExactDecimal?
        package var cumulativeGrowth: ExactDecimal?

        package subscript(measure: Measure) -> ExactDecimal? {
            get {
                switch measure {
                case .quarter: quarter
                case .quarterGrowth: quarterGrowth
                case .cumulative: cumulative
                case .cumulativeGrowth: cumulativeGrowth
                }
            }
            set {
                switch measure {
                case .quarter: quarter = newValue
                case .quarterGrowth: quarterGrowth = newValue
                case .cumulative: cumulative = newValue
                case .cumulativeGrowth: cumulativeGrowth = newValue
                }
            }
        }
    }

    package struct Work: Hashable, Sendable {
        package var status: WorkStatus?
        package var note: String?

        package init(status: WorkStatus? = nil, note: String? = nil) {
            self.status = status
            self.note = note
        }
    }

    /// Amounts in the unit of the definition's funding section (万元), by level.
    package struct Amounts: Hashable, Sendable {
        package var total: ExactDecimal?
        package var provincial: ExactDecimal?
        package var municipal: ExactDecimal?
        package var county: ExactDecimal?

        package subscript(level: FundingLevel) -> ExactDecimal? {
            get {
                switch level {
                case .provincial: provincial
                case .municipal: municipal
                case .county: county
                }
            }
            set {
                switch level {
                case .provincial: provincial = newValue
                case .municipal: municipal = newValue
                case .county: county = newValue
                }
            }
        }
    }

    /// The id of the form's definition.
    package var form: String
    /// The first sheet that holds part of the return.
    package var sheet: String
    package var complex = Complex()
    package var period: Period?
    package var reporting = Reporting()
    /// In the order of the definition.
    package var indicators: [Figures]
    /// In the order of the definition.
    package var works: [Work]
    package var disbursed = Amounts()
    package var spent = Amounts()

    package init(form: FormDefinition, sheet: String) {
        self.form = form.id
        self.sheet = sheet
        indicators = Array(repeating: Figures(), count: form.indicators.count)
        works = Array(repeating: Work(), count: form.construction.works.count)
    }

    /// The figure of an indicator, by its position in the form.
    package func figure(_ indicator: Int, _ measure: Measure) -> ExactDecimal? {
        indicators.indices.contains(indicator) ? indicators[indicator][measure] : nil
    }
}

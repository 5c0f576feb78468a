/// A leaf of a return: one value of the model with a place of its own.
package enum ReturnLeaf: Hashable, Sendable {
    /// Whose return it is, and who made it; 填报单位 has no leaf.
    case identity(IdentityField)
    case figure(indicator: Int, Measure)
    case status(work: Int)
    case note(work: Int)
    case disbursed(FundingLevel)
    case spent(FundingLevel)
    case spentTotal

    /// All leaves in the order of the model.
    package static func all(of form: FormDefinition) -> [ReturnLeaf] {
        let identity: [ReturnLeaf] = [
            .complexName, .county, .level, .operatingUnit, .period, .preparedBy, .reviewedBy,
            .phone, .date,
        ].map { .identity($0) }
        let figures = form.indicators.indices.flatMap { indicator in
            Measure.allCases.map { ReturnLeaf.figure(indicator: indicator, $0) }
        }
        let works = form.construction.works.indices.flatMap { work -> [ReturnLeaf] in
            [.status(work: work), .note(work: work)]
        }
        return identity + figures + works + FundingLevel.allCases.map { .disbursed($0) }
            + [.spentTotal] + FundingLevel.allCases.map { .spent($0) }
    }

    /// Where the leaf is in its return.
    package func pointer(in form: FormDefinition) -> JSONPointer {
        switch self {
        case .identity(let field):
            switch field {
            case .complexName: JSONPointer("complex", "name")
            case .county, .level, .operatingUnit: JSONPointer("complex", field.rawValue)
            case .period, .reportingUnit: JSONPointer(field.rawValue)
            case .preparedBy, .reviewedBy, .phone, .date:
                JSONPointer("reporting", field.rawValue)
            }
        case .figure(let indicator, let measure):
            JSONPointer("indicators", form.indicators[indicator].id, measure.rawValue)
        case .status(let work):
            JSONPointer("construction", form.construction.works[work].id, "status")
        case .note(let work):
            JSONPointer("construction", form.construction.works[work].id, "note")
        case .disbursed(let level): JSONPointer("funding", "disbursed", level.rawValue)
        case .spent(let level): JSONPointer("funding", "spent", level.rawValue)
        case .spentTotal: JSONPointer("funding", "spent", "total")
        }
    }

    /// The unit that the model has the leaf in; nil for texts.
    package func unit(in form: FormDefinition) -> String? {
        switch self {
        case .identity, .status, .note: nil
        case .figure(let indicator, let measure):
            measure.isGrowth ? "%" : form.indicators[indicator].unit
        case .disbursed, .spent, .spentTotal: form.funding.unit
        }
    }
}

/// What a leaf holds; blank leaves hold nil.
package enum LeafValue: Hashable, Sendable {
    case text(String?)
    case number(ExactDecimal?)

    package var isBlank: Bool { self == .text(nil) || self == .number(nil) }

    package var json: JSONValue {
        switch self {
        case .text(let text): text.map { .string($0) } ?? .null
        case .number(let number): number.map { .number($0.description) } ?? .null
        }
    }
}

extension Return {
    package subscript(leaf: ReturnLeaf) -> LeafValue {
        switch leaf {
        case .identity(let field): .text(identity(field))
        case .figure(let indicator, let measure): .number(indicators[indicator][measure])
        case .status(let work): .text(works[work].status?.rawValue)
        case .note(let work): .text(works[work].note)
        case .disbursed(let level): .number(disbursed[level])
        case .spent(let level): .number(spent[level])
        case .spentTotal: .number(spent.total)
        }
    }

    private func identity(_ field: IdentityField) -> String? {
        switch field {
        case .complexName: complex.name
        case .county: complex.county
        case .level: complex.level?.rawValue
        case .operatingUnit: complex.operator
        case .period: period?.description
        case .preparedBy: reporting.preparedBy
        case .reviewedBy: reporting.reviewedBy
        case .phone: reporting.phone
        case .date: reporting.date?.description
        case .reportingUnit: nil
        }
    }

    /// The leaves in which another return has other values, in the order of the model.
    package func differences(from other: Return, in form: FormDefinition) -> [ReturnLeaf] {
        ReturnLeaf.all(of: form).filter { self[$0] != other[$0] }
    }
}

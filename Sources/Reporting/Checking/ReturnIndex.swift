import FormSheets
import MonitoringForm

/// Returns by complex and quarter, to find the earlier ones of a complex.
struct ReturnIndex {
    /// What is at hand of one complex.
    private struct Known {
        let name: String
        let county: String?
        let core: String
        var returns: [Return] = []
        /// Whether a return that is being checked has this very name.
        let isCurrent: Bool
    }

    private let identity: IdentityText
    private var complexes: [String: Known] = [:]
    /// Keys in the order of coming, so that the same input gives the same answer.
    private var order: [String] = []

    /// - Parameters:
    ///   - current: the returns that are checked; of a quarter they count before the prior ones.
    ///   - prior: earlier returns.
    init(current: [Return], prior: [Return], form: FormDefinition) {
        identity = IdentityText(form)
        for item in current { add(item, isCurrent: true) }
        for item in prior { add(item, isCurrent: false) }
    }

    private mutating func add(_ item: Return, isCurrent: Bool) {
        guard let name = item.complex.name else { return }
        let key = IdentityText.key(ofComplex: name)
        if complexes[key] == nil {
            order.append(key)
            complexes[key] = Known(
                name: name, county: item.complex.county, core: identity.core(ofComplex: name),
                isCurrent: isCurrent)
        }
        complexes[key]?.returns.append(item)
    }

    /// The returns of a complex, and what it was called in them where that is nearly but not quite its name.
    func history(of item: Return) -> (history: ReturnHistory, otherName: String?) {
        guard let name = item.complex.name, let own = complexes[IdentityText.key(ofComplex: name)]
        else { return (ReturnHistory(), nil) }
        // Who has earlier returns under its own name needs no other.
        let hasEarlier = own.returns.contains { earlier in
            if let before = earlier.period, let now = item.period { before < now } else { false }
        }
        guard !hasEarlier, let other = nearlyNamed(own) else {
            return (ReturnHistory(own.returns), nil)
        }
        return (ReturnHistory(own.returns + other.returns), other.name)
    }

    /// The one complex of earlier returns whose name is nearly the same; nil where two are.
    private func nearlyNamed(_ own: Known) -> Known? {
        let near = order.compactMap { complexes[$0] }.filter { other in
            !other.isCurrent
                && (other.county == nil || own.county == nil || other.county == own.county)
                && ReturnIndex.isNear(other.core, own.core)
        }
        return near.count == 1 ? near.first : nil
    }

    private static func isNear(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left), Array(right))
        guard left.count > 1, right.count > 1 else { return false }
        // Names of two or three characters differ as a whole when one does.
        return left == right
            || (min(left.count, right.count) > 3 && LabelLikeness.score(left, right) >= 0.75)
    }
}

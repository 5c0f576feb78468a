import FormSheets
import MonitoringForm

/// Returns by complex and quarter, to find the earlier ones of a complex.
struct ReturnIndex: Sendable {
    /// What is at hand of one complex.
    private struct Known: Sendable {
        let name: String
        let county: String?
        let core: [Character]
        var returns: [Return] = []
    }

    private var complexes: [String: Known] = [:]
    /// What the names that occur are compared by.
    private var keys: [String: String] = [:]
    /// Complexes that no return has that is being checked, by county; in the order of coming, so that the same input
    /// gives the same answer.
    private var others: [String?: [(key: String, core: [Character])]] = [:]

    /// - Parameters:
    ///   - current: the returns that are checked; of a quarter they count before the prior ones.
    ///   - prior: earlier returns.
    init(current: [Return], prior: [Return], form: FormDefinition) {
        let identity = IdentityText(form)
        for item in current { add(item, isCurrent: true, identity) }
        for item in prior { add(item, isCurrent: false, identity) }
    }

    private mutating func add(_ item: Return, isCurrent: Bool, _ identity: IdentityText) {
        guard let name = item.complex.name else { return }
        let key = keys[name] ?? IdentityText.key(ofComplex: name)
        keys[name] = key
        if complexes[key] == nil {
            let known = Known(
                name: name, county: item.complex.county,
                core: Array(identity.core(ofComplex: name)))
            complexes[key] = known
            if !isCurrent { others[known.county, default: []].append((key, known.core)) }
        }
        complexes[key]?.returns.append(item)
    }

    /// What the name of a return is compared by; nil for one without a name.
    func key(of item: Return) -> String? { item.complex.name.flatMap { keys[$0] } }

    /// The returns of a complex, and what it was called in them where that is nearly but not quite its name.
    func history(of item: Return) -> (history: ReturnHistory, otherName: String?) {
        guard let key = key(of: item), let own = complexes[key] else {
            return (ReturnHistory(), nil)
        }
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
        let counties = own.county.map { [$0, nil] } ?? Array(others.keys)
        var near: [String] = []
        for county in counties {
            for other in others[county] ?? [] where ReturnIndex.isNear(other.core, own.core) {
                near.append(other.key)
                if near.count > 1 { return nil }
            }
        }
        return near.first.flatMap { complexes[$0] }
    }

    private static func isNear(_ left: [Character], _ right: [Character]) -> Bool {
        guard left.count > 1, right.count > 1 else { return false }
        // Names of two or three characters differ as a whole when one does.
        return left == right
            || (min(left.count, right.count) > 3 && LabelLikeness.score(left, right) >= 0.75)
    }
}

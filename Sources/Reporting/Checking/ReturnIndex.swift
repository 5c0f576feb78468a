import FormSheets
import MonitoringForm

/// Returns by complex and quarter, to find the earlier ones of a complex.
struct ReturnIndex: Sendable {
    /// What is at hand of one complex.
    private struct Known: Sendable {
        let name: String
        let county: String?
        let near: NearName
        /// All returns of it, of which one for each quarter is in the history.
        var returns: [Return] = []
        var history = ReturnHistory()
        /// With the returns of another that has nearly its name, for those that have no earlier ones of their own.
        var joined: (history: ReturnHistory, otherName: String)?

        func hasEarlier(than item: Return) -> Bool {
            guard let earliest = history.earliest, let period = item.period else { return false }
            return earliest < period
        }
    }

    /// A complex that no return has that is being checked.
    private struct Other: Sendable {
        let complex: Int
        let sketch: NearName.Sketch
    }

    /// Names that are held against each other character by character: many times as many as a province's returns
    /// come to, and as many as take no time.
    private static let comparisons = 10_000

    private var complexes: [Known] = []
    /// For each return that is checked the number of its complex; nil for one without a name.
    private(set) var complexOfReturn: [Int?] = []

    /// - Parameters:
    ///   - current: the returns that are checked; of a quarter they count before the prior ones.
    ///   - prior: earlier returns.
    init(current: [Return], prior: [Return], form: FormDefinition) {
        var names = Names(IdentityText(form))
        for item in current { complexOfReturn.append(add(item, &names)) }
        let count = complexes.count
        for item in prior { _ = add(item, &names) }
        for complex in complexes.indices {
            complexes[complex].history = ReturnHistory(complexes[complex].returns)
        }
        join(current, others: count..<complexes.count)
        for complex in complexes.indices { complexes[complex].returns = [] }
    }

    /// The names that occur.
    private struct Names {
        let identity: IdentityText
        /// Complexes by their names as written, and by what these are compared by.
        var complexes: [ByteKey: Int] = [:]
        var complexesByKey: [ByteKey: Int] = [:]
        var cores: [ByteKey: Int] = [:]

        init(_ identity: IdentityText) { self.identity = identity }

        mutating func near(_ name: String) -> NearName {
            // Names of pages are near none.
            let core = name.utf8.count > 1_000 ? name : identity.core(ofComplex: name)
            let number = cores[ByteKey(core)] ?? cores.count
            cores[ByteKey(core)] = number
            return NearName(core: core, number: number)
        }
    }

    /// - Returns: the number of the complex.
    private mutating func add(_ item: Return, _ names: inout Names) -> Int? {
        guard let name = item.complex.name else { return nil }
        let complex = names.complexes[ByteKey(name)] ?? number(of: name, item, &names)
        complexes[complex].returns.append(item)
        return complex
    }

    private mutating func number(of name: String, _ item: Return, _ names: inout Names) -> Int {
        let key = ByteKey(IdentityText.key(ofComplex: name))
        let number = names.complexesByKey[key] ?? complexes.count
        if number == complexes.count {
            complexes.append(
                Known(name: name, county: item.complex.county, near: names.near(name)))
        }
        names.complexes[ByteKey(name)] = number
        names.complexesByKey[key] = number
        return number
    }

    /// The returns of the complex of a return, and what it was called in them where that is nearly but not quite its
    /// name.
    ///
    /// - Parameter number: of the return among those that are checked.
    func history(of item: Return, _ number: Int) -> (history: ReturnHistory, otherName: String?) {
        guard let complex = complexOfReturn[number] else { return (ReturnHistory(), nil) }
        let own = complexes[complex]
        guard !own.hasEarlier(than: item), let joined = own.joined else {
            return (own.history, nil)
        }
        return (joined.history, joined.otherName)
    }

    // MARK: Names that are nearly the same

    private mutating func join(_ current: [Return], others: Range<Int>) {
        // In the order of coming, so that the same input gives the same answer.
        var counties: [String?] = []
        var byCounty: [String?: [Other]] = [:]
        for complex in others {
            let known = complexes[complex]
            if byCounty[known.county] == nil { counties.append(known.county) }
            byCounty[known.county, default: []].append(
                Other(complex: complex, sketch: known.near.sketch))
        }
        var comparisons = ReturnIndex.comparisons
        var isSought = Array(repeating: false, count: complexes.count)
        for (item, complex) in zip(current, complexOfReturn) {
            guard let complex, !isSought[complex] else { continue }
            let own = complexes[complex]
            // Who has earlier returns under its own name needs no other.
            guard !own.hasEarlier(than: item) else { continue }
            isSought[complex] = true
            let lists = (own.county.map { [$0, nil] } ?? counties).map { byCounty[$0] ?? [] }
            guard let other = nearlyNamed(own, lists, &comparisons) else { continue }
            complexes[complex].joined = (
                ReturnHistory(own.history, and: complexes[other].history), complexes[other].name
            )
        }
    }

    /// The one complex of earlier returns whose name is nearly the same; nil where two are.
    private func nearlyNamed(
        _ own: Known, _ lists: [[Other]], _ comparisons: inout Int
    ) -> Int? {
        var near: Int?
        let sketch = own.near.sketch
        for others in lists {
            for other in others where other.sketch.mayBeNear(sketch) {
                comparisons -= 1
                // What was found by then may be one of two.
                guard comparisons >= 0 else { return nil }
                guard complexes[other.complex].near.isNear(own.near) else { continue }
                guard near == nil else { return nil }
                near = other.complex
            }
        }
        return near
    }
}

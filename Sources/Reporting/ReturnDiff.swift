import FormSheets
import MonitoringForm

/// What changed between two lots of returns, matched by complex and quarter, not by order.
package struct ReturnDiff: Sendable {
    /// Returns with the cells that their leaves were read from; none where they come from a document.
    package struct Side: Sendable {
        package let returns: [Return]
        package let traces: [ReturnTrace]

        package init(returns: [Return], traces: [ReturnTrace] = []) {
            self.returns = returns
            self.traces = traces
        }
    }

    package struct Change: Hashable, Sendable {
        package let leaf: ReturnLeaf
        package let old: LeafValue
        package let new: LeafValue
    }

    /// A return on both sides.
    package struct Match: Sendable {
        /// Positions on the two sides.
        package let old: Int
        package let new: Int
        package let changes: [Change]
    }

    package let form: FormDefinition
    package let old: Side
    package let new: Side
    /// In the order of the old side.
    package let matches: [Match]
    /// Positions of returns that the other side has not.
    package let removed: [Int]
    package let added: [Int]

    package init(old: Side, new: Side, form: FormDefinition) {
        self.form = form
        self.old = old
        self.new = new
        let subjects = new.returns.map(Subject.init)
        var unmatched: [Subject: [Int]] = [:]
        for (position, subject) in subjects.enumerated().reversed() {
            unmatched[subject, default: []].append(position)
        }
        var partners = old.returns.map { unmatched[Subject($0)]?.popLast() }
        // What was corrected may be the name or the quarter itself: then nearly all else is the same.
        var free = unmatched.values.flatMap { $0 }.sorted()
        var search = NearSearch(subjects, form)
        for position in old.returns.indices where partners[position] == nil {
            let before = old.returns[position]
            if let found = search.first(of: free, near: before, in: new.returns) {
                partners[position] = free.remove(at: found)
            }
        }
        let leaves = ReturnLeaf.all(of: form)
        matches = partners.enumerated().compactMap { position, partner in
            guard let partner else { return nil }
            let (before, after) = (old.returns[position], new.returns[partner])
            return Match(
                old: position, new: partner,
                changes: leaves.compactMap { leaf in
                    let (old, new) = (before[leaf], after[leaf])
                    return old == new ? nil : Change(leaf: leaf, old: old, new: new)
                })
        }
        removed = old.returns.indices.filter { partners[$0] == nil }
        added = free
    }

    /// Whom and when a return is of.
    private struct Subject: Hashable {
        let name: String?
        let period: Period?

        init(_ item: Return) {
            name = item.complex.name.map(IdentityText.key(ofComplex:))
            period = item.period
        }
    }

    /// Looks for returns that have another name or another quarter, and nearly all else the same.
    private struct NearSearch {
        private let leaves: [ReturnLeaf]
        /// A number for each name: numbers are compared at once, names may be long.
        private var names: [String?: Int] = [:]
        private let candidates: [(name: Int, period: Period?)]
        private var comparisons = NearSearch.mostComparisons
        private var looks = NearSearch.mostLooks

        /// Leaves that a version with another name or quarter may have otherwise than before.
        private static let fewChanges = 12
        /// Pairs that are compared: of the returns of two cities all.
        private static let mostComparisons = 200_000
        /// Pairs of which name and quarter are looked at.
        private static let mostLooks = 50_000_000

        init(_ subjects: [Subject], _ form: FormDefinition) {
            leaves = ReturnLeaf.all(of: form)
            var names: [String?: Int] = [:]
            candidates = subjects.map { subject in
                let number = names[subject.name] ?? names.count
                names[subject.name] = number
                return (number, subject.period)
            }
            self.names = names
        }

        /// The position in `free` of the first of the returns there that is near.
        mutating func first(of free: [Int], near item: Return, in returns: [Return]) -> Int? {
            let subject = Subject(item)
            let name = names[subject.name] ?? -1
            for (position, candidate) in free.enumerated() {
                guard comparisons > 0, looks > 0 else { return nil }
                looks -= 1
                let other = candidates[candidate]
                guard name == other.name || subject.period == other.period else { continue }
                comparisons -= 1
                if isNear(item, returns[candidate]) { return position }
            }
            return nil
        }

        private func isNear(_ left: Return, _ right: Return) -> Bool {
            var changes = 0
            for leaf in leaves where left[leaf] != right[leaf] {
                changes += 1
                if changes > NearSearch.fewChanges { return false }
            }
            return true
        }
    }

    package var isEmpty: Bool {
        removed.isEmpty && added.isEmpty && matches.allSatisfy(\.changes.isEmpty)
    }

    /// The changes as a patch of the old document that `jiance correct` takes.
    package var patch: JSONPatch {
        JSONPatch(
            matches.flatMap { match in
                match.changes.flatMap { change in
                    let pointer = JSONPointer("returns", String(match.old))
                        .appending(contentsOf: change.leaf.pointer(in: form))
                    return [
                        JSONPatch.Operation(.test, pointer, change.old.json),
                        JSONPatch.Operation(.replace, pointer, change.new.json),
                    ]
                }
            })
    }
}

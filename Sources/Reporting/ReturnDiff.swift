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
        var budget = ReturnDiff.mostComparisons
        for position in old.returns.indices where partners[position] == nil {
            let before = old.returns[position]
            let subject = Subject(before)
            let found = free.firstIndex { candidate in
                let other = subjects[candidate]
                guard subject.name == other.name || subject.period == other.period, budget > 0
                else {
                    return false
                }
                budget -= 1
                let changes = new.returns[candidate].differences(from: before, in: form)
                return changes.count <= ReturnDiff.fewChanges
            }
            if let found { partners[position] = free.remove(at: found) }
        }
        matches = partners.enumerated().compactMap { position, partner in
            guard let partner else { return nil }
            let (before, after) = (old.returns[position], new.returns[partner])
            return Match(
                old: position, new: partner,
                changes: after.differences(from: before, in: form).map {
                    Change(leaf: $0, old: before[$0], new: after[$0])
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

    /// Leaves that a version with another name or quarter may have otherwise than before.
    private static let fewChanges = 12
    /// Pairs that are looked at for another name or quarter of the same: of the returns of two cities all.
    private static let mostComparisons = 200_000

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

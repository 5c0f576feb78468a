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
        var pairs: [(old: Int, new: Int)] = []
        var free = Array(new.returns.indices)
        func pair(_ position: Int, _ isSame: (Return, Return) -> Bool) {
            let index = free.firstIndex { isSame(old.returns[position], new.returns[$0]) }
            guard let index else { return }
            pairs.append((position, free.remove(at: index)))
        }
        for position in old.returns.indices {
            pair(position) { ReturnDiff.key($0) == ReturnDiff.key($1) && $0.period == $1.period }
        }
        // What was corrected may be the name or the quarter itself: then nearly all else is the same.
        let left = old.returns.indices.filter { index in !pairs.contains { $0.old == index } }
        for position in left {
            pair(position) {
                (ReturnDiff.key($0) == ReturnDiff.key($1) || $0.period == $1.period)
                    && $1.differences(from: $0, in: form).count <= ReturnDiff.fewChanges
            }
        }
        matches = pairs.sorted { $0.old < $1.old }.map { pair in
            let (before, after) = (old.returns[pair.old], new.returns[pair.new])
            return Match(
                old: pair.old, new: pair.new,
                changes: after.differences(from: before, in: form).map {
                    Change(leaf: $0, old: before[$0], new: after[$0])
                })
        }
        removed = old.returns.indices.filter { index in !pairs.contains { $0.old == index } }
        added = free
    }

    /// Leaves that a version with another name or quarter may have otherwise than before.
    private static let fewChanges = 12

    private static func key(_ item: Return) -> String? {
        item.complex.name.map(IdentityText.key(ofComplex:))
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

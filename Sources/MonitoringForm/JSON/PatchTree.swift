/// A document while a patch changes it: members are found by their keys, and elements put between others, without going
/// through all of them, since a patch may have hundreds of thousands of operations.
final class PatchTree {
    private struct Member {
        let key: String
        let node: PatchTree
    }

    private enum Content {
        /// A value that no operation has looked into yet, or one that nothing is in.
        case whole(JSONValue)
        /// Places by key, of several with one name the last.
        case object([Member], places: [String: Int])
        case array(ChunkedList<PatchTree>)
    }

    private var content: Content

    init(_ value: JSONValue) { content = .whole(value) }

    // MARK: Places

    /// What a pointer means, or nil.
    func node(at tokens: some Sequence<String>) -> PatchTree? {
        var node = self
        for token in tokens {
            guard let next = node.child(token) else { return nil }
            node = next
        }
        return node
    }

    private func child(_ token: String) -> PatchTree? {
        open()
        switch content {
        case .object(let members, let places): return places[token].map { members[$0].node }
        case .array(let list):
            guard let index = JSONValue.index(token), index < list.count else { return nil }
            return list[index]
        case .whole: return nil
        }
    }

    /// Makes nodes of what is directly in a value.
    private func open() {
        guard case .whole(let value) = content else { return }
        switch value {
        case .object(let members):
            let nodes = members.map { Member(key: $0.key, node: PatchTree($0.value)) }
            let keys = nodes.enumerated().map { ($1.key, $0) }
            content = .object(nodes, places: Dictionary(keys) { $1 })
        case .array(let elements): content = .array(ChunkedList(elements.map(PatchTree.init)))
        default: break
        }
    }

    // MARK: Changes

    /// Puts a value in a place; false where there is none.
    ///
    /// - Parameter inserting: into an array, rather than over its element; `-` is behind the last one.
    func put(_ new: JSONValue, at tokens: [String], inserting: Bool) -> Bool {
        guard let last = tokens.last else {
            content = .whole(new)
            return true
        }
        guard let parent = node(at: tokens.dropLast()) else { return false }
        if inserting { return parent.insert(new, last) }
        guard let node = parent.child(last) else { return false }
        node.content = .whole(new)
        return true
    }

    private func insert(_ new: JSONValue, _ token: String) -> Bool {
        open()
        switch content {
        case .object(var members, var places):
            // Nobody else holds what is changed, so that it is not copied for each operation.
            content = .whole(.null)
            if let place = places[token] {
                members[place].node.content = .whole(new)
            } else {
                places[token] = members.count
                members.append(Member(key: token, node: PatchTree(new)))
            }
            content = .object(members, places: places)
            return true
        case .array(var list):
            let index = token == "-" ? list.count : JSONValue.index(token)
            guard let index, index <= list.count else { return false }
            content = .whole(.null)
            list.insert(PatchTree(new), at: index)
            content = .array(list)
            return true
        case .whole: return false
        }
    }

    // MARK: Values

    var value: JSONValue {
        switch content {
        case .whole(let value): value
        case .object(let members, _):
            .object(members.map { JSONValue.Member(key: $0.key, value: $0.node.value) })
        case .array(let list): .array(list.map(\.value))
        }
    }

    /// As ``JSONValue/isEquivalent(to:)``, without making a value of all that is here.
    func isEquivalent(to other: JSONValue) -> Bool {
        switch content {
        case .whole(let value): return value.isEquivalent(to: other)
        case .object(let members, _):
            guard let found = other.members, found.count == members.count else { return false }
            let lookup = MemberLookup(found)
            return members.allSatisfy { member in
                lookup[member.key].map { member.node.isEquivalent(to: $0) } ?? false
            }
        case .array(let list):
            guard let elements = other.elements, elements.count == list.count else { return false }
            return zip(list, elements).allSatisfy { $0.isEquivalent(to: $1) }
        }
    }
}

/// Finds members by their keys: few by looking at each, many by an index.
struct MemberLookup {
    private let members: [JSONValue.Member]
    private var places: [String: Int] = [:]

    init(_ members: [JSONValue.Member]) {
        self.members = members
        guard members.count > 16 else { return }
        for (place, member) in members.enumerated() { places[member.key] = place }
    }

    /// Of several members with one name the last.
    subscript(key: String) -> JSONValue? {
        places.isEmpty
            ? members.last { $0.key == key }?.value : places[key].map { members[$0].value }
    }
}

/// An array in pieces, so that nothing that is put in moves more than one of them.
struct ChunkedList<Element>: Sequence {
    private var chunks: [[Element]] = []
    /// How many elements each piece has: they are counted through for each place.
    private var counts: [Int] = []
    private(set) var count = 0

    private static var mostInChunk: Int { 1_024 }

    init(_ elements: [Element]) {
        count = elements.count
        for start in stride(from: 0, to: count, by: Self.mostInChunk / 2) {
            chunks.append(Array(elements[start..<Swift.min(start + Self.mostInChunk / 2, count)]))
        }
        counts = chunks.map(\.count)
    }

    /// The piece of a place, and the place in it; the place behind the last element is in the last piece.
    private func place(_ index: Int) -> (chunk: Int, offset: Int) {
        var offset = index
        for (chunk, count) in counts.enumerated() {
            if offset < count || chunk + 1 == counts.count { return (chunk, offset) }
            offset -= count
        }
        return (0, 0)
    }

    /// - Precondition: `index` is below ``count``.
    subscript(index: Int) -> Element {
        let (chunk, offset) = place(index)
        return chunks[chunk][offset]
    }

    mutating func insert(_ element: Element, at index: Int) {
        if chunks.isEmpty {
            chunks = [[]]
            counts = [0]
        }
        let (chunk, offset) = place(index)
        chunks[chunk].insert(element, at: offset)
        counts[chunk] += 1
        count += 1
        guard counts[chunk] > Self.mostInChunk else { return }
        let half = Self.mostInChunk / 2
        chunks.insert(Array(chunks[chunk][half...]), at: chunk + 1)
        chunks[chunk].removeSubrange(half...)
        counts[chunk] = half
        counts.insert(chunks[chunk + 1].count, at: chunk + 1)
    }

    func makeIterator() -> some IteratorProtocol<Element> { chunks.joined().makeIterator() }
}

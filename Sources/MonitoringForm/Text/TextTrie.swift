/// Words as a tree of their characters: tells at each place of a text which words begin there, in time that
/// depends on the words' length and not on their number.
package struct TextTrie: Sendable {
    /// A place in the tree; ``root`` is the beginning of all words.
    package typealias Node = Int32

    package static let root: Node = 0

    /// For each node the number of the word that ends there, -1 for none.
    private var words: [Int32] = [-1]
    /// Open addressing: node and character, and the node they lead to.
    private var keys: [UInt64] = Array(repeating: TextTrie.free, count: 64)
    private var targets: [Node] = Array(repeating: 0, count: 64)
    private var count = 0
    /// Characters in the longest word.
    package private(set) var longest = 0

    private static let free = UInt64.max

    package init() {}

    /// The number of a word, which is `number` unless it has one already.
    package mutating func insert(_ word: [Unicode.Scalar], number: Int) -> Int {
        var node = TextTrie.root
        for scalar in word { node = child(of: node, making: scalar) }
        longest = max(longest, word.count)
        if words[Int(node)] < 0 { words[Int(node)] = Int32(number) }
        return Int(words[Int(node)])
    }

    private static func key(_ node: Node, _ scalar: Unicode.Scalar) -> UInt64 {
        UInt64(UInt32(bitPattern: node)) << 32 | UInt64(scalar.value)
    }

    private func slot(of key: UInt64) -> Int {
        let mask = keys.count - 1
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 33) & mask
        while keys[slot] != TextTrie.free, keys[slot] != key { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func child(of node: Node, making scalar: Unicode.Scalar) -> Node {
        let key = TextTrie.key(node, scalar)
        let found = slot(of: key)
        if keys[found] == key { return targets[found] }
        let made = Node(words.count)
        words.append(-1)
        keys[found] = key
        targets[found] = made
        count += 1
        if count * 2 > keys.count { grow() }
        return made
    }

    private mutating func grow() {
        let (oldKeys, oldTargets) = (keys, targets)
        keys = Array(repeating: TextTrie.free, count: oldKeys.count * 4)
        targets = Array(repeating: 0, count: keys.count)
        for index in oldKeys.indices where oldKeys[index] != TextTrie.free {
            let place = slot(of: oldKeys[index])
            keys[place] = oldKeys[index]
            targets[place] = oldTargets[index]
        }
    }

    /// Where a character leads to from a node.
    package func next(_ node: Node, _ scalar: Unicode.Scalar) -> Node? {
        let key = TextTrie.key(node, scalar)
        let slot = slot(of: key)
        return keys[slot] == key ? targets[slot] : nil
    }

    /// The number of the word that ends at a node.
    package func word(at node: Node) -> Int? {
        let word = words[Int(node)]
        return word < 0 ? nil : Int(word)
    }

    /// The number of a word.
    package func word(_ text: [Unicode.Scalar]) -> Int? {
        var node = TextTrie.root
        for scalar in text {
            guard let next = next(node, scalar) else { return nil }
            node = next
        }
        return word(at: node)
    }

    /// Whether any word stands anywhere in a text.
    package func occurs(in text: [Unicode.Scalar]) -> Bool {
        for start in text.indices {
            var node = TextTrie.root
            for index in start..<text.count {
                guard let next = next(node, text[index]) else { break }
                node = next
                if word(at: node) != nil { return true }
            }
        }
        return false
    }
}

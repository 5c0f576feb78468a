/// Words as a tree of their characters: tells at each place of a text which words begin there, in time that
/// depends on the words' length and not on their number.
package final class TextTrie: Sendable {
    /// A place in the tree; ``root`` is the beginning of all words.
    package typealias Node = Int32

    package static let root: Node = 0

    /// For each node the number of the word that ends there, -1 for none.
    private let words: [Int32]
    /// Open addressing: node and character, and the node they lead to.
    private let keys: [UInt64]
    private let targets: [Node]

    private static let free = UInt64.max

    /// - Parameter words: numbered as they stand; a word that stands twice has its first number.
    package init(_ words: [[Unicode.Scalar]]) {
        var size = 64
        let characters = words.reduce(0) { $0 + $1.count }
        while size < characters * 2 { size *= 2 }
        var keys = Array(repeating: TextTrie.free, count: size)
        var targets = Array(repeating: Node(0), count: size)
        var ends: [Int32] = [-1]
        for (number, word) in words.enumerated() {
            var node = TextTrie.root
            for scalar in word {
                let key = TextTrie.key(node, scalar)
                let slot = TextTrie.slot(of: key, in: keys)
                if keys[slot] != key {
                    keys[slot] = key
                    targets[slot] = Node(ends.count)
                    ends.append(-1)
                }
                node = targets[slot]
            }
            if ends[Int(node)] < 0 { ends[Int(node)] = Int32(number) }
        }
        self.words = ends
        self.keys = keys
        self.targets = targets
    }

    private static func key(_ node: Node, _ scalar: Unicode.Scalar) -> UInt64 {
        UInt64(UInt32(bitPattern: node)) << 32 | UInt64(scalar.value)
    }

    private static func slot(of key: UInt64, in keys: [UInt64]) -> Int {
        let mask = keys.count - 1
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 33) & mask
        while keys[slot] != TextTrie.free, keys[slot] != key { slot = (slot + 1) & mask }
        return slot
    }

    /// Where a character leads to from a node.
    package func next(_ node: Node, _ scalar: Unicode.Scalar) -> Node? {
        let key = TextTrie.key(node, scalar)
        let slot = TextTrie.slot(of: key, in: keys)
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

    /// The longest word that begins at a place of a text, with its length.
    package func longestWord(
        in text: [Unicode.Scalar], at start: Int
    ) -> (number: Int, length: Int)? {
        var longest: (number: Int, length: Int)?
        var node = TextTrie.root
        for index in start..<text.count {
            guard let next = next(node, text[index]) else { break }
            node = next
            if let word = word(at: node) { longest = (word, index - start + 1) }
        }
        return longest
    }

    /// The lowest number of the words that stand anywhere in a text.
    package func first(in text: [Unicode.Scalar]) -> Int? {
        var first: Int?
        for start in text.indices {
            var node = TextTrie.root
            for index in start..<text.count {
                guard let next = next(node, text[index]) else { break }
                node = next
                if let word = word(at: node), word < first ?? .max { first = word }
            }
        }
        return first
    }
}

/// Remembers what texts were found to mean, since thousands of workbooks repeat the same ones.
///
/// Bounded whatever the texts are: long ones are not kept, a full memo forgets all, and a text that many others
/// stand in the way of, as only somebody who means harm would arrange it, is not kept either.
///
/// For one thread, which is why access is not checked.
package final class TextMemo<Value> {
    @exclusivity(unchecked) private var texts: [String] = []
    @exclusivity(unchecked) private var hashes: [UInt64] = []
    @exclusivity(unchecked) private var values: [Value] = []
    /// Positions in the arrays above plus one; 0 is free.
    @exclusivity(unchecked) private var slots: [Int32]
    private let capacity: Int
    private let longest: Int
    private let seed: UInt64

    private static var steps: Int { 24 }

    /// - Parameters:
    ///   - capacity: texts.
    ///   - longest: bytes of a text that is kept.
    package init(capacity: Int, longest: Int) {
        self.capacity = capacity
        self.longest = longest
        var size = 16
        while size < capacity * 2 { size *= 2 }
        slots = Array(repeating: 0, count: size)
        seed = UInt64.random(in: 0...UInt64.max)
    }

    package subscript(_ text: String) -> Value? {
        guard text.utf8.count <= longest else { return nil }
        let hash = hash(text)
        var slot = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
        for _ in 0..<TextMemo.steps {
            let position = Int(slots[slot]) - 1
            if position < 0 { return nil }
            // By bytes: canonical equivalence would normalise every Han character.
            if hashes[position] == hash, ByteKey(texts[position]) == ByteKey(text) {
                return values[position]
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Keeps what a text means that the memo does not have.
    package func remember(_ text: String, _ value: Value) {
        guard text.utf8.count <= longest else { return }
        if texts.count >= capacity {
            texts.removeAll(keepingCapacity: true)
            hashes.removeAll(keepingCapacity: true)
            values.removeAll(keepingCapacity: true)
            for index in slots.indices { slots[index] = 0 }
        }
        let hash = hash(text)
        var slot = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
        for _ in 0..<TextMemo.steps {
            if slots[slot] == 0 {
                texts.append(text)
                hashes.append(hash)
                values.append(value)
                slots[slot] = Int32(texts.count)
                return
            }
            slot = (slot + 1) & (slots.count - 1)
        }
    }

    /// Eight bytes at a time, mixed with a seed; the upper half tells the place.
    private func hash(_ text: String) -> UInt64 {
        let bytes = text.utf8.span.bytes
        let count = bytes.byteCount
        var hash = seed ^ UInt64(count)
        var index = 0
        while index &+ 8 <= count {
            let word = bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            hash = TextMemo.mixed(hash ^ word)
            index &+= 8
        }
        var rest: UInt64 = 0
        while index < count {
            rest = rest << 8 | UInt64(bytes.unsafeLoad(fromByteOffset: index, as: UInt8.self))
            index &+= 1
        }
        return TextMemo.mixed(hash ^ rest)
    }

    /// Both halves of a product with a large odd number, folded.
    @inline(__always)
    private static func mixed(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return product.high ^ product.low
    }
}

/// Bytes that are looked at by position, with a zero behind the last one.
///
/// The zero ends every loop over bytes of one class, since no class holds it: loops need not ask for the
/// end at each step. Debug builds check each position all the same.
@safe struct ByteView {
    private let base: UnsafePointer<UInt8>
    /// The classes of all 256 bytes: whatever a byte is, it is an index.
    private let classes: UnsafePointer<UInt8>
    let count: Int

    @unsafe
    init(base: UnsafePointer<UInt8>, count: Int, classes: UnsafePointer<UInt8>) {
        unsafe self.base = base
        unsafe self.classes = classes
        self.count = count
    }

    /// - Parameter index: from 0 up to and including ``count``, where the zero stands.
    @inline(__always)
    subscript(index: Int) -> UInt8 {
        assert(index >= 0 && index <= count)
        return unsafe base[index]
    }

    /// The classes of the byte at a position, see ``CharacterClass``.
    @inline(__always)
    func `is`(_ index: Int, _ classes: UInt8) -> Bool {
        unsafe self.classes[Int(self[index])] & classes != 0
    }

    @inline(__always)
    func pointer(_ index: Int) -> UnsafePointer<UInt8> {
        assert(index >= 0 && index <= count)
        return unsafe base + index
    }

    @unsafe
    @inline(__always)
    static func areEqual(
        _ one: UnsafePointer<UInt8>, _ other: UnsafePointer<UInt8>, _ count: Int
    ) -> Bool {
        var index = 0
        while index < count {
            guard unsafe one[index] == other[index] else { return false }
            index &+= 1
        }
        return true
    }

    @inline(__always)
    func buffer(_ start: Int, _ end: Int) -> UnsafeBufferPointer<UInt8> {
        assert(start >= 0 && start <= end && end <= count)
        return unsafe UnsafeBufferPointer(start: base + start, count: end &- start)
    }

    /// How many line feeds there are. Counted over all that passes, so without branches.
    func lineFeeds(_ start: Int, _ end: Int) -> Int {
        let bytes = unsafe buffer(start, end)
        var total = 0
        var index = 0
        while index < bytes.count {
            let stop = min(bytes.count, index &+ 255)
            var lines: UInt8 = 0
            while index < stop {
                lines &+= unsafe bytes[index] == 0x0A ? 1 : 0
                index &+= 1
            }
            total += Int(lines)
        }
        return total
    }

    /// Whether `word` stands at a position; nil where the bytes end before that is known.
    func begins(_ word: String, at index: Int) -> Bool? {
        var position = index
        for letter in word.utf8 {
            if position >= count { return nil }
            if self[position] != letter { return false }
            position += 1
        }
        return true
    }

    /// The first position from `index` on that holds no white space.
    @inline(__always)
    func skippingBlanks(_ index: Int) -> Int {
        var index = index
        while self.is(index, CharacterClass.blank) { index &+= 1 }
        return index
    }
}

/// The bytes of a part that wait to be scanned: what is left of earlier pieces, and the latest one.
@safe final class ByteWindow {
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity = 1 << 17
    private var count = 0
    private let classes: UnsafeMutablePointer<UInt8>

    init() {
        unsafe base = .allocate(capacity: capacity)
        unsafe classes = .allocate(capacity: 256)
        for byte in UInt8.min...UInt8.max {
            unsafe (classes + Int(byte)).initialize(to: CharacterClass.classes(of: byte))
        }
    }

    deinit {
        unsafe base.deallocate()
        unsafe classes.deallocate()
    }

    var view: ByteView {
        unsafe ByteView(
            base: UnsafePointer(base), count: count, classes: UnsafePointer(classes))
    }

    func clear() {
        count = 0
        unsafe base[0] = 0
    }

    /// Drops the first bytes and appends others. Views from before are void.
    func replace(first: Int, with bytes: Span<UInt8>) {
        let kept = count - first
        let needed = kept + bytes.count + 1
        if needed > capacity {
            // What is kept is bounded by the length of a tag, and a piece is there already.
            let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: needed * 2)
            unsafe larger.update(from: base + first, count: kept)
            unsafe base.deallocate()
            unsafe base = larger
            capacity = needed * 2
        } else if first > 0 {
            unsafe base.update(from: base + first, count: kept)
        }
        unsafe bytes.withUnsafeBufferPointer { source in
            guard let start = source.baseAddress else { return }
            unsafe (base + kept).update(from: start, count: source.count)
        }
        count = kept + bytes.count
        unsafe base[count] = 0
    }
}

/// Numbers of names by their bytes, and how many different names there were.
///
/// Open addressing. The key of a name of up to seven bytes is the name itself; a longer one has a hash,
/// and its bytes are compared where the vocabulary knows it.
@safe final class NameTable {
    private struct Slot: BitwiseCopyable {
        /// 0 for an empty slot.
        var key: UInt64 = 0
        var number: UInt16 = 0
        /// Where a long name's bytes are in ``longNames``, and how many; 0 for names without.
        var offset: UInt32 = 0
        var length: UInt16 = 0
    }

    /// A power of two well above what ``XMLLimits/names`` lets in.
    private static let slotCount = 8192

    private let slots: UnsafeMutablePointer<Slot>
    /// Numbers of known names of one letter, which most names of worksheets are; ``noNumber`` for others.
    private let singles: UnsafeMutablePointer<UInt16>
    private static let noNumber = UInt16.max
    private let known: [(name: String, number: UInt16)]
    private let longNames = Pile<UInt8>(capacity: 256)
    private let fallback: UInt16
    /// Names seen so far, the vocabulary's not counted until they are seen.
    private(set) var count = 0

    /// - Parameter fallback: the number of names that are not known.
    init(known: [String: UInt16], fallback: UInt16) {
        self.known = known.map { ($0.key, $0.value) }
        self.fallback = fallback
        unsafe slots = .allocate(capacity: NameTable.slotCount)
        unsafe singles = .allocate(capacity: 256)
        unsafe singles.initialize(repeating: NameTable.noNumber, count: 256)
        for (name, number) in known where name.utf8.count == 1 {
            for letter in name.utf8 { unsafe singles[Int(letter)] = number }
        }
        clear()
    }

    deinit {
        unsafe slots.deallocate()
        unsafe singles.deallocate()
    }

    /// Whether there is no room for more names; then new ones have the fallback number.
    var isFull: Bool { count >= NameTable.slotCount / 2 }

    /// Forgets the names that are not known.
    func clear() {
        unsafe slots.initialize(repeating: Slot(), count: NameTable.slotCount)
        longNames.truncate(to: 0)
        count = 0
        for (name, number) in known.prefix(NameTable.slotCount / 4) {
            let bytes = Array(name.utf8)
            unsafe bytes.withUnsafeBufferPointer { buffer in
                guard let start = buffer.baseAddress else { return }
                let key = unsafe NameTable.key(start, buffer.count)
                let isLong = buffer.count > NameTable.shortLength
                unsafe slots[find(start, buffer.count, key).slot] = Slot(
                    key: key, number: number, offset: UInt32(longNames.count),
                    length: isLong ? UInt16(buffer.count) : 0)
                if isLong { unsafe longNames.append(contentsOf: start, count: buffer.count) }
            }
        }
    }

    /// - Parameter count: at least 1.
    @unsafe
    @inline(__always)
    func number(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt16 {
        if count == 1 {
            let number = unsafe singles[Int(start[0])]
            if number != NameTable.noNumber { return number }
        }
        return unsafe lookedUp(start, count)
    }

    @unsafe
    @inline(never)
    private func lookedUp(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt16 {
        let key = unsafe NameTable.key(start, count)
        let (slot, isFound) = unsafe find(start, count, key)
        if isFound { return unsafe slots[slot].number }
        guard !isFull else { return fallback }
        self.count += 1
        unsafe slots[slot] = Slot(key: key, number: fallback)
        return fallback
    }

    /// The slot of a name, or the empty one that is to be its own.
    @unsafe
    @inline(__always)
    private func find(
        _ start: UnsafePointer<UInt8>, _ count: Int, _ key: UInt64
    ) -> (slot: Int, isFound: Bool) {
        let mask = NameTable.slotCount - 1
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 45) & mask
        while unsafe slots[slot].key != 0 {
            if unsafe slots[slot].key == key {
                let length = unsafe Int(slots[slot].length)
                if length == 0 { return (slot, true) }
                let known = unsafe longNames.start + Int(slots[slot].offset)
                if length == count, unsafe ByteView.areEqual(known, start, count) {
                    return (slot, true)
                }
            }
            slot = (slot &+ 1) & mask
        }
        return (slot, false)
    }

    /// Bytes of the longest name that is its own key.
    private static let shortLength = 7

    @unsafe
    @inline(__always)
    private static func key(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        var key: UInt64 = 0
        if count <= shortLength {
            for index in 0..<count { unsafe key = key << 8 | UInt64(start[index]) }
            return key
        }
        key = 0xCBF2_9CE4_8422_2325
        for index in 0..<count { unsafe key = (key ^ UInt64(start[index])) &* 0x100_0000_01B3 }
        // Never the key of a short name, never that of an empty slot.
        return key | 1 << 63
    }
}

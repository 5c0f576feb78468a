/// Numbers of the strings that libxml2 interned, found by address.
///
/// Open addressing over the pointers: libxml2's dictionary hands out one address per string for as
/// long as the dictionary lives, so that the text is compared once per name, not once per element.
@safe
final class SymbolTable {
    /// Slots; a power of two well above what ``XMLLimits/names`` lets in.
    private static let slotCount = 8192

    private let keys: UnsafeMutablePointer<UInt>
    private let values: UnsafeMutablePointer<UInt16>
    private(set) var count = 0
    private let known: [String: UInt16]
    private let fallback: UInt16

    init(known: [String: UInt16], fallback: UInt16) {
        self.known = known
        self.fallback = fallback
        unsafe keys = .allocate(capacity: SymbolTable.slotCount)
        unsafe values = .allocate(capacity: SymbolTable.slotCount)
        unsafe keys.initialize(repeating: 0, count: SymbolTable.slotCount)
        unsafe values.initialize(repeating: 0, count: SymbolTable.slotCount)
    }

    deinit {
        unsafe keys.deallocate()
        unsafe values.deallocate()
    }

    /// Whether there is room for more names; without it, new ones have the fallback number.
    var isFull: Bool { count >= SymbolTable.slotCount / 2 }

    func number(of name: UnsafePointer<UInt8>) -> UInt16 {
        let key = UInt(bitPattern: name)
        let mask = UInt(SymbolTable.slotCount - 1)
        // Dictionary strings lie close together: mix the low bits.
        var slot = Int((key ^ key >> 7) &* 0x9E37_79B9_7F4A_7C15 >> 40 & mask)
        while unsafe keys[slot] != 0 {
            if unsafe keys[slot] == key { return unsafe values[slot] }
            slot = (slot + 1) & Int(mask)
        }
        let value = unsafe known[String(cString: name)] ?? fallback
        guard !isFull else { return fallback }
        count += 1
        unsafe keys[slot] = key
        unsafe values[slot] = value
        return value
    }

    /// Forgets all names: the dictionary they lay in is gone.
    func clear() {
        unsafe keys.update(repeating: 0, count: SymbolTable.slotCount)
        count = 0
    }
}

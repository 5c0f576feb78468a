/// Numbers of the strings that libxml2 interned, found by address.
///
/// Open addressing over the pointers: libxml2's dictionary hands out one address per string for as
/// long as the dictionary lives, so that the text is compared once per name, not once per element.
@safe
struct SymbolTable {
    private var keys: [UInt]
    private var values: [UInt16]
    private(set) var count = 0
    private let known: [String: UInt16]
    private let fallback: UInt16

    init(known: [String: UInt16], fallback: UInt16) {
        self.known = known
        self.fallback = fallback
        keys = Array(repeating: 0, count: 512)
        values = Array(repeating: 0, count: 512)
    }

    mutating func number(of name: UnsafePointer<UInt8>) -> UInt16 {
        let key = UInt(bitPattern: name)
        let mask = UInt(keys.count - 1)
        // Dictionary strings lie close together: mix the low bits.
        var slot = (key ^ key >> 7) &* 0x9E37_79B9_7F4A_7C15 >> 40 & mask
        while keys[Int(slot)] != 0 {
            if keys[Int(slot)] == key { return values[Int(slot)] }
            slot = (slot + 1) & mask
        }
        let value = unsafe known[String(cString: name)] ?? fallback
        count += 1
        if count * 2 > keys.count {
            grow()
            insert(key, value)
        } else {
            keys[Int(slot)] = key
            values[Int(slot)] = value
        }
        return value
    }

    private mutating func insert(_ key: UInt, _ value: UInt16) {
        let mask = UInt(keys.count - 1)
        var slot = (key ^ key >> 7) &* 0x9E37_79B9_7F4A_7C15 >> 40 & mask
        while keys[Int(slot)] != 0 { slot = (slot + 1) & mask }
        keys[Int(slot)] = key
        values[Int(slot)] = value
    }

    private mutating func grow() {
        let (oldKeys, oldValues) = (keys, values)
        keys = Array(repeating: 0, count: oldKeys.count * 2)
        values = Array(repeating: 0, count: oldKeys.count * 2)
        for (key, value) in zip(oldKeys, oldValues) where key != 0 { insert(key, value) }
    }
}

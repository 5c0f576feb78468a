/// Little-endian fields of the archive's records, each read with its bounds checked.
struct ByteReader {
    let bytes: [UInt8]

    func uint16(at offset: Int) -> Int? {
        guard offset >= 0, offset <= bytes.count - 2 else { return nil }
        return Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
    }

    func uint32(at offset: Int) -> Int? {
        guard let low = uint16(at: offset), let high = uint16(at: offset + 2) else { return nil }
        return low | high << 16
    }

    /// Values that no file can have (2⁶³ and up) count as unreadable.
    func uint64(at offset: Int) -> Int? {
        guard let low = uint32(at: offset), let high = uint32(at: offset + 4),
            high < 1 << 31
        else { return nil }
        return low | high << 32
    }

    func slice(_ offset: Int, count: Int) -> ArraySlice<UInt8>? {
        guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset
        else { return nil }
        return bytes[offset..<offset + count]
    }
}

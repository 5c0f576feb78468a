/// Rows or columns that can be asked for the next one, in whatever order they came: bits in blocks, and bits of the
/// blocks that are there.
struct LineBits {
    private var blocks: [Int: UInt64] = [:]
    private var groups: [Int: UInt64] = [:]
    private var last = -1

    mutating func insert(_ line: Int) {
        blocks[line >> 6, default: 0] |= 1 << UInt64(line & 63)
        groups[line >> 12, default: 0] |= 1 << UInt64(line >> 6 & 63)
        last = max(last, line)
    }

    /// The first line that is not before another.
    func next(from line: Int) -> Int? {
        guard line <= last else { return nil }
        if let found = LineBits.first(blocks[line >> 6], from: line & 63) {
            return (line & ~63) + found
        }
        // The blocks behind it in its group, then the groups behind that.
        var block = line >> 6 + 1
        guard block >> 6 <= last >> 12 else { return nil }
        for group in block >> 6...last >> 12 {
            if let found = LineBits.first(groups[group], from: block & 63) {
                let block = group << 6 + found
                return LineBits.first(blocks[block], from: 0).map { block << 6 + $0 }
            }
            block = 0
        }
        return nil
    }

    private static func first(_ bits: UInt64?, from start: Int) -> Int? {
        guard let bits, case let rest = bits >> UInt64(start), rest != 0 else { return nil }
        return start + rest.trailingZeroBitCount
    }
}

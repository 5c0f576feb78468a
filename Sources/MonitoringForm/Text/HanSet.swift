/// A set of Han characters of the basic block, as bits.
struct HanSet: Sendable {
    private static let first: UInt32 = 0x4E00
    private static let last: UInt32 = 0x9FFF
    private var bits: [UInt64]

    /// - Parameter scalars: others than Han characters are passed over.
    init(_ scalars: some Sequence<Unicode.Scalar>) {
        bits = Array(repeating: 0, count: Int(HanSet.last - HanSet.first) / 64 + 1)
        for scalar in scalars where HanSet.isHan(scalar) {
            let place = Int(scalar.value - HanSet.first)
            bits[place / 64] |= 1 << UInt64(place % 64)
        }
    }

    static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= first && scalar.value <= last
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        guard HanSet.isHan(scalar) else { return false }
        let place = Int(scalar.value - HanSet.first)
        return bits[place / 64] >> UInt64(place % 64) & 1 == 1
    }
}

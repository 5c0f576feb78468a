import XMLStream

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Tells of a worksheet part in passing whether it may hold formulas: whether a tag `f` stands in its bytes.
///
/// It looks for the letter behind `<` or a prefix, and a character that ends a name behind it. What looks like it in a
/// text makes no difference but that the part is parsed.
struct FormulaProbe {
    private(set) var mayHaveFormulas = false
    private var encoding: EncodingProbe? = EncodingProbe()
    /// The last two bytes of the piece before.
    private var last: [UInt8] = []

    mutating func read(_ piece: Span<UInt8>) {
        if mayHaveFormulas { return }
        if var probe = encoding {
            switch probe.read(piece) {
            case .other: mayHaveFormulas = true
            case .utf8: encoding = nil
            case nil: encoding = probe
            }
        }
        var seam = last
        for index in 0..<min(2, piece.count) { seam.append(piece[index]) }
        mayHaveFormulas =
            mayHaveFormulas || FormulaProbe.holdsTag(seam.span)
            || FormulaProbe.holdsTag(piece)
        last = Array(seam.suffix(2))
        if piece.count > 2 { last = [piece[piece.count - 2], piece[piece.count - 1]] }
    }

    private static func holdsTag(_ bytes: Span<UInt8>) -> Bool {
        bytes.withUnsafeBufferPointer { holdsTag($0) }
    }

    private static func holdsTag(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = bytes.baseAddress else { return false }
        var index = 1
        while index < bytes.count - 1 {
            guard let found = memchr(base + index, 0x66, bytes.count - index) else { return false }
            index = UnsafeRawPointer(found) - UnsafeRawPointer(base)
            guard index < bytes.count - 1 else { return false }
            let (before, after) = (bytes[index - 1], bytes[index + 1])
            if before == UInt8(ascii: "<") || before == UInt8(ascii: ":"),
                after <= 0x20 || after == UInt8(ascii: ">") || after == UInt8(ascii: "/")
            {
                return true
            }
            index += 1
        }
        return false
    }
}

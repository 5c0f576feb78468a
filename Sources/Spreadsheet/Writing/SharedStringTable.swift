import XMLStream

/// The texts of a workbook's cells, each once (ISO/IEC 29500-1, 18.4.9).
///
/// Compared byte by byte: Swift's own comparison takes composed and decomposed letters for the same, and
/// a workbook must not exchange them. Its memory is bounded: once it is full, new texts are not taken.
struct SharedStringTable {
    /// All texts, one behind the other.
    private var bytes: [UInt8] = []
    /// Where the text of each index ends in ``bytes``.
    private var ends: [Int] = []
    private var hashes: [UInt32] = []
    /// Open addressing: index plus one, 0 for a free slot.
    private var slots: [Int32] = []
    private let limit: Int
    /// Cells that point here.
    private(set) var uses = 0

    /// - Parameter limit: bytes of all texts together.
    init(limit: Int) { self.limit = limit }

    var count: Int { ends.count }

    /// The index of a text, which is added where there is room; nil where there is none.
    mutating func index(of text: Span<UInt8>) -> Int? {
        if slots.count < 2 * (ends.count + 1) { rehash() }
        let hash = SharedStringTable.hash(text)
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if hashes[index] == hash, isSame(text, index) {
                uses += 1
                return index
            }
            slot = (slot + 1) & mask
        }
        guard bytes.count + text.count <= limit, ends.count < Int(Int32.max) - 1 else {
            return nil
        }
        bytes.append(borrowed: text)
        ends.append(bytes.count)
        hashes.append(hash)
        slots[slot] = Int32(ends.count)
        uses += 1
        return ends.count - 1
    }

    private func range(_ index: Int) -> Range<Int> {
        (index == 0 ? 0 : ends[index - 1])..<ends[index]
    }

    private func isSame(_ text: Span<UInt8>, _ index: Int) -> Bool {
        let range = range(index)
        guard range.count == text.count else { return false }
        for place in text.indices where bytes[range.lowerBound + place] != text[place] {
            return false
        }
        return true
    }

    /// FNV-1a, its halves folded; no secret is needed, since nobody gains by a slow table of their own.
    private static func hash(_ text: Span<UInt8>) -> UInt32 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for place in text.indices { hash = (hash ^ UInt64(text[place])) &* 0x100_0000_01B3 }
        return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }

    private mutating func rehash() {
        slots = Array(repeating: 0, count: max(64, slots.count * 2))
        let mask = slots.count - 1
        for (index, hash) in hashes.enumerated() {
            var slot = Int(hash) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(index + 1)
        }
    }

    // MARK: Markup

    /// Writes the part, emptying the buffer through `flush` from time to time.
    func write(
        to xml: inout XMLWriter, flush: (inout XMLWriter) throws(SpreadsheetError) -> Void
    ) throws(SpreadsheetError) {
        xml.declaration()
        xml.markup("<sst")
        xml.attribute("xmlns", Markup.main, in: .plain)
        xml.attribute("count", uses)
        xml.attribute("uniqueCount", count)
        xml.markup(">")
        for index in ends.indices {
            let text = bytes.span.extracting(range(index))
            if XMLWriter.needsPreserving(utf8: text) {
                xml.markup("<si><t xml:space=\"preserve\">")
            } else {
                xml.markup("<si><t>")
            }
            xml.text(utf8: text)
            xml.markup("</t></si>")
            if xml.count >= SheetWriter.flushSize { try flush(&xml) }
        }
        xml.markup("</sst>")
    }
}

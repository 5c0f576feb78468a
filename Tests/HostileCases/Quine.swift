/// An archive one of whose entries inflates, to the byte, to the archive itself: whoever opens archives in archives never
/// comes to an end. After Russ Cox, "Zip Files All The Way Down" (2010).
import TestSupport

enum Quine {
    /// The archive that has itself as `name`, with these entries behind; `name` takes 13 to 28 bytes.
    static func archive(_ name: String, _ others: [ZipBuilder.Entry]) -> [UInt8] {
        var entry = ZipBuilder.Entry(name, [])
        entry.rawData = []
        let headerSize = 30 + entry.name.count
        // Sizes of what stands before and behind do not depend on what is in them.
        let bare = ZipBuilder([entry] + others).build()
        let blank = deflated(Array(bare[..<headerSize]), Array(bare[headerSize...]))
        entry.rawData = [UInt8](repeating: 0, count: blank.count)
        entry.declaredSize = bare.count + blank.count

        func archive(checksum: UInt32) -> [UInt8] {
            entry.crc32 = checksum
            let bytes = ZipBuilder([entry] + others).build()
            let head = Array(bytes[..<headerSize])
            let tail = Array(bytes[(headerSize + blank.count)...])
            return head + deflated(head, tail) + tail
        }
        return archive(checksum: fixedPoint { ZipBuilder.checksum(archive(checksum: $0)) })
    }

    /// A deflate stream (RFC 1951) that gives `head`, itself and `tail`.
    ///
    /// What is written out is also what stands in the stream: each line of `program` is an operation that has been put out,
    /// or will be, by another. A stored block, S, gives what follows it; a block of matches, R, the last bytes again.
    private static func deflated(_ head: [UInt8], _ tail: [UInt8]) -> [UInt8] {
        let headAgain = head + stored(head.count + 5)
        // Nine bytes: three matches and an empty block.
        let repeatHead = repeated(
            [10, 19, headAgain.count - 29], distance: headAgain.count, emptyBlocks: 1)
        // Each of the groups that are repeated takes 24 bytes, and repeating them seven.
        let repeatGroup = repeated([11, 7, 6], distance: 24)
        let group = stored(24)
        let repeatTail = repeatedToTheEnd(tail.count)
        let tailAgain = repeatTail + tail
        var program: [[UInt8]] = []
        program += [stored(headAgain.count), headAgain, repeatHead]
        program += [stored(repeatHead.count), repeatHead]
        program += [stored(5), stored(repeatHead.count)]
        program += [group, repeatHead, stored(5), stored(repeatHead.count), group, repeatGroup]
        program += [group, repeatGroup, group, repeatGroup, group, repeatGroup]
        // Twelve bytes that do nothing bring the last group to its size.
        let nothing = stored(0) + repeated([], distance: 1, emptyBlocks: 1, before: stored(0))
        let last = repeatGroup + nothing + stored(tailAgain.count)
        program += [group, last, last]
        program += [tailAgain, repeatTail]
        return program.flatMap(\.self)
    }

    /// The header of a stored block of so many bytes.
    private static func stored(_ count: Int) -> [UInt8] {
        let size = [UInt8(count & 0xFF), UInt8(count >> 8)]
        return [0] + size + size.map { ~$0 }
    }

    /// A block of matches under the fixed codes (RFC 1951, 3.2.6), with empty blocks behind, and a stored block that begins in
    /// the same byte: five bytes of which the first gives way.
    private static func repeated(
        _ lengths: [Int], distance: Int, isFinal: Bool = false, emptyBlocks: Int = 0,
        before next: [UInt8] = []
    ) -> [UInt8] {
        var bits = DeflateBits()
        bits.append(isFinal ? 3 : 2, 3)
        for length in lengths { bits.match(length, distance: distance) }
        bits.append(0, 7)
        for _ in 0..<emptyBlocks {
            bits.append(2, 3)
            bits.append(0, 7)
        }
        if !next.isEmpty { bits.append(0, 3) }
        return bits.bytes + next.dropFirst()
    }

    /// The last block, which repeats itself and `tailSize` bytes behind it.
    private static func repeatedToTheEnd(_ tailSize: Int) -> [UInt8] {
        for size in 1... {
            let length = size + tailSize
            let whole = (length - 3) / 258
            let lengths = [Int](repeating: 258, count: whole) + [length - 258 * whole]
            let block = repeated(lengths, distance: length, isFinal: true)
            if block.count <= size {
                return block + [UInt8](repeating: 0, count: size - block.count)
            }
        }
        return []
    }

    /// The number that `function`, affine over the bits of a number as checksums are, leaves as it is.
    private static func fixedPoint(_ function: (UInt32) -> UInt32) -> UInt32 {
        let constant = function(0)
        // Rows of (F + I) x = constant, bit by bit; the constant stands in bit 32.
        var rows = (0..<32).map { UInt64(constant >> $0 & 1) << 32 | 1 << UInt64($0) }
        for column in 0..<32 {
            let image = function(1 << UInt32(column)) ^ constant
            for row in 0..<32 where image >> row & 1 == 1 { rows[row] ^= 1 << UInt64(column) }
        }
        for column in 0..<32 {
            let mask: UInt64 = 1 << UInt64(column)
            guard let pivot = (column..<32).first(where: { rows[$0] & mask != 0 }) else { continue }
            rows.swapAt(column, pivot)
            for row in 0..<32 where row != column && rows[row] & mask != 0 {
                rows[row] ^= rows[column]
            }
        }
        return (0..<32).reduce(0) { $0 | UInt32(rows[$1] >> 32 & 1) << UInt32($1) }
    }
}

/// Bits as deflate packs them, and matches in its fixed codes.
private struct DeflateBits {
    var bytes: [UInt8] = []
    private var free = 0

    /// The lowest bit first.
    mutating func append(_ value: Int, _ count: Int) {
        for index in 0..<count {
            if free == 0 {
                bytes.append(0)
                free = 8
            }
            bytes[bytes.count - 1] |= UInt8(value >> index & 1) << UInt8(8 - free)
            free -= 1
        }
    }

    mutating func match(_ length: Int, distance: Int) {
        let (code, extra, bits) = DeflateBits.lengthCode(length)
        code < 280 ? huffman(code - 256, 7) : huffman(code - 280 + 0xC0, 8)
        append(extra, bits)
        let place = DeflateBits.code(distance - 1, leading: 1)
        huffman(place.code, 5)
        append(place.extra, place.bits)
    }

    /// Codes of Huffman trees begin with the highest bit.
    private mutating func huffman(_ code: Int, _ count: Int) {
        for index in (0..<count).reversed() { append(code >> index & 1, 1) }
    }

    private static func lengthCode(_ length: Int) -> (code: Int, extra: Int, bits: Int) {
        if length == 258 { return (285, 0, 0) }
        let (code, extra, bits) = code(length - 3, leading: 2)
        return (257 + code, extra, bits)
    }

    /// The code of a number: its highest bits, `leading` of them behind the first, and where that is.
    private static func code(_ value: Int, leading: Int) -> (code: Int, extra: Int, bits: Int) {
        let bits = max(Int.bitWidth - value.leadingZeroBitCount - 1 - leading, 0)
        return ((bits << leading) + value >> bits, value & (1 << bits - 1), bits)
    }
}

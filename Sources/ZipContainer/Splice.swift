/// A stretch of an entry's bytes and what stands there afterwards; an empty range inserts.
package struct Splice: Hashable, Sendable {
    /// Counted in the entry as it was.
    package let range: Range<Int>
    package let replacement: [UInt8]

    package init(_ range: Range<Int>, _ replacement: [UInt8]) {
        self.range = range
        self.replacement = replacement
    }

    package init(at offset: Int, inserting replacement: [UInt8]) {
        self.init(offset..<offset, replacement)
    }

    package init(removing range: Range<Int>) { self.init(range, []) }
}

extension [Splice] {
    /// In the order of the entry; insertions at one place keep the order they came in.
    ///
    /// - Returns: nil where two splices claim the same bytes.
    package func inOrder() -> [Splice]? {
        let sorted = enumerated().sorted {
            ($0.element.range.lowerBound, $0.element.range.upperBound, $0.offset)
                < ($1.element.range.lowerBound, $1.element.range.upperBound, $1.offset)
        }.map(\.element)
        let isSound = zip(sorted, sorted.dropFirst()).allSatisfy {
            $0.range.upperBound <= $1.range.lowerBound
        }
        return isSound ? sorted : nil
    }

    /// The bytes of a small entry with these splices made.
    ///
    /// - Returns: nil where two splices claim the same bytes, or ones that are not there.
    package func applied(to bytes: [UInt8]) -> [UInt8]? {
        guard let splices = inOrder(), (splices.last?.range.upperBound ?? 0) <= bytes.count else {
            return nil
        }
        var result: [UInt8] = []
        var position = 0
        for splice in splices {
            result += bytes[position..<splice.range.lowerBound]
            result += splice.replacement
            position = splice.range.upperBound
        }
        result += bytes[position...]
        return result
    }
}

/// Makes splices in bytes that pass by in pieces: memory does not grow with their number.
struct SpliceStream {
    private let splices: [Splice]
    private var next = 0
    /// Bytes that have passed, counted as they were.
    private(set) var position = 0
    /// Where the last splice that was made ends.
    private(set) var lastEnd = 0

    /// - Parameter splices: in order, see ``Swift/Array/inOrder()``.
    init(_ splices: [Splice]) { self.splices = splices }

    /// Where the next splice begins that is not made in full; nil when all are made.
    var nextStart: Int? { next < splices.count ? splices[next].range.lowerBound : nil }

    mutating func pass(
        _ bytes: Span<UInt8>, to accept: (Span<UInt8>) throws -> Void
    ) throws {
        var index = 0
        while index < bytes.count {
            guard next < splices.count else {
                try accept(bytes.extracting(index..<bytes.count))
                position += bytes.count - index
                return
            }
            let splice = splices[next]
            if position < splice.range.lowerBound {
                let count = min(splice.range.lowerBound - position, bytes.count - index)
                try accept(bytes.extracting(index..<index + count))
                index += count
                position += count
                continue
            }
            // The replacement goes out once, however many pieces the range comes in.
            if position == splice.range.lowerBound {
                let replacement = splice.replacement
                try accept(replacement.span)
            }
            let count = min(splice.range.upperBound - position, bytes.count - index)
            index += count
            position += count
            if position == splice.range.upperBound { endSplice() }
        }
    }

    /// All bytes have passed: insertions behind the last one are made.
    ///
    /// - Throws: `badSplice` where splices are left over: the bytes were not the ones they were made for.
    mutating func end(accept: (Span<UInt8>) throws -> Void) throws {
        while next < splices.count, splices[next].range == position..<position {
            let replacement = splices[next].replacement
            try accept(replacement.span)
            endSplice()
        }
        guard next == splices.count else { throw ZipError(.badSplice) }
    }

    private mutating func endSplice() {
        lastEnd = position
        next += 1
    }
}

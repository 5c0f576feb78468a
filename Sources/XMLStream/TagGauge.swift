/// Measures the tags of a document before libxml2 sees them.
///
/// libxml2 compares each attribute of a tag with all others, so that one long tag can cost minutes. A tag
/// holds no `<` but the one it begins with: only where the next one is far off is a tag looked at
/// byte by byte.
struct TagGauge {
    private enum State { case text, opened, tag, quoted(UInt8), markup }

    private var state = State.text
    private var length = 0
    /// Bytes of the longest tag so far.
    private(set) var longest = 0

    /// Distances between two `<` that cannot hold a tag worth measuring.
    private static let harmless = 4096

    mutating func read(_ bytes: Span<UInt8>) {
        var start = 0
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else {
                index += 1
                continue
            }
            if index - start > TagGauge.harmless || start == 0 { measure(bytes, start, index) }
            start = index
            state = .text
            index += 1
        }
        measure(bytes, start, bytes.count)
        longest = max(longest, length)
    }

    private mutating func measure(_ bytes: Span<UInt8>, _ from: Int, _ to: Int) {
        for index in from..<to {
            let byte = bytes[index]
            switch state {
            case .text:
                guard byte == UInt8(ascii: "<") else { return }
                state = .opened
                length = 0
            case .opened:
                // Comments, CDATA and instructions have no attributes.
                let isMarkup = byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
                state = isMarkup ? .markup : .tag
            case .markup: return
            case .tag:
                if byte == UInt8(ascii: ">") {
                    longest = max(longest, length)
                    state = .text
                    length = 0
                    return
                }
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { state = .quoted(byte) }
                length += 1
            case .quoted(let quote):
                if byte == quote { state = .tag }
                length += 1
            }
        }
    }
}

import XMLStream

/// The last bytes of a part while it is parsed, so that a sink can see the tags themselves.
///
/// libxml2 tells where each event ends. A start tag cannot hold a second `<`, so that its beginning is the
/// last one before its end.
final class MarkupWindow {
    /// Bytes that are pushed into the parser at once.
    static let pieceSize = 1 << 16

    private let scanner: XMLScanner
    private let part: String
    private var bytes: [UInt8] = []
    /// Offset in the part of the first byte kept.
    private var start = 0
    private let reach: Int

    init(scanner: XMLScanner, part: String, limits: XMLLimits) {
        self.scanner = scanner
        self.part = part
        // The longest tag, what is pushed at once, and what the parser holds back before it.
        reach = limits.tagSize + 3 * MarkupWindow.pieceSize
    }

    func append(_ piece: Span<UInt8>) {
        if bytes.count > 2 * reach {
            let surplus = bytes.count - reach
            bytes.removeFirst(surplus)
            start += surplus
        }
        bytes.append(borrowed: piece)
    }

    /// Cuts bytes into pieces: stored entries come in one.
    static func pieces(
        of bytes: Span<UInt8>, accept: (Span<UInt8>) throws -> Void
    ) throws {
        var index = 0
        while index < bytes.count {
            let piece = bytes.extracting(index..<min(index + pieceSize, bytes.count))
            try accept(piece)
            index += piece.count
        }
    }

    /// The tag of the element that has just started.
    func startTag() throws -> StartTag {
        let end = try offset()
        var index = end - start
        guard bytes.indices.contains(index) else { throw refused() }
        let length = bytes[index] == UInt8(ascii: "/") ? 2 : 1
        let close = index + length
        while index >= 0, bytes[index] != UInt8(ascii: "<") { index -= 1 }
        guard index >= 0, close <= bytes.count,
            let tag = StartTag(bytes[index..<close], at: start + index)
        else { throw refused() }
        return tag
    }

    /// Where the element that has just ended, ends.
    func elementEnd() throws -> Int { try offset() }

    /// Where the end tag begins of the element that has just ended and was not empty.
    func endTagStart() throws -> Int {
        var index = try offset() - start - 1
        guard bytes.indices.contains(index), bytes[index] == UInt8(ascii: ">") else {
            throw refused()
        }
        while index >= 0, bytes[index] != UInt8(ascii: "<") { index -= 1 }
        guard index >= 0 else { throw refused() }
        return start + index
    }

    private func offset() throws -> Int {
        guard scanner.readsUTF8 else {
            throw SpreadsheetError(.refusedEdit, reason: "encoding", part: part)
        }
        guard let offset = scanner.byteOffset else { throw refused() }
        return offset
    }

    private func refused() -> SpreadsheetError {
        SpreadsheetError(
            .refusedEdit, reason: "markupPosition", part: part,
            detail: "byte \(scanner.byteOffset ?? -1)")
    }
}

extension OfficePackage {
    /// Sends the events of a part to a sink that looks at the bytes as well.
    func scan(
        _ name: PartName, sink: (MarkupWindow) -> any XMLSink
    ) throws(SpreadsheetError) {
        let entry = try entry(of: name)
        let window = MarkupWindow(scanner: scanner, part: entry.name, limits: limits.xml)
        try SpreadsheetError.wrapping(part: entry.name) {
            try scanner.parse(entry.name, into: sink(window)) { push in
                try archive.read(entry) { bytes in
                    try MarkupWindow.pieces(of: bytes) {
                        window.append($0)
                        try push($0)
                    }
                }
            }
        }
    }

    /// Sends the events of bytes that may become a part to a sink that looks at the bytes as well.
    func scan(
        _ bytes: [UInt8], as name: PartName, sink: (MarkupWindow) -> any XMLSink
    ) throws(SpreadsheetError) {
        let window = MarkupWindow(scanner: scanner, part: name.text, limits: limits.xml)
        try SpreadsheetError.wrapping(part: name.text) {
            try scanner.parse(name.text, into: sink(window)) { push in
                try MarkupWindow.pieces(of: bytes.span) {
                    window.append($0)
                    try push($0)
                }
            }
        }
    }

    /// The bytes of a part that is small by nature.
    func data(of name: PartName, limit: Int) throws(SpreadsheetError) -> [UInt8] {
        if let entry = parts[name], entry.size > limit {
            throw SpreadsheetError(.limitExceeded, reason: "partSize", part: entry.name)
        }
        var data: [UInt8] = []
        try read(name) { data.append(borrowed: $0) }
        return data
    }
}

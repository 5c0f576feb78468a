/// Makes splices in the data of an entry without deflating all of it anew.
///
/// A deflate stream (RFC 1951) is a row of blocks, and a block refers to text no more than 32 KiB before it. The
/// blocks before a splice are copied as they are. From the beginning of the block that a splice falls into,
/// the text is deflated anew, up to the end of a block that has 32 KiB of text without any splice before it:
/// what the blocks behind refer to stands there still, as far back as it did. These are copied again. Empty
/// blocks between have them begin at the bit of a byte where they did, since stored blocks depend on it.
///
/// What has come out is inflated beside, and its checksum held against that of the spliced text.
struct DeflateSplicer {
    /// How far a block refers back.
    private static let reach = 1 << 15

    private let entry: ArchiveEntry
    private let source: BlockInflater
    private let lane: DeflateLane

    init(
        _ entry: ArchiveEntry, in archive: ArchiveReader, lane: DeflateLane
    ) throws(ZipError) {
        self.entry = entry
        self.lane = lane
        let end = entry.dataOffset + entry.compressedSize
        source = try BlockInflater(archive.bytes, range: entry.dataOffset..<end)
    }

    /// What is known at the beginning of a block.
    private struct State {
        /// The entry's text as it was, and as it shall be.
        var before = CRC32()
        var after = CRC32()
        var size = 0
        var text: SpliceStream
        /// The declared size of the entry as it was: nothing beyond it is taken.
        let limit: Int

        mutating func pass(
            _ bytes: Span<UInt8>, to accept: (Span<UInt8>) throws -> Void
        ) throws {
            before.update(bytes)
            guard text.position + bytes.count <= limit else { throw ZipError(.sizeMismatch) }
            try text.pass(bytes) { piece in
                after.update(piece)
                size += piece.count
                try accept(piece)
            }
        }

        mutating func end(accept: (Span<UInt8>) throws -> Void) throws {
            try text.end { piece in
                after.update(piece)
                size += piece.count
                try accept(piece)
            }
        }
    }

    /// - Parameters:
    ///   - splices: in order.
    ///   - emit: takes the compressed bytes.
    /// - Returns: size and checksum of the text as it is afterwards.
    /// - Throws: ``ZipError``: `badSplice`, `badData`, `sizeMismatch`, `checksumMismatch`; what `emit` throws.
    func splice(
        _ splices: [Splice], emit: (Span<UInt8>) throws -> Void
    ) throws -> (size: Int, checksum: UInt32) {
        let check = try InflateCheck()
        func send(_ bytes: Span<UInt8>) throws {
            try check.take(bytes)
            try emit(bytes)
        }
        var bits = BitCopy(source.data, from: source.range.lowerBound)
        var state = State(text: SpliceStream(splices), limit: entry.size)
        var isAtEnd = false
        while !isAtEnd {
            if state.text.nextStart == nil {
                try bits.copy(to: 8 * source.range.count, emit: send)
                try takeRest(&state)
                break
            }
            let place = try source.place()
            if try passBlock(&state) {
                try bits.copy(to: source.bit, emit: send)
            } else {
                try source.goBack(to: place)
                isAtEnd = try deflateAnew(&state, &bits, window: place.window, emit: send)
            }
        }
        try check.end(size: state.size, checksum: state.after.value)
        return (state.size, state.after.value)
    }

    /// Inflates a block.
    ///
    /// - Returns: whether no splice falls into it; else the state is that before the block.
    private func passBlock(_ state: inout State) throws -> Bool {
        guard let start = state.text.nextStart else { return false }
        var passed = state
        var progress = BlockInflater.Progress.insideBlock
        while progress == .insideBlock {
            progress = try source.advance { try passed.pass($0) { _ in } }
            if passed.text.position > start { return false }
        }
        // What is left over belongs behind the last byte.
        if progress == .endOfStream { return false }
        state = passed
        return true
    }

    /// Deflates text anew from the beginning of a block on.
    ///
    /// - Returns: whether the stream has come to its end.
    private func deflateAnew(
        _ state: inout State, _ bits: inout BitCopy, window: [UInt8],
        emit: (Span<UInt8>) throws -> Void
    ) throws -> Bool {
        try lane.begin(
            .markup,
            after: DeflateContext(bits: bits.count, value: bits.value, window: window))
        var position = 0
        func deflate(_ piece: Span<UInt8>) throws {
            let output = try lane.deflate(piece, at: position)
            position += piece.count
            try emit(output.span)
        }
        while true {
            switch try source.advance(accept: { try state.pass($0, to: deflate) }) {
            case .insideBlock: continue
            case .endOfBlock:
                let text = state.text
                let isFree = text.nextStart.map { $0 >= text.position } ?? true
                guard isFree, text.position - text.lastEnd >= DeflateSplicer.reach else { continue }
                let output = try lane.end(.aligned)
                try emit(output.span)
                try bits.resume(at: source.bit, emit: emit)
                return false
            case .endOfStream:
                guard state.text.position == entry.size else {
                    throw failure(.sizeMismatch)
                }
                guard state.before.value == entry.crc32 else {
                    throw failure(.checksumMismatch)
                }
                try state.end(accept: deflate)
                let output = try lane.end(.last)
                try emit(output.span)
                return true
            }
        }
    }

    private func failure(_ code: ZipError.Code) -> ZipError {
        ZipError(code, entry: entry.name, offset: entry.dataOffset)
    }

    /// The rest of the text is as it was, and need not be looked at.
    private func takeRest(_ state: inout State) throws(ZipError) {
        let count = entry.size - state.text.position
        guard count >= 0 else { throw failure(.sizeMismatch) }
        let rest = state.before.ofRest(of: entry.crc32, count: count)
        state.after.update(checksum: rest, count: count)
        state.size += count
    }
}

/// Copies stretches of a bit stream to where they begin at the same bit of a byte.
private struct BitCopy {
    private let data: [UInt8]
    private let origin: Int
    /// Bits of the source that are done with.
    private var position = 0
    /// The bits behind the last whole byte that went out, the lowest first.
    private(set) var value: UInt8 = 0

    init(_ data: [UInt8], from origin: Int) {
        self.data = data
        self.origin = origin
    }

    /// How many bits ``value`` has.
    var count: Int { position % 8 }

    mutating func copy(to end: Int, emit: (Span<UInt8>) throws -> Void) throws {
        guard end > position else { return }
        let (first, last) = (position / 8, end / 8)
        var byte = value
        byte |= bits(of: first) & ~BitCopy.mask(position)
        if first < last {
            try emit([byte].span)
            try emit(data.span.extracting(origin + first + 1..<origin + last))
            byte = end % 8 == 0 ? 0 : bits(of: last)
        }
        value = byte & BitCopy.mask(end)
        position = end
    }

    /// Goes on further behind, after other bytes went out that end on a whole one.
    mutating func resume(at bit: Int, emit: (Span<UInt8>) throws -> Void) throws {
        let filler = EmptyBlocks.upTo(bit: bit % 8)
        try emit(filler.bytes.span)
        value = filler.rest
        position = bit
    }

    private func bits(of byte: Int) -> UInt8 { data[origin + byte] }

    /// The bits of a byte before this one.
    private static func mask(_ bit: Int) -> UInt8 { (1 << UInt8(bit % 8)) - 1 }
}

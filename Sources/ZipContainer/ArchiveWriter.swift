/// Writes a ZIP archive to a ``ByteSink``, entry after entry, each as a stream.
///
/// Format: PKWARE APPNOTE 6.3, as far as ISO/IEC 29500-2 annex B allows it in an OPC package. The same
/// calls give the same bytes: no clock, no system attributes. Sizes stand in the local header wherever
/// they can: entries of up to 256 KiB compressed are held back until they are known, larger ones are
/// corrected in place, and only on sinks that cannot go back a data descriptor follows (4.3.9).
///
/// The first error is kept: every later call throws it again, so that no archive is finished that has
/// lost bytes.
package final class ArchiveWriter {
    package enum Method: Hashable, Sendable {
        case stored
        case deflated(DeflateLevel)

        /// The compression method of APPNOTE 4.4.5.
        var number: Int { self == .stored ? 0 : 8 }
    }

    /// An entry that has been begun and not yet ended.
    private struct OpenEntry {
        let header: EntryHeader
        let method: Method
        let isLarge: Bool
        /// Offset in the archive of its local header.
        let offset: Int
        var isHeaderWritten = false
        var usesDescriptor = false
        var usesZip64 = false
        var sizes = EntrySizes()
        var checksum = CRC32()
    }

    /// Compressed bytes of an entry that wait for its sizes.
    private static let pendingLimit = 256 << 10

    private let sink: any ByteSink
    private let zip64From: Int
    private let spliceFrom: Int
    private let lane = DeflateLane()
    private var comment: [UInt8]
    /// Bytes that the sink took.
    private var position = 0
    private var directory: [UInt8] = []
    private var count = 0
    private var names: Set<String> = []
    private var open: OpenEntry?
    private var pending: [UInt8] = []
    private var isFinished = false
    private var failure: (any Error)?

    /// - Parameters:
    ///   - comment: the archive's comment, at most 65,535 bytes.
    ///   - zip64From: sizes and offsets from here on are written as Zip64; lower it for tests only.
    ///   - spliceFrom: the size from which on an entry is spliced as it is compressed, since a smaller one is
    ///     deflated anew as fast; lower it for tests only.
    package init(
        to sink: any ByteSink, comment: [UInt8] = [], zip64From: Int = 0xFFFF_FFFF,
        spliceFrom: Int = 1 << 20
    ) {
        self.sink = sink
        self.comment = comment
        self.zip64From = zip64From
        self.spliceFrom = spliceFrom
    }

    /// Begins an entry.
    ///
    /// - Parameter mayBeLarge: room for Zip64 sizes is made in the local header. Without it an entry
    ///   that is streamed may not reach 4 GiB.
    /// - Throws: ``ZipError``: `unsafeName`, `duplicateName`, `misuse`; what the sink throws.
    package func begin(
        _ header: EntryHeader, method: Method = .deflated(.standard), mayBeLarge: Bool = false
    ) throws {
        try keepingFailure {
            try claim(header)
            if case .deflated(let level) = method { try lane.begin(level) }
            open = OpenEntry(
                header: header, method: method, isLarge: mayBeLarge, offset: position)
            pending.removeAll(keepingCapacity: true)
        }
    }

    /// Takes the next bytes of the entry that was begun.
    ///
    /// - Throws: ``ZipError``; what the sink throws.
    package func write(_ bytes: Span<UInt8>) throws {
        try keepingFailure {
            guard open != nil else { throw ZipError(.misuse) }
            open?.checksum.update(bytes)
            if open?.method == .stored {
                try emit(bytes)
            } else {
                let output = try lane.deflate(bytes, at: open?.sizes.plain ?? 0)
                try emit(output.span)
            }
            open?.sizes.plain += bytes.count
        }
    }

    /// Ends the entry that was begun.
    ///
    /// - Throws: ``ZipError``: `limitExceeded` where it has outgrown its header; what the sink throws.
    package func end() throws {
        try keepingFailure {
            guard open != nil else { throw ZipError(.misuse) }
            if open?.method != .stored {
                let output = try lane.end(.last)
                try emit(output.span)
            }
            try close(checksum: open?.checksum.value ?? 0)
        }
    }

    /// All data of the open entry have gone out.
    private func close(checksum: UInt32) throws {
        guard var entry = open else { throw ZipError(.misuse) }
        entry.sizes.crc32 = checksum
        if entry.isHeaderWritten {
            try correctSizes(of: entry)
        } else {
            entry.usesZip64 = max(entry.sizes.plain, entry.sizes.compressed) >= zip64From
            try send(localHeader(entry))
            try send(pending)
        }
        appendRecord(of: entry)
        open = nil
    }

    /// Writes a whole entry.
    ///
    /// - Throws: as ``begin(_:method:mayBeLarge:)``, ``write(_:)`` and ``end()``.
    package func add(
        _ header: EntryHeader, _ bytes: [UInt8], method: Method = .deflated(.standard)
    ) throws {
        try begin(header, method: method, mayBeLarge: bytes.count >= zip64From / 2)
        try write(bytes.span)
        try end()
    }

    /// Copies an entry as it stands in another archive: header, name, extra fields, compressed data,
    /// data descriptor, directory record and its comment, to the byte. Only the offset of the local
    /// header changes, and where it passes 4 GiB the Zip64 field that holds it.
    ///
    /// - Throws: ``ZipError``: `duplicateName`, `misuse`; what the sink throws.
    package func copy(_ entry: ArchiveEntry, from archive: ArchiveReader) throws {
        try keepingFailure {
            guard open == nil, !isFinished else { throw ZipError(.misuse) }
            guard names.insert(entry.name).inserted else {
                throw ZipError(.duplicateName, entry: entry.name)
            }
            let raw = RawEntry(entry, in: archive)
            let record = try raw.record(movedTo: position, zip64From: zip64From)
            try send(archive.bytes[raw.local])
            directory += record
            count += 1
        }
    }

    /// Copies an entry with splices made in its data. Of a large one only what stands around the splices is
    /// deflated anew; see ``DeflateSplicer``.
    ///
    /// - Parameter splices: in order, see ``Swift/Array/inOrder()``.
    /// - Throws: ``ZipError``: `badSplice`, `duplicateName`, `misuse`; what reading the entry and the sink throw.
    package func copy(
        _ entry: ArchiveEntry, from archive: ArchiveReader, splicing splices: [Splice]
    ) throws {
        try begin(EntryHeader(like: entry, in: archive), method: .deflated(.markup))
        guard entry.method == 8, entry.size >= spliceFrom else {
            var stream = SpliceStream(splices)
            try archive.read(entry) { bytes in try stream.pass(bytes) { try write($0) } }
            try stream.end { try write($0) }
            return try end()
        }
        try keepingFailure {
            let splicer = try DeflateSplicer(entry, in: archive, lane: lane)
            let text: (size: Int, checksum: UInt32)
            do {
                text = try splicer.splice(splices) { try emit($0) }
            } catch let error as ZipError where error.entry == nil && error.systemError == nil {
                throw ZipError(error.code, entry: entry.name, offset: entry.dataOffset)
            }
            open?.sizes.plain = text.size
            try close(checksum: text.checksum)
        }
    }

    /// Replaces the comment that the archive is finished with.
    package func setComment(_ comment: some Sequence<UInt8>) { self.comment = Array(comment) }

    /// Writes the directory and flushes the sink.
    ///
    /// - Returns: the bytes of the whole archive.
    /// - Throws: ``ZipError``; what the sink throws.
    @discardableResult
    package func finish() throws -> Int {
        try keepingFailure {
            guard open == nil, !isFinished else { throw ZipError(.misuse) }
            guard comment.count <= 0xFFFF else { throw ZipError(.limitExceeded) }
            isFinished = true
            let start = position
            try send(directory)
            try send(endRecords(directoryStart: start))
            try sink.flush()
            return position
        }
    }

    // MARK: Errors

    private func keepingFailure<Result>(_ body: () throws -> Result) throws -> Result {
        if let failure { throw failure }
        do {
            return try body()
        } catch {
            failure = error
            throw error
        }
    }

    private func claim(_ header: EntryHeader) throws {
        guard open == nil, !isFinished else { throw ZipError(.misuse) }
        guard let name = header.text, !EntryName.isUnsafe(name) else {
            throw ZipError(.unsafeName, entry: header.text)
        }
        // 20 bytes are left for the Zip64 field of the local header, 28 for that of the directory.
        guard header.name.count <= 0xFFFF, header.localExtra.count <= 0xFFFF - 20,
            header.directoryExtra.count <= 0xFFFF - 28, header.comment.count <= 0xFFFF
        else { throw ZipError(.limitExceeded, entry: name) }
        guard names.insert(name).inserted else { throw ZipError(.duplicateName, entry: name) }
    }

    // MARK: Output

    private func send(_ bytes: some Collection<UInt8>) throws {
        let sent: Void? = try bytes.withContiguousStorageIfAvailable { storage in
            try unsafe sink.write(storage.span)
        }
        if sent == nil { try sink.write(Array(bytes).span) }
        position += bytes.count
    }

    /// Takes compressed bytes of the open entry.
    private func emit(_ bytes: Span<UInt8>) throws {
        if bytes.isEmpty { return }
        guard let entry = open else { throw ZipError(.misuse) }
        open?.sizes.compressed += bytes.count
        if !entry.isHeaderWritten {
            guard pending.count + bytes.count > ArchiveWriter.pendingLimit else {
                pending.append(borrowed: bytes)
                return
            }
            open?.isHeaderWritten = true
            open?.usesZip64 = entry.isLarge
            open?.usesDescriptor = !sink.canRewrite
            if let entry = open { try send(localHeader(entry)) }
            try send(pending)
            pending.removeAll(keepingCapacity: true)
        }
        try sink.write(bytes)
        position += bytes.count
    }

    private func correctSizes(of entry: OpenEntry) throws {
        let sizes = entry.sizes
        guard entry.usesZip64 || max(sizes.plain, sizes.compressed) < zip64From else {
            throw ZipError(.limitExceeded, entry: entry.header.text, offset: entry.offset)
        }
        var fields: [UInt8] = []
        if entry.usesDescriptor {
            fields.append32(ZipRecord.descriptor)
            fields.append32(Int(sizes.crc32))
            if entry.usesZip64 {
                fields.append64(sizes.compressed)
                fields.append64(sizes.plain)
            } else {
                fields.append32(sizes.compressed)
                fields.append32(sizes.plain)
            }
            try send(fields)
            return
        }
        fields.append32(Int(sizes.crc32))
        fields.append32(entry.usesZip64 ? 0xFFFF_FFFF : sizes.compressed)
        fields.append32(entry.usesZip64 ? 0xFFFF_FFFF : sizes.plain)
        try sink.rewrite(fields.span, at: entry.offset + ZipRecord.localSizesOffset)
        guard entry.usesZip64 else { return }
        var large: [UInt8] = []
        large.append64(sizes.plain)
        large.append64(sizes.compressed)
        let extra = entry.offset + ZipRecord.localSize + entry.header.name.count
        try sink.rewrite(large.span, at: extra + 4)
    }

    // MARK: Records

    private func flags(_ entry: OpenEntry) -> Int {
        (entry.header.isUTF8 ? 1 << 11 : 0) | (entry.usesDescriptor ? 1 << 3 : 0)
    }

    /// The local header; checksum and sizes are those known so far.
    private func localHeader(_ entry: OpenEntry) -> [UInt8] {
        let sizes = entry.sizes
        let isKnown = !entry.isHeaderWritten
        var bytes: [UInt8] = []
        bytes.append32(ZipRecord.local)
        bytes.append16(entry.usesZip64 ? 45 : 20)
        bytes.append16(flags(entry))
        bytes.append16(entry.method.number)
        bytes.append16(entry.header.time)
        bytes.append16(entry.header.date)
        bytes.append32(isKnown ? Int(sizes.crc32) : 0)
        bytes.append32(entry.usesZip64 ? 0xFFFF_FFFF : isKnown ? sizes.compressed : 0)
        bytes.append32(entry.usesZip64 ? 0xFFFF_FFFF : isKnown ? sizes.plain : 0)
        bytes.append16(entry.header.name.count)
        bytes.append16(entry.header.localExtra.count + (entry.usesZip64 ? 20 : 0))
        bytes += entry.header.name
        if entry.usesZip64 {
            bytes.append16(ZipRecord.zip64ExtraID)
            bytes.append16(16)
            bytes.append64(isKnown ? sizes.plain : 0)
            bytes.append64(isKnown ? sizes.compressed : 0)
        }
        return bytes + entry.header.localExtra
    }

    private func appendRecord(of entry: OpenEntry) {
        let (header, sizes) = (entry.header, entry.sizes)
        let large = [sizes.plain, sizes.compressed, entry.offset].filter { $0 >= zip64From }
        func field(_ value: Int) -> Int { value >= zip64From ? 0xFFFF_FFFF : value }
        directory.append32(ZipRecord.directory)
        directory.append16(header.madeBy)
        directory.append16(entry.usesZip64 || !large.isEmpty ? 45 : 20)
        directory.append16(flags(entry))
        directory.append16(entry.method.number)
        directory.append16(header.time)
        directory.append16(header.date)
        directory.append32(Int(sizes.crc32))
        directory.append32(field(sizes.compressed))
        directory.append32(field(sizes.plain))
        directory.append16(header.name.count)
        directory.append16(
            header.directoryExtra.count + (large.isEmpty ? 0 : 4 + 8 * large.count))
        directory.append16(header.comment.count)
        directory.append16(0)
        directory.append16(header.internalAttributes)
        directory.append32(header.externalAttributes)
        directory.append32(field(entry.offset))
        directory += header.name
        if !large.isEmpty {
            directory.append16(ZipRecord.zip64ExtraID)
            directory.append16(8 * large.count)
            for value in large { directory.append64(value) }
        }
        directory += header.directoryExtra
        directory += header.comment
        count += 1
    }

    private func endRecords(directoryStart: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        let size = directory.count
        let isLarge = count >= 0xFFFF || size >= zip64From || directoryStart >= zip64From
        if isLarge {
            bytes.append32(ZipRecord.zip64End)
            bytes.append64(44)
            bytes.append16(45)
            bytes.append16(45)
            bytes.append32(0)
            bytes.append32(0)
            bytes.append64(count)
            bytes.append64(count)
            bytes.append64(size)
            bytes.append64(directoryStart)
            bytes.append32(ZipRecord.zip64Locator)
            bytes.append32(0)
            bytes.append64(directoryStart + size)
            bytes.append32(1)
        }
        bytes.append32(ZipRecord.end)
        bytes.append32(0)
        bytes.append16(min(count, 0xFFFF))
        bytes.append16(min(count, 0xFFFF))
        bytes.append32(size >= zip64From ? 0xFFFF_FFFF : size)
        bytes.append32(directoryStart >= zip64From ? 0xFFFF_FFFF : directoryStart)
        bytes.append16(comment.count)
        return bytes + comment
    }
}

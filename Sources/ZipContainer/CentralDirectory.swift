/// The directory at the end of an archive (APPNOTE 4.3.6), held against the local headers.
struct CentralDirectory {
    let entries: [ArchiveEntry]
    /// What stands behind the end record (APPNOTE 4.3.16).
    let comment: ArraySlice<UInt8>

    private static let endSignature = 0x0605_4b50
    private static let zip64EndSignature = 0x0606_4b50
    private static let zip64LocatorSignature = 0x0706_4b50
    private static let entrySignature = 0x0201_4b50
    private static let localSignature = 0x0403_4b50

    init(_ bytes: [UInt8], limits: ZipLimits) throws(ZipError) {
        let reader = ByteReader(bytes: bytes)
        let end = try EndRecord.find(in: reader)
        // Bytes put before the archive shift every offset by the same amount.
        let shift = end.position - end.directorySize - end.directoryOffset
        guard shift >= 0 else { throw ZipError(.malformed, offset: end.position) }
        guard end.count <= limits.entries else {
            throw ZipError(.limitExceeded, offset: end.position, limit: "entries")
        }
        var found: [ArchiveEntry] = []
        var position = end.directoryOffset + shift
        let directoryStart = position
        while position < end.position {
            guard found.count < limits.entries else {
                throw ZipError(.limitExceeded, offset: position, limit: "entries")
            }
            let (entry, next) = try CentralDirectory.entry(
                at: position, reader: reader, shift: shift, directoryStart: directoryStart)
            found.append(entry)
            position = next
        }
        guard position == end.position, found.count == end.count else {
            throw ZipError(.malformed, offset: position)
        }
        try CentralDirectory.refuseOverlaps(found)
        entries = found
        comment = end.comment
    }

    /// One record of the directory and the offset of the next.
    private static func entry(
        at position: Int, reader: ByteReader, shift: Int, directoryStart: Int
    ) throws(ZipError) -> (ArchiveEntry, next: Int) {
        guard reader.uint32(at: position) == entrySignature,
            let flags = reader.uint16(at: position + 8),
            let method = reader.uint16(at: position + 10),
            let crc32 = reader.uint32(at: position + 16),
            let compressed32 = reader.uint32(at: position + 20),
            let size32 = reader.uint32(at: position + 24),
            let nameLength = reader.uint16(at: position + 28),
            let extraLength = reader.uint16(at: position + 30),
            let commentLength = reader.uint16(at: position + 32),
            let disk = reader.uint16(at: position + 34),
            let attributes = reader.uint32(at: position + 38),
            let offset32 = reader.uint32(at: position + 42),
            let rawName = reader.slice(position + 46, count: nameLength),
            let extra = reader.slice(position + 46 + nameLength, count: extraLength)
        else { throw ZipError(.malformed, offset: position) }
        guard let name = EntryName.decode(rawName, declaredUTF8: flags & 1 << 11 != 0) else {
            throw ZipError(.malformed, offset: position)
        }
        // Bits 0 and 6: encrypted data; bit 13: encrypted directory.
        guard flags & (1 | 1 << 6 | 1 << 13) == 0 else {
            throw ZipError(.encrypted, entry: name, offset: position)
        }
        let isSymbolicLink = attributes >> 28 == 0o12
        guard !EntryName.isUnsafe(name), !isSymbolicLink else {
            throw ZipError(.unsafeName, entry: name, offset: position)
        }
        var zip64 = try Zip64Extra(extra, reader: reader)
        guard let size = zip64.replace(size32, ifEqual: 0xFFFF_FFFF),
            let compressedSize = zip64.replace(compressed32, ifEqual: 0xFFFF_FFFF),
            let offset = zip64.replace(offset32, ifEqual: 0xFFFF_FFFF)
        else { throw ZipError(.malformed, entry: name, offset: position) }
        guard disk == 0 || disk == 0xFFFF else {
            throw ZipError(.spanned, entry: name, offset: position)
        }
        let (header, overflow) = offset.addingReportingOverflow(shift)
        guard !overflow, reader.uint32(at: header) == localSignature,
            let localFlags = reader.uint16(at: header + 6),
            let localMethod = reader.uint16(at: header + 8),
            let localNameLength = reader.uint16(at: header + 26),
            let localExtraLength = reader.uint16(at: header + 28),
            let localName = reader.slice(header + 30, count: localNameLength),
            localMethod == method, localName.elementsEqual(rawName)
        else { throw ZipError(.malformed, entry: name, offset: position) }
        guard localFlags & 1 == 0 else {
            throw ZipError(.encrypted, entry: name, offset: header)
        }
        // Without a descriptor behind the data (bit 3) the local header states them too.
        guard
            localFlags & 1 << 3 != 0
                || states(reader, header, 14, UInt64(crc32), marker: 0)
                    && states(reader, header, 18, UInt64(compressedSize), marker: 0xFFFF_FFFF)
                    && states(reader, header, 22, UInt64(size), marker: 0xFFFF_FFFF)
        else { throw ZipError(.malformed, entry: name, offset: header) }
        let dataOffset = header + 30 + localNameLength + localExtraLength
        guard dataOffset <= directoryStart, compressedSize <= directoryStart - dataOffset else {
            throw ZipError(.malformed, entry: name, offset: header)
        }
        let next = position + 46 + nameLength + extraLength + commentLength
        guard next <= reader.bytes.count else {
            throw ZipError(.malformed, entry: name, offset: position)
        }
        let entry = ArchiveEntry(
            name: name, method: method, crc32: UInt32(crc32), compressedSize: compressedSize,
            size: size, headerOffset: header, dataOffset: dataOffset, record: position..<next,
            flags: flags)
        return (entry, next)
    }

    /// Whether a local header states a value, or leaves it to others: zero, or the mark of Zip64.
    private static func states(
        _ reader: ByteReader, _ header: Int, _ offset: Int, _ value: UInt64, marker: Int
    ) -> Bool {
        guard let stated = reader.uint32(at: header + offset) else { return false }
        return stated == 0 || stated == marker || UInt64(stated) == value
    }

    private static func refuseOverlaps(_ entries: [ArchiveEntry]) throws(ZipError) {
        var names = Set<String>()
        var end = 0
        for entry in entries.sorted(by: { $0.headerOffset < $1.headerOffset }) {
            guard names.insert(entry.name).inserted else {
                throw ZipError(.duplicateName, entry: entry.name, offset: entry.headerOffset)
            }
            guard entry.headerOffset >= end else {
                throw ZipError(.overlapping, entry: entry.name, offset: entry.headerOffset)
            }
            end = entry.dataOffset + entry.compressedSize
        }
    }

    /// The end-of-central-directory record, of Zip64 where there is one (APPNOTE 4.3.14 to 4.3.16).
    private struct EndRecord {
        /// Where the directory has to end.
        let position: Int
        let count: Int
        let directorySize: Int
        let directoryOffset: Int
        let comment: ArraySlice<UInt8>

        static func find(in reader: ByteReader) throws(ZipError) -> EndRecord {
            let last = reader.bytes.count - 22
            guard last >= 0 else { throw ZipError(.noDirectory) }
            var position = last
            while true {
                if reader.uint32(at: position) == endSignature,
                    let comment = reader.uint16(at: position + 20),
                    position + 22 + comment <= reader.bytes.count
                {
                    break
                }
                position -= 1
                guard position >= 0, position >= last - 0xFFFF else {
                    throw ZipError(.noDirectory)
                }
            }
            guard let disk = reader.uint16(at: position + 4),
                let directoryDisk = reader.uint16(at: position + 6),
                let countHere = reader.uint16(at: position + 8),
                let count = reader.uint16(at: position + 10),
                let size = reader.uint32(at: position + 12),
                let offset = reader.uint32(at: position + 16),
                let commentLength = reader.uint16(at: position + 20),
                let comment = reader.slice(position + 22, count: commentLength)
            else { throw ZipError(.malformed, offset: position) }
            if reader.uint32(at: position - 20) == zip64LocatorSignature {
                return try zip64(before: position, comment: comment, in: reader)
            }
            guard disk == 0, directoryDisk == 0, countHere == count else {
                throw ZipError(.spanned, offset: position)
            }
            return EndRecord(
                position: position, count: count, directorySize: size, directoryOffset: offset,
                comment: comment)
        }

        private static func zip64(
            before end: Int, comment: ArraySlice<UInt8>, in reader: ByteReader
        ) throws(ZipError) -> EndRecord {
            let locator = end - 20
            guard let disks = reader.uint32(at: locator + 16),
                let stated = reader.uint64(at: locator + 8)
            else { throw ZipError(.malformed, offset: locator) }
            guard disks <= 1 else { throw ZipError(.spanned, offset: locator) }
            // The record stands right before its locator; its stated offset is off by what was
            // put before the archive. Its size is 56 unless an extensible part follows.
            let candidates = [stated, locator - 56]
            for position in candidates
            where position >= 0 && position <= locator - 56
                && reader.uint32(at: position) == zip64EndSignature
            {
                guard let disk = reader.uint32(at: position + 16),
                    let directoryDisk = reader.uint32(at: position + 20),
                    let count = reader.uint64(at: position + 32),
                    let size = reader.uint64(at: position + 40),
                    let offset = reader.uint64(at: position + 48),
                    size <= reader.bytes.count, offset <= reader.bytes.count
                else { throw ZipError(.malformed, offset: position) }
                guard disk == 0, directoryDisk == 0 else {
                    throw ZipError(.spanned, offset: position)
                }
                return EndRecord(
                    position: position, count: count, directorySize: size, directoryOffset: offset,
                    comment: comment)
            }
            throw ZipError(.malformed, offset: locator)
        }
    }

    /// The Zip64 extended information of an entry (APPNOTE 4.5.3): present values, in fixed order.
    private struct Zip64Extra {
        private var values: [Int] = []

        init(_ extra: ArraySlice<UInt8>, reader: ByteReader) throws(ZipError) {
            var position = extra.startIndex
            while position + 4 <= extra.endIndex {
                guard let id = reader.uint16(at: position),
                    let length = reader.uint16(at: position + 2)
                else { return }
                let end = position + 4 + length
                // Padding and odd extras are no reason to refuse: only id 1 is of interest.
                guard end <= extra.endIndex else { return }
                if id == 1 {
                    var at = position + 4
                    while at + 8 <= end, values.count < 3 {
                        guard let value = reader.uint64(at: at) else {
                            throw ZipError(.malformed, offset: at)
                        }
                        values.append(value)
                        at += 8
                    }
                    return
                }
                position = end
            }
        }

        mutating func replace(_ value: Int, ifEqual marker: Int) -> Int? {
            guard value == marker else { return value }
            return values.isEmpty ? nil : values.removeFirst()
        }
    }
}

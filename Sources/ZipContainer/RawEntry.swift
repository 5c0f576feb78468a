/// The bytes that make up one entry of an archive, for copying it unread.
struct RawEntry {
    /// Local header, data and data descriptor.
    let local: Range<Int>
    private let entry: ArchiveEntry
    private let reader: ByteReader

    init(_ entry: ArchiveEntry, in archive: ArchiveReader) {
        self.entry = entry
        reader = ByteReader(bytes: archive.bytes)
        let end = entry.dataOffset + entry.compressedSize
        local = entry.headerOffset..<end + RawEntry.descriptorSize(of: entry, at: end, in: reader)
    }

    /// The data descriptor's bytes (APPNOTE 4.3.9): with or without signature, sizes of 4 or 8 bytes.
    ///
    /// Nothing tells which of the four it is, but that its values are those of the directory.
    private static func descriptorSize(
        of entry: ArchiveEntry, at end: Int, in reader: ByteReader
    ) -> Int {
        guard entry.flags & 1 << 3 != 0 else { return 0 }
        for start in [0, 4] where start == 0 || reader.uint32(at: end) == ZipRecord.descriptor {
            let position = end + start
            guard reader.uint32(at: position) == Int(entry.crc32) else { continue }
            if reader.uint32(at: position + 4) == entry.compressedSize,
                reader.uint32(at: position + 8) == entry.size
            {
                return start + 12
            }
            if reader.uint64(at: position + 4) == entry.compressedSize,
                reader.uint64(at: position + 12) == entry.size
            {
                return start + 20
            }
        }
        return 0
    }

    /// The directory record for a local header at another offset.
    ///
    /// - Throws: `limitExceeded` where the extra field has no room left for a Zip64 offset.
    func record(movedTo offset: Int, zip64From: Int) throws(ZipError) -> [UInt8] {
        var record = Array(reader.bytes[entry.record])
        let fields = ByteReader(bytes: record)
        let marker = 0xFFFF_FFFF
        guard let size = fields.uint32(at: 24), let compressed = fields.uint32(at: 20),
            let nameLength = fields.uint16(at: 28), let extraLength = fields.uint16(at: 30)
        else { return record }
        let extra = 46 + nameLength
        let hadLargeOffset = fields.uint32(at: 42) == marker
        guard hadLargeOffset || offset >= zip64From else {
            record.replace(at: 42, bytes { $0.append32(offset) })
            return record
        }
        // In the Zip64 field the offset stands behind those sizes that are in it.
        let sizesBefore = (size == marker ? 8 : 0) + (compressed == marker ? 8 : 0)
        let value = bytes { $0.append64(offset) }
        let field = zip64Field(in: fields, extra..<extra + extraLength)
        if hadLargeOffset {
            if let field { record.replace(at: field + 4 + sizesBefore, value) }
            return record
        }
        guard extraLength <= 0xFFFF - 12 else {
            throw ZipError(.limitExceeded, entry: entry.name, offset: entry.headerOffset)
        }
        record.replace(at: 42, bytes { $0.append32(marker) })
        let versionNeeded = max(45, fields.uint16(at: 6) ?? 45)
        record.replace(at: 6, bytes { $0.append16(versionNeeded) })
        if let field, let length = fields.uint16(at: field + 2) {
            record.replace(at: field + 2, bytes { $0.append16(length + 8) })
            record.replace(at: 30, bytes { $0.append16(extraLength + 8) })
            record.insert(contentsOf: value, at: field + 4 + sizesBefore)
        } else {
            record.replace(at: 30, bytes { $0.append16(extraLength + 12) })
            let added = bytes {
                $0.append16(ZipRecord.zip64ExtraID)
                $0.append16(8)
            }
            record.insert(contentsOf: added + value, at: extra)
        }
        return record
    }

    /// Where the Zip64 field of an extra field begins.
    private func zip64Field(in fields: ByteReader, _ extra: Range<Int>) -> Int? {
        var position = extra.lowerBound
        while position + 4 <= extra.upperBound, let id = fields.uint16(at: position),
            let length = fields.uint16(at: position + 2), position + 4 + length <= extra.upperBound
        {
            if id == ZipRecord.zip64ExtraID { return position }
            position += 4 + length
        }
        return nil
    }

    private func bytes(_ fill: (inout [UInt8]) -> Void) -> [UInt8] {
        var bytes: [UInt8] = []
        fill(&bytes)
        return bytes
    }
}

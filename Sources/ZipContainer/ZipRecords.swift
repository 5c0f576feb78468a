/// What an archive says of one entry beside its data (APPNOTE 4.3.7 and 4.3.12).
package struct EntryHeader {
    /// The name as it stands in the archive.
    package var name: [UInt8]
    /// Whether the name is declared as UTF-8 (general purpose bit 11).
    package var isUTF8: Bool
    /// Version and system that made the entry.
    package var madeBy = 20
    /// MS-DOS time and date. Fixed, so that the same content is the same file.
    package var time = 0
    package var date = 0x21
    package var internalAttributes = 0
    package var externalAttributes = 0
    /// Extra fields of the local header and of the directory, without Zip64.
    package var localExtra: [UInt8] = []
    package var directoryExtra: [UInt8] = []
    package var comment: [UInt8] = []

    /// Dated 1980-01-01, the first day there is; UTF-8 is declared only for names that need it.
    package init(_ name: String) {
        self.name = Array(name.utf8)
        isUTF8 = !self.name.allSatisfy { $0 < 0x80 }
    }

    /// The header of an entry whose data are to be replaced: all but sizes, checksum and method.
    package init(like entry: ArchiveEntry, in archive: ArchiveReader) {
        let reader = ByteReader(bytes: archive.bytes)
        let record = entry.record.lowerBound
        func field(_ offset: Int) -> Int { reader.uint16(at: record + offset) ?? 0 }
        func bytes(_ offset: Int, _ count: Int) -> [UInt8] {
            reader.slice(offset, count: count).map(Array.init) ?? []
        }
        name = bytes(record + 46, field(28))
        isUTF8 = entry.flags & 1 << 11 != 0
        madeBy = field(4)
        time = field(12)
        date = field(14)
        internalAttributes = field(36)
        externalAttributes = reader.uint32(at: record + 38) ?? 0
        let extra = record + 46 + field(28)
        directoryExtra = EntryHeader.withoutZip64(bytes(extra, field(30)))
        comment = bytes(extra + field(30), field(32))
        let localExtraLength = reader.uint16(at: entry.headerOffset + 28) ?? 0
        localExtra = EntryHeader.withoutZip64(
            bytes(entry.dataOffset - localExtraLength, localExtraLength))
    }

    private static func withoutZip64(_ extra: [UInt8]) -> [UInt8] {
        var kept: [UInt8] = []
        var position = 0
        let reader = ByteReader(bytes: extra)
        while let id = reader.uint16(at: position), let length = reader.uint16(at: position + 2),
            let field = reader.slice(position, count: 4 + length)
        {
            if id != ZipRecord.zip64ExtraID { kept += field }
            position += 4 + length
        }
        return kept + extra[position...]
    }

    /// The name for messages and for comparison.
    var text: String? { EntryName.decode(name[...], declaredUTF8: isUTF8) }
}

/// Signatures and sizes of the records.
enum ZipRecord {
    static let local = 0x0403_4b50
    static let descriptor = 0x0807_4b50
    static let directory = 0x0201_4b50
    static let end = 0x0605_4b50
    static let zip64End = 0x0606_4b50
    static let zip64Locator = 0x0706_4b50
    static let zip64ExtraID = 1
    /// Offset of checksum and sizes in a local header.
    static let localSizesOffset = 14
    /// Size of a local header without name and extra field.
    static let localSize = 30
}

/// Checksum and sizes of an entry's data.
struct EntrySizes {
    var crc32: UInt32 = 0
    var compressed = 0
    var plain = 0
}

extension [UInt8] {
    mutating func append16(_ value: Int) {
        append(UInt8(truncatingIfNeeded: value))
        append(UInt8(truncatingIfNeeded: value >> 8))
    }

    mutating func append32(_ value: Int) {
        append16(value)
        append16(value >> 16)
    }

    mutating func append64(_ value: Int) {
        append32(value)
        append32(value >> 32)
    }

    /// Replaces the bytes from `offset` on by as many of `bytes`.
    mutating func replace(at offset: Int, _ bytes: [UInt8]) {
        replaceSubrange(offset..<offset + bytes.count, with: bytes)
    }
}

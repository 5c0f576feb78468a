import CZlib

/// Makes ZIP archives byte by byte, sound ones and ones that lie, for tests of what reads them.
package struct ZipBuilder {
    /// An entry, with each field of its records open to be falsified.
    package struct Entry {
        package var name: [UInt8]
        package var data: [UInt8]
        package var method = 8
        package var flags = 0
        package var crc32: UInt32?
        package var declaredSize: Int?
        package var declaredCompressedSize: Int?
        package var localName: [UInt8]?
        package var usesDescriptor = false
        package var usesZip64 = false
        package var externalAttributes = 0
        package var internalAttributes = 0
        package var madeBy = 20
        /// MS-DOS time, and date in the upper half.
        package var time = 0x21_0000
        package var localExtra: [UInt8] = []
        package var directoryExtra: [UInt8] = []
        package var comment: [UInt8] = []
        /// Whether the data descriptor begins with its signature.
        package var signsDescriptor = true
        /// Deflated data to be used as they are.
        package var rawData: [UInt8]?
        /// Of deflate.
        package var level: Int32 = 9

        package init(_ name: String, _ data: [UInt8]) {
            self.name = Array(name.utf8)
            self.data = data
        }

        package init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }
    }

    package var entries: [Entry] = []
    package var prefix: [UInt8] = []
    package var comment: [UInt8] = []
    package var usesZip64End = false
    package var diskNumber = 0

    package init(_ entries: [Entry] = []) { self.entries = entries }

    package func build() -> [UInt8] {
        var bytes = prefix
        var directory: [UInt8] = []
        for entry in entries {
            let offset = bytes.count - prefix.count
            let data =
                entry.rawData
                ?? (entry.method == 8
                    ? ZipBuilder.deflated(entry.data, level: entry.level)
                    : entry.data)
            let crc = entry.crc32 ?? ZipBuilder.checksum(entry.data)
            let size = entry.declaredSize ?? entry.data.count
            let compressed = entry.declaredCompressedSize ?? data.count
            let flags = entry.flags | (entry.usesDescriptor ? 8 : 0)
            let localName = entry.localName ?? entry.name
            let zip64: [UInt8] =
                entry.usesZip64
                ? le16(1) + le16(24) + le64(size) + le64(compressed) + le64(offset) : []
            let extra = zip64 + entry.directoryExtra
            bytes += le32(0x0403_4b50) + le16(20) + le16(flags) + le16(entry.method)
            bytes += le32(entry.time)
            bytes += le32(entry.usesDescriptor ? 0 : Int(crc))
            bytes += le32(entry.usesDescriptor ? 0 : compressed)
            bytes += le32(entry.usesDescriptor ? 0 : size)
            bytes += le16(localName.count) + le16(entry.localExtra.count) + localName
            bytes += entry.localExtra + data
            if entry.usesDescriptor {
                if entry.signsDescriptor { bytes += le32(0x0807_4b50) }
                bytes += le32(Int(crc)) + le32(compressed) + le32(size)
            }
            let marker = 0xFFFF_FFFF
            directory += le32(0x0201_4b50) + le16(entry.madeBy) + le16(20) + le16(flags)
            directory += le16(entry.method) + le32(entry.time) + le32(Int(crc))
            directory += le32(entry.usesZip64 ? marker : compressed)
            directory += le32(entry.usesZip64 ? marker : size)
            directory += le16(entry.name.count) + le16(extra.count) + le16(entry.comment.count)
            directory += le16(0) + le16(entry.internalAttributes) + le32(entry.externalAttributes)
            directory += le32(entry.usesZip64 ? marker : offset) + entry.name + extra
            directory += entry.comment
        }
        let start = bytes.count - prefix.count
        bytes += directory
        if usesZip64End {
            let end = bytes.count - prefix.count
            bytes += le32(0x0606_4b50) + le64(44) + le16(45) + le16(45) + le32(0) + le32(0)
            bytes += le64(entries.count) + le64(entries.count) + le64(directory.count) + le64(start)
            bytes += le32(0x0706_4b50) + le32(0) + le64(end) + le32(1)
        }
        let count = usesZip64End ? 0xFFFF : entries.count
        bytes += le32(0x0605_4b50) + le16(diskNumber) + le16(diskNumber) + le16(count) + le16(count)
        bytes += le32(usesZip64End ? 0xFFFF_FFFF : directory.count)
        bytes += le32(usesZip64End ? 0xFFFF_FFFF : start) + le16(comment.count) + comment
        return bytes
    }

    package static func checksum(_ data: [UInt8]) -> UInt32 {
        UInt32(crc32_z(0, data, data.count))
    }

    /// Raw deflate (RFC 1951).
    package static func deflated(_ data: [UInt8], level: Int32 = 9) -> [UInt8] {
        // zlib's own wrapper around raw deflate: two bytes before, four behind.
        var size = compressBound(UInt(data.count))
        var output = [UInt8](repeating: 0, count: Int(size))
        guard compress2(&output, &size, data, UInt(data.count), level) == Z_OK else { return [] }
        return Array(output[2..<Int(size) - 4])
    }
}

private func le16(_ value: Int) -> [UInt8] {
    [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)]
}

private func le32(_ value: Int) -> [UInt8] { le16(value & 0xFFFF) + le16(value >> 16 & 0xFFFF) }

private func le64(_ value: Int) -> [UInt8] {
    le32(value & 0xFFFF_FFFF) + le32(value >> 32 & 0xFFFF_FFFF)
}

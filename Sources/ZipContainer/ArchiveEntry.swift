/// One file of an archive, as its central directory tells (APPNOTE 4.3.12).
package struct ArchiveEntry: Sendable {
    /// The name, decoded; see ``EntryName``. A directory ends in `/`.
    package let name: String
    /// 0 stored, 8 deflated; anything else is refused when the entry is read.
    package let method: Int
    package let crc32: UInt32
    /// Bytes in the archive.
    package let compressedSize: Int
    /// Bytes after inflating, as declared.
    package let size: Int
    /// Offset of the local file header in the archive.
    package let headerOffset: Int
    /// Offset of the first byte of data in the archive.
    package let dataOffset: Int
    /// The entry's record in the central directory.
    package let record: Range<Int>
    /// General purpose bits of the central directory (APPNOTE 4.4.4).
    package let flags: Int

    package var isDirectory: Bool { name.utf8.last == UInt8(ascii: "/") }
}

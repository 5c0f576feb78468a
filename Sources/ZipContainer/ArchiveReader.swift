/// A ZIP archive in memory: its directory, read once, and its entries, inflated as streams.
///
/// Format: PKWARE APPNOTE 6.3, as far as ISO/IEC 29500-2 annex B allows it in an OPC package. Everything
/// that two readers could understand in different ways is refused: overlapping entries, local headers
/// that disagree with the directory, sizes and checksums that do not hold.
package final class ArchiveReader {
    package let entries: [ArchiveEntry]
    /// The archive's comment, as it stands behind the end record.
    package let comment: ArraySlice<UInt8>
    /// The whole archive.
    package let bytes: [UInt8]

    private let limits: ZipLimits
    private let inflater = Inflater()
    private var totalRead = 0
    private let hasHelper: Bool
    /// Compressed bytes from which on a second thread is worth its while.
    private static let helpedSize = 256 << 10

    /// - Parameter helper: whether a second thread may inflate large entries while the caller's takes them.
    /// - Throws: ``ZipError``.
    package init(
        _ bytes: [UInt8], limits: ZipLimits = ZipLimits(), helper: Bool = false
    ) throws(ZipError) {
        hasHelper = helper
        self.bytes = bytes
        self.limits = limits
        let directory = try CentralDirectory(bytes, limits: limits)
        entries = directory.entries
        comment = directory.comment
    }

    /// The data of an entry as they stand in the archive.
    package func compressedData(of entry: ArchiveEntry) -> ArraySlice<UInt8> {
        bytes[entry.dataOffset..<entry.dataOffset + entry.compressedSize]
    }

    /// The limit that the declared size of an entry exceeds.
    private func exceededLimit(_ entry: ArchiveEntry) -> String? {
        if entry.size > limits.entrySize { return "entrySize" }
        if entry.size > limits.totalSize - totalRead { return "totalSize" }
        guard entry.size > limits.ratioFloor else { return nil }
        return entry.size / max(1, entry.compressedSize) > limits.ratio ? "ratio" : nil
    }

    /// Hands over the data of an entry in pieces, then checks length and CRC-32.
    ///
    /// What `accept` got is to be trusted only when this function returns without an error.
    ///
    /// - Throws: ``ZipError``, or what `accept` throws.
    package func read(
        _ entry: ArchiveEntry, accept: (Span<UInt8>) throws -> Void
    ) throws {
        if let limit = exceededLimit(entry) {
            throw ZipError(
                .limitExceeded, entry: entry.name, offset: entry.headerOffset, limit: limit)
        }
        var size = 0
        var checksum = CRC32()
        func check(_ piece: Span<UInt8>) throws {
            size += piece.count
            totalRead += piece.count
            // Nothing beyond the declared size is ever handed over, and that size is within limits.
            guard size <= entry.size else {
                throw ZipError(.sizeMismatch, entry: entry.name, offset: entry.dataOffset)
            }
            checksum.update(piece)
            try accept(piece)
        }
        let data = compressedData(of: entry)
        var sum: UInt32?
        do {
            switch entry.method {
            case 8 where hasHelper && data.count >= ArchiveReader.helpedSize:
                sum = try InflateLane.inflate(data, size: entry.size) { piece in
                    size += piece.count
                    totalRead += piece.count
                    try accept(piece)
                }
            case 0:
                try check(data.span)
            case 8:
                try inflater.inflate(data.span) { try check($0) }
            default:
                throw ZipError(.unsupportedMethod, entry: entry.name, offset: entry.headerOffset)
            }
        } catch let error as ZipError where error.entry == nil {
            throw ZipError(error.code, entry: entry.name, offset: entry.dataOffset)
        }
        guard size == entry.size else {
            throw ZipError(.sizeMismatch, entry: entry.name, offset: entry.dataOffset)
        }
        guard sum ?? checksum.value == entry.crc32 else {
            throw ZipError(.checksumMismatch, entry: entry.name, offset: entry.dataOffset)
        }
    }
}

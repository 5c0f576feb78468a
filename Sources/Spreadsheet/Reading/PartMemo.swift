import ZipContainer

/// Remembers what small parts were parsed to, by their bytes.
///
/// Workbooks that come by the thousand are made from few templates: their lists of sheets, styles and
/// relationships are the same to the byte. Sheets and strings are not kept. Of large parts the last one is: a correction
/// reads its workbook several times.
final class PartMemo {
    private struct Entry {
        let name: String
        let data: ArraySlice<UInt8>
        let value: any Sendable
    }

    private var entries: [UInt32: [Entry]] = [:]
    private var count = 0
    private var size = 0
    private static let countLimit = 1024
    /// Compressed bytes of all parts that are kept.
    private static let totalLimit = 1 << 20
    /// Compressed bytes of what is kept among the others.
    private static let sizeLimit = 64 << 10
    private var lastLarge: (crc32: UInt32, entry: Entry)?
    private static let largeLimit = 4 << 20

    /// The value of a part whose compressed bytes are the same as before, or what `parse` gives.
    func value<T: Sendable>(
        of entry: ArchiveEntry, data: ArraySlice<UInt8>,
        parse: () throws(SpreadsheetError) -> T
    ) throws(SpreadsheetError) -> T {
        func isSame(_ known: Entry) -> Bool {
            known.name == entry.name && known.data.count == data.count && known.data == data
        }
        guard data.count <= PartMemo.sizeLimit else {
            if let lastLarge, lastLarge.crc32 == entry.crc32, isSame(lastLarge.entry),
                let value = lastLarge.entry.value as? T
            {
                return value
            }
            // Two of them are never in memory.
            lastLarge = nil
            let value = try parse()
            if data.count <= PartMemo.largeLimit {
                lastLarge = (
                    entry.crc32,
                    Entry(name: entry.name, data: ArraySlice(Array(data)), value: value)
                )
            }
            return value
        }
        let known = entries[entry.crc32]?.first(where: isSame)
        if let value = known?.value as? T { return value }
        let value = try parse()
        if count >= PartMemo.countLimit || size + data.count > PartMemo.totalLimit {
            entries = [:]
            count = 0
            size = 0
        }
        // A copy of its own, or the slice would keep the whole archive alive.
        entries[entry.crc32, default: []].append(
            Entry(name: entry.name, data: ArraySlice(Array(data)), value: value))
        count += 1
        size += data.count
        return value
    }
}

/// How much an archive may ask for before it is refused as a bomb. Sizes are bytes.
package struct ZipLimits: Sendable {
    /// Entries in the central directory.
    package var entries = 20_000
    /// Inflated size of one entry.
    package var entrySize = 160 << 20
    /// Inflated size of all entries that are read, together; those that are read twice count twice.
    package var totalSize = 160 << 20
    /// Inflated to compressed size of one entry, looked at from ``ratioFloor`` bytes on. Deflate
    /// itself cannot exceed 1032; worksheets of real life stay below 100.
    package var ratio = 400
    /// An entry smaller than this may have any ratio.
    package var ratioFloor = 8 << 20

    package init() {}
}

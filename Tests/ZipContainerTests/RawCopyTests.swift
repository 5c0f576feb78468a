/// Entries copied from archive to archive without being read: to the byte.
import TestSupport
import Testing
import ZipContainer

/// The file with all its entries copied, in the order of its directory.
private func copied(
    _ file: [UInt8], prefix: Int = 0, zip64From: Int = 0xFFFF_FFFF
) throws -> [UInt8] {
    let archive = try ArchiveReader(file)
    let sink = MemorySink()
    let writer = ArchiveWriter(to: sink, comment: Array(archive.comment), zip64From: zip64From)
    if prefix > 0 {
        try writer.add(
            EntryHeader("first"), Array(repeating: 1, count: prefix), method: .stored)
    }
    for entry in archive.entries { try writer.copy(entry, from: archive) }
    try writer.finish()
    return sink.bytes
}

@Suite("Copying entries")
struct RawCopyTests {
    /// An archive with all that entries may carry.
    private static func builder(_ random: inout SeededRandom) -> ZipBuilder {
        var builder = ZipBuilder(
            (0..<Int.random(in: 1...5, using: &random)).map { index in
                let size = Int.random(in: 0...500, using: &random)
                var entry = ZipBuilder.Entry("表\(index).xml", random.bytes(size))
                entry.method = Bool.random(using: &random) ? 8 : 0
                entry.flags = Bool.random(using: &random) ? 1 << 11 | 6 : 0
                entry.usesDescriptor = Bool.random(using: &random)
                entry.signsDescriptor = Bool.random(using: &random)
                entry.time = Int.random(in: 0...0xFFFF_FFFF, using: &random)
                entry.madeBy = Int.random(in: 0...0xFFFF, using: &random)
                entry.internalAttributes = Int.random(in: 0...1, using: &random)
                entry.externalAttributes = 0o100644 << 16
                // A growth hint as Office writes it, and a time stamp as Info-ZIP does.
                entry.localExtra = [0x20, 0xA2, 4, 0, 0x28, 0xA0, 2, 0]
                entry.directoryExtra = [0x55, 0x54, 5, 0, 3, 1, 2, 3, 4]
                entry.comment = random.bytes(Int.random(in: 0...9, using: &random))
                return entry
            })
        builder.comment = Array("批注".utf8)
        return builder
    }

    @Test("An archive of copied entries is the archive", arguments: 0..<30)
    func identity(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let file = RawCopyTests.builder(&random).build()
        #expect(try copied(file) == file, "seed \(seed)")
    }

    @Test("Behind another entry only offsets change", arguments: 0..<10)
    func moved(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let builder = RawCopyTests.builder(&random)
        let file = builder.build()
        let copy = try copied(file, prefix: 777)
        let (old, new) = (try ArchiveReader(file), try ArchiveReader(copy))
        let shift = try #require(new.entries.dropFirst().first).headerOffset
        for (before, after) in zip(old.entries, new.entries.dropFirst()) {
            #expect(after.headerOffset == before.headerOffset + shift)
            var record = Array(copy[after.record])
            record.replaceSubrange(42..<46, with: Array(file[before.record])[42..<46])
            #expect(record == Array(file[before.record]), "seed \(seed)")
            let local = before.headerOffset..<before.dataOffset + before.compressedSize
            #expect(
                Array(file[local])
                    == Array(copy[local.lowerBound + shift..<local.upperBound + shift]))
        }
        #expect(try Array(contents(copy).dropFirst()) == builder.expected, "seed \(seed)")
    }

    @Test("Offsets beyond 4 GiB move into the Zip64 field", arguments: 0..<10)
    func largeOffsets(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        var builder = RawCopyTests.builder(&random)
        for index in builder.entries.indices {
            builder.entries[index].usesZip64 = Bool.random(using: &random)
        }
        let copy = try copied(builder.build(), prefix: 777, zip64From: 500)
        #expect(try Array(contents(copy).dropFirst()) == builder.expected, "seed \(seed)")
        // Once in Zip64, always: a second copy finds the field there.
        #expect(try copied(copy, zip64From: 500) == copy)
    }

    @Test("What stands before an archive is left behind, and the entries are still read")
    func prefixed() throws {
        var random = SeededRandom(seed: 3)
        var builder = RawCopyTests.builder(&random)
        builder.prefix = Array("#!/bin/sh\n".utf8)
        let copy = try copied(builder.build())
        #expect(try contents(copy) == builder.expected)
    }

    @Test("Replaced data keep the name, times, attributes and extra fields of their entry")
    func replaced() throws {
        var random = SeededRandom(seed: 4)
        var builder = RawCopyTests.builder(&random)
        builder.entries[0].usesZip64 = true
        builder.entries[0].flags = 1 << 11
        let file = builder.build()
        let archive = try ArchiveReader(file)
        let entry = try #require(archive.entries.first)
        let sink = MemorySink()
        let writer = ArchiveWriter(to: sink)
        try writer.add(EntryHeader(like: entry, in: archive), Array("new".utf8))
        try writer.finish()
        let new = try ArchiveReader(sink.bytes)
        let after = try #require(new.entries.first)
        #expect(try bytes(of: after, in: new) == Array("new".utf8))
        let made = builder.entries[0]
        let record = Array(sink.bytes[after.record])
        #expect(record[4..<6].elementsEqual([UInt8(made.madeBy & 0xFF), UInt8(made.madeBy >> 8)]))
        #expect(record[12..<16].elementsEqual(file[entry.record].dropFirst(12).prefix(4)))
        #expect(record[36..<42].elementsEqual(file[entry.record].dropFirst(36).prefix(6)))
        #expect(record.suffix(made.comment.count + 9) == made.directoryExtra + made.comment)
        let local = sink.bytes[after.headerOffset..<after.dataOffset]
        #expect(local.suffix(8) == made.localExtra[...])
    }
}

/// Archives as sound archivers write them, in every layout that the format allows.
import TestSupport
import Testing
import ZipContainer

@Suite("Sound archives")
struct SoundArchiveTests {
    /// Texts that deflate treats differently: none, short, repetitive, incompressible, over 64 KiB.
    static let data: [[UInt8]] = {
        var random = SeededRandom(seed: 1)
        return [
            [], [0x41], Array(repeating: 0x42, count: 5_000), random.bytes(3_000),
            Array(repeating: 0x43, count: 200_000),
        ]
    }()

    @Test("An entry comes out as it went in", arguments: [0, 8], data.indices)
    func roundTrip(method: Int, index: Int) throws {
        let data = SoundArchiveTests.data[index]
        var entry = ZipBuilder.Entry("a/b.bin", data)
        entry.method = method
        #expect(
            try contents(ZipBuilder([entry]).build()) == [Content(name: "a/b.bin", bytes: data)])
    }

    @Test(
        "Descriptors, Zip64, bytes in front and a comment behind change nothing",
        arguments: 0..<64)
    func layouts(bits: Int) throws {
        var random = SeededRandom(seed: 2)
        var builder = ZipBuilder(
            [Array("first".utf8), [], random.bytes(500)].enumerated().map { index, data in
                var entry = ZipBuilder.Entry("part\(index).xml", data)
                entry.method = bits & 1 == 0 ? 8 : 0
                entry.usesDescriptor = bits & 2 != 0
                entry.usesZip64 = bits & 4 != 0
                return entry
            })
        builder.usesZip64End = bits & 8 != 0
        if bits & 16 != 0 { builder.prefix = Array("#!/bin/sh\nexit\n".utf8) }
        if bits & 32 != 0 { builder.comment = Array("a comment".utf8) }
        #expect(try contents(builder.build()) == builder.expected)
    }

    @Test("The longest comment is no obstacle")
    func longComment() throws {
        var builder = ZipBuilder.single()
        builder.comment = Array(repeating: 0x20, count: 0xFFFF)
        #expect(try contents(builder.build()) == builder.expected)
    }

    @Test("An end record inside of a comment is not the end of the archive")
    func signatureInComment() throws {
        var builder = ZipBuilder.single()
        builder.comment = [0x50, 0x4b, 5, 6] + Array(repeating: 0xFF, count: 30)
        #expect(try contents(builder.build()) == builder.expected)
    }

    @Test("An archive without entries is empty")
    func noEntries() throws {
        #expect(try ArchiveReader(ZipBuilder().build()).entries.isEmpty)
    }

    @Test("An entry tells what the directory says of it")
    func entryFields() throws {
        let data = Array(repeating: UInt8(0x61), count: 1_000)
        var builder = ZipBuilder([ZipBuilder.Entry("folder/", ""), ZipBuilder.Entry("f", data)])
        builder.prefix = [1, 2, 3]
        let archive = try ArchiveReader(builder.build())
        #expect(archive.entries.map(\.isDirectory) == [true, false])
        let folder = try #require(archive.entries.first)
        let file = try #require(archive.entries.last)
        #expect(folder.headerOffset == 3)
        #expect(file.method == 8)
        #expect(file.size == 1_000)
        #expect(file.crc32 == ZipBuilder.checksum(data))
        #expect(Array(archive.compressedData(of: file)) == ZipBuilder.deflated(data))
        #expect(file.compressedSize == ZipBuilder.deflated(data).count)
    }

    @Test("Inflated data come in pieces of at most 64 KiB")
    func pieces() throws {
        let data = Array(repeating: UInt8(0x61), count: 300_000)
        let archive = try ArchiveReader(ZipBuilder([ZipBuilder.Entry("f", data)]).build())
        var sizes: [Int] = []
        try archive.read(try #require(archive.entries.first)) { sizes.append($0.count) }
        #expect(sizes.allSatisfy { $0 > 0 && $0 <= 1 << 16 })
        #expect(sizes.reduce(0, +) == data.count)
    }

    @Test("An error of the receiver comes out, and the archive can be read again")
    func receiverFails() throws {
        struct Refusal: Error {}
        let builder = ZipBuilder.single()
        let archive = try ArchiveReader(builder.build())
        let entry = try #require(archive.entries.first)
        #expect(throws: Refusal.self) { try archive.read(entry) { _ in throw Refusal() } }
        #expect(try bytes(of: entry, in: archive) == builder.entries[0].data)
    }
}

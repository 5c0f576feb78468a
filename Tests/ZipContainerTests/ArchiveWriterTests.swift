/// What the writer writes, held against our reader and against the records it has to consist of.
import TestSupport
import Testing
import ZipContainer

/// A sink that, like a pipe, cannot go back, and that can be made to fail.
final class PipeSink: ByteSink {
    struct Full: Error {}

    private(set) var bytes: [UInt8] = []
    private let capacity: Int
    private(set) var refusals = 0

    init(capacity: Int = .max) { self.capacity = capacity }

    var canRewrite: Bool { false }

    func write(_ piece: Span<UInt8>) throws {
        guard bytes.count + piece.count <= capacity else {
            refusals += 1
            throw Full()
        }
        for index in piece.indices { bytes.append(piece[index]) }
    }

    func rewrite(_ bytes: Span<UInt8>, at offset: Int) throws { throw Full() }
    func flush() {}
}

extension Content {
    init(_ name: String, _ bytes: [UInt8]) {
        self.init(name: name, bytes: bytes)
    }

    /// Entries of all sizes, some of which do not compress.
    static func random(_ random: inout SeededRandom) -> [Content] {
        (0..<Int.random(in: 0...6, using: &random)).map { index in
            let size = [0, 1, 100, 70_000, 600_000, 2_500_000].randomElement(using: &random) ?? 0
            let isNoise = Bool.random(using: &random)
            return Content(
                "部件\(index).xml",
                isNoise ? random.bytes(size) : (0..<size).map { UInt8($0 % 23) })
        }
    }
}

/// The archive of `entries`, each written in pieces.
func written(
    _ entries: [Content], to sink: any ByteSink, pieces: Int = 1000, zip64From: Int = 0xFFFF_FFFF,
    mayBeLarge: Bool = false, method: ArchiveWriter.Method = .deflated(.standard)
) throws {
    let writer = ArchiveWriter(to: sink, zip64From: zip64From)
    for entry in entries {
        try writer.begin(EntryHeader(entry.name), method: method, mayBeLarge: mayBeLarge)
        var start = 0
        while start < entry.bytes.count {
            let end = min(entry.bytes.count, start + pieces)
            try writer.write(entry.bytes.span.extracting(start..<end))
            start = end
        }
        try writer.end()
    }
    try writer.finish()
}

@Suite("Writing archives")
struct ArchiveWriterTests {
    @Test("What is written in pieces reads back, from every kind of sink", arguments: 0..<12)
    func roundTrip(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let entries = Content.random(&random)
        let methods: [ArchiveWriter.Method] = [
            .stored, .deflated(.fastest), .deflated(.smallest), .deflated(.markup),
        ]
        let method = methods[seed % 4]
        let memory = MemorySink()
        let pipe = PipeSink()
        let pieces = Int.random(in: 1000...200_000, using: &random)
        try written(entries, to: memory, pieces: pieces, method: method)
        try written(entries, to: pipe, pieces: pieces, method: method)
        #expect(try contents(memory.bytes) == entries, "seed \(seed)")
        #expect(try contents(pipe.bytes) == entries, "seed \(seed)")
    }

    @Test("Zip64 records are written where sizes or offsets need them", arguments: 0..<8)
    func zip64(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let entries = Content.random(&random)
        for from in [0, 90, 5_000, 400_000] {
            let memory = MemorySink()
            let pipe = PipeSink()
            try written(entries, to: memory, zip64From: from, mayBeLarge: true)
            try written(entries, to: pipe, zip64From: from, mayBeLarge: true)
            #expect(try contents(memory.bytes) == entries, "seed \(seed), from \(from)")
            #expect(try contents(pipe.bytes) == entries, "seed \(seed), from \(from)")
        }
    }

    @Test("More entries than 16 bits can count need Zip64 and read back")
    func manyEntries() throws {
        let sink = MemorySink()
        let writer = ArchiveWriter(to: sink)
        for index in 0..<65_600 {
            try writer.add(EntryHeader("\(index)"), [UInt8(index & 0xFF)], method: .stored)
        }
        try writer.finish()
        var limits = ZipLimits()
        limits.entries = 100_000
        let archive = try ArchiveReader(sink.bytes, limits: limits)
        #expect(archive.entries.count == 65_600)
        #expect(archive.entries.last?.name == "65599")
    }

    @Test("A streamed entry that outgrows its header is an error, not a broken archive")
    func tooLarge() throws {
        let entry = Content("a", Array(repeating: 7, count: 300_000))
        for sink in [MemorySink(), PipeSink()] as [any ByteSink] {
            let error = #expect(throws: ZipError.self) {
                try written([entry], to: sink, zip64From: 280_000, method: .stored)
            }
            #expect(error?.code == .limitExceeded)
        }
    }

    @Test("The same calls give the same bytes, whatever the pieces")
    func determinism() throws {
        var random = SeededRandom(seed: 5)
        let entries = Content.random(&random) + [Content("x", random.bytes(10_000))]
        let files = try [500, 500, 100_000].map { pieces in
            let sink = MemorySink()
            try written(entries, to: sink, pieces: pieces)
            return sink.bytes
        }
        #expect(files[0] == files[1])
        #expect(files[0] == files[2])
    }

    @Test("Local headers hold checksum and sizes; a pipe gets descriptors for large entries only")
    func localSizes() throws {
        let small = Content("small", Array("some text".utf8))
        var random = SeededRandom(seed: 6)
        let large = Content("large", random.bytes(700_000))
        let memory = MemorySink()
        let pipe = PipeSink()
        try written([small, large], to: memory)
        try written([small, large], to: pipe)
        func hasDescriptor(_ file: [UInt8]) throws -> [Bool] {
            try ArchiveReader(file).entries.map { $0.flags & 8 != 0 }
        }
        #expect(try hasDescriptor(memory.bytes) == [false, false])
        #expect(try hasDescriptor(pipe.bytes) == [false, true])
        for entry in try ArchiveReader(memory.bytes).entries {
            let header = memory.bytes[entry.headerOffset..<entry.headerOffset + 26]
            func field(_ offset: Int) -> Int {
                (0..<4).reduce(0) { $0 | Int(header[header.startIndex + offset + $1]) << ($1 * 8) }
            }
            #expect(field(14) == Int(entry.crc32))
            #expect(field(18) == entry.compressedSize)
            #expect(field(22) == entry.size)
        }
    }

    @Test("Only names that are not ASCII are declared as UTF-8, and no clock is looked at")
    func headers() throws {
        let sink = MemorySink()
        try written([Content("a", []), Content("数", [])], to: sink)
        let archive = try ArchiveReader(sink.bytes)
        #expect(archive.entries.map { $0.flags } == [0, 1 << 11])
        for entry in archive.entries {
            #expect(
                sink.bytes[entry.headerOffset + 10..<entry.headerOffset + 14] == [0, 0, 0x21, 0])
        }
    }

    @Test("Names that a reader refuses are not written")
    func names() {
        for name in ["", "../a", "C:x", "a\u{0}"] {
            let error = #expect(throws: ZipError.self) {
                try ArchiveWriter(to: MemorySink()).add(EntryHeader(name), [])
            }
            #expect(error?.code == .unsafeName)
        }
        let writer = ArchiveWriter(to: MemorySink())
        let error = #expect(throws: ZipError.self) {
            try writer.add(EntryHeader("a"), [])
            try writer.add(EntryHeader("a"), [])
        }
        #expect(error?.code == .duplicateName)
    }

    @Test("The first error is kept: nothing is written behind it")
    func failures() throws {
        var random = SeededRandom(seed: 7)
        let data = random.bytes(400_000)
        for capacity in [0, 40, 100_000, 400_060] {
            let sink = PipeSink(capacity: capacity)
            let writer = ArchiveWriter(to: sink)
            #expect(throws: PipeSink.Full.self) {
                try writer.add(EntryHeader("a"), data, method: .stored)
                try writer.finish()
            }
            #expect(throws: PipeSink.Full.self) { try writer.add(EntryHeader("b"), []) }
            #expect(throws: PipeSink.Full.self) { try writer.finish() }
            #expect(sink.refusals == 1)
        }
    }

    @Test(
        "An entry that is deflated beside the caller meets the sink's error, or is left, in peace")
    func concurrentFailure() throws {
        var random = SeededRandom(seed: 8)
        let noise = random.bytes(200_000)
        for capacity in [0, 300_000, 2_000_000] {
            let writer = ArchiveWriter(to: PipeSink(capacity: capacity))
            #expect(throws: PipeSink.Full.self) {
                try writer.begin(EntryHeader("a"))
                for _ in 0..<20 { try writer.write(noise.span) }
                try writer.end()
            }
        }
        let left = ArchiveWriter(to: PipeSink())
        try left.begin(EntryHeader("a"))
        for _ in 0..<20 { try left.write(noise.span) }
    }

    @Test("Calls out of order are errors")
    func misuse() {
        let calls: [(ArchiveWriter) throws -> Void] = [
            { try $0.write([1].span) },
            { try $0.end() },
            {
                try $0.begin(EntryHeader("a"))
                try $0.begin(EntryHeader("b"))
            },
            {
                try $0.begin(EntryHeader("a"))
                try $0.finish()
            },
            {
                try $0.finish()
                try $0.add(EntryHeader("a"), [])
            },
            {
                try $0.finish()
                try $0.finish()
            },
        ]
        for call in calls {
            let error = #expect(throws: ZipError.self) { try call(ArchiveWriter(to: MemorySink())) }
            #expect(error?.code == .misuse)
        }
    }
}

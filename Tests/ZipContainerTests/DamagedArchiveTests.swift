/// Archives whose records or data do not hold, and the error that says so.
import TestSupport
import Testing
import ZipContainer

@Suite("Damaged archives")
struct DamagedArchiveTests {
    private func readError(_ builder: ZipBuilder) throws -> ZipError {
        // The directory itself is sound in these cases.
        let archive = try ArchiveReader(builder.build())
        let entry = try #require(archive.entries.first)
        return try #require(throws: ZipError.self) { try archive.read(entry) { _ in } }
    }

    private func openError(_ file: [UInt8]) throws -> ZipError {
        try #require(throws: ZipError.self) { try ArchiveReader(file) }
    }

    @Test("A wrong checksum is told with the entry's name", arguments: [0, 8])
    func checksum(method: Int) throws {
        let error = try readError(
            .single {
                $0.method = method
                $0.crc32 = 12
            })
        #expect(error.code == .checksumMismatch)
        #expect(error.entry == "a.xml")
        #expect(error.offset == 35)
    }

    @Test("More or fewer bytes than declared are refused", arguments: [0, 8], [0, 1, 30, 32, 99])
    func size(method: Int, declared: Int) throws {
        let error = try readError(
            .single {
                $0.method = method
                $0.declaredSize = declared
            })
        #expect(error.code == .sizeMismatch)
    }

    @Test("Nothing beyond the declared size is handed over")
    func larger() throws {
        var entry = ZipBuilder.Entry("bomb", Array(repeating: 0, count: 1 << 20))
        entry.declaredSize = 100_000
        let archive = try ArchiveReader(ZipBuilder([entry]).build())
        var count = 0
        let error = try #require(throws: ZipError.self) {
            try archive.read(try #require(archive.entries.first)) { count += $0.count }
        }
        #expect(error.code == .sizeMismatch)
        #expect(count <= 100_000)
    }

    @Test("Deflated data that end early are refused, wherever they end")
    func truncatedData() throws {
        let whole = ZipBuilder.deflated(Array("some text, some text, more text".utf8))
        for count in 0..<whole.count {
            let error = try readError(.single { $0.rawData = Array(whole.prefix(count)) })
            #expect(error.code == .badData, "after \(count) of \(whole.count) bytes")
        }
    }

    @Test("Bytes behind the deflated data are refused")
    func trailingBytes() throws {
        let whole = ZipBuilder.deflated(Array("some text, some text, some text".utf8))
        #expect(try readError(.single { $0.rawData = whole + [0] }).code == .badData)
    }

    @Test("Data that are not deflated are refused")
    func notDeflated() throws {
        // Block type 3 does not exist.
        #expect(try readError(.single { $0.rawData = [0x07, 1, 2, 3] }).code == .badData)
    }

    @Test("A broken entry leaves the others readable")
    func brokenNeighbour() throws {
        var broken = ZipBuilder.Entry("broken", "text")
        broken.rawData = [0xFF, 0xFF]
        let good = ZipBuilder.Entry("good", "text")
        let archive = try ArchiveReader(ZipBuilder([broken, good]).build())
        for entry in archive.entries where entry.name == "broken" {
            #expect(throws: ZipError.self) { try archive.read(entry) { _ in } }
        }
        let last = try #require(archive.entries.last)
        #expect(try bytes(of: last, in: archive) == good.data)
    }

    @Test("A method other than stored and deflated is told", arguments: [1, 9, 12, 14, 93, 99])
    func method(number: Int) throws {
        let error = try readError(.single { $0.method = number })
        #expect(error.code == .unsupportedMethod)
        #expect(error.entry == "a.xml")
    }

    @Test(
        "What is no archive has no directory",
        arguments: [[], [0x50], Array("PK\u{3}\u{4}".utf8), Array(repeating: 0x20, count: 70_000)]
            as [[UInt8]])
    func noArchive(file: [UInt8]) throws {
        #expect(try openError(file).code == .noDirectory)
    }

    @Test("A local header with another name is refused")
    func otherLocalName() throws {
        let file = ZipBuilder.single { $0.localName = Array("b.xml".utf8) }.build()
        #expect(try openError(file).code == .malformed)
    }

    @Test("Data that reach into the directory are refused")
    func dataIntoDirectory() throws {
        let file = ZipBuilder.single { $0.declaredCompressedSize = 1_000 }.build()
        #expect(try openError(file).code == .malformed)
    }

    @Test(
        "A directory that contradicts its end record is refused",
        arguments: [
            // Offsets of fields in the end record, counted from its start.
            (8, 2), (12, 1), (16, 1), (19, 0x7F),
        ])
    func endRecord(field: Int, value: UInt8) throws {
        var file = ZipBuilder.single().build()
        let end = file.count - 22
        file[end + field] ^= value
        if field == 8 { file[end + 10] ^= value }
        #expect(try openError(file).code == .malformed)
    }

    @Test("Zip64 values that no file can have are refused", arguments: [Int.max, -1, Int.min])
    func hugeZip64(size: Int) throws {
        let file = ZipBuilder.single {
            $0.usesZip64 = true
            $0.declaredCompressedSize = size
        }.build()
        #expect(try openError(file).code == .malformed)
    }
}

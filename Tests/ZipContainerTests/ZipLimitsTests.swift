/// Limits against bombs, each at the last value that passes and the first that does not.
import TestSupport
import Testing
import ZipContainer

@Suite("Limits of archives")
struct ZipLimitsTests {
    private func isRefused(_ builder: ZipBuilder, _ limits: ZipLimits) throws -> Bool {
        do {
            _ = try contents(builder.build(), limits: limits)
            return false
        } catch let error as ZipError {
            #expect(error.code == .limitExceeded)
            return true
        }
    }

    private let three = ZipBuilder((0..<3).map { ZipBuilder.Entry("\($0)", "0123456789") })

    @Test("Entries are counted", arguments: [(2, true), (3, false)], [false, true])
    func entries(limit: (count: Int, isRefused: Bool), usesZip64: Bool) throws {
        var limits = ZipLimits()
        limits.entries = limit.count
        var builder = three
        builder.usesZip64End = usesZip64
        #expect(try isRefused(builder, limits) == limit.isRefused)
    }

    @Test("More records than the end record tells are not read")
    func hiddenEntries() throws {
        var limits = ZipLimits()
        limits.entries = 2
        var file = three.build()
        file[file.count - 22 + 8] = 1
        file[file.count - 22 + 10] = 1
        let error = try #require(throws: ZipError.self) { try ArchiveReader(file, limits: limits) }
        #expect(error.code == .limitExceeded)
    }

    @Test("The size of an entry is bounded", arguments: [(9, true), (10, false)])
    func entrySize(size: Int, refused: Bool) throws {
        var limits = ZipLimits()
        limits.entrySize = size
        #expect(try isRefused(three, limits) == refused)
    }

    @Test("The size of all that is read is bounded", arguments: [(29, true), (30, false)])
    func totalSize(size: Int, refused: Bool) throws {
        var limits = ZipLimits()
        limits.totalSize = size
        #expect(try isRefused(three, limits) == refused)
    }

    @Test("Reading one entry again and again counts each time")
    func repeatedReads() throws {
        var limits = ZipLimits()
        limits.totalSize = 25
        let archive = try ArchiveReader(three.build(), limits: limits)
        let entry = try #require(archive.entries.first)
        for _ in 0..<2 { _ = try bytes(of: entry, in: archive) }
        let error = try #require(throws: ZipError.self) { try bytes(of: entry, in: archive) }
        #expect(error.code == .limitExceeded)
        #expect(error.entry == "0")
    }

    @Test(
        "A high ratio is refused, from the floor on",
        arguments: [(50, 0, true), (50, 99_999, true), (50, 100_000, false), (1_032, 0, false)])
    func ratio(ratio: Int, floor: Int, refused: Bool) throws {
        var limits = ZipLimits()
        limits.ratio = ratio
        limits.ratioFloor = floor
        let zeros = [UInt8](repeating: 0, count: 100_000)
        let builder = ZipBuilder([ZipBuilder.Entry("zeros", zeros)])
        #expect(try isRefused(builder, limits) == refused)
    }

    @Test("A declared size of petabytes is refused before anything is inflated")
    func declaredPetabytes() throws {
        var entry = ZipBuilder.Entry("a", "text")
        entry.usesZip64 = true
        entry.declaredSize = 1 << 50
        let archive = try ArchiveReader(ZipBuilder([entry]).build())
        var count = 0
        let error = try #require(throws: ZipError.self) {
            try archive.read(try #require(archive.entries.first)) { count += $0.count }
        }
        #expect(error.code == .limitExceeded)
        #expect(count == 0)
    }
}

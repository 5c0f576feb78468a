/// Archives that are refused for what they are: encrypted, spanned, ambiguous.
import TestSupport
import Testing
import ZipContainer

@Suite("Refused archives")
struct RefusedArchiveTests {
    private func openError(_ file: [UInt8]) throws -> ZipError {
        try #require(throws: ZipError.self) { try ArchiveReader(file) }
    }

    @Test("An encrypted entry is refused with its name", arguments: [1, 1 | 1 << 6, 1 << 13])
    func encrypted(flags: Int) throws {
        let error = try openError(ZipBuilder.single { $0.flags = flags }.build())
        #expect(error.code == .encrypted)
        #expect(error.entry == "a.xml")
    }

    @Test("An entry that only its local header calls encrypted is refused")
    func locallyEncrypted() throws {
        var file = ZipBuilder.single().build()
        file[6] |= 1
        #expect(try openError(file).code == .encrypted)
    }

    @Test("Two entries of one name are refused")
    func duplicate() throws {
        let builder = ZipBuilder([
            ZipBuilder.Entry("a.xml", "one"), ZipBuilder.Entry("b.xml", "two"),
            ZipBuilder.Entry("a.xml", "three"),
        ])
        let error = try openError(builder.build())
        #expect(error.code == .duplicateName)
        #expect(error.entry == "a.xml")
    }

    @Test("Two directory records that share one entry are refused")
    func sharedEntry() throws {
        let one = ZipBuilder([ZipBuilder.Entry("a.xml", "one")]).build()
        // The directory record, twice over.
        let start = one.count - 22 - 46 - 5
        let record = one[start..<one.count - 22]
        var end = Array(one.suffix(22))
        end[8] = 2
        end[10] = 2
        end[12] = UInt8(record.count * 2)
        #expect(try openError(one[..<start] + record + record + end).code == .duplicateName)
    }

    @Test("Entries that share bytes are refused")
    func overlapping() throws {
        var first = ZipBuilder.Entry("a.xml", "one")
        first.method = 0
        first.declaredSize = 8
        first.declaredCompressedSize = 8
        let error = try openError(
            ZipBuilder([first, ZipBuilder.Entry("b.xml", "two")]).build())
        #expect(error.code == .overlapping)
        #expect(error.entry == "b.xml")
    }

    @Test("An archive of several files is refused", arguments: [1, 2, 0xFFFE])
    func spanned(disk: Int) throws {
        var builder = ZipBuilder.single()
        builder.diskNumber = disk
        #expect(try openError(builder.build()).code == .spanned)
    }

    @Test(
        "Zip64 records that tell of several files are refused",
        arguments: [
            // Offsets of disk fields, counted from the end of the file.
            22 + 4, 22 + 20 + 56 - 16, 22 + 20 + 56 - 20,
        ])
    func spannedZip64(field: Int) throws {
        var builder = ZipBuilder.single()
        builder.usesZip64End = true
        var file = builder.build()
        file[file.count - field] = 2
        #expect(try openError(file).code == .spanned)
    }

    @Test("A Zip64 locator without its record is refused")
    func missingZip64Record() throws {
        var builder = ZipBuilder.single()
        builder.usesZip64End = true
        var file = builder.build()
        file[file.count - 22 - 20 - 56] ^= 1
        #expect(try openError(file).code == .malformed)
    }

    @Test("A directory of which only a part is here is refused as spanned")
    func partialDirectory() throws {
        var file = ZipBuilder.single().build()
        file[file.count - 22 + 8] = 0
        #expect(try openError(file).code == .spanned)
    }

    @Test("An error describes itself with code, entry and place")
    func descriptions() {
        #expect("\(ZipError(.noDirectory))" == "noDirectory")
        #expect("\(ZipError(.badData, entry: "a", offset: 3))" == "badData in a at byte 3")
    }
}

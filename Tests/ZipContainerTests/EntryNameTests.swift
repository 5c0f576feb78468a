/// Names of entries: how they are decoded, and which of them are refused.
import TestSupport
import Testing
import ZipContainer

@Suite("Entry names")
struct EntryNameTests {
    private static let utf8Flag = 1 << 11

    private func names(_ raw: [UInt8], flags: Int) throws -> [String] {
        var entry = ZipBuilder.Entry("", "text")
        entry.name = raw
        entry.flags = flags
        return try ArchiveReader(ZipBuilder([entry]).build()).entries.map(\.name)
    }

    @Test(
        "A name is read in the encoding it is written in",
        arguments: [
            (Array("plain.xml".utf8), 0, "plain.xml"),
            (Array("数据/表.xml".utf8), utf8Flag, "数据/表.xml"),
            (Array("数据/表.xml".utf8), 0, "数据/表.xml"),
            ([0xCA, 0xFD, 0xBE, 0xDD, 0x2E, 0x78], 0, "数据.x"),
            // A four-byte character of GB18030: U+2000B.
            ([0x95, 0x32, 0x83, 0x37, 0x2E, 0x78], 0, "\u{2000B}.x"),
            ([0x63, 0x61, 0x66, 0x82, 0x2E, 0x78], 0, "café.x"),
            ([0xFF, 0x2E, 0x78], 0, "\u{A0}.x"),
            ([0x80, 0x2E, 0x78], 0, "Ç.x"),
        ] as [([UInt8], Int, String)])
    func encodings(raw: [UInt8], flags: Int, name: String) throws {
        #expect(try names(raw, flags: flags) == [name])
    }

    @Test("A name that claims to be UTF-8 and is not is refused")
    func brokenUTF8() throws {
        let error = try #require(throws: ZipError.self) {
            try names([0xCA, 0xFD, 0xBE, 0xDD], flags: EntryNameTests.utf8Flag)
        }
        #expect(error.code == .malformed)
    }

    @Test(
        "A name that leads out of the folder, or would be cut short, is refused",
        arguments: [
            "", "..", "../a", "a/../b", "a/..", "a\\..\\b", "..\\a", "/../a", "C:a", "c:\\a",
            "a\0b", "\0",
        ])
    func unsafeNames(name: String) throws {
        let error = try #require(throws: ZipError.self) { try names(Array(name.utf8), flags: 0) }
        #expect(error.code == .unsafeName)
    }

    @Test(
        "Periods and colons elsewhere do no harm",
        arguments: ["...", "a..b", ".a", "a.", "./a", "..a/b..", "ab:c", "[Content_Types].xml"])
    func harmlessNames(name: String) throws {
        #expect(try names(Array(name.utf8), flags: 0) == [name])
    }

    @Test("A symbolic link is refused")
    func symbolicLink() throws {
        let file = ZipBuilder.single { $0.externalAttributes = 0o120777 << 16 }.build()
        let error = try #require(throws: ZipError.self) { try ArchiveReader(file) }
        #expect(error.code == .unsafeName)
        #expect(error.entry == "a.xml")
    }

    @Test("A regular file and a folder with Unix permissions are not links")
    func unixPermissions() throws {
        for attributes in [0o100644 << 16, 0o040755 << 16, 0x20] {
            let builder = ZipBuilder.single { $0.externalAttributes = attributes }
            #expect(try contents(builder.build()) == builder.expected)
        }
    }
}

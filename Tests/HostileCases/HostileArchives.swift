/// Archives that lie: bombs, directories that disagree, names that climb.
import TestSupport

extension HostileCase {
    private typealias Book = HostileWorkbook

    static let archives: [HostileCase] = bombs + directories + names

    private static let bombs: [HostileCase] = [
        HostileCase("bomb-ratio", "file.limitExceeded", "ratio") { size in
            var book = Book()
            book.set(Book.sheetPath, [UInt8](repeating: 0x20, count: size.pick(150 << 20, 1 << 20)))
            book.entries[book.entries.count - 1].level = 9
            return book.build()
        },
        HostileCase("bomb-in-one-part", "file.limitExceeded", "entrySize") { size in
            var book = Book()
            book.set(Book.sheetPath, [UInt8](repeating: 0x20, count: size.pick(600 << 20, 2 << 20)))
            return book.build()
        },
        HostileCase("bomb-lies-about-size", "file.corrupt", "sizeMismatch") { size in
            var book = Book()
            book.set(Book.sheetPath, [UInt8](repeating: 0x20, count: size.pick(600 << 20, 1 << 19)))
            book.entries[book.entries.count - 1].declaredSize = 1000
            return book.build()
        },
        // Many parts, each of which is small enough.
        HostileCase("bomb-in-many-parts", "file.limitExceeded", "totalSize") { size in
            var book = Book(sheets: size.pick(400, 40))
            let head = Book.bytes("<worksheet xmlns='\(Book.main)'/>")
            let data = head + Book.repeated(" ", size.pick(8 << 20, 200_000) - head.count)
            let (deflated, crc) = (ZipBuilder.deflated(data), ZipBuilder.checksum(data))
            var links = ""
            for index in 1...size.pick(400, 40) {
                var entry = ZipBuilder.Entry("xl/p\(index).xml", [])
                entry.rawData = deflated
                entry.crc32 = crc
                entry.declaredSize = data.count
                links += Book.link("r\(index)", "worksheet", "p\(index).xml")
                book.entries.append(entry)
            }
            book.set("xl/_rels/workbook.xml.rels", Book.links(links))
            return book.build()
        },
        // One part that thousands of sheets point to.
        HostileCase("bomb-shared-part", "file.limitExceeded", "totalSize") { size in
            var book = Book(sheets: size.pick(2000, 100))
            let blanks = Book.repeated(" ", size.pick(7 << 20, 200_000))
            book.set(Book.sheetPath, Book.sheet(rows: [], tail: blanks))
            return book.build()
        },
        HostileCase("bomb-nested", "form.notFound") { size in
            var inner = [UInt8](repeating: 0, count: size.pick(100 << 20, 1 << 20))
            for level in 0..<6 {
                inner = ZipBuilder(
                    (0..<(level == 0 ? 1 : 10)).map {
                        ZipBuilder.Entry("\($0).zip", inner)
                    }
                ).build()
            }
            var book = Book()
            book.set("xl/media/inner.zip", inner)
            return book.build()
        },
        HostileCase("bomb-nested-as-sheet", "file.corrupt", "malformed") { _ in
            var book = Book()
            book.set(Book.sheetPath, Book().build())
            return book.build()
        },
        // Sixteen archives, each the only entry of the next.
        HostileCase("archive-in-archive", "file.notWorkbook", "noWorkbookRelationship") { _ in
            var inner = Book().build()
            for _ in 0..<16 { inner = ZipBuilder([ZipBuilder.Entry("r/r.zip", inner)]).build() }
            return inner
        },
        HostileCase("quine", "form.notFound") { _ in
            Quine.archive("xl/media/again.zip", Book().entries)
        },
        HostileCase("quine-as-sheet", "file.corrupt", "malformed") { _ in
            Quine.archive(
                Book.sheetPath, Book().entries.filter { $0.name != Array(Book.sheetPath.utf8) })
        },
        HostileCase("bomb-overlapping", "file.corrupt", "overlapping") { size in
            // Each entry's data reach over all that follow, as in zbsm.zip.
            var book = Book()
            let count = size.pick(10_000, 200)
            for index in 0..<count {
                var entry = ZipBuilder.Entry("xl/o\(index).xml", [])
                entry.method = 0
                entry.declaredCompressedSize = (count - index - 1) * 39
                entry.declaredSize = (count - index - 1) * 39
                book.entries.append(entry)
            }
            return book.build()
        },
        HostileCase("bomb-one-header", "file.corrupt") { size in
            // A thousand records of the directory share one local header.
            var bytes = Book().build()
            HostileBytes.repeatFirstRecord(&bytes, size.pick(10_000, 100))
            return bytes
        },
        HostileCase("too-many-entries", "file.limitExceeded", "entries") { size in
            var book = Book()
            for index in 0..<size.pick(65_000, 301) {
                var entry = ZipBuilder.Entry("m/\(index)", [])
                entry.method = 0
                book.entries.append(entry)
            }
            return book.build()
        },
    ]

    private static let directories: [HostileCase] = [
        HostileCase("zip64-sizes", "file.corrupt", "malformed") { _ in
            var book = Book()
            for index in book.entries.indices {
                book.entries[index].usesZip64 = true
                book.entries[index].declaredCompressedSize = .max
                book.entries[index].declaredSize = .max
            }
            return book.build()
        },
        HostileCase("zip64-negative", "file.corrupt", "malformed") { _ in
            var book = Book()
            book.entries[0].usesZip64 = true
            book.entries[0].declaredCompressedSize = -1
            return book.build()
        },
        HostileCase("zip64-count", "file.corrupt", "malformed") { _ in
            var zip = ZipBuilder(Book().entries)
            zip.usesZip64End = true
            var bytes = zip.build()
            // The number of entries in the Zip64 end record, 98 + 32 - 56 bytes before the end.
            HostileBytes.fill(&bytes, fromEnd: 98 - 24, with: [UInt8](repeating: 0xFF, count: 16))
            return bytes
        },
        HostileCase("zip64-offset", "file.corrupt", "malformed") { _ in
            var zip = ZipBuilder(Book().entries)
            zip.usesZip64End = true
            var bytes = zip.build()
            HostileBytes.fill(
                &bytes, fromEnd: 98 - 48, with: [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F])
            return bytes
        },
        HostileCase("size-out-of-range", "file.corrupt", "malformed") { _ in
            var book = Book()
            book.entries[0].declaredCompressedSize = 0xFFFF_FFFE
            return book.build()
        },
        HostileCase("offset-out-of-range", "file.corrupt", "malformed") { _ in
            var bytes = Book().build()
            HostileBytes.setFirstRecord(&bytes, at: 42, [0xFE, 0xFF, 0xFF, 0xFF])
            return bytes
        },
        HostileCase("directory-offset-out-of-range", "file.corrupt", "malformed") { _ in
            var bytes = Book().build()
            HostileBytes.fill(&bytes, fromEnd: 6, with: [0xFE, 0xFF, 0xFF, 0xFF])
            return bytes
        },
        HostileCase("directory-size-out-of-range", "file.corrupt", "malformed") { _ in
            var bytes = Book().build()
            HostileBytes.fill(&bytes, fromEnd: 10, with: [0xFE, 0xFF, 0xFF, 0xFF])
            return bytes
        },
        HostileCase("local-name-differs", "file.corrupt", "malformed") { _ in
            var book = Book()
            book.entries[5].localName = Array("xl/worksheets/sheet2.xml".utf8)
            return book.build()
        },
        HostileCase("local-method-differs", "file.corrupt", "malformed") { _ in
            var bytes = Book().build()
            bytes[8] = 0
            return bytes
        },
        HostileCase("local-size-differs", "file.corrupt", "malformed") { _ in
            var bytes = Book().build()
            bytes[22] ^= 1
            return bytes
        },
        HostileCase("local-checksum-differs", "file.corrupt", "malformed") { _ in
            var bytes = Book().build()
            bytes[14] ^= 1
            return bytes
        },
        HostileCase("checksum-wrong", "file.corrupt", "checksumMismatch") { _ in
            var book = Book()
            book.entries[1].crc32 = 1
            return book.build()
        },
        HostileCase("file-too-large", "file.limitExceeded", "fileSize") { size in
            Book.bytes("PK\u{3}\u{4}") + [UInt8](repeating: 0, count: size.pick(400 << 20, 2 << 20))
        },
        HostileCase("no-directory", "file.corrupt", "noDirectory") { size in
            // The end of an archive is looked for among signatures whose comments do not fit.
            let end = Book.bytes("PK\u{5}\u{6}") + [UInt8](repeating: 0xFF, count: 18)
            return Book.bytes("PK\u{3}\u{4}")
                + Array((0..<size.pick(10 << 20, 50_000) / 22).map { _ in end }.joined())
        },
    ]

    private static func named(
        _ name: String, _ code: String, _ reason: String, _ entry: String, attributes: Int = 0
    ) -> HostileCase {
        HostileCase(name, code, reason) { _ in
            var book = Book()
            var link = ZipBuilder.Entry(entry, "/etc/passwd")
            link.externalAttributes = attributes
            book.entries.append(link)
            return book.build()
        }
    }

    private static let names: [HostileCase] = [
        named("symbolic-link", "file.corrupt", "unsafeName", "xl/link", attributes: 0o120777 << 16),
        named("climbing-name", "file.corrupt", "unsafeName", "xl/../../../etc/cron.d/x"),
        named("climbing-backslash", "file.corrupt", "unsafeName", "xl\\..\\..\\x"),
        named("drive-letter", "file.corrupt", "unsafeName", "C:\\x"),
        named("nul-in-name", "file.corrupt", "unsafeName", "xl/worksheets/sheet1.xml\0.png"),
        named("no-name", "file.corrupt", "unsafeName", ""),
        named("same-name", "file.corrupt", "duplicateName", Book.sheetPath),
        named("same-but-for-case", "file.corrupt", "duplicateName", "XL/Worksheets/SHEET1.xml"),
        named(
            "same-but-for-escapes", "file.corrupt", "duplicateName", "xl/worksheets/sheet%31.xml"),
    ]
}

/// Archives are falsified by place.
enum HostileBytes {
    static func fill(_ bytes: inout [UInt8], fromEnd distance: Int, with other: [UInt8]) {
        bytes.replaceSubrange(
            bytes.count - distance..<bytes.count - distance + other.count, with: other)
    }

    static func startOfDirectory(_ bytes: [UInt8]) -> Int {
        (0..<4).reduce(0) { $0 | Int(bytes[bytes.count - 6 + $1]) << (8 * $1) }
    }

    static func setFirstRecord(_ bytes: inout [UInt8], at offset: Int, _ other: [UInt8]) {
        let start = startOfDirectory(bytes) + offset
        bytes.replaceSubrange(start..<start + other.count, with: other)
    }

    static func repeatFirstRecord(_ bytes: inout [UInt8], _ count: Int) {
        let start = startOfDirectory(bytes)
        let length = 46 + Int(bytes[start + 28])
        let record = Array(bytes[start..<start + length])
        var more: [UInt8] = []
        for _ in 0..<count { more += record }
        var end = Array(bytes[(bytes.count - 22)...])
        let entries = Int(end[8]) + count
        let size = bytes.count - 22 - start + more.count
        for index in 0..<2 {
            end[8 + index] = UInt8(entries >> (8 * index) & 0xFF)
            end[10 + index] = end[8 + index]
        }
        for index in 0..<4 { end[12 + index] = UInt8(size >> (8 * index) & 0xFF) }
        bytes = bytes[..<(bytes.count - 22)] + more + end
    }
}

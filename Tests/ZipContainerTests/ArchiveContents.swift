/// Reads archives whole, for tests that compare what comes out with what went in.
import TestSupport
import ZipContainer

/// An entry's name and bytes.
struct Content: Hashable {
    let name: String
    let bytes: [UInt8]
}

/// The bytes of one entry.
func bytes(of entry: ArchiveEntry, in archive: ArchiveReader) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try archive.read(entry) { piece in
        for index in piece.indices { bytes.append(piece[index]) }
    }
    return bytes
}

/// All entries of an archive, in the order of its directory.
func contents(_ file: [UInt8], limits: ZipLimits = ZipLimits()) throws -> [Content] {
    let archive = try ArchiveReader(file, limits: limits)
    return try archive.entries.map {
        Content(name: $0.name, bytes: try bytes(of: $0, in: archive))
    }
}

extension ZipBuilder {
    /// What a reader of the archive has to find.
    var expected: [Content] {
        entries.map { Content(name: String(decoding: $0.name, as: UTF8.self), bytes: $0.data) }
    }

    /// An archive of one entry, changed by `change`.
    static func single(
        _ text: String = "some text, some text, some text", change: (inout Entry) -> Void = { _ in }
    ) -> ZipBuilder {
        var entry = Entry("a.xml", text)
        change(&entry)
        return ZipBuilder([entry])
    }
}

extension SeededRandom {
    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
    }
}

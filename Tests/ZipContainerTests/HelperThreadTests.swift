/// Entries that a second thread inflates come out as they do without it: bytes, pieces, errors.
import TestSupport
import Testing
import ZipContainer

@Suite("Inflating on a second thread")
struct HelperThreadTests {
    /// Poorly compressible, so that the entry is large enough to be worth a thread.
    private static let content: [UInt8] = {
        var random = SeededRandom(seed: 7)
        return (0..<1_500_000).map { _ in UInt8.random(in: 0..<64, using: &random) }
    }()

    private static func read(
        _ archive: [UInt8], helper: Bool, until limit: Int = .max
    ) -> (bytes: [UInt8], error: String?) {
        var bytes: [UInt8] = []
        do {
            let reader = try ArchiveReader(archive, helper: helper)
            try reader.read(reader.entries[0]) { piece in
                guard bytes.count < limit else { throw Enough() }
                for index in piece.indices { bytes.append(piece[index]) }
            }
            return (bytes, nil)
        } catch {
            return (bytes, "\(error)")
        }
    }

    private struct Enough: Error {}

    private static let archive = ZipBuilder([ZipBuilder.Entry("a", content)]).build()

    @Test("The bytes are the same")
    func bytes() {
        let found = HelperThreadTests.read(HelperThreadTests.archive, helper: true)
        #expect(found.error == nil)
        #expect(found.bytes == HelperThreadTests.content)
    }

    @Test("Damage anywhere ends both ways with the same error behind the same bytes")
    func damage() {
        var random = SeededRandom(seed: 8)
        for _ in 0..<12 {
            var archive = HelperThreadTests.archive
            let index = Int.random(in: 100..<archive.count - 200, using: &random)
            archive[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            let alone = HelperThreadTests.read(archive, helper: false)
            let helped = HelperThreadTests.read(archive, helper: true)
            #expect(alone.error != nil)
            #expect(helped.error == alone.error, "byte \(index)")
            #expect(helped.bytes == alone.bytes, "byte \(index)")
        }
    }

    @Test("Whoever has enough is let go", arguments: [0, 1, 200_000, 1_400_000])
    func enough(limit: Int) {
        let found = HelperThreadTests.read(HelperThreadTests.archive, helper: true, until: limit)
        #expect(found.error == "Enough()")
        #expect(found.bytes.count >= limit && found.bytes.count < limit + 1 << 16)
    }
}

/// Properties of damaged archives: nothing crashes, and wrong bytes are never taken for right ones.
import TestSupport
import Testing
import ZipContainer

@Suite("Properties of archives")
struct ArchivePropertyTests {
    /// An archive that has all layouts in it.
    private static func builder(_ random: inout SeededRandom) -> ZipBuilder {
        let count = Int.random(in: 1...4, using: &random)
        var builder = ZipBuilder(
            (0..<count).map { index in
                let size = Int.random(in: 0...80, using: &random)
                let data =
                    Bool.random(using: &random)
                    ? random.bytes(size) : Array(repeating: 0x61, count: size * 4)
                var entry = ZipBuilder.Entry("数据\(index)/file.xml", data)
                entry.method = Bool.random(using: &random) ? 8 : 0
                entry.usesDescriptor = Bool.random(using: &random)
                entry.usesZip64 = Bool.random(using: &random)
                return entry
            })
        builder.usesZip64End = Bool.random(using: &random)
        builder.prefix = random.bytes(Bool.random(using: &random) ? 13 : 0)
        builder.comment = random.bytes(Bool.random(using: &random) ? 7 : 0)
        return builder
    }

    @Test("Flipped bytes give an error or the same bytes", arguments: 0..<20)
    func byteFlips(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let builder = ArchivePropertyTests.builder(&random)
        let file = builder.build()
        for round in 0..<150 {
            var damaged = file
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                damaged[Int.random(in: 0..<file.count, using: &random)] =
                    UInt8.random(in: 0...255, using: &random)
            }
            guard let found = try? contents(damaged) else { continue }
            #expect(found == builder.expected, "seed \(seed), round \(round)")
        }
    }

    @Test("Every single flipped bit gives an error or the same bytes")
    func bitFlips() throws {
        var random = SeededRandom(seed: 77)
        let builder = ArchivePropertyTests.builder(&random)
        let file = builder.build()
        for index in file.indices {
            for bit in 0..<8 {
                var damaged = file
                damaged[index] ^= 1 << UInt8(bit)
                guard let found = try? contents(damaged) else { continue }
                #expect(found == builder.expected, "seed 77, byte \(index), bit \(bit)")
            }
        }
    }

    @Test("An archive cut off anywhere is refused", arguments: 0..<6)
    func truncation(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let file = ArchivePropertyTests.builder(&random).build()
        for count in 0..<file.count {
            #expect(throws: ZipError.self, "seed \(seed), first \(count) bytes") {
                try contents(Array(file.prefix(count)))
            }
        }
    }

    @Test("Random bytes behind a signature never crash", arguments: 0..<10)
    func randomBytes(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        for _ in 0..<50 {
            var file = random.bytes(Int.random(in: 0...300, using: &random))
            file += [0x50, 0x4b, 5, 6] + [0, 0, 0, 0, 1, 0, 1, 0]
            file += random.bytes(1) + [0, 0, 0] + random.bytes(1) + [0, 0, 0, 0, 0]
            #expect(throws: ZipError.self, "seed \(seed)") { try contents(file) }
        }
    }
}

/// Entries copied with splices in their data, against plain editing of the text.
import TestSupport
import Testing

@testable import ZipContainer

/// A copy of an archive's only entry with splices made.
private func spliced(_ file: [UInt8], _ splices: [Splice], from: Int = 0) throws -> [UInt8] {
    let archive = try ArchiveReader(file)
    let sink = MemorySink()
    let writer = ArchiveWriter(to: sink, spliceFrom: from)
    for entry in archive.entries { try writer.copy(entry, from: archive, splicing: splices) }
    try writer.finish()
    return sink.bytes
}

private func archive(of text: [UInt8], deflated data: [UInt8]) -> [UInt8] {
    ZipBuilder.single { entry in
        entry.data = text
        entry.rawData = data
    }.build()
}

private func compressed(_ file: [UInt8]) throws -> ArraySlice<UInt8> {
    let archive = try ArchiveReader(file)
    let entry = try #require(archive.entries.first)
    return archive.compressedData(of: entry)
}

extension SeededRandom {
    /// Rows of markup, some of them noise.
    fileprivate mutating func text(_ size: Int) -> [UInt8] {
        let noise = Int.random(in: 0...3, using: &self) == 0
        let rows = (0..<50).map { row in
            noise
                ? bytes(Int.random(in: 1...900, using: &self))
                : Array("<row r=\"\(row)\"><c><v>\(next() % 100_000)</v></c></row>".utf8)
        }
        var text: [UInt8] = []
        while text.count < size {
            text += rows.randomElement(using: &self) ?? []
            text += "<c r=\"A\(next() % 1000)\"/>".utf8
        }
        return text
    }

    /// Splices in order: at the ends, beside each other, far apart, short and long.
    fileprivate mutating func splices(in size: Int) -> [Splice] {
        var splices: [Splice] = []
        var position = Bool.random(using: &self) ? 0 : Int.random(in: 0...size, using: &self)
        for _ in 0..<Int.random(in: 0...6, using: &self) {
            guard position <= size else { break }
            let long = Int.random(in: 0...5, using: &self) == 0
            let end = min(size, position + Int.random(in: 0...(long ? 70_000 : 30), using: &self))
            splices.append(
                Splice(
                    position..<end, bytes(Int.random(in: 0...(long ? 40_000 : 20), using: &self))))
            let gaps = [0, 1, 500, 33_000, 90_000, 200_000]
            position = end + (gaps.randomElement(using: &self) ?? 0)
        }
        if Int.random(in: 0...3, using: &self) == 0, position < size {
            splices.append(Splice(at: size, inserting: bytes(9)))
        }
        return splices
    }
}

@Suite("Copying entries with splices")
struct SplicedCopyTests {
    @Test("A spliced entry has the text of plain editing", arguments: 0..<60)
    func plainEditing(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let text = random.text(Int.random(in: 0...400_000, using: &random))
        let file = archive(of: text, deflated: RandomDeflate.deflated(text, &random))
        #expect(try contents(file).first?.bytes == text, "seed \(seed)")
        for round in 0..<5 {
            let splices = random.splices(in: text.count)
            let wanted = try #require(splices.applied(to: text), "seed \(seed), round \(round)")
            let result = try contents(spliced(file, splices))
            // No difference of large arrays: it would take ages.
            #expect(result.first.map { $0.bytes == wanted } == true, "seed \(seed), round \(round)")
        }
    }

    @Test("A spliced entry can be spliced again and again", arguments: 0..<8)
    func repeatedEditing(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        var text = random.text(300_000)
        var file = archive(of: text, deflated: RandomDeflate.deflated(text, &random))
        for round in 0..<12 {
            let splices = random.splices(in: text.count)
            text = try #require(splices.applied(to: text))
            file = try spliced(file, splices)
            let found = try contents(file).first?.bytes == text
            #expect(found, "seed \(seed), round \(round)")
        }
    }

    @Test("The blocks before and far behind a splice stay as they are")
    func keptBlocks() throws {
        var random = SeededRandom(seed: 5)
        let text = random.text(2_000_000)
        let file = archive(of: text, deflated: ZipBuilder.deflated(text))
        let place = text.count / 2
        let result = try spliced(file, [Splice(place..<place + 3, Array("12.5".utf8))])
        let (before, after) = (try compressed(file), try compressed(result))
        let head = zip(before, after).prefix { $0 == $1 }.count
        let tail = zip(before.reversed(), after.reversed()).prefix { $0 == $1 }.count
        #expect(head + tail > before.count * 3 / 4)
        let anew = try compressed(
            spliced(file, [Splice(place..<place + 3, Array("12.5".utf8))], from: .max))
        #expect(after.count <= anew.count)
    }

    @Test("Without splices the compressed bytes are the same")
    func noSplices() throws {
        var random = SeededRandom(seed: 6)
        let text = random.text(300_000)
        let file = archive(of: text, deflated: RandomDeflate.deflated(text, &random))
        let isSame = try compressed(file) == compressed(try spliced(file, []))
        #expect(isSame)
    }

    @Test("Empty blocks reach every bit of a byte and hold nothing", arguments: 0..<8)
    func emptyBlocks(bit: Int) throws {
        let (bytes, rest) = EmptyBlocks.upTo(bit: bit)
        #expect(Int(rest) < 1 << bit)
        // The last block: fixed codes, end of block.
        let end = Int(rest) | 0b11 << bit
        let data = bytes + [UInt8(end & 0xFF), UInt8(end >> 8), 0]
        let length = 10 + bit <= 16 ? 2 : 3
        let file = archive(of: [], deflated: bytes + data.suffix(3).prefix(length))
        #expect(try contents(file).first?.bytes.isEmpty == true)
    }

    @Test(
        "A damaged entry is refused when it is spliced, wherever the damage is", arguments: 0..<10)
    func damage(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let text = random.text(200_000)
        let file = archive(of: text, deflated: RandomDeflate.deflated(text, &random))
        let wanted = [Splice(at: 7, inserting: [0x41])]
        let plain = try #require(wanted.applied(to: text))
        let data = try ArchiveReader(file).entries[0]
        for round in 0..<20 {
            var damaged = file
            let place = data.dataOffset + Int.random(in: 0..<data.compressedSize, using: &random)
            damaged[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
            guard let result = try? spliced(damaged, wanted) else { continue }
            // Bits that pad a stored block say nothing.
            let isRight = try contents(result).first?.bytes == plain
            #expect(isRight, "seed \(seed), round \(round)")
        }
    }

    @Test("An entry that declares another size or checksum is refused")
    func wrongDeclaration() throws {
        var random = SeededRandom(seed: 9)
        let text = random.text(200_000)
        for falsify in [
            { (entry: inout ZipBuilder.Entry) in entry.declaredSize = entry.data.count + 1 },
            { (entry: inout ZipBuilder.Entry) in entry.declaredSize = entry.data.count - 1 },
            { (entry: inout ZipBuilder.Entry) in entry.crc32 = 77 },
        ] {
            let file = ZipBuilder.single { entry in
                entry.data = text
                falsify(&entry)
            }.build()
            #expect(throws: ZipError.self) {
                _ = try spliced(file, [Splice(at: 7, inserting: [0x41])])
            }
        }
    }

    @Test("A splice behind the end of the entry is refused")
    func badSplice() throws {
        let text = Array(String(repeating: "<c/>", count: 9_000).utf8)
        let file = archive(of: text, deflated: ZipBuilder.deflated(text))
        for from in [0, 1 << 20] {
            let error = #expect(throws: ZipError.self) {
                _ = try spliced(
                    file, [Splice(at: text.count + 1, inserting: [0x41])], from: from)
            }
            #expect(error?.code == .badSplice)
        }
    }
}

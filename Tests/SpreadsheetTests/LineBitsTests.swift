/// Rows of a set in whatever order they come, against a plain set.
import TestSupport
import Testing

@testable import Spreadsheet

@Suite("Lines as bits") struct LineBitsTests {
    @Test("The next line is the one that a sorted set gives")
    func next() {
        for seed in UInt64(1)...60 {
            var random = SeededRandom(seed: seed)
            let most = [70, 5_000, 1_048_576].randomElement(using: &random) ?? 70
            var bits = LineBits()
            var lines = Set<Int>()
            for _ in 0..<Int.random(in: 0..<80, using: &random) {
                let line = Int.random(in: 0..<most, using: &random)
                bits.insert(line)
                lines.insert(line)
            }
            let asked =
                (0..<40).map { _ in Int.random(in: 0..<most, using: &random) }
                + lines.flatMap { [$0, $0 + 1] } + [0, 63, 64, 4_095, 4_096, 1_048_575]
            for line in asked {
                let wanted = lines.filter { $0 >= line }.min()
                #expect(bits.next(from: line) == wanted, "seed \(seed), line \(line)")
            }
        }
    }
}

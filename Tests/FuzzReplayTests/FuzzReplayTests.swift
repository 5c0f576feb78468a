/// What fuzzing has found, and a little of what it would try, in every run of the tests.
import Foundation
import FuzzTargets
import TestSupport
import Testing

@Suite("Fuzz targets") struct FuzzReplayTests {
    private static let found = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fuzzing/found")

    @Test("What fuzzing has found does no harm any more", arguments: FuzzTarget.allCases)
    func replay(target: FuzzTarget) throws {
        let folder = FuzzReplayTests.found.appending(path: target.rawValue)
        guard FileManager.default.fileExists(atPath: folder.path) else { return }
        let files = try FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil)
        for file in files { target.run(Array(try Data(contentsOf: file))) }
    }

    @Test("Bytes without sense do no harm", arguments: FuzzTarget.allCases)
    func noise(target: FuzzTarget) {
        var random = SeededRandom(seed: 7)
        for length in [0, 1, 2, 40, 300] {
            for _ in 0..<6 {
                target.run((0..<length).map { _ in UInt8.random(in: 0...255, using: &random) })
            }
        }
    }
}

import Foundation
import TestSupport

/// The built `jiance`, run in a folder of its own.
struct Tool {
    struct Answer {
        let status: Int32
        let output: Data
        let errors: String

        var text: String { String(decoding: output, as: UTF8.self) }

        func json() throws -> Any { try JSONSerialization.jsonObject(with: output) }
    }

    struct Missing: Error, CustomStringConvertible {
        let description = "jiance is not built beside the tests: run swift build first"
    }

    let folder: URL
    private let binary: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "jiance-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // The test bundle lies beside the products, whatever the configuration and scratch path.
        var candidates = CommandLine.arguments.map { URL(filePath: $0) }
        candidates.append(URL(filePath: "/proc/self/exe").resolvingSymlinksInPath())
        for argument in CommandLine.arguments where argument.contains(".xctest") {
            candidates.append(URL(filePath: argument))
        }
        let found = candidates.compactMap { candidate -> URL? in
            var place = candidate.deletingLastPathComponent()
            for _ in 0..<3 {
                let binary = place.appending(path: "jiance")
                if FileManager.default.isExecutableFile(atPath: binary.path) { return binary }
                place = place.deletingLastPathComponent()
            }
            return nil
        }.first
        guard let found else { throw Missing() }
        binary = found
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    func run(
        _ arguments: String..., input: [UInt8] = [], environment: [String: String] = [:]
    ) throws -> Answer {
        try run(arguments, input: input, environment: environment)
    }

    func run(
        _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:],
        outputTo path: String? = nil
    ) throws -> Answer {
        let process = Process()
        process.executableURL = binary
        process.arguments = arguments
        process.currentDirectoryURL = folder
        var variables = ProcessInfo.processInfo.environment
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] { variables[name] = nil }
        process.environment = variables.merging(environment) { $1 }
        let files = try ["in", "out", "err"].map { name in
            let url = folder.appending(path: ".\(name)")
            try Data(name == "in" ? input : []).write(to: url)
            return url
        }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput =
            try path.flatMap { FileHandle(forWritingAtPath: $0) }
            ?? FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        return Answer(
            status: process.terminationStatus, output: try Data(contentsOf: files[1]),
            errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
    }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        let url = folder.appending(path: name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    func read(_ name: String) throws -> Data { try Data(contentsOf: folder.appending(path: name)) }

    /// Names in the folder, those of the run itself left out.
    func names(_ below: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: below).path)
            .filter { ![".in", ".out", ".err"].contains($0) }.sorted()
    }

    /// A workbook with one small return; its one figure tells it from others.
    static func workbook(_ figure: String, status: String = "完成") -> [UInt8] {
        GridWorkbook([
            .init(
                "表",
                [
                    ["综合体名称", "平湖光机电产业创新服务综合体", "", "报送季度", "2020年第三季度"],
                    ["一级指标", "二级指标", "计量单位", "本季度数据", "同比增长", "累计", "同比增长"],
                    ["产业质量", "产业集群营业收入", "亿元", figure, "1", "2", "3"],
                    ["", "研发人员数", "人", "5", "1", "2", "3"],
                ])
        ]).build()
    }
}

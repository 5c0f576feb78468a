/// Archives written to files and pipes.
import Foundation
import TestSupport
import Testing
import ZipContainer

@Suite("Writing to file descriptors")
struct FileSinkTests {
    private static func entries() -> [Content] {
        var random = SeededRandom(seed: 9)
        return [
            Content("small", Array("text".utf8)), Content("large", random.bytes(900_000)),
            Content("last", random.bytes(70_000)),
        ]
    }

    /// The bytes of a file that `write` has written to its descriptor.
    private func file(flags: Int32 = 0, _ write: (Int32) throws -> Void) throws -> [UInt8] {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("jiance-\(UUID().uuidString).zip").path
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | flags, 0o600)
        try #require(descriptor >= 0)
        defer {
            close(descriptor)
            unlink(path)
        }
        try write(descriptor)
        return try Array(Data(contentsOf: URL(fileURLWithPath: path)))
    }

    @Test("A file holds the bytes that memory would hold")
    func sameAsMemory() throws {
        let memory = MemorySink()
        try written(FileSinkTests.entries(), to: memory)
        let bytes = try file { try written(FileSinkTests.entries(), to: FileSink(descriptor: $0)) }
        #expect(bytes == memory.bytes)
    }

    @Test("An archive may begin in the middle of a file")
    func behindOtherBytes() throws {
        let bytes = try file { descriptor in
            _ = Array("#!/bin/sh\n".utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, 10) }
            try written(FileSinkTests.entries(), to: FileSink(descriptor: descriptor))
        }
        #expect(try contents(bytes) == FileSinkTests.entries())
    }

    @Test("A file opened for appending cannot be corrected, and is not")
    func appending() throws {
        let bytes = try file(flags: O_APPEND) {
            let sink = FileSink(descriptor: $0)
            #expect(!sink.canRewrite)
            try written(FileSinkTests.entries(), to: sink)
        }
        #expect(try contents(bytes) == FileSinkTests.entries())
    }

    @Test("A full device ends the archive with the system's error")
    func fullDevice() throws {
        let descriptor = open("/dev/full", O_WRONLY)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        let error = #expect(throws: ZipError.self) {
            try written(FileSinkTests.entries(), to: FileSink(descriptor: descriptor))
        }
        #expect(error?.code == .writeFailed)
        #expect(error?.systemError == ENOSPC)
    }
}

/// Reads workbooks with the engine as streams, for Tests/Benchmarks; not a product.
///
///     ReaderProbe cells BOOK.xlsx      every cell of every sheet, handed to a sink that counts; what it took as JSON
///     ReaderProbe inflate BOOK.xlsx…   zlib inflating the same parts and doing nothing else
import Foundation
import Spreadsheet

@main
struct Probe {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3 else { throw Misuse() }
        switch arguments[1] {
        case "cells": try CellCount.measure(arguments[2])
        case "inflate": try InflateFloor.measure(arguments[2...])
        default: throw Misuse()
        }
    }

    struct Misuse: Error {}

    /// The bytes of a file, read in one go.
    static func bytes(_ path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw Misuse() }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Misuse() }
        return try [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
            while count < buffer.count {
                let got = read(
                    descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
                guard got > 0 else { throw Misuse() }
                count += got
            }
        }
    }

    static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let time = try ContinuousClock().measure(body)
        return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    }
}

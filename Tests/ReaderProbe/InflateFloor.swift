import CZlib
import ZipContainer

/// zlib inflating what a reader of all cells has to inflate, into one buffer of 64 KiB, with nothing done to
/// what comes out: no check, no copy.
enum InflateFloor {
    static func measure(_ paths: ArraySlice<String>) throws {
        var size = 0
        var seconds = 0.0
        for path in paths {
            let bytes = try Probe.bytes(path)
            let parts = try ArchiveReader(bytes).entries.filter {
                $0.method == 8
                    && ($0.name.hasPrefix("xl/worksheets/") || $0.name == "xl/sharedStrings.xml")
            }
            seconds += try Probe.seconds {
                for part in parts {
                    size += try inflate(
                        bytes[part.dataOffset..<part.dataOffset + part.compressedSize])
                }
            }
        }
        print("{\"seconds\": \(seconds), \"bytes\": \(size)}")
    }

    /// - Returns: the number of bytes that came out.
    private static func inflate(_ data: ArraySlice<UInt8>) throws -> Int {
        var stream = z_stream()
        guard jiance_inflateInit2(&stream, -MAX_WBITS) == Z_OK else { throw Probe.Misuse() }
        defer { inflateEnd(&stream) }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var data = Array(data)
        var size = 0
        let status = data.withUnsafeMutableBufferPointer { input in
            buffer.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                var status = Z_OK
                while status == Z_OK {
                    stream.next_out = output.baseAddress
                    stream.avail_out = UInt32(output.count)
                    status = CZlib.inflate(&stream, Z_NO_FLUSH)
                    size += output.count - Int(stream.avail_out)
                }
                return status
            }
        }
        guard status == Z_STREAM_END else { throw Probe.Misuse() }
        return size
    }
}

/// All fuzz targets in one program: `Fuzzer TARGET [libFuzzer's arguments]`.
///
/// `FuzzReplay` runs the same targets on files, without libFuzzer.
import FuzzTargets

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<Int32>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ run: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

private nonisolated(unsafe) var target: FuzzTarget?

@main enum Fuzzer {
    static func main() {
        guard CommandLine.arguments.count > 1,
            let found = FuzzTarget(rawValue: CommandLine.arguments[1])
        else {
            print("usage: Fuzzer \(FuzzTarget.allCases.map(\.rawValue)) …")
            exit(64)
        }
        target = found
        // libFuzzer sees the arguments behind the target's name.
        var count = CommandLine.argc - 1
        var arguments = CommandLine.unsafeArgv + 1
        let status = withUnsafeMutablePointer(to: &arguments) { pointer in
            pointer.withMemoryRebound(
                to: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.self, capacity: 1
            ) {
                runDriver(&count, $0) { bytes, count in
                    target?.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
                    return 0
                }
            }
        }
        exit(status)
    }
}

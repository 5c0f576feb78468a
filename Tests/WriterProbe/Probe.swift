/// Writes workbooks with the engine, for Tests/Interop and Tests/Benchmarks; not a product.
///
///     WriterProbe features OUT.xlsx MODE       all that the writer can write; its values as JSON
///     WriterProbe stream OUT.xlsx MODE ROWS COLUMNS    a large sheet; what it took as JSON
///
/// MODE is where texts are kept: shared or inline.
import Foundation
import Spreadsheet
import ZipContainer

@main
struct Probe {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 4, ["shared", "inline"].contains(arguments[3]) else {
            throw Misuse()
        }
        var options = WorkbookOptions()
        if arguments[3] == "inline" { options.strings = .inline }
        let descriptor = open(arguments[2], O_RDWR | O_CREAT | O_TRUNC, 0o644)
        guard descriptor >= 0 else { throw Misuse() }
        defer { close(descriptor) }
        let sink = FileSink(descriptor: descriptor)
        switch arguments[1] {
        case "features":
            let values = try FeatureBook(options: options).write(to: sink)
            print(
                try String(decoding: JSONSerialization.data(withJSONObject: values), as: UTF8.self))
        case "stream":
            guard arguments.count == 6, let rows = Int(arguments[4]),
                let columns = Int(arguments[5])
            else { throw Misuse() }
            try StreamedBook(rows: rows, columns: columns, options: options).write(to: sink)
        default: throw Misuse()
        }
    }

    struct Misuse: Error {}
}

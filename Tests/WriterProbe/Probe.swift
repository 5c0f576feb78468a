/// Writes workbooks with the engine, for Tests/Interop and Tests/Benchmarks; not a product.
///
///     WriterProbe features OUT.xlsx        all that the writer can write; the values as JSON on stdout
///     WriterProbe stream OUT.xlsx ROWS COLUMNS MODE    a large sheet; MODE is shared or inline
import Foundation
import Spreadsheet
import ZipContainer

@main
struct Probe {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3 else { throw Misuse() }
        let descriptor = open(arguments[2], O_RDWR | O_CREAT | O_TRUNC, 0o644)
        guard descriptor >= 0 else { throw Misuse() }
        defer { close(descriptor) }
        let sink = FileSink(descriptor: descriptor)
        switch arguments[1] {
        case "features":
            let values = try FeatureBook().write(to: sink)
            print(
                try String(decoding: JSONSerialization.data(withJSONObject: values), as: UTF8.self))
        case "stream":
            guard arguments.count == 6, let rows = Int(arguments[3]),
                let columns = Int(arguments[4])
            else { throw Misuse() }
            try StreamedBook(rows: rows, columns: columns, mode: arguments[5]).write(to: sink)
        default: throw Misuse()
        }
    }

    struct Misuse: Error {}
}

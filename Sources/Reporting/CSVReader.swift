/// Comma-separated values (RFC 4180), with tabs taken for commas where the first line has no comma.
///
/// Why not a library's: those for Swift bring Foundation, which doubles the time every command takes to start.
enum CSVReader {
    /// A quote that does not end.
    struct OpenQuote: Error {
        /// Where it begins, counted from 1.
        let line: Int
    }

    /// The records that hold anything, each with the line it begins in, counted from 1.
    static func records(_ text: String) throws(OpenQuote) -> [(line: Int, fields: [String])] {
        let scalars = Array(text.unicodeScalars)
        let first = scalars.prefix { $0 != "\n" && $0 != "\r" }
        let separator: Unicode.Scalar = first.contains(",") || !first.contains("\t") ? "," : "\t"
        var records: [(line: Int, fields: [String])] = []
        var fields: [String] = []
        var field = String.UnicodeScalarView()
        var line = 1
        var start = 1
        var index = 0
        func endRecord() {
            fields.append(String(field))
            field = String.UnicodeScalarView()
            if fields.contains(where: { !$0.isEmpty }) { records.append((start, fields)) }
            fields = []
        }
        while index < scalars.count {
            let scalar = scalars[index]
            index += 1
            switch scalar {
            case "\"" where field.isEmpty:
                let opened = line
                var isClosed = false
                while index < scalars.count, !isClosed {
                    if scalars[index] == "\"" {
                        if index + 1 < scalars.count, scalars[index + 1] == "\"" {
                            field.append("\"")
                            index += 1
                        } else {
                            isClosed = true
                        }
                    } else {
                        if scalars[index] == "\n" { line += 1 }
                        field.append(scalars[index])
                    }
                    index += 1
                }
                guard isClosed else { throw OpenQuote(line: opened) }
            case separator:
                fields.append(String(field))
                field = String.UnicodeScalarView()
            case "\n", "\r":
                if scalar == "\r", index < scalars.count, scalars[index] == "\n" { index += 1 }
                line += 1
                endRecord()
                start = line
            default: field.append(scalar)
            }
        }
        endRecord()
        return records
    }
}

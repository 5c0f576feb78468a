/// Comma-separated values (RFC 4180), with tabs taken for commas where the first line has no comma.
///
/// Why not a library's: those for Swift bring Foundation, which doubles the time every command takes to start.
struct CSVReader {
    /// A quote that does not end.
    struct OpenQuote: Error {
        /// Where it begins, counted from 1.
        let line: Int
    }

    struct Record {
        /// The line it begins in, counted from 1.
        let line: Int
        let fields: [String]
    }

    private let bytes: ArraySlice<UInt8>
    private let separator: UInt8
    private var position: Int
    private var line = 1

    /// Fields of a record that are kept: no list has more columns, a line of commas has millions.
    private static let fieldLimit = 1_000
    private static let quote = UInt8(ascii: "\"")

    /// - Parameter bytes: sound UTF-8.
    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
        let first = bytes.prefix { !CSVReader.isLineEnd($0) }
        let hasTabs = !first.contains(UInt8(ascii: ",")) && first.contains(UInt8(ascii: "\t"))
        separator = UInt8(ascii: hasTabs ? "\t" : ",")
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    /// The next record that holds anything; nil behind the last one.
    mutating func next() throws(OpenQuote) -> Record? {
        while position < bytes.endIndex {
            // A line of nothing has no fields to make.
            if CSVReader.isLineEnd(bytes[position]) {
                endLine(bytes[position])
                continue
            }
            let start = line
            let fields = try record()
            if fields.contains(where: { !$0.isEmpty }) {
                return Record(line: start, fields: fields)
            }
        }
        return nil
    }

    private mutating func record() throws(OpenQuote) -> [String] {
        var fields: [String] = []
        while true {
            let text = try field()
            if fields.count < CSVReader.fieldLimit {
                fields.append(String(decoding: text, as: UTF8.self))
            }
            guard position < bytes.endIndex else { return fields }
            let end = bytes[position]
            if end == separator {
                position += 1
                continue
            }
            endLine(end)
            return fields
        }
    }

    /// Takes an end of line, of one byte or two.
    private mutating func endLine(_ byte: UInt8) {
        position += 1
        if byte == 0x0D, position < bytes.endIndex, bytes[position] == 0x0A { position += 1 }
        line += 1
    }

    /// The text up to the next separator or end of line, neither of which is taken.
    private mutating func field() throws(OpenQuote) -> [UInt8] {
        var text: [UInt8] = []
        while position < bytes.endIndex {
            let byte = bytes[position]
            if byte == separator || CSVReader.isLineEnd(byte) { break }
            position += 1
            if byte == CSVReader.quote, text.isEmpty {
                try quoted(into: &text)
            } else {
                text.append(byte)
            }
        }
        return text
    }

    /// The text behind an opening quote, up to the closing one, which is taken.
    private mutating func quoted(into text: inout [UInt8]) throws(OpenQuote) {
        let opened = line
        while position < bytes.endIndex {
            let byte = bytes[position]
            position += 1
            if byte == CSVReader.quote {
                guard position < bytes.endIndex, bytes[position] == CSVReader.quote else { return }
                position += 1
            }
            if byte == 0x0A { line += 1 }
            text.append(byte)
        }
        throw OpenQuote(line: opened)
    }
}

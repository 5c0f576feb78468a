/// What is fuzzed: each target makes something of any bytes, and traps where what has to hold does not.
package enum FuzzTarget: String, CaseIterable, Sendable {
    case zip, xml, workbook, recognition, number, json, correction

    package func run(_ bytes: [UInt8]) {
        switch self {
        case .zip: fuzzZip(bytes)
        case .xml: fuzzXML(bytes)
        case .workbook: fuzzWorkbook(bytes)
        case .recognition: fuzzRecognition(bytes)
        case .number: fuzzNumber(bytes)
        case .json: fuzzJSON(bytes)
        case .correction: fuzzCorrection(bytes)
        }
    }
}

/// Takes decisions from bytes; behind the last one all are zero.
struct ByteSource {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isEmpty: Bool { rest.isEmpty }

    mutating func byte() -> Int { Int(rest.popFirst() ?? 0) }

    mutating func choice<T>(_ values: [T]) -> T { values[byte() % values.count] }

    /// A text of at most so many bytes.
    mutating func text(_ longest: Int) -> String {
        let count = min(byte() % (longest + 1), rest.count)
        defer { rest = rest.dropFirst(count) }
        return String(decoding: rest.prefix(count), as: UTF8.self)
    }
}

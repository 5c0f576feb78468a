import XMLStream

/// The number formats of cells, by the index that cells give (`s`).
package struct CellFormats: Sendable {
    private let formats: [NumberFormat]

    init(formats: [NumberFormat]) { self.formats = formats }

    /// The format of a cell; nil where the styles part has no such index. A workbook without styles
    /// has index 0 only.
    package func format(ofStyle index: Int) -> NumberFormat? {
        if formats.isEmpty { return index == 0 ? .general : nil }
        return formats.indices.contains(index) ? formats[index] : nil
    }

    /// Whether all formats of another workbook have their indices here too.
    func begins(with other: CellFormats) -> Bool {
        formats.isEmpty == other.formats.isEmpty && formats.starts(with: other.formats)
    }
}

/// Reads of the styles part (ISO/IEC 29500-1, 18.8) what tells how numbers are shown.
final class StylesParser: XMLSink {
    private var codes: [Int: String] = [:]
    private var formatIDs: [Int] = []
    private var filter = MarkupFilter()
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    var formats: CellFormats {
        var known: [Int: NumberFormat] = [:]
        // Programs that copy sheets between workbooks write the same code under ever new numbers.
        var alike: [String: NumberFormat] = [:]
        let formats = formatIDs.map { id in
            if let format = known[id] { return format }
            var format = NumberFormat.general
            if let code = codes[id] ?? NumberFormat.builtIn(id) {
                format = alike[code] ?? NumberFormat(code: code)
                alike[code] = format
            }
            known[id] = format
            return format
        }
        return CellFormats(formats: formats)
    }

    func start(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        if filter.passesOver(start: name) { return }
        switch name.spreadsheetName {
        case .styleSheet, .numFmts, .cellXfs: break
        case .numFmt:
            if let id = attributes.string(.attribute(.numFmtId)).flatMap({ Int($0) }),
                let code = attributes.string(.attribute(.formatCode))
            {
                try checkLimit(codes.count)
                codes[id] = StringText.decodingEscapes(in: Array(code.utf8))
            }
            filter.skip()
        case .xf:
            try checkLimit(formatIDs.count)
            formatIDs.append(
                attributes.string(.attribute(.numFmtId)).flatMap { Int($0) } ?? 0)
            filter.skip()
        default: filter.skip()
        }
    }

    private func checkLimit(_ count: Int) throws {
        guard count < limit else { throw SpreadsheetError(.limitExceeded, reason: "styles") }
    }

    func end(_ name: XMLName) throws { _ = filter.passesOver(end: name) }
    func text(_ bytes: Span<UInt8>) throws {}
}

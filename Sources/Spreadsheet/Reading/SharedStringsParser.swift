import XMLStream

/// Reads the shared string table (ISO/IEC 29500-1, 18.4): runs are joined, phonetic ones left out.
final class SharedStringsParser: XMLSink {
    let strings = SharedStrings()
    private var filter = MarkupFilter()
    private var text: StringText
    private var isInText = false
    private let limits: SpreadsheetLimits
    private var size = 0

    init(limits: SpreadsheetLimits) {
        self.limits = limits
        text = StringText(limit: limits.stringSize)
    }

    func start(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        if filter.passesOver(start: name) { return }
        switch name.spreadsheetName {
        case .si:
            guard strings.count < limits.sharedStrings else {
                throw SpreadsheetError(.limitExceeded, reason: "sharedStrings")
            }
            text.clear()
        case .t: isInText = true
        case .sst, .r: break
        default: filter.skip()
        }
    }

    func end(_ name: XMLName) throws {
        if filter.passesOver(end: name) { return }
        switch name.spreadsheetName {
        case .si:
            size += text.bytes.count
            guard size <= limits.textSize else {
                throw SpreadsheetError(.limitExceeded, reason: "textSize")
            }
            if text.bytes.contains(UInt8(ascii: "_")) {
                let decoded = Array(text.string.utf8)
                try strings.append(decoded.span)
            } else {
                let bytes = text.bytes
                try strings.append(bytes.span)
            }
        case .t: isInText = false
        default: break
        }
    }

    func text(_ bytes: Span<UInt8>) throws {
        if isInText, !filter.isSkipping { try text.append(bytes) }
    }
}

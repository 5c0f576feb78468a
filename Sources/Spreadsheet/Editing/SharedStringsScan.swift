import XMLStream

/// Looks texts up in the shared string table (ISO/IEC 29500-1, 18.4) without keeping the table.
final class SharedStringsScan: XMLSink {
    /// The entries that read as one text.
    struct Matches {
        /// The first one without runs and phonetic hints.
        var plain: Int?
        var all: Set<Int> = []
    }

    private(set) var matches: [String: Matches] = [:]
    private(set) var count = 0
    private(set) var root: StartTag?
    /// Where the end tag of `sst` begins.
    private(set) var contentEnd = 0

    private let window: MarkupWindow
    private let wanted: Set<String>
    private let lengths: Set<Int>
    private let limits: SpreadsheetLimits
    private var filter = MarkupFilter()
    private var text: StringText
    private var isInText = false
    private var isPlain = true
    private var depth = 0

    init(wanted: Set<String>, window: MarkupWindow, limits: SpreadsheetLimits) {
        self.wanted = wanted
        self.window = window
        self.limits = limits
        lengths = Set(wanted.map(\.utf8.count))
        text = StringText(limit: limits.stringSize)
    }

    func start(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        depth += 1
        if depth == 1 { root = try window.startTag() }
        if filter.passesOver(start: name) { return }
        switch name.spreadsheetName {
        case .si:
            guard count < limits.sharedStrings else {
                throw SpreadsheetError(.limitExceeded, reason: "sharedStrings")
            }
            text.clear()
            isPlain = true
        case .t: isInText = true
        case .r: isPlain = false
        case .sst: break
        default:
            isPlain = false
            filter.skip()
        }
    }

    func end(_ name: XMLName) throws {
        depth -= 1
        if depth == 0, let root {
            contentEnd = root.isEmpty ? root.range.upperBound : try window.endTagStart()
        }
        if filter.passesOver(end: name) { return }
        switch name.spreadsheetName {
        case .si:
            note()
            count += 1
        case .t: isInText = false
        default: break
        }
    }

    func text(_ bytes: Span<UInt8>) throws {
        if isInText, !filter.isSkipping { try text.append(bytes) }
    }

    private func note() {
        // Most entries are told apart by their length; escapes change it.
        guard lengths.contains(text.bytes.count) || text.bytes.contains(UInt8(ascii: "_")) else {
            return
        }
        let string = text.string
        guard wanted.contains(string) else { return }
        var found = matches[string] ?? Matches()
        found.all.insert(count)
        if isPlain, found.plain == nil { found.plain = count }
        matches[string] = found
    }
}

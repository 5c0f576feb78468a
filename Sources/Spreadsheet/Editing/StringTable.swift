import XMLStream
import ZipContainer

/// The shared string table while a workbook is edited: texts that are there are used again, others are
/// appended (ISO/IEC 29500-1, 18.4.9).
final class StringTable {
    private let scan: SharedStringsScan
    private let limits: SpreadsheetLimits
    private var appended: [String: Int] = [:]
    private var markup: [UInt8] = []
    /// How many more cells use the table than before.
    private var usesAdded = 0

    init(
        _ part: PartName, wanted: Set<String>, in package: OfficePackage, limits: SpreadsheetLimits
    ) throws(SpreadsheetError) {
        self.limits = limits
        var scan: SharedStringsScan?
        try package.scan(part) { window in
            let sink = SharedStringsScan(wanted: wanted, window: window, limits: limits)
            scan = sink
            return sink
        }
        guard let scan, scan.root != nil else {
            throw SpreadsheetError(.corrupt, reason: "malformed", part: part.text)
        }
        self.scan = scan
    }

    /// Whether an entry reads as `text`.
    func holds(_ text: String, at index: Int) -> Bool {
        scan.matches[text]?.all.contains(index) == true
    }

    /// The index of a text, which is appended if it is not there.
    func index(of text: String) throws(SpreadsheetError) -> Int {
        if let index = scan.matches[text]?.plain ?? appended[text] { return index }
        let index = scan.count + appended.count
        guard index < limits.sharedStrings else {
            throw SpreadsheetError(.limitExceeded, reason: "sharedStrings")
        }
        appended[text] = index
        let prefix = scan.root?.prefix ?? ""
        markup += "<\(prefix)si>".utf8
        markup += StringTable.textElement(text, prefix: prefix)
        markup += "</\(prefix)si>".utf8
        return index
    }

    func noteUse(added: Bool) { usesAdded += added ? 1 : -1 }

    /// What changes in the part; nothing where no text was appended. The count of uses alone is not worth
    /// touching it: no reader may rely on it.
    var splices: [Splice] {
        guard !appended.isEmpty, let root = scan.root else { return [] }
        func raised(_ name: String, by number: Int) -> Splice? {
            guard let count = root.count(name, raisedBy: number) else { return nil }
            return root.setting(name, to: "\(count)")
        }
        let content =
            root.isEmpty
            ? root.filling(with: markup)
            : Splice(at: scan.contentEnd, inserting: markup)
        let counts = [raised("count", by: usesAdded), raised("uniqueCount", by: appended.count)]
        return counts.compactMap { $0 } + [content]
    }

    /// A `t` element that keeps its white space.
    static func textElement(_ text: String, prefix: String) -> [UInt8] {
        let space = XMLWriter.needsPreserving(text) ? " xml:space=\"preserve\"" : ""
        return Array("<\(prefix)t\(space)>".utf8) + MarkupText.string(text)
            + Array("</\(prefix)t>".utf8)
    }
}

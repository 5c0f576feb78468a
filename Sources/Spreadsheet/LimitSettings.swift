/// Limits by name, as people who meet one set it: `cells=5000000,totalSize=2G`.
extension SpreadsheetLimits {
    /// Why a text sets no limits.
    package enum SettingError: Error, Hashable, Sendable {
        case unknownName(String)
        case notANumber(name: String, value: String)
    }

    private static let members:
        [(name: String, path: WritableKeyPath<SpreadsheetLimits, Int> & Sendable)] = [
            ("fileSize", \.fileSize), ("entries", \.zip.entries), ("entrySize", \.zip.entrySize),
            ("totalSize", \.zip.totalSize), ("ratio", \.zip.ratio), ("depth", \.xml.depth),
            ("tagSize", \.xml.tagSize), ("names", \.xml.names), ("partSize", \.partSize),
            ("otherEncodings", \.otherEncodings), ("sheets", \.sheets), ("cells", \.cells),
            ("mergedRanges", \.mergedRanges), ("sharedStrings", \.sharedStrings),
            ("stringSize", \.stringSize), ("textSize", \.textSize), ("styles", \.styles),
            ("relationships", \.relationships), ("comments", \.comments), ("formulas", \.formulas),
            ("operands", \.operands), ("returns", \.returns), ("identitySize", \.identitySize),
        ]

    /// The names of all limits that can be set.
    package static var names: [String] { members.map(\.name) }

    /// The value of a limit; nil for a name that is none.
    package func value(of name: String) -> Int? {
        SpreadsheetLimits.members.first { $0.name == name }.map { self[keyPath: $0.path] }
    }

    /// The defaults with some changed: names and numbers, which may end in `K`, `M` or `G` (1024 each).
    package init(settings: String) throws(SettingError) {
        self.init()
        for item in settings.split(separator: ",") {
            let sides = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { String($0).trimmingBlanks }
            let name = sides.first ?? ""
            guard let member = SpreadsheetLimits.members.first(where: { $0.name == name }) else {
                throw .unknownName(name)
            }
            let value = sides.count > 1 ? sides[1] : ""
            guard let number = SpreadsheetLimits.number(value) else {
                throw .notANumber(name: name, value: value)
            }
            self[keyPath: member.path] = number
        }
    }

    private static func number(_ text: String) -> Int? {
        var digits = text.utf8[...]
        var unit = 1
        switch digits.last {
        case UInt8(ascii: "K"): unit = 1 << 10
        case UInt8(ascii: "M"): unit = 1 << 20
        case UInt8(ascii: "G"): unit = 1 << 30
        default: break
        }
        if unit > 1 { digits.removeLast() }
        guard let number = Int(String(Substring(digits))), number >= 0 else { return nil }
        let (product, overflow) = number.multipliedReportingOverflow(by: unit)
        // Sums of sizes must not overflow either.
        return overflow || product > 1 << 48 ? nil : product
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        var text = self[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

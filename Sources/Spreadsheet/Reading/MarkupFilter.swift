import XMLStream

/// Lets a sink see only what belongs to the path it is on.
///
/// Elements that the sink does not want are skipped whole. `mc:AlternateContent` (ISO/IEC 29500-3) is
/// looked through: no extension is understood here, so its `Fallback` counts and its `Choice` does not.
struct MarkupFilter {
    private var skipped = 0

    /// Whether what comes belongs to an element that is skipped.
    var isSkipping: Bool { skipped > 0 }

    /// - Returns: true where the start tag is none of the sink's business.
    @inline(__always)
    mutating func passesOver(start name: XMLName) -> Bool {
        if skipped > 0 {
            skipped += 1
            return true
        }
        guard name.namespace == MarkupNamespace.compatibility else { return false }
        if name.local == MarkupName.Choice.rawValue { skipped = 1 }
        return true
    }

    /// Skips the element that has just started, with all it holds.
    mutating func skip() { skipped = 1 }

    @inline(__always)
    mutating func passesOver(end name: XMLName) -> Bool {
        if skipped > 0 {
            skipped -= 1
            return true
        }
        return name.namespace == MarkupNamespace.compatibility
    }
}

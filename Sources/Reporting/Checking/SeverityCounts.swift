import MonitoringForm

/// How many findings of each severity.
package struct SeverityCounts: Sendable {
    private(set) var errors = 0
    private(set) var warnings = 0
    private(set) var remarks = 0

    init(_ findings: [Finding] = []) {
        for finding in findings {
            switch finding.severity {
            case .error: errors += 1
            case .warning: warnings += 1
            case .info: remarks += 1
            }
        }
    }

    static func + (left: SeverityCounts, right: SeverityCounts) -> SeverityCounts {
        var sum = left
        sum.errors += right.errors
        sum.warnings += right.warnings
        sum.remarks += right.remarks
        return sum
    }

    package subscript(severity: Severity) -> Int {
        switch severity {
        case .error: errors
        case .warning: warnings
        case .info: remarks
        }
    }

    /// Remarks do not count.
    var isClean: Bool { errors == 0 && warnings == 0 }
}

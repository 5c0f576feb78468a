/// How much a finding matters; see `design/model.md`, "Findings".
///
/// The cases come gravest first.
package enum Severity: String, CaseIterable, Sendable, Comparable {
    case error, warning, info

    private var rank: Int {
        switch self {
        case .error: 0
        case .warning: 1
        case .info: 2
        }
    }

    /// Graver first.
    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}

/// What was found; an open set whose names are fixed by `design/model.md`.
package struct FindingCode: RawRepresentable, Hashable, Sendable {
    package let rawValue: String
    /// How much findings of this code matter.
    package let severity: Severity

    package init(rawValue: String) {
        self.rawValue = rawValue
        severity = FindingCode.severity(of: rawValue)
    }

    package static let notWorkbook = FindingCode(rawValue: "file.notWorkbook")
    package static let legacyXLS = FindingCode(rawValue: "file.legacyXLS")
    package static let encrypted = FindingCode(rawValue: "file.encrypted")
    package static let corrupt = FindingCode(rawValue: "file.corrupt")
    package static let limitExceeded = FindingCode(rawValue: "file.limitExceeded")
    package static let formNotFound = FindingCode(rawValue: "form.notFound")
    package static let sectionMissing = FindingCode(rawValue: "form.sectionMissing")
    package static let indicatorMissing = FindingCode(rawValue: "indicator.missing")
    package static let indicatorUnknown = FindingCode(rawValue: "indicator.unknown")
    package static let indicatorDuplicate = FindingCode(rawValue: "indicator.duplicate")
    package static let labelFuzzy = FindingCode(rawValue: "label.fuzzy")
    package static let notNumeric = FindingCode(rawValue: "value.notNumeric")
    package static let cellError = FindingCode(rawValue: "value.cellError")
    package static let noCachedResult = FindingCode(rawValue: "value.noCachedResult")
    package static let textNumber = FindingCode(rawValue: "value.textNumber")
    package static let unitConverted = FindingCode(rawValue: "value.unitConverted")
    package static let approximate = FindingCode(rawValue: "value.approximate")
    package static let declaredAbsent = FindingCode(rawValue: "value.declaredAbsent")
    package static let scaleSuspect = FindingCode(rawValue: "value.scaleSuspect")
    package static let statusUnrecognised = FindingCode(rawValue: "status.unrecognised")
    package static let statusPartial = FindingCode(rawValue: "status.partial")
    package static let noteMissing = FindingCode(rawValue: "status.noteMissing")
    package static let periodMissing = FindingCode(rawValue: "period.missing")
    package static let complexMissing = FindingCode(rawValue: "complex.missing")

    private static func severity(of code: String) -> Severity {
        switch code {
        case "indicator.unknown", "label.fuzzy", "value.unitConverted", "value.approximate",
            "value.scaleSuspect", "status.partial", "status.noteMissing", "period.missing",
            "complex.missing", "complex.nameDiffers", "rule.growthExtreme",
            "rule.spentExceedsDisbursed", "rule.overdue", "rule.unitSlip", "rule.growthMismatch",
            "rule.statusRegressed", "rule.regionDisagrees":
            .warning
        case "value.textNumber", "value.declaredAbsent": .info
        default: .error
        }
    }
}

/// Something that a person should look at, with its place in the document and in the workbook.
package struct Finding: Hashable, Sendable {
    package var code: FindingCode
    package var severity: Severity
    package var pointer: JSONPointer?
    package var sheet: String?
    /// A1 reference; the top-left cell of a merged range.
    package var cell: String?
    /// What exactly; the message catalogue makes a sentence of it.
    package var detail: Detail

    package init(
        _ code: FindingCode, pointer: JSONPointer? = nil, sheet: String? = nil,
        cell: String? = nil, _ detail: Detail = Detail(), severity: Severity? = nil
    ) {
        self.code = code
        self.severity = severity ?? code.severity
        self.pointer = pointer
        self.sheet = sheet
        self.cell = cell
        self.detail = detail
    }

    /// Sheet and cell as people write them, as far as there are any: `Sheet1!B2`.
    package var placeText: String? {
        let parts = [sheet, cell].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: "!")
    }

    /// The particulars that messages quote.
    package struct Detail: Hashable, Sendable {
        /// What the cell or label says.
        package var quoted: String?
        /// What it was taken for, or should have been.
        package var subject: String?
        /// Units or values that were converted between.
        package var from: String?
        package var to: String?
        /// Keyword of a variety of the code, such as a ``SpreadsheetError`` reason.
        package var reason: String?
        /// The figure that a rule compares with, in the same or in another return.
        package var other: ReturnLeaf?
        /// The quarter of the return that a rule compares with.
        package var period: Period?

        package init(
            quoted: String? = nil, subject: String? = nil, from: String? = nil, to: String? = nil,
            reason: String? = nil, other: ReturnLeaf? = nil, period: Period? = nil
        ) {
            self.quoted = quoted
            self.subject = subject
            self.from = from
            self.to = to
            self.reason = reason
            self.other = other
            self.period = period
        }
    }
}

/// A JSON Pointer (RFC 6901) into a document of ``ConvertedDocument``.
package struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ tokens: String...) {
        description = tokens.map { "/" + JSONPointer.escaped($0) }.joined()
    }

    private init(raw: String) { description = raw }

    package func appending(_ token: String) -> JSONPointer {
        JSONPointer(raw: description + "/" + JSONPointer.escaped(token))
    }

    /// The pointer with the tokens of another behind it.
    package func appending(contentsOf other: JSONPointer) -> JSONPointer {
        JSONPointer(raw: description + other.description)
    }

    /// The pointer with a path of ``ReturnPaths`` behind it.
    package func appending(path: String) -> JSONPointer { JSONPointer(raw: description + path) }

    private static func escaped(_ token: String) -> String {
        token.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") })
            ? token.replacing("~", with: "~0").replacing("/", with: "~1") : token
    }
}

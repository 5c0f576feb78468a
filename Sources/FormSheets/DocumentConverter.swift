import Crypto
import MonitoringForm
import Spreadsheet

/// A converted workbook, with what corrections need to know beside its document.
package struct Conversion: Sendable {
    package var document: ConvertedDocument
    /// For each return, where its leaves stand; empty unless asked for.
    package var traces: [ReturnTrace] = []
    /// For each finding, what orders it; empty unless asked for.
    package var places: [FindingPlace] = []
    /// Sheets that say nothing.
    var silentSheets: Set<SheetEntry> = []
    /// The file could not be read at all.
    package var isUnreadable: Bool

    package init(
        document: ConvertedDocument, traces: [ReturnTrace] = [], places: [FindingPlace] = [],
        silentSheets: Set<SheetEntry> = [], isUnreadable: Bool
    ) {
        self.document = document
        self.traces = traces
        self.places = places
        self.silentSheets = silentSheets
        self.isUnreadable = isUnreadable
    }
}

/// Turns files into documents. One converter is for one thread and keeps what it learns of labels.
package final class DocumentConverter {
    private let recogniser: ReturnRecogniser
    private let reader: WorkbookReader
    package let limits: SpreadsheetLimits

    /// - Parameters:
    ///   - tracing: what conversions tell of where leaves stand.
    ///   - helper: whether a second thread may inflate large parts, see ``WorkbookReader``.
    package init(
        _ form: FormDefinition, limits: SpreadsheetLimits = SpreadsheetLimits(),
        tracing: Tracing = .nothing, helper: Bool = false
    ) {
        recogniser = ReturnRecogniser(
            form, tracing: tracing, mostReturns: limits.returns,
            mostIdentity: limits.identitySize)
        reader = WorkbookReader(limits: limits, helper: helper)
        self.limits = limits
    }

    /// Converts the bytes of one file; every error becomes a finding of the document.
    ///
    /// - Parameter name: the file's name without its folder.
    package func convert(_ bytes: [UInt8], name: String) -> Conversion {
        convert(bytes, name: name) { _ in [] }
    }

    /// Converts a file that was edited. Sheets that said nothing before the edit, and have to read as they did
    /// (``Workbook/reads(_:as:)``), are not read again.
    ///
    /// - Parameters:
    ///   - earlier: what `original`, the file before the edit, was converted to.
    func convert(
        _ bytes: [UInt8], name: String, editedFrom original: [UInt8], _ earlier: Conversion
    ) -> Conversion {
        convert(bytes, name: name) { workbook throws(SpreadsheetError) in
            var silent: Set<SheetEntry> = []
            if earlier.silentSheets.isEmpty { return silent }
            let before = try reader.open(original)
            for sheet in earlier.silentSheets where try workbook.reads(sheet, as: before) {
                silent.insert(sheet)
            }
            return silent
        }
    }

    /// A workbook that is asked for more than its document, with what is remembered of its parts.
    func open(_ bytes: [UInt8]) throws(SpreadsheetError) -> Workbook { try reader.open(bytes) }

    private func convert(
        _ bytes: [UInt8], name: String,
        passingOver silent: (Workbook) throws(SpreadsheetError) -> Set<SheetEntry>
    ) -> Conversion {
        var document = ConvertedDocument(
            file: name, sha256: DocumentConverter.sha256(bytes), returns: [], findings: [])
        do throws(SpreadsheetError) {
            guard !bytes.isEmpty else {
                throw SpreadsheetError(.notWorkbook, reason: "empty")
            }
            let workbook = try reader.open(bytes)
            let recognition = try recogniser.recognise(
                workbook, passingOver: try silent(workbook))
            document.returns = recognition.returns
            document.findings = recognition.findings
            return Conversion(
                document: document, traces: recognition.traces, places: recognition.places,
                silentSheets: recognition.silentSheets, isUnreadable: false)
        } catch {
            document.findings = [DocumentConverter.finding(for: error, limits: limits)]
            return Conversion(document: document, isUnreadable: true)
        }
    }

    /// The document of an input that was not even read.
    package func unreadable(name: String, _ error: SpreadsheetError) -> Conversion {
        let finding = DocumentConverter.finding(for: error, limits: limits)
        return Conversion(
            document: ConvertedDocument(
                file: name, sha256: DocumentConverter.sha256([]), returns: [], findings: [finding]),
            isUnreadable: true)
    }

    /// The document of an input that could not even be opened.
    package static func unreadable(name: String, reason: String, quoted: String) -> Conversion {
        let finding = Finding(.notWorkbook, Finding.Detail(quoted: quoted, reason: reason))
        return Conversion(
            document: ConvertedDocument(
                file: name, sha256: sha256([]), returns: [], findings: [finding]),
            isUnreadable: true)
    }

    /// The one place where errors of the engine become findings.
    ///
    /// - Parameter limits: those that were obeyed.
    package static func finding(
        for error: SpreadsheetError, limits: SpreadsheetLimits = SpreadsheetLimits()
    ) -> Finding {
        let code: FindingCode =
            switch error.code {
            case .notWorkbook: .notWorkbook
            case .legacyBinary: .legacyXLS
            case .encrypted: .encrypted
            case .limitExceeded: .limitExceeded
            default: .corrupt
            }
        return Finding(
            code, sheet: error.sheet, cell: error.cell,
            Finding.Detail(
                subject: error.part, from: error.detail.isEmpty ? nil : error.detail,
                to: error.code == .limitExceeded
                    ? limits.value(of: error.reason).map(String.init) : nil,
                reason: error.reason))
    }

    private static func sha256(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(64)
        for byte in SHA256.hash(data: bytes) {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

import XMLStream
import ZipContainer

/// Why a workbook, or one part of it, cannot be read or written, and where.
package struct SpreadsheetError: Error, Hashable, Sendable {
    package struct Code: RawRepresentable, Hashable, Sendable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        /// Not a spreadsheet package at all.
        package static let notWorkbook = Code(rawValue: "notWorkbook")
        /// A binary workbook of Excel 2 to 2003 (BIFF).
        package static let legacyBinary = Code(rawValue: "legacyBinary")
        /// Protected by a password, or with encrypted entries.
        package static let encrypted = Code(rawValue: "encrypted")
        /// A broken container, a missing part, or a part that is not the XML it should be.
        package static let corrupt = Code(rawValue: "corrupt")
        /// Larger than ``SpreadsheetLimits`` or the limits of container and XML allow.
        package static let limitExceeded = Code(rawValue: "limitExceeded")
        /// An edit that cannot be made without damage, or that says nothing a cell can hold. The workbook
        /// may be sound.
        package static let refusedEdit = Code(rawValue: "refusedEdit")
        /// What is to be written breaks a rule or a limit of the format; `reason` names it.
        package static let notWritable = Code(rawValue: "notWritable")
        /// The place that the workbook is written to did not take it.
        package static let writeFailed = Code(rawValue: "writeFailed")
    }

    package let code: Code
    /// What exactly is wrong: a stable keyword such as `checksumMismatch`, for the message catalogue.
    package let reason: String
    /// The part (or archive entry) at fault.
    package let part: String?
    package let sheet: String?
    package let cell: String?
    /// Technical detail in English, such as libxml2's message with line and byte.
    package let detail: String

    package init(
        _ code: Code, reason: String, part: String? = nil, sheet: String? = nil,
        cell: String? = nil, detail: String = ""
    ) {
        self.code = code
        self.reason = reason
        self.part = part
        self.sheet = sheet
        self.cell = cell
        self.detail = detail
    }

    package init(_ error: ZipError) {
        let code: Code =
            switch error.code {
            case .encrypted: .encrypted
            case .limitExceeded: .limitExceeded
            default: .corrupt
            }
        self.init(
            code, reason: error.limit ?? error.code.rawValue, part: error.entry,
            detail: error.offset.map { "byte \($0)" } ?? "")
    }

    package init(_ error: XMLStreamError) {
        let place = "line \(error.line), byte \(error.byteOffset)"
        if error.code == .limitExceeded {
            self.init(.limitExceeded, reason: error.detail, part: error.part, detail: place)
        } else {
            self.init(
                .corrupt, reason: error.code.rawValue, part: error.part,
                detail: error.detail.isEmpty ? place : "\(place): \(error.detail)")
        }
    }

    /// Runs what reads a part: whatever it throws comes out as an error of this type.
    static func wrapping<T>(
        part: String, _ body: () throws -> T
    ) throws(SpreadsheetError) -> T {
        do {
            return try body()
        } catch let error as SpreadsheetError {
            throw error
        } catch let error as ZipError {
            throw SpreadsheetError(error)
        } catch let error as XMLStreamError {
            throw SpreadsheetError(error)
        } catch {
            throw SpreadsheetError(.corrupt, reason: "malformed", part: part)
        }
    }

    /// The same error with the part and cell it happened at, where it does not tell itself.
    func at(part: String? = nil, sheet: String? = nil, cell: String? = nil) -> SpreadsheetError {
        SpreadsheetError(
            code, reason: reason, part: self.part ?? part, sheet: self.sheet ?? sheet,
            cell: self.cell ?? cell, detail: detail)
    }

    /// An error of the archive or its sink while writing.
    package init(writing error: any Error) {
        if let error = error as? SpreadsheetError {
            self = error
        } else if let error = error as? ZipError {
            self.init(
                .writeFailed, reason: error.code.rawValue, part: error.entry,
                detail: error.systemError.map { "errno \($0)" } ?? "")
        } else {
            self.init(.writeFailed, reason: "writeFailed", detail: "\(error)")
        }
    }

    /// The same error with the sheet it happened on.
    func on(sheet: String) -> SpreadsheetError { at(sheet: sheet) }
}

extension SpreadsheetError: CustomStringConvertible {
    package var description: String {
        [part, sheet, cell, reason, detail.isEmpty ? nil : detail].compactMap { $0 }
            .joined(separator: ": ")
    }
}

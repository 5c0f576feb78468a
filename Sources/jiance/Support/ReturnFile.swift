import FormSheets
import MonitoringForm
import Spreadsheet

/// A file that holds returns: a document, or a workbook that is converted.
enum ReturnFile {
    case document([Return])
    case workbook(Conversion)

    /// Reads a file, of which no more is taken than of a workbook.
    ///
    /// - Throws: ``FileError`` and ``DocumentError``.
    init(
        reading path: String, name: String, _ converter: DocumentConverter, _ form: FormDefinition
    ) throws {
        do {
            let bytes = try FileAccess.read(path, limit: converter.limits.fileSize)
            self = try ReturnFile(bytes, name: name, converter, form)
        } catch let error as FileError where error.isTooLarge {
            let error = SpreadsheetError(.limitExceeded, reason: "fileSize")
            self = .workbook(converter.unreadable(name: name, error))
        }
    }

    /// - Throws: ``DocumentError`` for JSON that is no document.
    private init(
        _ bytes: [UInt8], name: String, _ converter: DocumentConverter, _ form: FormDefinition
    ) throws(DocumentError) {
        self =
            DocumentReader.isDocument(bytes)
            ? .document(try DocumentReader.read(bytes, form: form).flatMap(\.returns))
            : .workbook(converter.convert(bytes, name: name))
    }
}

import FormSheets
import MonitoringForm

/// A file that holds returns: a document, or a workbook that is converted.
enum ReturnFile {
    case document([Return])
    case workbook(Conversion)

    /// - Throws: ``DocumentError`` for JSON that is no document.
    init(
        _ bytes: [UInt8], name: String, _ converter: DocumentConverter, _ form: FormDefinition
    ) throws(DocumentError) {
        self =
            DocumentReader.isDocument(bytes)
            ? .document(try DocumentReader.read(bytes, form: form).flatMap(\.returns))
            : .workbook(converter.convert(bytes, name: name))
    }
}

import FormSheets
import Foundation
import MonitoringForm
import Testing

/// Each workbook of `samples/` converts to the document beside it, to the byte.
@Suite struct SampleTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "samples")

    static let names: [String] = {
        let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (files ?? []).filter { $0.hasSuffix(".xlsx") }.sorted()
    }()

    @Test("There are samples to hold against") func samplesExist() {
        #expect(SampleTests.names.count >= 8)
    }

    @Test("A sample converts to its document", arguments: names)
    func sample(name: String) throws {
        let form = try FormDefinition.builtIn.get()
        let bytes = [UInt8](try Data(contentsOf: SampleTests.folder.appending(path: name)))
        let wanted = [UInt8](
            try Data(
                contentsOf: SampleTests.folder.appending(
                    path: name.replacing(".xlsx", with: ".json"))))
        let document = DocumentConverter(form).convert(bytes, name: name).document
        let coding = DocumentCoding(
            style: .indented, form: form, messages: MessageCatalogue(.chinese, form: form))
        #expect(
            coding.bytes(of: document) + [0x0A] == wanted, "\(name): re-make with jiance convert -o"
        )
    }
}

/// Sheets without formulas are told apart without being parsed, and never the other way round.
import TestSupport
import Testing

@testable import Spreadsheet

@Suite("Telling whether a sheet may have formulas") struct FormulaProbeTests {
    private static func mayHaveFormulas(_ bytes: [UInt8], piece: Int) -> Bool {
        var probe = FormulaProbe()
        var index = 0
        while index < bytes.count {
            probe.read(bytes.span.extracting(index..<min(index + piece, bytes.count)))
            index += piece
        }
        return probe.mayHaveFormulas
    }

    @Test(
        "A tag of a formula is found however the bytes are cut",
        arguments: [
            "<c><f>A1</f></c>", "<c><f t=\"shared\" si=\"0\"/></c>", "<x:c><x:f>1</x:f></x:c>",
            "<c><f\n/></c>", "<c><f/></c>",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><c><f>1</f></c>",
        ])
    func found(text: String) {
        let bytes = Array("<sheetData><row r=\"1\"/>\(text)</sheetData>".utf8)
        for piece in 1...bytes.count {
            #expect(FormulaProbeTests.mayHaveFormulas(bytes, piece: piece), "\(piece)")
        }
    }

    @Test(
        "Other names and texts are no formulas",
        arguments: ["<font/>", "<c><v>f</v></c>", "<t>of <b>f</b></t>", "<fo f=\"1\"/>"])
    func notFound(text: String) {
        let bytes = Array("<sheetData>\(text)</sheetData>".utf8)
        for piece in 1...bytes.count {
            #expect(!FormulaProbeTests.mayHaveFormulas(bytes, piece: piece), "\(piece)")
        }
    }

    @Test("Of a part that is not UTF-8 nothing is presumed")
    func otherEncodings() {
        let utf16 = "<sheetData/>".utf16.flatMap {
            [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)]
        }
        #expect(FormulaProbeTests.mayHaveFormulas([0xFF, 0xFE] + utf16, piece: 64))
        #expect(FormulaProbeTests.mayHaveFormulas(utf16, piece: 64))
        let declared = Array("<?xml version=\"1.0\" encoding=\"UTF-7\"?><sheetData/>".utf8)
        #expect(FormulaProbeTests.mayHaveFormulas(declared, piece: 7))
    }
}

import TestSupport
import Testing
import XMLStream

@testable import Spreadsheet

/// Cells taken at sight are held against the same cells read by events.
struct StretchTests {
    /// Hands the events on and takes nothing at sight.
    private final class EventsOnly: XMLSink {
        private let sink: any XMLSink

        init(_ sink: any XMLSink) { self.sink = sink }

        func start(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
            try sink.start(name, attributes)
        }
        func end(_ name: XMLName) throws { try sink.end(name) }
        func text(_ bytes: Span<UInt8>) throws { try sink.text(bytes) }
    }

    private final class Recorder: CellSink {
        private(set) var log: [String] = []

        func cell(_ cell: Cell) throws {
            log.append("\(cell.reference) \(cell.value) \(cell.style) \(cell.hasFormula)")
        }
        func mergedRange(_ range: CellRange) throws { log.append("merge \(range)") }
        func formula(_ text: String, at cell: CellReference) throws {
            log.append("formula \(cell) \(text)")
        }
    }

    private struct Outcome: Equatable {
        var log: [String]
        var error: String?
    }

    private static func read(
        _ document: [UInt8], chunks: [Int], atSight: Bool, blanks: Bool, limits: XMLLimits
    ) throws -> Outcome {
        let recorder = Recorder()
        let strings = SharedStrings()
        for text in ["", "一", "plain", "a text of more than fifteen bytes"] {
            let bytes = Array(text.utf8)
            try strings.append(bytes.span)
        }
        let parser = WorksheetParser(
            sink: recorder, strings: strings, uses1904: false, keepsFormulas: true,
            keepsBlanks: blanks, stringLimit: 24)
        let scanner = XMLScanner(vocabulary: .spreadsheet, limits: limits)
        var error: String?
        do {
            try scanner.parse("sheet.xml", into: atSight ? parser : EventsOnly(parser)) { push in
                var start = 0
                for size in chunks {
                    let end = min(document.count, start + size)
                    let piece = Array(document[start..<end])
                    try push(piece.span)
                    start = end
                }
                let rest = Array(document[start...])
                try push(rest.span)
            }
        } catch let failure {
            error = "\(failure)"
        }
        return Outcome(log: recorder.log, error: error)
    }

    private static let cells = [
        #"<c r="A1"><v>12</v></c>"#, #"<c r="B7" s="3" t="s"><v>2</v></c>"#,
        #"<c r="XFD1048576" s="12"><v>-0.5</v></c>"#, #"<c r="XFE1"><v>1</v></c>"#,
        #"<c r="A1048577"><v>1</v></c>"#, #"<c><v>1e5</v></c>"#, #"<c t="n"><v>1.5E-3</v></c>"#,
        #"<c r="C1" t="s"><v>3</v></c>"#, #"<c r="C1" t="s"><v>4</v></c>"#,
        #"<c r="C1" t="s"><v></v></c>"#, #"<c r="C1" t="s"><v>9999999999</v></c>"#,
        #"<c r="D1" t="s"><v>-1</v></c>"#, #"<c r="D1" t="s"><v> 1 </v></c>"#,
        #"<c r="D2" s="1"/>"#, #"<c r="D2" s="1"></c>"#, #"<c s="4" r="E2"/>"#, #"<c/>"#,
        #"<c r="A2" t="inlineStr"><is><t>省 text</t></is></c>"#,
        #"<c r="A2" t="inlineStr"><is><t>&#20013;a&#22269;</t></is></c>"#,
        #"<c r="A2" t="inlineStr"><is><t>&#95;x0041_</t></is></c>"#,
        #"<c r="A2" t="inlineStr"><is><t>&#128512;</t></is></c>"#,
        #"<c r="A2" t="inlineStr"><is><t>&#13;</t></is></c>"#,
        #"<c r="A2" t="inlineStr"><is><t>&#x4E2D;</t></is></c>"#,
        #"<c r="A2" t="inlineStr"><is><t>&#00020013;</t></is></c>"#,
        #"<c r="A2" t="inlineStr"><is><t>&#20013;]]&gt;</t></is></c>"#,
        #"<c r="A2" t="inlineStr"><is><t>&#20013;&amp;</t></is></c>"#,
        #"<c r="A2" t="inlineStr"><is><t>&#20013;&#20013;&#20013;&#20013;&#20013;&#20013;&#20013;&#20013;&#20013;</t></is></c>"#,
        #"<c r="A2" t="inlineStr"><is><t>&#127;</t></is></c>"#,
        #"<c r="A2" t="inlineStr"><is><t>&#128;</t></is></c>"#,
        #"<c r="A2" t="inlineStr"><is><t>中&#22269;</t></is></c>"#,
        #"<c r="A2" t="inlineStr"><is><t xml:space="preserve"> x </t></is></c>"#,
        #"<c r="A2" t="inlineStr"><is><t></t></is></c>"#,
        #"<c r="A2" t="inlineStr"><is><t>a_x0041_b</t></is></c>"#,
        #"<c r="A2" t="inlineStr"><is><t>a &amp; b]c</t></is></c>"#,
        #"<c r="A2" t="inlineStr"><is><r><t>run</t></r><r><t>s</t></r></is></c>"#,
        #"<c r="A2" t="inlineStr"><is><t>longer than the limit of strings</t></is></c>"#,
        #"<c r="A2"><is><t>no type</t></is></c>"#, #"<c r="A2" t="inlineStr"><v>1</v></c>"#,
        #"<c r="A3"><f>A1+1</f><v>3</v></c>"#, #"<c r="A3" t="str"><v>text</v></c>"#,
        #"<c r="A3" t="b"><v>1</v></c>"#, #"<c r="A3" t="e"><v>#N/A</v></c>"#,
        #"<c r="A3" t="q"><v>1</v></c>"#, #"<c r="a3"><v>1</v></c>"#, #"<c r=""><v>1</v></c>"#,
        #"<c r="A0"><v>1</v></c>"#, #"<c r="A01"><v>1</v></c>"#, #"<c r="3A"><v>1</v></c>"#,
        #"<c r="A1" r="A2"><v>1</v></c>"#, #"<c  r="A1"><v>1</v></c>"#, #"<c r='A1'><v>1</v></c>"#,
        #"<c r="A1" ><v>1</v ></c >"#, #"<c r="A1"><v>+1</v></c>"#, #"<c r="A1"><v>1.</v></c>"#,
        #"<c r="A1"><v>.5</v></c>"#, #"<c r="A1"><v>.</v></c>"#, #"<c r="A1"><v>1e</v></c>"#,
        #"<c r="A1"><v>1e99999</v></c>"#, #"<c r="A1"><v>1</v><v>2</v></c>"#,
        #"<c r="A1"><v>12345678901234567890123456</v></c>"#, #"<c r="A1"><v>&#49;</v></c>"#,
        #"<c r="A1" s="1234567890"><v>1</v></c>"#, #"<c r="A1" s="x"><v>1</v></c>"#,
        #"<c r="A1" x="1"><v>1</v></c>"#, #"<c r="A1"><v xml:space="preserve">1</v></c>"#,
        #"<c r="A1"><v>1</v><extLst><c r="B1"><v>2</v></c></extLst></c>"#,
        #"<ext><c r="A1"><v>1</v></c></ext>"#, #"<c r="A1" xmlns="urn:x"><v>1</v></c>"#,
        #"<q xmlns="urn:x"><c r="A1"><v>1</v></c></q>"#, "\n  ", "<!-- c -->", "text",
        "</row><row r=\"9\">", "</row><row>", #"</row><mergeCell ref="A1:B2"/><row>"#,
    ]

    /// What makes a document end with an error.
    private static let faults = [
        #"<c r="A2" t="inlineStr"><is><t>&#55296;</t></is></c>"#,
        #"<c r="A2" t="inlineStr"><is><t>&#65534;</t></is></c>"#,
        #"<c r="A2" t="inlineStr"><is><t>&#0;</t></is></c>"#,
        #"<c r="A2" t="inlineStr"><is><t>&#;</t></is></c>"#,
        #"<c r="A2" t="inlineStr"><is><t>&#20013</t></is></c>"#,
        #"<c r="A2" t="inlineStr"><is><t>&#99999999999;</t></is></c>"#,
        #"<c r="A1"><v>1</c>"#, #"<c r="A1"><v>1</v></d>"#, #"<c r="A1><v>1</v></c>"#,
        #"<c r="A1"s="1"><v>1</v></c>"#, #"<c r="A2" t="inlineStr"><is><t>a]]>b</t></is></c>"#,
        "<c r=\"A2\" t=\"inlineStr\"><is><t>\u{1}</t></is></c>",
        "<c r=\"A2\" t=\"inlineStr\"><is><t>\u{FFFE}</t></is></c>", "</row></sheetData>", "<", "<c",
        #"<a><b><d><e><f><c r="A1"><v>1</v></c></f></e></d></b></a>"#,
    ]

    @Test func `cells taken at sight are those that events give, with the same errors`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("seed \(seed)")
        var random = SeededRandom(seed: seed)
        for _ in 0..<600 {
            var text =
                #"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">"#
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                text += StretchTests.cells.randomElement(using: &random) ?? ""
            }
            if Int.random(in: 0..<4, using: &random) == 0 {
                text += StretchTests.faults.randomElement(using: &random) ?? ""
            }
            text += "</row></sheetData></worksheet>"
            var document = Array(text.utf8)
            if Int.random(in: 0..<6, using: &random) == 0 {
                let place = Int.random(in: 90..<document.count, using: &random)
                document[place] = UInt8.random(in: 0...255, using: &random)
            }
            var limits = XMLLimits()
            if Int.random(in: 0..<5, using: &random) == 0 {
                limits.depth = Int.random(in: 3...8, using: &random)
            }
            let blanks = Bool.random(using: &random)
            let longest = [4, 40, 4000].randomElement(using: &random) ?? 40
            let chunks = (0..<400).map { _ in Int.random(in: 1...longest, using: &random) }
            let plain = try StretchTests.read(
                document, chunks: chunks, atSight: false, blanks: blanks, limits: limits)
            let atSight = try StretchTests.read(
                document, chunks: chunks, atSight: true, blanks: blanks, limits: limits)
            try #require(plain == atSight, "\(String(decoding: document, as: UTF8.self))")
        }
    }

    @Test func `the double of a number is the one that the standard library reads`() {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("seed \(seed)")
        var random = SeededRandom(seed: seed)
        for _ in 0..<20_000 {
            let value =
                Double.random(in: -1...1, using: &random)
                * ([1, 100, 1e7, 1e15, 1e20].randomElement(using: &random) ?? 1)
            let text =
                Bool.random(using: &random)
                ? "\(value)" : "\((value * 100).rounded() / 100)"
            let bytes = Array(text.utf8)
            #expect(NumberLiteral.double(bytes.span) == Double(text), "\(text)")
        }
    }
}

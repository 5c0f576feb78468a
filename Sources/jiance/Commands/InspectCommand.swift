import ArgumentParser
import FormSheets
import MonitoringForm
import Spreadsheet

/// `jiance inspect`: what the engine sees, before any form is recognised.
struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "显示工作簿的工作表、单元格和合并区域（不做表式识别）。")

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    @Argument(help: "工作簿，或 -（标准输入）。")
    var workbook: String

    @Option(help: "输出格式：text 或 json。")
    var format: Format = .text

    @OptionGroup var output: OutputOptions

    func run() throws {
        let limits = try Limits.ofEnvironment()
        try ReadFiles([workbook]).refuse(asOutputs: [output.output])
        var isRead = false
        do {
            let bytes = try FileAccess.read(workbook, limit: limits.fileSize)
            let book = try WorkbookReader(limits: limits).open(bytes)
            isRead = true
            let stream = try OutputStream(refusing: output)
            switch format {
            case .json: try WorkbookDump(book).writeJSON(to: stream)
            case .text: try WorkbookDump(book).writeText(to: stream)
            }
            try stream.finish()
        } catch let error as FileError {
            Terminal.say("jiance: \(error.path): \(error.reason)")
            throw isRead ? ExitStatus.output : ExitStatus.unreadable
        } catch let error as SpreadsheetError {
            Terminal.say("\(workbook): \(try MessageCatalogue.ofEnvironment.line(refusing: error))")
            throw ExitStatus.unreadable
        }
    }
}

/// The cells of a workbook as JSON or as a drawn grid.
private struct WorkbookDump {
    private let workbook: Workbook

    init(_ workbook: Workbook) { self.workbook = workbook }

    /// The codes of formats by style: each of a million cells may have the same long one.
    private struct Codes {
        let formats: CellFormats
        private var known: [Int: String?] = [:]
        /// Bytes of long codes that were shown so far.
        private var shown = 0

        /// Bytes of a code that are always shown, and of all others together.
        private static let plainLength = 128
        private static let mostShown = 1 << 24

        init(_ formats: CellFormats) { self.formats = formats }

        mutating func code(ofStyle style: Int) -> String? {
            guard let code = known[style] ?? find(style) else { return nil }
            guard code.utf8.count > Codes.plainLength else { return code }
            shown += code.utf8.count
            if shown <= Codes.mostShown { return code }
            let short = String(code.unicodeScalars.prefix(Codes.plainLength / 4)) + "…"
            known[style] = short
            return short
        }

        private mutating func find(_ style: Int) -> String? {
            let format = formats.format(ofStyle: style)
            let code = format.flatMap { $0.kind == .general ? nil : $0.shownCode }
            known[style] = .some(code)
            return code
        }
    }

    func writeJSON(to stream: OutputStream) throws {
        var codes = Codes(try workbook.formats())
        // Every sheet is read before the first byte goes out: a broken one must not leave half a text.
        let grids = try workbook.sheets.map { try workbook.grid(of: $0, formulas: true) }
        try stream.write(Array("{\"sheets\":[".utf8))
        for (index, (sheet, grid)) in zip(workbook.sheets, grids).enumerated() {
            var writer = JSONWriter(style: .compact)
            if index > 0 { try stream.write([UInt8(ascii: ",")]) }
            try writer.object { json in
                json.member("name") { $0.string(sheet.name) }
                json.member("state") { $0.string(sheet.state.rawValue) }
                json.member("merges") {
                    $0.array { list in
                        for range in grid.merges.ranges { list.string(range.description) }
                    }
                }
                try json.member("cells") {
                    try $0.array { list in
                        for cell in grid.cells {
                            WorkbookDump.write(
                                cell, grid.formulas[cell.reference],
                                codes.code(ofStyle: cell.style), to: &list)
                            if list.bytes.count > 1 << 16 { try stream.write(list.drain()) }
                        }
                    }
                }
            }
            try stream.write(writer.bytes)
        }
        try stream.write(Array("]}\n".utf8))
    }

    private static func write(
        _ cell: Cell, _ formula: String?, _ format: String?, to json: inout JSONWriter
    ) {
        json.object { json in
            json.member("ref") { $0.string(cell.reference.description) }
            switch cell.value {
            case .empty:
                json.member("type") { $0.string("string") }
                json.member("value") { $0.null() }
            case .number(let digits):
                json.member("type") { $0.string("number") }
                json.member("value") { $0.verbatim(jsonNumber(digits)) }
            case .text(let text):
                json.member("type") { $0.string("string") }
                json.member("value") { $0.string(text) }
            case .boolean(let value):
                json.member("type") { $0.string("boolean") }
                json.member("value") { $0.boolean(value) }
            // An error is no value: its name stands beside.
            case .error(let text):
                json.member("type") { $0.string("error") }
                json.member("value") { $0.null() }
                json.member("error") { $0.string(text) }
            case .damaged(let defect):
                json.member("type") { $0.string("error") }
                json.member("value") { $0.null() }
                json.member("error") { $0.string(defect.rawValue) }
            }
            if let formula { json.member("formula") { $0.string(formula) } }
            if let format { json.member("format") { $0.string(format) } }
        }
    }

    /// Digits as stored are a JSON number, but for a plus sign, bare points and leading zeros.
    private static func jsonNumber(_ digits: String) -> String {
        ExactDecimal(digits)?.description ?? Double(digits).map { "\($0)" } ?? "null"
    }

    func writeText(to stream: OutputStream) throws {
        let grids = try workbook.sheets.map { try workbook.grid(of: $0) }
        var cells = 0
        for (index, (sheet, grid)) in zip(workbook.sheets, grids).enumerated() {
            let drawing = GridDrawing(grid)
            cells += drawing.cellCount
            if index > 0, cells > WorkbookDump.mostDrawnCells {
                return try stream.write(Array("… \(grids.count - index) more sheets\n".utf8))
            }
            let state = sheet.state == .visible ? "" : " (\(sheet.state.rawValue))"
            try stream.write(Array("── \(sheet.name)\(state)\n".utf8))
            try stream.write(Array((drawing.text + "\n").utf8))
        }
    }

    /// Cells drawn of all sheets, which may be one part again and again.
    private static let mostDrawnCells = 600_000
}

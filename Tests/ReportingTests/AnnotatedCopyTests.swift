/// Copies that go back to the county, and come again.
import FormSheets
import MonitoringForm
import Spreadsheet
import Testing

@testable import Reporting

@Suite("Annotated copies") struct AnnotatedCopyTests {
    private let form: FormDefinition
    private let messages: MessageCatalogue

    init() throws {
        form = try FormDefinition.builtIn.get()
        messages = MessageCatalogue(.chinese, form: form)
    }

    private func check(_ workbook: [UInt8]) -> CheckReport.Workbook? {
        let converter = DocumentConverter(form, tracing: .places)
        let conversion = converter.convert(workbook, name: "a.xlsx")
        return CheckReport(
            [CheckReport.Workbook(path: "a.xlsx", conversion: conversion)], form: form
        ).workbooks.first
    }

    private func annotated(_ workbook: [UInt8]) throws -> [UInt8] {
        let copy = AnnotatedCopy(messages, limits: SpreadsheetLimits())
        return try copy.bytes(of: workbook, try #require(check(workbook)))
    }

    /// The list of remarks: sheet, cell, message, answer.
    private func list(_ workbook: [UInt8]) throws -> [[String]] {
        let sheets = try ReviewSheet.all(in: workbook, limits: SpreadsheetLimits())
        #expect(sheets.count == 1)
        let grid = try #require(sheets.first?.grid)
        return (2..<(grid.usedRows.last ?? 2) + 1).map { row in
            [2, 3, 5, 6].map { column in
                guard case .text(let text)? = grid.cell(row: row, column: column)?.value else {
                    return ""
                }
                return text
            }
        }
    }

    private func edited(
        _ workbook: [UInt8], _ sheet: String, _ edits: [CellEdit]
    ) throws -> [UInt8] {
        let editor = try WorkbookEditor(workbook, limits: SpreadsheetLimits())
        let entry = try #require(editor.sheets.first { $0.name == sheet })
        for edit in edits { try editor.set(edit, on: entry) }
        let sink = MemorySink()
        _ = try editor.write(to: sink)
        return sink.bytes
    }

    @Test("An answer stays with its remark for as long as that is made")
    func answers() throws {
        var item = Return(form: form, sheet: "表")
        item.complex.name = "平湖光机电产业创新服务综合体"
        item.period = Period(year: 2020, quarter: 3)
        item.indicators[0].quarter = ExactDecimal(-5)
        item.indicators[6].quarter = ExactDecimal("7.5")
        let sink = MemorySink()
        try TemplateWorkbook(form).write([item], names: ["表"], to: sink)
        let sent = try annotated(sink.bytes)
        let rows = try list(sent)
        let doubtful = ["为 -5", "为 7.5"].map { text in
            rows.firstIndex { $0[2].contains(text) }
        }
        let (negative, broken) = (try #require(doubtful[0]), try #require(doubtful[1]))
        #expect(rows.allSatisfy { $0[3].isEmpty })

        // The county answers both, and mends one of the figures.
        var answered = try edited(
            sent, ReviewSheet.name,
            [negative, broken].map { row in
                CellEdit(
                    try #require(CellReference(row: row + 2, column: 6)), .text("核实无误 \(row)"))
            })
        let cell = try #require(CellReference(rows[negative][1]))
        answered = try edited(answered, rows[negative][0], [CellEdit(cell, .number("5"))])

        let again = try list(try annotated(answered))
        #expect(!again.contains { $0[2].contains("为 -5") })
        #expect(
            again.filter { !$0[3].isEmpty }.map { [$0[2], $0[3]] } == [
                [rows[broken][2], "核实无误 \(broken)"]
            ])
    }
}

/// Workbooks: bytes alone would hardly ever make an archive, so the targets build the archive themselves.
import FormSheets
import MonitoringForm
import Spreadsheet
import TestSupport
import ZipContainer

private let form: FormDefinition = {
    guard let form = try? FormDefinition.builtIn.get() else { fatalError("the form is broken") }
    return form
}()

private var limits: SpreadsheetLimits {
    var limits = SpreadsheetLimits()
    limits.cells = 20_000
    limits.zip.totalSize = 4 << 20
    return limits
}

private let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
private let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/// A workbook of stored parts.
private func archive(_ parts: [(String, [UInt8])]) -> [UInt8] {
    ZipBuilder(
        parts.map { path, bytes in
            var entry = ZipBuilder.Entry(path, bytes)
            entry.method = 0
            return entry
        }
    ).build()
}

private func links(_ list: [(id: String, kind: String, target: String)]) -> [UInt8] {
    let items = list.map {
        "<Relationship Id='\($0.id)' Type='\(office)/\($0.kind)' Target='\($0.target)'/>"
    }.joined()
    return Array(
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\(items)</Relationships>"
            .utf8)
}

/// The input's pieces, parted by the byte FF that UTF-8 does not have, are what stands in the sheet, behind its
/// cells, in the strings, the styles, the comments and the workbook.
func fuzzedWorkbook(_ bytes: [UInt8]) -> [UInt8] {
    let pieces = bytes.split(separator: 0xFF, omittingEmptySubsequences: false)
    func piece(_ index: Int, _ head: String, _ tail: String) -> [UInt8] {
        guard index < pieces.count else { return Array((head + tail).utf8) }
        // Anything at all may stand in a part: an exclamation mark says so.
        if pieces[index].first == 0x21 { return Array(pieces[index].dropFirst()) }
        return Array(head.utf8) + pieces[index] + Array(tail.utf8)
    }
    let sheet =
        piece(0, "<worksheet xmlns='\(main)'><sheetData>", "</sheetData>")
        + piece(1, "", "</worksheet>")
    let listed = "<sheet name='a' sheetId='1' r:id='r1'/>"
    return archive([
        ("_rels/.rels", links([("a", "officeDocument", "xl/workbook.xml")])),
        (
            "xl/workbook.xml",
            piece(
                5, "<workbook xmlns='\(main)' xmlns:r='\(office)'>",
                "<sheets>\(listed)</sheets></workbook>")
        ),
        (
            "xl/_rels/workbook.xml.rels",
            links([
                ("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "sharedStrings", "s.xml"),
                ("r3", "styles", "t.xml"),
            ])
        ),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/worksheets/_rels/sheet1.xml.rels", links([("c", "comments", "../c.xml")])),
        ("xl/s.xml", piece(2, "<sst xmlns='\(main)'>", "</sst>")),
        ("xl/t.xml", piece(3, "<styleSheet xmlns='\(main)'>", "</styleSheet>")),
        (
            "xl/c.xml",
            piece(4, "<comments xmlns='\(main)'><commentList>", "</commentList></comments>")
        ),
    ])
}

func fuzzWorkbook(_ bytes: [UInt8]) {
    guard let workbook = try? WorkbookReader(limits: limits).open(fuzzedWorkbook(bytes)) else {
        return
    }
    _ = try? workbook.formats()
    for sheet in workbook.sheets.prefix(4) {
        _ = try? workbook.comments(of: sheet)
        guard let grid = try? workbook.grid(of: sheet, formulas: true) else { continue }
        for (index, cell) in grid.cells.enumerated() {
            precondition(
                grid.index(row: cell.reference.row, column: cell.reference.column) == index,
                "every cell is found at its place")
            _ = grid.merges.range(
                containingRow: cell.reference.row, column: cell.reference.column)
        }
    }
}

// MARK: Recognition

private let words: [String] =
    form.indicators.map(\.label.text) + form.indicators.map(\.unit)
    + form.construction.works.map(\.label.text) + form.sections.map(\.label.text) + [
        "一级指标", "二级指标", "计量单位", "本季度数据", "同比增长", "截止本季度累计数据", "完成情况", "填写说明",
        "综合体名称", "平湖光机电产业创新服务综合体", "所属县（市、区）", "平湖市", "级别", "省级", "报送季度", "2020年第3季度",
        "实际拨付金额/万元", "省级资金", "市级资金", "县（市、区）资金", "实际使用支出金额/万元", form.funding.label.text,
        form.funding.row.text, "填报人", "张三", "完成", "未完成", "单位：万元", "全市产业创新服务综合体季度监测表", "数据", "其中：",
    ]

/// A grid of words of the form, figures and texts, taken from bytes.
private func sheet(_ source: inout ByteSource, _ name: String) -> GridWorkbook.Sheet {
    let width = source.byte() % 12 + 1
    var rows: [[String]] = []
    while !source.isEmpty, rows.count < 60 {
        var row: [String] = []
        for _ in 0..<width {
            switch source.byte() % 8 {
            case 0: row.append("")
            case 1, 2, 3: row.append(source.choice(words))
            case 4: row.append("\(source.byte())")
            case 5: row.append("\(source.byte()).\(source.byte())")
            case 6: row.append("'\(source.byte())%")
            default: row.append("'" + source.text(24))
            }
        }
        rows.append(row)
    }
    let merges = (0..<source.byte() % 6).map { _ in
        let (row, column) = (source.byte() % 60, source.byte() % 12)
        let end = (row + source.byte() % 4, column + source.byte() % 4)
        return GridWorkbook.letters(column) + "\(row + 1):" + GridWorkbook.letters(end.1)
            + "\(end.0 + 1)"
    }
    return GridWorkbook.Sheet(name, rows, merges: merges)
}

func fuzzRecognition(_ bytes: [UInt8]) {
    var source = ByteSource(bytes)
    // Characters that XML does not have make no workbook; the workbook target has those.
    let grid = sheet(&source, "表")
    let workbook = GridWorkbook([grid]).build()
    let conversion = DocumentConverter(form, limits: limits).convert(workbook, name: "a.xlsx")
    for language in Language.allCases {
        let json = DocumentCoding(
            style: .compact, form: form, messages: MessageCatalogue(language, form: form)
        ).bytes(of: conversion.document)
        guard let items = try? DocumentReader.read(json, form: form) else {
            preconditionFailure("a document can be read")
        }
        precondition(
            items.flatMap(\.returns) == conversion.document.returns, "returns survive their JSON")
    }
}

// MARK: Corrections

private let official: [UInt8] = {
    var rows = [
        ["综合体名称", "平湖光机电产业创新服务综合体", "", "所属县（市、区）", "平湖市", "报送季度", "2020年第3季度"],
        ["一级指标", "二级指标", "计量单位", "本季度数据", "同比增长", "截止本季度累计数据", "同比增长"],
    ]
    for (index, indicator) in form.indicators.enumerated() {
        rows.append([
            "", indicator.label.text, indicator.unit, "\(index)1", "2.5", "\(index)3.5", "'4.5%",
        ])
    }
    rows.append(["一级指标", "二级指标", "完成情况", "填写说明"])
    for work in form.construction.works { rows.append(["", work.label.text, "完成", ""]) }
    return GridWorkbook([.init("表", rows)]).build()
}()

private let pointers: [String] = {
    let document = DocumentConverter(form).convert(official, name: "a.xlsx").document
    let json = DocumentCoding(
        style: .compact, form: form, messages: MessageCatalogue(.chinese, form: form)
    ).bytes(of: document)
    guard let value = try? JSONParser.parse(json) else { fatalError("no document") }
    var found: [String] = []
    func walk(_ value: JSONValue, _ path: String) {
        if let elements = value.elements {
            for (index, element) in elements.enumerated() { walk(element, "\(path)/\(index)") }
        } else if let members = value.members {
            for member in members { walk(member.value, "\(path)/\(member.key)") }
        } else {
            found.append(path)
        }
    }
    walk(value, "")
    return found
}()

/// The first byte tells whether leaves of a return or cells of a fuzzed workbook are edited.
func fuzzCorrection(_ bytes: [UInt8]) {
    var source = ByteSource(bytes)
    if source.byte() % 2 == 0 {
        correctLeaves(&source)
    } else {
        editCells(&source, bytes)
    }
}

private func correctLeaves(_ source: inout ByteSource) {
    var patch = JSONWriter(style: .compact)
    patch.array { list in
        for _ in 0..<source.byte() % 6 + 1 {
            list.object { json in
                let operation = source.choice([
                    "replace", "replace", "replace", "remove", "add", "test",
                ])
                json.member("op") { $0.string(operation) }
                let path = source.choice(pointers)
                json.member("path") { $0.string(path) }
                json.member("value") { value in
                    switch source.byte() % 5 {
                    case 0: value.null()
                    case 1: value.number(ExactDecimal(source.byte()))
                    case 2: value.number(ExactDecimal("\(source.byte()).\(source.byte())"))
                    case 3: value.string(source.choice(["done", "notDone", "province", "2020Q3"]))
                    default: value.string(source.text(40))
                    }
                }
            }
        }
    }
    let marking = Correction.Marking(
        date: CivilDate.first, messages: MessageCatalogue(.chinese, form: form))
    do throws(Correction.Failure) {
        // What comes out says what was asked for, or `apply` has thrown: it converts it again.
        _ = try Correction(form, limits: limits).apply(
            patch.bytes, to: official, name: "a.xlsx",
            marking: source.byte() % 2 == 0 ? marking : nil)
    } catch {
        // Texts that reading would tidy, and a county that the complex's name tells anyway, are refused; figures and
        // statuses come out as asked.
        if case .notAsAsked(let pointers) = error,
            let other = pointers.first(where: { pointer in
                pointer.tokens.contains { ["indicators", "funding", "status"].contains($0) }
            })
        {
            preconditionFailure("a correction changes what it shall, not \(other)")
        }
    }
}

private func editCells(_ source: inout ByteSource, _ bytes: [UInt8]) {
    let workbook = fuzzedWorkbook(Array(bytes.dropFirst(min(bytes.count, 32))))
    // Where other parts of the workbook cannot be read, editing a sheet does not mend them.
    guard let editor = try? WorkbookEditor(workbook, limits: limits),
        let sheet = editor.sheets.first,
        (try? WorkbookReader(limits: limits).open(workbook).grid(of: sheet)) != nil
    else { return }
    var wanted: [CellReference: CellEdit.Content] = [:]
    for _ in 0..<source.byte() % 4 + 1 {
        guard let place = CellReference(row: source.byte() % 20, column: source.byte() % 20) else {
            continue
        }
        let content: CellEdit.Content =
            switch source.byte() % 4 {
            case 0: .number("\(source.byte()).5")
            case 1: .text("t\(source.byte())")
            case 2: .boolean(true)
            default: .blank
            }
        guard (try? editor.set(CellEdit(place, content), on: sheet)) != nil else { return }
        wanted[place] = content
    }
    let sink = MemorySink()
    guard (try? editor.write(to: sink)) != nil else { return }
    guard let edited = try? WorkbookReader(limits: limits).open(sink.bytes),
        let entry = edited.sheets.first, let grid = try? edited.grid(of: entry)
    else { preconditionFailure("an edited workbook can be read") }
    // The text of a merged range stands in its first cell, wherever in it one writes.
    func anchor(_ place: CellReference) -> CellReference {
        grid.merges.range(containingRow: place.row, column: place.column)?.first ?? place
    }
    let anchors = Dictionary(grouping: wanted.keys, by: anchor)
    for (place, content) in wanted where anchors[anchor(place)]?.count == 1 {
        let value = grid.cell(row: anchor(place).row, column: anchor(place).column)?.value
        switch (content, value) {
        case (.number(let digits), .number(let found)?): precondition(digits == found)
        case (.text(let text), .text(let found)?): precondition(text == found)
        case (.boolean(let flag), .boolean(let found)?): precondition(flag == found)
        case (.blank, nil), (.blank, .empty?): break
        default: preconditionFailure("\(place) holds \(String(describing: value)), not \(content)")
        }
    }
}

import Spreadsheet
import ZipContainer

/// A workbook that has all the writer can write in it: a form, a sheet of hard values, a hidden one.
struct FeatureBook {
    /// A value of the second sheet, in column B; its row is its place in the list.
    typealias Value = (content: CellContent, json: Any)

    static let texts: [String] = [
        "产业集群营业收入", "=1+1", "+x", "-3", "@x", "007", "1e5", "TRUE", "#N/A", " leading",
        "trailing ", "a\tb", "two\nlines", "\n", " ", "a  b", "<&>\"'", "]]>", "_x0041_", "_x005F_",
        "__x0041", "😀𠀀", "\u{FFFD}", "e\u{301}", "é", "\u{200B}", "'quoted", "2020-01-01",
        String(repeating: "长", count: 32_767),
    ]

    /// Texts that only some programs read back as they are: openpyxl knows no `_xHHHH_`.
    static let controls: [String] = [
        "a\r\nb", "\r", "\u{1}\u{1F}", "_x0041\u{2}", "\u{FFFE}\u{FFFF}",
    ]

    static let numbers: [Double] = [
        0, 1, -1, 0.1, 110.56, 29.70000000000001, 1e15, 123_456_789_012_345_680, 1e-7, 1.5e300,
        2.2250738585072014e-308, -0.333_333_333_333_333_3, 99_999.99,
    ]

    static let numerals = ["0.1234567890123456789", "100.00", "-5", "1E5", "007.50"]

    var options: WorkbookOptions

    func write(to sink: any ByteSink) throws -> [[Any]] {
        var options = options
        options.baseFont = CellFont("宋体", size: 11)
        let book = try WorkbookWriter(
            to: sink, properties: FeatureBook.properties, options: options)
        try FormSheet(book).content.write(to: book)
        let values = try writeValues(to: book)
        var hidden = SheetSetup("隐藏 'x' 2")
        hidden.visibility = .hidden
        var content = SheetContent(hidden)
        if let cell = CellReference("A1") { content.set(cell, .text("hidden")) }
        try content.write(to: book)
        if let range = CellRange("A5:A6") {
            book.definedNames = [
                DefinedName("级别", sheetName: "隐藏 'x' 2", range),
                DefinedName("rate", "0.05"),
            ]
        }
        try book.finish()
        return values
    }

    private static var properties: DocumentProperties {
        var properties = DocumentProperties()
        properties.title = "全市产业创新服务综合体季度监测表"
        properties.creator = "Jiance <&>"
        properties.created = "2020-10-12T08:30:00Z"
        properties.modified = "2020-10-12T08:30:00Z"
        properties.application = "Jiance"
        properties.company = "嘉兴市"
        properties.custom = [
            ("form", .text("jiaxing-quarterly-2020")), ("quarter", .number(3)),
            ("share", .number(0.25)), ("final", .boolean(true)),
            ("due", .date(year: 2020, month: 10, day: 15)),
        ]
        return properties
    }

    private func writeValues(to book: WorkbookWriter) throws -> [[Any]] {
        var setup = SheetSetup("Values & more")
        setup.view.frozenRows = 1
        setup.view.frozenColumns = 1
        setup.view.zoom = 80
        setup.tabColor = CellColor(rgb: 0x00B050)
        setup.columns = [ColumnSetup(0...0, width: 12), ColumnSetup(1...1, width: 40)]
        let sheet = try book.beginSheet(setup)
        let day = try book.style(CellStyle(numberFormat: "yyyy\"年\"m\"月\"d\"日\""))
        let unit = try book.style(CellStyle(numberFormat: "#,##0.00\"亿元\";[Red]-0.00"))
        let line = try book.style(
            CellStyle(border: CellBorder(all: .thin, color: CellColor(rgb: 0xFF0000))))
        try sheet.beginRow(0, RowSetup(height: 24))
        try sheet.cell(0, .text("kind"))
        try sheet.cell(1, .text("value"))
        var told: [[Any]] = []
        var row = 0
        func put(
            _ kind: String, _ content: CellContent, _ value: Any, _ style: StyleID = .normal
        ) throws {
            row += 1
            try sheet.beginRow(row)
            try sheet.cell(0, .text(kind))
            try sheet.cell(1, content, style)
            told.append(["Values & more", "B\(row + 1)", kind, value])
        }
        for text in FeatureBook.texts { try put("text", .text(text), text) }
        for text in FeatureBook.controls { try put("control", .text(text), text) }
        for number in FeatureBook.numbers { try put("number", .number(number), number, unit) }
        for digits in FeatureBook.numerals {
            try put("numeral", .numeral(digits), digits)
        }
        try put("boolean", .boolean(true), true)
        try put("boolean", .boolean(false), false)
        try put("date", .date(year: 2020, month: 9, day: 30), 44_104, day)
        try put("date", .date(year: 1900, month: 1, day: 1), 1, day)
        try put("formula", .formula("=1+1", result: .number(2)), 2)
        try put("formula", .formula("\"a\"&\"<b>\"", result: .text("a<b>")), "a<b>")
        try put("formula", .formula("1=1", result: .boolean(true)), true)
        try put("formula error", .formula("1/0", result: .error("#DIV/0!")), "#DIV/0!")
        try put("formula open", .formula("SUM(B37:B39)", result: nil), 0)
        try put("blank", .blank, "", line)
        try sheet.finish()
        return told
    }
}

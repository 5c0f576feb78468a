import Spreadsheet

/// A form as people get it: merged, ruled, protected, validated, printed on one page.
struct FormSheet {
    private(set) var content: SheetContent
    private let label: StyleID
    private let input: StyleID

    private static let sections: [(name: String, rows: [(String, String)])] = [
        (
            "产业质量",
            [("产业集群营业收入", "亿元"), ("单位从业人员营业收入", "万元/人"), ("规上工业增加值率", "%")]
        ),
        ("创新能力", [("产业集群研发投入额", "万元"), ("国家高新技术企业数", "家")]),
        ("服务成效", [("解决企业技术难题数（其中：与高校院所合作解决的企业技术难题数）", "个")]),
    ]

    init(_ book: WorkbookWriter) throws {
        let ruled = CellBorder(all: .thin)
        let title = try book.style(
            CellStyle(
                font: CellFont("宋体", size: 18, isBold: true),
                alignment: CellAlignment(.center, .center)))
        let centred = CellAlignment(.center, .center, wraps: true)
        let header = try book.style(
            CellStyle(
                font: CellFont("宋体", size: 11, isBold: true), fill: CellColor(rgb: 0xD9E1F2),
                border: ruled, alignment: centred))
        label = try book.style(CellStyle(border: ruled, alignment: centred))
        input = try book.style(
            CellStyle(
                fill: CellColor(rgb: 0xFFF9E5), border: ruled,
                alignment: CellAlignment(.right, .center), numberFormat: "#,##0.00", isLocked: false
            ))
        let note = try book.style(
            CellStyle(
                border: ruled, alignment: CellAlignment(.left, .center, wraps: true, indent: 1),
                isLocked: false))

        var setup = SheetSetup("监测表")
        setup.view.showsGridlines = false
        setup.view.frozenRows = 3
        setup.columns = [
            ColumnSetup(0...0, width: 12), ColumnSetup(1...1, width: 34),
            ColumnSetup(2...2, width: 11), ColumnSetup(3...6, width: 14),
        ]
        setup.protection = SheetProtection(allowing: [
            .selectLockedCells, .selectUnlockedCells, .formatColumns, .formatRows,
        ])
        setup.page.scaling = .fit(width: 1, height: 1)
        setup.page.centersHorizontally = true
        setup.page.margins.left = 0.5
        setup.page.margins.right = 0.5
        setup.page.header = "&L嘉兴市&R2020年第3季度"
        setup.page.footer = "&C第 &P 页，共 &N 页"
        setup.titleRows = 2...2
        content = SheetContent(setup)

        FormSheet.range("A1:G1") { content.merge($0, .text("全市产业创新服务综合体季度监测表"), title) }
        content.setRow(0, RowSetup(height: 36))
        put("A2", .text("综合体名称"), label)
        FormSheet.range("B2:C2") { content.merge($0, .text("海宁皮革产业创新服务综合体"), note) }
        put("D2", .text("级别"), label)
        FormSheet.range("E2:G2") { content.merge($0, .text("省级"), note) }
        content.setRow(1, RowSetup(height: 24))
        let headers = ["一级指标", "二级指标", "计量单位", "本季度数据", "同比增长", "截止本季度累计数据", "同比增长"]
        for (column, text) in headers.enumerated() {
            guard let cell = CellReference(row: 2, column: column) else { continue }
            content.set(cell, .text(text), header)
        }
        content.setRow(2, RowSetup(height: 36))
        let last = writeSections(from: 3)
        addRules(last: last)
    }

    private mutating func put(_ cell: String, _ value: CellContent, _ style: StyleID) {
        if let cell = CellReference(cell) { content.set(cell, value, style) }
    }

    private static func range(_ text: String, _ body: (CellRange) -> Void) {
        if let range = CellRange(text) { body(range) }
    }

    /// - Returns: the last row, counted from 1.
    private mutating func writeSections(from start: Int) -> Int {
        var row = start
        for section in FormSheet.sections {
            let first = row
            for (name, unit) in section.rows {
                put("B\(row + 1)", .text(name), label)
                put("C\(row + 1)", .text(unit), label)
                FormSheet.range("D\(row + 1):G\(row + 1)") { content.setStyle(input, of: $0) }
                content.setRow(row, RowSetup(height: name.count > 20 ? 42 : 24))
                row += 1
            }
            FormSheet.range("A\(first + 1):A\(row)") { range in
                if range.first == range.last {
                    content.set(range.first, .text(section.name), label)
                } else {
                    content.merge(range, .text(section.name), label)
                }
            }
        }
        put("D4", .number(110.56), input)
        put("F4", .numeral("363.85"), input)
        put("E4", .number(-6.1), input)
        return row
    }

    private mutating func addRules(last: Int) {
        FormSheet.range("A1:G\(last)") { content.setup.printArea = $0 }
        FormSheet.range("D4:G\(last)") { range in
            content.setup.view.activeCell = range.first
            content.setup.validations.append(
                DataValidation(
                    ["D4:G\(last - 1)", "D\(last):F\(last)"].compactMap { CellRange($0) },
                    .decimal(.between("-1000000", "1000000")),
                    prompt: .init("填写数字", "单位见“计量单位”一栏。\n请勿填写文字。"),
                    error: .init("不是数字", "请填写数字；没有数据请留空。")))
            content.setup.conditionalFormats = [
                ConditionalFormat(
                    [range], .cell(.lessThan("0")),
                    DifferentialStyle(
                        isBold: true, color: CellColor(rgb: 0x9C0006),
                        fill: CellColor(rgb: 0xFFC7CE))),
                ConditionalFormat(
                    [range], .expression("AND(D4<>\"\",D4>100)"),
                    DifferentialStyle(color: CellColor(rgb: 0x006100))),
            ]
        }
        FormSheet.range("E2") { range in
            var validation = DataValidation([range], .list(["省级", "市级"]))
            validation.allowsBlank = false
            validation.errorStyle = .warning
            content.setup.validations.append(validation)
            content.setup.hyperlinks.append(
                Hyperlink(range, .location("'隐藏 ''x'' 2'!A1"), tooltip: "到隐藏表"))
        }
        FormSheet.range("B2") { range in
            content.setup.validations.append(
                DataValidation([range], .textLength(.lessThanOrEqual("60"))))
            content.setup.hyperlinks.append(
                Hyperlink(range, .external("https://example.org/a b?x=1&y=2#节"), tooltip: "网站"))
            var comment = CellComment(range.first, author: "嘉兴市科技局", "请填写全称。\n不要缩写 <&>")
            comment.width = 160
            comment.height = 60
            content.setup.comments.append(comment)
        }
        FormSheet.range("G\(last)") { range in
            content.setup.validations.append(DataValidation([range], .custom("ISNUMBER(G\(last))")))
            var comment = CellComment(range.first, author: "Jiance", "shown")
            comment.isVisible = true
            content.setup.comments.append(comment)
        }
    }
}

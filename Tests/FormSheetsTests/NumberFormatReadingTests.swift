/// Figures whose cells show another number than they store: units and shifts of number formats.
import FormSheets
import MonitoringForm
import Spreadsheet
import Testing
import ZipContainer

@Suite("Figures under number formats") struct NumberFormatReadingTests {
    /// The document of a form with one figure, stored as `number` under `format`; with a growth, that is what stands under it.
    private func convert(_ label: String, _ number: Double, _ format: String, growth: Double? = nil)
        throws -> ConvertedDocument
    {
        let sink = MemorySink()
        let book = try WorkbookWriter(to: sink)
        let sheet = try book.beginSheet(SheetSetup("表"))
        let style = try book.style(CellStyle(numberFormat: format))
        try sheet.beginRow(0)
        for (column, header) in ["二级指标", "本季度数据", "同比增长", "累计", "同比增长"].enumerated() {
            try sheet.text(column, header)
        }
        try sheet.beginRow(1)
        try sheet.text(0, label)
        try sheet.number(1, number, growth == nil ? style : .normal)
        if let growth { try sheet.number(2, growth, style) }
        try sheet.finish()
        try book.finish()
        return DocumentConverter(try FormDefinition.builtIn.get())
            .convert(sink.bytes, name: "a.xlsx").document
    }

    @Test(
        "What a person sees around a growth counts",
        arguments: [
            (8.5, "0.0\"‰\"", "0.85", "value.unitConverted"),
            (3.2, "\"下降\"0.0\"%\"", "-3.2", nil),
            (0.032, "\"下降\"0.0%", "-3.2", nil),
            (-3.2, "\"增长\"0.0\"%\";\"下降\"0.0\"%\"", "-3.2", nil),
            (3.2, "\"增长\"0.0\"%\";\"下降\"0.0\"%\"", "3.2", nil),
            (3.2, "\"-\"0.0\"%\"", "-3.2", "value.approximate"),
            (3.2, "\\-0.0", "-3.2", "value.approximate"),
            (3.2, "-0.0", "-3.2", "value.approximate"),
            (3.2, "0.0\"↓\"", "-3.2", nil), (3.2, "0.0\"%↓\"", "-3.2", nil),
            (3.2, "0.0\"%（下降）\"", "-3.2", nil), (3.2, "0.0%\"↓\"", "-320", nil),
            (3.2, "\"▲\"0.0;\"▼\"0.0", "3.2", nil), (-3.2, "\"▲\"0.0;\"▼\"0.0", "-3.2", nil),
            (3.2, "\"▲\"0.0", "3.2", "value.approximate"), (3.2, "0.0_);(0.0)", "3.2", nil),
            (1.5, "0.0\"倍\"", "150", "value.unitConverted"),
            (-3.2, "\"下降\"0.0\"%\"", nil, "value.notNumeric"),
        ] as [(Double, String, String?, String?)])
    func growth(number: Double, format: String, wanted: String?, code: String?) throws {
        let document = try convert("产业集群营业收入", 1, format, growth: number)
        let item = try #require(document.returns.first)
        #expect(item.indicators[0].quarterGrowth?.description == wanted)
        let found = document.findings.filter { $0.cell == "C2" }
        #expect(found.map(\.code.rawValue) == (code.map { [$0] } ?? []))
    }

    @Test(
        "What a person sees behind the number is its unit",
        arguments: [
            ("产业集群营业收入", 177.16, "0.00\"亿元\"", "177.16", nil),
            ("产业集群营业收入", 1771600, "0.00\"万元\"", "177.16", "value.unitConverted"),
            ("产业集群研发投入额", 177160, "0.00,\"千元\"", "17.716", "value.unitConverted"),
            ("产业集群研发投入额", 177160, "0!.0,\"万元\"", "17.716", nil),
            ("产业集群研发投入额", 177160, "#,##0.00,", "177160", "value.scaleSuspect"),
            ("单位从业人员营业收入", 120, "0\"万元\"", "120", nil),
            ("产业集群亩均税收", 12, "0\"万元/亩\"", "12", nil),
            ("产业集群企业数", 12, "0\"家\"", "12", nil),
            ("产业集群企业数", 12, "0\"亿元\"", nil, "value.notNumeric"),
            ("研发人员数", 12, "0.0%", "12", "value.scaleSuspect"),
            ("产业集群企业数", 12, "\"第\"0", "12", "value.approximate"),
            ("产业集群企业数", 12, "\"约\"0", "12", "value.approximate"),
            ("产业集群研发投入额", 12, "\"¥\"#,##0.00", "12", nil),
            ("产业集群研发投入额", 12, "[$¥-804]#,##0.00", "12", nil),
            ("产业集群研发投入额", 12, "[$$-409]#,##0.00", "12", "value.approximate"),
            ("产业集群研发投入额", 12, "_(\"$\"* #,##0.00_)", "12", "value.approximate"),
            ("产业集群研发投入额", 12, "_-¥* #,##0.00_-;-¥* #,##0.00_-", "12", nil),
            ("产业集群研发投入额", 12, "\"-\"0.00", "-12", "value.approximate"),
            ("产业集群研发投入额", 12, "0.00\"左右\"", "12", "value.approximate"),
            ("产业集群研发投入额", 12, "[$€-2] #,##0.00", nil, "value.notNumeric"),
            ("产业集群研发投入额", 12, "\"亏损\"0", nil, "value.notNumeric"),
            ("产业集群企业数", 12, "0\"条\"", "12", nil),
        ] as [(String, Double, String, String?, String?)])
    func suffix(
        label: String, number: Double, format: String, wanted: String?, code: String?
    ) throws {
        let form = try FormDefinition.builtIn.get()
        let document = try convert(label, number, format)
        let index = try #require(form.indicators.firstIndex { $0.label.text == label })
        let item = try #require(document.returns.first)
        #expect(item.indicators[index].quarter?.description == wanted)
        let found = document.findings.filter { $0.cell == "B2" }
        #expect(found.map(\.code.rawValue) == (code.map { [$0] } ?? []))
    }
}

import MonitoringForm
import Spreadsheet
import Testing

@testable import FormSheets

/// Filled official forms are read back as they were, and blank ones carry their identity.
@Suite("Templates") struct TemplateTests {
    private func convert(_ items: [Return], names: [String]) throws -> ConvertedDocument {
        let form = try FormDefinition.builtIn.get()
        let sink = MemorySink()
        try TemplateWorkbook(form).write(items, names: names, to: sink)
        return DocumentConverter(form).convert(sink.bytes, name: "a.xlsx").document
    }

    private func item(_ name: String = "平湖光机电产业创新服务综合体") throws -> Return {
        var item = Return(form: try FormDefinition.builtIn.get(), sheet: "季度监测表")
        item.complex.name = name
        item.complex.county = "平湖市"
        item.complex.level = .municipal
        item.period = Period(year: 2020, quarter: 3)
        return item
    }

    @Test("A blank template has its identity and nothing else")
    func blank() throws {
        let item = try item()
        let document = try convert([item], names: ["季度监测表"])
        #expect(document.returns == [item])
        #expect(document.findings.isEmpty)
    }

    @Test("Figures of any size come back, small percentages without suspicion")
    func figures() throws {
        var item = try item("=1+1")
        let texts = ["0", "-0.000000001", "123456789012345", "0.085", "8.5", "99.999"]
        for index in item.indicators.indices {
            for (offset, measure) in Measure.allCases.enumerated() {
                item.indicators[index][measure] = ExactDecimal(
                    texts[(index + offset) % texts.count])
            }
        }
        let document = try convert([item], names: ["季度监测表"])
        #expect(document.returns == [item])
        #expect(document.findings.isEmpty)
    }

    @Test("Works with notes and money spent by level come back")
    func worksAndFunds() throws {
        var item = try item()
        for index in item.works.indices {
            item.works[index] =
                index % 2 == 0
                ? Return.Work(status: .complete)
                : Return.Work(status: .incomplete, note: "第\(index)项在建 😀")
        }
        item.disbursed.county = ExactDecimal("12.5")
        item.spent.total = ExactDecimal("30")
        item.spent.provincial = ExactDecimal("10.25")
        item.spent.municipal = ExactDecimal("19.75")
        let document = try convert([item], names: ["季度监测表"])
        #expect(document.returns == [item])
        #expect(document.findings.isEmpty)
    }

    @Test("Several returns have a sheet each")
    func several() throws {
        var second = try item("海宁皮革时尚产业创新服务综合体")
        second.complex.county = "海宁市"
        second.sheet = "海宁"
        let document = try convert([try item(), second], names: ["季度监测表", "海宁"])
        #expect(document.returns == [try item(), second])
    }

    @Test("Another edition, with a section and a work more, gives a sound template")
    func otherEdition() throws {
        let text = String(decoding: FormDefinition.builtInFile, as: UTF8.self)
        let section = """
            { "id": "digital", "label": "数字化改造", "variants": [], "indicators": [
              { "id": "robots", "label": "工业机器人保有量", "unit": "个", "kind": "count, stock", "variants": [] },
              { "id": "cloudShare", "label": "企业上云覆盖面", "unit": "%", "kind": "share", "variants": [] }
            ] }
            """
        let work = """
            { "id": "website", "label": "综合体门户网站", "variants": [] }
            """
        let edited =
            text
            .replacing("\"id\": \"jiaxing-quarterly-2020\"", with: "\"id\": \"next\"")
            .replacing("\"label\": \"本季度数据\"", with: "\"label\": \"本季数值\"")
            .replacing(
                "\"sections\": [", with: "\"sections\": [" + section + ",", maxReplacements: 1
            )
            .replacing("\"works\": [", with: "\"works\": [" + work + ",", maxReplacements: 1)
        let form = try FormDefinition(json: Array(edited.utf8))
        #expect(form.indicators.count == 25)
        var item = Return(form: form, sheet: "表")
        item.complex.name = "甲产业创新服务综合体"
        item.period = Period("2021Q1")
        item.indicators[0].quarter = ExactDecimal("12")
        item.indicators[1].cumulative = ExactDecimal("33.3")
        item.indicators[24].quarter = ExactDecimal("7.25")
        item.works[0] = Return.Work(status: .incomplete, note: "开发中")
        item.disbursed.county = ExactDecimal("5")
        let sink = MemorySink()
        try TemplateWorkbook(form).write([item], names: ["表"], to: sink)
        let document = DocumentConverter(form).convert(sink.bytes, name: "a.xlsx").document
        #expect(document.returns == [item])
        #expect(document.findings.isEmpty)
    }
}

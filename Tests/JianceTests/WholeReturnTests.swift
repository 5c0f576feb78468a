/// A whole official return through the built command: every value, the schema, the exit statuses.
import Foundation
import MonitoringForm
import TestSupport
import Testing

@Suite("A whole return through jiance") struct WholeReturnTests {
    private let form: FormDefinition

    init() throws { form = try FormDefinition.builtIn.get() }

    @Test("A clean return ends with 0, has no findings, and every value of its cells")
    func clean() throws {
        let tool = try Tool()
        defer { tool.remove() }
        let workbook = OfficialWorkbook(form)
        try tool.write("a.xlsx", workbook.build())
        let answer = try tool.run("convert", "a.xlsx")
        #expect(answer.status == 0)
        #expect(answer.errors.isEmpty)
        let root = try JSONParser.parse([UInt8](answer.output))
        #expect(root["findings"] == .array([]))
        let item = try #require(root["returns"]?.elements?.first)
        for (index, indicator) in form.indicators.enumerated() {
            for measure in Measure.allCases {
                let wanted = try #require(ExactDecimal(workbook.figure(index, measure)))
                #expect(
                    item["indicators"]?[indicator.id]?[measure.rawValue]
                        == .number(wanted.description), "\(indicator.id) \(measure)")
            }
        }
        for work in form.construction.works {
            #expect(item["construction"]?[work.id]?["status"] == .string("complete"))
            #expect(item["construction"]?[work.id]?["note"] == .null)
        }
        #expect(item["funding"]?["disbursed"]?["provincial"] == .number("500"))
        #expect(item["funding"]?["disbursed"]?["county"] == .number("300"))
        #expect(item["funding"]?["spent"]?["total"] == .number("640"))
        #expect(item["funding"]?["spent"]?["county"] == .null)
        #expect(item["complex"]?["name"] == .string("平湖光机电产业创新服务综合体"))
        #expect(item["complex"]?["county"] == .string("平湖市"))
        #expect(item["complex"]?["level"] == .string("provincial"))
        #expect(item["complex"]?["operator"] == .string("平湖光机电研究院"))
        #expect(item["period"] == .string("2020Q3"))
        #expect(item["reporting"]?["preparedBy"] == .string("张三"))
        #expect(item["reporting"]?["reviewedBy"] == .string("李四"))
        #expect(item["reporting"]?["phone"] == .string("0573-12345678"))
        #expect(item["reporting"]?["date"] == .string("2020-10-21"))
    }

    @Test("What convert prints fits what schema prints, for sound, doubtful and failed inputs")
    func schema() throws {
        let tool = try Tool()
        defer { tool.remove() }
        var doubtful = OfficialWorkbook(form)
        doubtful.change = { rows in
            rows[4][3] = "见附件"
            rows[5][3] = "约3万元/人"
            rows[6] = []
            rows[28][2] = "未完成（在建）"
        }
        try tool.write("a.xlsx", OfficialWorkbook(form).build())
        try tool.write("b.xlsx", doubtful.build())
        try tool.write("c.xlsx", Array("nothing".utf8))
        let schema = try SchemaChecker([UInt8](tool.run("schema").output))
        let lines = try tool.run("convert", "a.xlsx", "b.xlsx", "c.xlsx", "--format", "ndjson")
        let documents = lines.text.split(separator: "\n")
        #expect(documents.count == 3)
        for document in documents { #expect(try schema.problems(Array(document.utf8)) == []) }
    }

    @Test("A warning alone ends with 0, an error with 1, an unreadable input with 2")
    func statuses() throws {
        let tool = try Tool()
        defer { tool.remove() }
        var warned = OfficialWorkbook(form)
        warned.change = { $0[28][2] = "基本完成" }
        var wrong = OfficialWorkbook(form)
        wrong.change = { $0[4][3] = "见附件" }
        try tool.write("warned.xlsx", warned.build())
        try tool.write("wrong.xlsx", wrong.build())
        try tool.write("broken.xlsx", Array(warned.build().dropLast(60)))
        let answer = try tool.run("convert", "warned.xlsx")
        #expect(answer.status == 0)
        #expect(answer.text.contains("status.partial"))
        #expect(try tool.run("convert", "wrong.xlsx").status == 1)
        #expect(try tool.run("convert", "broken.xlsx").status == 2)
        #expect(try tool.run("convert", "wrong.xlsx", "broken.xlsx", "warned.xlsx").status == 2)
        #expect(try tool.run("convert", "warned.xlsx", "wrong.xlsx").status == 1)
        for format in ["ndjson", "csv"] {
            #expect(try tool.run("convert", "wrong.xlsx", "--format", format).status == 1)
        }
    }

    @Test("A finding points at the value in the document and at its cell")
    func findings() throws {
        let tool = try Tool()
        defer { tool.remove() }
        var workbook = OfficialWorkbook(form)
        workbook.change = { $0[10][4] = "见附件" }
        try tool.write("a.xlsx", workbook.build())
        let root = try JSONParser.parse([UInt8](tool.run("convert", "a.xlsx").output))
        let finding = try #require(root["findings"]?.elements?.first)
        #expect(root["findings"]?.elements?.count == 1)
        #expect(finding["code"] == .string("value.notNumeric"))
        #expect(finding["severity"] == .string("error"))
        #expect(finding["cell"] == .string("E11"))
        #expect(finding["sheet"] == .string("季度监测表"))
        let pointer = try #require(finding["pointer"]?.text)
        #expect(pointer == "/returns/0/indicators/rdPersonnel/quarterGrowth")
        let value = pointer.split(separator: "/").reduce(JSONValue?.some(root)) { value, token in
            Int(token).flatMap { value?.elements?[$0] } ?? value?[String(token)]
        }
        #expect(value == .null)
        #expect(finding["message"]?.text?.contains("见附件") == true)
    }

    @Test("The samples convert through the command as their documents say")
    func samples() throws {
        let tool = try Tool()
        defer { tool.remove() }
        let samples = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "samples")
        _ = try tool.run("convert", samples.path, "-o", "out/")
        let names = try tool.names("out")
        #expect(names.count >= 8)
        for name in names {
            let wanted = samples.appending(path: name.replacing(".xlsx.json", with: ".json"))
            #expect(try tool.read("out/\(name)") == Data(contentsOf: wanted), "\(name)")
        }
    }

    @Test("A definition of its own changes what is recognised")
    func ownForm() throws {
        let tool = try Tool()
        defer { tool.remove() }
        let text = String(decoding: FormDefinition.builtInFile, as: UTF8.self)
        let own = text.replacing("\"label\": \"产业集群亩均税收\"", with: "\"label\": \"每公顷缴纳规费\"")
        try tool.write("own.json", Array(own.utf8))
        var workbook = OfficialWorkbook(form)
        workbook.change = { $0[7][1] = "每公顷缴纳规费" }
        try tool.write("a.xlsx", workbook.build())
        let known = try tool.run("convert", "a.xlsx", "--form", "own.json")
        #expect(known.status == 0)
        let unknown = try tool.run("convert", "a.xlsx")
        #expect(unknown.status == 1)
        #expect(unknown.text.contains("indicator.unknown"))
        #expect(unknown.text.contains("indicator.missing"))
    }
}

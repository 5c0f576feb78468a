/// Documents as `design/model.md` has them: key order, every leaf, and the schema that tells so.
import Foundation
import MonitoringForm
import TestSupport
import Testing

@Suite("Documents") struct DocumentTests {
    private let form: FormDefinition

    init() throws { form = try FormDefinition.builtIn.get() }

    /// A return with all leaves blank or all filled.
    private func sample(filled: Bool) -> Return {
        var item = Return(form: form, sheet: "季度监测表")
        guard filled else { return item }
        item.complex.name = "平湖光机电产业创新服务综合体"
        item.complex.county = "平湖市"
        item.complex.level = .provincial
        item.complex.operator = "研究院"
        item.period = Period(year: 2020, quarter: 3)
        item.reporting.preparedBy = "张三"
        item.reporting.reviewedBy = "李四"
        item.reporting.phone = "0573-1"
        item.reporting.date = CivilDate(year: 2020, month: 10, day: 21)
        for index in item.indicators.indices {
            for measure in Measure.allCases {
                item.indicators[index][measure] = ExactDecimal("-8.5")
            }
        }
        for index in item.works.indices {
            item.works[index] = Return.Work(status: .incomplete, note: "在建")
        }
        for level in FundingLevel.allCases {
            item.disbursed[level] = ExactDecimal(500)
            item.spent[level] = ExactDecimal(0)
        }
        item.spent.total = ExactDecimal(640)
        return item
    }

    private func json(_ returns: [Return], _ findings: [Finding] = []) -> [UInt8] {
        let coding = DocumentCoding(
            style: .compact, form: form, messages: MessageCatalogue(.english, form: form))
        return coding.bytes(
            of: ConvertedDocument(
                file: "a.xlsx", sha256: String(repeating: "0a", count: 32), returns: returns,
                findings: findings))
    }

    private func keys(_ value: JSONValue?) -> [String]? { value?.members?.map(\.key) }

    @Test(
        "Keys come in the order of the model, whether there are values or not",
        arguments: [true, false])
    func order(filled: Bool) throws {
        let finding = Finding(.formNotFound)
        let root = try JSONParser.parse(json([sample(filled: filled)], [finding]))
        #expect(keys(root) == ["schemaVersion", "source", "returns", "findings"])
        #expect(root["schemaVersion"] == .string("1.0"))
        #expect(keys(root["source"]) == ["file", "sha256"])
        let item = try #require(root["returns"]?.elements?.first)
        #expect(
            keys(item) == [
                "form", "sheet", "complex", "period", "reporting", "indicators", "construction",
                "funding",
            ])
        #expect(keys(item["complex"]) == ["name", "county", "level", "operator"])
        #expect(keys(item["reporting"]) == ["preparedBy", "reviewedBy", "phone", "date"])
        #expect(keys(item["indicators"]) == form.indicators.map(\.id))
        for member in item["indicators"]?.members ?? [] {
            #expect(
                keys(member.value) == [
                    "quarter", "quarterGrowth", "cumulative", "cumulativeGrowth",
                ])
        }
        #expect(keys(item["construction"]) == form.construction.works.map(\.id))
        for member in item["construction"]?.members ?? [] {
            #expect(keys(member.value) == ["status", "note"])
        }
        #expect(keys(item["funding"]) == ["disbursed", "spent"])
        #expect(keys(item["funding"]?["disbursed"]) == ["provincial", "municipal", "county"])
        #expect(keys(item["funding"]?["spent"]) == ["total", "provincial", "municipal", "county"])
        #expect(
            keys(root["findings"]?.elements?.first)
                == ["severity", "code", "pointer", "sheet", "cell", "message"])
    }

    @Test("Values are those of the return; zero is no blank")
    func values() throws {
        let root = try JSONParser.parse(json([sample(filled: true)]))
        let item = try #require(root["returns"]?.elements?.first)
        #expect(item["period"] == .string("2020Q3"))
        #expect(item["complex"]?["level"] == .string("provincial"))
        #expect(item["reporting"]?["date"] == .string("2020-10-21"))
        #expect(item["indicators"]?["taxPerMu"]?["quarterGrowth"] == .number("-8.5"))
        #expect(item["construction"]?["nameplate"]?["status"] == .string("incomplete"))
        #expect(item["funding"]?["spent"]?["county"] == .number("0"))
        #expect(item["funding"]?["spent"]?["total"] == .number("640"))
    }

    @Test("The schema takes what is written and refuses what is not the model")
    func schema() throws {
        var writer = JSONWriter(style: .indented)
        writer.schema(of: form)
        let schema = try SchemaChecker(writer.bytes)
        let findings = [
            Finding(.formNotFound),
            Finding(
                .notNumeric, pointer: JSONPointer("returns", "0", "indicators"), sheet: "表",
                cell: "D12", Finding.Detail(quoted: "x")),
        ]
        let text = String(
            decoding: json([sample(filled: true), sample(filled: false)], findings), as: UTF8.self)
        #expect(try schema.problems(Array(text.utf8)) == [])
        #expect(try schema.problems(json([])) == [])
        for (from, to) in [
            ("\"1.0\"", "\"2.0\""), ("\"2020Q3\"", "\"2020Q5\""), ("\"平湖市\"", "\"上海市\""),
            ("\"0a0a", "\"0A0a"), ("2020-10-21", "2020年10月"), ("\"incomplete\"", "\"partial\""),
            ("\"quarter\":", "\"month\":"), ("\"preparedBy\":", "\"by\":"), ("640", "\"640\""),
            ("\"severity\":\"error\"", "\"severity\":\"fatal\""), ("\"sheet\":", "\"tab\":"),
            ("\"schemaVersion\"", "\"extra\":1,\"schemaVersion\""),
            ("\"provincial\"", "\"national\""),
        ] {
            let range = try #require(text.range(of: from), "\(from)")
            let changed = text.replacingCharacters(in: range, with: to)
            #expect(try !schema.problems(Array(changed.utf8)).isEmpty, "\(from) made \(to)")
        }
    }

    @Test("Each object of the schema requires all its members and allows no others")
    func strictSchema() throws {
        var writer = JSONWriter(style: .compact)
        writer.schema(of: form)
        var objects = 0
        func check(_ value: JSONValue) {
            if let properties = value["properties"], value["type"] == .string("object") {
                objects += 1
                #expect(value["required"]?.elements?.compactMap(\.text) == keys(properties))
                #expect(value["additionalProperties"] == .boolean(false))
            }
            for member in value.members ?? [] { check(member.value) }
        }
        check(try JSONParser.parse(writer.bytes))
        // Document, source, return, complex, reporting, three blocks, disbursed, spent, finding.
        #expect(objects == 11 + form.indicators.count + form.construction.works.count)
    }
}

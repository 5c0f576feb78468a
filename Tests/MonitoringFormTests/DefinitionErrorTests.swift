/// Definition files with one mistake each, and the place that their error names.
import Foundation
import MonitoringForm
import Testing

@Suite("Broken form definitions") struct DefinitionErrorTests {
    private func failure(of bytes: [UInt8]) -> DefinitionError? {
        do {
            _ = try FormDefinition(json: bytes)
            return nil
        } catch { return error }
    }

    /// The error that the built-in file gives with its first `from` made `to`.
    private func failure(changing from: String, to: String) throws -> DefinitionError? {
        var text = String(decoding: FormDefinition.builtInFile, as: UTF8.self)
        let range = try #require(text.range(of: from), "\(from)")
        text.replaceSubrange(range, with: to)
        return failure(of: Array(text.utf8))
    }

    @Test(
        "Broken JSON is told with its line and column",
        arguments: [
            ("", "line 1, column 1"), ("{", "line 1, column 2"),
            ("{\n  \"id\": tru\n}", "line 2, column 9"),
            ("{\n  \"id\": 1,\n}", "line 3, column 1"), ("{} x", "line 1, column 4"),
            ("{\n\n  'id': 1 }", "line 3, column 3"),
        ])
    func syntax(text: String, place: String) throws {
        let error = try #require(failure(of: Array(text.utf8)))
        #expect(error.place == place)
        #expect(error.reason.hasPrefix("expected "))
        #expect(error.description == "\(place): \(error.reason)")
    }

    @Test(
        "A definition of more than any form has is refused before it is worked on",
        arguments: [
            ("\"秀洲\"", "\"\(String(repeating: "秀", count: 700))\"", "/areas/1/variants/0"),
            (
                "[\"秀洲\"]", "[" + (0...2_000).map { "\"\($0)\"" }.joined(separator: ",") + "]",
                "/areas/1/variants"
            ),
            ("{", "{" + String(repeating: " ", count: 1 << 20), "/"),
        ])
    func size(from: String, to: String, place: String) throws {
        #expect(try failure(changing: from, to: to)?.place == place)
    }

    @Test("A definition of hundreds of indicators is refused")
    func rows() throws {
        let row = { (number: Int) in
            """
            {"id": "x\(number)", "label": "甲\(number)号", "variants": [], "unit": "个", "kind": "count"},
            """
        }
        let error = try failure(
            changing: "\"indicators\": [",
            to: "\"indicators\": [" + (0..<300).map(row).joined())
        #expect(error?.description == "/sections: more than 300 rows")
    }

    @Test(
        "A member that is missing or wrong is told with its pointer",
        arguments: [
            ("\"areas\":", "\"area\":", "/areas"), ("\"units\":", "\"unit\":", "/units"),
            ("\"name\": \"南湖区\"", "\"nom\": \"南湖区\"", "/areas/0/name"),
            ("\"variants\": [\"秀洲\"]", "\"variants\": \"秀洲\"", "/areas/1/variants"),
            ("[\"秀洲\"]", "[\"秀洲\", 3]", "/areas/1/variants/1"),
            ("\"dimension\": \"money\"", "\"dimension\": null", "/units/0/dimension"),
            ("\"元\": 0", "\"元\": \"0\"", "/units/0/names/元"),
            ("\"元\": 0", "\"元\": 0.5", "/units/0/names/元"),
            ("\"元\": 0", "\"元\": 99", "/units/0/names/元"),
            ("\"元\": 0", "\"元\": \(Int.min)", "/units/0/names/元"),
            ("[\"截至\", \"截止\"]", "[\"截至\"]", "/rewrites/0"),
            ("\"id\": \"industryQuality\"", "\"id\": 7", "/sections/0/id"),
            ("\"label\": \"产业集群亩均税收\"", "\"text\": \"x\"", "/sections/0/indicators/3/label"),
            ("\"unit\": \"万元/人\"", "\"unit\": \"里\"", "/sections/0/indicators/1/unit"),
            ("\"kind\": \"ratio\"", "\"kind\": \"rate\"", "/sections/0/indicators/1/kind"),
            (
                "\"kind\": \"count, stock\"", "\"kind\": \"count; stock\"",
                "/sections/1/indicators/2/kind"
            ),
            ("\"label\": \"建设推进\"", "\"label\": \"\"", "/construction/label"),
            ("\"instruction\":", "\"hint\":", "/construction/instruction"),
            ("\"id\": \"nameplate\"", "\"key\": \"nameplate\"", "/construction/works/3/id"),
            ("\"rowLabel\":", "\"row\":", "/funding/rowLabel"),
            (
                "\"id\": \"provincial\", \"label\": \"省级资金\"",
                "\"id\": \"national\", \"label\": \"省级资金\"",
                "/funding/levels"
            ),
            ("\"phone\": {", "\"fax\": {", "/identity/phone/label"),
            ("\"deadlineDay\": 25", "\"deadlineDay\": 29", "/rules/deadlineDay"),
            ("\"growthTolerance\": 0.1", "\"growthTolerance\": -1", "/rules/growthTolerance"),
            ("\"from\": 5000", "\"from\": 50000", "/rules/slips/0"),
            ("\"amount\": \"clusterRD", "\"amount\": \"nobody", "/countyShares/0/amount"),
            ("\"absentWords\":", "\"absent\":", "/absentWords"),
            (
                "\"part\": \"newProvincialTechSMEs\"", "\"whole2\": \"newProvincialTechSMEs\"",
                "/partOf/1/part"
            ),
        ])
    func members(from: String, to: String, place: String) throws {
        #expect(try failure(changing: from, to: to)?.place == place)
    }

    @Test(
        "An id or a label that stands twice is named",
        arguments: [
            ("\"id\": \"taxPerMu\"", "\"id\": \"clusterRevenue\"", "clusterRevenue"),
            ("\"id\": \"workingMechanism\"", "\"id\": \"taxPerMu\"", "taxPerMu"),
            ("\"id\": \"innovationCapacity\"", "\"id\": \"industryQuality\"", "industryQuality"),
            ("\"label\": \"研发人员数\"", "\"label\": \"服务企业数\"", "rdPersonnel"),
            // The same once 总数 is written as 数.
            ("\"label\": \"研发人员数\"", "\"label\": \"服务企业总数\"", "rdPersonnel"),
            ("[\"工作机制\",", "[\"综合体铭牌\",", "nameplate"),
        ])
    func twice(from: String, to: String, named: String) throws {
        let error = try #require(try failure(changing: from, to: to))
        #expect(error.reason.contains(named), "\(error)")
        #expect(error.place.hasPrefix("/"))
    }

    @Test(
        "A variant with braces that do not pair, or that stands for too many labels, is named",
        arguments: ["{工作机制", "工作}机制", String(repeating: "{a|b}", count: 40)])
    func pattern(variant: String) throws {
        let error = try failure(changing: "[\"工作机制\",", to: "[\"\(variant)\",")
        #expect(error?.place == "/construction/works/0/variants/0")
    }

    @Test("A label of nothing but signs is refused")
    func emptyLabel() throws {
        let error = try #require(
            try failure(changing: "\"label\": \"产业集群亩均税收\"", to: "\"label\": \"——\""))
        #expect(error.reason.contains("taxPerMu"))
    }

    @Test("A relation between unknown indicators names the one that is unknown")
    func relations() throws {
        for member in ["part", "whole"] {
            let text = "\"\(member)\": \""
            let error = try #require(
                try failure(
                    changing:
                        "{ \"part\": \"localFiscalTechExpenditure\", \"whole\": \"rdExpenditure\"",
                    to: "{ \"part\": \"taxPerMu\", \"whole\": \"taxPerMu\", \(text)nobody\""))
            #expect(error.place.hasPrefix("/partOf/5/"))
            #expect(error.reason.contains("nobody"))
        }
    }

    @Test(
        "A list or a text in the place of the definition is refused",
        arguments: ["[]", "\"x\"", "null", "1"])
    func notAnObject(text: String) { #expect(failure(of: Array(text.utf8)) != nil) }

    @Test("A byte-order mark, other line ends and members that nobody knows do no harm")
    func harmless() throws {
        let text = String(decoding: FormDefinition.builtInFile, as: UTF8.self)
        #expect(failure(of: [0xEF, 0xBB, 0xBF] + FormDefinition.builtInFile) == nil)
        #expect(failure(of: Array(text.replacing("\n", with: "\r\n").utf8)) == nil)
        #expect(try failure(changing: "{", to: "{ \"remark\": [1, {}],") == nil)
    }
}

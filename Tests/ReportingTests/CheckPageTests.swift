import MonitoringForm
import Testing

@testable import FormSheets
@testable import Reporting

/// The report as a page: nothing of a workbook becomes markup, and every finding is told once at its place.
@Suite("The page of a check") struct CheckPageTests {
    private let form: FormDefinition
    private static let hostile = "<script>alert(1)</script>\"'&]]>\u{202E}<img src=x onerror=y>"

    init() throws { form = try FormDefinition.builtIn.get() }

    private func item(_ name: String?, year: Int = 2020) -> Return {
        var item = Return(form: form, sheet: "表")
        item.complex.name = name
        item.complex.county = "海宁市"
        item.period = Period(year: year, quarter: 3)
        for index in item.indicators.indices {
            item.indicators[index].quarter = ExactDecimal(1234)
            item.indicators[index].cumulative = ExactDecimal(5000)
        }
        return item
    }

    private func workbook(
        _ path: String, _ returns: [Return], _ findings: [Finding], isUnreadable: Bool = false
    ) -> CheckReport.Workbook {
        CheckReport.Workbook(
            path: path,
            conversion: Conversion(
                document: ConvertedDocument(
                    file: path, sha256: "", returns: returns, findings: findings),
                places: findings.map { _ in
                    FindingPlace(returnIndex: 0, sheetIndex: 0, place: nil)
                },
                isUnreadable: isUnreadable))
    }

    private func page(
        _ workbooks: [CheckReport.Workbook], prior: [Return] = [], _ language: Language = .chinese
    ) -> (text: String, report: CheckReport) {
        let report = CheckReport(workbooks, prior: prior, form: form)
        var bytes: [UInt8] = []
        CheckPage(report, MessageCatalogue(language, form: form)).write { bytes += $0 }
        return (String(decoding: bytes, as: UTF8.self), report)
    }

    private func count(_ part: String, in text: String) -> Int {
        text.ranges(of: part).count
    }

    @Test(
        "Text of a workbook never becomes markup, wherever it stands", arguments: Language.allCases)
    func hostile(_ language: Language) {
        let hostile = CheckPageTests.hostile
        var item = item(hostile)
        item.sheet = hostile
        item.complex.county = hostile
        item.complex.operator = hostile
        item.reporting.preparedBy = hostile
        item.works[0].note = hostile
        let finding = Finding(
            .notNumeric, pointer: JSONPointer("returns", "0", "indicators", "taxPerMu", "quarter"),
            sheet: hostile, cell: "A1", Finding.Detail(quoted: hostile))
        let text = page([workbook(hostile, [item], [finding])], language).text
        #expect(count("<script", in: text) == 1)
        #expect(!text.contains("<img"))
        #expect(!text.contains("\u{202E}"))
        #expect(text.contains("[U+202E]"))
        #expect(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;]]&gt;"))
    }

    @Test("Every finding is told once, on the form, beside it, or of its workbook")
    func findings() {
        let found = [
            Finding(
                .notNumeric,
                pointer: JSONPointer("returns", "0", "indicators", "taxPerMu", "quarter"),
                cell: "D8", Finding.Detail(quoted: "甲乙")),
            Finding(
                .indicatorMissing,
                pointer: JSONPointer("returns", "0", "indicators", "rdPersonnel"),
                Finding.Detail(subject: "研发人员数")),
            Finding(
                .indicatorUnknown, pointer: JSONPointer("returns", "0"), cell: "B40",
                Finding.Detail(quoted: "丙丁")),
            Finding(.complexMissing),
        ]
        let (text, report) = page([
            workbook("a.xlsx", [item("甲综合体")], found),
            workbook("b.xlsx", [], [Finding(.encrypted)], isUnreadable: true),
        ])
        let all = report.workbooks.flatMap(\.findings)
        #expect(all.count > found.count)
        #expect(count("<li id=", in: text) == all.count)
        let messages = MessageCatalogue(.chinese, form: form)
        var html = HTMLWriter()
        for finding in all {
            html.foreign(messages.message(for: finding))
            let written = String(decoding: html.take(), as: UTF8.self)
            #expect(
                count(written, in: text)
                    == all.count { messages.message(for: $0) == messages.message(for: finding) })
        }
        // Of what has a place on the form, the cell leads to the message and back.
        #expect(
            text.contains(
                "<td class=\"v d error\" data-h=\"本季度数据\"><span class=\"x\"><a class=\"m error\""))
        #expect(count("<a class=\"m ", in: text) == all.count - 3)
    }

    @Test("The counts of the overview are those of the report")
    func counts() {
        let (text, report) = page([workbook("a.xlsx", [item("甲综合体")], [])])
        for severity in [Severity.error, .warning, .info] {
            #expect(text.contains("data-\(severity.rawValue)=\"\(report.counts[severity])\""))
        }
        let totals = [Severity.error, .warning].map {
            "<li class=\"\($0.rawValue)\"><b>\(report.counts[$0])</b>"
        }
        for total in totals { #expect(text.contains(total)) }
    }

    @Test("Earlier figures and a line of the quarters are drawn where there are any")
    func history() {
        let with = page(
            [workbook("a.xlsx", [item("甲综合体")], [])], prior: [item("甲综合体", year: 2019)])
        #expect(with.text.contains("<small><i>2019Q3</i> 1,234</small>"))
        #expect(count("<svg", in: with.text) == form.indicators.count * 2)
        #expect(with.text.contains("<title>2019Q3 1,234 → 2020Q3 1,234</title>"))
        #expect(count("<svg", in: page([workbook("a.xlsx", [item("甲综合体")], [])]).text) == 0)
    }

    @Test("Nothing is loaded, and only the script of the page may run")
    func fence() {
        let text = page([workbook("a.xlsx", [item("甲综合体")], [])]).text
        #expect(text.contains("default-src &#39;none&#39;; style-src &#39;sha256-"))
        #expect(!text.contains("unsafe-inline"))
        #expect(!text.contains("http://") && !text.contains("https://"))
        #expect(!text.contains(" style=") && !text.contains(" onclick="))
    }

    @Test("Base64 is that of RFC 4648")
    func base64() {
        let vectors = [
            "": "", "f": "Zg==", "fo": "Zm8=", "foo": "Zm9v", "foob": "Zm9vYg==",
            "foobar": "Zm9vYmFy",
        ]
        for (plain, coded) in vectors { #expect(ContentFence.base64(Array(plain.utf8)) == coded) }
    }

    @Test("Figures keep their digits and have their thousands apart")
    func figures() {
        for (digits, shown) in [
            "0": "0", "999": "999", "1000": "1,000", "-1234567.05": "−1,234,567.05",
            "0.001": "0.001",
            "-12.5": "−12.5",
        ] {
            #expect(ExactDecimal(digits).map(FigureText.grouped) == shown)
        }
    }
}

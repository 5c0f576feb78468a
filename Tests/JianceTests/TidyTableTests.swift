/// The tidy table as spreadsheets read it.
import MonitoringForm
import Reporting
import Testing

@Suite("The tidy table") struct TidyTableTests {
    private let form: FormDefinition

    init() throws { form = try FormDefinition.builtIn.get() }

    private func table(
        file: String = "a.xlsx", _ change: (inout Return) -> Void
    ) -> String {
        var item = Return(form: form, sheet: "表")
        change(&item)
        let document = ConvertedDocument(file: file, sha256: "", returns: [item], findings: [])
        let table = TidyTable(form)
        return String(decoding: table.header() + table.rows(of: document), as: UTF8.self)
    }

    @Test("It begins with a byte-order mark and the columns of the command line's design")
    func header() {
        let bytes = TidyTable(form).header()
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        let columns =
            "file,sheet,county,level,complex,operator,period,section,id,label,unit,measure,value"
        #expect(String(decoding: bytes.dropFirst(3), as: UTF8.self) == columns + "\r\n")
    }

    @Test("Blanks have no row, zero has one")
    func blanks() {
        #expect(CSVText(table { _ in }).rows.count == 1)
        #expect(CSVText(table { $0.indicators[3].cumulative = .zero }).rows.count == 2)
    }

    @Test("A full return has a row for each of its values, in the order of the form")
    func full() throws {
        let text = table { item in
            for index in item.indicators.indices {
                for measure in Measure.allCases {
                    item.indicators[index][measure] = ExactDecimal(7)
                }
            }
            for index in item.works.indices {
                item.works[index] = Return.Work(status: .incomplete, note: "在建")
            }
            for level in FundingLevel.allCases {
                item.disbursed[level] = ExactDecimal(1)
                item.spent[level] = ExactDecimal(1)
            }
            item.spent.total = ExactDecimal(3)
        }
        let rows = CSVText(text).rows.dropFirst()
        #expect(rows.count == 23 * 4 + 6 * 2 + 3 + 4)
        #expect(rows.allSatisfy { $0.count == 13 })
        var ids: [String] = []
        for row in rows where ids.last != row[8] { ids.append(row[8]) }
        #expect(
            ids == form.indicators.map(\.id) + form.construction.works.map(\.id)
                + ["disbursed", "spent"])
        let growth = try #require(rows.first { $0[11] == "quarterGrowth" })
        #expect(growth[10] == "%")
        #expect(
            rows.last.map { Array($0[7...]) } == [
                "funding", "spent", "实际使用支出金额", "万元", "county", "1",
            ])
    }

    @Test(
        "Commas, quotes and line ends are quoted, and read back",
        arguments: ["a,b", "a\"b", "\"", "a\nb", "a\r\nb", ",", "中，文", " a "])
    func quoting(text: String) throws {
        let csv = CSVText(
            table { item in
                item.complex.name = text
                item.indicators[0].quarter = ExactDecimal(1)
            })
        let row = try #require(csv.rows.dropFirst().first)
        #expect(row[4] == text)
        #expect(row[12] == "1")
        #expect(csv.rows.count == 2)
    }

    @Test(
        "No text can start a formula, quoted or not",
        arguments: [
            "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=a,b", "=\"x\"", "＝1", "＋1", "－1",
            "＠x",
        ])
    func formulas(text: String) throws {
        let csv = CSVText(
            table(file: text) { item in
                item.sheet = text
                item.complex.name = text
                item.complex.operator = text
                item.works[0] = Return.Work(status: .incomplete, note: text)
            })
        let row = try #require(csv.rows.last)
        for column in [0, 1, 4, 5, 12] { #expect(row[column] == "'" + text, "column \(column)") }
    }

    @Test(
        "Negative and long numbers stay numbers",
        arguments: ["-1.5", "-0.000000001", "-100", "123456789012345.6", "0"])
    func numbers(text: String) throws {
        let csv = CSVText(table { $0.indicators[0].quarterGrowth = ExactDecimal(text) })
        let row = try #require(csv.rows.last)
        #expect(row[12] == text)
        #expect(!csv.quoted.contains([1, 12]))
    }

    @Test("Text in the middle of a cell needs no guard")
    func harmless() throws {
        let csv = CSVText(
            table { item in
                item.complex.name = "甲=乙+丙-丁@"
                item.works[0] = Return.Work(status: .complete)
            })
        #expect(csv.rows.last?[4] == "甲=乙+丙-丁@")
        #expect(csv.rows.last?[12] == "complete")
    }
}

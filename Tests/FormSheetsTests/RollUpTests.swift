/// Roll-ups that name their complexes in words of their own: by industry, by county alone, in short on one sheet and in
/// full on another.
import FormSheets
import MonitoringForm
import TestSupport
import Testing

@Suite("Roll-ups with names of their own") struct RollUpTests {
    private static let title = ["2020年第三季度产业创新服务综合体监测汇总表"]

    private func convert(_ sheets: GridWorkbook.Sheet...) throws -> ConvertedDocument {
        DocumentConverter(try FormDefinition.builtIn.get())
            .convert(GridWorkbook(sheets).build(), name: "a.xlsx").document
    }

    /// The figures of 研发人员数 of each return.
    private func staff(_ document: ConvertedDocument) -> [String] {
        document.returns.map { item in
            Measure.allCases.map { item.indicators[6][$0]?.description ?? "-" }
                .joined(separator: " ")
        }
    }

    private func rows(_ header: [String], _ lead: [[String]]) -> [[String]] {
        let heads = header.map { _ in "" } + ["本季度", "同比", "累计", "同比"]
        return [Self.title, header + ["研发人员数", "", "", ""], heads]
            + lead.enumerated().map { number, lead in
                lead + (1...4).map { "\(number * 10 + $0)" }
            }
    }

    @Test(
        "Without names the complexes are known by their industries",
        arguments: ["产业", "产业集群", "所属平台"])
    func industries(header: String) throws {
        let document = try convert(
            .init(
                "汇总",
                rows(
                    ["序号", "县（市、区）", header],
                    [["1", "平湖市", "羽绒制品"], ["2", "平湖市", "光机电"], ["3", "海宁市", "经编"]]),
                merges: ["D2:G2"]))
        #expect(document.returns.map(\.complex.name) == ["羽绒制品", "光机电", "经编"])
        #expect(document.returns.map(\.complex.county) == ["平湖市", "平湖市", "海宁市"])
        #expect(staff(document) == ["1 2 3 4", "11 12 13 14", "21 22 23 24"])
    }

    @Test("Rows that only their counties tell apart are returns without names")
    func counties() throws {
        let document = try convert(
            .init(
                "汇总", rows(["序号", "县（市、区）"], [["1", "平湖市"], ["2", "海宁市"]]),
                merges: ["C2:F2"]))
        #expect(document.returns.map(\.complex.county) == ["平湖市", "海宁市"])
        #expect(staff(document) == ["1 2 3 4", "11 12 13 14"])
        #expect(document.findings.count { $0.code == .complexMissing } == 2)
    }

    @Test("A row of figures that nothing tells apart from the one before is told")
    func nameless() throws {
        let document = try convert(
            .init("汇总", rows(["序号"], [["1"], ["2"]]), merges: ["B2:E2"]))
        #expect(staff(document) == ["1 2 3 4"])
        let told = document.findings.filter { $0.code == .indicatorUnknown }
        #expect(told.map(\.cell) == ["B5"])
    }

    @Test(
        "Figures that the form does not know are told once, wherever they stand, and lend nobody a measure"
    )
    func strangers() throws {
        let document = try convert(
            .init(
                "汇总",
                [
                    Self.title,
                    [
                        "综合体名称", "工业总产值（亿元）", "", "研发人员数", "", "利润（亿元）", "", "产业集群企业数", "",
                    ], ["", "本季度", "累计", "本季度", "同比", "本季度", "累计", "本季度", "同比"],
                    ["平湖市光机电产业创新服务综合体", "91", "92", "1", "2", "81", "82", "9", "9"],
                    ["海宁市经编产业创新服务综合体", "91", "92", "3", "4", "81", "82", "9", "9"],
                ], merges: ["A2:A3", "B2:C2", "D2:E2", "F2:G2", "H2:I2"]))
        #expect(staff(document) == ["1 2 - -", "3 4 - -"])
        let told = document.findings.filter { $0.code == .indicatorUnknown }
        #expect(told.map(\.cell) == ["B2", "F2"])
    }

    @Test("A name in short on one sheet and in full on another is one complex")
    func namesakes() throws {
        let document = try convert(
            .init(
                "指标",
                rows(
                    ["综合体名称", "县（市、区）"],
                    [["平湖市光机电产业创新服务综合体", "平湖市"], ["海宁市光机电产业创新服务综合体", "海宁市"]]),
                merges: ["C2:F2"]),
            .init(
                "资金",
                [
                    ["专项资金情况"], ["综合体名称", "县（市、区）", "到位资金（万元）", "", "", "支出资金（万元）"],
                    ["", "", "省级", "市级", "县级", ""], ["光机电综合体", "海宁市", "7", "1", "2", "8"],
                    ["光机电综合体", "平湖市", "5", "3", "4", "6"],
                ], merges: ["C2:E2"]))
        #expect(document.returns.count == 2)
        #expect(staff(document) == ["1 2 3 4", "11 12 13 14"])
        #expect(document.returns.map { $0.disbursed[.provincial]?.description } == ["5", "7"])
    }

    @Test("A short name that may be of two counties is nobody's")
    func ambiguousNamesake() throws {
        let document = try convert(
            .init(
                "指标",
                rows(["综合体名称"], [["平湖市光机电产业创新服务综合体"], ["海宁市光机电产业创新服务综合体"]]),
                merges: ["B2:E2"]),
            .init(
                "资金",
                [
                    ["综合体名称", "到位资金（万元）", "", "", "支出资金（万元）"], ["", "省级", "市级", "县级", ""],
                    ["光机电综合体", "7", "1", "2", "8"],
                ], merges: ["B1:D1"]))
        #expect(document.returns.count == 3)
    }
}

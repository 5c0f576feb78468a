/// What stands above the records of roll-ups and is of all of them: counties, quarters, with or without sums.
import FormSheets
import MonitoringForm
import TestSupport
import Testing

@Suite("Headings of roll-ups") struct RollUpHeadingTests {
    private static let names = ["光机电产业创新服务综合体", "羽绒制品产业创新服务综合体", "经编产业创新服务综合体"]
    private static let header = [
        ["序号", "综合体名称", "研发人员数", "", "", ""], ["", "", "本季度", "同比", "累计", "同比"],
    ]
    private static let sums = ["99", "99", "99", "99"]

    private func title(_ quarter: String = "三") -> [[String]] {
        [["2020年第\(quarter)季度产业创新服务综合体监测汇总表"]]
    }

    private func record(_ number: Int) -> [String] {
        ["\(number + 1)", Self.names[number]] + (1...4).map { "\(number * 10 + $0)" }
    }

    private func convert(_ cells: [[String]], headers: [Int]) throws -> ConvertedDocument {
        let merges = headers.map { "C\($0):F\($0)" }
        return try GridWorkbook([.init("汇总", cells, merges: merges)]).converted()
    }

    private func counties(_ document: ConvertedDocument) -> [String?] {
        document.returns.map { $0.complex.county }
    }

    @Test(
        "Counties above their complexes are theirs: on a row alone, before the header, or with their sums",
        arguments: ["alone", "sums", "sums in the names", "headers"])
    func countiesAbove(kind: String) throws {
        let isRepeated = kind == "headers"
        let header = isRepeated ? [] : Self.header
        let counties: [[[String]]] = ["平湖市", "嘉兴经济技术开发区"].map { county in
            switch kind {
            case "sums": [[county, ""] + Self.sums]
            case "sums in the names": [["一", county] + Self.sums]
            case "headers": [["一、\(county)（2家）"]] + Self.header
            default: [[county]]
            }
        }
        let cells =
            title() + header + counties[0] + [record(0), record(1)] + counties[1] + [record(2)]
        let document = try convert(cells, headers: isRepeated ? [3, 8] : [2])
        #expect(document.returns.map { $0.complex.name } == Self.names)
        #expect(self.counties(document) == ["平湖市", "平湖市", "嘉兴经济技术开发区"])
        #expect(document.returns.map { $0.staff } == ["1 2 3 4", "11 12 13 14", "21 22 23 24"])
    }

    @Test("Sums of counties below their complexes head none of those that follow")
    func sumsBelow() throws {
        let cells =
            title() + Self.header + [record(0), ["", "平湖市"] + Self.sums, record(2)]
            + [["", "海宁市"] + Self.sums]
        let document = try convert(cells, headers: [2])
        #expect(counties(document) == [nil, nil])
        #expect(document.returns.map { $0.staff } == ["1 2 3 4", "21 22 23 24"])
    }

    @Test("Of two roll-ups on a sheet each is of the quarter in its own title")
    func titles() throws {
        let records = [record(0), record(1)]
        let cells = title("二") + Self.header + records + [[]] + title() + Self.header + records
        let document = try convert(cells, headers: [2, 8])
        let periods = document.returns.map { $0.period?.description }
        #expect(periods == ["2020Q2", "2020Q2", "2020Q3", "2020Q3"])
        #expect(document.told(.periodMissing) == [])
    }
}

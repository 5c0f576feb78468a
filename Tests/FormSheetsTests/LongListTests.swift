/// Lists with a row for each indicator, work or amount of each complex, under columns for names and labels.
import FormSheets
import MonitoringForm
import TestSupport
import Testing

@Suite("Long lists") struct LongListTests {
    private func convert(_ sheet: GridWorkbook.Sheet) throws -> ConvertedDocument {
        try GridWorkbook([sheet]).converted()
    }

    @Test("A list may name its complexes under 名称, over the rows of each")
    func longList() throws {
        let names = ["平湖市光机电产业创新服务综合体", "海宁市经编产业创新服务综合体"]
        let header = ["名称", "二级指标", "本季度数据", "同比增长", "截止本季度累计数据", "同比增长"]
        let blocks = names.enumerated().flatMap { number, name in
            [
                [name, "研发人员数"] + (1...4).map { "\(number)\($0)" },
                ["", "产业集群企业数", "9", "9", "9", "9"],
            ]
        }
        let document = try convert(
            .init(
                "汇总", [["2020年第三季度产业创新服务综合体监测汇总表"], header] + blocks, merges: ["A3:A4", "A5:A6"]))
        #expect(document.returns.map(\.complex.name) == names)
        #expect(document.returns.map(\.staff) == ["1 2 3 4", "11 12 13 14"])
    }

    @Test("A list of works, or of money by its levels, names its complexes over the rows of each")
    func longListsOfWorksAndMoney() throws {
        let names = (1...9).map { "平湖市光机电\($0)产业创新服务综合体" }
        let works = names.enumerated().flatMap { number, name in
            FormLabels.works.enumerated().map { work, label in
                [work == 0 ? name : "", label, work == number % 6 ? "未完成" : "完成"]
            }
        }
        let built = try convert(
            .init(
                "建设", [["2020年第三季度推进情况"], ["综合体名称", "建设内容", "完成情况"]] + works,
                merges: names.indices.map { "A\(3 + $0 * 6):A\(8 + $0 * 6)" }))
        #expect(built.returns.map(\.complex.name) == names)
        #expect(
            built.returns.map(\.statuses)
                == names.indices.map { number in
                    (0..<6).map { $0 == number % 6 ? "-" : "+" }.joined()
                })
        let money = names.enumerated().flatMap { number, name in
            ["省级资金", "市级资金", "县（市、区）资金", "小计"].enumerated().map { row, level in
                [row == 0 ? name : "", level, "\(number)\(row)", "\(row)"]
            }
        }
        let paid = try convert(
            .init(
                "资金",
                [["2020年第三季度资金支持情况"], ["综合体名称", "资金来源", "实际拨付金额/万元", "实际使用支出金额/万元"]] + money,
                merges: names.indices.map { "A\(3 + $0 * 4):A\(6 + $0 * 4)" }))
        #expect(paid.returns.map(\.complex.name) == names)
        #expect(
            paid.returns.map { $0.disbursed[.county]?.description }
                == names.indices.map { $0 == 0 ? "2" : "\($0)2" })
        #expect(paid.told(.labelFuzzy) == [])
    }
}

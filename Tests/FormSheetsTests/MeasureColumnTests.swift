/// Which columns are the quarter's, the cumulative ones and their growth, where others stand between them.
import FormSheets
import MonitoringForm
import TestSupport
import Testing

@Suite("Columns of measures") struct MeasureColumnTests {
    private func convert(_ cells: [[String]], merges: [String] = []) throws -> ConvertedDocument {
        try GridWorkbook([.init("表", cells, merges: merges)]).converted()
    }

    /// The four measures of 产业集群营业收入 as text, `-` for none.
    private func figures(_ item: Return) -> String {
        Measure.allCases.map { item.indicators[0][$0]?.description ?? "-" }
            .joined(separator: " ")
    }

    /// A form whose figures count its columns: 1 below the first header.
    private func stacked(_ headers: String...) throws -> ConvertedDocument {
        let figures = headers.indices.map { "\($0 + 1)" }
        return try convert([
            ["综合体名称", "平湖光机电产业创新服务综合体", "报送季度", "2020年第三季度"], ["二级指标"] + headers,
            ["产业集群营业收入"] + figures, ["研发人员数"] + figures, ["服务企业数"] + figures,
            ["产业集群企业数"] + figures,
        ])
    }

    @Test(
        "Of two growths of a figure the rate is the form's",
        arguments: [
            ["本季度数据", "同比增减", "增幅(%)", "累计数据", "同比增减", "增幅(%)"],
            ["本季度数据", "同比增减（万元）", "同比增减", "累计数据", "同比增减（绝对数）", "同比增减"],
            ["本季度数据", "同比变化", "同比增长", "累计", "同比变化", "同比增长"],
        ])
    func difference(headers: [String]) throws {
        let figures = headers.indices.map { "\($0 + 1)" }
        let document = try convert([["二级指标"] + headers, ["产业集群营业收入"] + figures])
        let item = try #require(document.returns.first)
        #expect(self.figures(item) == "1 3 4 6")
    }

    @Test("Other periods beside the quarter's and the cumulative figures are not read")
    func otherPeriods() throws {
        let cases: [(ConvertedDocument, String)] = [
            (try stacked("1-6月", "本季度数据", "同比增长", "截止本季度累计数据", "同比增长"), "2 3 4 5"),
            (try stacked("2019年1-9月", "本季度数据", "同比增长", "截止本季度累计数据", "同比增长"), "2 3 4 5"),
            (try stacked("2019年7-9月", "本季度", "同比增长", "累计", "同比增长"), "2 3 4 5"),
            (try stacked("一季度", "二季度", "三季度", "同比增长", "前三季度", "同比增长"), "3 4 5 6"),
            (try stacked("上年同期", "本季度", "±%", "上年同期", "1-3季度", "±%"), "2 3 5 6"),
            (try stacked("本季", "同比", "1-3月", "同比"), "1 2 3 4"),
        ]
        for (document, wanted) in cases {
            #expect(figures(try #require(document.returns.first)) == wanted)
        }
    }

    @Test("A growth behind figures of an unknown kind is not the next figure's")
    func unknownFigure() throws {
        let document = try stacked("某数", "同比增长", "截止本季度累计数据", "同比增长")
        #expect(figures(try #require(document.returns.first)) == "- - 3 4")
        #expect(document.findings.contains { $0.code == .indicatorUnknown && $0.cell == "B2" })
        let behind = try stacked("本季度", "某数", "同比增长", "累计", "某数", "同比增长")
        #expect(figures(try #require(behind.returns.first)) == "1 3 4 6")
        let between = try stacked("本季度", "同比", "某数", "同比", "累计")
        #expect(figures(try #require(between.returns.first)) == "1 2 5 -")
    }

    @Test("A growth behind figures that lost against surer ones is not the next figure's")
    func lostFigure() throws {
        for first in ["本季合计", "本季累计", "本季度累计数据", "1-6月"] {
            let document = try stacked(first, "同比增长", "截止本季度累计数据", "同比增长")
            let found = figures(try #require(document.returns.first))
            #expect(found == "- - 3 4", "\(first)")
        }
        let ahead = try stacked("同比增减", "本季度", "同比增长", "累计", "同比增长")
        #expect(figures(try #require(ahead.returns.first)) == "2 3 4 5")
        let before = try stacked("同比增长", "本季度", "同比增长", "累计")
        #expect(figures(try #require(before.returns.first)) == "2 1 4 3")
    }

    @Test("Years below or above the periods tell this year's columns")
    func years() throws {
        let below = try convert(
            [
                ["二级指标", "本季度", "", "", "累计", "", ""],
                ["", "2020年", "2019年", "增长%", "2020年", "2019年", "增长%"],
                ["产业集群营业收入", "1", "2", "3", "4", "5", "6"],
                ["研发人员数", "1", "2", "3", "4", "5", "6"],
            ], merges: ["B1:D1", "E1:G1", "A1:A2"])
        #expect(below.returns.map(figures) == ["1 3 4 6"])
        let above = try convert(
            [
                ["二级指标", "2019年", "", "2020年", "", "同比增长", ""],
                ["", "三季度", "1-9月", "三季度", "1-9月", "三季度", "1-9月"],
                ["产业集群营业收入", "1", "2", "3", "4", "5", "6"],
                ["研发人员数", "1", "2", "3", "4", "5", "6"],
            ], merges: ["B1:C1", "D1:E1", "F1:G1", "A1:A2"])
        #expect(above.returns.map(figures) == ["3 5 4 6"])
    }

    /// A roll-up of two complexes with these measures under each of two indicators.
    private func rollUp(_ measures: [String], numbered: Bool = false) throws -> ConvertedDocument {
        let width = measures.count
        let blanks = Array(repeating: "", count: width - 1)
        let last = GridWorkbook.letters(width)
        let next = GridWorkbook.letters(width + 1)
        let end = GridWorkbook.letters(2 * width)
        let figures = (1...width).map(String.init) + (1...width).map { "\($0 * 10)" }
        var rows = [
            ["综合体名称", "产业集群营业收入"] + blanks + ["研发人员数"] + blanks, [""] + measures + measures,
        ]
        if numbered { rows.append((1...(2 * width + 1)).map(String.init)) }
        rows.append(["平湖光机电产业创新服务综合体"] + figures)
        rows.append(["平湖童车产业创新服务综合体"] + figures)
        return try convert(rows, merges: ["A1:A2", "B1:\(last)1", "\(next)1:\(end)1"])
    }

    @Test(
        "A roll-up's first column under an indicator may be another than the quarter's",
        arguments: ["上年同期", "年度目标", "2019年7-9月", "1-6月", "某数"])
    func rollUpWithOthers(first: String) throws {
        let document = try rollUp([first, "本季度", "同比增长", "累计", "同比增长"])
        #expect(document.returns.map(figures) == ["2 3 4 5", "2 3 4 5"])
        let unknown = document.findings.filter { $0.code == .indicatorUnknown }
        // Once for the label, not for each indicator.
        #expect(unknown.map(\.cell) == (first == "某数" || first == "1-6月" ? ["B2"] : []))
        #expect(!document.findings.contains { $0.code == .indicatorDuplicate })
    }

    @Test("Numbers of the columns are no complex and no indicator")
    func columnNumbers() throws {
        let document = try rollUp(["本季度", "同比增长", "累计", "同比增长"], numbered: true)
        #expect(document.returns.map(figures) == ["1 2 3 4", "1 2 3 4"])
        let counted = try convert([
            ["二级指标", "计量单位", "本季度数据", "同比增长", "累计", "同比增长"], ["甲", "乙", "1", "2", "3", "4"],
            ["产业集群营业收入", "亿元", "5", "6", "7", "8"], ["研发人员数", "人", "5", "6", "7", "8"],
        ])
        #expect(counted.returns.map(figures) == ["5 6 7 8"])
        #expect(!counted.findings.contains { $0.code == .indicatorUnknown })
    }

    @Test("A period in the label of a row gives way to the columns, and is told")
    func periodInLabel() throws {
        let document = try convert([
            ["二级指标", "本季度数据", "同比增长", "累计", "同比增长"],
            ["累计产业集群营业收入", "1", "2", "3", "4"], ["研发人员数", "1", "2", "3", "4"],
        ])
        #expect(document.returns.map(figures) == ["1 2 3 4"])
        #expect(document.findings.contains { $0.code == .labelFuzzy && $0.cell == "A2" })
    }

    @Test(
        "What is counted otherwise is another indicator",
        arguments: [
            "集聚服务机构人数", "市级科技型中小企业数", "省级高新技术企业数", "产学研合作项目金额（万元）", "产业集群亩均税收增速（%）",
        ])
    func others(label: String) throws {
        let document = try convert([
            ["二级指标", "本季度数据", "同比增长", "累计", "同比增长"], ["产业集群营业收入", "1", "2", "3", "4"],
            [label, "1", "2", "3", "4"], ["集聚服务机构数", "5", "6", "7", "8"],
            ["省科技型中小企业数", "5", "6", "7", "8"], ["国家高新技术企业数", "5", "6", "7", "8"],
            ["产学研合作项目数", "5", "6", "7", "8"], ["产业集群亩均税收", "5", "6", "7", "8"],
        ])
        let item = try #require(document.returns.first)
        let read = item.indicators.dropFirst().compactMap(\.quarter)
        #expect(read.allSatisfy { $0 == ExactDecimal(5) } && read.count == 5)
        #expect(document.findings.contains { $0.code == .indicatorUnknown && $0.cell == "A3" })
    }

    @Test("Beside the form's own label another word for it is another indicator")
    func rivals() throws {
        for label in ["全社会R&D经费支出", "R&D经费支出（其中企业）"] {
            let document = try convert([
                ["二级指标", "本季度数据", "同比增长", "累计", "同比增长"], [label, "1", "2", "3", "4"],
                ["R&D经费支出", "5", "6", "7", "8"], ["产业集群营业收入", "1", "2", "3", "4"],
            ])
            let item = try #require(document.returns.first)
            #expect(item.indicators[18].quarter == ExactDecimal(5))
            #expect(document.findings.contains { $0.code == .indicatorUnknown && $0.cell == "A2" })
            #expect(!document.findings.contains { $0.code == .indicatorDuplicate })
        }
        let alone = try convert([
            ["二级指标", "本季度数据", "同比增长", "累计", "同比增长"], ["全社会R&D经费支出", "1", "2", "3", "4"],
            ["产业集群营业收入", "1", "2", "3", "4"],
        ])
        #expect(alone.returns.first?.indicators[18].quarter == ExactDecimal(1))
    }
}

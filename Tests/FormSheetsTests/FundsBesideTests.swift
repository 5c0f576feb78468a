/// Funds of one complex right above or below what is no money: works without a header, lines of identity.
import FormSheets
import MonitoringForm
import TestSupport
import Testing

@Suite("Funds beside other tables") struct FundsBesideTests {
    private static let identity = [
        "综合体名称", "平湖光机电产业创新服务综合体", "报送季度", "2020年第三季度",
    ]
    private static let works = FormLabels.works.enumerated().map { number, work in
        [number == 0 ? "建设推进" : "", work, number == 2 ? "未完成（方案在报批）" : "完成"]
    }

    @Test(
        "Amounts with their units behind them right below works, or above, are read behind the units",
        arguments: [true, false])
    func units(isBelow: Bool) throws {
        let amounts = [
            ["资金支持", "省级资金实际拨付金额", "万元", "500"], ["", "市级资金实际拨付金额", "万元", "100"],
            ["", "县（市、区）资金实际拨付金额", "万元", "150"], ["", "实际使用支出金额", "万元", "365.2"],
        ]
        let tables = isBelow ? Self.works + amounts : amounts + Self.works
        let document = try GridWorkbook([.init("表", [Self.identity] + tables)]).converted()
        #expect(document.returns.map(\.money) == ["500 100 150 365.2"])
        #expect(document.returns.map(\.statuses) == ["++-+++"])
        #expect(document.told(.indicatorDuplicate).isEmpty)
    }

    @Test("Complexes across have their works and their amounts, with one column of units for both")
    func across() throws {
        let lines =
            [
                ["二级指标", "计量单位", "平湖市光机电产业创新服务综合体", "", "海宁市经编产业创新服务综合体", ""],
                ["", "", "本季度", "累计", "本季度", "累计"], ["研发人员数", "人", "1", "3", "5", "7"],
            ] + FormLabels.works.map { [$0, "—", "完成", "", "未完成", ""] }
            + [["省级资金到位", "万元", "300", "", "100", ""], ["使用支出", "万元", "60", "", "70", ""]]
        let merges =
            ["C2:D2", "E2:F2"] + (5...12).flatMap { ["C\($0):D\($0)", "E\($0):F\($0)"] }
        let document = try GridWorkbook([
            .init("汇总", [["2020年第三季度产业创新服务综合体监测汇总表"]] + lines, merges: merges)
        ]).converted()
        #expect(document.returns.map(\.staff) == ["1 - 3 -", "5 - 7 -"])
        #expect(document.returns.map(\.statuses) == ["++++++", "------"])
        #expect(document.returns.map(\.money) == ["300 - - 60", "100 - - 70"])
    }

    @Test("Beside the levels 其他资金 is told and counts for nothing, and a county's name is its level")
    func otherMoney() throws {
        let document = try GridWorkbook([
            .init(
                "表",
                [Self.identity] + Self.works + [
                    ["二级指标", "", "实际拨付金额/万元", "", "", "实际使用支出金额/万元", "", "", "", ""],
                    ["", "", "省级资金", "市级资金", "平湖市", "省级资金", "市级资金", "平湖市", "其他资金", "合计"],
                    ["资金支持", "财政专项资金", "300", "100", "150", "20", "70", "71", "30", "500"],
                ], merges: ["C8:E8", "F8:J8"])
        ]).converted()
        #expect(document.returns.map(\.money) == ["300 100 150 500"])
        #expect(document.returns.map { $0.spent[.county]?.description } == ["71"])
        #expect(document.told(.indicatorUnknown) == ["I9"])
    }

    @Test("Of columns of years and one of 累计 the sums are read")
    func years() throws {
        let document = try GridWorkbook([
            .init(
                "表",
                [Self.identity, ["资金支持（万元）", "", "2018年", "2019年", "2020年1-9月", "累计"]]
                    + ["省级资金", "市级资金", "县（市、区）资金"].enumerated().map { number, level in
                        [number == 0 ? "实际拨付金额" : "", level, "1", "2", "3", "\(number)6"]
                    } + [["实际使用支出金额", "", "1", "2", "3", "6"]], merges: ["A3:A5"])
        ]).converted()
        #expect(document.returns.map(\.money) == ["6 16 26 6"])
        #expect(document.told(.indicatorDuplicate).isEmpty)
    }

    @Test("Each column of statuses that nobody is named for is told")
    func nameless() throws {
        let document = try GridWorkbook([
            .init(
                "汇总",
                [["2020年第三季度综合体汇总表"], ["建设内容", "集成电路", "光伏新能源", "紧固件"]]
                    + FormLabels.works.map { [$0, "完成", "完成", "未完成"] })
        ]).converted()
        #expect(document.returns.map(\.statuses) == ["++++++"])
        #expect(document.told(.indicatorUnknown) == ["C2", "D2"])
    }

    @Test("Works without a header right below a table of levels have none of its columns")
    func levels() throws {
        let funds = [
            ["资金支持", "资金来源", "实际拨付金额/万元", "实际使用支出金额/万元"], ["", "省级资金", "1000", "30"],
            ["", "市级资金", "200", "60"], ["", "县（市、区）资金", "150", "10"],
        ]
        let document = try GridWorkbook([.init("表", [Self.identity] + funds + Self.works)])
            .converted()
        #expect(document.returns.map(\.money) == ["1000 200 150 100"])
        #expect(document.returns.map(\.statuses) == ["++-+++"])
    }

    @Test("市级 and a quarter right below their labels are no labels of the money beneath them")
    func identityAbove() throws {
        let document = try GridWorkbook([
            .init(
                "表",
                [
                    ["综合体名称", "所属县（市、区）", "级别", "建设依托单位", "报送季度", "填报日期"],
                    ["光机电产业创新服务综合体", "平湖市", "市级", "平湖市服装行业协会", "2020年第3季度", "2020年10月10日"],
                    ["一级指标", "二级指标", "实际拨付金额/万元", "", "", "实际使用支出金额/万元"],
                    ["", "", "省级资金", "市级资金", "县（市、区）资金", ""],
                    ["资金支持", "财政专项资金到位、使用支出情况", "300", "100", "150", "166.7"],
                ])
        ]).converted()
        let item = try #require(document.returns.first)
        #expect(document.returns.count == 1)
        #expect(item.money == "300 100 150 166.7")
        #expect(item.complex.level == .municipal)
        #expect(item.complex.operator == "平湖市服装行业协会")
        #expect(item.period?.description == "2020Q3")
        #expect(item.reporting.date?.description == "2020-10-10")
    }
}

/// Forms with their measures down the side and their indicators across, and money listed beside its levels.
import FormSheets
import MonitoringForm
import TestSupport
import Testing

@Suite("Turned forms and lists of money") struct TurnedFormTests {
    private static let identity = [
        "综合体名称", "平湖光机电产业创新服务综合体", "报送季度", "2020年第三季度",
    ]

    private func convert(_ cells: [[String]]) throws -> ConvertedDocument {
        try GridWorkbook([.init("表", cells)]).converted()
    }

    @Test(
        "One return with its measures down the side is read whole, with or without units and identity",
        arguments: [
            [["二级指标", "产业集群营业收入", "研发人员数"]],
            [identity, [], ["二级指标", "产业集群营业收入", "研发人员数"]],
            [identity, ["二级指标", "产业集群营业收入", "研发人员数"], ["计量单位", "亿元", "人"]],
            [["监测表"], identity, ["数据类型", "产业集群营业收入（亿元）", "研发人员数（人）"]],
        ])
    func measuresDown(headers: [[String]]) throws {
        let rows = [
            ["本季度数据", "10.5", "1"], ["同比增长", "8.5", "6.5"], ["截止本季度累计数据", "30.5", "3"],
            ["同比增长", "4", "6"],
        ]
        let document = try convert(headers + rows)
        let item = try #require(document.returns.first)
        #expect(document.returns.count == 1)
        #expect(
            Measure.allCases.map { item.indicators[0][$0]?.description } == [
                "10.5", "8.5", "30.5", "4",
            ])
        #expect(
            Measure.allCases.map { item.indicators[6][$0]?.description } == ["1", "6.5", "3", "6"])
        // The cumulative figures first, and names that say whose growth it is.
        let turned = try convert(
            headers + [
                ["累计", "30.5", "3"], ["累计同比", "4", "6"], ["本季度", "10.5", "1"],
                ["本季度同比", "8.5", "6.5"],
            ])
        #expect(turned.returns.first?.indicators == item.indicators)
    }

    @Test(
        "Levels of money beside what was paid and spent are read under any header",
        arguments: ["项目", "级别", "资金来源", "指标名称"], [true, false])
    func listOfMoney(header: String, hasTitle: Bool) throws {
        let document = try convert(
            [Self.identity, hasTitle ? ["资金支持"] : [], [header, "实际拨付金额", "实际使用支出金额"]] + [
                ["省级资金", "500", "100"], ["市级资金", "200", "110"], ["县（市、区）资金", "300", "120"],
                ["合计", "1000", "330"],
            ])
        let item = try #require(document.returns.first)
        #expect(
            FundingLevel.allCases.map { item.disbursed[$0]?.description } == ["500", "200", "300"])
        #expect(FundingLevel.allCases.map { item.spent[$0]?.description } == ["100", "110", "120"])
        #expect(item.spent.total?.description == "330")
        #expect(item.complex.level == nil)
    }
}

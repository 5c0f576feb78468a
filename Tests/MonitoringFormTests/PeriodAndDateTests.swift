/// Quarters and days: each of the four, the edges of the calendar, and their order.
import MonitoringForm
import Testing

@Suite("Quarters and days") struct PeriodAndDateTests {
    private static let spellings: [@Sendable (Int) -> String] = [
        { "2021年第\(["一", "二", "三", "四"][$0 - 1])季度" }, { "2021年\(["一", "二", "三", "四"][$0 - 1])季度" },
        { "2021年\($0)季度" }, { "2021年第\($0)季度" }, { "2021Q\($0)" }, { "2021q\($0)" },
        { "2021年Q\($0)" }, { "2021-Q\($0)" }, { "2021年度第\($0)季度" },
        { "二〇二一年第\(["一", "二", "三", "四"][$0 - 1])季度" },
        { "二零二一年\(["一", "二", "三", "四"][$0 - 1])季度" }, { "2021年1-\($0 * 3)月" },
        { "2021年\($0 * 3 - 2)-\($0 * 3)月" }, { "2021年\($0 * 3 - 2)月至\($0 * 3)月" },
        { "2021年\($0 * 3 - 2)—\($0 * 3)月" }, { "２０２１年第\($0)季度" },
        { "（2021年第\($0)季度）监测表" }, { "平湖市2021年第\($0)季度" },
    ]

    @Test("Every spelling tells each of the four quarters", arguments: 1...4)
    func quarters(quarter: Int) {
        for spelling in PeriodAndDateTests.spellings {
            let text = spelling(quarter)
            #expect(PeriodText.period(in: text) == Period(year: 2021, quarter: quarter), "\(text)")
        }
    }

    @Test("Half a year is its second quarter, three quarters are the third")
    func cumulativeNames() {
        #expect(PeriodText.period(in: "2021年上半年") == Period(year: 2021, quarter: 2))
        #expect(PeriodText.period(in: "2021年前三季度") == Period(year: 2021, quarter: 3))
        for text in [
            "2021年1-3季度", "2021年一至三季度", "截至2021年9月底", "截止2021年9月30日", "2021.7-9", "2021/7-9",
            "2021年7-9", "（2021.7-9）", "2021.1-9", "2021年第三季度、前三季度", "2021年第三季度（7-9月）",
            "2021年三季度/7-9月",
            "2021年第（三）季度", "__2021__年第__3__季度", "2021年第_三_季度", "三季度（2021年）", "2021.07-2021.09",
            "2021年 □一 □二 ☑三 □四 季度", "2021年□第一季度 □第二季度 √第三季度 □第四季度", "2021/7-2021/9",
        ] {
            #expect(PeriodText.period(in: text) == Period(year: 2021, quarter: 3), "\(text)")
        }
    }

    @Test(
        "What is no quarter of a known year is none",
        arguments: [
            "", "季度", "2021", "2021年0季度", "2021年第五季度", "2021Q0", "2021Q5", "2021Q31",
            "2021-7-9", "2021.7.9", "2021.7-9-1", "2021.6-8", "2021年1-8月", "2021年3-5月",
            "2021年13-15月", "2021年9月", "21-9月", "12021Q3",
            "1989年第一季度", "二一年三季度", "0573-20213333", "第三季度", "2021年第2季度/第3季度",
            "2021年二季度、三季度", "2021Q2-Q3", "2021年第二季度和第三季度", "2021.06-2021.09", "2021年☑一 ☑二季度",
            "2021年第（）季度",
            "2021年第____季度", "2021.07-2022.09",
        ])
    func none(text: String) { #expect(PeriodText.period(in: text) == nil) }

    @Test("Quarters exist from 1990 on, print as 2020Q3, and follow each other")
    func period() throws {
        #expect(Period(year: 1989, quarter: 4) == nil)
        #expect(Period(year: 3000, quarter: 1) == nil)
        #expect(Period(year: 2020, quarter: 0) == nil)
        #expect(Period(year: 2020, quarter: 5) == nil)
        let third = try #require(Period(year: 2020, quarter: 3))
        let first = try #require(Period(year: 2021, quarter: 1))
        #expect(third.description == "2020Q3")
        #expect(third < first)
        #expect(!(first < third))
    }

    @Test(
        "Days of the calendar exist, others do not",
        arguments: [
            (2020, 2, 29, true), (2021, 2, 29, false), (2000, 2, 29, true), (1900, 2, 29, false),
            (2020, 4, 31, false), (2020, 12, 31, true), (2020, 13, 1, false), (2020, 0, 1, false),
            (2020, 1, 0, false), (2020, 1, 32, false), (1899, 12, 31, false), (2020, 9, 30, true),
        ])
    func calendar(year: Int, month: Int, day: Int, exists: Bool) {
        #expect((CivilDate(year: year, month: month, day: day) != nil) == exists)
    }

    @Test(
        "Days are printed as ISO 8601 has them",
        arguments: [
            ("2020年1月5日", "2020-01-05"), ("2020/1/5", "2020-01-05"), ("2020.01.05", "2020-01-05"),
            ("20200105", "2020-01-05"), ("２０２０－１－５", "2020-01-05"), ("2020年1月5号", "2020-01-05"),
            ("二〇二〇年一月五日", "2020-01-05"), ("二○二○年十二月三十一日", "2020-12-31"),
            ("二零二零年十月二十日", "2020-10-20"), ("2020-10-21T08:30:00", "2020-10-21"),
            ("2020/10/21 8:30", "2020-10-21"), (" 2020-02-29 ", "2020-02-29"),
        ])
    func days(text: String, wanted: String) {
        #expect(DateText.date(in: text)?.description == wanted)
    }

    @Test(
        "What is no day is none",
        arguments: [
            "2021-02-29", "2020-13-01", "2020-00-10", "20201301", "2020-10", "2020年10月",
            "10/21/2020",
            "20-10-21", "44125", "十月二十一日", "2020年第三季度", "10月21日", "-", "2020-10-21起",
        ])
    func noDays(text: String) { #expect(DateText.date(in: text) == nil) }
}

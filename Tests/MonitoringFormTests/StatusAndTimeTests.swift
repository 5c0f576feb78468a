import MonitoringForm
import Testing

/// Statuses of works, quarters and days as people write them.
@Suite("Statuses, quarters and days") struct StatusAndTimeTests {
    private func status(_ text: String) throws -> StatusReading? {
        let form = try FormDefinition.builtIn.get()
        return StatusText(words: form.words, instruction: form.construction.instruction).read(text)
    }

    @Test("Words for done", arguments: ["完成", "已完成", "√", "✔", "是", "已建成", " 完 成 "])
    func complete(text: String) throws {
        #expect(try status(text) == StatusReading(status: .complete))
    }

    @Test("Words for not done", arguments: ["未完成", "×", "否", "未建成", "正在推进", "在建"])
    func incomplete(text: String) throws {
        #expect(try status(text) == StatusReading(status: .incomplete))
    }

    @Test(
        "A note behind 未完成 is its note",
        arguments: ["未完成（展厅在建）", "未完成：展厅在建", "未完成，展厅在建", "未完成 展厅在建", "未完成(展厅在建)"])
    func note(text: String) throws {
        #expect(try status(text) == StatusReading(status: .incomplete, note: "展厅在建"))
    }

    @Test("部分完成 and 基本完成 are incomplete with that word", arguments: ["部分完成", "基本完成"])
    func partial(text: String) throws {
        #expect(
            try status(text) == StatusReading(status: .incomplete, note: text, isPartial: true))
    }

    @Test("Nonsense is not recognised, blank is nothing")
    func others() throws {
        #expect(try status("见附件")?.isRecognised == false)
        #expect(try status("  ") == nil)
    }

    @Test("The form's own instruction is no note")
    func instruction() throws {
        let form = try FormDefinition.builtIn.get()
        let texts = StatusText(words: form.words, instruction: form.construction.instruction)
        #expect(!texts.isNote("填写“完成”或“未完成”，“未完成”请注明具体未完成情况。"))
        #expect(!texts.isNote("填写\"完成\"或\"未完成\"，\"未完成\"请注明具体未完成情况"))
        #expect(texts.isNote("展厅在建"))
    }

    @Test(
        "All spellings of a quarter are that quarter",
        arguments: [
            "2020年第三季度", "2020年3季度", "二〇二〇年第三季度", "二○二○年三季度", "2020Q3", "2020年Q3", "2020年1-9月",
            "2020年7-9月", "2020年1—9月", "2020 年 第 3 季度", "２０２０年第３季度", "2020年前三季度", "2020-Q3",
            "20年三季度",
            "2020年7月至9月", "2020年7月1日-9月30日", "报送季度：2020年第三季度（盖章）",
        ])
    func quarters(text: String) {
        #expect(PeriodText.period(in: text) == Period(year: 2020, quarter: 3))
    }

    @Test(
        "What names no quarter is none",
        arguments: ["2020年", "第三季度", "2020年5季度", "2020年2-5月", "0573-82020345", "2020年9月"])
    func noQuarters(text: String) { #expect(PeriodText.period(in: text) == nil) }

    @Test(
        "All spellings of a day are that day",
        arguments: [
            "2020年10月21日", "2020/10/21", "2020-10-21", "2020.10.21", "20201021", "二〇二〇年十月二十一日",
            "2020-10-21 08:30:00", "2020 年 10 月 21 日",
        ])
    func days(text: String) {
        #expect(DateText.date(in: text)?.description == "2020-10-21")
    }

    @Test(
        "What is no day is none",
        arguments: ["2020年10月  日", "2020-02-30", "10月21日", "明天", "2020", ""])
    func noDays(text: String) { #expect(DateText.date(in: text) == nil) }

    @Test(
        "A date that was left open is open", arguments: ["2020年10月  日", "    年  月  日", "2020年 月"])
    func openDates(text: String) { #expect(DateText.isOpen(text)) }

    @Test("A date that was filled in is not open", arguments: ["2020年10月21日", "明天", "二〇二〇年十月一日"])
    func filledDates(text: String) { #expect(!DateText.isOpen(text)) }

    @Test("Names lose the spaces that only align them")
    func names() {
        #expect(TextFolding.name("张　三") == "张三")
        #expect(TextFolding.name(" 光机电\n产业创新服务综合体 ") == "光机电产业创新服务综合体")
        #expect(TextFolding.name("ABC Lab 平湖") == "ABC Lab 平湖")
    }
}

/// `design/model.md`, "Status of a work", with what people write around the words.
import MonitoringForm
import Testing

@Suite("Status texts") struct StatusTextTests {
    private let texts: StatusText

    init() throws {
        let form = try FormDefinition.builtIn.get()
        texts = StatusText(words: form.words, instruction: form.construction.instruction)
    }

    @Test(
        "Spaces, width, full stops and emoji style change no word",
        arguments: ["完成。", "完成！", "　完成", "完\n成", "已完成；", "✔\u{FE0F}", " √ ", "是。"])
    func dressed(text: String) {
        #expect(texts.read(text) == StatusReading(status: .complete))
    }

    @Test(
        "A note stands behind any word for incomplete, however it is set off",
        arguments: [
            ("未完成（展厅在建）", "展厅在建"), ("未完成：展厅在建", "展厅在建"), ("未完成:展厅在建", "展厅在建"),
            ("未完成；展厅在建", "展厅在建"), ("未完成、展厅在建", "展厅在建"), ("未完成—展厅在建", "展厅在建"),
            ("未完成。展厅在建", "展厅在建"), ("未完成\n展厅在建", "展厅在建"), ("在建（展厅在建）", "展厅在建"),
            ("否，展厅在建", "展厅在建"), ("× 展厅在建", "展厅在建"), ("未建成（ 展厅在建 ）", "展厅在建"),
            ("正在推进（预计12月完成）", "预计12月完成"), ("未完成：展厅在建（二期）", "展厅在建（二期）"),
        ])
    func note(text: String, note: String) {
        #expect(texts.read(text) == StatusReading(status: .incomplete, note: note))
    }

    @Test("Partly done keeps its word, and what follows it", arguments: ["部分完成", "基本完成"])
    func partial(word: String) throws {
        let plain = try #require(texts.read(word + "。"))
        #expect(plain.status == .incomplete)
        #expect(plain.isPartial)
        #expect(plain.note?.hasPrefix(word) == true)
        let noted = try #require(texts.read(word + "（展厅在建）"))
        #expect(noted.status == .incomplete)
        #expect(noted.isPartial)
        #expect(noted.note?.hasPrefix(word) == true)
        #expect(noted.note?.contains("展厅在建") == true)
    }

    @Test("The form's instruction behind the word is no note")
    func instruction() {
        for text in [
            "未完成（填写“完成”或“未完成”，“未完成”请注明具体未完成情况。）", "未完成（请注明具体未完成情况）",
        ] {
            #expect(texts.read(text) == StatusReading(status: .incomplete), "\(text)")
        }
        #expect(!texts.isNote(" "))
        #expect(!texts.isNote("——"))
        #expect(texts.isNote("未完成"))
    }

    @Test("Words for nothing are neither status", arguments: ["—", "/", "无", "不适用", "N/A", "暂无"])
    func absent(text: String) {
        #expect(texts.read(text) == StatusReading(isAbsent: true))
    }

    @Test(
        "Other words are not recognised",
        arguments: ["见附件", "完成或未完成", "不是", "完成未完成", "80%", "1", "？", "未知", "完成吗"])
    func unrecognised(text: String) {
        #expect(texts.read(text) == StatusReading(isRecognised: false))
    }

    @Test(
        "A mark behind a word that says the same, quotes and letters for marks are understood",
        arguments: [
            ("完成√", .complete), ("√完成", .complete), ("“完成”", .complete), ("\"已完成\"", .complete),
            ("V", .complete), ("X", .incomplete), ("x", .incomplete), ("没完成", .incomplete),
            ("未完成×", .incomplete), ("完成（ ） 未完成（√）", .incomplete), ("完成（√） 未完成（ ）", .complete),
            ("完成 未完成√", .incomplete), ("完成 √未完成", .incomplete), ("完成 ○ 未完成 ●", .incomplete),
            ("√完成 未完成", .complete), ("完成☑ 未完成□", .complete), ("完成■ 未完成□", .complete),
            ("完成□ 未完成☑", .incomplete), ("☑完成 □未完成", .complete), ("□完成 ☑未完成", .incomplete),
        ] as [(String, WorkStatus)])
    func twice(text: String, status: WorkStatus) {
        #expect(texts.read(text)?.status == status)
        #expect(texts.read(text)?.note == nil)
    }

    @Test(
        "A mark that says the opposite of its word leaves nothing",
        arguments: ["完成×", "未完成√", "完成：否", "□完成 □未完成", "☑完成 ☑未完成", "完成 √ 未完成"])
    func contradiction(text: String) {
        #expect(texts.read(text) == StatusReading(isRecognised: false))
    }

    @Test("A blank cell says nothing", arguments: ["", " ", "\u{3000}\u{A0}", "\n"])
    func blank(text: String) { #expect(texts.read(text) == nil) }
}

import MonitoringForm
import TestSupport
import Testing

@testable import FormSheets

/// A return below a mass of other cells is the same return, whether that mass was kept or let go.
@Suite("Returns beside a mass of data") struct LargeSheetRecognitionTests {
    private static let form: [[String]] = [
        ["综合体名称", "平湖光机电产业创新服务综合体", "报送季度", "2020年第三季度"],
        ["二级指标", "计量单位", "本季度数据", "同比增长", "截止本季度累计数据", "同比增长"],
        ["产业集群营业收入", "亿元", "12.5", "8.5", "30", "约7"],
        ["产业集群研发投入额", "元", "1000000", "1", "2500000", "2"],
        ["二级指标", "完成情况", "填写说明"], ["健全的工作机制", "√", ""],
    ]

    private func convert(_ sheets: [GridWorkbook.Sheet]) throws -> ConvertedDocument {
        try GridWorkbook(sheets).converted()
    }

    private func mass(columns: Int) -> [[String]] {
        (0..<20_000).map { row in
            (0..<columns).map { $0 == 1 ? "省级" : $0 == 2 ? "万元" : "\(row)" }
        }
    }

    @Test("A return at the foot of a large sheet")
    func foot() throws {
        // Twenty thousand rows of six cells are too many to keep, of four they are not.
        let large = try convert([.init("表", mass(columns: 6) + LargeSheetRecognitionTests.form)])
        let small = try convert([.init("表", mass(columns: 4) + LargeSheetRecognitionTests.form)])
        #expect(large.returns.count == 1)
        #expect(large.returns == small.returns)
        #expect(large.findings == small.findings)
    }

    @Test("A large sheet beside the return, with the quarter said far down")
    func beside() throws {
        var form = LargeSheetRecognitionTests.form
        form[0][3] = ""
        var far = mass(columns: 6)
        far[15_000][0] = "2020年第三季度"
        var near = mass(columns: 4)
        near[15_000][0] = "2020年第三季度"
        let large = try convert([.init("表", form), .init("数据", far)])
        let small = try convert([.init("表", form), .init("数据", near)])
        #expect(large.returns.first?.period != nil)
        #expect(large.returns == small.returns)
        #expect(large.findings == small.findings)
    }
}

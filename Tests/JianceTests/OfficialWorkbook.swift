/// A whole return in the layout of the official form, with a figure of its own in each cell.
import MonitoringForm
import TestSupport

struct OfficialWorkbook {
    let form: FormDefinition
    var name = "平湖光机电产业创新服务综合体"
    var period = "2020年第3季度"
    /// Changes to the grid before it becomes a workbook.
    var change: (inout [[String]]) -> Void = { _ in }

    init(_ form: FormDefinition) { self.form = form }

    /// The figure of a cell; whole for counts.
    func figure(_ index: Int, _ measure: Measure) -> String {
        let place = Measure.allCases.firstIndex(of: measure) ?? 0
        if measure.isGrowth { return "\(place + 7).\(index % 9 + 1)" }
        return form.indicators[index].isCount
            ? "\(index + 1)\(place)" : "\(index + 1).\(place + 1)"
    }

    var grid: [[String]] {
        var rows = [
            ["全市产业创新服务综合体季度监测表"],
            ["综合体名称", name, "", "所属县（市、区）", "平湖市", "级别", "省级"],
            ["建设依托单位", "平湖光机电研究院", "", "报送季度", period, "填报日期", "2020-10-21"],
            ["一级指标", "二级指标", "计量单位", "本季度数据", "同比增长", "截止本季度累计数据", "同比增长"],
        ]
        var index = 0
        for section in form.sections {
            for (offset, indicator) in section.indicators.enumerated() {
                let lead = [offset == 0 ? section.label.text : "", indicator.label.text]
                rows.append(
                    lead + [indicator.unit] + Measure.allCases.map { figure(index, $0) })
                index += 1
            }
        }
        rows.append(["一级指标", "二级指标", "完成情况", "填写说明"])
        for (offset, work) in form.construction.works.enumerated() {
            rows.append([offset == 0 ? form.construction.label.text : "", work.label.text, "完成"])
        }
        rows.append(["一级指标", "二级指标", "实际拨付金额/万元", "", "", "", "实际使用支出金额/万元"])
        rows.append(["", "", "省级资金", "市级资金", "县（市、区）资金"])
        rows.append([
            form.funding.label.text, form.funding.row.text, "500", "200", "300", "", "640",
        ])
        rows.append(["填报人", "张三", "审核人", "李四", "联系电话", "0573-12345678"])
        return rows
    }

    func build() -> [UInt8] {
        var rows = grid
        change(&rows)
        return GridWorkbook([
            .init(
                "季度监测表", rows,
                merges: [
                    "A1:G1", "B2:C2", "B3:C3", "A5:A8", "A9:A12", "A13:A18", "A19:A22", "A23:A27",
                    "D28:G28", "A29:A34", "A35:A36", "B35:B36", "C35:F35", "G35:G36", "E36:F36",
                    "E37:F37",
                ])
        ]).build()
    }
}

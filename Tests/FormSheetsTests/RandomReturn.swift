import MonitoringForm
import TestSupport

/// Made-up figures for a return, and the ways in which a county could lay them out.
struct RandomReturn {
    let form: FormDefinition
    let name: String
    /// Figures by indicator and measure, as text; empty for a blank.
    let figures: [[String]]
    let statuses: [String]
    let notes: [String]
    /// Paid by level, then spent in all.
    let funds: [String]

    init(_ form: FormDefinition, _ random: inout SeededRandom) {
        self.form = form
        let places = ["平湖市", "海宁市", "秀洲区", "嘉善县"]
        let trades = ["光机电", "皮革时尚", "木业家具", "紧固件", "经编"]
        let place = places.randomElement(using: &random) ?? "平湖市"
        name = place + (trades.randomElement(using: &random) ?? "经编") + "产业创新服务综合体"
        figures = form.indicators.map { indicator in
            Measure.allCases.map { measure in
                if Int.random(in: 0..<12, using: &random) == 0 { return "" }
                if measure.isGrowth {
                    return "\(Double(Int.random(in: 10...600, using: &random)) / 10)"
                }
                if indicator.isCount {
                    return "\(Int.random(in: 0...5000, using: &random))"
                }
                return "\(Double(Int.random(in: 101...40_000, using: &random)) / 100)"
            }
        }
        statuses = form.construction.works.map { _ in
            Bool.random(using: &random) ? "完成" : "未完成"
        }
        notes = statuses.map { $0 == "完成" ? "" : "正在办理" }
        funds = (0..<4).map { _ in "\(Int.random(in: 0...2000, using: &random))" }
    }

    // MARK: Layouts

    /// A label with what people add to it.
    static func noisy(_ label: String, _ random: inout SeededRandom) -> String {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: label + "*"
        case 1: label.map(String.init).joined(separator: " ")
        case 2: String(label.prefix(4)) + "\n" + label.dropFirst(4)
        case 3: "　" + label + "："
        case 4: "（3）" + label
        default: label
        }
    }

    /// The three blocks as rows: any order of measures, indicators and extra columns.
    func stacked(_ random: inout SeededRandom) -> [[String]] {
        let quarterFirst = Bool.random(using: &random)
        let order: [Measure] =
            quarterFirst
            ? [.quarter, .quarterGrowth, .cumulative, .cumulativeGrowth]
            : [.cumulative, .cumulativeGrowth, .quarter, .quarterGrowth]
        let headers: [Measure: String] = [
            .quarter: "本季度数据", .quarterGrowth: "同比增长", .cumulative: "截止本季度累计数据",
            .cumulativeGrowth: "同比增长",
        ]
        let hasSequence = Bool.random(using: &random)
        let hasRemarks = Bool.random(using: &random)
        var rows: [[String]] = Array(
            repeating: [], count: Int.random(in: 0..<3, using: &random))
        rows.append(["全市产业创新服务综合体季度监测表"])
        rows.append(["综合体名称", name, "", "报送季度", "2020年第三季度"])
        var header = (hasSequence ? ["序号"] : []) + ["一级指标", "二级指标", "计量单位"]
        header += order.map { RandomReturn.noisy(headers[$0] ?? "", &random) }
        if hasRemarks { header.append("备注") }
        rows.append(header)
        for (number, index) in form.indicators.indices.shuffled(using: &random).enumerated() {
            let indicator = form.indicators[index]
            let section = form.sections.first { $0.indicators.contains { $0.id == indicator.id } }
            var row = hasSequence ? ["\(number + 1)"] : []
            row += [section?.label.text ?? "", RandomReturn.noisy(indicator.label.text, &random)]
            row.append(indicator.unit)
            row += order.map { figures[index][Measure.allCases.firstIndex(of: $0) ?? 0] }
            if hasRemarks { row.append("统计局快报") }
            rows.append(row)
            if Int.random(in: 0..<9, using: &random) == 0 { rows.append([]) }
        }
        rows.append(["一级指标", "二级指标", "完成情况", "填写说明"])
        for index in form.construction.works.indices.shuffled(using: &random) {
            rows.append([
                "建设推进", RandomReturn.noisy(form.construction.works[index].label.text, &random),
                statuses[index], notes[index],
            ])
        }
        rows.append(["一级指标", "二级指标", "实际拨付金额/万元", "", "", "实际使用支出金额/万元"])
        rows.append(["", "", "省级资金", "市级资金", "县（市、区）资金", ""])
        rows.append(["资金支持", form.funding.row.text] + funds)
        rows.append(["填报人：张三    审核人：李四"])
        return rows
    }

    /// The same as one row of a roll-up under two header levels.
    func rollUp(_ random: inout SeededRandom) -> [[String]] {
        var groups = ["综合体名称"]
        var leaves = [""]
        var values = [name]
        for index in form.indicators.indices.shuffled(using: &random) {
            let indicator = form.indicators[index]
            let unit = "（\(indicator.unit)）"
            groups += [RandomReturn.noisy(indicator.label.text + unit, &random), "", "", ""]
            leaves += ["本季度", "同比增长", "累计", "同比增长"]
            values += figures[index]
        }
        for index in form.construction.works.indices.shuffled(using: &random) {
            groups.append(form.construction.works[index].label.text)
            leaves.append("")
            values.append(statuses[index] + (notes[index].isEmpty ? "" : "（\(notes[index])）"))
        }
        groups += ["实际拨付金额（万元）", "", "", "实际使用支出金额（万元）"]
        leaves += ["省级资金", "市级资金", "县（市、区）资金", ""]
        values += funds
        return [["2020年第三季度汇总表"], groups, leaves, values, ["合计"]]
    }

    // MARK: What must come out

    func check(_ item: Return) -> String? {
        if item.complex.name != name { return "name \(item.complex.name ?? "nil")" }
        if item.period != Period(year: 2020, quarter: 3) { return "period" }
        for (index, indicator) in form.indicators.enumerated() {
            for (position, measure) in Measure.allCases.enumerated() {
                let wanted = ExactDecimal(figures[index][position])
                if item.indicators[index][measure] != wanted {
                    return "\(indicator.id).\(measure)"
                }
            }
        }
        for index in form.construction.works.indices {
            let wanted: WorkStatus = statuses[index] == "完成" ? .complete : .incomplete
            if item.works[index].status != wanted { return "status \(index)" }
            if (item.works[index].note ?? "") != notes[index] { return "note \(index)" }
        }
        let amounts = [
            item.disbursed.provincial, item.disbursed.municipal, item.disbursed.county,
            item.spent.total,
        ]
        return amounts == funds.map { ExactDecimal($0) } ? nil : "funds"
    }
}

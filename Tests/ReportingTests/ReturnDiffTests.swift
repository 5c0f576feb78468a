import MonitoringForm
import Testing

@testable import Reporting

/// Returns are matched by complex and quarter; what differs becomes lines for people and a patch.
@Suite("Differences") struct ReturnDiffTests {
    private let form: FormDefinition

    init() throws { form = try FormDefinition.builtIn.get() }

    private func item(_ name: String, _ quarter: Int, revenue: String? = "10") -> Return {
        var item = Return(form: form, sheet: "表")
        item.complex.name = name
        item.period = Period(year: 2020, quarter: quarter)
        item.indicators[0].quarter = revenue.flatMap { ExactDecimal($0) }
        return item
    }

    private func diff(_ old: [Return], _ new: [Return]) -> ReturnDiff {
        ReturnDiff(
            old: ReturnDiff.Side(returns: old), new: ReturnDiff.Side(returns: new), form: form)
    }

    @Test("Order does not count, and the same is no difference")
    func order() {
        let diff = diff(
            [item("甲综合体", 1), item("乙综合体", 1)], [item("乙 综合体", 1), item("甲综合体", 1)])
        #expect(diff.matches.map(\.new) == [1, 0])
        #expect(diff.matches[0].changes.isEmpty)
        #expect(diff.removed.isEmpty && diff.added.isEmpty)
    }

    @Test("Returns of one complex and quarter are matched in their order")
    func twins() {
        let old = [item("甲综合体", 1), item("甲综合体", 1, revenue: "7"), item("丙综合体", 1)]
        let new = [item("丙综合体", 1), item("甲综合体", 1), item("甲综合体", 1, revenue: "8")]
        let diff = diff(old, new)
        #expect(diff.matches.map(\.new) == [1, 2, 0])
        #expect(diff.matches.map(\.changes.count) == [0, 1, 0])
    }

    @Test("Quarters of one complex are different returns")
    func quarters() {
        var third = item("甲综合体", 3)
        for index in third.indicators.indices { third.indicators[index].quarter = .zero }
        let diff = diff([item("甲综合体", 1), item("甲综合体", 2)], [item("甲综合体", 2), third])
        #expect(diff.matches.map(\.old) == [1])
        #expect(diff.removed == [0])
        #expect(diff.added == [1])
    }

    @Test("A change tells leaf, old and new, and patches the old document")
    func change() {
        let diff = diff([item("甲综合体", 1)], [item("甲综合体", 1, revenue: "12.5")])
        let path = "/returns/0/indicators/clusterRevenue/quarter"
        #expect(
            String(decoding: diff.patch.json, as: UTF8.self) == """
                [
                  {"op":"test","path":"\(path)","value":10},
                  {"op":"replace","path":"\(path)","value":12.5}
                ]

                """)
        let text = DiffText(diff, MessageCatalogue(.chinese, form: form)).text
        #expect(text.contains("产业集群营业收入·本季度数据"))
        #expect(text.contains("+25.0%"))
        #expect(text.hasSuffix("共 1 份报表、1 处变化。\n"))
    }

    @Test("A name that was corrected is a change, not another return")
    func renamed() {
        let diff = diff([item("甲综合体", 1)], [item("乙综合体", 1)])
        #expect(diff.matches.map(\.changes.count) == [1])
    }

    @Test("Returns that only one side has are told")
    func unmatched() {
        let diff = diff(
            [item("甲综合体", 1), item("乙综合体", 1), item("丙综合体", 2)], [item("甲综合体", 1)])
        #expect(diff.removed == [1, 2])
        #expect(DiffText(diff, MessageCatalogue(.english, form: form)).unmatched.count == 2)
    }
}

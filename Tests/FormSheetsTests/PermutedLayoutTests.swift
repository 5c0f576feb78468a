import FormSheets
import MonitoringForm
import TestSupport
import Testing

/// Whatever the order of rows and columns and the noise around labels, the same return is read.
@Suite struct PermutedLayoutTests {
    @Test("A stacked form in any order of rows and columns gives the same return")
    func stackedInAnyOrder() throws {
        let form = try FormDefinition.builtIn.get()
        let converter = DocumentConverter(form)
        for seed in UInt64(1)...60 {
            var random = SeededRandom(seed: seed)
            let made = RandomReturn(form, &random)
            let bytes = GridWorkbook([.init("表", made.stacked(&random))]).build()
            let document = converter.convert(bytes, name: "a.xlsx").document
            #expect(document.returns.count == 1, "seed \(seed)")
            let item = try #require(document.returns.first)
            #expect(made.check(item) == nil, "seed \(seed)")
            let grave = document.findings.filter { $0.severity != .info }
            #expect(grave.map(\.code.rawValue) == [], "seed \(seed)")
        }
    }

    @Test("A roll-up in any order of columns gives the same return")
    func rollUpInAnyOrder() throws {
        let form = try FormDefinition.builtIn.get()
        let converter = DocumentConverter(form)
        for seed in UInt64(1)...60 {
            var random = SeededRandom(seed: seed)
            let made = RandomReturn(form, &random)
            let bytes = GridWorkbook([.init("汇总", made.rollUp(&random))]).build()
            let document = converter.convert(bytes, name: "a.xlsx").document
            #expect(document.returns.count == 1, "seed \(seed)")
            let item = try #require(document.returns.first)
            #expect(made.check(item) == nil, "seed \(seed)")
        }
    }

    @Test("A roll-up turned by 90 degrees gives the same return")
    func turnedRollUp() throws {
        let form = try FormDefinition.builtIn.get()
        let converter = DocumentConverter(form)
        for seed in UInt64(1)...40 {
            var random = SeededRandom(seed: seed)
            let made = RandomReturn(form, &random)
            let grid = Array(made.rollUp(&random).dropFirst().dropLast())
            let width = grid.map(\.count).max() ?? 0
            var turned = (0..<width).map { column in
                grid.map { column < $0.count ? $0[column] : "" }
            }
            turned.insert(["2020年第三季度汇总表"], at: 0)
            let bytes = GridWorkbook([.init("汇总", turned)]).build()
            let document = converter.convert(bytes, name: "a.xlsx").document
            #expect(document.returns.count == 1, "seed \(seed)")
            let item = try #require(document.returns.first)
            #expect(made.check(item) == nil, "seed \(seed)")
        }
    }

    @Test("The three blocks on three sheets are one return, however the sheets are ordered")
    func threeSheets() throws {
        let form = try FormDefinition.builtIn.get()
        let converter = DocumentConverter(form)
        for seed in UInt64(1)...20 {
            var random = SeededRandom(seed: seed)
            let made = RandomReturn(form, &random)
            let rows = made.stacked(&random)
            let works = try #require(rows.firstIndex { $0.contains("完成情况") })
            let funds = try #require(rows.firstIndex { $0.contains("实际拨付金额/万元") })
            let sheets: [GridWorkbook.Sheet] = [
                .init("指标", Array(rows[..<works])), .init("建设", Array(rows[works..<funds])),
                .init("资金", Array(rows[funds...])),
            ].shuffled(using: &random)
            let document = converter.convert(GridWorkbook(sheets).build(), name: "a").document
            #expect(document.returns.count == 1, "seed \(seed)")
            #expect(document.returns.first.flatMap(made.check) == nil, "seed \(seed)")
        }
    }
}

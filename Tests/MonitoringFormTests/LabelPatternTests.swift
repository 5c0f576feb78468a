/// Variants of labels that are put together from words: `{省级|省}{资金|}`.
import Testing

@testable import MonitoringForm

@Suite("Patterns of labels") struct LabelPatternTests {
    @Test(
        "A pattern stands for any word of each pair of braces",
        arguments: [
            ("资金", ["资金"]), ("{省|市}级", ["省级", "市级"]), ("{省|省级}{|资金}", ["省", "省资金", "省级", "省级资金"]),
            ("本{}级", ["本级"]),
        ])
    func labels(text: String, labels: [String]) {
        #expect(LabelPattern(text)?.labels(most: 10) == labels)
    }

    @Test(
        "A brace without its partner is no pattern",
        arguments: ["{省", "省}", "{{省}}", "}省{", "{省}}"])
    func unpaired(text: String) { #expect(LabelPattern(text) == nil) }

    @Test(
        "A pattern that stands for more labels than a definition may have ends before it makes them"
    )
    func most() {
        let text = String(repeating: "{a|b}", count: 200)
        #expect(LabelPattern(text)?.labels(most: 2_000) == nil)
        #expect(LabelPattern("{a|b}{c|d}")?.labels(most: 4)?.count == 4)
        #expect(LabelPattern("{a|b}{c|d}")?.labels(most: 3) == nil)
    }

    @Test(
        "What people call the money of each level is known, with 拨付 and 支出 before or behind it or not at all",
        arguments: [
            ("县级财政", FundingLevel.county, nil), ("平湖市级资金", .county, nil),
            ("省财政专项资金", .provincial, nil), ("市级奖补资金", .municipal, nil),
            ("省到位", .provincial, Term.disbursed), ("县（市、区）到位（元）", .county, .disbursed),
            ("市资金支出", .municipal, .spent), ("到位县级资金", .county, .disbursed),
        ] as [(String, FundingLevel, Term?)])
    func money(text: String, level: FundingLevel, purse: Term?) throws {
        let match = try LabelMatcher(FormDefinition.builtIn.get()).match(text)
        #expect(match.termSet.level == level)
        #expect(
            match.terms.filter { $0 == .disbursed || $0 == .spent } == [purse].compactMap(\.self))
    }

    @Test("省 and 市 join the words of money and nothing else", arguments: ["省本季度", "市研发人员数", "省市"])
    func single(text: String) throws {
        #expect(try LabelMatcher(FormDefinition.builtIn.get()).match(text).terms.isEmpty)
    }
}

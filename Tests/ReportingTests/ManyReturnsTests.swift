/// Reports of what no county sends: thousands of quarters of one complex, names of pages, names that are all alike.
import FormSheets
import MonitoringForm
import Spreadsheet
import TestSupport
import Testing

@testable import Reporting

@Suite("Reports of too much") struct ManyReturnsTests {
    private let form: FormDefinition
    private let messages: MessageCatalogue

    init() throws {
        form = try FormDefinition.builtIn.get()
        messages = MessageCatalogue(.chinese, form: form)
    }

    private func item(_ name: String, _ period: Period?) -> Return {
        var item = Return(form: form, sheet: "表")
        item.complex.name = name
        item.complex.county = "海宁市"
        item.period = period
        item.indicators[0].quarter = 1234
        return item
    }

    private func report(_ returns: [Return], prior: [Return] = []) -> CheckReport {
        let document = ConvertedDocument(file: "a.xlsx", sha256: "", returns: returns, findings: [])
        let conversion = Conversion(document: document, isUnreadable: false)
        return CheckReport(
            [CheckReport.Workbook(path: "a.xlsx", conversion: conversion)], prior: prior, form: form
        )
    }

    private var quarters: [Period] {
        (1990..<2990).compactMap { Period(year: $0 / 4 + 1600, quarter: $0 % 4 + 1) }
    }

    @Test("A thousand quarters of one complex are checked")
    func quartersOfOne() {
        let report = report(quarters.map { item("皮革产业创新服务综合体", $0) })
        #expect(report.workbooks[0].histories.count == 1_000)
    }

    @Test("A line is drawn of the latest twelve quarters")
    func line() {
        let report = report(quarters.prefix(40).map { item("皮革产业创新服务综合体", $0) })
        var page: [UInt8] = []
        CheckPage(report, messages).write { page += $0 }
        let titles = String(decoding: page, as: UTF8.self).matches(of: /<svg [^>]*><title>[^<]*/)
        // The first has none before it.
        #expect(titles.count == 39)
        for title in titles { #expect(title.output.split(separator: "→").count == 12) }
    }

    @Test("A page shows as many returns as a browser does, and has the others in its overview")
    func chapters() {
        let document = ConvertedDocument(file: "a.xlsx", sha256: "", returns: [], findings: [])
        let books = (0..<1_010).map { number in
            CheckReport.Workbook(
                path: "\(number).xlsx",
                conversion: Conversion(document: document, isUnreadable: false))
        }
        var page: [UInt8] = []
        CheckPage(CheckReport(books, form: form), messages).write { page += $0 }
        let text = String(decoding: page, as: UTF8.self)
        #expect(text.ranges(of: "<article").count == 1_000)
        #expect(text.ranges(of: "<a href=\"#w").count == 1_000)
        #expect(text.ranges(of: "<tr data-for").count == 1_010)
        #expect(text.contains("以下只列出前 1000 份"))
    }

    @Test("All have the quarters of the one earlier complex with nearly their name")
    func quartersUnderAnotherName() throws {
        let before = quarters.map { item("海宁市皮革产业创新服务综合体平台", $0) }
        let returns = (0..<500).map { _ in item("海宁市皮革产业创新服务综合体平", Period("2400Q1")) }
        let findings = report(returns, prior: before).workbooks[0].findings
        #expect(findings.count { $0.code == .nameDiffers } == 500)
    }

    @Test("A long name is shortened wherever it stands beside others")
    func names() throws {
        let long = String(repeating: "甲", count: 3_000)
        var returns = (0..<20).map { item(long + "\($0)", Period("2020Q3")) }
        returns.append(item(long + "0", Period("2020Q3")))
        for number in returns.indices {
            for county in form.rules.countyFigures {
                returns[number].indicators[county].quarter = ExactDecimal(number)
            }
        }
        let report = report(returns, prior: [item(long, Period("2019Q3"))])
        let findings = report.workbooks[0].findings
        #expect(findings.contains { $0.code == .regionDisagrees })
        #expect(findings.contains { $0.code == .duplicateReturn })
        for finding in findings {
            #expect(messages.message(for: finding).count < 300)
            #expect((finding.detail.quoted?.count ?? 0) < 100)
            #expect((finding.detail.subject?.count ?? 0) < 100)
        }
        var text: [UInt8] = []
        CheckText(report, messages, isColoured: false).write { text += $0 }
        let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
        #expect(lines.allSatisfy { $0.count < 500 })
        #expect(lines.contains { $0.contains(String(repeating: "甲", count: 60) + "…") })
    }

    @Test("What a name is told apart by without its characters keeps none that is near it")
    func sketches() {
        var random = SeededRandom(seed: 3)
        let letters = Array("甲乙丙丁戊己庚辛壬癸子丑寅卯\u{4EB2}\u{4F32}")
        var near = 0
        for _ in 0..<3_000 {
            let length = Int.random(in: 1...14, using: &random)
            let name = (0..<length).compactMap { _ in letters.randomElement(using: &random) }
            var other = name
            for _ in 0..<Int.random(in: 0...6, using: &random) {
                let place = Int.random(in: 0...other.count, using: &random)
                if Bool.random(using: &random) || place == other.count {
                    other.insert(
                        contentsOf: letters.randomElement(using: &random).map { [$0] } ?? [],
                        at: place)
                } else {
                    other.remove(at: place)
                }
            }
            let number = name == other ? 1 : 2
            let (left, right) = (
                NearName(core: String(other), number: number),
                NearName(core: String(name), number: 1)
            )
            let isNear =
                min(name.count, other.count) > 1
                && (name == other
                    || min(name.count, other.count) > 3
                        && LabelLikeness.score(other, name) >= 0.75)
            near += isNear ? 1 : 0
            #expect(left.isNear(right) == isNear)
            #expect(left.sketch.mayBeNear(right.sketch) || !isNear, "\(name) \(other)")
        }
        #expect((500...2_500).contains(near))
    }

    @Test("Names of pages are near none but themselves, and nothing alike is not compared")
    func longNames() {
        let long = String(repeating: "甲", count: 3_000)
        let (name, other) = (NearName(core: long, number: 1), NearName(core: long + "乙", number: 2))
        #expect(!name.sketch.mayBeNear(other.sketch) && !name.isNear(other))
        #expect(name.sketch.mayBeNear(name.sketch) && name.isNear(name))
        let short = NearName(core: "皮革时尚", number: 3)
        #expect(!short.sketch.mayBeNear(NearName(core: "经编纺织", number: 4).sketch))
        #expect(!short.sketch.mayBeNear(name.sketch))
    }

    @Test("Where thousands of names are alike the search for them ends")
    func alikeNames() throws {
        var random = SeededRandom(seed: 5)
        let letters = Array("甲乙丙丁戊己庚辛壬癸子丑")
        func name() -> String { String(letters.shuffled(using: &random)) + "综合体" }
        let returns = (0..<500).map { _ in item(name(), Period("2020Q3")) }
        let prior = (0..<500).map { _ in item(name(), Period("2019Q3")) }
        #expect(!report(returns, prior: prior).workbooks[0].findings.isEmpty)
    }

    @Test("The sheet of remarks lists the gravest of too many, and tells how many it leaves out")
    func remarks() {
        var book = report([item("皮革产业创新服务综合体", Period("2020Q3"))]).workbooks[0]
        let errors = book.counts[.error]
        book.conversion.document.findings =
            Array(
                repeating: Finding(.indicatorUnknown, severity: .warning),
                count: ReviewList.longest) + book.findings.filter { $0.severity == .error }
        let sheet = ReviewList(messages, taken: []).sheet(of: book, ReviewAnswers([]))
        #expect(sheet.rows.count == 2 + ReviewList.longest + 1)
        #expect(sheet.rows[2][1].text == "错误" && sheet.rows[2 + errors][1].text == "警告")
        #expect(sheet.rows.last?.first?.text == "另有 \(errors) 条未列出。")
    }

    @Test("The sheet of remarks gets a name that no sheet has, whatever its case")
    func sheetNames() throws {
        let taken = ["审核意见"] + (2...900).map { "审核意见 (\($0))" }
        let report = report([item("皮革产业创新服务综合体", Period("2020Q3"))])
        let sheet = ReviewList(messages, taken: taken).sheet(
            of: report.workbooks[0], ReviewAnswers([]))
        #expect(sheet.name == "审核意见 (901)")
    }
}

import FormSheets
import MonitoringForm
import Spreadsheet

/// Workbooks with all that is doubtful in them: what reading them found, and what the rules of the form find.
package struct CheckReport: Sendable {
    package struct Workbook: Sendable {
        /// The path as the user named it.
        package let path: String
        /// The document holds the findings of both kinds, in the order of the model.
        package internal(set) var conversion: Conversion
        /// For each return, the returns of its complex that are at hand.
        package internal(set) var histories: [ReturnHistory] = []

        package init(path: String, conversion: Conversion) {
            self.path = path
            self.conversion = conversion
        }

        package var findings: [Finding] { conversion.document.findings }
        var counts: SeverityCounts { SeverityCounts(findings) }
    }

    package let form: FormDefinition
    package private(set) var workbooks: [Workbook]

    /// Holds workbooks against the rules of `design/rules.md`.
    ///
    /// - Parameters:
    ///   - workbooks: converted with tracing, so that findings have their cells.
    ///   - prior: earlier returns of the same complexes.
    ///   - jobs: threads.
    package init(
        _ workbooks: [Workbook], prior: [Return] = [], form: FormDefinition, jobs: Int = 1
    ) {
        self.form = form
        self.workbooks = workbooks
        let leaves = LeafIndex(form)
        let index = ReturnIndex(
            current: workbooks.flatMap(\.conversion.document.returns), prior: prior, form: form)
        var firsts: [Int] = []
        var count = 0
        for workbook in workbooks {
            firsts.append(count)
            count += workbook.conversion.document.returns.count
        }
        let numbers = firsts
        let checked = SideBySide.map(workbooks.count, jobs: jobs) { book in
            CheckReport.check(
                workbooks[book].conversion.document, index, from: numbers[book], leaves, form)
        }
        let histories = checked.map { $0.map(\.history) }
        var found = checked.map { $0.map(\.violations) }
        findDuplicates(index, &found)
        findCountyDisagreements(index, &found)
        let violations = found
        self.workbooks = SideBySide.map(workbooks.count, jobs: jobs) { book in
            var workbook = workbooks[book]
            workbook.histories = histories[book]
            workbook.add(violations[book], leaves)
            return workbook
        }
    }

    /// Holds the returns of a document against the rules, each with what is at hand of its complex.
    ///
    /// - Parameter first: the number of its first return among all.
    private static func check(
        _ document: ConvertedDocument, _ index: ReturnIndex, from first: Int,
        _ leaves: LeafIndex, _ form: FormDefinition
    ) -> [(history: ReturnHistory, violations: [Violation])] {
        let remarks = LeafRemarks.all(of: document, leaves)
        return document.returns.enumerated().map { position, item in
            let (history, otherName) = index.history(of: item, first + position)
            let violations = RuleBook.violations(
                of: RuleSubject(item, form: form, history: history, remarks: remarks[position]))
            guard let otherName else { return (history, violations) }
            return (history, [.nameDiffers(item, otherName)] + violations)
        }
    }

    // MARK: Between returns

    private typealias Place = (book: Int, position: Int)

    /// A quarter of a complex or of a county.
    private struct Key<Whose: Hashable>: Hashable {
        let whose: Whose
        let period: Period
    }

    /// Goes through all returns with the numbers of their complexes.
    private func eachReturn(_ index: ReturnIndex, _ body: (Place, Return, Int?) -> Void) {
        var number = 0
        for (book, workbook) in workbooks.enumerated() {
            for (position, item) in workbook.conversion.document.returns.enumerated() {
                body((book, position), item, index.complexOfReturn[number])
                number += 1
            }
        }
    }

    private func item(_ place: Place) -> Return {
        workbooks[place.book].conversion.document.returns[place.position]
    }

    private func findDuplicates(_ index: ReturnIndex, _ found: inout [[[Violation]]]) {
        var seen: [Key<Int>: Place] = [:]
        eachReturn(index) { place, item, complex in
            guard let complex, let period = item.period else { return }
            let key = Key(whose: complex, period: period)
            guard let earlier = seen[key] else {
                seen[key] = place
                return
            }
            let first = self.item(earlier)
            found[place.book][place.position].append(
                DuplicateRule.violation(
                    of: item, earlier: first,
                    at: "\(workbooks[earlier.book].path)!\(first.sheet)", form: form))
        }
    }

    private func findCountyDisagreements(_ index: ReturnIndex, _ found: inout [[[Violation]]]) {
        var groups: [Key<String>: [Place]] = [:]
        var order: [Key<String>] = []
        var seen = Set<Key<Int>>()
        eachReturn(index) { place, item, complex in
            guard let county = item.complex.county, let period = item.period, let complex,
                // A return that is there twice is told as such.
                seen.insert(Key(whose: complex, period: period)).inserted
            else { return }
            let key = Key(whose: county, period: period)
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(place)
        }
        let rule = CountyRule(form)
        for key in order {
            guard let places = groups[key] else { continue }
            for (position, violation) in rule.violations(among: places.map(item)) {
                let place = places[position]
                found[place.book][place.position].append(violation)
            }
        }
    }

    // MARK: Counts

    package var returnCount: Int {
        workbooks.reduce(0) { $0 + $1.conversion.document.returns.count }
    }

    package var counts: SeverityCounts {
        workbooks.reduce(SeverityCounts()) { $0 + $1.counts }
    }

    package var isUnreadable: Bool { workbooks.contains(where: \.conversion.isUnreadable) }
}

extension CheckReport.Workbook {
    /// Puts what the rules found among the findings, in the order of the model.
    fileprivate mutating func add(_ violations: [[Violation]], _ leaves: LeafIndex) {
        guard violations.contains(where: { !$0.isEmpty }) else { return }
        let document = conversion.document
        var (findings, places) = (document.findings, conversion.places)
        let count = violations.reduce(findings.count) { $0 + $1.count }
        findings.reserveCapacity(count)
        places.reserveCapacity(count)
        for (position, list) in violations.enumerated() {
            guard !list.isEmpty else { continue }
            let placed =
                conversion.traces.indices.contains(position)
                ? conversion.traces[position].placesByLeaf() : [:]
            let pointer = JSONPointer("returns", String(position))
            for violation in list {
                let place = placed[violation.leaf]
                findings.append(
                    Finding(
                        violation.code,
                        pointer: violation.isOfWhole
                            ? pointer : pointer.appending(path: leaves.path(of: violation.leaf)),
                        sheet: place?.sheet ?? document.returns[position].sheet,
                        cell: place?.cell.description, violation.detail,
                        severity: violation.severity))
                places.append(
                    FindingPlace(
                        returnIndex: position, sheetIndex: place?.sheetIndex ?? 0,
                        place: place?.cell))
            }
        }
        let order = FindingPlace.order(of: places)
        conversion.document.findings = order.map { findings[$0] }
        conversion.places = order.map { places[$0] }
    }
}

extension Violation {
    static func nameDiffers(_ item: Return, _ otherName: String) -> Violation {
        Violation(
            .nameDiffers, .identity(.complexName),
            Finding.Detail(
                quoted: item.complex.name.map(MessageCatalogue.shortened),
                from: MessageCatalogue.shortened(otherName)))
    }

    /// A return that is there twice is meant as a whole.
    fileprivate var isOfWhole: Bool { code == .duplicateReturn }
}

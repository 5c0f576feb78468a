import MonitoringForm
import Spreadsheet

/// Writes corrections into the workbook that a county sent, and leaves everything else as it is.
///
/// The workbook is converted, the leaves that are to change are written to the cells that they were read from,
/// in those cells' own terms, and the result is converted again: where it is not what was asked for, nothing
/// comes out.
package struct Correction {
    /// Why nothing was written.
    package enum Failure: Error, Sendable {
        /// The workbook cannot be read.
        case unreadable(Finding)
        case patch(JSONPatch.Failure)
        /// An operation changes what the workbook does not tell: the sheet's name, a finding.
        case notCorrectable(operation: Int, JSONPointer)
        case document(DocumentError)
        /// The edited document was made of another version of the workbook.
        case otherVersion
        /// The edited document has another number of returns.
        case otherReturns(wanted: Int, found: Int)
        case uncorrectable([UncorrectableLeaf])
        case refused(SpreadsheetError)
        /// Converted again, the workbook says something else at these pointers.
        case notAsAsked([JSONPointer])

        /// Whether the file of corrections is at fault rather than the workbook.
        package var isOfCorrections: Bool {
            switch self {
            case .patch, .notCorrectable, .document, .otherVersion, .otherReturns: true
            case .unreadable, .uncorrectable, .refused, .notAsAsked: false
            }
        }
    }

    package struct Outcome: Sendable {
        /// The corrected workbook; the bytes that were given where nothing changes.
        package let bytes: [UInt8]
        package let corrections: [LeafCorrection]
        package let report: EditReport
        /// Cells of leaves whose formulas depend on what was corrected: blank until a program has calculated.
        package internal(set) var uncalculated: [CellPlace] = []
        /// Cells of leaves whose formulas have another result now, which was computed here.
        package internal(set) var recalculated: [CellPlace] = []
    }

    /// How corrected cells are marked.
    package struct Marking: Sendable {
        let date: CivilDate
        let messages: MessageCatalogue

        package init(date: CivilDate, messages: MessageCatalogue) {
            self.date = date
            self.messages = messages
        }

        static let author = "Jiance"
        /// Yellow.
        static let fill = "FFFFFF00"
    }

    private let form: FormDefinition
    private let limits: SpreadsheetLimits

    package init(_ form: FormDefinition, limits: SpreadsheetLimits = SpreadsheetLimits()) {
        self.form = form
        self.limits = limits
    }

    /// - Parameters:
    ///   - workbook: the bytes of the file.
    ///   - corrections: a JSON Patch of its document, or the document as it shall be.
    ///   - marking: nil for cells that look as before.
    /// - Throws: ``Failure``.
    package func apply(
        _ corrections: [UInt8], to workbook: [UInt8], name: String, marking: Marking?
    ) throws(Failure) -> Outcome {
        let converter = DocumentConverter(form, limits: limits, tracing: .terms, helper: true)
        let conversion = converter.convert(workbook, name: name)
        if conversion.isUnreadable, let finding = conversion.document.findings.first {
            throw .unreadable(finding)
        }
        var wanted = try self.wanted(corrections, conversion.document)
        let current = conversion.document.returns
        guard wanted.count == current.count else {
            throw .otherReturns(wanted: wanted.count, found: current.count)
        }
        for index in wanted.indices {
            completeTotal(&wanted[index], current[index], conversion.traces[index])
        }
        let planner = try Correction.refusing { () throws(SpreadsheetError) in
            try plan(try converter.open(workbook), conversion, wanted)
        }
        guard planner.problems.isEmpty else { throw .uncorrectable(planner.problems) }
        var outcome = try Correction.refusing { () throws(SpreadsheetError) in
            try write(planner, workbook, marking)
        }
        // Where nothing is written, the file is what was read already.
        let result =
            planner.plans.isEmpty
            ? conversion
            : converter.convert(outcome.bytes, name: name, editedFrom: workbook, conversion)
        try verify(result.document.returns, wanted, conversion.traces, &outcome)
        return outcome
    }

    private static func refusing<T>(
        _ body: () throws(SpreadsheetError) -> T
    ) throws(Failure) -> T {
        do { return try body() } catch { throw .refused(error) }
    }

    // MARK: What is asked for

    private func wanted(
        _ corrections: [UInt8], _ document: ConvertedDocument
    ) throws(Failure) -> [Return] {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONParser.parse(corrections)
        } catch {
            throw .document(.notJSON(error))
        }
        let isPatch =
            value.elements.map { $0.isEmpty || $0.contains { $0["op"] != nil } } ?? false
        if isPatch { return try patched(value, document) }
        let items: [DocumentReader.Item]
        do throws(DocumentError) {
            items = try DocumentReader.read(value, form: form)
        } catch {
            throw .document(error)
        }
        guard items.count == 1, let item = items.first else {
            throw .otherReturns(
                wanted: items.reduce(0) { $0 + $1.returns.count }, found: document.returns.count)
        }
        if let sha256 = item.sha256, sha256 != document.sha256 { throw .otherVersion }
        return item.returns
    }

    /// The members of a return that its workbook tells.
    private static let correctable: Set<String> = [
        "complex", "period", "reporting", "indicators", "construction", "funding",
    ]

    /// The returns with a patch applied: only those that it names are written out and read back.
    private func patched(
        _ value: JSONValue, _ document: ConvertedDocument
    ) throws(Failure) -> [Return] {
        let patch: JSONPatch
        do throws(JSONPatch.Failure) { patch = try JSONPatch(value) } catch { throw .patch(error) }
        for (index, operation) in patch.operations.enumerated() where operation.kind != .test {
            let tokens = operation.path.tokens
            guard tokens.count > 2, Correction.correctable.contains(tokens[2]) else {
                throw .notCorrectable(operation: index, operation.path)
            }
        }
        let named = patch.positions(in: "returns")
        let positions = document.returns.indices.filter { named?.contains($0) ?? true }
        let edited: JSONValue
        do throws(JSONPatch.Failure) {
            edited = try patch.applied(
                to: try written(document, positions, isWhole: named == nil))
        } catch {
            throw .patch(error)
        }
        var returns = document.returns
        do throws(DocumentError) {
            let read = try DocumentReader.returns(at: positions, of: edited, form: form)
            for (position, item) in zip(positions, read) { returns[position] = item }
        } catch {
            throw .document(error)
        }
        return returns
    }

    /// A document as JSON, with null for the returns that are not wanted and no findings unless all of it is.
    private func written(
        _ document: ConvertedDocument, _ positions: [Int], isWhole: Bool
    ) throws(JSONPatch.Failure) -> JSONValue {
        var part = document
        part.returns = positions.map { document.returns[$0] }
        if !isWhole { part.findings = [] }
        let coding = DocumentCoding(
            style: .compact, form: form, messages: MessageCatalogue(.chinese, form: form))
        guard let parsed = try? JSONParser.parse(coding.bytes(of: part)),
            var members = parsed.members,
            let place = members.firstIndex(where: { $0.key == "returns" }),
            let items = members[place].value.elements
        else { throw .malformed(operation: -1) }
        var all = Array(repeating: JSONValue.null, count: document.returns.count)
        for (position, item) in zip(positions, items) { all[position] = item }
        members[place].value = .array(all)
        return .object(members)
    }

    /// Where no cell states the total of the money spent, it is the sum of the levels, and follows them.
    private func completeTotal(
        _ wanted: inout Return, _ current: Return, _ trace: ReturnTrace
    ) {
        guard trace.place(of: .spentTotal) == nil, wanted.spent.total == current.spent.total else {
            return
        }
        let levels = FundingLevel.allCases.compactMap { wanted.spent[$0] }
        wanted.spent.total = levels.isEmpty ? nil : ExactDecimal.sum(levels)
    }

    // MARK: Writing

    private func plan(
        _ workbook: Workbook, _ conversion: Conversion, _ wanted: [Return]
    ) throws(SpreadsheetError) -> CorrectionPlanner {
        let cells = CorrectedCells(workbook, conversion.traces)
        var planner = CorrectionPlanner(form, conversion.traces, cells)
        for (index, old) in conversion.document.returns.enumerated() {
            try planner.plan(index, from: old, to: wanted[index])
        }
        return planner
    }

    private func write(
        _ planner: CorrectionPlanner, _ workbook: [UInt8], _ marking: Marking?
    ) throws(SpreadsheetError) -> Outcome {
        guard !planner.plans.isEmpty else {
            return Outcome(bytes: workbook, corrections: [], report: EditReport())
        }
        let editor = try WorkbookEditor(workbook, limits: limits)
        func sheet(_ name: String) throws(SpreadsheetError) -> SheetEntry {
            guard let sheet = editor.sheets.first(where: { $0.name == name }) else {
                throw SpreadsheetError(.refusedEdit, reason: "noSuchSheet", sheet: name)
            }
            return sheet
        }
        for plan in planner.plans {
            var edit = plan.edit
            if marking != nil { edit.style = .changed(StyleChange(fill: Marking.fill)) }
            try editor.set(edit, on: try sheet(plan.sheet))
        }
        if let marking {
            for correction in planner.corrections {
                var comment = CellComment(
                    correction.cell, author: Marking.author,
                    marking.messages.remark(on: correction, date: marking.date))
                (comment.width, comment.height) = (190, 84)
                try editor.add(comment, on: try sheet(correction.sheet))
            }
        }
        let sink = MemorySink()
        let report = try editor.write(to: sink)
        return Outcome(bytes: sink.bytes, corrections: planner.corrections, report: report)
    }

    /// Holds what was written against what was asked for; figures of formulas follow those that they are made of.
    private func verify(
        _ found: [Return], _ wanted: [Return], _ traces: [ReturnTrace], _ outcome: inout Outcome
    ) throws(Failure) {
        guard found.count == wanted.count else {
            throw .otherReturns(wanted: wanted.count, found: found.count)
        }
        let invalidated = Set(outcome.report.invalidated)
        let recomputed = Set(outcome.report.recomputed)
        var pointers: [JSONPointer] = []
        for (index, (left, right)) in zip(found, wanted).enumerated() {
            for leaf in left.differences(from: right, in: form) {
                let cells = Correction.cells(of: leaf, traces[index])
                let blank = cells.filter(invalidated.contains)
                if left[leaf] == .number(nil), !blank.isEmpty {
                    outcome.uncalculated += blank.filter { !outcome.uncalculated.contains($0) }
                    continue
                }
                let anew = cells.filter(recomputed.contains)
                if !anew.isEmpty {
                    outcome.recalculated += anew.filter { !outcome.recalculated.contains($0) }
                    continue
                }
                pointers.append(
                    JSONPointer("returns", String(index))
                        .appending(contentsOf: leaf.pointer(in: form)))
            }
        }
        guard pointers.isEmpty else { throw .notAsAsked(pointers) }
    }

    /// The cells that a figure is read from: its own, or those of the levels that are summed up.
    private static func cells(of leaf: ReturnLeaf, _ trace: ReturnTrace) -> [CellPlace] {
        var leaves = [leaf]
        if leaf == .spentTotal { leaves += FundingLevel.allCases.map { .spent($0) } }
        return leaves.compactMap { trace.place(of: $0) }.map {
            CellPlace(sheet: $0.sheet, reference: $0.cell)
        }
    }
}

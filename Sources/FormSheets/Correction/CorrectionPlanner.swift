import MonitoringForm
import Spreadsheet

/// A leaf that is to have another value.
package struct LeafCorrection: Sendable {
    /// Position of the return in the document.
    package let returnIndex: Int
    package let leaf: ReturnLeaf
    package let old: LeafValue
    package let new: LeafValue
    /// The cell that is written.
    package internal(set) var sheet = ""
    package internal(set) var cell = CellReference.origin
}

/// Why a leaf cannot be corrected in the workbook.
package struct UncorrectableLeaf: Error, Hashable, Sendable {
    package enum Reason: String, Sendable {
        /// The workbook has no cell for it: the row or column is missing.
        case noCell
        /// It is the sum of what stands in other cells.
        case isSum
        /// It stands within a line of text, not as itself.
        case withinText
        /// A comment tells it.
        case inComment
        /// There is no place for a note without a status.
        case noPlaceForNote
        /// The cell holds another leaf too, which is to have another value.
        case sharedCell
    }

    package let returnIndex: Int
    package let leaf: ReturnLeaf
    package let reason: Reason
}

/// Plans which cells have to hold what for the leaves of returns to have other values.
struct CorrectionPlanner {
    /// A cell with what it is to hold.
    struct Plan {
        let sheet: String
        let edit: CellEdit
    }

    private let form: FormDefinition
    private let traces: [ReturnTrace]
    private let cells: CorrectedCells
    private let values: ValueReader
    private var words: StatusWords
    private(set) var plans: [Plan] = []
    /// Positions in ``plans`` by sheet and cell.
    private var planned: [String: [CellReference: Int]] = [:]
    private(set) var corrections: [LeafCorrection] = []
    private(set) var problems: [UncorrectableLeaf] = []

    init(
        _ form: FormDefinition, _ traces: [ReturnTrace], _ cells: CorrectedCells
    ) {
        self.form = form
        self.traces = traces
        self.cells = cells
        values = ValueReader(form)
        words = StatusWords(form)
        for place in traces.flatMap(\.places) {
            guard case .status? = place.terms else { continue }
            if let text = cells.text(place.cell, on: place.sheet) { words.note(text) }
        }
    }

    /// Plans one return.
    ///
    /// - Parameter wanted: with the total of the money spent by level already made anew, where it is a sum.
    mutating func plan(
        _ index: Int, from old: Return, to wanted: Return
    ) throws(SpreadsheetError) {
        var works: [Int] = []
        for leaf in wanted.differences(from: old, in: form) {
            let correction = LeafCorrection(
                returnIndex: index, leaf: leaf, old: old[leaf], new: wanted[leaf])
            switch leaf {
            case .status(let work), .note(let work):
                if !works.contains(work) { works.append(work) }
            case .spentTotal where wanted.spent.total == nil && statesLevels(of: wanted, index):
                refuse(correction, .isSum)
            case .identity(let field): planIdentity(field, correction)
            default: try planFigure(correction)
            }
        }
        for work in works { planWork(work, index, from: old, to: wanted) }
    }

    // MARK: What is planned

    private mutating func put(
        _ correction: LeafCorrection, _ place: LeafPlace, _ content: CellEdit.Content
    ) {
        var correction = correction
        correction.sheet = place.sheet
        correction.cell = place.cell
        corrections.append(correction)
        put(content, place.cell, place.sheet, correction)
    }

    private mutating func put(
        _ content: CellEdit.Content, _ cell: CellReference, _ sheet: String,
        _ correction: LeafCorrection
    ) {
        if let earlier = planned[sheet]?[cell] {
            if plans[earlier].edit.content != content { refuse(correction, .sharedCell) }
            return
        }
        planned[sheet, default: [:]][cell] = plans.count
        plans.append(Plan(sheet: sheet, edit: CellEdit(cell, content)))
    }

    private mutating func refuse(
        _ correction: LeafCorrection, _ reason: UncorrectableLeaf.Reason
    ) {
        problems.append(
            UncorrectableLeaf(
                returnIndex: correction.returnIndex, leaf: correction.leaf, reason: reason))
    }

    private func place(_ correction: LeafCorrection) -> LeafPlace? {
        guard traces.indices.contains(correction.returnIndex) else { return nil }
        return traces[correction.returnIndex].place(of: correction.leaf)
    }

    // MARK: Figures and identity

    private mutating func planFigure(
        _ correction: LeafCorrection
    ) throws(SpreadsheetError) {
        guard let place = place(correction), case .number(let value) = correction.new else {
            let isSum = correction.leaf == .spentTotal && hasSpentLevels(correction.returnIndex)
            return refuse(correction, isSum ? .isSum : .noCell)
        }
        guard case .figure(let terms)? = place.terms else { return refuse(correction, .inComment) }
        guard let value else { return put(correction, place, .blank) }
        let format = try cells.format(place.cell, on: place.sheet)
        let power = values.power(of: terms, format)
        put(correction, place, .number(value.scaled(byPowerOfTen: -power).description))
    }

    /// Whether cells will state levels of the money spent: where no cell states the total, it is read as their sum.
    private func statesLevels(of wanted: Return, _ index: Int) -> Bool {
        guard traces.indices.contains(index) else { return false }
        return FundingLevel.allCases.contains { level in
            guard wanted.spent[level] != nil,
                case .figure? = traces[index].place(of: .spent(level))?.terms
            else { return false }
            return true
        }
    }

    private func hasSpentLevels(_ index: Int) -> Bool {
        guard traces.indices.contains(index) else { return false }
        return FundingLevel.allCases.contains { traces[index].place(of: .spent($0)) != nil }
    }

    private mutating func planIdentity(
        _ field: IdentityField, _ correction: LeafCorrection
    ) {
        guard let place = place(correction), case .text(let new) = correction.new else {
            return refuse(correction, .noCell)
        }
        let writing = IdentityWriting(form: form)
        if case .text? = place.terms {
            let old = cells.cell(place.cell, on: place.sheet)
            return put(
                correction, place,
                writing.content(field, new, replacing: old, uses1904: cells.uses1904))
        }
        // Of several leaves in one line of text each is corrected in what the others made of it.
        let earlier = planned[place.sheet]?[place.cell]
        var text = cells.text(place.cell, on: place.sheet)
        if let earlier {
            guard case .text(let planned)? = plans[earlier].edit.content else {
                return refuse(correction, .sharedCell)
            }
            text = planned
        }
        guard case .text(let old?) = correction.old, let text,
            let corrected = writing.text(text, field, from: old, to: new ?? "")
        else { return refuse(correction, .withinText) }
        if let earlier {
            plans[earlier] = Plan(sheet: place.sheet, edit: CellEdit(place.cell, .text(corrected)))
        }
        put(correction, place, .text(corrected))
    }

    // MARK: Works

    /// Status and note of a work go together: the note may stand behind the status.
    private mutating func planWork(
        _ work: Int, _ index: Int, from old: Return, to wanted: Return
    ) {
        func correction(_ leaf: ReturnLeaf) -> LeafCorrection {
            LeafCorrection(returnIndex: index, leaf: leaf, old: old[leaf], new: wanted[leaf])
        }
        let (statusLeaf, noteLeaf) = (ReturnLeaf.status(work: work), ReturnLeaf.note(work: work))
        let (before, after) = (old.works[work], wanted.works[work])
        let status = correction(statusLeaf)
        let note = correction(noteLeaf)
        guard let place = place(status), case .status(let marks)? = place.terms else {
            return refuse(before.status != after.status ? status : note, .noCell)
        }
        // A note merged over several works is no place for that of one.
        let notePlace = self.place(note).flatMap { isShared($0, index) ? nil : $0 }
        let stated = cells.text(place.cell, on: place.sheet)
        let inside = marks.isEmpty ? stated.flatMap { words.read($0) }?.note : nil
        let beside = notePlace.flatMap { cells.text($0.cell, on: $0.sheet) }
        // The note stays where it stands: behind the status if it stood there alone.
        let standsInside = notePlace == nil || (inside != nil && beside == nil)
        if before.status != after.status || inside != nil || standsInside {
            let hasNoteInside = standsInside && after.note != nil
            guard !hasNoteInside || (after.status != nil && marks.isEmpty) else {
                return refuse(before.note != after.note ? note : status, .noPlaceForNote)
            }
            if marks.isEmpty {
                var text = after.status.map { words.word(for: $0) }
                if hasNoteInside, let note = after.note { text = text.map { "\($0)（\(note)）" } }
                if TextFolding.tidy(stated ?? "") != text {
                    put(status, place, text.map { .text($0) } ?? .blank)
                }
            } else {
                planMarks(marks, status, place, after.status)
            }
        }
        if let notePlace, !standsInside, beside.flatMap({ TextFolding.tidy($0) }) != after.note {
            put(note, notePlace, after.note.map { .text($0) } ?? .blank)
        }
    }

    private func isShared(_ place: LeafPlace, _ index: Int) -> Bool {
        traces[index].places.contains {
            $0.leaf != place.leaf && $0.sheet == place.sheet && $0.cell == place.cell
        }
    }

    /// One of the cells under 完成 and 未完成 gets the mark, the other loses it.
    private mutating func planMarks(
        _ marks: [WorkStatus: CellReference], _ correction: LeafCorrection, _ place: LeafPlace,
        _ status: WorkStatus?
    ) {
        var mark = "√"
        for cell in marks.values {
            if let text = cells.text(cell, on: place.sheet) { mark = text }
        }
        if let status, marks[status] == nil { return refuse(correction, .noCell) }
        corrections.append(correction)
        let last = corrections.count - 1
        corrections[last].sheet = place.sheet
        corrections[last].cell = status.flatMap { marks[$0] } ?? place.cell
        for (meaning, cell) in marks {
            let isBlank = cells.text(cell, on: place.sheet) == nil
            if meaning == status, isBlank { put(.text(mark), cell, place.sheet, correction) }
            if meaning != status, !isBlank { put(.blank, cell, place.sheet, correction) }
        }
    }
}

import MonitoringForm
import Spreadsheet

/// What a conversion tells of where leaves stand.
package enum Tracing: Sendable {
    case nothing
    /// The cells: what findings of rules point to.
    case places
    /// The cells, what they hold and in which terms: what corrections write back to.
    case terms
}

/// Where the leaves of a return stand in its workbook, and in which terms.
package struct ReturnTrace: Sendable {
    package internal(set) var places: [LeafPlace] = []
    /// What the cells of the places hold; none for blank ones, nor without terms. A cell may be there more than once.
    private(set) var cells: [(place: CellPlace, cell: Cell)] = []

    /// Adds a place with what its cells hold.
    mutating func add(_ place: LeafPlace, on sheet: SheetContents) {
        places.append(place)
        guard place.terms != nil else { return }
        for reference in place.cells {
            guard let cell = sheet.grid.cell(row: reference.row, column: reference.column) else {
                continue
            }
            cells.append((CellPlace(sheet: place.sheet, reference: reference), cell))
        }
    }

    mutating func replace(_ index: Int, by place: LeafPlace, on sheet: SheetContents) {
        add(place, on: sheet)
        places.swapAt(index, places.count - 1)
        places.removeLast()
    }

    /// The place of a leaf; nil where the workbook has no cell for it.
    package func place(of leaf: ReturnLeaf) -> LeafPlace? { places.first { $0.leaf == leaf } }

    /// The places by leaf, for whoever asks for many.
    package func placesByLeaf() -> [ReturnLeaf: LeafPlace] {
        Dictionary(places.lazy.map { ($0.leaf, $0) }) { first, _ in first }
    }
}

/// The cell of a leaf.
package struct LeafPlace: Sendable {
    package let leaf: ReturnLeaf
    package let sheet: String
    /// Position of the sheet in its workbook.
    package let sheetIndex: Int
    /// The cell, or the top-left one of a merged range; it may be blank.
    package let cell: CellReference
    /// Nil where only places were asked for.
    package let terms: Terms?

    /// The cell, and those that marks stand in.
    var cells: [CellReference] {
        if case .status(let marks)? = terms { return [cell] + marks.values }
        return [cell]
    }

    /// How the cell says what the leaf means.
    package enum Terms: Sendable {
        case figure(FigureTerms)
        /// One cell with the word, or cells under 完成 and 未完成 of which one is marked.
        case status(marks: [WorkStatus: CellReference])
        case note
        /// The cell holds the value and nothing else.
        case text
        /// The value stands within a longer text, or in the document's properties.
        case within
        /// A comment on the cell tells.
        case comment
    }
}

/// What a number in a cell is measured in.
package struct FigureTerms: Sendable {
    /// Units stated around the cell, most trustworthy first.
    let units: [String]
    let expectation: ValueReader.Expectation
}

extension ReturnReader {
    func trace(_ tracing: Tracing) -> ReturnTrace {
        var trace = ReturnTrace()
        for field in IdentityField.allCases { traceIdentity(field, tracing, &trace) }
        var known = [Int?](repeating: nil, count: Target.count(in: definition))
        for fragment in draft.fragments {
            for entry in countedEntries(of: fragment) {
                let leaf = ReturnLeaf(entry.target)
                let place = LeafPlace(
                    leaf: leaf, sheet: fragment.sheet.name, sheetIndex: fragment.sheet.index,
                    cell: anchor(entry.place, fragment.sheet),
                    terms: tracing == .terms ? terms(entry, fragment) : nil)
                // Of two tables of one return the later one counts, if it says anything.
                let position = entry.target.position(in: definition)
                if let earlier = known[position] {
                    if entry.cell == nil { continue }
                    trace.replace(earlier, by: place, on: fragment.sheet)
                } else {
                    known[position] = trace.places.count
                    trace.add(place, on: fragment.sheet)
                }
            }
        }
        traceSpentComment(tracing, &trace)
        return trace
    }

    private func terms(_ entry: Entry, _ fragment: Fragment) -> LeafPlace.Terms {
        switch entry.target {
        case .status:
            var marks: [WorkStatus: CellReference] = [:]
            for other in fragment.entries where other.target == entry.target {
                if let mark = other.mark { marks[mark] = anchor(other.place, fragment.sheet) }
            }
            return .status(marks: marks)
        case .note: return .note
        default:
            let expectation = expectation(entry.target)
            return .figure(
                FigureTerms(
                    units: units(of: entry, fragment, expectation), expectation: expectation))
        }
    }

    private func anchor(_ place: CellReference, _ sheet: SheetContents) -> CellReference {
        sheet.grid.merges.range(containingRow: place.row, column: place.column)?.first ?? place
    }

    private func traceIdentity(
        _ field: IdentityField, _ tracing: Tracing, _ trace: inout ReturnTrace
    ) {
        // Where no 建设依托单位 is stated, 填报单位 is it.
        let source = field == .operatingUnit && fact(field) == nil ? .reportingUnit : field
        guard field != .reportingUnit, let found = fact(source) else { return }
        let isWhole =
            tableCell(source) != nil || text(source) == found.sheet.text(found.cell)
            || found.sheet.isNumber(found.cell)
        trace.add(
            LeafPlace(
                leaf: .identity(field), sheet: found.sheet.name, sheetIndex: found.sheet.index,
                cell: anchor(found.place, found.sheet),
                terms: tracing == .terms ? (isWhole ? .text : .within) : nil),
            on: found.sheet)
    }

    private func traceSpentComment(_ tracing: Tracing, _ trace: inout ReturnTrace) {
        guard let total = trace.place(of: .spentTotal) else { return }
        for level in FundingLevel.allCases
        where result.spent[level] != nil && trace.place(of: .spent(level)) == nil {
            trace.places.append(
                LeafPlace(
                    leaf: .spent(level), sheet: total.sheet, sheetIndex: total.sheetIndex,
                    cell: total.cell, terms: tracing == .terms ? .comment : nil))
        }
    }
}

extension ReturnLeaf {
    init(_ target: Target) {
        switch target {
        case .figure(let indicator, let measure): self = .figure(indicator: indicator, measure)
        case .status(let work): self = .status(work: work)
        case .note(let work): self = .note(work: work)
        case .disbursed(let level): self = .disbursed(level)
        case .spent(let level): self = .spent(level)
        case .spentTotal: self = .spentTotal
        }
    }
}

import XMLStream
import ZipContainer

/// The calculation chain (ISO/IEC 29500-1, 18.6): Excel calls a workbook damaged whose chain names a cell
/// without formula.
final class CalculationChain: XMLSink {
    /// A cell by the number of its sheet (`sheetId`).
    struct Cell: Hashable {
        let sheet: Int
        let reference: String
    }

    /// What takes the removed cells out of the part.
    private(set) var splices: [Splice] = []
    /// Cells that stay.
    private(set) var count = 0
    private let removed: Set<Cell>
    private let window: MarkupWindow
    private var sheet = 0
    private var lastSheet = 0
    private var isRemoving = false
    private var start = 0

    init(removing removed: Set<Cell>, window: MarkupWindow) {
        self.removed = removed
        self.window = window
    }

    func start(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        guard name == .spreadsheet(.c) else { return }
        let tag = try window.startTag()
        let stated = tag["i"].flatMap { Int($0) }
        sheet = stated ?? sheet
        isRemoving = removed.contains(Cell(sheet: sheet, reference: tag["r"] ?? ""))
        if isRemoving {
            start = tag.range.lowerBound
            return
        }
        count += 1
        // A cell that does not say its sheet is on that of the cell before, which may be gone.
        if stated == nil, sheet != lastSheet, let splice = tag.setting("i", to: "\(sheet)") {
            splices.append(splice)
        }
        lastSheet = sheet
    }

    func end(_ name: XMLName) throws {
        guard isRemoving, name == .spreadsheet(.c) else { return }
        splices.append(Splice(removing: start..<(try window.elementEnd())))
        isRemoving = false
    }

    func text(_ bytes: Span<UInt8>) throws {}
}

/// All of a worksheet but its cells.
///
/// What stands before the cells in the part is taken when the sheet is begun: name, visibility, tab, view,
/// columns, default height, and whether pages are fitted. The rest may be changed until it is finished.
package struct SheetSetup: Sendable {
    package enum Visibility: String, Sendable {
        case visible, hidden
        /// Hidden, and not offered by Excel to be shown.
        case veryHidden
    }

    package var name: String
    package var visibility = Visibility.visible
    package var tabColor: CellColor?
    package var view = SheetView()
    package var columns: [ColumnSetup] = []
    /// Height in points of rows that give none, at most 409.5; nil for the program's own.
    package var defaultRowHeight: Double?

    package var protection: SheetProtection?
    package var merges: [CellRange] = []
    package var conditionalFormats: [ConditionalFormat] = []
    package var validations: [DataValidation] = []
    package var hyperlinks: [Hyperlink] = []
    package var comments: [CellComment] = []
    package var page = PageSetup()
    /// What is printed; nil for all.
    package var printArea: CellRange?
    /// Rows and columns, counted from 0, that are repeated on every page.
    package var titleRows: ClosedRange<Int>?
    package var titleColumns: ClosedRange<Int>?

    package init(_ name: String) { self.name = name }
}

/// Columns of one width.
package struct ColumnSetup: Sendable {
    /// Counted from 0.
    package var columns: ClosedRange<Int>
    /// Widths of a digit of the base font, its padding of about 0.71 included: what the file has; 0 to 255.
    package var width: Double
    /// The style of cells that are not in the file.
    package var style: StyleID
    package var isHidden = false

    package init(_ columns: ClosedRange<Int>, width: Double, style: StyleID = .normal) {
        self.columns = columns
        self.width = width
        self.style = style
    }
}

/// How one row looks.
package struct RowSetup: Hashable, Sendable {
    /// Points, at most 409.5; nil for the default.
    package var height: Double?
    package var isHidden: Bool
    /// The style of cells that are not in the file.
    package var style: StyleID?

    package init(height: Double? = nil, isHidden: Bool = false, style: StyleID? = nil) {
        self.height = height
        self.isHidden = isHidden
        self.style = style
    }

    package static let standard = RowSetup()
}

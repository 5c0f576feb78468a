/// How a cell looks and whether it is locked (ISO/IEC 29500-1, 18.8.45, xf).
package struct CellStyle: Hashable, Sendable {
    /// Nil for the workbook's base font.
    package var font: CellFont?
    /// Solid background; nil for none.
    package var fill: CellColor?
    package var border = CellBorder()
    package var alignment = CellAlignment()
    /// A format code (18.8.31), at most 255 characters.
    package var numberFormat = "General"
    /// Whether the cell is locked once its sheet is protected.
    package var isLocked = true
    /// Whether its formula is hidden once its sheet is protected.
    package var hidesFormula = false

    package init(
        font: CellFont? = nil, fill: CellColor? = nil, border: CellBorder = CellBorder(),
        alignment: CellAlignment = CellAlignment(), numberFormat: String = "General",
        isLocked: Bool = true
    ) {
        self.font = font
        self.fill = fill
        self.border = border
        self.alignment = alignment
        self.numberFormat = numberFormat
        self.isLocked = isLocked
    }
}

/// An opaque colour, as 0xRRGGBB.
package struct CellColor: Hashable, Sendable {
    package let rgb: UInt32

    package init(rgb: UInt32) { self.rgb = rgb & 0xFF_FFFF }

    package static let black = CellColor(rgb: 0)

    /// ST_UnsignedIntHex: alpha, red, green, blue.
    package var hex: String {
        let digits = String(rgb, radix: 16, uppercase: true)
        return "FF" + String(repeating: "0", count: 6 - digits.utf8.count) + digits
    }
}

/// A font (18.8.22).
package struct CellFont: Hashable, Sendable {
    package var name: String
    /// Points.
    package var size: Double
    package var isBold: Bool
    package var isItalic = false
    package var isUnderlined = false
    package var isStruck = false
    package var color: CellColor?
    /// Windows character set: 134 for fonts of simplified Chinese, which Excel else replaces.
    package var charset: Int?

    /// - Parameter charset: 134 unless told otherwise where the name is not ASCII, such as 宋体.
    package init(
        _ name: String, size: Double = 11, isBold: Bool = false, color: CellColor? = nil,
        charset: Int? = nil
    ) {
        self.name = name
        self.size = size
        self.isBold = isBold
        self.color = color
        self.charset = charset ?? (name.utf8.allSatisfy { $0 < 0x80 } ? nil : 134)
    }
}

/// The lines around a cell (18.8.4).
package struct CellBorder: Hashable, Sendable {
    /// ST_BorderStyle (18.18.3).
    package enum Line: String, Sendable {
        case thin, medium, thick, double, hair, dotted, dashed
    }

    package struct Edge: Hashable, Sendable {
        package var line: Line
        package var color: CellColor

        package init(_ line: Line, color: CellColor = .black) {
            self.line = line
            self.color = color
        }
    }

    package var left: Edge?
    package var right: Edge?
    package var top: Edge?
    package var bottom: Edge?

    package init() {}

    /// The same line on all four sides.
    package init(all line: Line, color: CellColor = .black) {
        let edge = Edge(line, color: color)
        (left, right, top, bottom) = (edge, edge, edge, edge)
    }
}

/// Where text stands in a cell (18.8.1).
package struct CellAlignment: Hashable, Sendable {
    package enum Horizontal: String, Sendable {
        case general, left, center, right, fill, justify, centerContinuous, distributed
    }

    package enum Vertical: String, Sendable {
        case top, center, bottom, justify, distributed
    }

    package var horizontal: Horizontal
    package var vertical: Vertical
    /// Whether lines break at the width of the cell; without it line feeds are not shown as such.
    package var wraps: Bool
    /// Widths of three spaces, 0 to 250.
    package var indent: Int
    /// Whether text shrinks to the width of the cell.
    package var shrinks: Bool
    /// Degrees from -90 to 90, or nil for letters above each other.
    package var rotation: Int?

    package init(
        _ horizontal: Horizontal = .general, _ vertical: Vertical = .bottom, wraps: Bool = false,
        indent: Int = 0, shrinks: Bool = false, rotation: Int? = 0
    ) {
        self.horizontal = horizontal
        self.vertical = vertical
        self.wraps = wraps
        self.indent = indent
        self.shrinks = shrinks
        self.rotation = rotation
    }
}

/// What a conditional format changes in a cell (18.8.14, dxf).
package struct DifferentialStyle: Hashable, Sendable {
    package var isBold: Bool?
    package var isItalic: Bool?
    package var color: CellColor?
    package var fill: CellColor?

    package init(isBold: Bool? = nil, color: CellColor? = nil, fill: CellColor? = nil) {
        self.isBold = isBold
        self.color = color
        self.fill = fill
    }
}

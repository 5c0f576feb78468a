import XMLStream

/// How a sheet is printed (ISO/IEC 29500-1, 18.3.1.62 to 18.3.1.64, 18.3.1.70 and 18.3.1.46).
package struct PageSetup: Sendable {
    package enum Orientation: String, Sendable {
        case portrait, landscape
    }

    package enum Scaling: Sendable {
        /// Per cent, 10 to 400.
        case percent(Int)
        /// At most so many pages wide and high; nil for as many as it takes.
        case fit(width: Int?, height: Int?)
    }

    /// Margins in inches, 0 to below 49.
    package struct Margins: Sendable {
        package var left = 0.7
        package var right = 0.7
        package var top = 0.75
        package var bottom = 0.75
        package var header = 0.3
        package var footer = 0.3

        package init() {}
    }

    /// ST_PaperSize: 9 is A4, 8 is A3.
    package var paper = 9
    package var orientation = Orientation.portrait
    package var scaling = Scaling.percent(100)
    package var margins = Margins()
    package var centersHorizontally = false
    package var centersVertically = false
    package var printsGridlines = false
    /// In the language of 18.3.1.39 (`&C第 &P 页`), at most 255 UTF-16 units.
    package var header: String?
    package var footer: String?

    package init() {}

    var fits: Bool {
        if case .fit = scaling { true } else { false }
    }

    func check() throws(SpreadsheetError) {
        let sides = [
            margins.left, margins.right, margins.top, margins.bottom, margins.header,
            margins.footer,
        ]
        guard sides.allSatisfy({ $0 >= 0 && $0 < 49 }) else {
            throw SpreadsheetError(.notWritable, reason: "margin")
        }
        switch scaling {
        case .percent(let percent):
            guard (10...400).contains(percent) else {
                throw SpreadsheetError(.notWritable, reason: "scale", detail: "\(percent)")
            }
        case .fit(let width, let height):
            guard (1...32_767).contains(width ?? 1), (1...32_767).contains(height ?? 1) else {
                throw SpreadsheetError(.notWritable, reason: "fit")
            }
        }
        for text in [header, footer] {
            guard (text?.utf16.count ?? 0) <= SheetLimits.shortText else {
                throw SpreadsheetError(.notWritable, reason: "headerTooLong")
            }
        }
    }

    func write(to xml: inout XMLWriter) {
        if centersHorizontally || centersVertically || printsGridlines {
            xml.emptyElement("printOptions") {
                if centersHorizontally { $0.attribute("horizontalCentered", true) }
                if centersVertically { $0.attribute("verticalCentered", true) }
                if printsGridlines { $0.attribute("gridLines", true) }
            }
        }
        xml.emptyElement("pageMargins") {
            $0.attribute("left", margins.left)
            $0.attribute("right", margins.right)
            $0.attribute("top", margins.top)
            $0.attribute("bottom", margins.bottom)
            $0.attribute("header", margins.header)
            $0.attribute("footer", margins.footer)
        }
        xml.emptyElement("pageSetup") {
            $0.attribute("paperSize", paper)
            switch scaling {
            case .percent(let percent):
                if percent != 100 { $0.attribute("scale", percent) }
            case .fit(let width, let height):
                if width != 1 { $0.attribute("fitToWidth", width ?? 0) }
                if height != 1 { $0.attribute("fitToHeight", height ?? 0) }
            }
            $0.attribute("orientation", orientation.rawValue)
        }
        guard header != nil || footer != nil else { return }
        xml.element("headerFooter") { xml in
            if let header { xml.element("oddHeader", text: header) }
            if let footer { xml.element("oddFooter", text: footer) }
        }
    }
}

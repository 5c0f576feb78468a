import XMLStream

/// Writes the styles part (ISO/IEC 29500-1, 18.8.39).
struct StylesPart {
    let table: StyleTable

    func write(to xml: inout XMLWriter) {
        xml.declaration()
        xml.element("styleSheet", { $0.attribute("xmlns", Markup.main, in: .plain) }) { xml in
            numberFormats(&xml)
            list("fonts", table.fonts.values, &xml) { font($0, &$1) }
            fills(&xml)
            list("borders", table.borders.values, &xml) { border($0, &$1) }
            xml.markup(
                "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
            )
            list("cellXfs", table.formats.values, &xml) { format($0, &$1) }
            xml.markup(
                "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
            )
            list("dxfs", table.differentials.values, &xml) { differential($0, &$1) }
            xml.markup(
                "<tableStyles count=\"0\" defaultTableStyle=\"TableStyleMedium9\" defaultPivotStyle=\"PivotStyleLight16\"/>"
            )
        }
    }

    private func list<Item>(
        _ name: StaticString, _ items: [Item], _ xml: inout XMLWriter,
        item: (Item, inout XMLWriter) -> Void
    ) {
        xml.element(name, { $0.attribute("count", items.count) }) { xml in
            for value in items { item(value, &xml) }
        }
    }

    private func numberFormats(_ xml: inout XMLWriter) {
        guard !table.codes.values.isEmpty else { return }
        let numbered = Array(table.codes.values.enumerated())
        list("numFmts", numbered, &xml) { entry, xml in
            xml.emptyElement("numFmt") {
                $0.attribute("numFmtId", entry.offset + StyleTable.firstCode)
                $0.attribute("formatCode", entry.element)
            }
        }
    }

    private func color(_ name: StaticString, _ color: CellColor, _ xml: inout XMLWriter) {
        xml.emptyElement(name) { $0.attribute("rgb", color.hex) }
    }

    private func font(_ font: CellFont, _ xml: inout XMLWriter) {
        xml.element("font") { xml in
            if font.isBold { xml.emptyElement("b") }
            if font.isItalic { xml.emptyElement("i") }
            if font.isStruck { xml.emptyElement("strike") }
            if font.isUnderlined { xml.emptyElement("u") }
            xml.emptyElement("sz") { $0.attribute("val", font.size) }
            if let color = font.color { self.color("color", color, &xml) }
            xml.emptyElement("name") { $0.attribute("val", font.name) }
            if let charset = font.charset {
                xml.emptyElement("charset") { $0.attribute("val", charset) }
            }
        }
    }

    private func fills(_ xml: inout XMLWriter) {
        let count = table.fills.values.count + StyleTable.firstFill
        xml.element("fills", { $0.attribute("count", count) }) { xml in
            xml.markup(
                "<fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>"
            )
            for fill in table.fills.values {
                xml.markup("<fill><patternFill patternType=\"solid\">")
                color("fgColor", fill, &xml)
                xml.markup("<bgColor indexed=\"64\"/></patternFill></fill>")
            }
        }
    }

    private func border(_ border: CellBorder, _ xml: inout XMLWriter) {
        func edge(_ name: StaticString, _ edge: CellBorder.Edge?) {
            guard let edge else { return xml.emptyElement(name) }
            xml.element(name, { $0.attribute("style", edge.line.rawValue) }) {
                color("color", edge.color, &$0)
            }
        }
        xml.markup("<border>")
        edge("left", border.left)
        edge("right", border.right)
        edge("top", border.top)
        edge("bottom", border.bottom)
        xml.markup("<diagonal/></border>")
    }

    private func format(_ format: StyleTable.Format, _ xml: inout XMLWriter) {
        let hasAlignment = format.alignment != CellAlignment()
        let hasProtection = !format.isLocked || format.hidesFormula
        func attributes(_ xml: inout XMLWriter) {
            xml.attribute("numFmtId", format.numberFormat)
            xml.attribute("fontId", format.font)
            xml.attribute("fillId", format.fill)
            xml.attribute("borderId", format.border)
            xml.attribute("xfId", 0)
            if format.numberFormat != 0 { xml.attribute("applyNumberFormat", true) }
            if format.font != 0 { xml.attribute("applyFont", true) }
            if format.fill != 0 { xml.attribute("applyFill", true) }
            if format.border != 0 { xml.attribute("applyBorder", true) }
            if hasAlignment { xml.attribute("applyAlignment", true) }
            if hasProtection { xml.attribute("applyProtection", true) }
        }
        guard hasAlignment || hasProtection else { return xml.emptyElement("xf", attributes) }
        xml.element("xf", attributes) { xml in
            if hasAlignment { alignment(format.alignment, &xml) }
            guard hasProtection else { return }
            xml.emptyElement("protection") {
                if !format.isLocked { $0.attribute("locked", false) }
                if format.hidesFormula { $0.attribute("hidden", true) }
            }
        }
    }

    private func alignment(_ alignment: CellAlignment, _ xml: inout XMLWriter) {
        xml.emptyElement("alignment") {
            if alignment.horizontal != .general {
                $0.attribute("horizontal", alignment.horizontal.rawValue)
            }
            if alignment.vertical != .bottom {
                $0.attribute("vertical", alignment.vertical.rawValue)
            }
            if let degrees = alignment.rotation {
                // Below the horizontal the standard counts from 91 on (18.8.1).
                if degrees != 0 {
                    $0.attribute("textRotation", degrees > 0 ? degrees : 90 - degrees)
                }
            } else {
                $0.attribute("textRotation", 255)
            }
            if alignment.wraps { $0.attribute("wrapText", true) }
            if alignment.indent > 0 { $0.attribute("indent", alignment.indent) }
            if alignment.shrinks { $0.attribute("shrinkToFit", true) }
        }
    }

    private func differential(_ style: DifferentialStyle, _ xml: inout XMLWriter) {
        xml.element("dxf") { xml in
            if style.isBold != nil || style.isItalic != nil || style.color != nil {
                xml.element("font") { xml in
                    if let isBold = style.isBold {
                        xml.emptyElement("b") { $0.attribute("val", isBold) }
                    }
                    if let isItalic = style.isItalic {
                        xml.emptyElement("i") { $0.attribute("val", isItalic) }
                    }
                    if let color = style.color { self.color("color", color, &xml) }
                }
            }
            // In a dxf the background of a solid fill is its bgColor.
            if let fill = style.fill {
                xml.markup("<fill><patternFill patternType=\"solid\">")
                color("fgColor", fill, &xml)
                color("bgColor", fill, &xml)
                xml.markup("</patternFill></fill>")
            }
        }
    }
}

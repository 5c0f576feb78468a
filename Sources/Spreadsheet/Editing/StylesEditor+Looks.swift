/// Styles that are not derived from one of the workbook's: those of sheets that are added.
extension StylesEditor {
    /// The index of a cell format that looks so; what a style leaves open is the workbook's own.
    func style(_ look: CellStyle) throws(SpreadsheetError) -> Int {
        let font = look.font.map { fonts.index(ofContent: self.font($0)) }
        let border =
            look.border == CellBorder() ? nil : borders.index(ofContent: self.border(look.border))
        var style = StyleChange()
        style.fill = look.fill?.hex
        if look.numberFormat != "General" { style.numberFormat = look.numberFormat }
        var attributes: [(name: String, value: String)] = []
        if let font { attributes += [("fontId", "\(font)"), ("applyFont", "1")] }
        if let border { attributes += [("borderId", "\(border)"), ("applyBorder", "1")] }
        return try self.style(
            derivedFrom: 0, style, attributes: attributes,
            alignment: look.alignment == CellAlignment() ? nil : alignment(look.alignment))
    }

    private func font(_ font: CellFont) -> String {
        var markup = ""
        if font.isBold { markup += "<\(prefix)b/>" }
        if font.isItalic { markup += "<\(prefix)i/>" }
        if font.isUnderlined { markup += "<\(prefix)u/>" }
        markup += "<\(prefix)sz val=\"\(font.size)\"/>"
        if let color = font.color { markup += "<\(prefix)color rgb=\"\(color.hex)\"/>" }
        markup += "<\(prefix)name"
        markup += String(decoding: StartTag.markup(of: "val", font.name), as: UTF8.self) + "/>"
        if let charset = font.charset { markup += "<\(prefix)charset val=\"\(charset)\"/>" }
        return markup
    }

    private func border(_ border: CellBorder) -> String {
        func edge(_ name: String, _ edge: CellBorder.Edge?) -> String {
            guard let edge else { return "<\(prefix)\(name)/>" }
            return "<\(prefix)\(name) style=\"\(edge.line.rawValue)\"><\(prefix)color rgb=\""
                + edge.color.hex + "\"/></\(prefix)\(name)>"
        }
        return edge("left", border.left) + edge("right", border.right) + edge("top", border.top)
            + edge("bottom", border.bottom) + "<\(prefix)diagonal/>"
    }

    private func alignment(_ alignment: CellAlignment) -> String {
        var markup = "<\(prefix)alignment"
        if alignment.horizontal != .general {
            markup += " horizontal=\"\(alignment.horizontal.rawValue)\""
        }
        if alignment.vertical != .bottom {
            markup += " vertical=\"\(alignment.vertical.rawValue)\""
        }
        if alignment.wraps { markup += " wrapText=\"1\"" }
        return markup + "/>"
    }

    /// The index of a differential style (18.8.14) with a solid background, as `AARRGGBB`.
    func differential(fill colour: String) -> Int {
        differentials.index(
            ofContent: "<\(prefix)fill><\(prefix)patternFill patternType=\"solid\">"
                + "<\(prefix)fgColor rgb=\"\(colour)\"/><\(prefix)bgColor rgb=\"\(colour)\"/>"
                + "</\(prefix)patternFill></\(prefix)fill>")
    }
}

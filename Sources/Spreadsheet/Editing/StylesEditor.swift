/// Derives styles from those a workbook has (ISO/IEC 29500-1, 18.8): what is new is appended, what is there
/// already is used again, so that the same change twice gives the same style.
final class StylesEditor {
    let part: PartEditor
    private let limit: Int
    /// Nil where the part has none; then a default one is written with what is derived.
    private let formatsElement: Int?
    /// The markup of the cell formats, appended ones included.
    private var formats: [[UInt8]]
    private var formatNumbers: [[UInt8]: Int] = [:]
    private var fills: [[UInt8]]
    private let fillsElement: Int?
    private let fillsBefore: Int
    private let formatsBefore: Int
    private var numberFormats: [(id: Int, code: String)] = []
    private let numberFormatsBefore: Int
    let prefix: String
    /// Fonts, borders and differential styles: the markup of what is there and of what is appended.
    private var tables: [String: (element: Int?, items: [[UInt8]], before: Int)] = [:]

    init(_ part: PartEditor, limit: Int) throws(SpreadsheetError) {
        self.part = part
        self.limit = limit
        func markup(of element: Int?, _ name: String) -> [[UInt8]]? {
            element.map { part.children(of: $0, named: name).map { Array(part.markup(of: $0)) } }
        }
        prefix = part[part.root].tag.prefix
        formatsElement = part.child(of: part.root, named: "cellXfs")
        fillsElement = part.child(of: part.root, named: "fills")
        formats = markup(of: formatsElement, "xf") ?? []
        fills = markup(of: fillsElement, "fill") ?? []
        fillsBefore = fills.count
        formatsBefore = formats.count
        let prefix = self.prefix
        if formatsElement == nil {
            let format = "xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
            formats = [Array("<\(prefix)\(format)".utf8)]
        }
        if fillsElement == nil {
            // 18.8.21: programs take the first two for granted.
            fills = ["none", "gray125"].map { type in
                let pattern = "<\(prefix)patternFill patternType=\"\(type)\"/>"
                return Array("<\(prefix)fill>\(pattern)</\(prefix)fill>".utf8)
            }
        }
        if let element = part.child(of: part.root, named: "numFmts") {
            for child in part.children(of: element, named: "numFmt") {
                let tag = part[child].tag
                guard let id = tag["numFmtId"].flatMap({ Int($0) }), let code = tag["formatCode"]
                else { continue }
                numberFormats.append((id, code))
            }
        }
        numberFormatsBefore = numberFormats.count
        for (index, format) in formats.enumerated() where formatNumbers[format] == nil {
            formatNumbers[format] = index
        }
    }

    /// - Throws: `refusedEdit` where the workbook has no such style.
    func check(_ style: Int) throws(SpreadsheetError) {
        guard formats.indices.contains(style) else {
            throw SpreadsheetError(
                .refusedEdit, reason: "styleIndex", part: part.name.text, detail: "\(style)")
        }
    }

    /// The index of a style like `base` but for the change.
    ///
    /// - Parameters:
    ///   - attributes: further ones of the format, and their values.
    ///   - alignment: the markup of one for a base that has no content.
    func style(
        derivedFrom base: Int, _ change: StyleChange,
        attributes: [(name: String, value: String)] = [], alignment: String? = nil
    ) throws(SpreadsheetError) -> Int {
        try check(base)
        var markup = formats[base]
        if let fill = change.fill {
            let number = try self.fill(fill)
            markup = setting([("fillId", "\(number)"), ("applyFill", "1")], in: markup)
        }
        if let code = change.numberFormat {
            let number = numberFormat(code)
            markup = setting(
                [("numFmtId", "\(number)"), ("applyNumberFormat", "1")], in: markup)
        }
        markup = setting(attributes, in: markup)
        if let alignment { markup = aligning(markup, alignment) }
        if let known = formatNumbers[markup] { return known }
        guard formats.count < limit else {
            throw SpreadsheetError(.limitExceeded, reason: "styles", part: part.name.text)
        }
        formatNumbers[markup] = formats.count
        formats.append(markup)
        return formats.count - 1
    }

    /// A format with an alignment in place of its own content.
    private func aligning(_ markup: [UInt8], _ alignment: String) -> [UInt8] {
        let markup = setting([("applyAlignment", "1")], in: markup)
        guard let end = markup.firstIndex(of: UInt8(ascii: ">")) else { return markup }
        let isEmpty = end > 0 && markup[end - 1] == UInt8(ascii: "/")
        return Array(markup[..<(isEmpty ? end - 1 : end)]) + Array(">\(alignment)".utf8)
            + Array("</\(prefix)xf>".utf8)
    }

    /// The index of an item of a table, which is appended where it is not there yet.
    ///
    /// - Parameter content: the markup within the item.
    func item(_ table: String, _ name: String, _ content: String) -> Int {
        let markup = Array("<\(prefix)\(name)>\(content)</\(prefix)\(name)>".utf8)
        if tables[table] == nil {
            let element = part.child(of: part.root, named: table)
            let items = element.map { element in
                part.children(of: element, named: name).map { Array(part.markup(of: $0)) }
            }
            // A table of fonts or borders that is not there gets the default one first.
            let known = items ?? (table == "dxfs" ? [] : [[]])
            tables[table] = (element, known, known.count)
        }
        if let known = tables[table]?.items.firstIndex(of: markup) { return known }
        tables[table]?.items.append(markup)
        return (tables[table]?.items.count ?? 1) - 1
    }

    private func added(to table: String) -> ArraySlice<[UInt8]> {
        tables[table].map { $0.items.dropFirst($0.before) } ?? []
    }

    /// Puts what was derived into the part.
    func finish() {
        finishNumberFormats()
        let newFormats = formats.dropFirst(formatsBefore)
        let newFills = fills.dropFirst(fillsBefore)
        let isFirst = formatsElement == nil
        extend(
            "fonts", orDefault: "<font><sz val=\"11\"/></font>", isFirst, after: ["numFmts"])
        extend(fillsElement, "fills", by: newFills, after: ["numFmts", "fonts"])
        extend("borders", orDefault: "<border/>", isFirst, after: ["numFmts", "fonts", "fills"])
        extend(
            formatsElement, "cellXfs", by: newFormats,
            after: ["numFmts", "fonts", "fills", "borders", "cellStyleXfs"])
        extend(
            part.child(of: part.root, named: "dxfs"), "dxfs", by: added(to: "dxfs"),
            after: [
                "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles",
            ])
    }

    /// Puts items at the end of a table of the part, or makes the table.
    private func extend(
        _ element: Int?, _ name: String, by items: ArraySlice<[UInt8]>, after before: Set<String>
    ) {
        if items.isEmpty { return }
        if let element {
            part.append(items.joined(), to: element)
            part.raise("count", of: element, by: items.count)
            return
        }
        part.insertChild(
            Array("<\(prefix)\(name) count=\"\(items.count)\">".utf8) + items.joined()
                + Array("</\(prefix)\(name)>".utf8), of: part.root, after: before)
    }

    /// Puts new items behind those of a table, or makes the table, whose first item is a default one.
    private func extend(
        _ name: String, orDefault item: String, _ isWanted: Bool, after before: Set<String>
    ) {
        let new = added(to: name)
        if let element = part.child(of: part.root, named: name) {
            return extend(element, name, by: new, after: before)
        }
        guard isWanted || !new.isEmpty else { return }
        var item = item.replacing("</", with: "\u{0}")
        item = item.replacing("<", with: "<\(prefix)").replacing("\u{0}", with: "</\(prefix)")
        extend(nil, name, by: [Array(item.utf8)] + new, after: before)
    }

    private func finishNumberFormats() {
        let added = numberFormats.dropFirst(numberFormatsBefore)
        let markup = added.map { id, code in
            Array("<\(prefix)numFmt numFmtId=\"\(id)\" formatCode=\"".utf8)
                + MarkupText.plain(code) + Array("\"/>".utf8)
        }
        extend(
            part.child(of: part.root, named: "numFmts"), "numFmts", by: markup[...], after: [])
    }

    private func fill(_ colour: String) throws(SpreadsheetError) -> Int {
        let colour = colour.uppercased()
        guard colour.utf8.count == 8, UInt32(colour, radix: 16) != nil else {
            throw SpreadsheetError(.refusedEdit, reason: "colour", detail: colour)
        }
        let markup = Array(
            """
            <\(prefix)fill><\(prefix)patternFill patternType="solid"><\(prefix)fgColor \
            rgb="\(colour)"/><\(prefix)bgColor indexed="64"/></\(prefix)patternFill></\(prefix)fill>
            """.utf8)
        if let known = fills.firstIndex(of: markup) { return known }
        fills.append(markup)
        return fills.count - 1
    }

    private func numberFormat(_ code: String) -> Int {
        if let known = numberFormats.first(where: { $0.code == code }) { return known.id }
        // Numbers below 164 are built in (18.8.30).
        let id = max(163, numberFormats.map(\.id).max() ?? 0) + 1
        numberFormats.append((id, code))
        return id
    }

    private func setting(
        _ attributes: [(name: String, value: String)], in markup: [UInt8]
    ) -> [UInt8] {
        guard let end = markup.firstIndex(of: UInt8(ascii: ">")),
            let tag = StartTag(markup[...end], at: 0)
        else { return markup }
        let splices = attributes.compactMap { tag.setting($0.name, to: $0.value) }
        return splices.applied(to: markup) ?? markup
    }

    /// A styles part for workbooks without one: the styles that every program takes for granted.
    static func minimalPart(namespace: String) -> [UInt8] {
        Array(
            """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <styleSheet xmlns="\(namespace)"><fonts count="1"><font><sz val="11"/>\
            <name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill \
            patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>\
            <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
            <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>\
            </cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" \
            xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" \
            builtinId="0"/></cellStyles></styleSheet>
            """.utf8)
    }
}

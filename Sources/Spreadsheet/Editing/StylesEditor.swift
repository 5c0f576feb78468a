/// Derives styles from those a workbook has (ISO/IEC 29500-1, 18.8): what is new is appended, what is there
/// already is used again, so that the same change twice gives the same style.
final class StylesEditor {
    let part: PartEditor
    private let limit: Int
    private var formats: StyleItems
    var fonts: StyleItems
    var fills: StyleItems
    var borders: StyleItems
    var differentials: StyleItems
    /// Number formats by their code, and those that are added, in order.
    private var numberFormats: [String: Int] = [:]
    private var addedNumberFormats: [(id: Int, code: String)] = []
    private var usedNumbers: Set<Int> = []
    private var highestNumber = StylesEditor.lastBuiltIn
    let prefix: String

    init(_ part: PartEditor, limit: Int) throws(SpreadsheetError) {
        self.part = part
        self.limit = limit
        prefix = part[part.root].tag.prefix
        formats = StyleItems(
            "cellXfs", of: "xf", in: part,
            defaults: ["<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"])
        fonts = StyleItems(
            "fonts", of: "font", in: part, defaults: ["<font><sz val=\"11\"/></font>"])
        // 18.8.21: programs take the first two for granted.
        fills = StyleItems(
            "fills", of: "fill", in: part,
            defaults: ["none", "gray125"].map {
                "<fill><patternFill patternType=\"\($0)\"/></fill>"
            })
        borders = StyleItems("borders", of: "border", in: part, defaults: ["<border/>"])
        differentials = StyleItems("dxfs", of: "dxf", in: part)
        if let element = part.child(of: part.root, named: "numFmts") {
            for child in part.children(of: element, named: "numFmt") {
                let tag = part[child].tag
                guard let id = tag["numFmtId"].flatMap({ Int($0) }), let code = tag["formatCode"]
                else { continue }
                // Of two with the same code the first one.
                if numberFormats[code] == nil { numberFormats[code] = id }
                usedNumbers.insert(id)
                highestNumber = max(highestNumber, id)
            }
        }
    }

    /// - Throws: `refusedEdit` where the workbook has no such style.
    func check(_ style: Int) throws(SpreadsheetError) {
        guard formats.items.indices.contains(style) else {
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
        var markup = formats.items[base]
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
        guard formats.index(known: markup) != nil || formats.items.count < limit else {
            throw SpreadsheetError(.limitExceeded, reason: "styles", part: part.name.text)
        }
        return formats.index(of: markup)
    }

    /// A format with an alignment in place of its own content.
    private func aligning(_ markup: [UInt8], _ alignment: String) -> [UInt8] {
        let markup = setting([("applyAlignment", "1")], in: markup)
        guard let end = markup.firstIndex(of: UInt8(ascii: ">")) else { return markup }
        let isEmpty = end > 0 && markup[end - 1] == UInt8(ascii: "/")
        return Array(markup[..<(isEmpty ? end - 1 : end)]) + Array(">\(alignment)".utf8)
            + Array("</\(prefix)xf>".utf8)
    }

    /// Puts what was derived into the part.
    func finish() {
        finishNumberFormats()
        // Formats that are made anew refer to the first of each table.
        let isFirst = formats.element == nil
        var before: Set<String> = ["numFmts"]
        for (table, isWanted) in [
            (fonts, isFirst || fonts.hasNew), (fills, true), (borders, isFirst || borders.hasNew),
            (formats, true), (differentials, true),
        ] {
            if table.name == formats.name { before.insert("cellStyleXfs") }
            if table.name == differentials.name { before.insert("cellStyles") }
            if isWanted { extend(table.element, table.name, by: table.missing, after: before) }
            before.insert(table.name)
        }
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

    private func finishNumberFormats() {
        let markup = addedNumberFormats.map { id, code in
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
        return fills.index(
            ofContent: """
                <\(prefix)patternFill patternType="solid"><\(prefix)fgColor rgb="\(colour)"/>\
                <\(prefix)bgColor indexed="64"/></\(prefix)patternFill>
                """)
    }

    private func numberFormat(_ code: String) -> Int {
        if let known = numberFormats[code] { return known }
        var id = StylesEditor.lastBuiltIn + 1
        if highestNumber < Int(Int32.max) {
            id = highestNumber + 1
        } else {
            // Behind the highest number there is none that programs read: the first that is free.
            while usedNumbers.contains(id) { id += 1 }
        }
        numberFormats[code] = id
        addedNumberFormats.append((id, code))
        usedNumbers.insert(id)
        highestNumber = max(highestNumber, id)
        return id
    }

    /// Numbers of formats up to here are built in (18.8.30).
    private static let lastBuiltIn = 163

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

/// Derives styles from those a workbook has (ISO/IEC 29500-1, 18.8): what is new is appended, what is there
/// already is used again, so that the same change twice gives the same style.
final class StylesEditor {
    let part: PartEditor
    private let limit: Int
    private let formatsElement: Int
    /// The markup of the cell formats, appended ones included.
    private var formats: [[UInt8]]
    private var formatNumbers: [[UInt8]: Int] = [:]
    private var fills: [[UInt8]]
    private let fillsElement: Int
    private let fillsBefore: Int
    private let formatsBefore: Int
    private var numberFormats: [(id: Int, code: String)] = []
    private let numberFormatsBefore: Int

    init(_ part: PartEditor, limit: Int) throws(SpreadsheetError) {
        self.part = part
        self.limit = limit
        guard let formatsElement = part.child(of: part.root, named: "cellXfs"),
            let fillsElement = part.child(of: part.root, named: "fills")
        else {
            throw SpreadsheetError(.refusedEdit, reason: "styles", part: part.name.text)
        }
        self.formatsElement = formatsElement
        self.fillsElement = fillsElement
        formats = part.children(of: formatsElement, named: "xf").map { Array(part.markup(of: $0)) }
        fills = part.children(of: fillsElement, named: "fill").map { Array(part.markup(of: $0)) }
        fillsBefore = fills.count
        formatsBefore = formats.count
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
    func style(derivedFrom base: Int, _ change: StyleChange) throws(SpreadsheetError) -> Int {
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
        if let known = formatNumbers[markup] { return known }
        guard formats.count < limit else {
            throw SpreadsheetError(.limitExceeded, reason: "styles", part: part.name.text)
        }
        formatNumbers[markup] = formats.count
        formats.append(markup)
        return formats.count - 1
    }

    /// Puts what was derived into the part.
    func finish() {
        let newFormats = formats.dropFirst(formatsBefore)
        if !newFormats.isEmpty {
            part.append(newFormats.joined(), to: formatsElement)
            part.raise("count", of: formatsElement, by: newFormats.count)
        }
        let newFills = fills.dropFirst(fillsBefore)
        if !newFills.isEmpty {
            part.append(newFills.joined(), to: fillsElement)
            part.raise("count", of: fillsElement, by: newFills.count)
        }
        finishNumberFormats()
    }

    private func finishNumberFormats() {
        let added = numberFormats.dropFirst(numberFormatsBefore)
        guard !added.isEmpty else { return }
        let prefix = part[part.root].tag.prefix
        let markup = added.map { id, code in
            Array("<\(prefix)numFmt numFmtId=\"\(id)\" formatCode=\"".utf8)
                + MarkupText.plain(code) + Array("\"/>".utf8)
        }
        if let element = part.child(of: part.root, named: "numFmts") {
            part.append(markup.joined(), to: element)
            part.raise("count", of: element, by: added.count)
        } else {
            part.insertChild(
                Array("<\(prefix)numFmts count=\"\(added.count)\">".utf8) + markup.joined()
                    + Array("</\(prefix)numFmts>".utf8), of: part.root, after: [])
        }
    }

    private func fill(_ colour: String) throws(SpreadsheetError) -> Int {
        let colour = colour.uppercased()
        guard colour.utf8.count == 8, UInt32(colour, radix: 16) != nil else {
            throw SpreadsheetError(.refusedEdit, reason: "colour", detail: colour)
        }
        let prefix = part[fillsElement].tag.prefix
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

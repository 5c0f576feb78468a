import ZipContainer

extension EditSession {
    private static let worksheetType =
        "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"

    // MARK: Adding

    /// Adds a sheet behind the others: nothing that counts sheets has to change.
    func add(_ sheet: AddedSheet, taken: inout Set<String>) throws(SpreadsheetError) {
        let workbookEditor = try editor(of: workbook.workbookPart)
        guard let list = workbookEditor.child(of: workbookEditor.root, named: "sheets") else {
            throw SpreadsheetError(.corrupt, reason: "sheets", part: workbook.workbookPart.text)
        }
        if let problem = SheetName.problem(sheet.name) {
            throw SpreadsheetError(.refusedEdit, reason: problem, sheet: sheet.name)
        }
        guard taken.insert(SheetName.key(sheet.name)).inserted else {
            throw SpreadsheetError(.refusedEdit, reason: "sheetNameTaken", sheet: sheet.name)
        }
        let namespace = workbookEditor.namespace
        let hasLooks = sheet.rows.contains { $0.contains { $0.style != nil } }
        let styles = hasLooks ? try stylesEditor() : nil
        let part = freeName("xl/worksheets/sheet", ".xml")
        try add(
            part, try sheet.part(namespace: namespace.main, styles: styles),
            contentType: EditSession.worksheetType)
        let id = try addRelationship(
            from: workbook.workbookPart, kind: "\(namespace.relationships)/worksheet",
            target: "/\(part.text)")
        let used = workbookEditor.children(of: list, named: "sheet").compactMap {
            workbookEditor[$0].tag["sheetId"].flatMap { Int($0) }
        }
        let number = freeSheetNumber(used: Set(used))
        let prefix = workbookEditor[list].tag.prefix
        let name = String(decoding: MarkupText.string(sheet.name), as: UTF8.self)
            .replacing("\"", with: "&quot;")
        workbookEditor.append(
            """
            <\(prefix)sheet name="\(name)" sheetId="\(number)" \
            xmlns:r="\(namespace.relationships)" r:id="\(id)"/>
            """.utf8, to: list)
    }

    /// Excel's limit for `sheetId`.
    private static let lastSheetNumber = 65_534

    /// The number behind all others; where there is none, the first that no sheet has.
    private func freeSheetNumber(used: Set<Int>) -> Int {
        let taken = used.union(addedSheetNumbers)
        let highest = max(0, taken.max() ?? 0)
        var number = 1
        if highest < EditSession.lastSheetNumber {
            number = highest + 1
        } else {
            while taken.contains(number) { number += 1 }
        }
        addedSheetNumbers.insert(number)
        return number
    }

    // MARK: Removing

    /// Removes a sheet that stands by itself, as one that was added does.
    ///
    /// - Throws: `refusedEdit` for a sheet with formulas or with parts of its own, and for the last one.
    func removeSheet(at index: Int) throws(SpreadsheetError) {
        let entry = workbook.sheets[index]
        guard let part = try workbook.worksheetPart(of: entry),
            try package.relationships(of: part).isEmpty,
            !(try scan(part, of: entry, SheetEdits()).hasFormulas)
        else {
            throw SpreadsheetError(.refusedEdit, reason: "sheetInUse", sheet: entry.name)
        }
        let isOnly = !workbook.sheets.indices.contains {
            $0 != index && workbook.sheets[$0].state == .visible
        }
        if isOnly { throw SpreadsheetError(.refusedEdit, reason: "lastSheet", sheet: entry.name) }
        try remove(part)
        let relations = try editor(of: workbook.workbookPart.relationshipsPart)
        for element in relations.children(of: relations.root, named: "Relationship")
        where relations[element].tag["Id"] == entry.relationship {
            relations.remove(element)
        }
        let editor = try editor(of: workbook.workbookPart)
        if let list = editor.child(of: editor.root, named: "sheets") {
            let sheets = editor.children(of: list, named: "sheet")
            if sheets.indices.contains(index) { editor.remove(sheets[index]) }
        }
        moveSheetNumbers(in: editor, from: index)
    }

    /// What counts sheets by their place: views (18.2.30) and names of one sheet (18.2.5).
    private func moveSheetNumbers(in editor: PartEditor, from index: Int) {
        func lower(_ attribute: String, of element: Int) {
            guard let number = editor[element].tag[attribute].flatMap({ Int($0) }),
                number > 0, number >= index
            else { return }
            editor.set(attribute, to: "\(number - 1)", of: element)
        }
        if let views = editor.child(of: editor.root, named: "bookViews") {
            for view in editor.children(of: views, named: "workbookView") {
                lower("activeTab", of: view)
                lower("firstSheet", of: view)
            }
        }
        guard let names = editor.child(of: editor.root, named: "definedNames") else { return }
        for name in editor.children(of: names, named: "definedName") {
            if editor[name].tag["localSheetId"] == "\(index)" {
                editor.remove(name)
            } else {
                lower("localSheetId", of: name)
            }
        }
    }

    // MARK: Links

    /// Adds links to places in the workbook (18.3.1.48).
    func add(_ links: [Hyperlink], to index: Int) throws(SpreadsheetError) {
        let (entry, sheet) = try worksheet(at: index)
        let places = try scan(sheet, of: entry, SheetEdits())
        guard let root = places.root else { return }
        let prefix = root.prefix
        var markup: [UInt8] = []
        for link in links where !places.links.contains("\(link.range)") {
            guard case .location(let location) = link.target else {
                throw SpreadsheetError(
                    .refusedEdit, reason: "externalLink", sheet: entry.name,
                    cell: "\(link.range.first)")
            }
            markup += "<\(prefix)hyperlink ref=\"\(link.range)\"".utf8
            markup += StartTag.markup(of: "location", location)
            if let tooltip = link.tooltip { markup += StartTag.markup(of: "tooltip", tooltip) }
            markup += "/>".utf8
        }
        if markup.isEmpty { return }
        if let tag = places.child("hyperlinks")?.tag {
            streamed[sheet, default: []].append(
                tag.isEmpty
                    ? tag.filling(with: markup)
                    : Splice(at: tag.range.upperBound, inserting: markup))
            return
        }
        let before = places.children.last {
            EditSession.beforeHyperlinks.contains($0.tag.localName)
        }
        guard let offset = before?.end else {
            throw SpreadsheetError(.refusedEdit, reason: "noSheetData", part: sheet.text)
        }
        streamed[sheet, default: []].append(
            Splice(
                at: offset,
                inserting: Array("<\(prefix)hyperlinks>".utf8) + markup
                    + Array("</\(prefix)hyperlinks>".utf8)))
    }
}

import ZipContainer

extension EditSession {
    /// Adds comments to a sheet, by the index of the sheet in the workbook.
    ///
    /// - Parameter skippingConversations: leaves out those at cells with a conversation.
    func add(
        _ comments: [CellComment], to index: Int, skippingConversations: Bool
    ) throws(SpreadsheetError) {
        let (entry, sheet) = try worksheet(at: index)
        do throws(SpreadsheetError) {
            let comments = try atTopLeft(comments, of: entry, sheet)
            let relationships = try package.relationships(of: sheet)
            var editor = try commentsEditor(of: sheet, relationships)
            let before = editor.cells
            var new: [CellComment] = []
            for comment in comments {
                if skippingConversations, editor.hasConversation(at: comment.cell) { continue }
                if try editor.add(comment) { new.append(comment) }
            }
            if !new.isEmpty {
                try addShapes(new, others: before, to: sheet, of: entry, relationships)
            }
        } catch {
            throw error.at(sheet: entry.name)
        }
    }

    private func atTopLeft(
        _ comments: [CellComment], of entry: SheetEntry, _ sheet: PartName
    ) throws(SpreadsheetError) -> [CellComment] {
        var edits = SheetEdits()
        for comment in comments { edits.add(CellEdit(comment.cell)) }
        let places = try scan(sheet, of: entry, edits)
        return comments.map { comment in
            var moved = comment
            moved.cell = places.merged[comment.cell] ?? comment.cell
            return moved
        }
    }

    private func commentsEditor(
        of sheet: PartName, _ relationships: [Relationship]
    ) throws(SpreadsheetError) -> CommentsEditor {
        if let part = relationships.first(where: { $0.kind == .comments })?.target,
            package.contains(part)
        {
            return try CommentsEditor(try editor(of: part))
        }
        let namespace = try editor(of: workbook.workbookPart).namespace
        let part = freeName("xl/comments", ".xml")
        try add(
            part, CommentsEditor.emptyPart(namespace: namespace.main),
            contentType:
                "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml")
        try addRelationship(
            from: sheet, kind: "\(namespace.relationships)/comments", target: "/\(part.text)")
        return try CommentsEditor(try editor(of: part))
    }

    /// Gives comments their boxes: in the drawing that the sheet has, or in a new one, which then needs
    /// those of all comments.
    private func addShapes(
        _ comments: [CellComment], others: [CellReference], to sheet: PartName,
        of entry: SheetEntry, _ relationships: [Relationship]
    ) throws(SpreadsheetError) {
        let places = try scan(sheet, of: entry, SheetEdits())
        if let drawing = places.child("legacyDrawing") {
            let id = drawing.tag.attributes.first { $0.name.hasSuffix(":id") }?.text
            guard let part = relationships.first(where: { $0.id == id })?.target else {
                throw SpreadsheetError(.corrupt, reason: "missingPart", part: sheet.text)
            }
            var shapes = try CommentShapes(
                try package.data(of: part, limit: 64 << 20), part: part)
            for comment in comments { shapes.add(comment) }
            streamed[part, default: []] += shapes.splices
            return
        }
        guard let root = places.root else { return }
        let part = freeName("xl/drawings/vmlDrawing", ".vml")
        let empty = CommentShapes.emptyPart(block: freeBlock())
        var shapes = try CommentShapes(empty, part: part)
        for cell in others { shapes.add(CellComment(cell, author: "", "")) }
        for comment in comments { shapes.add(comment) }
        addUntyped(part, shapes.splices.applied(to: empty) ?? empty)
        try declareDefault(
            "vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
        let namespace = try editor(of: workbook.workbookPart).namespace.relationships
        let id = try addRelationship(
            from: sheet, kind: "\(namespace)/vmlDrawing", target: "/\(part.text)")
        let markup =
            "<\(root.prefix)legacyDrawing xmlns:r=\"\(namespace)\" r:id=\"\(id)\"/>"
        let before = places.children.last {
            EditSession.beforeLegacyDrawing.contains($0.tag.localName)
        }
        guard let offset = before?.end else {
            throw SpreadsheetError(.refusedEdit, reason: "noSheetData", part: sheet.text)
        }
        streamed[sheet, default: []].append(Splice(at: offset, inserting: Array(markup.utf8)))
    }

    /// Takes out the comments of an author, with their boxes.
    func removeComments(by author: String, from index: Int) throws(SpreadsheetError) {
        let entry = workbook.sheets[index]
        guard let sheet = try workbook.worksheetPart(of: entry) else { return }
        let relationships = try package.relationships(of: sheet)
        guard let part = relationships.first(where: { $0.kind == .comments })?.target,
            package.contains(part)
        else { return }
        let (cells, isEmpty) = try CommentsEditor(try editor(of: part)).remove(author: author)
        if cells.isEmpty { return }
        let relations = try editor(of: sheet.relationshipsPart)
        if isEmpty {
            try remove(part)
            removeRelationship(to: part, from: sheet, in: relations)
        }
        guard let drawing = relationships.first(where: { $0.kind == .vmlDrawing }),
            let target = drawing.target, package.contains(target)
        else { return }
        var shapes = try CommentShapes(try package.data(of: target, limit: 64 << 20), part: target)
        guard shapes.remove(cells) else {
            streamed[target, default: []] += shapes.splices
            return
        }
        let places = try scan(sheet, of: entry, SheetEdits())
        guard let element = places.child("legacyDrawing"),
            element.tag.attributes.contains(where: { $0.text == drawing.id })
        else { return }
        try remove(target)
        removeRelationship(to: target, from: sheet, in: relations)
        streamed[sheet, default: []].append(
            Splice(removing: element.tag.range.lowerBound..<element.end))
    }

    private func removeRelationship(
        to part: PartName, from source: PartName, in editor: PartEditor
    ) {
        for element in editor.children(of: editor.root, named: "Relationship")
        where editor[element].tag["Target"].map({ source.resolving(target: $0) }) == part {
            editor.remove(element)
        }
    }

    /// A block of shape numbers that no drawing of the package has: one for each that there is.
    private func freeBlock() -> Int {
        drawingCount + 1
    }

    /// The elements that come before `hyperlinks` in a worksheet (18.3.1.99).
    static let beforeHyperlinks: Set<String> = [
        "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
        "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
        "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr",
        "conditionalFormatting", "dataValidations",
    ]

    /// The elements that come before `legacyDrawing`.
    private static let beforeLegacyDrawing = beforeHyperlinks.union([
        "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks",
        "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing",
    ])
}

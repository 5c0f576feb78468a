import XMLStream

/// A comment on a cell, which Excel calls a note (ISO/IEC 29500-1, 18.7.3).
package struct CellComment: Hashable, Sendable {
    package var cell: CellReference
    package var author: String
    /// At most 32,767 UTF-16 units; not empty.
    package var text: String
    /// The size of its box in points.
    package var width = 108.0
    package var height = 59.25
    /// Whether it is shown without the pointer being there.
    package var isVisible = false

    package init(_ cell: CellReference, author: String, _ text: String) {
        self.cell = cell
        self.author = author
        self.text = text
    }

    static func check(_ comments: [CellComment]) throws(SpreadsheetError) {
        var cells: Set<CellReference> = []
        for comment in comments {
            func fail(_ reason: String) -> SpreadsheetError {
                SpreadsheetError(.notWritable, reason: reason, cell: "\(comment.cell)")
            }
            guard cells.insert(comment.cell).inserted else { throw fail("duplicateComment") }
            guard !comment.text.isEmpty, comment.text.utf16.count <= SheetLimits.text else {
                throw fail("commentLength")
            }
            guard comment.author.utf16.count <= 54 else { throw fail("commentAuthor") }
            guard (1...4_000).contains(comment.width), (1...4_000).contains(comment.height) else {
                throw fail("commentSize")
            }
        }
    }

    /// Writes the comments part; comments are in the order of their cells.
    static func write(_ comments: [CellComment], font: CellFont, to xml: inout XMLWriter) {
        var authors = StyleTable.Numbered<String>()
        let numbered = comments.map { (comment: $0, author: authors.index(of: $0.author)) }
        xml.declaration()
        xml.element("comments", { $0.attribute("xmlns", Markup.main, in: .plain) }) { xml in
            xml.element("authors") { xml in
                for author in authors.values { xml.element("author", text: author) }
            }
            xml.element("commentList") { xml in
                for (comment, author) in numbered {
                    xml.element(
                        "comment",
                        {
                            $0.attribute("ref", "\(comment.cell)")
                            $0.attribute("authorId", author)
                        }
                    ) { xml in
                        xml.markup("<text><r><rPr><sz val=\"9\"/>")
                        xml.emptyElement("rFont") { $0.attribute("val", font.name) }
                        if let charset = font.charset {
                            xml.emptyElement("charset") { $0.attribute("val", charset) }
                        }
                        xml.markup("</rPr>")
                        xml.element("t", text: comment.text)
                        xml.markup("</r></text>")
                    }
                }
            }
        }
    }
}

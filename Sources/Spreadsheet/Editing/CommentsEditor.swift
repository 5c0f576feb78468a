/// Adds comments to a comments part (ISO/IEC 29500-1, 18.7) and takes them out again.
struct CommentsEditor {
    let part: PartEditor
    private let authorsElement: Int
    private let list: Int
    /// Authors by name; those that are added included.
    private var authors: [String: Int] = [:]
    private let authorNames: [Int: String]
    private var comments: [CellReference: Int] = [:]
    /// Cells that got their first comment, and its text.
    private var appended: [CellReference: CellComment] = [:]

    init(_ part: PartEditor) throws(SpreadsheetError) {
        self.part = part
        guard let authorsElement = part.child(of: part.root, named: "authors"),
            let list = part.child(of: part.root, named: "commentList")
        else { throw SpreadsheetError(.corrupt, reason: "comments", part: part.name.text) }
        self.authorsElement = authorsElement
        self.list = list
        var names: [Int: String] = [:]
        for (index, element) in part.children(of: authorsElement, named: "author").enumerated() {
            let name = part.text(of: element)
            names[index] = name
            if authors[name] == nil { authors[name] = index }
        }
        authorNames = names
        for element in part.children(of: list, named: "comment") {
            guard let reference = part[element].tag["ref"].flatMap({ CellReference($0) }) else {
                continue
            }
            comments[reference] = element
        }
    }

    /// The cells that have a comment, in order.
    var cells: [CellReference] { comments.keys.sorted() }

    /// Whether a cell has a conversation (threaded comments), of which its comment is a copy.
    func hasConversation(at cell: CellReference) -> Bool {
        guard let element = comments[cell] else { return false }
        let author = part[element].tag["authorId"].flatMap { Int($0) }.flatMap { authorNames[$0] }
        return author?.hasPrefix("tc=") == true
    }

    /// Adds a comment, or its text to the comment that the cell has.
    ///
    /// - Returns: whether the cell had none.
    /// - Throws: `refusedEdit` for a cell with a conversation: programs make its comment anew from that.
    mutating func add(_ comment: CellComment) throws(SpreadsheetError) -> Bool {
        guard let element = comments[comment.cell] else {
            if let other = appended[comment.cell] {
                if other == comment { return false }
                throw SpreadsheetError(
                    .refusedEdit, reason: "duplicateComment", part: part.name.text,
                    cell: "\(comment.cell)")
            }
            appended[comment.cell] = comment
            part.append(markup(of: comment), to: list)
            return true
        }
        if hasConversation(at: comment.cell) {
            throw SpreadsheetError(
                .refusedEdit, reason: "threadedComment", part: part.name.text,
                cell: "\(comment.cell)")
        }
        try extend(element, by: comment)
        return false
    }

    private mutating func markup(of comment: CellComment) -> [UInt8] {
        let prefix = part[list].tag.prefix
        let author = number(of: comment.author)
        return Array(
            "<\(prefix)comment ref=\"\(comment.cell)\" authorId=\"\(author)\"><\(prefix)text>".utf8)
            + run(comment.text, prefix) + Array("</\(prefix)text></\(prefix)comment>".utf8)
    }

    private func extend(_ element: Int, by comment: CellComment) throws(SpreadsheetError) {
        guard let holder = part.child(of: element, named: "text") else {
            throw SpreadsheetError(.corrupt, reason: "comments", part: part.name.text)
        }
        let strings = part.children(of: holder).filter {
            ["t", "r"].contains(part[$0].localName)
        }
        let text = strings.map { StringText.decodingEscapes(in: Array(part.text(of: $0).utf8)) }
            .joined()
        if text == comment.text || text.hasSuffix("\n" + comment.text) { return }
        let prefix = part[holder].tag.prefix
        let added = run((text.isEmpty ? "" : "\n") + comment.text, prefix)
        guard let last = strings.last else { return part.append(added, to: holder) }
        if part[last].localName == "r" { return part.insert(added, at: part[last].end) }
        // A text without runs becomes one, or there would be both.
        let whole = part[last].range
        part.replace(
            whole,
            with: Array("<\(prefix)r>".utf8) + part.bytes[whole] + Array("</\(prefix)r>".utf8)
                + added)
    }

    private func run(_ text: String, _ prefix: String) -> [UInt8] {
        Array(
            """
            <\(prefix)r><\(prefix)rPr><\(prefix)sz val="9"/><\(prefix)color indexed="81"/>\
            <\(prefix)rFont val="Tahoma"/><\(prefix)family val="2"/></\(prefix)rPr>
            """.utf8) + StringTable.textElement(text, prefix: prefix)
            + Array("</\(prefix)r>".utf8)
    }

    private mutating func number(of author: String) -> Int {
        if let number = authors[author] { return number }
        let number =
            (authorNames.keys.max() ?? -1) + 1
            + authors.values.filter {
                authorNames[$0] == nil
            }.count
        authors[author] = number
        let prefix = part[authorsElement].tag.prefix
        part.append(
            Array("<\(prefix)author>".utf8) + MarkupText.string(author)
                + Array("</\(prefix)author>".utf8), to: authorsElement)
        return number
    }

    /// Takes out the comments of an author, and the runs that follow other people's text and begin with the
    /// author's name in brackets.
    ///
    /// - Returns: the cells of the comments that are gone, and whether none is left.
    func remove(author: String) -> (cells: Set<CellReference>, isEmpty: Bool) {
        removeRuns(beginning: "\n【\(author)】")
        guard let number = authors[author] else { return ([], comments.isEmpty) }
        var removed: Set<CellReference> = []
        for (reference, element) in comments
        where part[element].tag["authorId"].flatMap({ Int($0) }) == number {
            part.remove(element)
            removed.insert(reference)
        }
        return (removed, removed.count == comments.count)
    }

    private func removeRuns(beginning lead: String) {
        for element in comments.values {
            guard let holder = part.child(of: element, named: "text") else { continue }
            for run in part.children(of: holder, named: "r").dropFirst() {
                let bytes = Array(part.text(of: run).utf8)
                if StringText.decodingEscapes(in: bytes).hasPrefix(lead) { part.remove(run) }
            }
        }
    }

    static func emptyPart(namespace: String) -> [UInt8] {
        Array(
            """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <comments xmlns="\(namespace)"><authors></authors><commentList></commentList></comments>
            """.utf8)
    }
}

import XMLStream
import ZipContainer

// The package that is written, in the order of the archive:
//
//     _rels/.rels                         relationships of the package
//     docProps/core.xml                   title, creator, dates
//     docProps/app.xml                    the program
//     docProps/custom.xml                 custom properties, where there are any
//     xl/worksheets/sheet1.xml            for each sheet: its cells, streamed
//     xl/worksheets/_rels/sheet1.xml.rels     its links and comments, where there are any
//     xl/comments1.xml                        its comments
//     xl/drawings/vmlDrawing1.vml             their boxes
//     xl/sharedStrings.xml                texts of cells, where they are shared
//     xl/styles.xml
//     xl/workbook.xml                     sheets and names
//     xl/_rels/workbook.xml.rels
//     [Content_Types].xml                 last, since only now all parts are known

/// How a workbook is written.
package struct WorkbookOptions: Sendable {
    /// Where the texts of cells are kept.
    package enum Strings: Hashable, Sendable {
        /// In a table, each once, as Excel does; texts that it has no room for stand in their cells.
        case shared(limit: Int)
        /// In their cells.
        case inline
    }

    /// What cells without a style are written in; it also sets the width of columns.
    package var baseFont = CellFont("宋体", size: 11)
    /// The limit is the bytes of all texts together.
    package var strings = Strings.shared(limit: 4 << 20)
    package var level = DeflateLevel.markup
    /// Index of the sheet that is shown first; nil for the first visible one.
    package var activeSheet: Int?

    package init() {}
}

/// Writes a workbook (ISO/IEC 29500-1, Transitional) to a sink, sheet after sheet, each as a stream.
///
/// The same calls give the same bytes. The first error is kept and thrown by every later call, so that
/// no workbook is finished that has lost something.
package final class WorkbookWriter {
    /// Names of the workbook; those for print areas and titles are made from the sheets.
    package var definedNames: [DefinedName] = []

    private let archive: ArchiveWriter
    private let options: WorkbookOptions
    @exclusivity(unchecked) private var strings: SharedStringTable?
    @exclusivity(unchecked) var styles: StyleTable
    var needsCalculation = false
    private(set) var failure: SpreadsheetError?

    private var sheets: [SheetSetup] = []
    private var sheetNames: Set<String> = []
    private var hasOpenSheet = false
    private var isFinished = false
    private var contentTypes = ContentTypes()
    /// The first block of shape identifiers that no sheet has.
    private var nextShapeBlock = 1

    /// - Throws: ``SpreadsheetError``: `notWritable` where properties or options break a limit;
    ///   `writeFailed`.
    package init(
        to sink: any ByteSink, properties: DocumentProperties = DocumentProperties(),
        options: WorkbookOptions = WorkbookOptions()
    ) throws(SpreadsheetError) {
        archive = ArchiveWriter(to: sink)
        self.options = options
        styles = try StyleTable(baseFont: options.baseFont)
        if case .shared(let limit) = options.strings { strings = SharedStringTable(limit: limit) }
        try properties.check()
        try begin(properties)
    }

    private func begin(_ properties: DocumentProperties) throws(SpreadsheetError) {
        var relationships = RelationshipList()
        _ = relationships.add("officeDocument", "xl/workbook.xml")
        _ = relationships.add(
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            "docProps/core.xml")
        _ = relationships.add("extended-properties", "docProps/app.xml")
        let hasCustom = !properties.custom.isEmpty
        if hasCustom { _ = relationships.add("custom-properties", "docProps/custom.xml") }
        try add("_rels/.rels") { relationships.write(to: &$0) }
        try add("docProps/core.xml", ContentTypes.coreProperties) { properties.writeCore(to: &$0) }
        try add("docProps/app.xml", ContentTypes.extendedProperties) {
            properties.writeExtended(to: &$0)
        }
        guard hasCustom else { return }
        try add("docProps/custom.xml", ContentTypes.customProperties) {
            properties.writeCustom(to: &$0)
        }
    }

    // MARK: Styles and sheets

    /// The style to be given to cells; the same for the same style.
    ///
    /// - Throws: ``SpreadsheetError``: `notWritable` with reason `styles`, `font`, `numberFormat`,
    ///   `indent` or `rotation`.
    package func style(_ style: CellStyle) throws(SpreadsheetError) -> StyleID {
        try keeping { () throws(SpreadsheetError) in try styles.id(of: style) }
    }

    /// Begins a sheet behind the others; only one is open at a time.
    ///
    /// - Throws: ``SpreadsheetError``: `notWritable` where the setup breaks a limit or a rule for
    ///   names (``SheetName``), or the name is taken; `writeFailed`.
    package func beginSheet(_ setup: SheetSetup) throws(SpreadsheetError) -> SheetWriter {
        try keeping { () throws(SpreadsheetError) in
            guard !hasOpenSheet, !isFinished else {
                throw SpreadsheetError(.notWritable, reason: "misuse", sheet: setup.name)
            }
            do throws(SpreadsheetError) {
                try SheetPart.checkHead(setup)
                guard sheetNames.insert(SheetName.key(setup.name)).inserted else {
                    throw SpreadsheetError(.notWritable, reason: "sheetNameDuplicate")
                }
            } catch {
                throw error.on(sheet: setup.name)
            }
            let index = sheets.count
            let part = SheetPart(setup: setup, number: index + 1)
            let isFirstVisible =
                setup.visibility == .visible && !sheets.contains { $0.visibility == .visible }
            let isSelected = options.activeSheet.map { $0 == index } ?? isFirstVisible
            sheets.append(setup)
            hasOpenSheet = true
            contentTypes.add(part.name, ContentTypes.worksheet)
            try archiving {
                try archive.begin(EntryHeader(part.name), method: .deflated(options.level))
            }
            return SheetWriter(setup, index: index, isSelected: isSelected, in: self)
        }
    }

    /// Called by the sheet once its part is written.
    func endSheet(_ part: SheetPart, sizes: CellSizes) throws(SpreadsheetError) {
        try archiving { try archive.end() }
        hasOpenSheet = false
        sheets[part.number - 1] = part.setup
        if !part.relationships.isEmpty {
            try add(part.relationshipsName) { part.relationships.write(to: &$0) }
        }
        let comments = part.setup.comments
        guard !comments.isEmpty else { return }
        try add(part.commentsName, ContentTypes.comments) {
            CellComment.write(comments, font: options.baseFont, to: &$0)
        }
        let drawing = CommentDrawing(
            comments: comments, firstBlock: nextShapeBlock, sizes: sizes)
        nextShapeBlock += CommentDrawing.blocks(for: comments.count)
        contentTypes.hasDrawings = true
        try add(part.drawingName) { drawing.write(to: &$0) }
    }

    /// Index of a text in the shared table; nil where it is to stand in its cell.
    func sharedIndex(of text: Span<UInt8>) -> Int? { strings?.index(of: text) }

    // MARK: End

    /// Writes what the sheets share, and ends the archive.
    ///
    /// - Throws: ``SpreadsheetError``: `notWritable` with reason `noVisibleSheet`, `activeSheet`,
    ///   `definedName` or `duplicateName`; `writeFailed`.
    package func finish() throws(SpreadsheetError) {
        try keeping { () throws(SpreadsheetError) in
            guard !hasOpenSheet, !isFinished else {
                throw SpreadsheetError(.notWritable, reason: "misuse")
            }
            isFinished = true
            guard let firstVisible = sheets.firstIndex(where: { $0.visibility == .visible }) else {
                throw SpreadsheetError(.notWritable, reason: "noVisibleSheet")
            }
            let active = options.activeSheet ?? firstVisible
            guard sheets.indices.contains(active), sheets[active].visibility == .visible else {
                throw SpreadsheetError(.notWritable, reason: "activeSheet", detail: "\(active)")
            }
            let names = try checkedNames()
            var relationships = RelationshipList()
            for index in sheets.indices {
                _ = relationships.add("worksheet", "worksheets/sheet\(index + 1).xml")
            }
            if let strings, strings.count > 0 {
                _ = relationships.add("sharedStrings", "sharedStrings.xml")
                try write(strings)
            }
            _ = relationships.add("styles", "styles.xml")
            try add("xl/styles.xml", ContentTypes.styles) {
                StylesPart(table: styles).write(to: &$0)
            }
            let part = WorkbookPart(
                sheets: sheets, activeSheet: active, names: names,
                needsCalculation: needsCalculation)
            try add("xl/workbook.xml", ContentTypes.workbook) { part.write(to: &$0) }
            try add("xl/_rels/workbook.xml.rels") { relationships.write(to: &$0) }
            try add("[Content_Types].xml") { contentTypes.write(to: &$0) }
            try archiving { try archive.finish() }
        }
    }

    private func checkedNames() throws(SpreadsheetError) -> [DefinedName] {
        var known: Set<String> = []
        for name in definedNames {
            try name.check(sheets: sheets.count)
            guard known.insert("\(name.sheet ?? -1) \(name.name.lowercased())").inserted else {
                throw SpreadsheetError(.notWritable, reason: "duplicateName", detail: name.name)
            }
        }
        let printing = sheets.enumerated().flatMap { DefinedName.printing($1, sheet: $0) }
        return printing + definedNames
    }

    private func write(_ strings: SharedStringTable) throws(SpreadsheetError) {
        contentTypes.add("xl/sharedStrings.xml", ContentTypes.sharedStrings)
        try archiving {
            try archive.begin(
                EntryHeader("xl/sharedStrings.xml"), method: .deflated(options.level))
        }
        var xml = XMLWriter(capacity: SheetWriter.flushSize + 8192)
        try strings.write(to: &xml) { xml throws(SpreadsheetError) in try send(&xml) }
        try send(&xml)
        try archiving { try archive.end() }
    }

    // MARK: Output

    /// Writes a small part whole.
    private func add(
        _ name: String, _ type: String? = nil, _ write: (inout XMLWriter) -> Void
    ) throws(SpreadsheetError) {
        if let type { contentTypes.add(name, type) }
        var xml = XMLWriter()
        write(&xml)
        try archiving {
            try archive.begin(EntryHeader(name), method: .deflated(options.level))
            try xml.withBytes { try archive.write($0) }
            try archive.end()
        }
    }

    /// Sends markup of the open part to the archive and empties the buffer.
    func send(_ xml: inout XMLWriter) throws(SpreadsheetError) {
        do {
            try xml.withBytes { try archive.write($0) }
        } catch {
            throw keep(SpreadsheetError(writing: error))
        }
        xml.removeAll()
    }

    // MARK: Errors

    /// Remembers the first error.
    func keep(_ error: SpreadsheetError) -> SpreadsheetError {
        if let failure { return failure }
        failure = error
        return error
    }

    private func keeping<Result>(
        _ body: () throws(SpreadsheetError) -> Result
    ) throws(SpreadsheetError) -> Result {
        if let failure { throw failure }
        do {
            return try body()
        } catch {
            throw keep(error)
        }
    }

    private func archiving<Result>(
        _ body: () throws -> Result
    ) throws(SpreadsheetError) {
        do {
            _ = try body()
        } catch {
            throw keep(SpreadsheetError(writing: error))
        }
    }
}

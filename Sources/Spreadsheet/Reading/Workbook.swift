import XMLStream

/// Opens workbooks. One reader is for one thread and keeps what workbooks of one template share.
package final class WorkbookReader {
    private let scanner: XMLScanner
    private let memo = PartMemo()
    private let limits: SpreadsheetLimits
    private let hasHelper: Bool

    /// - Parameter helper: whether a second thread may inflate large parts while they are read: for callers that
    ///   know of an idle processor.
    package init(limits: SpreadsheetLimits = SpreadsheetLimits(), helper: Bool = false) {
        self.limits = limits
        hasHelper = helper
        scanner = XMLScanner(vocabulary: .spreadsheet, limits: limits.xml)
    }

    /// Opens the bytes of a whole file.
    ///
    /// - Throws: ``SpreadsheetError``: what kind of file it is, where it is no workbook.
    package func open(_ bytes: [UInt8]) throws(SpreadsheetError) -> Workbook {
        try Workbook(bytes, scanner: scanner, memo: memo, limits: limits, helper: hasHelper)
    }
}

/// A workbook in memory, its sheets read when they are asked for.
///
/// Everything is found through relationships (ISO/IEC 29500-1, 12.3), never by file name.
package final class Workbook {
    package let sheets: [SheetEntry]
    /// Whether serial dates count from 1904-01-01 (18.2.28).
    package let uses1904: Bool

    let package: OfficePackage
    let workbookPart: PartName
    let relationships: [Relationship]
    let packageRelationships: [Relationship]
    let limits: SpreadsheetLimits
    private var loadedStrings: SharedStrings?
    private var loadedFormats: CellFormats?
    private let held: HeldCells

    /// - Throws: ``SpreadsheetError``: what kind of file it is, where it is no workbook.
    fileprivate init(
        _ bytes: [UInt8], scanner: XMLScanner, memo: PartMemo, limits: SpreadsheetLimits,
        helper: Bool
    ) throws(SpreadsheetError) {
        self.limits = limits
        held = HeldCells(limits)
        let kind = FileKind(bytes)
        switch kind {
        case .encryptedPackage: throw SpreadsheetError(.encrypted, reason: "password")
        case .legacyBinary: throw SpreadsheetError(.legacyBinary, reason: "legacyBinary")
        case .package, .other: break
        }
        do {
            package = try OfficePackage(
                bytes, scanner: scanner, memo: memo, limits: limits, helper: helper)
        } catch {
            // A file that does not begin as an archive may still be one, behind other bytes.
            if kind == .other { throw SpreadsheetError(.notWorkbook, reason: "notArchive") }
            throw error
        }
        packageRelationships = try package.relationships(of: .package)
        guard
            let part = packageRelationships.first(where: { $0.kind == .officeDocument })?.target
        else {
            throw SpreadsheetError(
                .notWorkbook, reason: "noWorkbookRelationship",
                part: PartName.package.relationshipsPart.text)
        }
        workbookPart = part
        let contents: WorkbookContents
        do throws(SpreadsheetError) {
            contents = try package.parsed(part) { [package] () throws(SpreadsheetError) in
                let parser = WorkbookParser(sheetLimit: limits.sheets)
                try package.scan(part, into: parser)
                return parser.contents
            }
        } catch {
            // The office document of an .xlsb is a workbook, but no XML.
            if part.text.lowercased().hasSuffix(".bin") {
                throw SpreadsheetError(.notWorkbook, reason: "binaryWorkbook", part: part.text)
            }
            throw error
        }
        guard contents.isWorkbook else {
            throw SpreadsheetError(.notWorkbook, reason: "otherDocument", part: part.text)
        }
        sheets = contents.sheets
        uses1904 = contents.uses1904
        relationships = try package.relationships(of: part)
    }

    /// Sends the cells of a sheet to `sink` as they are read. Chart and dialog sheets have none.
    ///
    /// - Throws: ``SpreadsheetError`` with the sheet's name.
    package func read(
        _ sheet: SheetEntry, into sink: any CellSink, formulas: Bool = false,
        blanks: Bool = false
    ) throws(SpreadsheetError) {
        do throws(SpreadsheetError) {
            guard let part = try worksheetPart(of: sheet) else { return }
            let parser = WorksheetParser(
                sink: sink, strings: try sharedStrings(), uses1904: uses1904,
                keepsFormulas: formulas, keepsBlanks: blanks, stringLimit: limits.stringSize)
            do {
                try package.scan(part, isLarge: true, into: parser)
            } catch  where error.part == nil {
                throw SpreadsheetError(
                    error.code, reason: error.reason, part: part.text, cell: error.cell,
                    detail: error.detail)
            }
        } catch {
            throw error.on(sheet: sheet.name)
        }
    }

    /// The part of a sheet; nil for chart and dialog sheets, which have no cells.
    func worksheetPart(of sheet: SheetEntry) throws(SpreadsheetError) -> PartName? {
        guard let relation = relationships.first(where: { $0.id == sheet.relationship }),
            let part = relation.target
        else {
            throw SpreadsheetError(
                .corrupt, reason: "missingPart", part: workbookPart.relationshipsPart.text)
        }
        return relation.kind == .worksheet ? part : nil
    }

    /// The cells of a sheet, all at once.
    ///
    /// - Parameter interest: what a text says; with it, a large sheet may lack rows that are far from all texts of
    ///   interest, see ``GridBuilder``.
    /// - Throws: ``SpreadsheetError``; `limitExceeded` for more cells than a grid may hold, kept or not.
    package func grid(
        of sheet: SheetEntry, formulas: Bool = false,
        interest: ((String) -> RowInterest)? = nil
    ) throws(SpreadsheetError) -> SheetGrid {
        let before = held.mark
        let builder = GridBuilder(held, interest: interest)
        try read(sheet, into: builder, formulas: formulas)
        if builder.isUnsound {
            held.goBack(to: before)
            return try grid(of: sheet, formulas: formulas)
        }
        return builder.grid
    }

    /// The comments of a sheet by cell; none where it has none.
    ///
    /// - Throws: ``SpreadsheetError`` with the sheet's name.
    package func comments(
        of sheet: SheetEntry
    ) throws(SpreadsheetError) -> [CellReference: String] {
        guard let part = relationships.first(where: { $0.id == sheet.relationship })?.target else {
            return [:]
        }
        do throws(SpreadsheetError) {
            let list = try package.relationships(of: part).first { $0.kind == .comments }
            guard let target = list?.target, package.contains(target) else { return [:] }
            let parser = CommentsParser(limits: limits)
            try package.scan(target, into: parser)
            return parser.comments
        } catch {
            throw error.on(sheet: sheet.name)
        }
    }

    /// How the numbers of cells are shown.
    package func formats() throws(SpreadsheetError) -> CellFormats {
        if let loadedFormats { return loadedFormats }
        guard let part = target(.styles) else { return CellFormats(formats: []) }
        let formats = try package.parsed(part) { () throws(SpreadsheetError) in
            let parser = StylesParser(limit: limits.styles)
            try package.scan(part, into: parser)
            return parser.formats
        }
        loadedFormats = formats
        return formats
    }

    /// The custom document properties, text by name; empty where there are none.
    package func customProperties() throws(SpreadsheetError) -> [String: String] {
        let relation = packageRelationships.first {
            $0.kind == .customProperties || $0.kind == .customPropertiesStrict
        }
        guard let part = relation?.target, package.contains(part) else { return [:] }
        let parser = CustomPropertiesParser(stringLimit: limits.stringSize)
        try package.scan(part, into: parser)
        return parser.properties
    }

    /// Whether a sheet has to read as it does in another workbook: its parts are stored in the same bytes, and the
    /// strings and formats that they point to are there too, maybe with more behind them.
    ///
    /// - Throws: ``SpreadsheetError`` for a part that cannot be read.
    package func reads(
        _ sheet: SheetEntry, as other: Workbook
    ) throws(SpreadsheetError) -> Bool {
        guard uses1904 == other.uses1904, other.sheets.contains(sheet),
            let part = try worksheetPart(of: sheet),
            try other.worksheetPart(of: sheet) == part,
            package.hasSamePart(part, as: other.package),
            package.hasSamePart(part.relationshipsPart, as: other.package)
        else { return false }
        for target in try package.relationships(of: part).compactMap(\.target) {
            guard package.hasSamePart(target, as: other.package) else { return false }
        }
        return try hasStringsAndFormats(of: other)
    }

    private func hasStringsAndFormats(of other: Workbook) throws(SpreadsheetError) -> Bool {
        func isSame(_ kind: Relationship.Kind) -> Bool {
            guard let part = target(kind), part == other.target(kind) else {
                return target(kind) == nil && other.target(kind) == nil
            }
            return package.hasSamePart(part, as: other.package)
        }
        if !isSame(.sharedStrings) {
            guard try sharedStrings().begins(with: other.sharedStrings()) else { return false }
        }
        if isSame(.styles) { return true }
        return try formats().begins(with: other.formats())
    }

    func target(_ kind: Relationship.Kind) -> PartName? {
        relationships.first { $0.kind == kind }?.target
    }

    private func sharedStrings() throws(SpreadsheetError) -> SharedStrings {
        if let loadedStrings { return loadedStrings }
        let parser = SharedStringsParser(limits: limits)
        if let part = target(.sharedStrings) { try package.scan(part, isLarge: true, into: parser) }
        loadedStrings = parser.strings
        return parser.strings
    }
}

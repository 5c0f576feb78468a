import ZipContainer

/// The changes of one package while they are worked out: what becomes of each of its parts.
///
/// Nothing is written before everything is known to be possible.
final class EditSession {
    let workbook: Workbook
    let package: OfficePackage
    /// Splices of parts that are too large to be held.
    var streamed: [PartName: [Splice]] = [:]
    private(set) var added: [(name: PartName, bytes: [UInt8])] = []
    /// Positions in ``added``.
    private var addedPositions: [PartName: Int] = [:]
    /// The numbers that names of added parts go on from, by what stands around them.
    private var nextNumbers: [String: Int] = [:]
    /// VML drawings of the package and those added.
    private(set) lazy var drawingCount = package.parts.keys.count {
        $0.text.lowercased().hasSuffix(".vml")
    }
    private(set) var removed: Set<PartName> = []
    var report = EditReport()
    private var editors: [PartName: PartEditor] = [:]
    /// What sheets were read for, and what was found.
    var scans: [PartName: (cells: Set<CellReference>, places: WorksheetPlaces)] = [:]
    /// The editor of the styles, once anything needs one.
    private(set) var styles: StylesEditor?
    /// Bytes of the texts of formulas that may still be kept.
    var formulaTextLeft: Int
    /// The numbers of sheets that were added.
    var addedSheetNumbers: Set<Int> = []
    /// Extensions whose content type was told.
    private var defaults: Set<String> = []
    /// Identifiers of relationships that were given away.
    var claimed: Set<String> = []

    static let contentTypes = PartName("[Content_Types].xml")

    init(_ workbook: Workbook) {
        self.workbook = workbook
        package = workbook.package
        formulaTextLeft = workbook.limits.textSize
    }

    /// A sheet that has cells, by its index in the workbook.
    func worksheet(at index: Int) throws(SpreadsheetError) -> (SheetEntry, PartName) {
        let entry = workbook.sheets[index]
        guard let part = try workbook.worksheetPart(of: entry) else {
            throw SpreadsheetError(.refusedEdit, reason: "noWorksheet", sheet: entry.name)
        }
        return (entry, part)
    }

    // MARK: Parts

    /// The editor of a small part, one for all edits of it.
    func editor(of part: PartName) throws(SpreadsheetError) -> PartEditor {
        if let editor = editors[part] { return editor }
        let editor =
            if let index = addedPositions[part] {
                try PartEditor(part, bytes: added[index].bytes, in: package)
            } else {
                try PartEditor(part, in: package)
            }
        editors[part] = editor
        return editor
    }

    func contains(_ part: PartName) -> Bool {
        !removed.contains(part)
            && (package.contains(part) || addedPositions[part] != nil)
    }

    /// Adds a part and tells its content type (ISO/IEC 29500-2, 6.2.3).
    func add(_ part: PartName, _ bytes: [UInt8], contentType: String) throws(SpreadsheetError) {
        addUntyped(part, bytes)
        let types = try editor(of: EditSession.contentTypes)
        let prefix = types[types.root].tag.prefix
        types.append(
            """
            <\(prefix)Override PartName="/\(part.text)" ContentType="\(contentType)"/>
            """.utf8, to: types.root)
    }

    /// Adds a part whose content type is told by its extension.
    func addUntyped(_ part: PartName, _ bytes: [UInt8]) {
        if part.text.hasSuffix(".vml") { drawingCount += 1 }
        addedPositions[part] = added.count
        added.append((part, bytes))
    }

    /// Tells the content type of an extension, where the package does not (ISO/IEC 29500-2, 6.2.3.2).
    func declareDefault(_ suffix: String, _ contentType: String) throws(SpreadsheetError) {
        let types = try editor(of: EditSession.contentTypes)
        let isKnown = types.children(of: types.root, named: "Default").contains {
            types[$0].tag["Extension"]?.lowercased() == suffix
        }
        guard !isKnown, defaults.insert(suffix).inserted else { return }
        let prefix = types[types.root].tag.prefix
        types.insertChild(
            "<\(prefix)Default Extension=\"\(suffix)\" ContentType=\"\(contentType)\"/>".utf8,
            of: types.root, after: ["Default"])
    }

    /// Removes a part with its content type.
    func remove(_ part: PartName) throws(SpreadsheetError) {
        removed.insert(part)
        let types = try editor(of: EditSession.contentTypes)
        for element in types.children(of: types.root, named: "Override")
        where types[element].tag["PartName"].map({ PartName($0) }) == part {
            types.remove(element)
        }
    }

    /// A name that no part has: `xl/comments3.xml`.
    func freeName(_ stem: String, _ suffix: String) -> PartName {
        var number = nextNumbers[stem + suffix] ?? 1
        func isTaken(_ name: PartName) -> Bool {
            package.contains(name) || addedPositions[name] != nil
        }
        while isTaken(PartName("\(stem)\(number)\(suffix)")) { number += 1 }
        nextNumbers[stem + suffix] = number
        return PartName("\(stem)\(number)\(suffix)")
    }

    /// The one editor of the styles; a part for them is added where the workbook has none.
    func stylesEditor() throws(SpreadsheetError) -> StylesEditor {
        if let styles { return styles }
        var part = workbook.target(.styles) ?? workbook.workbookPart
        if workbook.target(.styles) == nil || !package.contains(part) {
            let namespace = try editor(of: workbook.workbookPart).namespace
            part = workbook.workbookPart.resolving(target: "styles.xml")
            try add(
                part, StylesEditor.minimalPart(namespace: namespace.main),
                contentType:
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml")
            try addRelationship(
                from: workbook.workbookPart, kind: "\(namespace.relationships)/styles",
                target: "styles.xml")
        }
        let editor = try StylesEditor(try editor(of: part), limit: workbook.limits.styles)
        styles = editor
        return editor
    }

    // MARK: Result

    /// Brings all edits together and lists them in the report.
    ///
    /// - Throws: `refusedEdit` where two edits claim the same bytes.
    func finish() throws(SpreadsheetError) {
        styles?.finish()
        for (part, editor) in editors where !removed.contains(part) {
            let splices = editor.splices
            if splices.isEmpty { continue }
            if let index = addedPositions[part] {
                guard let bytes = splices.applied(to: added[index].bytes) else {
                    throw SpreadsheetError(
                        .refusedEdit, reason: "overlappingEdits", part: part.text)
                }
                added[index].bytes = bytes
            } else {
                streamed[part, default: []] += splices
            }
        }
        for (part, splices) in streamed {
            guard let ordered = splices.inOrder() else {
                throw SpreadsheetError(.refusedEdit, reason: "overlappingEdits", part: part.text)
            }
            streamed[part] = ordered.isEmpty ? nil : ordered
            if !ordered.isEmpty { report.splices[entryName(of: part)] = ordered }
        }
        report.addedParts = added.map(\.name.text)
        report.removedParts = removed.map(entryName(of:)).sorted()
        report.breaksSignature =
            !report.isUnchanged
            && workbook.packageRelationships.contains { $0.kind == .signatureOrigin }
    }

    private func entryName(of part: PartName) -> String { package.parts[part]?.name ?? part.text }
}

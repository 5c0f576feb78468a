/// A sheet whose cells are edited.
private struct EditedSheet {
    let entry: SheetEntry
    let part: PartName
    var edits: SheetEdits
    var places: WorksheetPlaces
}

extension EditSession {
    /// Makes edits of cells, by the index of their sheet in the workbook.
    func apply(_ edits: [Int: SheetEdits]) throws(SpreadsheetError) {
        var sheets: [Int: EditedSheet] = [:]
        for (index, edits) in edits.sorted(by: { $0.key < $1.key }) where !edits.isEmpty {
            sheets[index] = try scan(index, edits)
        }
        let strings = try stringTable(for: Set(sheets.values.flatMap(\.edits.texts)))
        for (index, sheet) in sheets {
            sheets[index]?.edits = sheet.edits.needed(on: sheet.places, strings: strings)
        }
        try followFormulas(&sheets)
        let styles = sheets.values.contains { $0.edits.hasStyles } ? try stylesEditor() : nil
        var chain: Set<CalculationChain.Cell> = []
        for (index, sheet) in sheets.sorted(by: { $0.key < $1.key }) where !sheet.edits.isEmpty {
            let composer: SheetComposer
            do throws(SpreadsheetError) {
                composer = try SheetComposer(
                    places: sheet.places, edits: sheet.edits, strings: strings, styles: styles)
            } catch {
                throw error.at(part: sheet.part.text, sheet: sheet.entry.name)
            }
            streamed[sheet.part, default: []] += composer.splices
            for reference in composer.droppedFormulas {
                report.droppedFormulas.append(
                    CellPlace(sheet: sheet.entry.name, reference: reference))
                if let number = try sheetNumber(index) {
                    chain.insert(.init(sheet: number, reference: "\(reference)"))
                }
            }
        }
        if let strings, let part = workbook.target(.sharedStrings) {
            streamed[part, default: []] += strings.splices
        }
        try removeFromChain(chain)
    }

    // MARK: Sheets

    private func scan(
        _ index: Int, _ edits: SheetEdits
    ) throws(SpreadsheetError) -> EditedSheet {
        let (entry, part) = try worksheet(at: index)
        let textLeft = formulaTextLeft
        let places = try scan(part, of: entry, edits, keepsFormulas: true)
        if places.merged.isEmpty {
            return EditedSheet(entry: entry, part: part, edits: edits, places: places)
        }
        let moved = edits.moved(places.merged)
        formulaTextLeft = textLeft
        return EditedSheet(
            entry: entry, part: part, edits: moved,
            places: try scan(part, of: entry, moved, keepsFormulas: true))
    }

    /// Reads a sheet for the places of edits, or remembers what it read before, where no content changes.
    func scan(
        _ part: PartName, of entry: SheetEntry, _ edits: SheetEdits, keepsFormulas: Bool = false
    ) throws(SpreadsheetError) -> WorksheetPlaces {
        let known = scans[part]
        if let known, !edits.replacesContent, known.cells.isSuperset(of: edits.changes.keys) {
            return known.places
        }
        var scan: WorksheetScan?
        do throws(SpreadsheetError) {
            try package.scan(part) { window in
                let sink = WorksheetScan(
                    edits: edits.places, window: window, stringLimit: workbook.limits.stringSize,
                    formulaLimit: keepsFormulas ? workbook.limits.formulas : 0,
                    formulaTextLimit: formulaTextLeft)
                scan = sink
                return sink
            }
        } catch {
            throw error.at(part: part.text, sheet: entry.name)
        }
        guard let places = scan?.places else { return WorksheetPlaces() }
        formulaTextLeft -= places.formulaText
        var kept = places
        // Formulas are many, and asked for once.
        kept.formulas = []
        kept.merged.merge(known?.places.merged ?? [:]) { new, _ in new }
        scans[part] = (Set(edits.changes.keys).union(known?.cells ?? []), kept)
        return places
    }

    // MARK: Formulas

    /// Formulas of all sheets that are followed; ``SpreadsheetLimits/formulas`` is for each of them.
    private static let mostFormulas = 1_000_000

    /// Sees to the formulas that depend on what changes; see ``Recalculation``.
    private func followFormulas(
        _ sheets: inout [Int: EditedSheet]
    ) throws(SpreadsheetError) {
        let changed = sheets.mapValues(\.edits).filter { $0.value.replacesContent }
        if changed.isEmpty { return }
        var formulas: [Int: [SheetFormula]] = [:]
        var count = 0
        for (index, entry) in workbook.sheets.enumerated() {
            guard let part = try workbook.worksheetPart(of: entry), contains(part) else { continue }
            var places = sheets[index]?.places
            if places == nil { places = try placesOfFormulas(part, of: entry) }
            guard let places else { continue }
            formulas[index] = places.formulas.filter { !$0.isLost }
            // From here on they stand in one place only.
            sheets[index]?.places.formulas = []
            count += places.formulas.count
            if places.hasMoreFormulas || count > EditSession.mostFormulas {
                report.hasUnknownDependents = true
                break
            }
        }
        if !report.hasUnknownDependents, formulas.values.allSatisfy(\.isEmpty) { return }
        try calculateOnLoad()
        if report.hasUnknownDependents { return }
        let results = try Recalculation(
            workbook: workbook, formulas: formulas, changed: changed, names: try definedNames()
        ).results()
        formulas = [:]
        for (index, cells) in results {
            let entry = workbook.sheets[index]
            guard let part = try workbook.worksheetPart(of: entry) else { continue }
            var edits = sheets[index]?.edits ?? SheetEdits()
            for (reference, result) in cells {
                edits.set(result: result, at: reference)
                let place = CellPlace(sheet: entry.name, reference: reference)
                if result == nil {
                    report.invalidated.append(place)
                } else {
                    report.recomputed.append(place)
                }
            }
            // The cells of the results have to be found too.
            sheets[index] = EditedSheet(
                entry: entry, part: part, edits: edits, places: try scan(part, of: entry, edits))
        }
        func isBefore(_ left: CellPlace, _ right: CellPlace) -> Bool {
            (left.sheet, left.reference) < (right.sheet, right.reference)
        }
        report.invalidated.sort(by: isBefore)
        report.recomputed.sort(by: isBefore)
    }

    /// Nil where the part has no formulas, which is cheaper to tell than what they are.
    private func placesOfFormulas(
        _ part: PartName, of entry: SheetEntry
    ) throws(SpreadsheetError) -> WorksheetPlaces? {
        if let known = scans[part], !known.places.hasFormulas { return nil }
        var probe = FormulaProbe()
        try package.read(part) { probe.read($0) }
        guard probe.mayHaveFormulas else { return nil }
        return try scan(part, of: entry, SheetEdits(), keepsFormulas: true)
    }

    /// Sheets that may have a name of their own by the same word.
    private static let mostAlike = 2_000

    private func definedNames() throws(SpreadsheetError) -> [String: String] {
        let part = try editor(of: workbook.workbookPart)
        guard let list = part.child(of: part.root, named: "definedNames") else { return [:] }
        var texts: [String: [String]] = [:]
        for element in part.children(of: list, named: "definedName") {
            guard let name = part[element].tag["name"]?.lowercased() else { continue }
            texts[name, default: []].append(part.text(of: element))
        }
        // Names of single sheets may be alike: what is ambiguous depends on all of them, or on anything.
        return texts.filter { $0.value.count <= EditSession.mostAlike }
            .mapValues { $0.joined(separator: ",") }
    }

    /// 18.2.2: has programs calculate when they open the workbook. The stored results of formulas that
    /// were not followed, such as those with functions unknown here, come right with it.
    private func calculateOnLoad() throws(SpreadsheetError) {
        let part = try editor(of: workbook.workbookPart)
        if let element = part.child(of: part.root, named: "calcPr") {
            let value = part[element].tag["fullCalcOnLoad"]
            if value != "1", value != "true" { part.set("fullCalcOnLoad", to: "1", of: element) }
            return
        }
        let prefix = part[part.root].tag.prefix
        part.insertChild(
            "<\(prefix)calcPr fullCalcOnLoad=\"1\"/>".utf8, of: part.root,
            after: [
                "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews",
                "sheets", "functionGroups", "externalReferences", "definedNames",
            ])
    }

    /// The `sheetId` of a sheet (18.2.19).
    private func sheetNumber(_ index: Int) throws(SpreadsheetError) -> Int? {
        let part = try editor(of: workbook.workbookPart)
        guard let list = part.child(of: part.root, named: "sheets") else { return nil }
        let sheets = part.children(of: list, named: "sheet")
        guard sheets.indices.contains(index) else { return nil }
        return part[sheets[index]].tag["sheetId"].flatMap { Int($0) }
    }

    private func removeFromChain(
        _ cells: Set<CalculationChain.Cell>
    ) throws(SpreadsheetError) {
        guard !cells.isEmpty, let part = workbook.target(.calcChain), package.contains(part) else {
            return
        }
        var chain: CalculationChain?
        try package.scan(part) { window in
            let sink = CalculationChain(removing: cells, window: window)
            chain = sink
            return sink
        }
        guard let chain else { return }
        if chain.count > 0 {
            streamed[part, default: []] += chain.splices
            return
        }
        // 18.6.2: a chain holds at least one cell.
        try remove(part)
        let relations = try editor(of: workbook.workbookPart.relationshipsPart)
        for element in relations.children(of: relations.root, named: "Relationship")
        where relations[element].tag["Type"].map({ Relationship.Kind(uri: $0) }) == .calcChain {
            relations.remove(element)
        }
    }

    // MARK: Strings

    private func stringTable(for texts: Set<String>) throws(SpreadsheetError) -> StringTable? {
        guard !texts.isEmpty, let part = workbook.target(.sharedStrings), package.contains(part)
        else { return nil }
        return try StringTable(part, wanted: texts, in: package, limits: workbook.limits)
    }
}

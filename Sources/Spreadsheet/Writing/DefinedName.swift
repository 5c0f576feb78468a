import XMLStream

/// A name for a formula, mostly for a range (ISO/IEC 29500-1, 18.2.5).
package struct DefinedName: Sendable {
    package var name: String
    /// Without `=`; sheets are given as ``SheetName/quoted(_:)`` has them.
    package var formula: String
    /// Index of the sheet that the name is known on; nil for the whole workbook.
    package var sheet: Int?
    package var isHidden = false

    package init(_ name: String, _ formula: String, sheet: Int? = nil) {
        self.name = name
        self.formula = formula
        self.sheet = sheet
    }

    /// A name for a range.
    package init(_ name: String, sheetName: String, _ range: CellRange) {
        self.init(name, "\(SheetName.quoted(sheetName))!\(range.absolute)")
    }

    /// - Throws: `notWritable` with reason `definedName`.
    func check(sheets: Int) throws(SpreadsheetError) {
        guard DefinedName.isValid(name), !formula.isEmpty,
            formula.utf16.count <= SheetLimits.formula, (0..<sheets).contains(sheet ?? 0)
        else { throw SpreadsheetError(.notWritable, reason: "definedName", detail: name) }
    }

    /// Letters, digits, `.`, `_` and `\`; no digit or point in front; nothing that is a reference.
    private static func isValid(_ name: String) -> Bool {
        if name.hasPrefix("_xlnm.") { return false }
        guard let first = name.unicodeScalars.first, name.utf16.count <= SheetLimits.shortText,
            first.properties.isAlphabetic || first == "_" || first == "\\"
        else { return false }
        let isSpelled = name.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || $0.properties.numericType != nil
                || "_.\\?".unicodeScalars
                    .contains($0)
        }
        guard isSpelled, CellReference(name) == nil else { return false }
        // R, C and R1C1 are references in the other notation.
        let rest = name.uppercased().filter { !$0.isASCII || !$0.isNumber }
        return !["R", "C", "RC"].contains(rest)
    }

    func write(to xml: inout XMLWriter) {
        xml.element(
            "definedName",
            {
                $0.attribute("name", name)
                if let sheet { $0.attribute("localSheetId", sheet) }
                if isHidden { $0.attribute("hidden", true) }
            }
        ) { $0.text(CellFormula.text(formula)) }
    }

    /// The names that the printing of a sheet needs.
    static func printing(_ setup: SheetSetup, sheet: Int) -> [DefinedName] {
        let quoted = SheetName.quoted(setup.name)
        var names: [DefinedName] = []
        if let area = setup.printArea {
            names.append(
                DefinedName("_xlnm.Print_Area", "\(quoted)!\(area.absolute)", sheet: sheet))
        }
        var titles: [String] = []
        if let columns = setup.titleColumns {
            let first = CellReference.letters(ofColumn: columns.lowerBound)
            let last = CellReference.letters(ofColumn: columns.upperBound)
            titles.append("\(quoted)!$\(first):$\(last)")
        }
        if let rows = setup.titleRows {
            titles.append("\(quoted)!$\(rows.lowerBound + 1):$\(rows.upperBound + 1)")
        }
        if !titles.isEmpty {
            names.append(
                DefinedName(
                    "_xlnm.Print_Titles", titles.joined(separator: ","), sheet: sheet))
        }
        return names
    }
}

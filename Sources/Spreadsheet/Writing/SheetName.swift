/// The rules for names of sheets, which Excel enforces and the standard does not spell out.
package enum SheetName {
    /// UTF-16 units.
    package static let lengthLimit = 31

    /// What is wrong with a name, as a keyword; nil where nothing is.
    package static func problem(_ name: String) -> String? {
        if name.isEmpty { return "sheetNameEmpty" }
        if name.utf16.count > lengthLimit { return "sheetNameTooLong" }
        let isForbidden = name.unicodeScalars.contains {
            "[]:*?/\\".unicodeScalars.contains($0) || $0.value < 0x20 || $0.value == 0xFFFE
                || $0.value == 0xFFFF
        }
        if isForbidden { return "sheetNameCharacter" }
        if name.utf8.first == UInt8(ascii: "'") || name.utf8.last == UInt8(ascii: "'") {
            return "sheetNameApostrophe"
        }
        // Excel keeps the name for the sheet of tracked changes.
        if name.lowercased() == "history" { return "sheetNameReserved" }
        return nil
    }

    /// The name as formulas have it: always in quotes, which are right for every name.
    package static func quoted(_ name: String) -> String {
        "'" + name.replacing("'", with: "''") + "'"
    }

    /// What two names must not have in common.
    static func key(_ name: String) -> String { name.lowercased() }
}

extension CellReference {
    /// `$A$1`
    package var absolute: String {
        "$\(CellReference.letters(ofColumn: column))$\(row + 1)"
    }
}

extension CellRange {
    /// `$A$1:$B$2`
    package var absolute: String { "\(first.absolute):\(last.absolute)" }
}

import XMLStream

/// The namespaces of packages and SpreadsheetML, Transitional and Strict alike, as small numbers.
enum MarkupNamespace {
    static let spreadsheet: UInt16 = 1
    static let officeRelationships: UInt16 = 2
    static let packageRelationships: UInt16 = 3
    static let customProperties: UInt16 = 4
    static let variantTypes: UInt16 = 5
    static let compatibility: UInt16 = 6
    static let contentTypes: UInt16 = 7

    static let uris: [String: UInt16] = [
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main": spreadsheet,
        "http://purl.oclc.org/ooxml/spreadsheetml/main": spreadsheet,
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships":
            officeRelationships,
        "http://purl.oclc.org/ooxml/officeDocument/relationships": officeRelationships,
        "http://schemas.openxmlformats.org/package/2006/relationships": packageRelationships,
        "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties":
            customProperties,
        "http://purl.oclc.org/ooxml/officeDocument/customProperties": customProperties,
        "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes": variantTypes,
        "http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes": variantTypes,
        "http://schemas.openxmlformats.org/markup-compatibility/2006": compatibility,
        "http://schemas.openxmlformats.org/package/2006/content-types": contentTypes,
    ]
}

/// The local names that reading needs, of elements and attributes. Each case is spelled as in the
/// standard: its name is the name in the file.
enum MarkupName: UInt16, CaseIterable {
    // Relationships and properties
    case Relationship = 1
    case Id, `Type`, Target, TargetMode, Properties, property, name
    // Markup compatibility
    case AlternateContent, Choice, Fallback
    // Workbook
    case workbook, workbookPr, date1904, sheets, sheet, state, id
    // Shared strings and inline strings
    case sst, si, `is`, t, r, rPh
    // Styles
    case styleSheet, numFmts, numFmt, numFmtId, formatCode, cellXfs, xf
    // Comments
    case comments, commentList, comment, text
    // Worksheets
    case worksheet, sheetData, row, c, s, v, f, mergeCells, mergeCell, ref
    // What editing needs beyond that
    case cols, col, min, max, hidden, style, customFormat, hyperlinks, hyperlink
    case conditionalFormatting, cfRule, formula, priority

    static let numbers = Dictionary(
        uniqueKeysWithValues: allCases.map { ("\($0)", $0.rawValue) })
}

extension XMLVocabulary {
    /// What the parts of a workbook are read with.
    package static let spreadsheet = XMLVocabulary(
        namespaces: MarkupNamespace.uris, locals: MarkupName.numbers)
}

extension XMLName {
    static func spreadsheet(_ name: MarkupName) -> XMLName {
        XMLName(namespace: MarkupNamespace.spreadsheet, local: name.rawValue)
    }

    static func packageRelationships(_ name: MarkupName) -> XMLName {
        XMLName(namespace: MarkupNamespace.packageRelationships, local: name.rawValue)
    }

    static func officeRelationships(_ name: MarkupName) -> XMLName {
        XMLName(namespace: MarkupNamespace.officeRelationships, local: name.rawValue)
    }

    static func attribute(_ name: MarkupName) -> XMLName {
        XMLName(namespace: XMLName.noNamespace, local: name.rawValue)
    }

    /// The element's name if it is one of SpreadsheetML that reading needs.
    var spreadsheetName: MarkupName? {
        namespace == MarkupNamespace.spreadsheet ? MarkupName(rawValue: local) : nil
    }
}

import XMLStream
import ZipContainer

/// An OPC package (ISO/IEC 29500-2): parts by name, relationships, and a scanner for their XML.
package final class OfficePackage {
    let archive: ArchiveReader
    let scanner: XMLScanner
    let limits: SpreadsheetLimits
    private let memo: PartMemo
    private(set) var parts: [PartName: ArchiveEntry] = [:]

    /// - Throws: ``SpreadsheetError``.
    init(
        _ bytes: [UInt8], scanner: XMLScanner, memo: PartMemo, limits: SpreadsheetLimits
    ) throws(SpreadsheetError) {
        self.scanner = scanner
        self.memo = memo
        self.limits = limits
        do {
            archive = try ArchiveReader(bytes, limits: limits.zip)
        } catch {
            throw SpreadsheetError(error)
        }
        for entry in archive.entries where !entry.isDirectory {
            // 6.2.2.3: no two names may be equivalent.
            guard parts.updateValue(entry, forKey: PartName(entry.name)) == nil else {
                throw SpreadsheetError(.corrupt, reason: "duplicateName", part: entry.name)
            }
        }
    }

    package func contains(_ name: PartName) -> Bool { parts[name] != nil }

    /// Sends the events of a part to a sink.
    ///
    /// - Throws: ``SpreadsheetError``: a missing part is `corrupt` with reason `missingPart`.
    func scan(_ name: PartName, into sink: any XMLSink) throws(SpreadsheetError) {
        guard let entry = parts[name] else {
            throw SpreadsheetError(.corrupt, reason: "missingPart", part: name.text)
        }
        try SpreadsheetError.wrapping(part: entry.name) {
            try scanner.parse(entry.name, into: sink) { push in
                try archive.read(entry, accept: push)
            }
        }
    }

    /// The relationships of a part, in file order; none where it has no relationships part.
    func relationships(of name: PartName) throws(SpreadsheetError) -> [Relationship] {
        let part = name.relationshipsPart
        guard contains(part) else { return [] }
        return try parsed(part) { () throws(SpreadsheetError) in
            let parser = RelationshipsParser(source: name, limit: limits.relationships)
            try scan(part, into: parser)
            return parser.relationships
        }
    }

    /// What `parse` makes of a part, or made of the same bytes in an earlier workbook.
    func parsed<T: Sendable>(
        _ name: PartName, parse: () throws(SpreadsheetError) -> T
    ) throws(SpreadsheetError) -> T {
        guard let entry = parts[name] else { return try parse() }
        return try memo.value(of: entry, data: archive.compressedData(of: entry), parse: parse)
    }
}

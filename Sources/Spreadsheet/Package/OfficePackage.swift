import XMLStream
import ZipContainer

/// An OPC package (ISO/IEC 29500-2): parts by name, relationships, and a scanner for their XML.
package final class OfficePackage {
    let archive: ArchiveReader
    let scanner: XMLScanner
    let limits: SpreadsheetLimits
    private let memo: PartMemo
    private(set) var parts: [PartName: ArchiveEntry] = [:]
    /// Bytes so far of parts that are not UTF-8.
    private var otherRead = 0

    /// - Throws: ``SpreadsheetError``.
    init(
        _ bytes: [UInt8], scanner: XMLScanner, memo: PartMemo, limits: SpreadsheetLimits,
        helper: Bool
    ) throws(SpreadsheetError) {
        self.scanner = scanner
        self.memo = memo
        self.limits = limits
        guard bytes.count <= limits.fileSize else {
            throw SpreadsheetError(.limitExceeded, reason: "fileSize")
        }
        do {
            archive = try ArchiveReader(bytes, limits: limits.zip, helper: helper)
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
    /// - Parameter isLarge: whether it is a part that holds cells or their texts.
    /// - Throws: ``SpreadsheetError``: a missing part is `corrupt` with reason `missingPart`.
    func scan(
        _ name: PartName, isLarge: Bool = false, into sink: any XMLSink
    ) throws(SpreadsheetError) {
        let entry = try entry(of: name)
        guard isLarge || entry.size <= limits.partSize else {
            throw SpreadsheetError(.limitExceeded, reason: "partSize", part: entry.name)
        }
        try SpreadsheetError.wrapping(part: entry.name) {
            try scanner.parse(entry.name, into: sink) { push in
                try archive.read(entry) { piece in
                    try push(piece)
                    if !scanner.readsUTF8 { try noteOther(piece.count, entry) }
                }
            }
        }
    }

    private func noteOther(_ count: Int, _ entry: ArchiveEntry) throws {
        otherRead += count
        guard otherRead <= limits.otherEncodings else {
            throw SpreadsheetError(.limitExceeded, reason: "otherEncodings", part: entry.name)
        }
    }

    /// The entry of a part that has to be there.
    func entry(of name: PartName) throws(SpreadsheetError) -> ArchiveEntry {
        guard let entry = parts[name] else {
            throw SpreadsheetError(.corrupt, reason: "missingPart", part: name.text)
        }
        return entry
    }

    /// Hands over the bytes of a part, piece by piece.
    func read(
        _ name: PartName, accept: (Span<UInt8>) throws -> Void
    ) throws(SpreadsheetError) {
        let entry = try entry(of: name)
        try SpreadsheetError.wrapping(part: entry.name) {
            try archive.read(entry, accept: accept)
        }
    }

    /// Whether a part is stored in the same bytes in another package, or is in neither.
    func hasSamePart(_ name: PartName, as other: OfficePackage) -> Bool {
        guard let entry = parts[name], let otherEntry = other.parts[name] else {
            return parts[name] == nil && other.parts[name] == nil
        }
        return entry.method == otherEntry.method && entry.size == otherEntry.size
            && entry.crc32 == otherEntry.crc32
            && archive.compressedData(of: entry) == other.archive.compressedData(of: otherEntry)
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

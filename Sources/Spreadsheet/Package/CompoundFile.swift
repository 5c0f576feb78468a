/// What an OLE compound file ([MS-CFB]) holds, as far as its directory tells.
///
/// Passwords wrap a workbook into one (streams EncryptionInfo and EncryptedPackage), and so do the
/// binary workbooks of Excel 5 to 2003 (stream Workbook or Book).
struct CompoundFile {
    static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    /// Names of streams and storages, in directory order; those that could be read.
    let names: [String]

    /// - Returns: nil where the signature is missing.
    init?(_ bytes: [UInt8]) {
        guard bytes.starts(with: CompoundFile.signature) else { return nil }
        names = CompoundFile.directoryNames(bytes)
    }

    private static func directoryNames(_ bytes: [UInt8]) -> [String] {
        func uint16(_ offset: Int) -> Int? {
            guard offset >= 0, offset + 2 <= bytes.count else { return nil }
            return Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
        }
        func uint32(_ offset: Int) -> Int? {
            guard let low = uint16(offset), let high = uint16(offset + 2) else { return nil }
            return low | high << 16
        }
        guard let shift = uint16(30), shift == 9 || shift == 12, let first = uint32(48) else {
            return []
        }
        let sectorSize = 1 << shift
        // The first 109 sectors of the allocation table are listed in the header (2.2): enough for
        // 7 MB with 512-byte sectors; directories stand near the start.
        func next(_ sector: Int) -> Int? {
            let perSector = sectorSize / 4
            guard sector / perSector < 109, let table = uint32(76 + sector / perSector * 4) else {
                return nil
            }
            return uint32((table + 1) * sectorSize + sector % perSector * 4)
        }
        var names: [String] = []
        var sector = first
        var visited = 0
        while sector < 0xFFFF_FFFA, visited <= bytes.count / sectorSize, names.count < 4096 {
            visited += 1
            let start = (sector + 1) * sectorSize
            for entry in stride(from: start, to: start + sectorSize, by: 128) {
                guard let length = uint16(entry + 64), length >= 2, length <= 64 else { continue }
                let units = (0..<(length / 2 - 1)).compactMap { uint16(entry + $0 * 2) }
                names.append(String(decoding: units.map { UInt16($0) }, as: UTF16.self))
            }
            guard let following = next(sector) else { break }
            sector = following
        }
        return names
    }
}

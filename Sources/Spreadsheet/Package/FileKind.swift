/// What a file is, by its first bytes, whatever its name says.
enum FileKind {
    case package
    case encryptedPackage
    case legacyBinary
    case other

    init(_ bytes: [UInt8]) {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 5, 6]) {
            self = .package
        } else if let compound = CompoundFile(bytes) {
            if compound.names.contains("EncryptedPackage")
                || compound.names.contains("EncryptionInfo")
            {
                self = .encryptedPackage
            } else if compound.names.contains("Workbook") || compound.names.contains("Book") {
                self = .legacyBinary
            } else {
                self = .other
            }
        } else if FileKind.isBareBIFF(bytes) {
            self = .legacyBinary
        } else {
            self = .other
        }
    }

    /// Excel 2 to 4 wrote a BOF record without a container ([MS-XLS] 2.4.21 and before).
    private static func isBareBIFF(_ bytes: [UInt8]) -> Bool {
        guard bytes.count > 8, bytes[0] == 0x09, bytes[3] == 0 else { return false }
        return [0x00, 0x02, 0x04, 0x08].contains(bytes[1]) && [4, 6, 8, 16].contains(bytes[2])
    }
}

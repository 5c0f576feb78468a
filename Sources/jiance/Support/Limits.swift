import ArgumentParser
import Spreadsheet

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// How large a workbook may be, as the environment says: `JIANCE_LIMITS="cells=5000000,textSize=256M"`.
enum Limits {
    static let variable = "JIANCE_LIMITS"

    /// - Throws: ``ValidationError`` naming what is wrong.
    static func ofEnvironment() throws -> SpreadsheetLimits {
        guard let text = getenv(variable).map({ String(cString: $0) }) else {
            return SpreadsheetLimits()
        }
        do throws(SpreadsheetLimits.SettingError) {
            return try SpreadsheetLimits(settings: text)
        } catch {
            switch error {
            case .unknownName(let name):
                let names = SpreadsheetLimits.names.joined(separator: ", ")
                throw ValidationError(
                    "\(variable): 没有名为“\(name)”的限度。(No such limit.) \(names)")
            case .notANumber(let name, let value):
                throw ValidationError(
                    "\(variable): \(name)=\(value)：应为整数，可带 K、M、G。"
                        + "(A whole number is needed, with K, M or G if you like.)")
            }
        }
    }
}

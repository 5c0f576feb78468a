import ArgumentParser
import MonitoringForm

/// Exit statuses: `design/model.md`, "Findings".
enum ExitStatus {
    /// A finding is an error.
    static let findings = ExitCode(1)
    /// An input could not be read at all.
    static let unreadable = ExitCode(2)
    /// A result could not be written (EX_IOERR of sysexits.h).
    static let output = ExitCode(74)

    /// Says on standard error why a result could not be written.
    static func output(failing error: FileError) -> ExitCode {
        Terminal.say("jiance: \(error.path): \(error.reason)")
        return output
    }

    /// Throws what the worst outcome asks for; nothing for a clean one.
    static func report(unreadable isUnreadable: Bool, errors hasErrors: Bool) throws {
        if isUnreadable { throw unreadable }
        if hasErrors { throw findings }
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Standard error, for messages and the progress bar.
enum Terminal {
    static let isInteractive = isatty(STDERR_FILENO) == 1

    /// Whether standard output takes colours: a terminal, and nobody asked for none (https://no-color.org).
    static var isOutputColoured: Bool {
        func variable(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
        return isatty(STDOUT_FILENO) == 1 && variable("NO_COLOR").isEmpty
            && variable("TERM") != "dumb"
    }

    static func say(_ text: String) {
        try? FileAccess.write(Array((text + "\n").utf8), to: STDERR_FILENO, path: "stderr")
    }
}

/// A bar on standard error that shows itself when the work takes longer than a second.
struct ProgressBar {
    private let total: Int
    private let start = ProgressBar.seconds()
    private var lastDrawn = 0.0
    private var isShown = false

    init(total: Int) { self.total = total }

    private static func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    mutating func update(done: Int) {
        guard Terminal.isInteractive, total > 1 else { return }
        let now = ProgressBar.seconds()
        guard now - start > 1, now - lastDrawn > 0.1 else { return }
        lastDrawn = now
        isShown = true
        let width = 30
        let filled = done * width / total
        let bar =
            String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        draw("\r\(bar) \(done)/\(total)")
    }

    mutating func clear() {
        if isShown { draw("\r\u{1B}[K") }
        isShown = false
    }

    private func draw(_ text: String) {
        try? FileAccess.write(Array(text.utf8), to: STDERR_FILENO, path: "stderr")
    }
}

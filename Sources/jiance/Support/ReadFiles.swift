import ArgumentParser

/// The files that a command reads: nothing that it writes may take the place of one, `--force` or not.
final class ReadFiles {
    private let paths: [String]
    /// Asked for only where an output is there already: every input costs a call of the system.
    private lazy var identities = Set(
        paths.filter { !FileAccess.isSpecial($0) }.compactMap(FileAccess.identity))

    /// - Parameter paths: nil and `-` are no files.
    init(_ paths: [String?]) {
        self.paths = paths.compactMap { $0 }.filter { $0 != "-" }
    }

    /// - Throws: ``ValidationError`` for the first of the outputs that is one of the files, whatever path leads
    ///   to it.
    func refuse(asOutputs outputs: [String?]) throws {
        for case let output? in outputs {
            guard let identity = FileAccess.identity(of: output), identities.contains(identity)
            else { continue }
            throw ValidationError("\(output): 输出不能覆盖输入。(The output is an input.)")
        }
    }
}

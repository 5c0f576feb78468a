import ArgumentParser

/// The files that a command reads: nothing that it writes may take the place of one, `--force` or not.
struct ReadFiles {
    private let identities: Set<[UInt64]>

    /// - Parameter paths: nil and `-` are no files.
    init(_ paths: [String?]) {
        identities = Set(
            paths.compactMap { $0 }.filter { $0 != "-" && !FileAccess.isSpecial($0) }
                .compactMap(FileAccess.identity))
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

import MonitoringForm

/// What tells a complex from others in its name, to see whether it is nearly that of another.
struct NearName: Sendable {
    /// What most names that are nothing alike are told apart by, without a look at their characters.
    struct Sketch: Sendable {
        /// The same for names that are the same.
        let number: Int
        /// Nil for what is too long to be a name that a clerk misspelt: it is alike only where it is the same.
        let length: Int?
        /// A bit for each character; some share one.
        let marks: UInt128

        /// Whether the names behind may be alike.
        func mayBeNear(_ own: Sketch) -> Bool {
            if number == own.number { return true }
            guard let length, let ownLength = own.length, min(length, ownLength) > 3 else {
                return false
            }
            let (missing, added) = (own.marks & ~marks, marks & ~own.marks)
            // Each character that only one of them has is a change; a name within another has none of its own.
            let allowed = max(length, ownLength) / 4
            return abs(length - ownLength) <= allowed && missing.nonzeroBitCount <= allowed
                && added.nonzeroBitCount <= allowed || missing == 0 && length > ownLength
        }
    }

    private static let longest = 60

    let sketch: Sketch
    private let characters: [Character]

    /// - Parameter number: the same for the same core.
    init(core: String, number: Int) {
        let isLong = core.unicodeScalars.dropFirst(NearName.longest).first != nil
        characters = isLong ? [] : Array(core)
        sketch = Sketch(
            number: number, length: isLong ? nil : characters.count,
            marks: characters.reduce(0) { marks, character in
                marks | 1 << ((character.unicodeScalars.first?.value ?? 0) & 127)
            })
    }

    func isNear(_ own: NearName) -> Bool {
        let lengths = [sketch.length, own.sketch.length].compactMap(\.self)
        guard lengths.allSatisfy({ $0 > 1 }) else { return false }
        if sketch.number == own.sketch.number { return true }
        // Names of two or three characters differ as a whole when one does.
        return lengths.count == 2 && lengths.allSatisfy { $0 > 3 }
            && LabelLikeness.score(characters, own.characters) >= 0.75
    }
}

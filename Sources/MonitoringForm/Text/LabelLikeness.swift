/// How alike two labels are, from 0 to 1.
package enum LabelLikeness {
    package static func score(_ text: [Character], _ label: [Character]) -> Double {
        let distance = editDistance(text, label)
        let alike = 1 - Double(distance) / Double(max(text.count, label.count))
        // A known label inside a longer text: the rest is explanation.
        guard label.count >= 5, text.count > label.count, contains(text, label) else {
            return alike
        }
        let share = Double(label.count) / Double(text.count)
        return max(alike, 0.5 + 0.45 * share)
    }

    private static func contains(_ text: [Character], _ part: [Character]) -> Bool {
        (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
    }

    private static func editDistance(_ left: [Character], _ right: [Character]) -> Int {
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let cost = diagonal + (a == b ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(cost, row[j + 1] + 1, row[j] + 1)
            }
        }
        return row[right.count]
    }
}

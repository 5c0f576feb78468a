import MonitoringForm

/// Where a value ends that stands in one line with other fields, of which the form knows not all: behind
/// `综合体名称：甲` may follow `主导产业：皮革`, and behind `填报单位：某局` the quarter, set off by spaces.
enum InlineValue {
    /// - Parameter text: what stands behind a label, up to the next one that is known.
    /// - Returns: the end of the label's own value.
    static func end(
        of text: ArraySlice<Unicode.Scalar>, _ field: IdentityField
    ) -> Int {
        // Two lines are two fields, and so are pieces with a wide gap between them.
        var pieces = pieces(of: text)
        guard let first = pieces.first, pieces.count > 1 else { return text.endIndex }
        if isNameOfOffice(field), first.count >= shortestOffice,
            let gap = pieces.dropFirst().first(where: { $0.gap >= wideGap })
        {
            pieces = pieces.filter { $0.range.lowerBound < gap.range.lowerBound }
        }
        // A piece with a colon is a field of its own, with as much in front as belongs to its label.
        guard
            let other = pieces.indices.dropFirst().first(where: { index in
                hasLabel(text[pieces[index].range])
            })
        else { return pieces.last?.range.upperBound ?? text.endIndex }
        var start = other
        // 表     号：
        while start > 1, pieces[start - 1].count == 1, pieces[other].labelLength <= 2 { start -= 1 }
        return pieces[start - 1].range.upperBound
    }

    private static let wideGap = 3
    /// Letters of the shortest name that is not spread by spaces itself.
    private static let shortestOffice = 4

    private struct Piece {
        let range: Range<Int>
        /// Spaces in front.
        let gap: Int
        /// Scalars before the colon.
        let labelLength: Int

        var count: Int { range.count }
    }

    private static func pieces(of text: ArraySlice<Unicode.Scalar>) -> [Piece] {
        var pieces: [Piece] = []
        var index = text.startIndex
        while index < text.endIndex {
            let start = text[index...].firstIndex { TextFolding.folded($0) ?? " " != " " }
            guard let start else { break }
            let end =
                text[start...].firstIndex { TextFolding.folded($0) ?? " " == " " }
                ?? text.endIndex
            let label = text[start..<end].prefix { !isColon($0) }.count
            // An ideographic space is as wide as two.
            let gap = text[index..<start].reduce(0) { $0 + ($1.value == 0x3000 ? 2 : 1) }
            pieces.append(Piece(range: start..<end, gap: gap, labelLength: label))
            index = end
        }
        return pieces
    }

    private static func isColon(_ scalar: Unicode.Scalar) -> Bool { scalar == ":" || scalar == "：" }

    /// Whether a piece begins with a label: letters, then a colon. 10:30 does not.
    private static func hasLabel(_ piece: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let colon = piece.firstIndex(where: isColon), colon > piece.startIndex else {
            return false
        }
        return piece[..<colon].contains { $0.properties.isAlphabetic }
    }

    private static func isNameOfOffice(_ field: IdentityField) -> Bool {
        switch field {
        case .complexName, .operatingUnit, .reportingUnit: true
        default: false
        }
    }
}

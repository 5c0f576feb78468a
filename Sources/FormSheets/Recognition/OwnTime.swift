import MonitoringForm

/// Which of several times that labels name is the form's: of the newest year the sheet's quarter, or the newest.
struct OwnTime {
    private let year: Int?
    private let quarter: Int?
    /// Whether several quarters stand there and the sheet's is none of them.
    let isGuess: Bool

    /// - Parameter stated: the quarter that the sheet is of.
    init(_ hints: [MeasureHint], stated: Period?) {
        let newest = hints.compactMap(\.year).max()
        let recent = hints.filter { $0.year == nil || $0.year == newest }
        let quarters = Set(recent.compactMap(\.quarter))
        let own = stated.map(\.quarter).flatMap { quarters.contains($0) ? $0 : nil }
        year = newest
        quarter = own ?? quarters.max()
        isGuess = own == nil && quarters.count > 1
    }

    /// Whether a label names no other time.
    func counts(_ hint: MeasureHint) -> Bool {
        if let year = hint.year, year != self.year { return false }
        guard let quarter = hint.quarter else { return true }
        return quarter == self.quarter
    }
}

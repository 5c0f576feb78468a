import MonitoringForm

/// The words that a county uses for done and not done, so that corrections speak as it does.
struct StatusWords {
    private var counts: [WorkStatus: [String: Int]] = [:]
    private let form: FormDefinition
    private let grammar: StatusText

    init(_ form: FormDefinition) {
        self.form = form
        grammar = StatusText(words: form.words, instruction: form.construction.instruction)
    }

    func read(_ text: String) -> StatusReading? { grammar.read(text) }

    /// Learns from what stands in a cell.
    mutating func note(_ text: String) {
        guard let tidy = TextFolding.tidy(text), let reading = grammar.read(tidy),
            let status = reading.status, reading.note == nil, !reading.isPartial
        else { return }
        counts[status, default: [:]][tidy, default: 0] += 1
    }

    /// The word used most, or the form's own.
    func word(for status: WorkStatus) -> String {
        let own = status == .complete ? form.headers.complete.text : form.headers.incomplete.text
        guard let known = counts[status] else { return own }
        return known.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? own
    }
}

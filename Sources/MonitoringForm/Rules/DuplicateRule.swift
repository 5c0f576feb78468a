/// Two returns of the same complex and quarter.
package enum DuplicateRule {
    /// - Parameters:
    ///   - item: the later of the two.
    ///   - earlier: the one before it.
    ///   - place: where the earlier one stands, for the message.
    package static func violation(
        of item: Return, earlier: Return, at place: String, form: FormDefinition
    ) -> Violation {
        let differences = item.differences(from: earlier, in: form).count { leaf in
            if case .identity = leaf { false } else { true }
        }
        return Violation(
            .duplicateReturn, .identity(.complexName),
            Finding.Detail(
                quoted: item.complex.name.map(MessageCatalogue.shortened), from: place,
                to: "\(differences)",
                reason: differences == 0 ? "equal" : nil, period: item.period),
            severity: differences == 0 ? .warning : .error)
    }
}

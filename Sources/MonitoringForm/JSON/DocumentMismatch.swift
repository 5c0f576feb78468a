/// Where a JSON text does not fit the model, and what the model wants there.
package struct DocumentMismatch: Hashable, Sendable {
    /// What is wrong; the message catalogue makes a sentence of it.
    package enum Reason: Hashable, Sendable {
        /// The model has a member here that the text has not.
        case missing
        /// The text has a member here that the model does not know.
        case unknownMember
        /// The value is not of the kind that the model has here.
        case expected(Expectation)
    }

    package enum Expectation: Hashable, Sendable {
        case object, array, string, stringOrNull, numberOrNull, period, date
        /// A document, a return, or a list of these.
        case document
        /// One of these values.
        case choice([String], orNull: Bool)
        /// A number with fewer digits: 38 at the most.
        case fewerDigits
    }

    /// Where, from the root of the text.
    package let pointer: JSONPointer
    package let reason: Reason
}

/// Why a JSON text gives no returns.
package enum DocumentError: Error, Hashable, Sendable {
    case notJSON(JSONError)
    /// The places that do not fit, in the order of the text, the first thousand; never empty.
    case mismatches([DocumentMismatch])
}

extension JSONWriter {
    /// Writes a value as it was read: members in their order, numbers with their digits.
    package mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .boolean(let isTrue): boolean(isTrue)
        case .number(let digits): verbatim(digits)
        case .string(let text): string(text)
        case .array(let elements):
            array { list in
                for element in elements { list.value(element) }
            }
        case .object(let members):
            object { json in
                for member in members {
                    json.foreignKey(member.key)
                    json.value(member.value)
                }
            }
        }
    }
}

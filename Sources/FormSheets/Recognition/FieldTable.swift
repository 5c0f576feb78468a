import MonitoringForm

/// Something for each identity field that has it; nothing is allocated while none has.
struct FieldTable<Value> {
    private var values: [Value?] = []

    subscript(field: IdentityField) -> Value? {
        get { values.isEmpty ? nil : values[field.position] }
        set {
            if values.isEmpty {
                if newValue == nil { return }
                values = Array(repeating: nil, count: IdentityField.allCases.count)
            }
            values[field.position] = newValue
        }
    }

    /// Takes from another table what this one has not.
    mutating func complete(with other: FieldTable) {
        for index in other.values.indices where other.values[index] != nil {
            if values.isEmpty {
                self = other
                return
            }
            if values[index] == nil { values[index] = other.values[index] }
        }
    }

    var fields: [IdentityField] { IdentityField.allCases.filter { self[$0] != nil } }
}

/// A JSON Patch (RFC 6902) for documents of the model.
///
/// The operations that corrections are made of, `test`, `replace`, `add` and `remove`, with one difference: a member that
/// is removed stays and is null, since every leaf of the model is always there.
package struct JSONPatch: Sendable {
    package struct Operation: Hashable, Sendable {
        package enum Kind: String, Sendable { case test, replace, add, remove }

        package let kind: Kind
        package let path: JSONPointer
        package let value: JSONValue?

        package init(_ kind: Kind, _ path: JSONPointer, _ value: JSONValue? = nil) {
            self.kind = kind
            self.path = path
            self.value = value
        }
    }

    /// Why a patch is none, or does not apply.
    package enum Failure: Error, Hashable, Sendable {
        /// The operation, counted from 0, has no sound `op`, `path` or `value`; -1 for the patch.
        case malformed(operation: Int)
        /// There is nothing at the pointer.
        case noTarget(operation: Int, JSONPointer)
        /// The value is another one than `test` says.
        case testFailed(operation: Int, JSONPointer, found: JSONValue)
    }

    package let operations: [Operation]

    package init(_ operations: [Operation]) { self.operations = operations }

    /// - Throws: ``Failure/malformed(operation:)``.
    package init(_ value: JSONValue) throws(Failure) {
        guard let elements = value.elements else { throw .malformed(operation: -1) }
        var operations: [Operation] = []
        for (index, element) in elements.enumerated() {
            guard let kind = element["op"]?.text.flatMap(Operation.Kind.init),
                let path = element["path"]?.text.flatMap(JSONPointer.init(text:))
            else { throw .malformed(operation: index) }
            guard kind == .remove || element["value"] != nil else {
                throw .malformed(operation: index)
            }
            operations.append(Operation(kind, path, element["value"]))
        }
        self.operations = operations
    }

    /// The document with all operations carried out in order.
    ///
    /// - Throws: ``Failure``; nothing is changed then.
    package func applied(to document: JSONValue) throws(Failure) -> JSONValue {
        var result = document
        for (index, operation) in operations.enumerated() {
            try apply(operation, index, to: &result)
        }
        return result
    }

    private func apply(
        _ operation: Operation, _ index: Int, to document: inout JSONValue
    ) throws(Failure) {
        func value(_ pointer: JSONPointer) throws(Failure) -> JSONValue {
            guard let value = document.value(at: pointer) else {
                throw .noTarget(operation: index, pointer)
            }
            return value
        }
        func put(_ new: JSONValue, _ pointer: JSONPointer, inserting: Bool) throws(Failure) {
            let tokens = pointer.tokens
            // No place of the model lies deeper, nor any that JSON is read to.
            guard tokens.count <= JSONParser.depthLimit,
                document.put(new, at: tokens[...], inserting: inserting)
            else {
                throw .noTarget(operation: index, pointer)
            }
        }
        switch operation.kind {
        case .test:
            let found = try value(operation.path)
            guard let wanted = operation.value, found.isEquivalent(to: wanted) else {
                throw .testFailed(operation: index, operation.path, found: found)
            }
        case .replace:
            _ = try value(operation.path)
            try put(operation.value ?? .null, operation.path, inserting: false)
        case .add:
            try put(operation.value ?? .null, operation.path, inserting: true)
        case .remove:
            _ = try value(operation.path)
            try put(.null, operation.path, inserting: false)
        }
    }

    /// The patch as JSON, an operation a line.
    package var json: [UInt8] {
        if operations.isEmpty { return Array("[]\n".utf8) }
        var text: [UInt8] = Array("[\n".utf8)
        for (index, operation) in operations.enumerated() {
            var writer = JSONWriter(style: .compact)
            writer.object { json in
                json.member("op") { $0.string(operation.kind.rawValue) }
                json.member("path") { $0.string("\(operation.path)") }
                if let value = operation.value { json.member("value") { $0.value(value) } }
            }
            text += Array("  ".utf8) + writer.bytes
            text += Array((index + 1 < operations.count ? ",\n" : "\n").utf8)
        }
        return text + Array("]\n".utf8)
    }
}

extension JSONPointer {
    /// Parses the text of a pointer (RFC 6901); nil where it is none.
    package init?(text: String) {
        guard text.isEmpty || text.utf8.first == UInt8(ascii: "/") else { return nil }
        var rest = text.utf8[...]
        while let tilde = rest.firstIndex(of: UInt8(ascii: "~")) {
            rest = rest[text.utf8.index(after: tilde)...]
            guard rest.first == UInt8(ascii: "0") || rest.first == UInt8(ascii: "1") else {
                return nil
            }
        }
        self = JSONPointer().appending(path: text)
    }

    /// The reference tokens, unescaped.
    package var tokens: [String] {
        let bytes = description.utf8
        let isPlain = !bytes.contains(UInt8(ascii: "~"))
        return bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .dropFirst().map { token in
                let text = String(Substring(token))
                return isPlain
                    ? text : text.replacing("~1", with: "/").replacing("~0", with: "~")
            }
    }
}

extension JSONValue {
    /// The value that a pointer means, or nil.
    package func value(at pointer: JSONPointer) -> JSONValue? {
        var value = self
        for token in pointer.tokens {
            switch value {
            case .object:
                guard let next = value[token] else { return nil }
                value = next
            case .array(let elements):
                guard let index = JSONValue.index(token), elements.indices.contains(index) else {
                    return nil
                }
                value = elements[index]
            default: return nil
            }
        }
        return value
    }

    /// Array indices have no leading zeros (RFC 6901, 4).
    private static func index(_ token: String) -> Int? {
        guard token == "0" || !token.hasPrefix("0"), token.utf8.allSatisfy({ 0x30...0x39 ~= $0 })
        else { return nil }
        return Int(token)
    }

    /// Puts a value in a place; false where there is none.
    ///
    /// - Parameter inserting: into an array, rather than over its element; `-` is behind the last one.
    fileprivate mutating func put(
        _ new: JSONValue, at tokens: ArraySlice<String>, inserting: Bool
    ) -> Bool {
        guard let token = tokens.first else {
            self = new
            return true
        }
        let rest = tokens.dropFirst()
        switch self {
        case .object(var members):
            // Nobody else holds what is changed, so that it is not copied for each operation.
            self = .null
            defer { self = .object(members) }
            let position = members.lastIndex { $0.key == token }
            if rest.isEmpty, position == nil, inserting {
                members.append(Member(key: token, value: new))
            } else {
                guard let position else { return false }
                return members[position].value.put(new, at: rest, inserting: inserting)
            }
        case .array(var elements):
            self = .null
            defer { self = .array(elements) }
            let index = token == "-" ? elements.count : JSONValue.index(token)
            guard let index, index <= elements.count else { return false }
            if rest.isEmpty, inserting {
                elements.insert(new, at: index)
            } else {
                guard index < elements.count,
                    elements[index].put(new, at: rest, inserting: inserting)
                else { return false }
            }
        default: return false
        }
        return true
    }

    /// Whether two values are the same (RFC 6902, 4.6): numbers by what they are worth, members in any order.
    package func isEquivalent(to other: JSONValue) -> Bool {
        switch (self, other) {
        case (.number(let left), .number(let right)):
            guard let a = ExactDecimal(left), let b = ExactDecimal(right) else {
                return left == right
            }
            return a == b
        case (.array(let left), .array(let right)):
            return left.count == right.count
                && zip(left, right).allSatisfy { $0.isEquivalent(to: $1) }
        case (.object(let left), .object(let right)):
            return left.count == right.count
                && left.allSatisfy { member in
                    other[member.key].map { member.value.isEquivalent(to: $0) } ?? false
                }
        default: return self == other
        }
    }
}

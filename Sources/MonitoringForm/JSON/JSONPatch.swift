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

    /// The positions in a list of the document that operations name; nil where any looks at something else, or at the list
    /// as a whole.
    package func positions(in list: String) -> Set<Int>? {
        var positions: Set<Int> = []
        for operation in operations {
            let tokens = operation.path.tokens
            guard tokens.count > 1, tokens[0] == list, let index = JSONValue.index(tokens[1])
            else { return nil }
            positions.insert(index)
        }
        return positions
    }

    /// The document with all operations carried out in order.
    ///
    /// - Throws: ``Failure``; nothing is changed then.
    package func applied(to document: JSONValue) throws(Failure) -> JSONValue {
        let tree = PatchTree(document)
        for (index, operation) in operations.enumerated() {
            try JSONPatch.apply(operation, index, to: tree)
        }
        return tree.value
    }

    private static func apply(
        _ operation: Operation, _ index: Int, to tree: PatchTree
    ) throws(Failure) {
        let tokens = operation.path.tokens
        func target() throws(Failure) -> PatchTree {
            guard let node = tree.node(at: tokens) else {
                throw .noTarget(operation: index, operation.path)
            }
            return node
        }
        func put(_ new: JSONValue, inserting: Bool) throws(Failure) {
            // No place of the model lies deeper, nor any that JSON is read to.
            guard tokens.count <= JSONParser.depthLimit,
                tree.put(new, at: tokens, inserting: inserting)
            else {
                throw .noTarget(operation: index, operation.path)
            }
        }
        switch operation.kind {
        case .test:
            let found = try target()
            guard let wanted = operation.value, found.isEquivalent(to: wanted) else {
                throw .testFailed(operation: index, operation.path, found: found.value)
            }
        case .replace: try put(operation.value ?? .null, inserting: false)
        case .add: try put(operation.value ?? .null, inserting: true)
        case .remove: try put(.null, inserting: false)
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
    /// Array indices have no leading zeros (RFC 6901, 4).
    static func index(_ token: String) -> Int? {
        guard token == "0" || !token.hasPrefix("0"), token.utf8.allSatisfy({ 0x30...0x39 ~= $0 })
        else { return nil }
        return Int(token)
    }

    /// Whether two values are the same (RFC 6902, 4.6): numbers by what they are worth, members in any order.
    package func isEquivalent(to other: JSONValue) -> Bool {
        switch (self, other) {
        case (.number(let left), .number(let right)):
            // What is longer than any figure is read, digit for digit, as often as it is asked for.
            guard max(left.utf8.count, right.utf8.count) <= longestNumber,
                let a = ExactDecimal(left), let b = ExactDecimal(right)
            else {
                return left == right
            }
            return a == b
        case (.array(let left), .array(let right)):
            return left.count == right.count
                && zip(left, right).allSatisfy { $0.isEquivalent(to: $1) }
        case (.object(let left), .object(let right)):
            guard left.count == right.count else { return false }
            let lookup = MemberLookup(right)
            return left.allSatisfy { member in
                lookup[member.key].map { member.value.isEquivalent(to: $0) } ?? false
            }
        default: return self == other
        }
    }

    private var longestNumber: Int { 1_000 }
}

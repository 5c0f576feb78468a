/// The leaves of a form by their paths in a return, made once for many findings.
package struct LeafIndex: Sendable {
    /// In the order of the model.
    package let leaves: [(leaf: ReturnLeaf, path: String)]
    private let byPath: [String: ReturnLeaf]
    private let paths: [ReturnLeaf: String]

    package init(_ form: FormDefinition) {
        leaves = ReturnLeaf.all(of: form).map { ($0, $0.pointer(in: form).description) }
        byPath = Dictionary(leaves.map { ($0.path, $0.leaf) }) { first, _ in first }
        paths = Dictionary(leaves.map { ($0.leaf, $0.path) }) { first, _ in first }
    }

    package func path(of leaf: ReturnLeaf) -> String { paths[leaf] ?? "" }

    package func leaf(at path: String) -> ReturnLeaf? { byPath[path] }

    /// The leaves below a row, a section or whatever a path stands for.
    package func leaves(below path: String) -> [ReturnLeaf] {
        leaves.filter { $0.path.hasPrefix(path + "/") }.map(\.leaf)
    }
}

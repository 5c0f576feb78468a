import FormSheets
import MonitoringForm

extension LeafRemarks {
    /// For each return of a document, what its findings say of blank leaves.
    static func all(of document: ConvertedDocument, _ index: LeafIndex) -> [LeafRemarks] {
        // Of thousands of returns the same rows are missing.
        var below: [RowPath: Set<ReturnLeaf>] = [:]
        var remarks = Array(repeating: LeafRemarks(), count: document.returns.count)
        for finding in document.findings {
            guard let (position, path) = finding.pointer?.inReturn,
                remarks.indices.contains(position)
            else { continue }
            if finding.code == .declaredAbsent {
                if let leaf = index.leaf(at: path) { remarks[position].absent.insert(leaf) }
                continue
            }
            // A missing row is an error too.
            guard finding.severity == .error else { continue }
            if let leaf = index.leaf(at: path) {
                remarks[position].explained.insert(leaf)
                continue
            }
            // A row, a column or a section that is not there stands for all its leaves.
            let measure =
                finding.detail.reason == "measure"
                ? finding.detail.subject.flatMap(Measure.init) : nil
            let row = RowPath(path: path, measure: measure)
            let leaves = below[row] ?? index.leaves(of: row)
            below[row] = leaves
            remarks[position].explained.formUnion(leaves)
        }
        return remarks
    }
}

/// A row, a column of it or a section by its path.
private struct RowPath: Hashable {
    let path: String
    let measure: Measure?
}

extension LeafIndex {
    fileprivate func leaves(of row: RowPath) -> Set<ReturnLeaf> {
        Set(
            leaves(below: row.path).filter { leaf in
                if let measure = row.measure, case .figure(_, let other) = leaf {
                    other == measure
                } else {
                    true
                }
            })
    }
}

extension JSONPointer {
    /// Position of the return and the path in it; nil for what is not in a return.
    package var inReturn: (index: Int, path: String)? {
        let lead = "/returns/"
        guard description.hasPrefix(lead) else { return nil }
        let rest = description.dropFirst(lead.count)
        let end = rest.firstIndex(of: "/") ?? rest.endIndex
        guard let index = Int(rest[..<end]) else { return nil }
        return (index, String(rest[end...]))
    }
}

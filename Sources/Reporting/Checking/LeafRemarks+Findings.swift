import FormSheets
import MonitoringForm

extension LeafRemarks {
    /// For each return of a document, what its findings say of blank leaves.
    static func all(of document: ConvertedDocument, form: FormDefinition) -> [LeafRemarks] {
        var remarks = Array(repeating: LeafRemarks(), count: document.returns.count)
        guard document.findings.contains(where: { $0.pointer != nil }) else { return remarks }
        let leaves = ReturnLeaf.all(of: form)
        let pointers = leaves.map { $0.pointer(in: form).description }
        var positions: [String: Int] = [:]
        for (position, pointer) in pointers.enumerated() { positions[pointer] = position }
        for finding in document.findings {
            guard let (index, path) = finding.pointer?.inReturn, remarks.indices.contains(index)
            else { continue }
            if finding.code == .declaredAbsent {
                if let position = positions[path] { remarks[index].absent.insert(leaves[position]) }
                continue
            }
            guard finding.severity == .error || finding.code == .indicatorMissing else { continue }
            if let position = positions[path] {
                remarks[index].explained.insert(leaves[position])
                continue
            }
            // A row, a column or a section that is not there stands for all its leaves.
            let measure =
                finding.detail.reason == "measure"
                ? finding.detail.subject.flatMap(Measure.init) : nil
            for (leaf, pointer) in zip(leaves, pointers) where pointer.hasPrefix(path + "/") {
                if let measure, case .figure(_, let other) = leaf, other != measure { continue }
                remarks[index].explained.insert(leaf)
            }
        }
        return remarks
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
